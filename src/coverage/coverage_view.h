/* SPDX-License-Identifier: MPL-2.0 */
/* What the coverage shows. */
#ifndef RETTESNOR_COVERAGE_VIEW_H
#define RETTESNOR_COVERAGE_VIEW_H

#include "coverage.sql.h"
#include "layout/layout.h"
#include "objective/objective.h"

enum { MOST_COVERAGE_POLICIES = 200, MOST_COVERAGE_YEARS = 12, COVERED_AGREEMENTS = 3 };

typedef struct CoveragePage {
    Page page;
    const Request *q;
    CoveragePolicies policies; /* of the filter */
    int64_t policy;            /* chosen in it */
    bool is_missing_only;
    ObjectiveWindows windows;
    int64_t worked_count;
    int64_t this_year;
    int64_t years[MOST_COVERAGE_YEARS]; /* the columns */
    size_t year_count;
    bool may_select;
} CoveragePage;

/* Never worked on within its window or after. */
bool coverage_is_missing(const ObjectiveWindow *window);

/* Missing, and its last year is here or over. */
bool coverage_is_due(const CoveragePage *v, const ObjectiveWindow *window);

/* Whether the table has a row for it, and whether the row is the first of its policy or agreement. */
bool coverage_shows(const CoveragePage *v, const ObjectiveWindow *window);
bool coverage_begins_source(const CoveragePage *v, const ObjectiveWindow *window);

/* "Tre år er gået uden arbejde", empty when none is. */
Text coverage_years_gone(Html *h, const CoveragePage *v, const ObjectiveWindow *window);

/* "Aldrig udvalgt", "Udvalgt til 2025". */
Text coverage_selected(Html *h, const ObjectiveWindow *window);

/* One cell: TR("arbejdet med"), NULL when nothing became of it in that year; then TR("ikke endnu") and the
 * like. */
const char *coverage_cell_words(const ObjectiveYear *year);
bool coverage_is_within(const CoveragePage *v, const ObjectiveWindow *window, int64_t year);
const char *coverage_empty_words(const CoveragePage *v, const ObjectiveWindow *window, int64_t year);

/* "7 af 8 udvalgte" of a year; empty when none is selected. */
Text coverage_year_sum(Html *h, const CoveragePage *v, int64_t year);

#endif
