/* SPDX-License-Identifier: MPL-2.0 */
#include "goal/goal.h"

#include <inttypes.h>
#include <string.h>

#include "citizen_group/citizen_group.h"
#include "db/history.h"
#include "goal.html.h"
#include "goal.sql.h"
#include "goal/goal_view.h"
#include "objective/objective.h"
#include "plan/plan.h"
#include "search/search.h"
#include "thread/thread.h"

#include "base/banned.h"

static const Field goal_fields[] = {
    FIELD(Goal, title, .flags = REQUIRED, .label = TR("Målet i én sætning"),
          .hint = TR("Skriv det, I vil se, når det er lykkedes, ikke det, I vil gøre."),
          .missing = TR("Skriv målet i én sætning")),
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
    FIELD(Goal, state, .flags = REQUIRED, .words = goal_state_words, .start = "not_started",
          .label = TR("Hvor langt er I?")),
    FIELD(Goal, state_date, .label = TR("Vurderet")),
    FIELD(Goal, state_reason, .flags = LONG, .label = TR("Hvorfor?"),
          .hint = TR("Hvad har I set, der viser det? Skriv det, når målet er begyndt.")),
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
    .changed = search_changed,
    .reached = goal_is_reached,
};

/* ---- the list ---- */

static Err goals_page(Request *q)
{
    GoalsPage v = { .q = q };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(goals_after(q->db, after, q->who, GOALS_A_PAGE, &v.goals));
    if (v.goals.count == GOALS_A_PAGE)
        v.next = url_format(q->arena, "/goals?after=%" PRId64, v.goals.at[v.goals.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/plans",
                     .kind = TR("Mål"),
                     .term = "maal",
                     .title = html_translated(&q->html, TR("Mål")) };
    return REPLY_ROWS(q, goals_page_html, &v, goal_line, v.goals);
}

/* ---- how far it was, time after time ---- */

static Text changer_name(const GoalChangers *changers, int64_t change)
{
    for (size_t i = 0; i < changers->count; i++)
        if (changers->at[i].change == change)
            return changers->at[i].name;
    return (Text){ 0 };
}

/* Puts back what CHANGE did to how far the goal is; false when it did nothing to it. */
static bool undo_step(const Change *change, GoalStep *step)
{
    bool did = false;
    for (const FieldChange *field = change->fields; field < change->fields + change->field_count; field++) {
        bool is_state = strcmp(field->field->name, "state") == 0,
             is_date = strcmp(field->field->name, "state_date") == 0;
        bool is_reason = strcmp(field->field->name, "state_reason") == 0;
        did = did || is_state || is_date || is_reason;
        if (is_state)
            step->state = field->before;
        if (is_reason)
            step->reason = field->before;
        if (is_date && !day_read(field->before, &step->date))
            step->date = (Day){ 0 };
    }
    return did;
}

/* Every date and reason that was ever given, read backwards out of the history. */
static Err fill_steps(GoalPage *v)
{
    Changes changes = { 0 };
    GoalChangers changers;
    Request *q = (Request *)(uintptr_t)v->q;
    TRY(history_of(q->db, &goal_record, v->goal.id, 0, MOST_GOAL_CHANGES, &changes));
    TRY(goal_changers(q->db, v->goal.id, MOST_GOAL_CHANGES, &changers));
    GoalStep step = { .state = v->goal.state, .date = v->goal.state_date, .reason = v->goal.state_reason };
    v->steps = (GoalSteps){ arena_array(q->arena, GoalStep, changes.count + 1), 0 };
    for (size_t i = 0; i < changes.count; i++) {
        GoalStep now = step;
        if (!undo_step(&changes.at[i], &step) || text_is_empty(now.state))
            continue;
        now.name = changer_name(&changers, changes.at[i].id);
        v->steps.at[v->steps.count++] = now;
    }
    return OK;
}

/* ---- the page ---- */

static Err fill_goal_page(Request *q, GoalPage *v)
{
    int64_t may_lead;
    TRY(goal_owner_name(q->db, q->id, &v->owner_name));
    TRY(trials_of_goal(q->db, q->id, q->who, MOST_BELOW_GOAL, &v->trials));
    TRY(sign_cards(q->db, 0, q->id, q->who, MOST_SIGN_CARDS, &v->signs));
    TRY(plans_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v->plans));
    TRY(objectives_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v->objectives));
    TRY(citizen_groups_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v->citizen_groups));
    TRY(units_of_goal(q->db, q->id, MOST_BELOW_GOAL, &v->units));
    TRY(goal_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    v->partners = partners_of(q->arena, v->goal.partners);
    v->advice = goal_title_advice(v->goal.title);
    v->is_owner = v->goal.owner.person != 0 && v->goal.owner.person == q->who.person;
    v->may_lead = may_lead;
    return fill_steps(v);
}

static Err goal_page(Request *q)
{
    GoalPage v = { .q = q };
    TRY(record_load(q->db, &goal_record, q->id, &v.goal));
    if (q->wants_json)
        return reply_json(q, &goal_record, &v.goal);
    TRY(fill_goal_page(q, &v));
    v.page = (Page){ .q = q,
                     .menu = "/plans",
                     .kind = TR("Mål"),
                     .term = "maal",
                     .title = v.goal.title,
                     .status = word_label(goal_state_words, v.goal.state) };
    TRY(thread_above(q, &goal_record, q->id, &v.page.thread));
    goal_page_html(&q->html, &v);
    return reply_html(q);
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
    { GET, "/plans/{id}/carry-over", goals_carry_page, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/carry-over", goals_carry, .need = LEAD, .of = &plan_record },
    { 0 },
};
