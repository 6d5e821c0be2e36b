/* SPDX-License-Identifier: MPL-2.0 */
#include "base/day.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/banned.h"

enum { MINUTE = 60 * 1000, HOUR = 60 * MINUTE };
static const int64_t DAY_LENGTH = (int64_t)24 * HOUR;

/* Days since 1970-01-01 in the proleptic Gregorian calendar, by counting 400-year eras from 1 March. */
static int64_t number_of(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static Day day_written(int64_t year, int64_t month, int64_t day)
{
    Day written;
    snprintf(written.at, sizeof written.at, "%04u-%02u-%02u", (unsigned)(year % 10000),
             (unsigned)(month % 100), (unsigned)(day % 100));
    return written;
}

Day day_of_number(int64_t number)
{
    number += 719468;
    int64_t era = (number >= 0 ? number : number - 146096) / 146097;
    int64_t day_of_era = number - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    int64_t month = shifted + (shifted < 10 ? 3 : -9);
    return day_written(year_of_era + era * 400 + (month <= 2), month,
                       day_of_year - (153 * shifted + 2) / 5 + 1);
}

static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

int day_year(Day day)
{
    return day_is_none(day) ? 0 : digits(day.at, 4);
}

int day_month(Day day)
{
    return day_is_none(day) ? 0 : digits(day.at + 5, 2);
}

int day_of_month(Day day)
{
    return day_is_none(day) ? 0 : digits(day.at + 8, 2);
}

int64_t day_number(Day day)
{
    return number_of(day_year(day), day_month(day), day_of_month(day));
}

Day day_add(Day day, int64_t days)
{
    return day_is_none(day) ? day : day_of_number(day_number(day) + days);
}

static int month_length(int64_t year, int64_t month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && is_leap);
}

Day day_add_months(Day day, int64_t months)
{
    if (day_is_none(day))
        return day;
    int64_t count = (int64_t)day_year(day) * 12 + day_month(day) - 1 + months;
    int64_t year = count / 12, month = count % 12 + 1;
    int last = month_length(year, month);
    return day_written(year, month, day_of_month(day) < last ? day_of_month(day) : last);
}

bool year_is_known(int64_t year)
{
    return year >= FIRST_YEAR && year <= LAST_YEAR;
}

bool day_from(int64_t year, int64_t month, int64_t day, Day *ret_day)
{
    if (!year_is_known(year) || month < 1 || month > 12 || day < 1 || day > month_length(year, month))
        return false;
    *ret_day = day_written(year, month, day);
    return true;
}

bool day_is_none(Day day)
{
    return day.at[0] == '\0';
}

int day_compare(Day a, Day b)
{
    return strncmp(a.at, b.at, sizeof a.at);
}

bool day_equal(Day a, Day b)
{
    return day_compare(a, b) == 0;
}

int day_of_week(Day day)
{
    int64_t number = day_number(day) + 3; /* 1970-01-01 was a Thursday */
    return (int)((number % 7 + 7) % 7) + 1;
}

int day_week(Day day, int *ret_year)
{
    Day thursday = day_add(day, 4 - day_of_week(day));
    *ret_year = day_year(thursday);
    return (int)((day_number(thursday) - number_of(*ret_year, 1, 1)) / 7) + 1;
}

/* Matches TEXT against a pattern in which '0' is any digit and everything else itself. */
static bool looks_like(Text text, const char *pattern)
{
    if (text.length != strlen(pattern))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool is_digit = text.at[i] >= '0' && text.at[i] <= '9';
        if (pattern[i] == '0' ? !is_digit : text.at[i] != pattern[i])
            return false;
    }
    return true;
}

