/* SPDX-License-Identifier: MPL-2.0 */
/* The forecast (fremskrivning): can every objective still be worked on within its window? No database. */
#ifndef RETTESNOR_COVERAGE_FORECAST_H
#define RETTESNOR_COVERAGE_FORECAST_H

#include "db/db.h"

/* What the forecast must know of an objective. Years are calendar years from FIRST_YEAR to LAST_YEAR. An objective that
 * was split or merged brings the years of those it came from; they may be in any order and stand twice. */
typedef struct CoverageObjective {
    int64_t id;    /* what the lists of the forecast call it */
    int64_t first; /* the window */
    int64_t last;
    bool is_budget; /* of a budget agreement: compulsory in each year of its window; else of a policy */
    Ids worked_on;  /* years in which it was really worked on */
} CoverageObjective;

/* How many objectives the organisation can work on in YEAR, and in the years after until another is given. */
typedef struct YearCapacity {
    int64_t year;
    int64_t most;
} YearCapacity;

typedef struct CoverageQuestion {
    int64_t year;                   /* the year to select for */
    const YearCapacity *capacities; /* ascending years; none reaching YEAR: the capacity is not known */
    size_t capacity_count;
    const CoverageObjective *objectives;
    size_t count;
} CoverageQuestion;

/* The answer. The lists hold ids in the order of the question. Where no capacity is known, capacity, room,
 * reachable, unreachable and needed_now are 0 and say nothing. */
typedef struct CoverageForecast {
    int64_t year;
    bool is_capacity_known;
    int64_t capacity;    /* in YEAR */
    Ids missed;          /* policy objectives whose window ended before YEAR without work inside it */
    Ids budget_missed;   /* those of budget agreements, likewise */
    Ids uncovered;       /* policy objectives still to be worked on, also those whose window begins later */
    Ids compulsory;      /* budget objectives of YEAR */
    int64_t room;        /* capacity less the compulsory ones, never below 0 */
    int64_t reachable;   /* the most of the uncovered that fit into the years of their windows from YEAR on */
    int64_t unreachable; /* the other uncovered ones */
    int64_t needed_now;  /* the fewest that must be chosen for YEAR so that REACHABLE is reached */
    Ids last_chance;     /* uncovered ones whose window ends in YEAR */
} CoverageForecast;

/* Answers the question; the lists lie in ARENA. */
void coverage_forecast(Arena *arena, const CoverageQuestion *question, CoverageForecast *ret_forecast);

/* The capacity of a year: its own or that of the nearest earlier year. False if there is neither. */
bool year_capacity(const YearCapacity *capacities, size_t count, int64_t year, int64_t *ret_most);

#endif
