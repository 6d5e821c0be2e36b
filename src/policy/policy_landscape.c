/* SPDX-License-Identifier: MPL-2.0 */
#include "policy/policy_landscape.h"

#include <stdlib.h>
#include <string.h>

#include "policy.html.h"
#include "policy/policy_view.h"

#include "base/banned.h"

enum { MOST_IN_LANDSCAPE = 200, YEARS_BEFORE = 4, TERM_YEARS = 4, A_TERM_BEGAN = 2022 };

/* ---- words ---- */

Text count_word(Html *h, int64_t count)
{
    return capitalised(h->arena, html_count(h, count, "{1}", "{1}"));
}

Text worked_cell(Html *h, int64_t worked, int64_t all)
{
    if (all == 0)
        return (Text){ "", 0 };
    if (worked == all)
        return html_translated(h, TR("Alle"));
    if (worked == 0)
        return html_translated(h, TR("Ingen endnu"));
    Text values[2] = { count_word(h, worked),
                       html_count(h, all - worked, TR("én mangler"), TR("{1} mangler")) };
    return text_format(h->arena, "%s, %s", text_at(values[0]), text_at(values[1]));
}

Text worked_sentence(Html *h, int64_t worked, int64_t all)
{
    if (all == 0)
        return html_translated(h, TR("Vi kender ingen målsætninger."));
    if (worked == all)
        return html_translated(h, TR("Alle er der arbejdet med."));
    if (worked == 0)
        return html_translated(h, TR("Ingen af dem er der arbejdet med endnu."));
    Text values[2] = { count_word(h, worked), count_word(h, all - worked) };
    return message_format(h, TR("{1} er der arbejdet med. {2} mangler."), values, 2);
}

static Text expiry_what(Html *h, const Expiry *expiry)
{
    return expiry->policy_count == 1
               ? expiry->title
               : html_count(h, expiry->policy_count, TR("{1} politik"), TR("{1} politikker"));
}

Text expiry_title(Html *h, const Expiry *expiry)
{
    Text values[3] = { html_day_long(h, expiry->on), expiry_what(h, expiry),
                       html_count(h, expiry->objective_count, TR("{1} målsætning"), TR("{1} målsætninger")) };
    return expiry->objective_count == 0 ? message_format(h, TR("{1}: {2}"), values, 2)
                                        : message_format(h, TR("{1}: {2} med {3}"), values, 3);
}

Text years_left(Html *h, const Axis *axis, const Expiry *expiry)
{
    int years = day_year(expiry->on) - day_year(axis->on);
    return years <= 0 ? (Text){ "", 0 }
                      : html_count(h, years, TR("Der er ét år tilbage."), TR("Der er {1} år tilbage."));
}

/* ---- the axis ---- */

static void axis_begin(Arena *arena, Day on, Axis *ret_axis)
{
    Day first, last;
    int year = day_year(on) - YEARS_BEFORE;
    *ret_axis = (Axis){ .on = on };
    day_from(year, 1, 1, &first);
    day_from(year + AXIS_YEARS - 1, 12, 31, &last);
    ret_axis->first = day_number(first);
    ret_axis->days = day_number(last) + 1 - ret_axis->first;
    for (int i = 0; i < AXIS_YEARS; i++)
        ret_axis->years[i] = text_format(arena, "%d", year + i);
}

static double place_of(const Axis *axis, int64_t day)
{
    double place = 100.0 * (double)(day - axis->first) / (double)axis->days;
    return place < 0 ? 0 : place > 100 ? 100 : place;
}

Text axis_year(Html *h, size_t year)
{
    return text_format(h->arena, "%.2f%%", 100.0 * (double)year / AXIS_YEARS);
}

Text axis_day(Html *h, const Axis *axis, Day day)
{
    return text_format(h->arena, "%.2f%%", place_of(axis, day_number(day)));
}

/* From the morning of day number FROM to the morning of TO. */
static Span span_between(Html *h, const Axis *axis, int64_t from, int64_t to)
{
    double left = place_of(axis, from), right = place_of(axis, to);
    if (right <= left)
        return (Span){ 0 };
    return (Span){ true, text_format(h->arena, "%.2f%%", left), text_format(h->arena, "%.2f%%", right - left),
                   text_format(h->arena, "%.2f%%", right) };
}

Span span_known(Html *h, const Axis *axis, Period from, Period to)
{
    if (period_is_none(from))
        return (Span){ 0 };
    return span_between(h, axis, day_number(from.from),
                        period_is_none(to) ? day_number(axis->on) : day_number(to.to) + 1);
}

Span span_open(Html *h, const Axis *axis, Period from, Period to)
{
    if (period_is_none(from) && period_is_none(to))
        return (Span){ 0 };
    if (period_is_none(to))
        return span_between(h, axis, day_number(axis->on), axis->first + axis->days);
    if (period_is_none(from))
        return span_between(h, axis, axis->first, day_number(to.to) + 1);
    return span_between(h, axis, day_number(to.to) + 1, day_number(axis->on));
}

/* ---- what expires when ---- */

static Expiry *expiry_on(Expiries *expiries, Day on)
{
    for (size_t i = 0; i < expiries->count; i++)
        if (day_equal(expiries->at[i].on, on))
            return &expiries->at[i];
    expiries->at[expiries->count] = (Expiry){ .on = on };
    return &expiries->at[expiries->count++];
}

static int compare_expiries(const void *a, const void *b)
{
    return day_compare(((const Expiry *)a)->on, ((const Expiry *)b)->on);
}

