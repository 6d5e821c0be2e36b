/* SPDX-License-Identifier: MPL-2.0 */
#include "objective/objective.h"

#include "budget/budget.h"
#include "layout/words.h"
#include "policy/policy.h"
#include "search/search.h"
#include "vision/vision.h"
#include "objective.sql.h"

static const Field objective_fields[] = {
    FIELD(Objective, text, .flags = REQUIRED, .longest = 1000, .label = TR("Målsætningens ordlyd")),
    FIELD(Objective, title, .label = TR("Kort titel")),
    FIELD(Objective, number, .longest = 20, .label = TR("Nummer")),
    FIELD(Objective, policy, .refers = &policy_record, .label = TR("Politik")),
    FIELD(Objective, budget_agreement, .refers = &budget_agreement_record, .label = TR("Budgetaftale")),
    FIELD(Objective, vision, .refers = &vision_record, .label = TR("Vision")),
    FIELD(Objective, scenario_part, .longest = 300, .label = TR("Den del af fremtidsscenariet, den tjener")),
    FIELD(Objective, description, .flags = LONG, .label = TR("Uddybning")),
    FIELD(Objective, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record objective_record = {
    .name = "objective",
    .path = "/objectives",
    .label = TR("Målsætning"),
    .title_field = "text",
    .size = sizeof(Objective),
    .fields = objective_fields,
    .seen = objective_is_seen,
    .changed = search_changed,
};

const Route objective_routes[] = {
    { 0 },
};
