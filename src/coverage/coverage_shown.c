/* SPDX-License-Identifier: MPL-2.0 */
/* What the page says of objectives, of their years, and of what nobody knows. */
#include <inttypes.h>

#include "coverage/coverage_view.h"

/* ---- one objective ---- */

bool coverage_is_missing(const ObjectiveWindow *window)
{
    return window_worked_within(window) == 0;
}

bool coverage_is_due(const CoveragePage *v, const ObjectiveWindow *window)
{
    return coverage_is_missing(window) && !window->is_last_unknown && window->last <= v->this_year;
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
        gone += window->years[i].is_within && window->years[i].year < v->this_year &&
                coverage_knows_year(v, window->years[i].year);
    return gone == 0 ? (Text){ "", 0 }
                     : html_count(h, gone, TR("ét år er gået, uden at der er arbejdet med den"),
                                  TR("{1} år er gået, uden at der er arbejdet med den"));
}

Text coverage_years_left(Html *h, const CoveragePage *v, const ObjectiveWindow *window)
{
    int64_t left = window->last - v->this_year;
    if (window->is_last_unknown || left < 0)
        return (Text){ "", 0 };
    return left == 0 ? html_translated(h, TR("periodens sidste år"))
                     : html_count(h, left, TR("ét år tilbage"), TR("{1} år tilbage"));
}

Text coverage_selected(Html *h, const CoveragePage *v, const ObjectiveWindow *window)
{
    Text year = text_of_integer(h->arena, window_last_selected(window));
    if (window->policy == 0)
        return message_format(h, window->last < v->this_year ? TR("Skulle med i {1}") : TR("Skal med i {1}"),
                              &year, 1);
    if (window_last_selected(window) != 0)
        return message_format(h, TR("Udvalgt til {1}"), &year, 1);
    return html_translated(h, v->since.selection_year == 0 ? TR("Vi ved ikke, om den er udvalgt")
                                                           : TR("Aldrig udvalgt"));
}

Text coverage_late(Html *h, const ObjectiveWindow *window)
{
    int64_t late = 0;
    for (size_t i = 0; i < window->year_count; i++)
        if (!window->years[i].is_within && window->years[i].is_worked_on && late == 0)
            late = window->years[i].year;
    Text year = text_of_integer(h->arena, late);
    return late == 0 ? (Text){ "", 0 }
                     : message_format(h, TR("arbejdet med i {1}, da perioden var gået"), &year, 1);
}

/* ---- one square ---- */

bool coverage_knows_year(const CoveragePage *v, int64_t year)
{
    return v->since.trial_year != 0 && year >= v->since.trial_year;
}

const char *coverage_cell_words(const CoveragePage *v, const ObjectiveYear *year)
{
    if (year == NULL)
        return NULL;
    if (year->is_worked_on)
        return TR("arbejdet med");
    if (year->is_compulsory)
        return year->year < v->this_year ? TR("skulle med") : TR("skal med");
    return year->is_selected ? TR("udvalgt") : NULL;
}

bool coverage_is_within(const CoveragePage *v, const ObjectiveWindow *window, int64_t year)
{
    bool is_over = text_is(window->standing, "over_period") && year <= v->this_year;
    return year >= window->first && (year <= window->last || is_over);
}

bool coverage_is_unknown(const CoveragePage *v, const ObjectiveWindow *window, int64_t year)
{
    return coverage_is_within(v, window, year) && year <= v->this_year && !coverage_knows_year(v, year);
}

const char *coverage_empty_words(const CoveragePage *v, const ObjectiveWindow *window, int64_t year)
{
    if (!coverage_is_within(v, window, year))
        return TR("uden for perioden");
    if (year > v->this_year)
        return TR("ikke endnu");
    if (coverage_is_unknown(v, window, year))
        return TR("ved ikke");
    return year == v->this_year ? TR("ikke endnu") : TR("nej");
}

