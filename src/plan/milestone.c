/* SPDX-License-Identifier: MPL-2.0 */
#include "plan/plan.h"

#include "layout/words.h"
#include "plan.sql.h"

static const Field milestone_fields[] = {
    FIELD(Milestone, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(Milestone, title, .flags = REQUIRED, .label = TR("Hvad skal være sket?")),
    FIELD(Milestone, due_on, .label = TR("Frist")),
    FIELD(Milestone, done_on, .label = TR("Nået")),
    FIELD(Milestone, owner, .label = TR("Ansvarlig")),
    FIELD(Milestone, note, .flags = LONG, .label = TR("Hvad blev der gjort?")),
    { 0 },
};

const Record milestone_record = {
    .name = "milestone",
    .label = TR("Milepæl"),
    .title_field = "title",
    .size = sizeof(Milestone),
    .fields = milestone_fields,
    .seen = milestone_is_seen,
    .reached = milestone_is_reached,
};

