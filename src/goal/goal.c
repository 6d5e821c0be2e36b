/* SPDX-License-Identifier: MPL-2.0 */
#include "goal/goal.h"

#include <inttypes.h>

#include "citizen_group/citizen_group.h"
#include "goal.html.h"
#include "goal.sql.h"
#include "goal/goal_view.h"
#include "layout/words.h"
#include "objective/objective.h"
#include "plan/plan.h"
#include "thread/thread.h"
#include "unit/unit.h"

static const Field goal_fields[] = {
    FIELD(Goal, title, .flags = REQUIRED, .label = TR("Målet i én sætning"),
          .hint = TR("Skriv det, I vil se, når det er lykkedes, ikke det, I vil gøre."), .missing = TR("Skriv målet i én sætning")),
    FIELD(Goal, text, .flags = LONG, .label = TR("Uddybning")),
    FIELD(Goal, situation_now, .flags = LONG, .label = TR("Sådan er det nu")),
    FIELD(Goal, situation_wanted, .flags = LONG, .label = TR("Sådan vil vi have det"),
          .hint = TR("Noget, I kan måle eller mærke.")),
    FIELD(Goal, starts_on, .label = TR("Begynder")),
    FIELD(Goal, due_on, .label = TR("Skal være nået"), .hint = TR("Højst fire år efter, at det begynder.")),
    FIELD(Goal, owner, .label = TR("Ansvarlig")),
    FIELD(Goal, plans, .refers = &plan_record, .need = LEAD, .label = TR("Målplaner")),
    FIELD(Goal, objectives, .refers = &objective_record, .label = TR("Målsætninger, det skal indfri")),
    FIELD(Goal, citizen_groups, .refers = &citizen_group_record, .label = TR("Hvem er det for?")),
    FIELD(Goal, partners, .flags = PARTNERS, .longest = 2000, .label = TR("Sammen med")),
    FIELD(Goal, state, .flags = REQUIRED, .words = goal_state_words, .start = "not_started", .label = TR("Hvor langt er I?")),
    FIELD(Goal, state_date, .label = TR("Vurderet")),
    FIELD(Goal, state_reason, .flags = LONG, .label = TR("Hvorfor?"), .hint = TR("Hvad har I set, der viser det?")),
    { 0 },
};

const Record goal_record = {
    .name = "goal",
    .path = "/goals",
    .label = TR("Mål"),
    .title_field = "title",
    .size = sizeof(Goal),
    .fields = goal_fields,
    .seen = goal_is_seen,
    .reached = goal_is_reached,
};

/* ---- rules ---- */

/* A goal fulfils objectives within one to four years (concept, "Mål"); a shorter one is allowed. */
static void check_goal(Request *q, const Goal *goal)
{
    if (day_is_none(goal->starts_on) || day_is_none(goal->due_on))
        return;
    if (day_compare(goal->due_on, goal->starts_on) < 0)
        form_error(q, "due_on", TR("Vælg en dato, der ligger efter, at målet begynder"));
    else if (day_compare(goal->due_on, day_add_months(goal->starts_on, 48)) > 0)
        form_error(q, "due_on", TR("Vælg en dato, der ligger højst fire år efter, at målet begynder"));
}

/* How far a goal is reached is said with date and reason; that nothing has begun needs none. */
static void check_state(Request *q, const Goal *goal)
{
    if (text_is(goal->state, "not_started"))
        return;
    if (day_is_none(goal->state_date))
        form_error(q, "state_date", TR("Skriv, hvornår I har vurderet det"));
    else if (day_compare(goal->state_date, q->today) > 0)
        form_error(q, "state_date", TR("Vælg en dato, der ikke ligger i fremtiden"));
    if (text_is_empty(goal->state_reason))
        form_error(q, "state_reason", TR("Skriv, hvad I har set, der viser det"));
}

/* ---- pages ---- */

static Err goals_page(Request *q)
{
    GoalsPage v = { .q = q };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(goals_after(q->db, after, q->who, GOALS_A_PAGE, &v.goals));
    if (v.goals.count == GOALS_A_PAGE)
        v.next = url_format(q->arena, "/goals?after=%" PRId64, v.goals.at[v.goals.count - 1].id);
    v.page = (Page){ .q = q, .menu = "/plans", .kind = TR("Mål"), .term = "maal", .title = TEXT("Mål") };
    return REPLY_ROWS(q, goals_page_html, &v, goal_line, v.goals);
}

static Err goal_page(Request *q)
{
    GoalPage v = { .q = q };
    int64_t may_lead;
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    TRY(goal_owner_name(q->db, q->id, &v.owner_name));
    TRY(trials_of_goal(q->db, q->id, q->who, MOST_BELOW_GOAL, &v.trials));
    TRY(signs_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v.signs));
    TRY(plans_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v.plans));
    TRY(objectives_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v.objectives));
    TRY(citizen_groups_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v.citizen_groups));
    TRY(goal_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    v.may_lead = may_lead;
    v.page = (Page){ .q = q, .menu = "/plans", .kind = TR("Mål"), .term = "maal", .title = v.goal.title,
                     .status = word_label(goal_state_words, v.goal.state) };
    TRY(thread_above(q, &goal_record, q->id, &v.page.thread));
    return REPLY(q, goal_page_html, &v, &goal_record, &v.goal);
}

