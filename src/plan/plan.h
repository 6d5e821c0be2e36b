/* SPDX-License-Identifier: MPL-2.0 */
/* Plans, the living document of a year, with milestones and the units that owe one. */
#ifndef RETTESNOR_PLAN_H
#define RETTESNOR_PLAN_H

#include "http/route.h"

/* A plan (målplan): the shared local steering tool of a year. */
typedef struct Plan {
    RECORD_HEAD;
    int64_t year;
    Text title;
    Text theme;
    Text situation_now;
    Text situation_wanted;
    Text state;
    Text partners;
    Text source;
    Ids units;
    Ids objectives;
} Plan;
extern const Record plan_record;

/* What an objective means in one plan. Goes when the plan lets go of the objective. */
typedef struct PlanObjective {
    RECORD_HEAD;
    int64_t plan;
    int64_t objective;
    Text meaning;
} PlanObjective;
extern const Record plan_objective_record;

/* A unit that owes a plan in a year. */
typedef struct PlanDuty {
    RECORD_HEAD;
    int64_t year;
    int64_t unit;
} PlanDuty;
extern const Record plan_duty_record;

/* A milestone of a plan, with a note of what was done. */
typedef struct Milestone {
    RECORD_HEAD;
    int64_t plan;
    Text title;
    Day due_on;
    Day done_on;
    Party owner;
    Text note;
} Milestone;
extern const Record milestone_record;

extern const Route plan_routes[];

/* "Åbrinkskolens målplan 2027": the title with the year, unless the title itself says it. In the arena. */
Text plan_full_title(Arena *arena, Text title, int64_t year);

/* A plan that is closed is read: its own fields and its goals wait until it is opened again. DENIED when it
 * is closed. */
Err plan_may_be_written(Db *db, int64_t id);

/* Adds PARTY to what a form offers when it is not there (a person without a role, a unit that is no more), so
 * that saving keeps it. */
Err choices_keep_party(Request *q, Party party, Choices *choices);

/* One other party of a plan or a goal. */
typedef struct Partner {
    const char *kind; /* TR("Forening") */
    Text name;
} Partner;

typedef struct Partners {
    Partner *at;
    size_t count;
} Partners;

/* "association:Name|citizens:Name" taken apart. In the arena. */
Partners partners_of(Arena *arena, Text partners);

#endif
