/* SPDX-License-Identifier: MPL-2.0 */
/* HTML output: what pages compiled by tools/htmlc.c write with. Everything is escaped for where it stands. */
#ifndef RETTESNOR_HTML_H
#define RETTESNOR_HTML_H

#include "base/day.h"
#include "base/text.h"

typedef enum Language { DANISH, ENGLISH } Language;

/* Marks a Danish text in C as a message that po/en.po translates; stays itself. */
#define TR(danish) danish

/* One page being written. Lives on the caller's stack; OUT and ARENA are the request's. */
typedef struct Html {
    Buffer *out;
    Arena *arena;
    Language language;
    Day today;
} Html;

/* Ready markup: made by the Markdown renderer and the SVG drawing alone. */
typedef struct Markup {
    Text html;
} Markup;

/* The address of a page, built by the url_… functions alone: the one value that may start an href. */
typedef struct Url {
    Text text;
} Url;

/* "/trials/7"; the format is ours, texts that people wrote go in with url_query. */
Url url_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The address with name=value added to its query, percent-encoded. */
Url url_query(Arena *arena, Url url, const char *name, Text value);

/* An address that people gave (a source, minutes of a meeting): kept when it is http(s), otherwise empty. */
Url url_outside(Arena *arena, Text address);

/* An address of ours that is a constant: an asset, a path of the menu. */
Url url_asset(const char *address);

/* ---- written by generated code ---- */

/* Bytes as they are: literals of a page. */
void html_raw(Html *h, const char *at, size_t length);

/* Escaped values; the compiler chooses by place:
 * - html_value in text: Text, const char *, integers (12.345), Figure, Markup, Day (a <time> element), Period;
 * - html_attribute in a quoted attribute: for machines, so a Day is ISO and an integer 12345; no Markup;
 * - html_words where there are words alone (aria-label, title, option): as html_value, without elements;
 * - html_url is a whole Url, and html_url_part percent-encodes inside one.
 * A year is not a count: write it as a Period or a Text, or it becomes 2.026. */
void html_text(Html *h, Text text);
void html_string(Html *h, const char *string);
void html_integer(Html *h, int64_t integer); /* 12.345 */
void html_figure(Html *h, Figure figure);    /* as Danes write it: decimal comma, points between thousands */
void html_day(Html *h, Day day);             /* <time datetime="2026-11-24">24. november 2026</time> */
void html_day_words(Html *h, Day day);       /* 24. november 2026 */
void html_period(Html *h, Period period);
void html_markup(Html *h, Markup markup);
void html_attribute_integer(Html *h, int64_t integer); /* 12345 */
void html_attribute_figure(Html *h, Figure figure);    /* as typed */
void html_attribute_day(Html *h, Day day);             /* 2026-11-24 */
void html_attribute_period(Html *h, Period period);
void html_url(Html *h, Url url);
void html_url_text(Html *h, Text text);
void html_url_string(Html *h, const char *string);

static inline void html_bool(Html *h, bool yes)
{
    html_integer(h, yes);
}

#define html_value(h, x)                                                                                     \
    _Generic((x),                                                                                            \
        Text: html_text,                                                                                     \
        Figure: html_figure,                                                                                 \
        Markup: html_markup,                                                                                 \
        Day: html_day,                                                                                       \
        Period: html_period,                                                                                 \
        char *: html_string,                                                                                 \
        const char *: html_string,                                                                           \
        bool: html_bool,                                                                                     \
        default: html_integer)((h), (x))

#define html_attribute(h, x)                                                                                 \
    _Generic((x),                                                                                            \
        Text: html_text,                                                                                     \
        Figure: html_attribute_figure,                                                                       \
        Day: html_attribute_day,                                                                             \
        Period: html_attribute_period,                                                                       \
        char *: html_string,                                                                                 \
        const char *: html_string,                                                                           \
        bool: html_bool,                                                                                     \
        default: html_attribute_integer)((h), (x))

#define html_words(h, x)                                                                                     \
    _Generic((x),                                                                                            \
        Text: html_text,                                                                                     \
        Figure: html_figure,                                                                                 \
        Day: html_day_words,                                                                                 \
        Period: html_period,                                                                                 \
        char *: html_string,                                                                                 \
        const char *: html_string,                                                                           \
        bool: html_bool,                                                                                     \
        default: html_integer)((h), (x))

#define html_url_part(h, x)                                                                                  \
    _Generic((x),                                                                                            \
        Text: html_url_text,                                                                                 \
        char *: html_url_string,                                                                             \
        const char *: html_url_string,                                                                       \
        default: html_attribute_integer)((h), (x))

/* ---- messages ---- */

/* A message is a run of Danish text; values are {1}, {2} …, inline elements <1>…</1>. Generated code writes one as
 *
 *     for (Message m = message_start(h, "Skrevet af {1}, <1>låst</1>"); message_next(&m);)
 *         switch (m.slot) {
 *         case MESSAGE_VALUE + 1: html_value(h, v->name); break;
 *         case MESSAGE_OPEN + 1: html_raw(h, "<strong>", 8); break;
 *         case MESSAGE_CLOSE + 1: html_raw(h, "</strong>", 9); break;
 *         }
 *
 * message_next writes the text up to the next slot, escaped, and is false at the end. */
enum { MESSAGE_VALUE = 0, MESSAGE_OPEN = 100, MESSAGE_CLOSE = 200 };

typedef struct Message {
    Html *h;
    const char *at;
    int slot;
} Message;

Message message_start(Html *h, const char *danish);
bool message_next(Message *message);

/* A message without slots. */
void html_message(Html *h, const char *danish);

/* ---- translation ---- */

/* One line of po/en.po, compiled by `htmlc po`; sorted bytewise by danish. */
typedef struct Translation {
    const char *danish;
    const char *english;
} Translation;
extern const Translation translations[];
extern const size_t translation_count;

/* The message in the language; Danish stays itself, and so does what has no translation. */
const char *translate(Language language, const char *danish);

/* The same as a text in the language of H's page. */
Text html_translated(const Html *h, const char *danish);

/* The message with {1}, {2} … replaced by texts, in the page's language; plain text, escaped when written. */
Text message_format(Html *h, const char *danish, const Text *values, size_t count);

/* "én prøvehandling", "tre prøvehandlinger", "12 prøvehandlinger": ONE and MANY are messages, {1} is the
 * count, in words up to ten. ONE is for 1 and MANY for everything else, none included. */
Text html_count(Html *h, int64_t count, const char *one, const char *many);

/* "24. november 2026", "tirsdag den 24. november 2026", "24.11.2026", in the page's language; empty for no
 * day. The spaces are plain: the style sheet keeps a <time> on one line. */
Text html_day_long(Html *h, Day day);
Text html_day_with_weekday(Html *h, Day day);
Text html_day_short(Html *h, Day day);

/* "uge 48 i 2026", "november 2026", "4. kvartal 2026", "skoleåret 2025/26", "2026", or the day. */
Text html_period_long(Html *h, Period period);

/* "24. november 2026 kl. 14.05" for an instant. */
Text html_instant_long(Html *h, Instant instant);

#endif