/* "1.2.2027", "01-02-2027": day, month and year in Danish order, the first two of one or two digits. */
static bool danish_day(Text text, Day *ret_day)
{
    int64_t numbers[3] = { 0 };
    size_t lengths[3] = { 0 }, part = 0;
    char separator = '\0';
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c >= '0' && c <= '9' && lengths[part] < 4) {
            numbers[part] = numbers[part] * 10 + (c - '0');
            lengths[part]++;
        } else if ((c == '.' || c == '-') && (separator == '\0' || c == separator) && part < 2) {
            separator = c;
            part++;
        } else {
            return false;
        }
    }
    bool has_shape = part == 2 && lengths[2] == 4 && lengths[0] >= 1 && lengths[0] <= 2 && lengths[1] >= 1 &&
                     lengths[1] <= 2;
    return has_shape && day_from(numbers[2], numbers[1], numbers[0], ret_day);
}

bool day_read(Text text, Day *ret_day)
{
    const char *at = text.at;
    if (looks_like(text, "0000-00-00"))
        return day_from(digits(at, 4), digits(at + 5, 2), digits(at + 8, 2), ret_day);
    return danish_day(text, ret_day);
}

static bool months_from(int64_t year, int month, int months, Period *period)
{
    if (!day_from(year, month, 1, &period->from))
        return false;
    period->to = day_add(day_add_months(period->from, months), -1);
    return true;
}

static bool week_from(int64_t year, int week, Period *period)
{
    Day fourth;
    int week_year;
    if (!day_from(year, 1, 4, &fourth) || week < 1)
        return false;
    Day monday = day_add(fourth, 1 - day_of_week(fourth) + 7 * (week - 1));
    if (day_week(monday, &week_year) != week || week_year != year)
        return false;
    period->from = monday;
    period->to = day_add(monday, 6);
    return true;
}

static bool range_from(Text text, Period *period)
{
    Text first = { text.at, 10 }, last = { text.at + 12, 10 };
    return looks_like(text, "0000-00-00..0000-00-00") && day_read(first, &period->from) &&
           day_read(last, &period->to) && day_compare(period->from, period->to) <= 0;
}

static bool period_bounds(Text text, Period *period)
{
    const char *at = text.at;
    if (day_read(text, &period->from)) {
        period->to = period->from;
        return true;
    }
    if (looks_like(text, "0000"))
        return months_from(digits(at, 4), 1, 12, period);
    if (looks_like(text, "0000-H0"))
        return at[6] >= '1' && at[6] <= '2' && months_from(digits(at, 4), (at[6] - '1') * 6 + 1, 6, period);
    if (looks_like(text, "0000-Q0"))
        return at[6] >= '1' && at[6] <= '4' && months_from(digits(at, 4), (at[6] - '1') * 3 + 1, 3, period);
    if (looks_like(text, "0000-00"))
        return digits(at + 5, 2) >= 1 && digits(at + 5, 2) <= 12 &&
               months_from(digits(at, 4), digits(at + 5, 2), 1, period);
    if (looks_like(text, "0000-W00"))
        return week_from(digits(at, 4), digits(at + 6, 2), period);
    if (looks_like(text, "0000/00")) /* a school year: 1 August to 31 July */
        return (digits(at, 4) + 1) % 100 == digits(at + 5, 2) && months_from(digits(at, 4), 8, 12, period);
    return range_from(text, period);
}

bool period_read(Arena *arena, Text text, Period *ret_period)
{
    Period period = { 0 };
    if (!period_bounds(text, &period))
        return false;
    bool is_day = day_equal(period.from, period.to);
    period.written = is_day ? text_copy(arena, period.from.at, 10) : text_copy(arena, text.at, text.length);
    *ret_period = period;
    return true;
}

/* ---- as people say it ---- */

enum { MOST_WORDS = 4 };

