/* SPDX-License-Identifier: MPL-2.0 */
/* Signed and sealed things: CSRF tokens and what a sign-in page keeps of a form. */
#include "http/route.h"

#include <sodium.h>
#include <string.h>

#include "base/banned.h"

enum { MASK = 16, MAC = 16, SEAL_CEILING = 512 * 1024 };
static const Instant TOKEN_AGE = (Instant)24 * 60 * 60 * 1000;

/* What a token says; the MAC follows it. */
typedef struct Claim {
    int64_t session;
    int64_t made_at;
} Claim;

typedef struct SignedClaim {
    Claim claim;
    unsigned char mac[MAC];
} SignedClaim;

static void sign(const Site *site, SignedClaim *signed_claim)
{
    crypto_generichash(signed_claim->mac, MAC, (const unsigned char *)&signed_claim->claim, sizeof(Claim),
                       site->secret, 32);
}

static Text encode(Arena *arena, const unsigned char *bytes, size_t length)
{
    size_t room = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *at = arena_get_raw(arena, room);
    sodium_bin2base64(at, room, bytes, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Text){ at, strlen(at) };
}

static bool decode(Text text, unsigned char *bytes, size_t room, size_t *ret_length)
{
    return sodium_base642bin(bytes, room, text_at(text), text.length, NULL, ret_length, NULL,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
}

/* The token is masked with fresh random bytes, so that a compressed page never holds the same secret twice (BREACH). */
Text csrf_token(const Site *site, Arena *arena, int64_t session, Instant now)
{
    unsigned char token[MASK + sizeof(SignedClaim)];
    SignedClaim signed_claim = { .claim = { session, session == 0 ? now : 0 } };
    sign(site, &signed_claim);
    randombytes_buf(token, MASK);
    memcpy(token + MASK, &signed_claim, sizeof signed_claim);
    for (size_t i = 0; i < sizeof signed_claim; i++)
        token[MASK + i] ^= token[i % MASK];
    return encode(arena, token, sizeof token);
}

bool csrf_token_is_good(const Site *site, Text text, Instant now, int64_t *ret_session)
{
    unsigned char token[MASK + sizeof(SignedClaim)];
    SignedClaim given, made;
    size_t length;
    if (!decode(text, token, sizeof token, &length) || length != sizeof token)
        return false;
    for (size_t i = 0; i < sizeof given; i++)
        token[MASK + i] ^= token[i % MASK];
    memcpy(&given, token + MASK, sizeof given);
    made.claim = given.claim;
    sign(site, &made);
    if (sodium_memcmp(made.mac, given.mac, MAC) != 0)
        return false;
    if (given.claim.session == 0 && (given.claim.made_at > now || now - given.claim.made_at > TOKEN_AGE))
        return false;
    *ret_session = given.claim.session;
    return true;
}

/* The key for a purpose: sealed things of one kind cannot be passed off as another. */
static void purpose_key(const Site *site, const char *purpose, unsigned char *ret_key)
{
    crypto_generichash(ret_key, crypto_secretbox_KEYBYTES, (const unsigned char *)purpose, strlen(purpose),
                       site->secret, 32);
}

Text site_seal(const Site *site, Arena *arena, const char *purpose, Text text)
{
    unsigned char key[crypto_secretbox_KEYBYTES];
    size_t length = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.length;
    unsigned char *sealed = arena_get_raw(arena, length);
    purpose_key(site, purpose, key);
    randombytes_buf(sealed, crypto_secretbox_NONCEBYTES);
    crypto_secretbox_easy(sealed + crypto_secretbox_NONCEBYTES, (const unsigned char *)text_at(text),
                          text.length, sealed, key);
    return encode(arena, sealed, length);
}

bool site_unseal(const Site *site, Arena *arena, const char *purpose, Text sealed, Text *ret_text)
{
    enum { OVERHEAD = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES };
    unsigned char key[crypto_secretbox_KEYBYTES];
    size_t length;
    if (sealed.length > SEAL_CEILING)
        return false;
    unsigned char *bytes = arena_get_raw(arena, sealed.length + 1);
    if (!decode(sealed, bytes, sealed.length, &length) || length < OVERHEAD)
        return false;
    char *opened = arena_get_raw(arena, length);
    purpose_key(site, purpose, key);
    if (crypto_secretbox_open_easy((unsigned char *)opened, bytes + crypto_secretbox_NONCEBYTES,
                                   length - crypto_secretbox_NONCEBYTES, bytes, key) != 0)
        return false;
    opened[length - OVERHEAD] = '\0';
    *ret_text = (Text){ opened, length - OVERHEAD };
    return true;
}
