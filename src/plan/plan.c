/* SPDX-License-Identifier: MPL-2.0 */
#include "plan/plan.h"

#include "layout/words.h"
#include "objective/objective.h"
#include "unit/unit.h"
#include "plan.sql.h"

static const Field plan_fields[] = {
    FIELD(Plan, year, .flags = REQUIRED | BY_YEAR, .label = TR("År")),
    FIELD(Plan, title, .flags = REQUIRED, .label = TR("Målplanens navn")),
    FIELD(Plan, theme, .longest = 500, .label = TR("Tema")),
    FIELD(Plan, situation_now, .flags = LONG, .label = TR("Sådan er det nu")),
    FIELD(Plan, situation_wanted, .flags = LONG, .label = TR("Sådan vil vi have det")),
    FIELD(Plan, state, .flags = REQUIRED, .words = plan_state_words, .start = "draft", .label = TR("Status")),
    FIELD(Plan, units, .refers = &unit_record, .label = TR("Enheder")),
    FIELD(Plan, partners, .flags = PARTNERS, .longest = 2000, .label = TR("Sammen med")),
    FIELD(Plan, objectives, .refers = &objective_record, .label = TR("Målsætninger")),
    FIELD(Plan, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record plan_record = {
    .name = "plan",
    .path = "/plans",
    .label = TR("Målplan"),
    .title_field = "title",
    .size = sizeof(Plan),
    .fields = plan_fields,
    .seen = plan_is_seen,
    .reached = plan_is_reached,
};

static const Field plan_objective_fields[] = {
    FIELD(PlanObjective, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(PlanObjective, objective, .flags = REQUIRED, .refers = &objective_record, .label = TR("Målsætning")),
    FIELD(PlanObjective, meaning, .flags = REQUIRED | LONG, .label = TR("Hvad den betyder her")),
    { 0 },
};

static const char *const plan_objective_identity[] = { "plan", "objective", NULL };

const Record plan_objective_record = {
    .name = "plan_objective",
    .label = TR("Målsætning i målplan"),
    .size = sizeof(PlanObjective),
    .fields = plan_objective_fields,
    .seen = plan_objective_is_seen,
    .reached = plan_objective_is_reached,
    .identity = plan_objective_identity,
};

static const Field plan_duty_fields[] = {
    FIELD(PlanDuty, year, .flags = REQUIRED | BY_YEAR, .label = TR("År")),
    FIELD(PlanDuty, unit, .flags = REQUIRED, .refers = &unit_record, .label = TR("Enhed")),
    { 0 },
};

static const char *const plan_duty_identity[] = { "year", "unit", NULL };

const Record plan_duty_record = {
    .name = "plan_duty",
    .label = TR("Skal have en målplan"),
    .size = sizeof(PlanDuty),
    .fields = plan_duty_fields,
    .seen = plan_duty_is_seen,
    .identity = plan_duty_identity,
};

const Route plan_routes[] = {
    { 0 },
};
