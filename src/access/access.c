/* SPDX-License-Identifier: MPL-2.0 */
#include "access/access.h"

#include <sodium.h>
#include <string.h>

#include "access.html.h"
#include "access.sql.h"
#include "access/access_view.h"
#include "http/dispatch.h"
#include "http/parse.h"
#include "job/job.h"

#include "base/banned.h"

static const Instant MINUTE = 60 * 1000;
static const Instant IDLE_END = (Instant)8 * 60 * 60 * 1000;
static const Instant ABSOLUTE_END = (Instant)72 * 60 * 60 * 1000;
static const Instant ONE_DAY = (Instant)24 * 60 * 60 * 1000;

/* OWASP's second setting for Argon2id: 19 MiB, two passes. */
enum {
    ARGON_PASSES = 2,
    ARGON_MEMORY = 19 * 1024 * 1024,
    SESSION_KEY = 32,
    FREE_TRIES = 5,
    FREE_TRIES_OF_ADDRESS = 20
};

/* ---- sessions ---- */

static Text hash_of(Arena *arena, Text text)
{
    unsigned char hash[32];
    char hex[65];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text_at(text), text.length, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return text_copy(arena, hex, 64);
}

/* When a session ends or ended: signed off, idle too long, or old. */
static Instant end_of(Instant started_at, Instant seen_at, Instant ended_at)
{
    Instant end =
        started_at + ABSOLUTE_END < seen_at + IDLE_END ? started_at + ABSOLUTE_END : seen_at + IDLE_END;
    return ended_at != 0 && ended_at < end ? ended_at : end;
}

static void take_session(Request *q, const SessionRow *row)
{
    Instant end = end_of(row->started_at, row->seen_at, row->ended_at);
    Language language = text_is(row->language, "en") ? ENGLISH : DANISH;
    if (q->now - end > ONE_DAY)
        return;
    q->session.id = row->id;
    q->session.person = row->person;
    q->session.person_name = row->person_name;
    q->session.language = language;
    q->session.seen_at = row->seen_at;
    q->session.is_ended = end <= q->now;
    if (q->session.is_ended)
        return;
    q->session.needs = row->needs;
    q->session.is_inside = row->needs >> SEE & 1;
    if (!text_is_empty(row->role))
        q->session.person_title =
            text_format(q->arena, "%s, %s", translate(language, word_label(role_words, row->role)),
                        text_at(row->unit_name));
    q->who = (Who){ row->person, q->session.is_inside };
}

/* Whose session the form's token belongs to, when that lives or ended lately. */
static Err find_token_person(Request *q)
{
    SessionSpan span;
    Err err = session_span(q->db, q->token_session, &span);
    if (err == NOT_FOUND)
        return OK;
    TRY(err);
    if (q->now - end_of(span.started_at, span.seen_at, span.ended_at) <= ONE_DAY)
        q->token_person = span.person;
    return OK;
}

