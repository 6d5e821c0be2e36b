/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of plans show. */
#ifndef RETTESNOR_PLAN_VIEW_H
#define RETTESNOR_PLAN_VIEW_H

#include "layout/layout.h"
#include "plan.sql.h"
#include "plan/plan.h"

enum {
    PLANS_A_PAGE = 50,
    MOST_YEARS = 30,
    MOST_IN_PLAN = 300,
    MOST_DUTY_UNITS = 1000,
    MOST_PLAN_CHANGES = 200
};

typedef struct PlanYears {
    Text *at;
    size_t count;
} PlanYears;

typedef struct PlansPage {
    Page page;
    const Request *q;
    Text year;       /* shown */
    PlanYears years; /* there are plans of, and the next one */
    PlanLines plans;
    PlanParties units;
    PlanParties leaders;
    PlanDebtors debtors;
    Url next;
} PlansPage;

/* Where the new plan belongs, when a person leads several units. */
typedef struct PlanUnitsPage {
    Page page;
    const Request *q;
    Choices units;
} PlanUnitsPage;

/* A numbered dot on the line of the year; X and Y in the drawing's units. */
typedef struct TimelineMark {
    int number;
    int x;
    int y;
} TimelineMark;

enum { TIMELINE_WIDTH = 960, TIMELINE_LINE = 72 };

typedef struct Timeline {
    TimelineMark *at;
    size_t count;
    int month_x[12];
    int today_x; /* -1: not in the year */
    int top;     /* where the drawing begins: lower when nothing stands above the line */
} Timeline;

typedef struct PlanPage {
    Page page;
    const Request *q;
    Plan plan;
    Text year;
    Text next_year;
    Day first;
    Day last;
    PlanParties units;
    PlanLeaders leaders;
    PlanObjectiveLines objectives;
    PlanGoals goals;
    PlanGoalObjectives links;
    PlanSigns signs;
    PlanTrials trials;
    PlanMilestones milestones;
    PlanTasks tasks;
    Partners partners;
    Timeline timeline;
    Day changed_on;
    Text changed_by;
    Day adopted_on; /* none: not adopted, or nobody knows when */
    Text adopted_by;
    bool is_adoption_imported;
    int64_t unreached; /* how many goals are neither reached nor given up */
    bool may_write;    /* leads it, and it is not closed */
    bool may_carry;    /* leads it, it has been adopted, and not all is reached */
    bool may_lead;
    bool may_contribute;
} PlanPage;

/* Any form about one plan. */
typedef struct PlanForm {
    Page page;
    const Request *q;
    Plan plan;
    Url action;
    Url back;
    Choices units;
    PlanObjectiveChoices objectives;
    PlanObjective meaning;
    Text objective_title;
    Text year;
} PlanForm;

typedef struct MilestoneForm {
    Page page;
    const Request *q;
    Milestone milestone;
    Url action;
    Url back;
    Choices owners;
} MilestoneForm;

typedef struct PlanDutyPage {
    Page page;
    const Request *q;
    Text year;
    Text before;
    Text after;
    PlanDutyUnits units;
} PlanDutyPage;

/* Where the plan's own page is, at one of its sections. */
Url plan_section(Arena *arena, int64_t plan, const char *section);

/* The number that a goal has on the plan's page, from 1. */
int64_t goal_number(const PlanPage *v, const PlanGoal *goal);

bool plan_goal_serves(const PlanPage *v, int64_t goal, int64_t objective);
bool plan_objective_has_goal(const PlanPage *v, int64_t objective);
bool plan_goal_has_trial(const PlanPage *v, int64_t goal);
bool plan_goal_has_sign(const PlanPage *v, int64_t goal);

/* "tal, hver måned · nu 6,4, ønsket 6 procent": what stands beside a sign. */
Text plan_sign_words(Html *h, const PlanSign *sign);

/* The names of those whose PLAN it is, "Mælkebøtten, Åbrinkskolen"; empty when there are none. */
Text party_names(Arena *arena, const PlanParties *parties, int64_t plan);

/* Who leads the plan's units, each once. */
Text leader_names(Arena *arena, const PlanLeaders *leaders, int64_t unit);

/* The handlers of milestones, of the forms and of the duty; plan.c has the routes. */
Err plan_new_where(Request *q);
Err plan_new(Request *q);
Err plan_create(Request *q);
Err plan_name_edit(Request *q);
Err plan_name_save(Request *q);
Err plan_situation_edit(Request *q);
Err plan_situation_save(Request *q);
Err plan_objectives_edit(Request *q);
Err plan_objectives_save(Request *q);
Err plan_units_edit(Request *q);
Err plan_units_save(Request *q);
Err plan_meaning_edit(Request *q);
Err plan_meaning_save(Request *q);
Err plan_qualify(Request *q);
Err plan_adopt(Request *q);
Err plan_close(Request *q);
Err plan_reopen(Request *q);
Err milestone_page(Request *q);
Err milestone_new(Request *q);
Err milestone_create(Request *q);
Err milestone_edit(Request *q);
Err milestone_save(Request *q);
Err milestone_done_edit(Request *q);
Err milestone_done_save(Request *q);
Err milestone_delete(Request *q);
Err plan_duty_page(Request *q);
Err plan_duty_save(Request *q);

#endif
