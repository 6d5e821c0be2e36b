/* SPDX-License-Identifier: MPL-2.0 */
#include "coverage/coverage.h"

#include <inttypes.h>

#include "coverage.html.h"
#include "coverage/coverage_view.h"
#include "thread/thread.h"
#include "vision/vision.h"

/* One square, as JSON. */
typedef struct CoverageCell {
    int64_t objective;
    Text text;
    Text above;
    int64_t first; /* the window */
    int64_t last;
    bool is_over_period;
    int64_t year;
    bool is_within;
    bool is_selected;
    bool is_compulsory;
    bool is_worked_on;
    bool is_known; /* false: no trials are known that early, so nobody can say that it was not worked on */
} CoverageCell;

static const Field cell_fields[] = {
    FIELD(CoverageCell, objective),
    FIELD(CoverageCell, text),
    FIELD(CoverageCell, above),
    FIELD(CoverageCell, first),
    FIELD(CoverageCell, last),
    FIELD(CoverageCell, is_over_period),
    FIELD(CoverageCell, year),
    FIELD(CoverageCell, is_within),
    FIELD(CoverageCell, is_selected),
    FIELD(CoverageCell, is_compulsory),
    FIELD(CoverageCell, is_worked_on),
    FIELD(CoverageCell, is_known),
    { 0 },
};

/* What is known of the forecast in any case. */
#define FORECAST_LISTS                                                                                       \
    FIELD(CoverageForecast, year), FIELD(CoverageForecast, missed, .refers = &objective_record),             \
        FIELD(CoverageForecast, budget_missed, .refers = &objective_record),                                 \
        FIELD(CoverageForecast, uncovered, .refers = &objective_record),                                     \
        FIELD(CoverageForecast, compulsory, .refers = &objective_record),                                    \
        FIELD(CoverageForecast, last_chance, .refers = &objective_record)

static const Field forecast_fields[] = {
    FORECAST_LISTS,
    FIELD(CoverageForecast, capacity),
    FIELD(CoverageForecast, room),
    FIELD(CoverageForecast, reachable),
    FIELD(CoverageForecast, unreachable),
    FIELD(CoverageForecast, needed_now),
    { 0 },
};

static const Field forecast_fields_without_capacity[] = { FORECAST_LISTS, { 0 } };

static CoverageCell cell_of(const CoveragePage *v, const ObjectiveWindow *window, const ObjectiveYear *year)
{
    return (CoverageCell){
        .objective = window->id,
        .text = window->text,
        .above = window->above,
        .first = window->is_first_unknown ? 0 : window->first,
        .last = window->is_last_unknown ? 0 : window->last,
        .is_over_period = text_is(window->standing, "over_period"),
        .year = year->year,
        .is_within = year->is_within,
        .is_selected = year->is_selected,
        .is_compulsory = year->is_compulsory,
        .is_worked_on = year->is_worked_on,
        .is_known = year->is_worked_on || coverage_knows_year(v, year->year),
    };
}

static Err reply_cells(Request *q, const CoveragePage *v)
{
    CoverageCell *cells = arena_array(q->arena, CoverageCell, v->windows.count * 2 * MOST_WINDOW_YEARS);
    const CoverageForecast *forecast = &v->known.forecast;
    size_t count = 0;
    for (size_t i = 0; i < v->windows.count; i++) {
        const ObjectiveWindow *window = &v->windows.at[i];
        if (!coverage_shows(v, window))
            continue;
        for (size_t j = 0; j < window->year_count && j < 2 * MOST_WINDOW_YEARS; j++)
            cells[count++] = cell_of(v, window, &window->years[j]);
    }
    if (!coverage_has_forecast(v))
        return reply_json_rows(q, "coverage_cell", cell_fields, cells, sizeof *cells, count);
    return reply_json_rows_and(
        q, "coverage_cell", cell_fields, cells, sizeof *cells, count, "forecast",
        forecast->is_capacity_known ? forecast_fields : forecast_fields_without_capacity, forecast);
}

