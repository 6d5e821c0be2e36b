/* SPDX-License-Identifier: MPL-2.0 */
/* Central staff writes objectives: below a policy or a budget agreement, and later the same fields again. */
#include <inttypes.h>
#include <string.h>

#include "budget/budget.h"
#include "objective.html.h"
#include "objective/objective_view.h"
#include "thread/thread.h"
#include "vision/vision.h"

#include "base/banned.h"

static const char *const policy_fields[] = { "text",        "title",  "number", "scenario_part",
                                             "description", "source", NULL };
static const char *const agreed_fields[] = { "text",        "title",  "number", "vision",
                                             "description", "source", NULL };

/* ---- choices ---- */

/* A part stands under the words by which the objective names it already, else under its own name. Words that
 * no part of the scenario begins with (any more) stay a choice. */
static void fill_parts(Arena *arena, ObjectiveForm *v, Text future_scenario)
{
    ScenarioParts parts = scenario_parts(arena, future_scenario);
    const ScenarioPart *served = scenario_part_served(parts, v->objective.scenario_part);
    if (v->objective.id == 0) /* what a link on the policy's page chose */
        v->objective.scenario_part = served != NULL ? served->name : (Text){ 0 };
    v->parts = (Choices){ arena_array(arena, Choice, parts.count + 1), 0 };
    for (size_t i = 0; i < parts.count; i++)
        v->parts.at[v->parts.count++] =
            (Choice){ &parts.at[i] == served ? v->objective.scenario_part : parts.at[i].name,
                      parts.at[i].name };
    if (served == NULL && !text_is_empty(v->objective.scenario_part))
        v->parts.at[v->parts.count++] = (Choice){ v->objective.scenario_part, v->objective.scenario_part };
}

static Err vision_choices(Request *q, Choices *ret_choices)
{
    ObjectiveLinks visions;
    TRY(visions_for_objective(q->db, MOST_OBJECTIVE_CHOICES, &visions));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, visions.count), visions.count };
    for (size_t i = 0; i < visions.count; i++)
        ret_choices->at[i] = (Choice){ text_of_integer(q->arena, visions.at[i].id), visions.at[i].title };
    return OK;
}

static Err load_policy(Request *q, int64_t id, Policy *ret_policy)
{
    memset(ret_policy, 0, sizeof *ret_policy);
    return record_load(q->db, &policy_record, id, ret_policy);
}

static Err fill_choices(Request *q, ObjectiveForm *v, int64_t policy)
{
    Policy from;
    if (policy == 0)
        return vision_choices(q, &v->visions);
    TRY(load_policy(q, policy, &from));
    fill_parts(q->arena, v, from.future_scenario);
    return OK;
}

/* ---- rules ---- */

/* The part must be one of those offered: words of one's own would serve nothing. */
static Err check_part(Request *q, int64_t policy, const Objective *before, Text after)
{
    ObjectiveForm offered = { .objective = *before };
    if (text_is_empty(after) || text_equal(before->scenario_part, after))
        return OK;
    TRY(fill_choices(q, &offered, policy));
    for (size_t i = 0; i < offered.parts.count; i++)
        if (text_equal(offered.parts.at[i].value, after))
            return OK;
    form_error(q, "scenario_part", TR("Vælg en af delene fra listen"));
    return OK;
}

/* ---- new ---- */

static Err fill_new(Request *q, ObjectiveForm *v, const Record *parent)
{
    v->q = q;
    v->action = url_format(q->arena, "%s/%" PRId64 "/objectives", parent->path, q->id);
    v->back = url_of(q->arena, parent, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Ny målsætning"),
                      .term = "maalsaetning",
                      .title = html_translated(&q->html, TR("Hvad vil kommunalbestyrelsen?")) };
    TRY(thread_to(q, parent, q->id, &v->page.thread));
    return fill_choices(q, v, parent == &policy_record ? q->id : 0);
}

Err objective_new(Request *q)
{
    ObjectiveForm v = { .objective = { .scenario_part = query_value(q, "scenario_part") } };
    TRY(fill_new(q, &v, &policy_record));
    objective_form_html(&q->html, &v);
    return reply_html(q);
}

Err objective_new_agreed(Request *q)
{
    ObjectiveForm v = { 0 };
    Err err = vision_for_objective(q->db, q->today, &v.objective.vision);
    if (err != OK && err != NOT_FOUND)
        return err;
    TRY(fill_new(q, &v, &budget_agreement_record));
    objective_form_html(&q->html, &v);
    return reply_html(q);
}

static Err create(Request *q, ObjectiveForm *v, const Record *parent)
{
    if (has_errors(q)) {
        TRY(fill_new(q, v, parent));
        return REPLY_INVALID(q, objective_form_html, v);
    }
    TRY(db_insert(q->db, &objective_record, &v->objective));
    return redirect_saying(q, TR("Målsætningen er gemt"), "/objectives/%" PRId64, v->objective.id);
}

/* An objective of a policy ties on to the policy's vision. */
Err objective_create(Request *q)
{
    ObjectiveForm v = { .objective = { .policy = q->id } };
    Policy from;
    TRY(load_policy(q, q->id, &from));
    v.objective.vision = from.vision;
    TRY(read_form(q, &objective_record, policy_fields, &v.objective));
    TRY(check_part(q, q->id, &(Objective){ 0 }, v.objective.scenario_part));
    return create(q, &v, &policy_record);
}

Err objective_create_agreed(Request *q)
{
    ObjectiveForm v = { .objective = { .budget_agreement = q->id } };
    TRY(read_form(q, &objective_record, agreed_fields, &v.objective));
    return create(q, &v, &budget_agreement_record);
}

/* ---- edit ---- */

static Err fill_edit(Request *q, ObjectiveForm *v)
{
    v->q = q;
    v->action = v->back = url_of(q->arena, &objective_record, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Redigér målsætning"),
                      .term = "maalsaetning",
                      .title = v->objective.text };
    TRY(thread_above(q, &objective_record, q->id, &v->page.thread));
    return fill_choices(q, v, v->objective.policy);
}

Err objective_edit(Request *q)
{
    ObjectiveForm v = { 0 };
    TRY(record_load(q->db, &objective_record, q->id, &v.objective));
    TRY(fill_edit(q, &v));
    objective_form_html(&q->html, &v);
    return reply_html(q);
}

Err objective_save(Request *q)
{
    ObjectiveForm v = { 0 };
    TRY(record_load(q->db, &objective_record, q->id, &v.objective));
    const Objective before = v.objective;
    TRY(read_form(q, &objective_record, before.policy != 0 ? policy_fields : agreed_fields, &v.objective));
    TRY(check_part(q, before.policy, &before, v.objective.scenario_part));
    if (has_errors(q)) {
        v.objective.text = before.text;
        v.objective.scenario_part = before.scenario_part;
        TRY(fill_edit(q, &v));
        return REPLY_INVALID(q, objective_form_html, &v);
    }
    TRY(db_update(q->db, &objective_record, &before, &v.objective));
    return redirect_saying(q, TR("Målsætningen er gemt"), "/objectives/%" PRId64, q->id);
}
