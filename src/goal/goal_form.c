/* SPDX-License-Identifier: MPL-2.0 */
/* The forms of goals: what it is, how far it is reached, and a new one. */
#include <inttypes.h>

#include "citizen_group/citizen_group.h"
#include "goal.html.h"
#include "goal/goal_view.h"
#include "thread/thread.h"
#include "unit/unit.h"

static const char *const edit_fields[] = { "title",          "situation_now", "situation_wanted",
                                           "text",           "starts_on",     "due_on",
                                           "owner",          "objectives",    "plans",
                                           "citizen_groups", "partners",      NULL };
static const char *const new_fields[] = {
    "title", "situation_now", "situation_wanted", "text",     "starts_on", "due_on",
    "owner", "objectives",    "citizen_groups",   "partners", NULL
};
static const char *const state_fields[] = { "state", "state_date", "state_reason", NULL };

static Choices choices_of_links(Arena *arena, GoalLinks links)
{
    Choices choices = { arena_array(arena, Choice, links.count), links.count };
    for (size_t i = 0; i < links.count; i++)
        choices.at[i] = (Choice){ text_of_integer(arena, links.at[i].id), links.at[i].title };
    return choices;
}

static Choices choices_of_plans(Arena *arena, GoalPlans plans)
{
    Choices choices = { arena_array(arena, Choice, plans.count), plans.count };
    for (size_t i = 0; i < plans.count; i++)
        choices.at[i] = (Choice){ text_of_integer(arena, plans.at[i].id),
                                  plan_full_title(arena, plans.at[i].title, plans.at[i].year) };
    return choices;
}

/* What every form of a goal offers; PLAN is 0 for a goal that is there already. */
static Err fill_choices(Request *q, GoalForm *v, int64_t plan)
{
    GoalLinks objectives;
    GoalPlans plans = { 0 };
    if (plan != 0) {
        TRY(objectives_for_goal_of_plan(q->db, plan, MOST_GOAL_CHOICES, &objectives));
    } else {
        TRY(objectives_for_goal(q->db, v->goal.id, MOST_GOAL_CHOICES, &objectives));
        TRY(plans_in_reach(q->db, q->who, MOST_GOAL_CHOICES, &plans));
    }
    v->plans = choices_of_plans(q->arena, plans);
    v->objectives = choices_of_links(q->arena, objectives);
    v->advice = goal_title_advice(v->goal.title);
    TRY(citizen_group_choices(q, &v->citizen_groups));
    TRY(party_choices(q, &v->owners));
    return choices_keep_party(q, v->goal.owner, &v->owners);
}

/* The form of a goal that is there already. */
static Err fill_edit(Request *q, GoalForm *v, const char *kind)
{
    v->q = q;
    v->back = url_of(q->arena, &goal_record, q->id);
    v->page = (Page){ .q = q, .menu = "/plans", .kind = kind, .term = "maal", .title = v->goal.title };
    TRY(thread_above(q, &goal_record, q->id, &v->page.thread));
    return fill_choices(q, v, 0);
}

/* The form offers the open plans of one's own units; the goal stays in all others that it stands in. */
static Err keep_other_plans(Request *q, const Goal *before, Goal *after)
{
    GoalPlans offered;
    Ids kept = { arena_array(q->arena, int64_t, before->plans.count + after->plans.count), 0 };
    TRY(plans_in_reach(q->db, q->who, MOST_GOAL_CHOICES, &offered));
    for (size_t i = 0; i < after->plans.count; i++)
        kept.at[kept.count++] = after->plans.at[i];
    for (size_t i = 0; i < before->plans.count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < offered.count && !is_known; j++)
            is_known = offered.at[j].id == before->plans.at[i];
        for (size_t j = 0; j < after->plans.count && !is_known; j++)
            is_known = after->plans.at[j] == before->plans.at[i];
        if (!is_known)
            kept.at[kept.count++] = before->plans.at[i];
    }
    after->plans = kept;
    return OK;
}

