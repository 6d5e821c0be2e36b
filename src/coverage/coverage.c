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
    int64_t year;
    bool is_within;
    bool is_selected;
    bool is_compulsory;
    bool is_worked_on;
} CoverageCell;

static const Field cell_fields[] = {
    FIELD(CoverageCell, objective),     FIELD(CoverageCell, text),         FIELD(CoverageCell, above),
    FIELD(CoverageCell, year),          FIELD(CoverageCell, is_within),    FIELD(CoverageCell, is_selected),
    FIELD(CoverageCell, is_compulsory), FIELD(CoverageCell, is_worked_on), { 0 },
};

/* ---- one objective ---- */

bool coverage_is_missing(const ObjectiveWindow *window)
{
    return window_worked_count(window) == 0;
}

bool coverage_is_due(const CoveragePage *v, const ObjectiveWindow *window)
{
    return coverage_is_missing(window) && window->last <= v->this_year;
}

bool coverage_shows(const CoveragePage *v, const ObjectiveWindow *window)
{
    return !v->is_missing_only || coverage_is_missing(window);
}

bool coverage_begins_source(const CoveragePage *v, const ObjectiveWindow *window)
{
    for (const ObjectiveWindow *earlier = window; earlier > v->windows.at; earlier--) {
        const ObjectiveWindow *before = earlier - 1;
        if (before->policy != window->policy || before->budget_agreement != window->budget_agreement)
            return true;
        if (coverage_shows(v, before))
            return false;
    }
    return true;
}

Text coverage_years_gone(Html *h, const CoveragePage *v, const ObjectiveWindow *window)
{
    int64_t gone = 0;
    for (size_t i = 0; i < window->year_count; i++)
        gone += window->years[i].year < v->this_year;
    return gone == 0
               ? (Text){ "", 0 }
               : html_count(h, gone, TR("ét år er gået uden arbejde"), TR("{1} år er gået uden arbejde"));
}

Text coverage_selected(Html *h, const ObjectiveWindow *window)
{
    Text year = text_format(h->arena, "%" PRId64, window_last_selected(window));
    if (window->policy == 0)
        return message_format(h, TR("Skal med i {1}"), &year, 1);
    if (text_is(year, "0"))
        return text_of(translate(h->language, TR("Aldrig udvalgt")));
    return message_format(h, TR("Udvalgt til {1}"), &year, 1);
}

/* ---- one square ---- */

const char *coverage_cell_words(const ObjectiveYear *year)
{
    if (year == NULL)
        return NULL;
    if (year->is_worked_on)
        return TR("arbejdet med");
    if (year->is_compulsory)
        return TR("skal med");
    return year->is_selected ? TR("udvalgt") : NULL;
}

bool coverage_is_within(const CoveragePage *v, const ObjectiveWindow *window, int64_t year)
{
    bool is_over = text_is(window->standing, "over_period") && year <= v->this_year;
    return year >= window->first && (year <= window->last || is_over);
}

const char *coverage_empty_words(const CoveragePage *v, const ObjectiveWindow *window, int64_t year)
{
    if (!coverage_is_within(v, window, year))
        return TR("uden for perioden");
    return year >= v->this_year ? TR("ikke endnu") : TR("nej");
}

Text coverage_year_sum(Html *h, const CoveragePage *v, int64_t year)
{
    int64_t selected = 0, worked = 0;
    for (size_t i = 0; i < v->windows.count; i++) {
        const ObjectiveYear *found = window_year(&v->windows.at[i], year);
        if (found == NULL || !(found->is_selected || found->is_compulsory))
            continue;
        selected++;
        worked += found->is_worked_on;
    }
    Text values[2] = { text_format(h->arena, "%" PRId64, worked),
                       text_format(h->arena, "%" PRId64, selected) };
    if (selected == 0)
        return (Text){ "", 0 };
    return message_format(h, year > v->this_year ? TR("{2} udvalgt") : TR("{1} af {2} udvalgte"), values, 2);
}

/* ---- the page ---- */

static Text coverage_title(Html *h, const CoveragePage *v)
{
    int64_t all = (int64_t)v->windows.count;
    Text count = html_count(h, all, TR("én målsætning"), TR("{1} målsætninger"));
    if (all == 0)
        return text_of(translate(h->language, TR("Er alle målsætninger arbejdet med?")));
    if (v->worked_count == 0)
        return all == 1 ? text_of(translate(h->language, TR("Målsætningen er der ikke arbejdet med endnu")))
                        : message_format(h, TR("Ingen af {1} er der arbejdet med endnu"), &count, 1);
    if (v->worked_count == all)
        return all == 1 ? text_of(translate(h->language, TR("Målsætningen er der arbejdet med")))
                        : message_format(h, TR("Alle {1} er der arbejdet med"), &count, 1);
    Text values[2] = { capitalised(h->arena, html_count(h, v->worked_count, TR("én"), "{1}")), count };
    return message_format(h, TR("{1} af {2} er der arbejdet med"), values, 2);
}

static Text coverage_lead(Html *h, const CoveragePage *v)
{
    int64_t due = 0;
    for (size_t i = 0; i < v->windows.count; i++)
        due += coverage_is_due(v, &v->windows.at[i]);
    if (due > 0)
        return capitalised(
            h->arena,
            html_count(h, due, TR("én er aldrig arbejdet med, og dens periode slutter i år eller er gået."),
                       TR("{1} er aldrig arbejdet med, og deres periode slutter i år eller er gået.")));
    return text_of(
        translate(h->language,
                  TR("Alle målsætninger i en politik skal der arbejdes med, inden dens periode er gået.")));
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

static Err reply_cells(Request *q, const CoveragePage *v)
{
    CoverageCell *cells = arena_array(q->arena, CoverageCell, v->windows.count * 2 * MOST_WINDOW_YEARS);
    size_t count = 0;
    for (size_t i = 0; i < v->windows.count; i++) {
        const ObjectiveWindow *window = &v->windows.at[i];
        for (size_t j = 0; j < window->year_count && j < 2 * MOST_WINDOW_YEARS && coverage_shows(v, window);
             j++) {
            const ObjectiveYear *year = &window->years[j];
            cells[count++] =
                (CoverageCell){ window->id,      window->text,      window->above,       year->year,
                                year->is_within, year->is_selected, year->is_compulsory, year->is_worked_on };
        }
    }
    return reply_json_rows(q, "coverage_cell", cell_fields, cells, sizeof *cells, count);
}

/* Agreements of the last few years, so that one whose year went by without work is still seen. */
static Err read_windows(Request *q, CoveragePage *v)
{
    ObjectivesWanted wanted = { .policy = v->policy,
                                .first_day = q->today,
                                .last_day = q->today,
                                .first_agreed = v->this_year - COVERED_AGREEMENTS };
    TRY(objective_windows(q, wanted, &v->windows));
    for (size_t i = 0; i < v->windows.count; i++)
        v->worked_count += !coverage_is_missing(&v->windows.at[i]);
    find_years(v);
    return OK;
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
    { 0 },
};
