/* SPDX-License-Identifier: MPL-2.0 */
/* What is said differently in the two languages: messages, counts, days and periods. */
#include "page/html.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* ---- the table, found by hash ---- */

static struct {
    pthread_once_t once;
    size_t mask; /* places - 1 */
    const Translation **places;
} table = { .once = PTHREAD_ONCE_INIT };

static size_t hash_of(const char *string)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (; *string != '\0'; string++)
        hash = (hash ^ (unsigned char)*string) * 1099511628211u;
    return (size_t)(hash ^ hash >> 32);
}

static void build_table(void)
{
    size_t count = 16;
    while (count < translation_count * 2)
        count *= 2;
    table.places = calloc(count, sizeof *table.places);
    if (table.places == NULL)
        abort();
    table.mask = count - 1;
    for (size_t i = 0; i < translation_count; i++) {
        size_t place = hash_of(translations[i].danish) & table.mask;
        while (table.places[place] != NULL)
            place = (place + 1) & table.mask;
        table.places[place] = &translations[i];
    }
}

const char *translate(Language language, const char *danish)
{
    if (language == DANISH || danish == NULL)
        return danish;
    pthread_once(&table.once, build_table);
    for (size_t place = hash_of(danish) & table.mask; table.places[place] != NULL;
         place = (place + 1) & table.mask)
        if (strcmp(table.places[place]->danish, danish) == 0)
            return table.places[place]->english;
    return danish;
}

Text html_translated(const Html *h, const char *danish)
{
    return text_of(translate(h->language, danish));
}

/* ---- messages ---- */

/* The slot at AT ("{1}", "<1>", "</1>"): its length in bytes, 0 where there is none. */
static size_t slot_at(const char *at, int *ret_slot)
{
    const char *from = at;
    char end = *at == '{' ? '}' : '>';
    int base = *at == '{' ? MESSAGE_VALUE : MESSAGE_OPEN;
    at++;
    if (end == '>' && *at == '/') {
        base = MESSAGE_CLOSE;
        at++;
    }
    int number = 0, digits = 0;
    for (; *at >= '0' && *at <= '9' && digits < 2; digits++)
        number = number * 10 + (*at++ - '0');
    if (digits == 0 || *at != end)
        return 0;
    *ret_slot = base + number;
    return (size_t)(at + 1 - from);
}

/* The next slot from AT on: where it starts, or the end of the string with length 0. */
static const char *next_slot(const char *at, int *ret_slot, size_t *ret_length)
{
    for (at += strcspn(at, "{<"); *at != '\0'; at += 1 + strcspn(at + 1, "{<")) {
        *ret_length = slot_at(at, ret_slot);
        if (*ret_length > 0)
            return at;
    }
    *ret_length = 0;
    return at;
}

Message message_start(Html *h, const char *danish)
{
    return (Message){ h, translate(h->language, danish), 0 };
}

bool message_next(Message *message)
{
    size_t length;
    const char *slot = next_slot(message->at, &message->slot, &length);
    html_text(message->h, (Text){ message->at, (size_t)(slot - message->at) });
    message->at = slot + length;
    return length > 0;
}

void html_message(Html *h, const char *danish)
{
    html_string(h, translate(h->language, danish));
}

/* Writes the message with its values to TO, or only counts when TO is NULL. */
static size_t fill(char *to, const char *at, const Text *values, size_t count)
{
    size_t total = 0, length = 1;
    while (length > 0) {
        int slot;
        const char *next = next_slot(at, &slot, &length);
        Text pieces[2] = { { at, (size_t)(next - at) }, { 0 } };
        if (length > 0 && slot > 0 && (size_t)slot <= count)
            pieces[1] = values[slot - 1];
        for (int i = 0; i < 2; i++) {
            if (to != NULL && pieces[i].length > 0)
                memcpy(to + total, pieces[i].at, pieces[i].length);
            total += pieces[i].length;
        }
        at = next + length;
    }
    return total;
}

Text message_format(Html *h, const char *danish, const Text *values, size_t count)
{
    const char *message = translate(h->language, danish);
    size_t length = fill(NULL, message, values, count);
    char *at = arena_get_raw(h->arena, length + 1);
    fill(at, message, values, count);
    at[length] = '\0';
    return (Text){ at, length };
}

/* ---- counts ---- */

static Text count_in_words(Html *h, int64_t count)
{
    static const char *const words[][2] = { { "to", "two" },     { "tre", "three" }, { "fire", "four" },
                                            { "fem", "five" },   { "seks", "six" },  { "syv", "seven" },
                                            { "otte", "eight" }, { "ni", "nine" },   { "ti", "ten" } };
    if (count >= 2 && count <= 10)
        return text_of(words[count - 2][h->language]);
    Buffer digits;
    buffer_init(&digits, 64);
    Html to_digits = { &digits, h->arena, h->language, h->today };
    html_integer(&to_digits, count);
    Text text = text_copy(h->arena, digits.at, digits.length);
    buffer_done(&digits);
    return text;
}

