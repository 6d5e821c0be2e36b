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

/* What an objective means in one plan. */
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

#endif