/* The words of TEXT between blanks and commas, without "i"; 0 when there are too many. */
static size_t words_of(Text text, Text words[MOST_WORDS])
{
    size_t count = 0;
    for (size_t i = 0; i < text.length;) {
        size_t length = 0;
        while (i + length < text.length && text.at[i + length] != ' ' && text.at[i + length] != ',')
            length++;
        bool is_word = length > 0 && !(length == 1 && (text.at[i] == 'i' || text.at[i] == 'I'));
        if (is_word && count == MOST_WORDS)
            return 0;
        if (is_word)
            words[count++] = (Text){ text.at + i, length };
        i += length + 1;
    }
    return count;
}

/* "45", "4."; 0 for anything else. */
static int small_number(Text word)
{
    size_t length = word.length - (word.length > 1 && word.at[word.length - 1] == '.');
    bool is_number = length >= 1 && length <= 2;
    for (size_t i = 0; i < length && is_number; i++)
        is_number = word.at[i] >= '0' && word.at[i] <= '9';
    return is_number ? digits(word.at, (int)length) : 0;
}

static bool is_word(Text word, const char *lower)
{
    return word.length == strlen(lower) && strncasecmp(word.at, lower, word.length) == 0;
}

/* 1 to 12 for the whole name of a month or its first three letters; 0 for anything else. */
static int month_named(Text word)
{
    static const char *const names[] = {
        "januar", "februar", "marts",     "april",   "maj",      "juni",
        "juli",   "august",  "september", "oktober", "november", "december"
    };
    for (int i = 0; i < 12; i++)
        if (is_word(word, names[i]) || (word.length == 3 && strncasecmp(word.at, names[i], 3) == 0))
            return i + 1;
    return 0;
}

/* "uge 45", "oktober", "4. kvartal": the letter of the period as it is written (M a month) and its number. */
static size_t name_of_period(const Text *words, size_t count, char *ret_kind, int *ret_number)
{
    *ret_kind = 'M';
    *ret_number = month_named(words[0]);
    if (*ret_number > 0)
        return 1;
    if (count < 2)
        return 0;
    bool is_week = is_word(words[0], "uge");
    *ret_number = small_number(words[is_week]);
    *ret_kind = is_week ? 'W' : is_word(words[1], "kvartal") ? 'Q' : is_word(words[1], "halvår") ? 'H' : '\0';
    return *ret_kind != '\0' && *ret_number > 0 ? 2 : 0;
}

static bool period_in_year(Arena *arena, char kind, int number, int year, Period *ret_period)
{
    if (kind == 'M')
        return period_read(arena, text_format(arena, "%04d-%02d", year, number), ret_period);
    return period_read(
        arena, text_format(arena, kind == 'W' ? "%04d-%c%02d" : "%04d-%c%d", year, kind, number), ret_period);
}

bool period_read_said(Arena *arena, Text text, Day today, Period *ret_period)
{
    Text words[MOST_WORDS];
    char kind = 'M';
    int number = 0, year = day_year(today);
    if (period_read(arena, text, ret_period))
        return true;
    size_t count = words_of(text, words);
    size_t used = count == 0 ? 0 : name_of_period(words, count, &kind, &number);
    if (used == 0 || count > used + 1)
        return false;
    if (count > used)
        return looks_like(words[used], "0000") &&
               period_in_year(arena, kind, number, digits(words[used].at, 4), ret_period);
    Period period;
    bool has_begun =
        period_in_year(arena, kind, number, year, &period) && day_compare(period.from, today) <= 0;
    return period_in_year(arena, kind, number, has_begun ? year : year - 1, ret_period);
}

bool period_is_none(Period period)
{
    return text_is_empty(period.written);
}

enum { MOST_DECIMALS = 6, MOST_DIGITS = 12 };

/* Splits at the decimal sign: the last comma, or a single point where there is no comma. */
static bool find_decimal_sign(Text text, size_t *ret_at)
{
    const char *comma = memchr(text.at, ',', text.length);
    const char *sign = comma != NULL ? comma : memchr(text.at, '.', text.length);
    *ret_at = sign == NULL ? text.length : (size_t)(sign - text.at);
    return sign == NULL || memchr(sign + 1, *sign, text.length - *ret_at - 1) == NULL;
}