static Expiries expiries_of(Arena *arena, LandscapeLines policies, Day on)
{
    Expiries expiries = { arena_array(arena, Expiry, policies.count), 0 };
    for (size_t i = 0; i < policies.count; i++) {
        const LandscapeLine *policy = &policies.at[i];
        if (period_is_none(policy->valid_to))
            continue;
        Expiry *expiry = expiry_on(&expiries, policy->valid_to.to);
        expiry->policy_count++;
        expiry->objective_count += policy->objective_count;
        expiry->worked_count += policy->worked_count;
        expiry->title = policy->title;
        expiry->is_past = day_compare(expiry->on, on) < 0;
    }
    if (expiries.count > 0)
        qsort(expiries.at, expiries.count, sizeof *expiries.at, compare_expiries);
    return expiries;
}

/* ---- the page ---- */

static Text title_of(Html *h, const LandscapePage *v)
{
    Text values[2] = { capitalised(h->arena, html_count(h, (int64_t)v->policies.count, TR("{1} politik"),
                                                        TR("{1} politikker"))),
                       html_day_long(h, v->axis.on) };
    if (v->policies.count == 0)
        return message_format(h, TR("Ingen politikker gælder den {1}"), &values[1], 1);
    return message_format(h, TR("{1} gælder den {2}"), values, 2);
}

/* How many objectives there are, and which of the policies run out next. */
static Text lead_of(Html *h, const LandscapePage *v)
{
    int64_t objective_count = 0;
    const Expiry *next = NULL;
    for (size_t i = 0; i < v->policies.count; i++)
        objective_count += v->policies.at[i].objective_count;
    for (size_t i = v->expiries.count; i-- > 0;)
        if (!v->expiries.at[i].is_past)
            next = &v->expiries.at[i];
    Text objectives = objective_count == 0
                          ? html_translated(h, TR("Vi kender ingen målsætninger."))
                          : html_count(h, objective_count, TR("Der er {1} målsætning i alt."),
                                       TR("Der er {1} målsætninger i alt."));
    Text expiry = { "", 0 };
    if (next != NULL) {
        Text values[2] = { next->policy_count == 1 ? next->title
                                                   : capitalised(h->arena, expiry_what(h, next)),
                           html_day_long(h, next->on) };
        expiry = message_format(h, TR(" {1} udløber den {2}."), values, 2);
    }
    Text rule = html_translated(
        h,
        TR(" En politik gælder, til kommunalbestyrelsen har vedtaget en ny, og det arbejde, der er i gang, "
           "fortsætter."));
    return text_format(h->arena, "%s%s%s", text_at(objectives), text_at(expiry), text_at(rule));
}

/* The rows come with the policies first. */
static void part_beside(LandscapePage *v, LandscapeLines lines)
{
    size_t count = 0;
    while (count < lines.count && text_is(lines.at[count].kind, "policy"))
        count++;
    v->policies = (LandscapeLines){ lines.at, count };
    v->beside = (LandscapeLines){ lines.at + count, lines.count - count };
}

/* Also "1.1.2027" and "1-1-2027", as one types it in a hurry. */
static bool day_typed(Arena *arena, Text typed, Day *ret_day)
{
    int64_t parts[3];
    size_t count = 0;
    Text rest = typed, piece;
    char separator = memchr(typed.at, '.', typed.length) != NULL ? '.' : '-';
    if (day_read(typed, ret_day))
        return true;
    while (text_next_piece(arena, &rest, separator, &piece))
        if (count == 3 || !text_to_integer(piece, &parts[count++]))
            return false;
    return count == 3 && day_from(parts[2], parts[1], parts[0], ret_day);
}

/* Reads ?on=; what cannot be read leaves an error and today. */
static Day chosen_day(Request *q, LandscapePage *v)
{
    Day on = q->today;
    Text typed = text_trimmed(q->arena, query_value(q, "on"));
    if (!text_is_empty(typed) && !day_typed(q->arena, typed, &on))
        form_error(q, "on", TR("Skriv en dato, for eksempel 24.11.2026"));
    v->typed = has_errors(q) ? typed : html_day_short(&q->html, on);
    return on;
}

static void fill_shortcuts(const Request *q, LandscapePage *v)
{
    int year = day_year(q->today);
    day_from(year + 1, 1, 1, &v->new_year);
    day_from(year - (year - A_TERM_BEGAN + 100 * TERM_YEARS) % TERM_YEARS, 1, 1, &v->term_start);
}

Err landscape_page(Request *q)
{
    LandscapePage v = { .q = q };
    LandscapeLines lines;
    Day on = chosen_day(q, &v);
    if (has_errors(q) && q->wants_json)
        return INVALID;
    TRY(landscape_on(q->db, on, q->who, MOST_IN_LANDSCAPE, &lines));
    TRY(landscape_visions(q->db, on, 1, &v.visions));
    TRY(landscape_coming(q->db, on, q->who, MOST_IN_LANDSCAPE, &v.comings));
    TRY(landscape_budgets(q->db, on, day_year(on), q->who, MOST_IN_LANDSCAPE, &v.budgets));
    part_beside(&v, lines);
    axis_begin(q->arena, on, &v.axis);
    fill_shortcuts(q, &v);
    v.expiries = expiries_of(q->arena, v.policies, on);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Politiklandskab"),
                     .term = "politiklandskab",
                     .title = title_of(&q->html, &v),
                     .lead = lead_of(&q->html, &v) };
    if (v.visions.count > 0)
        knots_add(&v.page.thread, TR("Vision"), v.visions.at[0].title,
                  url_format(q->arena, "/visions/%lld", (long long)v.visions.at[0].id));
    if (has_errors(q))
        return REPLY_INVALID(q, landscape_page_html, &v);
    return REPLY_ROWS(q, landscape_page_html, &v, landscape_line, lines);
}
