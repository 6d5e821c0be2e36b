/* SPDX-License-Identifier: MPL-2.0 */
/* What the coverage shows. */
#ifndef RETTESNOR_COVERAGE_VIEW_H
#define RETTESNOR_COVERAGE_VIEW_H

#include "coverage.sql.h"
#include "coverage/coverage.h"
#include "layout/layout.h"
#include "objective/objective.h"

enum {
    MOST_COVERAGE_POLICIES = 200,
    MOST_COVERAGE_YEARS = 12,
    COVERED_AGREEMENTS = 3,
    MOST_CAPACITIES = 400
};

/* What a forecast was made of, and the forecast. */
typedef struct CoverageKnown {
    ObjectiveWindows windows; /* also of policies and agreements to come */
    Capacities capacities;
    CoverageForecast forecast;
} CoverageKnown;

/* Reads and forecasts. NOT_FOUND when YEAR is none. */
Err coverage_read(Request *q, int64_t year, CoverageKnown *ret_known);

/* Not worked on, and its policy does not say when it ends: whether it can be reached is not known. */
bool coverage_is_undated(const ObjectiveWindow *window);

typedef struct CoveragePage {
    Page page;
    const Request *q;
    CoveragePolicies policies; /* of the filter */
    int64_t policy;            /* chosen in it */
    bool is_missing_only;
    ObjectiveWindows windows; /* those that apply today, or of the policy chosen */
    int64_t worked_count;
    int64_t this_year;
    int64_t years[MOST_COVERAGE_YEARS]; /* the columns */
    size_t year_count;
    bool may_select;
    CoverageKnown known; /* for the year to select for; only when no policy is chosen */
    CoverageSince since;
    CoverageBarePolicies bare_policies;
    CoverageBareAgreements bare_agreements;
    int64_t agreement_count; /* of the year to select for */
} CoveragePage;

/* ---- one objective ---- */

/* Not worked on within its window. */
bool coverage_is_missing(const ObjectiveWindow *window);

/* Missing, and its last year is here or over. */
bool coverage_is_due(const CoveragePage *v, const ObjectiveWindow *window);

/* Whether the table has a row for it, and whether the row is the first of its policy or agreement. */
bool coverage_shows(const CoveragePage *v, const ObjectiveWindow *window);
bool coverage_begins_source(const CoveragePage *v, const ObjectiveWindow *window);

/* "Tre år er gået, uden at der er arbejdet med den", empty when none is; of the years that something is known of. */
Text coverage_years_gone(Html *h, const CoveragePage *v, const ObjectiveWindow *window);

/* "to år tilbage", "sidste år"; empty when the period is over or its end is not known. */
Text coverage_years_left(Html *h, const CoveragePage *v, const ObjectiveWindow *window);

/* "Aldrig udvalgt", "Udvalgt til 2025", "Skulle med i 2025". */
Text coverage_selected(Html *h, const CoveragePage *v, const ObjectiveWindow *window);

/* "arbejdet med i 2027, da perioden var gået"; empty when it was not. */
Text coverage_late(Html *h, const ObjectiveWindow *window);

/* ---- one square ---- */

/* TR("arbejdet med"), NULL when nothing became of it in that year; then TR("ikke endnu") and the like. */
const char *coverage_cell_words(const CoveragePage *v, const ObjectiveYear *year);
bool coverage_is_within(const CoveragePage *v, const ObjectiveWindow *window, int64_t year);
/* Within, but so early that no trials are known. */
bool coverage_is_unknown(const CoveragePage *v, const ObjectiveWindow *window, int64_t year);
const char *coverage_empty_words(const CoveragePage *v, const ObjectiveWindow *window, int64_t year);

/* Whether there are trials from the year or an earlier one: else nobody knows what was worked on in it. */
bool coverage_knows_year(const CoveragePage *v, int64_t year);

/* "7 arbejdet med" of a year, "7 udvalgt" of one to come: what the cells above say. Empty when none is either. */
Text coverage_year_sum(Html *h, const CoveragePage *v, int64_t year);

/* ---- the forecast and what is not known ---- */

bool coverage_has_forecast(const CoveragePage *v);

/* The year to select for. */
Text coverage_next_year(Arena *arena, const CoveragePage *v);

/* What is selected for it so far, against the room and those that are missing; empty when nothing is. */
Text coverage_chosen_words(Html *h, const CoveragePage *v);

/* Those whose period ends before it, without work. Empty when there are none. */
Text coverage_over_words(Html *h, const CoveragePage *v);

/* The row with the year's capacity; NULL when it is taken from an earlier year or not known. */
const Capacity *coverage_capacity_row(const CoveragePage *v);

/* Whether a year in which an uncovered objective can be reached has no number of its own. */
bool coverage_has_gaps(const CoveragePage *v);

/* How many objectives have no known end of their period. */
int64_t coverage_undated_count(const CoveragePage *v);

/* Whether there is anything to say under "Det ved vi ikke". */
bool coverage_has_unknowns(const CoveragePage *v);

Text coverage_title(Html *h, const CoveragePage *v);
Text coverage_lead(Html *h, const CoveragePage *v);

/* ---- capacity ---- */

typedef struct CapacityPage {
    Page page;
    const Request *q;
    Capacities capacities;
    bool may_write;
} CapacityPage;

typedef struct CapacityForm {
    Page page;
    const Request *q;
    Capacity capacity;
    Url action;
    Url back;
} CapacityForm;

Err capacity_page(Request *q);
Err capacity_new(Request *q);
Err capacity_create(Request *q);
Err capacity_edit(Request *q);
Err capacity_save(Request *q);
Err capacity_delete(Request *q);

#endif