/* The message that redirect_saying put into a cookie. */
static void take_said(Request *q)
{
    Text hex = cookie_value(q->arena, q->cookie, "said");
    size_t length;
    if (q->method != GET || text_is_empty(hex) || hex.length > 2000)
        return;
    char *said = arena_get(q->arena, hex.length / 2 + 1);
    if (sodium_hex2bin((unsigned char *)said, hex.length / 2, hex.at, hex.length, NULL, &length, NULL) != 0)
        return;
    q->said = (Text){ said, length };
    if (text_is_utf8(q->said))
        q->set_cookie = TEXT("said=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    else
        q->said = (Text){ 0 };
}

Err access_identify(Request *q)
{
    SessionRow row;
    Text key = cookie_value(q->arena, q->cookie, "session");
    q->session = (Session){ 0 };
    q->who = (Who){ 0 };
    if (!text_is_empty(key)) {
        Err err = session_by_key(q->db, hash_of(q->arena, key), &row);
        if (err == OK)
            take_session(q, &row);
        else if (err != NOT_FOUND)
            return err;
    }
    if (q->token_session != 0)
        TRY(find_token_person(q));
    take_said(q);
    Err err = municipality_name(q->db, &q->session.municipality);
    return err == NOT_FOUND ? OK : err;
}

Err access_touch(Db *db, int64_t session, Instant now)
{
    return session_touch(db, session, now);
}

Err access_secret(Db *db, unsigned char *ret_secret)
{
    Text value;
    char hex[65];
    Err err = secret_value(db, TEXT("tokens"), &value);
    if (err == NOT_FOUND) {
        randombytes_buf(ret_secret, 32);
        sodium_bin2hex(hex, sizeof hex, ret_secret, 32);
        TRY(secret_add(db, TEXT("tokens"), text_of(hex)));
        err = secret_value(db, TEXT("tokens"), &value);
    }
    TRY(err);
    return sodium_hex2bin(ret_secret, 32, value.at, value.length, NULL, NULL, NULL) == 0 ? OK : BROKEN;
}

Err access_rebuild(Db *db)
{
    TRY(reach_clear(db));
    TRY(reach_fill(db));
    TRY(standing_clear(db));
    return standing_fill(db);
}

Err access_housekeeping(Db *db, Text payload, Instant now)
{
    (void)payload;
    TRY(sessions_forget(db, now - ABSOLUTE_END - ONE_DAY));
    TRY(kept_forms_forget(db, now - ONE_DAY));
    TRY(throttles_forget(db, now - ONE_DAY));
    return job_add(db, "housekeeping", (Text){ 0 }, now + ONE_DAY);
}

/* ---- passwords ---- */

static Err hash_password(Arena *arena, Text password, Text *ret_hash)
{
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, text_at(password), password.length, ARGON_PASSES, ARGON_MEMORY,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return BUSY;
    *ret_hash = text_copy(arena, hash, strlen(hash));
    return OK;
}

static const char *password_problem(Text password)
{
    if (text_characters(password) < SHORTEST_PASSWORD)
        return TR("Vælg en adgangskode på mindst tolv tegn");
    return password.length > LONGEST_PASSWORD ? TR("Vælg en kortere adgangskode") : NULL;
}

Err access_set_password(Db *db, int64_t person, Text password, Instant now)
{
    Text hash;
    if (password_problem(password) != NULL)
        return INVALID;
    TRY(hash_password(db_arena(db), password, &hash));
    return password_set(db, person, hash, now);
}

Err access_make_password(Arena *arena, Text *ret_password, Text *ret_hash)
{
    static const char letters[] = "23456789abcdefghjkmnpqrstvwxyz";
    char password[20] = { 0 };
    for (int i = 0; i < 19; i++)
        password[i] = i % 5 == 4 ? '-' : letters[randombytes_uniform(sizeof letters - 1)];
    *ret_password = text_copy(arena, password, 19);
    return hash_password(arena, *ret_password, ret_hash);
}

Err access_give_password(Db *db, int64_t person, Text hash, Instant now)
{
    TRY(password_set(db, person, hash, now));
    return sessions_end_of(db, person, 0, now);
}

/* ---- signing in ---- */

/* What the steps of a sign-in find out, one after the other. */
typedef struct Attempt {
    bool must_wait;
    Text account; /* the throttle's names, hashed */
    Text address;
    int64_t known;  /* whose e-mail it is; 0: nobody's */
    Text hash;      /* of that person's password */
    int64_t person; /* who it was; 0: the password is wrong */
} Attempt;

/* After some free tries each further one must wait, twice as long each time, a minute at most: nobody is locked out for good. */
static Err is_throttled(Request *q, Text name, int64_t free_tries, bool *ret_must_wait)
{
    Failures found;
    Err err = throttle_of(q->db, name, &found);
    if (err == NOT_FOUND)
        return OK;
    TRY(err);
    int64_t over = found.failures - free_tries;
    Instant wait = over < 0 ? 0 : over >= 6 ? MINUTE : (Instant)1000 << over;
    if (q->now - found.failed_at < wait)
        *ret_must_wait = true;
    return OK;
}

/* The hash of a password that nobody has, so that an unknown account takes as long as a known one. */
static const char unknown_account[] =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static Err sign_in_look_up(Request *q)
{
    Attempt *attempt = arena_get(q->arena, sizeof *attempt);
    Account account = { .hash = text_of(unknown_account) };
    Text email = text_trimmed(q->arena, form_value(q, "email"));
    q->prepared = attempt;
    attempt->account = hash_of(q->arena, text_format(q->arena, "account %s", text_at(email)));
    attempt->address = hash_of(q->arena, text_format(q->arena, "address %s", text_at(q->address)));
    TRY(is_throttled(q, attempt->account, FREE_TRIES, &attempt->must_wait));
    TRY(is_throttled(q, attempt->address, FREE_TRIES_OF_ADDRESS, &attempt->must_wait));
    Err err = account_by_email(q->db, email, &account);
    attempt->known = account.person;
    attempt->hash = account.hash;
    return err == NOT_FOUND ? OK : err;
}

static bool password_is(Text hash, Text password)
{
    return crypto_pwhash_str_verify(text_at(hash), text_at(password), password.length) == 0;
}

static Err sign_in_before(Request *q)
{
    Attempt *attempt = q->prepared;
    if (!attempt->must_wait && password_is(attempt->hash, form_value(q, "password")))
        attempt->person = attempt->known;
    return OK;
}

static void fill_sign_in(SignInPage *v, Request *q)
{
    bool is_kept = !text_is_empty(v->kept);
    v->q = q;
    v->page =
        (Page){ .q = q,
                .kind = TR("Log ind"),
                .title = html_translated(&q->html, is_kept ? TR("Du var logget af. Din tekst er her endnu")
                                                           : TR("Velkommen")),
                .lead = html_translated(
                    &q->html, is_kept ? TR("Log ind igen, så fortsætter du, hvor du slap.")
                                      : TR("Log ind for at se og arbejde med kommunens målplaner.")) };
}

Err access_ask_to_sign_in(Request *q, Text kept)
{
    bool is_page = q->method == GET && q->path.length > 1;
    SignInPage v = { .kept = kept, .return_to = is_page ? q->path : (Text){ 0 } };
    fill_sign_in(&v, q);
    sign_in_page_html(&q->html, &v);
    q->out_type = "text/html; charset=utf-8";
    return OK;
}

static Err sign_in_page(Request *q)
{
    SignInPage v = { 0 };
    fill_sign_in(&v, q);
    sign_in_page_html(&q->html, &v);
    return reply_html(q);
}

/* The answer is an error, but the counters must stay: OK commits them. */
static Err refuse_sign_in(Request *q, const Attempt *attempt)
{
    SignInPage v = { .email = form_value(q, "email"),
                     .kept = form_value(q, "kept"),
                     .return_to = form_value(q, "return_to") };
    v.problem = attempt->must_wait ? TR("Der er prøvet for mange gange. Vent et minut")
                                   : TR("E-mail eller adgangskode passer ikke");
    if (!attempt->must_wait) {
        TRY(throttle_add(q->db, attempt->account, q->now));
        TRY(throttle_add(q->db, attempt->address, q->now));
    }
    fill_sign_in(&v, q);
    sign_in_page_html(&q->html, &v);
    reply_invalid(q);
    return OK;
}

Err access_start_session(Db *db, int64_t person, Instant now, Text *ret_key)
{
    unsigned char bytes[SESSION_KEY];
    char key[sodium_base64_ENCODED_LEN(SESSION_KEY, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(key, sizeof key, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    *ret_key = text_copy(db_arena(db), key, strlen(key));
    return session_add(db, hash_of(db_arena(db), *ret_key), person, now);
}

static Err start_session(Request *q, int64_t person)
{
    Text key;
    TRY(access_start_session(q->db, person, q->now, &key));
    q->set_cookie = text_format(q->arena, "session=%s; Path=/; HttpOnly; SameSite=Lax%s", key.at,
                                q->is_secure ? "; Secure" : "");
    return OK;
}

/* Only a path of ours: "//host" would be another site. */
static bool is_own_path(Text path)
{
    return path.length > 0 && path.at[0] == '/' && !text_starts_with(path, "//") &&
           memchr(path.at, '\\', path.length) == NULL;
}

static Err sign_in(Request *q)
{
    const Attempt *attempt = q->prepared;
    Text kept = form_value(q, "kept"), return_to = form_value(q, "return_to"), path, body;
    if (attempt->person == 0)
        return refuse_sign_in(q, attempt);
    TRY(throttle_clear(q->db, attempt->account));
    if (q->session.id != 0)
        TRY(session_end(q->db, q->session.id, q->now));
    TRY(start_session(q, attempt->person));
    if (!text_is_empty(kept) && kept_form_open(q, kept, attempt->person, &path, &body)) {
        int64_t id;
        TRY(kept_form_add(q->db, attempt->person, kept, q->now, &id));
        return redirect(q, "/kept-forms/%lld", (long long)id);
    }
    return redirect(q, "%s", is_own_path(return_to) ? return_to.at : "/");
}

static Err kept_form_page(Request *q)
{
    Text sealed, path, body;
    TRY(kept_form_of(q->db, q->id, q->session.person, &sealed));
    if (!kept_form_open(q, sealed, q->session.person, &path, &body))
        return NOT_FOUND;
    return dispatch_restored(q, path, body);
}

static Err sign_out(Request *q)
{
    TRY(session_end(q->db, q->session.id, q->now));
    q->set_cookie = TEXT("session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    return redirect(q, "/sign-in");
}

/* ---- the person's own page ---- */

static void fill_profile(ProfilePage *v, Request *q)
{
    v->q = q;
    v->language = q->session.language == ENGLISH ? TEXT("en") : TEXT("da");
    v->page = (Page){
        .q = q, .kind = TR("Din side"), .title = q->session.person_name, .lead = q->session.person_title
    };
}

static Err profile_page(Request *q)
{
    ProfilePage v = { 0 };
    fill_profile(&v, q);
    profile_page_html(&q->html, &v);
    return reply_html(q);
}

/* A change of password: whether the current one is right, and the new one's hash. */
typedef struct NewPassword {
    Text current_hash;
    const char *problem;
    Text hash;
} NewPassword;

static Err change_password_look_up(Request *q)
{
    NewPassword *wanted = arena_get(q->arena, sizeof *wanted);
    q->prepared = wanted;
    return password_of(q->db, q->session.person, &wanted->current_hash);
}

static Err change_password_before(Request *q)
{
    NewPassword *wanted = q->prepared;
    Text new = form_value(q, "new");
    if (!password_is(wanted->current_hash, form_value(q, "current")))
        wanted->problem = TR("Den nuværende adgangskode passer ikke");
    else
        wanted->problem = password_problem(new);
    return wanted->problem != NULL ? OK : hash_password(q->arena, new, &wanted->hash);
}

static Err change_password(Request *q)
{
    const NewPassword *wanted = q->prepared;
    if (wanted == NULL || wanted->problem != NULL) {
        ProfilePage v = { .password_problem =
                              wanted == NULL ? TR("Skriv adgangskoden igen") : wanted->problem };
        fill_profile(&v, q);
        return REPLY_INVALID(q, profile_page_html, &v);
    }
    TRY(password_set(q->db, q->session.person, wanted->hash, q->now));
    TRY(sessions_end_of(q->db, q->session.person, q->session.id, q->now));
    return redirect_saying(q, TR("Adgangskoden er skiftet"), "/profile");
}

const Route access_routes[] = {
    { GET, "/sign-in", sign_in_page, .need = OPEN },
    { POST, "/sign-in", sign_in, .need = OPEN, .look_up = sign_in_look_up, .before = sign_in_before },
    { POST, "/sign-out", sign_out, .need = SIGNED_IN },
    { GET, "/kept-forms/{id}", kept_form_page, .need = SIGNED_IN },
    { GET, "/profile", profile_page, .need = SIGNED_IN },
    { POST, "/profile/password", change_password, .need = SIGNED_IN, .look_up = change_password_look_up,
      .before = change_password_before },
    { 0 },
};