static bool add_digit(int64_t *value, char c)
{
    if (c < '0' || c > '9')
        return false;
    *value = *value * 10 + (c - '0');
    return true;
}

/* Digits with points between groups of three. */
static bool read_whole(const char *at, size_t length, int64_t *ret_value, int *ret_digits)
{
    int64_t value = 0;
    int count = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] == '.') {
            if (i == 0 || (length - i) % 4 != 0)
                return false;
        } else if (++count > MOST_DIGITS || !add_digit(&value, at[i])) {
            return false;
        }
    }
    *ret_value = value;
    *ret_digits = count;
    return count > 0;
}

static bool read_decimals(const char *at, size_t length, int64_t *ret_millionths)
{
    int64_t value = 0;
    if (length == 0 || length > MOST_DECIMALS)
        return false;
    for (size_t i = 0; i < MOST_DECIMALS; i++)
        if (!add_digit(&value, i < length ? at[i] : '0'))
            return false;
    *ret_millionths = value;
    return true;
}

bool figure_read(Arena *arena, Text text, Figure *ret_figure)
{
    bool is_negative = text.length > 0 && text.at[0] == '-';
    Text number = { text.at + is_negative, text.length - is_negative };
    size_t sign;
    int64_t whole, decimals = 0;
    int count;
    if (number.length == 0 || !find_decimal_sign(number, &sign) ||
        !read_whole(number.at, sign, &whole, &count))
        return false;
    if (sign < number.length && !read_decimals(number.at + sign + 1, number.length - sign - 1, &decimals))
        return false;
    int64_t millionths = whole * 1000000 + decimals;
    ret_figure->millionths = is_negative ? -millionths : millionths;
    ret_figure->typed = text_copy(arena, text.at, text.length);
    return true;
}

bool figure_is_none(Figure figure)
{
    return text_is_empty(figure.typed);
}

Figure figure_of_millionths(Arena *arena, int64_t millionths)
{
    const char *minus = millionths < 0 ? "-" : "";
    uint64_t size = millionths < 0 ? (uint64_t)-millionths : (uint64_t)millionths;
    Text typed = text_format(arena, "%s%" PRIu64 ",%06" PRIu64, minus, size / 1000000, size % 1000000);
    while (typed.at[typed.length - 1] == '0')
        typed.length--;
    if (typed.at[typed.length - 1] == ',')
        typed.length--;
    return (Figure){ millionths, text_copy(arena, typed.at, typed.length) };
}

/* The last Sunday of the month at 01:00 UTC, when the European Union changes its clocks. */
static Instant clock_change(int year, int month)
{
    Day last = day_written(year, month, 31); /* March and October */
    return day_number(day_add(last, -(day_of_week(last) % 7))) * DAY_LENGTH + HOUR;
}

static Day local_day(Instant local, int *ret_minutes)
{
    int64_t number = local / DAY_LENGTH - (local % DAY_LENGTH < 0);
    *ret_minutes = (int)((local - number * DAY_LENGTH) / MINUTE);
    return day_of_number(number);
}

Day day_of_instant(Instant instant, int *ret_minutes)
{
    int year = day_year(local_day(instant + HOUR, ret_minutes));
    bool is_summer = instant >= clock_change(year, 3) && instant < clock_change(year, 10);
    return local_day(instant + (is_summer ? 2 : 1) * (Instant)HOUR, ret_minutes);
}

Instant clock_now(const Clock *clock)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Instant)now.tv_sec * 1000 + now.tv_nsec / 1000000 + clock->offset;
}

Day clock_today(const Clock *clock)
{
    int minutes;
    return day_of_instant(clock_now(clock), &minutes);
}

Clock clock_at(Day day)
{
    Clock real = { 0 };
    return (Clock){ day_number(day) * DAY_LENGTH + 11 * (Instant)HOUR - clock_now(&real) };
}
