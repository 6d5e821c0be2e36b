/* SPDX-License-Identifier: MPL-2.0 */
#include "task/task.h"

#include "layout/words.h"
#include "plan/plan.h"
#include "trial/trial.h"
#include "task.sql.h"

static const Field task_fields[] = {
    FIELD(Task, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(Task, title, .flags = REQUIRED, .label = TR("Hvad skal gøres?")),
    FIELD(Task, assigned_to, .label = TR("Hvem gør det?")),
    FIELD(Task, due_on, .label = TR("Frist")),
    FIELD(Task, done_on, .label = TR("Gjort")),
    FIELD(Task, trial, .refers = &trial_record, .label = TR("Prøvehandling")),
    { 0 },
};

const Record task_record = {
    .name = "task",
    .label = TR("Opgave"),
    .title_field = "title",
    .size = sizeof(Task),
    .fields = task_fields,
    .seen = task_is_seen,
    .reached = task_is_reached,
};

const Route task_routes[] = {
    { 0 },
};
