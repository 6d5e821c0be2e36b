/* SPDX-License-Identifier: MPL-2.0 */
#include "search/stem.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

enum { LONGEST_WORD = 60 }; /* bytes; what is longer is cut, so that an index key stays small */

/* Danish words that stand in nearly every text; bytewise order. */
static const char *const common_words[] = {
    "af",  "alle",  "at",    "blev", "bliver", "da",  "de",    "dem",  "den", "der", "deres", "det",
    "du",  "efter", "eller", "en",   "er",     "et",  "for",   "fra",  "har", "i",   "ikke",  "kan",
    "man", "med",   "men",   "ned",  "nu",     "når", "og",    "også", "om",  "op",  "os",    "over",
    "på",  "sig",   "skal",  "som",  "til",    "ud",  "under", "var",  "ved", "vi",  "vil",   "være",
};

/* U+00E0 to U+00FF without their accents; NULL is no letter. */
static const char *const plain_letters[] = {
    "a", "a", "a", "a", "æ", "å", "æ", "c",  "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "ø", NULL, "ø", "u", "u", "u", "u", "y", "th", "y",
};

/* Adds the character at *AT to WORD as search writes it and moves *AT on; false if it is not part of a word. */
static bool take_letter(const unsigned char **at, Buffer *word)
{
    const unsigned char *c = *at;
    if (c[0] < 0x80) {
        bool is_letter = (c[0] | 0x20) >= 'a' && (c[0] | 0x20) <= 'z', is_digit = c[0] >= '0' && c[0] <= '9';
        *at = c + 1;
        if (is_letter || is_digit)
            buffer_add(word, &(char){ (char)(is_letter ? c[0] | 0x20 : c[0]) }, 1);
        return is_letter || is_digit;
    }
    size_t length = c[0] < 0xE0 ? 2 : c[0] < 0xF0 ? 3 : 4;
    *at = c + length;
    if (c[0] == 0xC3) { /* U+00C0 to U+00FF; the capitals stand 0x20 below */
        const char *plain = plain_letters[c[1] & 0x1F];
        buffer_add_string(word, plain != NULL ? plain : "");
        return plain != NULL;
    }
    if (c[0] == 0xC2 || (c[0] == 0xE2 && c[1] < 0xB0)) /* signs and punctuation: U+00A0–BF and U+2000–2BFF */
        return false;
    buffer_add(word, c, length);
    return true;
}

static int compare_to_common(const void *word, const void *common)
{
    return strcmp(word, *(const char *const *)common);
}

static bool is_common(const char *word)
{
    return bsearch(word, common_words, sizeof common_words / sizeof *common_words, sizeof *common_words,
                   compare_to_common) != NULL;
}

static void add_stem(Arena *arena, struct sb_stemmer *stemmer, const Buffer *word, Stems *stems)
{
    if (word->length == 0 || is_common(word->at))
        return;
    int length = (int)(word->length < LONGEST_WORD ? word->length : LONGEST_WORD);
    while (length > 0 && (word->at[length] & 0xC0) == 0x80)
        length--;
    const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)word->at, length);
    if (stem != NULL)
        stems->at[stems->count++] = text_copy(arena, (const char *)stem, (size_t)sb_stemmer_length(stemmer));
}

Stems stems_in_order(Arena *arena, Text text)
{
    Stems stems = { arena_array(arena, Text, text.length / 2 + 1), 0 };
    struct sb_stemmer *stemmer = sb_stemmer_new("danish", "UTF_8");
    const unsigned char *at = (const unsigned char *)text_at(text), *end = at + text.length;
    Buffer word;
    if (stemmer == NULL)
        abort();
    buffer_init(&word, text.length * 2 + 4);
    while (at < end) {
        if (take_letter(&at, &word))
            continue;
        add_stem(arena, stemmer, &word, &stems);
        buffer_clear(&word);
    }
    add_stem(arena, stemmer, &word, &stems);
    buffer_done(&word);
    sb_stemmer_delete(stemmer);
    return stems;
}

static int compare_stems(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

Stems stems_of(Arena *arena, Text text)
{
    Stems stems = stems_in_order(arena, text);
    if (stems.count == 0)
        return stems;
    qsort(stems.at, stems.count, sizeof *stems.at, compare_stems);
    size_t kept = 1;
    for (size_t i = 1; i < stems.count; i++)
        if (!text_equal(stems.at[i], stems.at[kept - 1]))
            stems.at[kept++] = stems.at[i];
    stems.count = kept;
    return stems;
}

Text stems_joined(Arena *arena, Stems stems)
{
    size_t length = 1;
    for (size_t i = 0; i < stems.count; i++)
        length += stems.at[i].length + 1;
    if (stems.count == 0)
        return (Text){ "", 0 };
    char *joined = arena_get(arena, length + 1), *at = joined;
    *at++ = ' ';
    for (size_t i = 0; i < stems.count; i++) {
        memcpy(at, stems.at[i].at, stems.at[i].length);
        at += stems.at[i].length;
        *at++ = ' ';
    }
    return (Text){ joined, length };
}
