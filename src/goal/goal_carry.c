/* SPDX-License-Identifier: MPL-2.0 */
/* Goals that a year did not reach go on in the next year's plan: the same goal, in one plan more. */
#include <inttypes.h>

#include "goal.html.h"
#include "goal/goal_view.h"
#include "thread/thread.h"

static Err fill_carry(Request *q, CarryPage *v)
{
    Plan plan;
    v->q = q;
    v->plan = q->id;
    TRY(record_load(q->db, &plan_record, q->id, &plan));
    TRY(plans_after(q->db, q->id, q->who, MOST_GOAL_CHOICES, &v->plans));
    TRY(goals_to_carry(q->db, q->id, MOST_GOAL_CHOICES, &v->goals));
    Err err = unit_for_next_plan(q->db, q->id, q->who, &v->unit);
    if (err != OK && err != NOT_FOUND)
        return err;
    for (size_t i = 0; i < v->goals.count; i++)
        v->has_any = v->has_any || v->goals.at[i].next == 0;
    v->next_year = text_of_integer(q->arena, plan.year + 1);
    v->page = (Page){ .q = q, .menu = "/plans", .kind = TR("Før mål over"), .term = "maal" };
    v->page.title = message_format(&q->html, TR("Hvilke mål går videre til {1}?"), &v->next_year, 1);
    return thread_to(q, &plan_record, q->id, &v->page.thread);
}

Err goals_carry_page(Request *q)
{
    CarryPage v = { 0 };
    TRY(fill_carry(q, &v));
    return REPLY_ROWS(q, carry_page_html, &v, carried_goal, v.goals);
}

/* The plan that the form names, among those that are offered; the only one when there is one. */
static Err plan_to_carry_to(Request *q, const GoalPlans *plans, int64_t *ret_plan)
{
    Text typed = form_value(q, "next");
    int64_t id = 0;
    if (text_is_empty(typed) && plans->count == 1)
        id = plans->at[0].id;
    else if (!text_is_empty(typed) && !text_to_integer(typed, &id))
        return NOT_FOUND;
    if (id == 0)
        form_error(q, "next", TR("Vælg den målplan, målene skal stå i"));
    *ret_plan = id;
    for (size_t i = 0; i < plans->count; i++)
        if (plans->at[i].id == id)
            return OK;
    return id == 0 ? OK : NOT_FOUND;
}

static Err carry_one(Request *q, int64_t id, int64_t plan)
{
    Goal goal;
    TRY(record_load(q->db, &goal_record, id, &goal));
    const Goal before = goal;
    goal.plans = (Ids){ arena_array(q->arena, int64_t, before.plans.count + 1), 0 };
    for (size_t i = 0; i < before.plans.count; i++) {
        if (before.plans.at[i] == plan)
            return OK;
        goal.plans.at[goal.plans.count++] = before.plans.at[i];
    }
    goal.plans.at[goal.plans.count++] = plan;
    return db_update(q->db, &goal_record, &before, &goal);
}

/* The ids that the form chose; NOT_FOUND for one that is not among the goals offered. */
static Err chosen_goals(Request *q, const CarriedGoals *goals, Ids *ret_ids)
{
    *ret_ids = (Ids){ arena_array(q->arena, int64_t, q->form.count + 1), 0 };
    for (size_t i = 0; i < q->form.count; i++) {
        int64_t id;
        bool is_offered = false;
        if (!text_is(q->form.at[i].name, "goal"))
            continue;
        if (!text_to_integer(q->form.at[i].value, &id))
            return NOT_FOUND;
        for (size_t j = 0; j < goals->count; j++)
            is_offered = is_offered || goals->at[j].id == id;
        if (!is_offered)
            return NOT_FOUND;
        ret_ids->at[ret_ids->count++] = id;
    }
    if (ret_ids->count == 0)
        form_error(q, "goal", TR("Vælg mindst ét mål"));
    return OK;
}

Err goals_carry(Request *q)
{
    CarryPage v = { 0 };
    Ids chosen;
    int64_t plan;
    TRY(fill_carry(q, &v));
    TRY(chosen_goals(q, &v.goals, &chosen));
    TRY(plan_to_carry_to(q, &v.plans, &plan));
    if (has_errors(q))
        return REPLY_INVALID(q, carry_page_html, &v);
    for (size_t i = 0; i < chosen.count; i++)
        TRY(carry_one(q, chosen.at[i], plan));
    return redirect_saying(q, TR("Målene er ført over"), "/plans/%" PRId64 "#goals", plan);
}
