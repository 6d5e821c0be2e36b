/* SPDX-License-Identifier: MPL-2.0 */
/* Coverage (dækning): are all objectives worked on within their window, and can those that are left be? */
#ifndef RETTESNOR_COVERAGE_H
#define RETTESNOR_COVERAGE_H

#include "coverage/coverage_forecast.h"
#include "http/route.h"

/* How many objectives the organisation can work on in a year, those of the budget agreement among them. A year
 * without a number of its own is taken to have that of the nearest earlier one. */
typedef struct Capacity {
    RECORD_HEAD;
    int64_t year;
    int64_t most; /* at least 1: that nothing is known is said by having no row */
    Text reference;
} Capacity;
extern const Record capacity_record;

/* The forecast for the year to select for, of all policies in force and those to come; its lists hold ids of
 * objectives. Policy objectives whose policy does not say when it ends are in none of its numbers unless they
 * are worked on: whether they can be reached is not known. */
Err coverage_forecast_of(Request *q, int64_t year, CoverageForecast *ret_forecast);

/* Whether an objective is in one of the lists. */
bool coverage_list_has(const Ids *list, int64_t objective);

/* The forecast in sentences, for the page, the council's case and the command line. */
Text coverage_room_words(Html *h, const CoverageForecast *forecast);
Text coverage_reach_words(Html *h, const CoverageForecast *forecast);
Text coverage_needed_words(Html *h, const CoverageForecast *forecast);

extern const Route coverage_routes[];

#endif