/* ---- forms ---- */

static const char *const edit_fields[] = { "title",  "situation_now", "situation_wanted", "text",           "starts_on", "due_on",
                                           "owner",  "objectives",    "plans",            "citizen_groups", "partners",  NULL };
static const char *const new_fields[] = { "title",  "situation_now", "situation_wanted", "text",     "starts_on", "due_on",
                                          "owner",  "objectives",    "citizen_groups",   "partners", NULL };
static const char *const state_fields[] = { "state", "state_date", "state_reason", NULL };

static Choices choices_of_links(Arena *arena, GoalLinks links)
{
    Choices choices = { arena_array(arena, Choice, links.count), links.count };
    for (size_t i = 0; i < links.count; i++)
        choices.at[i] = (Choice){ text_format(arena, "%" PRId64, links.at[i].id), links.at[i].title };
    return choices;
}

static Err fill_choices(Request *q, GoalForm *v, int64_t plan)
{
    GoalLinks plans, objectives;
    TRY(plans_in_reach(q->db, q->who, MOST_GOAL_CHOICES, &plans));
    TRY(plan != 0 ? objectives_for_goal_of_plan(q->db, plan, MOST_GOAL_CHOICES, &objectives)
                  : objectives_of_goal(q->db, v->goal.id, MOST_GOAL_CHOICES, &objectives));
    v->plans = plan != 0 ? (Choices){ 0 } : choices_of_links(q->arena, plans);
    v->objectives = choices_of_links(q->arena, objectives);
    TRY(citizen_group_choices(q, &v->citizen_groups));
    return party_choices(q, &v->owners);
}

/* The form of a goal that is there already. */
static Err fill_edit(Request *q, GoalForm *v, const char *kind)
{
    v->q = q;
    v->back = url_of(q->arena, &goal_record, q->id);
    v->page = (Page){ .q = q, .menu = "/plans", .kind = kind, .term = "maal", .title = v->goal.title };
    TRY(thread_above(q, &goal_record, q->id, &v->page.thread));
    int64_t plan = v->goal.plans.count > 0 ? v->goal.plans.at[0] : 0;
    TRY(fill_choices(q, v, plan));
    return OK;
}

static Err goal_edit(Request *q)
{
    GoalForm v = { .action = url_of(q->arena, &goal_record, q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    TRY(fill_edit(q, &v, TR("Redigér mål")));
    goal_form_html(&q->html, &v);
    return reply_html(q);
}

static Err goal_save(Request *q)
{
    GoalForm v = { .action = url_of(q->arena, &goal_record, q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    const Goal before = v.goal;
    TRY(read_form(q, &goal_record, edit_fields, &v.goal));
    check_goal(q, &v.goal);
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, TR("Redigér mål")));
        return REPLY_INVALID(q, goal_form_html, &v);
    }
    TRY(db_update(q->db, &goal_record, &before, &v.goal));
    return redirect_saying(q, TR("Målet er gemt"), "/goals/%" PRId64, q->id);
}

static Err goal_state_edit(Request *q)
{
    GoalForm v = { .action = url_format(q->arena, "/goals/%" PRId64 "/state", q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    if (day_is_none(v.goal.state_date))
        v.goal.state_date = q->today;
    TRY(fill_edit(q, &v, TR("Hvor langt er målet?")));
    goal_state_form_html(&q->html, &v);
    return reply_html(q);
}

static Err goal_state_save(Request *q)
{
    GoalForm v = { .action = url_format(q->arena, "/goals/%" PRId64 "/state", q->id) };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    const Goal before = v.goal;
    TRY(read_form(q, &goal_record, state_fields, &v.goal));
    check_state(q, &v.goal);
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
    v->back = url_of(q->arena, &plan_record, q->id);
    v->page = (Page){ .q = q, .menu = "/plans", .kind = TR("Nyt mål"), .term = "maal",
                      .title = text_of(translate(q->html.language, TR("Hvad vil I nå?"))) };
    TRY(thread_to(q, &plan_record, q->id, &v->page.thread));
    return fill_choices(q, v, q->id);
}

static Err goal_new(Request *q)
{
    GoalForm v = { 0 };
    TRY(fill_new(q, &v));
    goal_form_html(&q->html, &v);
    return reply_html(q);
}

static Err goal_create(Request *q)
{
    GoalForm v = { .goal = { .state = TEXT("not_started") } };
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

const Route goal_routes[] = {
    { GET, "/goals", goals_page, .need = SEE },
    { GET, "/goals/{id}", goal_page, .need = SEE, .of = &goal_record },
    { GET, "/goals/{id}/edit", goal_edit, .need = LEAD, .of = &goal_record },
    { POST, "/goals/{id}", goal_save, .need = LEAD, .of = &goal_record },
    { GET, "/goals/{id}/state", goal_state_edit, .need = LEAD, .of = &goal_record },
    { POST, "/goals/{id}/state", goal_state_save, .need = LEAD, .of = &goal_record },
    { GET, "/plans/{id}/goals/new", goal_new, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/goals", goal_create, .need = LEAD, .of = &plan_record },
    { 0 },
};
