/* SPDX-License-Identifier: MPL-2.0 */
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

Text text_of(const char *string)
{
    return string == NULL ? (Text){ 0 } : (Text){ string, strlen(string) };
}

Text text_copy(Arena *arena, const char *at, size_t length)
{
    if (length == 0)
        return (Text){ "", 0 };
    char *copy = arena_get_raw(arena, length + 1);
    memcpy(copy, at, length);
    copy[length] = '\0';
    return (Text){ copy, length };
}

Text text_format_list(Arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length <= 0)
        return (Text){ "", 0 };
    char *at = arena_get_raw(arena, (size_t)length + 1);
    vsnprintf(at, (size_t)length + 1, format, arguments);
    return (Text){ at, (size_t)length };
}

Text text_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

bool text_equal(Text a, Text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

bool text_is(Text text, const char *string)
{
    return text_equal(text, text_of(string));
}

bool text_starts_with(Text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && (length == 0 || memcmp(text.at, prefix, length) == 0);
}

bool text_ends_with(Text text, const char *suffix)
{
    size_t length = strlen(suffix);
    return text.length >= length &&
           (length == 0 || memcmp(text.at + text.length - length, suffix, length) == 0);
}

int text_compare(Text a, Text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (order != 0)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Text text_trimmed(Arena *arena, Text text)
{
    size_t from = 0, to = text.length;
    while (from < to && is_space(text.at[from]))
        from++;
    while (to > from && is_space(text.at[to - 1]))
        to--;
    if (from == 0 && to == text.length)
        return text;
    return text_copy(arena, text.at + from, to - from);
}

bool text_next_piece(Arena *arena, Text *rest, char separator, Text *ret_piece)
{
    if (rest->at == NULL || (rest->length == 0 && *rest->at != separator))
        return false;
    const char *end = memchr(rest->at, separator, rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->at);
    *ret_piece = text_copy(arena, rest->at, length);
    if (end == NULL)
        *rest = (Text){ 0 };
    else if (length + 1 == rest->length)
        *rest = (Text){ end, 0 }; /* one empty piece is left: AT stands on the separator */
    else
        *rest = (Text){ end + 1, rest->length - length - 1 };
    return true;
}

size_t text_characters(Text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

/* Length of the well-formed sequence at AT, 0 if there is none (Unicode 15, table 3-7). */
static size_t utf8_sequence(const unsigned char *at, size_t left)
{
    unsigned char c = at[0];
    if (c < 0x80)
        return c != 0;
    if (c < 0xC2 || c > 0xF4)
        return 0;
    size_t length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (left < length)
        return 0;
    unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
    unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

bool text_is_utf8(Text text)
{
    const unsigned char *at = (const unsigned char *)text.at;
    for (size_t i = 0; i < text.length;) {
        size_t length = utf8_sequence(at + i, text.length - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

bool text_to_integer(Text text, int64_t *ret_integer)
{
    bool is_negative = text.length > 0 && text.at[0] == '-';
    size_t i = is_negative;
    if (i == text.length || text.length > 19)
        return false;
    int64_t value = 0;
    for (; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, text.at[i] - '0', &value))
            return false;
    }
    *ret_integer = is_negative ? -value : value;
    return true;
}

Text text_of_integer(Arena *arena, int64_t integer)
{
    return text_format(arena, "%" PRId64, integer);
}

void buffer_init(Buffer *buffer, size_t ceiling)
{
    *buffer = (Buffer){ .ceiling = ceiling };
}

void buffer_done(Buffer *buffer)
{
    free(buffer->at);
    *buffer = (Buffer){ 0 };
}

void buffer_clear(Buffer *buffer)
{
    buffer->length = 0;
    buffer->is_full = false;
}

static bool make_room(Buffer *buffer, size_t length)
{
    if (length > buffer->ceiling - buffer->length) {
        buffer->is_full = true;
        return false;
    }
    size_t needed = buffer->length + length + 1;
    if (needed <= buffer->room)
        return true;
    size_t room = buffer->room < 4096 ? 4096 : buffer->room * 2;
    while (room < needed)
        room *= 2;
    char *at = realloc(buffer->at, room);
    if (at == NULL) {
        buffer->is_full = true;
        return false;
    }
    buffer->at = at;
    buffer->room = room;
    return true;
}

void buffer_add(Buffer *buffer, const void *at, size_t length)
{
    if (length == 0 || !make_room(buffer, length))
        return;
    memcpy(buffer->at + buffer->length, at, length);
    buffer->length += length;
    buffer->at[buffer->length] = '\0';
}

void buffer_add_text(Buffer *buffer, Text text)
{
    buffer_add(buffer, text.at, text.length);
}

void buffer_add_string(Buffer *buffer, const char *string)
{
    buffer_add(buffer, string, strlen(string));
}

void buffer_add_integer(Buffer *buffer, int64_t integer)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, integer);
    buffer_add(buffer, digits, (size_t)length);
}

void buffer_format(Buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length <= 0 || !make_room(buffer, (size_t)length))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

Text buffer_text(const Buffer *buffer)
{
    return buffer->length == 0 ? (Text){ "", 0 } : (Text){ buffer->at, buffer->length };
}