/* The columns: all years that some objective has, the latest of them when they are too many. */
static void find_years(CoveragePage *v)
{
    int64_t first = INT64_MAX, last = 0;
    for (size_t i = 0; i < v->windows.count; i++) {
        const ObjectiveWindow *window = &v->windows.at[i];
        if (!coverage_shows(v, window) || window->year_count == 0)
            continue;
        if (window->years[0].year < first)
            first = window->years[0].year;
        if (window->years[window->year_count - 1].year > last)
            last = window->years[window->year_count - 1].year;
    }
    if (last - first >= MOST_COVERAGE_YEARS)
        first = last - MOST_COVERAGE_YEARS + 1;
    for (int64_t year = first; year <= last; year++)
        v->years[v->year_count++] = year;
}

/* All that the forecast knows but what has not begun. */
static Err read_all(Request *q, CoveragePage *v)
{
    TRY(coverage_read(q, v->this_year + 1, &v->known));
    v->windows.at = arena_array(q->arena, ObjectiveWindow, v->known.windows.count);
    for (size_t i = 0; i < v->known.windows.count; i++)
        if (!text_is(v->known.windows.at[i].standing, "coming"))
            v->windows.at[v->windows.count++] = v->known.windows.at[i];
    return OK;
}

static Err read_windows(Request *q, CoveragePage *v)
{
    ObjectivesWanted wanted = { .policy = v->policy, .first_day = q->today, .last_day = q->today };
    TRY(coverage_since(q->db, q->today, q->who, &v->since));
    TRY(v->policy == 0 ? read_all(q, v) : objective_windows(q, wanted, &v->windows));
    for (size_t i = 0; i < v->windows.count; i++)
        v->worked_count += !coverage_is_missing(&v->windows.at[i]);
    find_years(v);
    return OK;
}

static Err read_unknowns(Request *q, CoveragePage *v)
{
    TRY(coverage_bare_policies(q->db, q->today, q->who, MOST_COVERAGE_POLICIES, &v->bare_policies));
    TRY(coverage_bare_agreements(q->db, v->this_year - COVERED_AGREEMENTS, q->who, MOST_COVERAGE_POLICIES,
                                 &v->bare_agreements));
    return coverage_agreement_count(q->db, v->this_year + 1, &v->agreement_count);
}

static Err coverage_page(Request *q)
{
    CoveragePage v = { .q = q,
                       .this_year = day_year(q->today),
                       .may_select = has_need(q, STAFF),
                       .is_missing_only = text_is(query_value(q, "missing"), "1") };
    int64_t vision;
    text_to_integer(query_value(q, "policy"), &v.policy);
    TRY(read_windows(q, &v));
    if (q->wants_json)
        return reply_cells(q, &v);
    TRY(read_unknowns(q, &v));
    TRY(coverage_policies(q->db, q->today, q->who, MOST_COVERAGE_POLICIES, &v.policies));
    TRY(vision_of_coverage(q->db, q->today, &vision));
    v.page = (Page){ .q = q,
                     .menu = "/coverage",
                     .kind = TR("Dækning"),
                     .term = "daekning",
                     .title = coverage_title(&q->html, &v),
                     .lead = coverage_lead(&q->html, &v) };
    if (vision != 0)
        TRY(thread_to(q, &vision_record, vision, &v.page.thread));
    coverage_page_html(&q->html, &v);
    return reply_html(q);
}

const Route coverage_routes[] = {
    { GET, "/coverage", coverage_page, .need = SEE },
    { GET, "/coverage/capacity", capacity_page, .need = SEE },
    { GET, "/coverage/capacity/new", capacity_new, .need = STAFF },
    { POST, "/coverage/capacity", capacity_create, .need = STAFF },
    { GET, "/coverage/capacity/{id}/edit", capacity_edit, .need = STAFF, .of = &capacity_record },
    { POST, "/coverage/capacity/{id}", capacity_save, .need = STAFF, .of = &capacity_record },
    { POST, "/coverage/capacity/{id}/delete", capacity_delete, .need = STAFF, .of = &capacity_record },
    { 0 },
};