Text coverage_year_sum(Html *h, const CoveragePage *v, int64_t year)
{
    int64_t selected = 0, worked = 0;
    for (size_t i = 0; i < v->windows.count; i++) {
        const ObjectiveYear *found = window_year(&v->windows.at[i], year);
        if (found == NULL)
            continue;
        selected += found->is_selected || found->is_compulsory;
        worked += found->is_worked_on;
    }
    bool is_to_come = year > v->this_year || !coverage_knows_year(v, year);
    Text count = text_of_integer(h->arena, is_to_come ? selected : worked);
    if (selected + worked == 0)
        return (Text){ "", 0 };
    return message_format(h, is_to_come ? TR("{1} udvalgt") : TR("{1} arbejdet med"), &count, 1);
}

/* ---- the forecast ---- */

bool coverage_has_forecast(const CoveragePage *v)
{
    return v->policy == 0 && v->known.windows.count > 0;
}

Text coverage_next_year(Arena *arena, const CoveragePage *v)
{
    return text_of_integer(arena, v->this_year + 1);
}

static bool lacks_work(const CoverageForecast *forecast, int64_t objective)
{
    return coverage_list_has(&forecast->uncovered, objective) ||
           coverage_list_has(&forecast->missed, objective);
}

Text coverage_chosen_words(Html *h, const CoveragePage *v)
{
    const CoverageForecast *forecast = &v->known.forecast;
    int64_t chosen = 0, lacking = 0;
    for (size_t i = 0; i < v->known.windows.count; i++) {
        const ObjectiveWindow *window = &v->known.windows.at[i];
        const ObjectiveYear *year = window_year(window, forecast->year);
        bool is_chosen = window->policy != 0 && year != NULL && year->is_selected;
        chosen += is_chosen;
        lacking += is_chosen && lacks_work(forecast, window->id);
    }
    if (chosen == 0)
        return (Text){ "", 0 };
    Text values[3] = { html_count(h, chosen, TR("én"), "{1}"), coverage_next_year(h->arena, v),
                       html_count(h, lacking, TR("én"), "{1}") };
    Text words = message_format(
        h,
        lacking == 0 ? TR("Til nu er {1} udvalgt til {2}, og ingen af dem er blandt dem, der mangler.")
                     : TR("Til nu er {1} udvalgt til {2}, og {3} af dem er blandt dem, der mangler."),
        values, 3);
    int64_t over = chosen - forecast->room;
    if (!forecast->is_capacity_known || over <= 0)
        return words;
    Text more = html_count(h, over, TR("Det er én mere, end der er plads til."),
                           TR("Det er {1} mere, end der er plads til."));
    return text_format(h->arena, "%s %s", text_at(words), text_at(more));
}

Text coverage_over_words(Html *h, const CoveragePage *v)
{
    Text year = coverage_next_year(h->arena, v);
    int64_t count = 0;
    for (size_t i = 0; i < v->known.windows.count; i++)
        count += coverage_list_has(&v->known.forecast.missed, v->known.windows.at[i].id);
    Text values[2] = { capitalised(h->arena, html_count(h, count, TR("én"), "{1}")), year };
    if (count == 0)
        return (Text){ "", 0 };
    return message_format(h,
                          count == 1 ? TR("{1} mangler fra en periode, der slutter, før {2} begynder. Den "
                                          "kan stadig udvælges, men så er det over perioden.")
                                     : TR("{1} mangler fra perioder, der slutter, før {2} begynder. De kan "
                                          "stadig udvælges, men så er det over perioden."),
                          values, 2);
}

const Capacity *coverage_capacity_row(const CoveragePage *v)
{
    for (size_t i = 0; i < v->known.capacities.count; i++)
        if (v->known.capacities.at[i].year == v->known.forecast.year)
            return &v->known.capacities.at[i];
    return NULL;
}