Text html_count(Html *h, int64_t count, const char *one, const char *many)
{
    Text value = count == 1 ? text_of(h->language == DANISH ? "én" : "one") : count_in_words(h, count);
    return message_format(h, count == 1 ? one : many, &value, 1);
}

/* ---- days ---- */

static const char *month_name(const Html *h, Day day)
{
    static const char *const names[][2] = {
        { "januar", "January" },  { "februar", "February" },  { "marts", "March" },
        { "april", "April" },     { "maj", "May" },           { "juni", "June" },
        { "juli", "July" },       { "august", "August" },     { "september", "September" },
        { "oktober", "October" }, { "november", "November" }, { "december", "December" },
    };
    return names[day_month(day) - 1][h->language];
}

static const char *weekday_name(const Html *h, Day day)
{
    static const char *const names[][2] = {
        { "mandag", "Monday" },    { "tirsdag", "Tuesday" }, { "onsdag", "Wednesday" },
        { "torsdag", "Thursday" }, { "fredag", "Friday" },   { "lørdag", "Saturday" },
        { "søndag", "Sunday" },
    };
    return names[day_of_week(day) - 1][h->language];
}

/* "24. november" */
static Text day_and_month(Html *h, Day day)
{
    return text_format(h->arena, h->language == DANISH ? "%d. %s" : "%d %s", day_of_month(day),
                       month_name(h, day));
}

Text html_day_long(Html *h, Day day)
{
    if (day_is_none(day))
        return (Text){ 0 };
    return text_format(h->arena, "%s %d", day_and_month(h, day).at, day_year(day));
}

Text html_day_with_weekday(Html *h, Day day)
{
    if (day_is_none(day))
        return (Text){ 0 };
    return text_format(h->arena, h->language == DANISH ? "%s den %s" : "%s %s", weekday_name(h, day),
                       html_day_long(h, day).at);
}

/* Without printf: a list has one a row. */
Text html_day_short(Html *h, Day day)
{
    if (day_is_none(day))
        return (Text){ 0 };
    char mark = h->language == DANISH ? '.' : '/';
    const char *at = day.at; /* YYYY-MM-DD */
    const char words[] = { at[8], at[9], mark, at[5], at[6], mark, at[0], at[1], at[2], at[3] };
    return text_copy(h->arena, words, sizeof words);
}

Text html_instant_long(Html *h, Instant instant)
{
    int minutes;
    Day day = day_of_instant(instant, &minutes);
    return text_format(h->arena, h->language == DANISH ? "%s kl. %d.%02d" : "%s at %d:%02d",
                       html_day_long(h, day).at, minutes / 60, minutes % 60);
}

/* ---- periods ---- */

static bool is_whole_years(Period period)
{
    return strcmp(period.from.at + 4, "-01-01") == 0 && strcmp(period.to.at + 4, "-12-31") == 0;
}

/* "2025–2028", "1. august – 3. november 2026", or both days in full. */
static Text range_long(Html *h, Period period)
{
    int first = day_year(period.from), last = day_year(period.to);
    if (is_whole_years(period))
        return first == last ? text_format(h->arena, "%d", first)
                             : text_format(h->arena, "%d–%d", first, last);
    Text from = first == last ? day_and_month(h, period.from) : html_day_long(h, period.from);
    return text_format(h->arena, "%s – %s", from.at, html_day_long(h, period.to).at);
}

/* "4. kvartal 2026": PART is the part of a year with its number. */
static Text part_of_year(Html *h, int number, const char *danish, const char *english, int year)
{
    static const char *const ordinals[] = { "1st", "2nd", "3rd", "4th" };
    if (h->language == DANISH)
        return text_format(h->arena, "%d. %s %d", number, danish, year);
    return text_format(h->arena, "%s %s of %d", ordinals[number - 1], english, year);
}

static Text week_long(Html *h, Period period)
{
    int year, week = day_week(period.from, &year);
    return text_format(h->arena, h->language == DANISH ? "uge %d i %d" : "week %d of %d", week, year);
}

Text html_period_long(Html *h, Period period)
{
    Text written = period.written;
    if (period_is_none(period))
        return (Text){ 0 };
    if (day_equal(period.from, period.to))
        return html_day_long(h, period.from);
    char kind = written.length > 5 ? written.at[5] : '\0'; /* what follows "2026-" */
    if (written.length == 4)
        return written;
    if (written.at[4] == '/')
        return text_format(h->arena, h->language == DANISH ? "skoleåret %s" : "school year %s", written.at);
    if (kind == 'W')
        return week_long(h, period);
    if (kind == 'Q')
        return part_of_year(h, (day_month(period.from) + 2) / 3, "kvartal", "quarter", day_year(period.from));
    if (kind == 'H')
        return part_of_year(h, (day_month(period.from) + 5) / 6, "halvår", "half", day_year(period.from));
    if (written.length == 7)
        return text_format(h->arena, "%s %d", month_name(h, period.from), day_year(period.from));
    return range_long(h, period);
}
