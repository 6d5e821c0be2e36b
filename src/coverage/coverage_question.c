/* SPDX-License-Identifier: MPL-2.0 */
/* The forecast's question, asked of what the database knows. */
#include "coverage/coverage_view.h"

static Ids years_worked_on(Arena *arena, const ObjectiveWindow *window)
{
    Ids years = { arena_array(arena, int64_t, window->year_count), 0 };
    for (size_t i = 0; i < window->year_count; i++)
        if (window->years[i].is_worked_on)
            years.at[years.count++] = window->years[i].year;
    return years;
}

bool coverage_is_undated(const ObjectiveWindow *window)
{
    return window->is_last_unknown && window_worked_within(window) == 0;
}

static CoverageQuestion question_of(Arena *arena, int64_t year, const ObjectiveWindows *windows,
                                    const Capacities *rows)
{
    CoverageObjective *objectives = arena_array(arena, CoverageObjective, windows->count);
    YearCapacity *capacities = arena_array(arena, YearCapacity, rows->count);
    CoverageQuestion question = {
        .year = year, .objectives = objectives, .capacities = capacities, .capacity_count = rows->count
    };
    for (size_t i = 0; i < rows->count; i++)
        capacities[i] = (YearCapacity){ rows->at[i].year, rows->at[i].most };
    for (size_t i = 0; i < windows->count; i++) {
        const ObjectiveWindow *window = &windows->at[i];
        if (!coverage_is_undated(window))
            objectives[question.count++] =
                (CoverageObjective){ window->id, window->first, window->last, window->policy == 0,
                                     years_worked_on(arena, window) };
    }
    return question;
}

/* Policies that are in force from the first day of YEAR or from today on, whichever comes first, those to come,
 * and the agreements of the years before that may have gone by without work. */
Err coverage_read(Request *q, int64_t year, CoverageKnown *ret_known)
{
    int64_t this_year = day_year(q->today);
    ObjectivesWanted wanted = { .first_agreed = (year < this_year ? year : this_year) - COVERED_AGREEMENTS };
    Day new_year;
    if (!day_from(year, 1, 1, &new_year) || !day_from(LAST_YEAR, 12, 31, &wanted.last_day))
        return NOT_FOUND;
    wanted.first_day = day_compare(new_year, q->today) < 0 ? new_year : q->today;
    CoverageKnown known = { 0 };
    TRY(objective_windows(q, wanted, &known.windows));
    TRY(capacities_by_year(q->db, q->who, MOST_CAPACITIES, &known.capacities));
    CoverageQuestion question = question_of(q->arena, year, &known.windows, &known.capacities);
    coverage_forecast(q->arena, &question, &known.forecast);
    *ret_known = known;
    return OK;
}

Err coverage_forecast_of(Request *q, int64_t year, CoverageForecast *ret_forecast)
{
    CoverageKnown known;
    TRY(coverage_read(q, year, &known));
    *ret_forecast = known.forecast;
    return OK;
}

bool coverage_list_has(const Ids *list, int64_t objective)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == objective)
            return true;
    return false;
}
