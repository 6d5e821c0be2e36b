/* SPDX-License-Identifier: MPL-2.0 */
#include "page/html.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* ---- escaping ---- */

void html_raw(Html *h, const char *at, size_t length)
{
    buffer_add(h->out, at, length);
}

static const char *const escapes[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* Runs without anything to escape are copied whole. */
static void add_escaped(Html *h, const char *at, size_t length)
{
    size_t from = 0;
    for (size_t i = 0; i < length; i++) {
        const char *escape = escapes[(unsigned char)at[i]];
        if (escape == NULL)
            continue;
        buffer_add(h->out, at + from, i - from);
        buffer_add_string(h->out, escape);
        from = i + 1;
    }
    buffer_add(h->out, at + from, length - from);
}

void html_text(Html *h, Text text)
{
    add_escaped(h, text_at(text), text.length);
}

void html_string(Html *h, const char *string)
{
    html_text(h, text_of(string));
}

void html_markup(Html *h, Markup markup)
{
    buffer_add_text(h->out, markup.html);
}

/* ---- numbers ---- */

enum { NUMBER_ROOM = 32 }; /* 20 digits, a sign and six separators */

/* SIZE in decimal with SEPARATOR (0: none) between thousands, ending at END; returns where it starts. */
static char *write_digits(char *end, uint64_t size, char separator)
{
    int count = 0;
    do {
        if (separator != '\0' && count > 0 && count % 3 == 0)
            *--end = separator;
        *--end = (char)('0' + size % 10);
        size /= 10;
        count++;
    } while (size > 0);
    return end;
}

static uint64_t size_of(int64_t integer)
{
    return integer < 0 ? -(uint64_t)integer : (uint64_t)integer;
}

static void add_integer(Html *h, int64_t integer, char separator)
{
    char digits[NUMBER_ROOM];
    char *at = write_digits(digits + NUMBER_ROOM, size_of(integer), separator);
    if (integer < 0)
        *--at = '-';
    buffer_add(h->out, at, (size_t)(digits + NUMBER_ROOM - at));
}

void html_integer(Html *h, int64_t integer)
{
    add_integer(h, integer, h->language == DANISH ? '.' : ',');
}

void html_attribute_integer(Html *h, int64_t integer)
{
    add_integer(h, integer, '\0');
}

/* How many decimals were typed, so that 7,50 stays 7,50. */
static size_t decimals_of(Text typed)
{
    const char *sign = memchr(text_at(typed), ',', typed.length);
    if (sign == NULL)
        sign = memchr(text_at(typed), '.', typed.length);
    size_t count = sign == NULL ? 0 : (size_t)(typed.at + typed.length - sign - 1);
    return count > 6 ? 6 : count;
}

void html_figure(Html *h, Figure figure)
{
    if (figure_is_none(figure))
        return;
    uint64_t size = size_of(figure.millionths), rest = size % 1000000;
    char decimals[7] = { h->language == DANISH ? ',' : '.' };
    for (size_t i = 6; i > 0; i--, rest /= 10)
        decimals[i] = (char)('0' + rest % 10);
    if (figure.millionths < 0)
        buffer_add_string(h->out, "-");
    html_integer(h, (int64_t)(size / 1000000));
    size_t count = decimals_of(figure.typed);
    buffer_add(h->out, decimals, count == 0 ? 0 : count + 1);
}

void html_attribute_figure(Html *h, Figure figure)
{
    html_text(h, figure.typed);
}

/* ---- days ---- */

void html_day(Html *h, Day day)
{
    if (day_is_none(day))
        return;
    buffer_add_string(h->out, "<time datetime=\"");
    buffer_add_string(h->out, day.at);
    buffer_add_string(h->out, "\">");
    html_day_words(h, day);
    buffer_add_string(h->out, "</time>");
}

void html_day_words(Html *h, Day day)
{
    html_text(h, html_day_long(h, day));
}

void html_attribute_day(Html *h, Day day)
{
    buffer_add_string(h->out, day.at);
}

void html_period(Html *h, Period period)
{
    html_text(h, html_period_long(h, period));
}

void html_attribute_period(Html *h, Period period)
{
    html_text(h, period.written);
}

/* ---- addresses ---- */

static bool is_unreserved(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/* Writes TEXT percent-encoded (RFC 3986) to TO, which has room for three bytes each; returns the length. */
static size_t percent_encode(char *to, Text text)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (is_unreserved(c)) {
            to[length++] = (char)c;
        } else {
            to[length++] = '%';
            to[length++] = digits[c >> 4];
            to[length++] = digits[c & 15];
        }
    }
    return length;
}

Url url_format(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(arena, format, arguments);
    va_end(arguments);
    return (Url){ text };
}

Url url_query(Arena *arena, Url url, const char *name, Text value)
{
    char *encoded = arena_get_raw(arena, value.length * 3 + 1);
    encoded[percent_encode(encoded, value)] = '\0';
    const char *at = text_at(url.text);
    size_t before = strcspn(at, "#");
    char joint = memchr(at, '?', before) == NULL ? '?' : '&';
    return (Url){ text_format(arena, "%.*s%c%s=%s%s", (int)before, at, joint, name, encoded, at + before) };
}

Url url_outside(Arena *arena, Text address)
{
    Text text = text_trimmed(arena, address);
    size_t start = strncasecmp(text_at(text), "https://", 8) == 0  ? 8
                   : strncasecmp(text_at(text), "http://", 7) == 0 ? 7
                                                                   : 0;
    if (start == 0 || text.length == start || text.at[start] == '/')
        return (Url){ 0 };
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] <= ' ' || text.at[i] == '\\' || text.at[i] == 0x7F)
            return (Url){ 0 };
    return (Url){ text };
}

Url url_asset(const char *address)
{
    return (Url){ text_of(address) };
}

void html_url(Html *h, Url url)
{
    html_text(h, url.text);
}

void html_url_text(Html *h, Text text)
{
    char *encoded = arena_get_raw(h->arena, text.length * 3 + 1);
    buffer_add(h->out, encoded, percent_encode(encoded, text));
}

void html_url_string(Html *h, const char *string)
{
    html_url_text(h, text_of(string));
}