bool coverage_has_gaps(const CoveragePage *v)
{
    int64_t last = v->known.forecast.year, rows = 0;
    for (size_t i = 0; i < v->known.windows.count; i++) {
        const ObjectiveWindow *window = &v->known.windows.at[i];
        if (coverage_list_has(&v->known.forecast.uncovered, window->id) && window->last > last)
            last = window->last;
    }
    for (size_t i = 0; i < v->known.capacities.count; i++)
        rows += v->known.capacities.at[i].year >= v->known.forecast.year &&
                v->known.capacities.at[i].year <= last;
    return v->known.forecast.is_capacity_known && rows < last - v->known.forecast.year + 1;
}

/* ---- what is not known ---- */

int64_t coverage_undated_count(const CoveragePage *v)
{
    int64_t count = 0;
    for (size_t i = 0; i < v->windows.count; i++)
        count += coverage_is_undated(&v->windows.at[i]);
    return count;
}

static bool has_unknown_years(const CoveragePage *v)
{
    return v->year_count > 0 && v->years[0] <= v->this_year && !coverage_knows_year(v, v->years[0]);
}

bool coverage_has_unknowns(const CoveragePage *v)
{
    return v->policy == 0 && (has_unknown_years(v) || v->bare_policies.count > 0 ||
                              v->bare_agreements.count > 0 || v->since.loose_plan_count > 0 ||
                              coverage_undated_count(v) > 0 || v->windows.count == MOST_WINDOWS);
}

/* ---- the head ---- */

Text coverage_title(Html *h, const CoveragePage *v)
{
    int64_t all = (int64_t)v->windows.count;
    Text count = html_count(h, all, TR("én målsætning"), TR("{1} målsætninger"));
    if (all == 0 || (v->worked_count == 0 && v->since.trial_year == 0))
        return html_translated(h, TR("Er alle målsætninger arbejdet med?"));
    if (v->worked_count == 0)
        return all == 1 ? html_translated(h, TR("Målsætningen er der ikke arbejdet med endnu"))
                        : message_format(h, TR("Ingen af {1} er der arbejdet med endnu"), &count, 1);
    if (v->worked_count == all)
        return all == 1 ? html_translated(h, TR("Målsætningen er der arbejdet med"))
                        : message_format(h, TR("Alle {1} er der arbejdet med"), &count, 1);
    Text values[2] = { capitalised(h->arena, html_count(h, v->worked_count, TR("én"), "{1}")), count };
    return message_format(h, TR("{1} af {2} er der arbejdet med"), values, 2);
}

static Text bare_lead(Html *h, const CoveragePage *v)
{
    Text bare = html_count(h, (int64_t)v->bare_policies.count,
                           TR("én politik er i kraft, men ingen har skrevet dens målsætninger ind."),
                           TR("{1} politikker er i kraft, men ingen har skrevet deres målsætninger ind."));
    return text_format(h->arena, "%s %s", text_at(html_translated(h, TR("Det ved vi ikke."))),
                       text_at(capitalised(h->arena, bare)));
}

Text coverage_lead(Html *h, const CoveragePage *v)
{
    int64_t due = 0;
    for (size_t i = 0; i < v->windows.count; i++)
        due += coverage_is_due(v, &v->windows.at[i]);
    if (v->windows.count == 0 && v->bare_policies.count > 0)
        return bare_lead(h, v);
    if (v->windows.count > 0 && v->since.trial_year == 0)
        return html_translated(
            h, TR("Det ved vi ikke. Ingen har skrevet prøvehandlinger ind, så vi kan ikke se, hvad der er "
                  "arbejdet med."));
    if (due > 0)
        return capitalised(
            h->arena,
            html_count(
                h, due, TR("én er ikke arbejdet med inden for sin periode, som slutter i år eller er gået."),
                TR("{1} er ikke arbejdet med inden for deres periode, som slutter i år eller er gået.")));
    return html_translated(
        h, TR("Alle målsætninger i en politik skal der arbejdes med, inden dens periode er gået."));
}
