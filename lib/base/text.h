/* SPDX-License-Identifier: MPL-2.0 */
/* Text that people wrote or that we made: UTF-8 with its length; empty and absent are the same thing. */
#ifndef RETTESNOR_TEXT_H
#define RETTESNOR_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* LENGTH bytes at AT followed by a NUL that is not counted. {0} is the empty text: use text_at() to print it.
 * A Text never owns: it lives as long as its arena, or for ever when it is a literal. */
typedef struct Text {
    const char *at;
    size_t length;
} Text;

/* The text of a string literal. */
#define TEXT(literal) ((Text){ "" literal, sizeof(literal) - 1 })

/* A pointer that is never NULL, for printf and C functions. */
static inline const char *text_at(Text text)
{
    return text.at != NULL ? text.at : "";
}

static inline bool text_is_empty(Text text)
{
    return text.length == 0;
}

/* The text of a NUL-terminated string, NULL being empty; refers to it, does not copy. */
Text text_of(const char *string);

/* Copies into the arena. */
Text text_copy(Arena *arena, const char *at, size_t length);

/* As printf, into the arena. */
Text text_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3), nonnull(2)));
Text text_format_list(Arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0), nonnull(2)));

bool text_equal(Text a, Text b);
bool text_is(Text text, const char *string);
bool text_starts_with(Text text, const char *prefix);
bool text_ends_with(Text text, const char *suffix);

/* Bytewise order, shorter first. */
int text_compare(Text a, Text b);

/* Without white space at both ends; refers into TEXT, so it need not end with a NUL when AT is printed:
 * use text_copy() before handing it to C functions. */
Text text_trimmed(Arena *arena, Text text);

/* The next piece of *REST up to SEPARATOR, copied into the arena; *REST moves on. False when nothing is left.
 * "a||b" gives "a", "", "b"; the empty text gives nothing. */
bool text_next_piece(Arena *arena, Text *rest, char separator, Text *ret_piece);

/* Characters (code points) of a valid UTF-8 text. */
size_t text_characters(Text text);

/* Whether all of it is well-formed UTF-8 (no surrogates, no overlong forms) without NUL. */
bool text_is_utf8(Text text);

/* A whole number in decimal with optional minus and nothing else. False if it is not one or does not fit. */
bool text_to_integer(Text text, int64_t *ret_integer);

/* The other way: "-42". In the arena. */
Text text_of_integer(Arena *arena, int64_t integer);

/* A byte buffer that grows up to a ceiling; what would pass the ceiling is dropped and is_full says so. */
typedef struct Buffer {
    char *at; /* NUL-terminated whenever length > 0 */
    size_t length;
    size_t room;
    size_t ceiling;
    bool is_full;
} Buffer;

/* An empty buffer that never holds more than CEILING bytes. buffer_done() frees it. */
void buffer_init(Buffer *buffer, size_t ceiling);
void buffer_done(Buffer *buffer);

/* Empties it and keeps its memory. */
void buffer_clear(Buffer *buffer);

void buffer_add(Buffer *buffer, const void *at, size_t length);
void buffer_add_text(Buffer *buffer, Text text);
void buffer_add_string(Buffer *buffer, const char *string);
void buffer_add_integer(Buffer *buffer, int64_t integer);
void buffer_format(Buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What it holds, referring into it; valid until the next change. */
Text buffer_text(const Buffer *buffer);

#endif