Err goal_edit(Request *q)
{
    GoalForm v = { .action = url_of(q->arena, &goal_record, q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    TRY(fill_edit(q, &v, TR("Redigér mål")));
    goal_form_html(&q->html, &v);
    return reply_html(q);
}

Err goal_save(Request *q)
{
    GoalForm v = { .action = url_of(q->arena, &goal_record, q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    const Goal before = v.goal;
    TRY(read_form(q, &goal_record, edit_fields, &v.goal));
    check_goal(q, &v.goal);
    TRY(keep_other_plans(q, &before, &v.goal));
    if (before.plans.count > 0 && v.goal.plans.count == 0) /* nobody could reach it any more */
        form_error(q, "plans", TR("Lad målet stå i mindst én målplan"));
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, TR("Redigér mål")));
        return REPLY_INVALID(q, goal_form_html, &v);
    }
    TRY(db_update(q->db, &goal_record, &before, &v.goal));
    return redirect_saying(q, TR("Målet er gemt"), "/goals/%" PRId64, q->id);
}

Err goal_state_edit(Request *q)
{
    GoalForm v = { .action = url_format(q->arena, "/goals/%" PRId64 "/state", q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    v.goal.state_date = q->today;
    v.goal.state_reason = (Text){ 0 };
    TRY(fill_edit(q, &v, TR("Hvor langt er målet?")));
    goal_state_form_html(&q->html, &v);
    return reply_html(q);
}

Err goal_state_save(Request *q)
{
    GoalForm v = { .action = url_format(q->arena, "/goals/%" PRId64 "/state", q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    const Goal before = v.goal;
    TRY(read_form(q, &goal_record, state_fields, &v.goal));
    check_goal_state(q, &v.goal);
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, TR("Hvor langt er målet?")));
        return REPLY_INVALID(q, goal_state_form_html, &v);
    }
    TRY(db_update(q->db, &goal_record, &before, &v.goal));
    return redirect_saying(q, TR("Det er gemt"), "/goals/%" PRId64, q->id);
}

/* The form of a goal that is new in plan q->id. */
static Err fill_new(Request *q, GoalForm *v)
{
    v->q = q;
    v->action = url_format(q->arena, "/plans/%" PRId64 "/goals", q->id);
    v->back = url_format(q->arena, "/plans/%" PRId64 "#goals", q->id);
    v->page = (Page){ .q = q,
                      .menu = "/plans",
                      .kind = TR("Nyt mål"),
                      .term = "maal",
                      .title = html_translated(&q->html, TR("Hvad vil I nå?")) };
    TRY(thread_to(q, &plan_record, q->id, &v->page.thread));
    return fill_choices(q, v, q->id);
}

/* The writer is the owner until somebody says otherwise: what lives carries a name. */
Err goal_new(Request *q)
{
    GoalForm v = { .goal.owner.person = q->who.person };
    int64_t objective;
    TRY(plan_may_be_written(q->db, q->id));
    if (text_to_integer(query_value(q, "objective"), &objective))
        v.goal.objectives = (Ids){ &objective, 1 };
    TRY(fill_new(q, &v));
    goal_form_html(&q->html, &v);
    return reply_html(q);
}

Err goal_create(Request *q)
{
    GoalForm v = { .goal = { .state = TEXT("not_started") } };
    TRY(plan_may_be_written(q->db, q->id));
    TRY(read_form(q, &goal_record, new_fields, &v.goal));
    check_goal(q, &v.goal);
    v.goal.plans = (Ids){ &q->id, 1 };
    if (has_errors(q)) {
        TRY(fill_new(q, &v));
        return REPLY_INVALID(q, goal_form_html, &v);
    }
    TRY(db_insert(q->db, &goal_record, &v.goal));
    return redirect_saying(q, TR("Målet er gemt"), "/goals/%" PRId64, v.goal.id);
}
