/* SPDX-License-Identifier: MPL-2.0 */
/* Calendar days, periods, figures and the one clock. */
#ifndef RETTESNOR_DAY_H
#define RETTESNOR_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* A day as "YYYY-MM-DD", so that bytewise order is the order of time; empty is no day. */
typedef struct Day {
    char at[11];
} Day;

/* A period as it was written ("2026", "2026-Q4", "2026-11", "2026-W48", "2025/26", a day, or "DAY..DAY")
 * with its first and last day. All empty is no period. */
typedef struct Period {
    Text written;
    Day from;
    Day to;
} Period;

/* A number that a person typed: exact millionths, and the digits as typed. No digits is no figure. */
typedef struct Figure {
    int64_t millionths;
    Text typed;
} Figure;

/* Milliseconds since 1970-01-01 UTC. */
typedef int64_t Instant;

/* The clock of the program: "now" and "today" come from here and are handed on as parameters.
 * OFFSET moves it for demonstrations and tests. */
typedef struct Clock {
    int64_t offset; /* milliseconds added to the machine's clock */
} Clock;

Instant clock_now(const Clock *clock);

/* Today in Denmark (CET or CEST by the rule of Directive 2000/84/EC). */
Day clock_today(const Clock *clock);

/* A clock that reads noon in Denmark on DAY now, and goes on from there. */
Clock clock_at(Day day);

/* The Danish day on which INSTANT fell, and its time of day in minutes. */
Day day_of_instant(Instant instant, int *ret_minutes);

bool day_is_none(Day day);
int day_compare(Day a, Day b);
bool day_equal(Day a, Day b);

/* The years that the program knows. */
enum { FIRST_YEAR = 1800, LAST_YEAR = 2199 };
bool year_is_known(int64_t year);

/* From year, month 1-12, day 1-31; false if there is no such day or the year is not known. */
bool day_from(int64_t year, int64_t month, int64_t day, Day *ret_day);

/* Reads "2026-11-24", "24.11.2026", "24-11-2026" or "1.2.2026". */
bool day_read(Text text, Day *ret_day);

int day_year(Day day);
int day_month(Day day);
int day_of_month(Day day);

/* 1 Monday .. 7 Sunday. */
int day_of_week(Day day);

/* ISO 8601 week and the year it belongs to. */
int day_week(Day day, int *ret_year);

/* Days since 1970-01-01, and back. */
int64_t day_number(Day day);
Day day_of_number(int64_t number);
Day day_add(Day day, int64_t days);

/* The same day MONTHS later, the last of the month where that has no such day. */
Day day_add_months(Day day, int64_t months);

/* Reads any of the forms of a period above. The last day of a single day is itself. WRITTEN is copied. */
bool period_read(Arena *arena, Text text, Period *ret_period);

/* Reads those, and what people say: "uge 45", "uge 45 2026", "oktober 2026", "4. kvartal 2026", "1. halvår 2026"; without a
 * year it is the latest that has begun on TODAY. WRITTEN is one of the forms above. */
bool period_read_said(Arena *arena, Text text, Day today, Period *ret_period);
bool period_is_none(Period period);

/* Reads "7,5", "7.5", "-3" or "1.234,5": decimal comma or point; at most six decimals and below 10^12. */
bool figure_read(Arena *arena, Text text, Figure *ret_figure);
bool figure_is_none(Figure figure);
Figure figure_of_millionths(Arena *arena, int64_t millionths);

#endif
