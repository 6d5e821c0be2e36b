/* SPDX-License-Identifier: MPL-2.0 */
/* An objective's page: its years, the tree below it, what the trials have shown, the plans. */
#include <inttypes.h>

#include "objective.html.h"
#include "objective/objective_view.h"
#include "thread/thread.h"

enum { LONGEST_LEAD = 400 };

const char *objective_year_mark(const ObjectiveYear *year)
{
    return year->is_worked_on ? "a" : year->is_selected || year->is_compulsory ? "u" : "i";
}

/* ---- sentences below the years ---- */

static Text selected_words(Html *h, const ObjectiveDecisions *decisions)
{
    const ObjectiveDecision *latest = NULL;
    size_t times = 0;
    for (size_t i = 0; i < decisions->count; i++) {
        if (!text_is(decisions->at[i].decision, "selected"))
            continue;
        if (times++ == 0)
            latest = &decisions->at[i];
    }
    if (latest == NULL)
        return html_translated(h, TR("Kommunalbestyrelsen har ikke udvalgt målsætningen."));
    Text values[2] = { text_of_integer(h->arena, latest->year), html_day_long(h, latest->decided_on) };
    if (day_is_none(latest->decided_on))
        return message_format(h, TR("Kommunalbestyrelsen har udvalgt målsætningen til {1}."), values, 2);
    return message_format(h,
                          times > 1 ? TR("Kommunalbestyrelsen udvalgte igen målsætningen til {1} den {2}.")
                                    : TR("Kommunalbestyrelsen udvalgte målsætningen til {1} den {2}."),
                          values, 2);
}

static Text worked_words(Html *h, const ObjectiveWindow *window)
{
    int64_t worked = 0, years = window->last - window->first + 1;
    for (size_t i = 0; i < window->year_count; i++)
        worked += window->years[i].is_worked_on && window->years[i].is_within;
    if (worked == 0)
        return html_translated(h, TR("Den er ikke arbejdet med endnu."));
    if (years == 1)
        return html_translated(h, TR("Den er arbejdet med."));
    Text values[2] = { html_count(h, worked, TR("ét"), "{1}"), html_count(h, years, TR("ét"), "{1}") };
    return message_format(h, TR("Den er arbejdet med i {1} af {2} år."), values, 2);
}

/* ---- reading ---- */

static Err read_years(Request *q, ObjectivePage *v)
{
    ObjectiveWindows windows;
    TRY(objective_windows(
        q, (ObjectivesWanted){ .objective = q->id, .first_day = q->today, .last_day = q->today }, &windows));
    TRY(objective_decisions(q->db, q->id, MOST_DECISIONS, &v->decisions));
    v->has_window = windows.count == 1;
    if (!v->has_window)
        return OK;
    v->window = windows.at[0];
    if (v->objective.policy != 0)
        v->selected_words = selected_words(&q->html, &v->decisions);
    v->worked_words = worked_words(&q->html, &v->window);
    return OK;
}

static const char *status_of(const ObjectivePage *v)
{
    bool is_usual = text_is(v->around.standing, "in_force");
    return is_usual ? NULL : word_label(policy_standing_words, v->around.standing);
}

/* A short description in one piece stands as the lead; a longer one has a section of its own. */
static bool is_lead(Text description)
{
    for (size_t i = 0; i < description.length; i++)
        if (description.at[i] == '\n')
            return false;
    return text_characters(description) <= LONGEST_LEAD;
}

Err objective_page(Request *q)
{
    ObjectivePage v = { .q = q, .this_year = day_year(q->today), .may_write = has_need(q, STAFF) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(record_load(q->db, &objective_record, q->id, &v.objective));
    if (q->wants_json)
        return reply_json(q, &objective_record, &v.objective);
    TRY(objective_around(q->db, q->id, q->today, &v.around));
    TRY(read_years(q, &v));
    TRY(objective_tree(q, after, &v.tree));
    TRY(signs_of_objective(q->db, q->id, MOST_SIGNS_OF_OBJECTIVE, &v.signs));
    TRY(objective_shown(q, &v));
    TRY(plans_below_objective(q->db, q->id, MOST_PLANS_BELOW, &v.plans));
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Målsætning"),
                     .term = "maalsaetning",
                     .title = v.objective.text,
                     .status = status_of(&v),
                     .lead = is_lead(v.objective.description) ? v.objective.description : (Text){ 0 } };
    TRY(thread_above(q, &objective_record, q->id, &v.page.thread));
    objective_page_html(&q->html, &v);
    return reply_html(q);
}
