/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of goals show. */
#ifndef RETTESNOR_GOAL_VIEW_H
#define RETTESNOR_GOAL_VIEW_H

#include "goal.sql.h"
#include "goal/goal.h"
#include "layout/sign_card.h"
#include "plan/plan.h"

enum { GOALS_A_PAGE = 50, MOST_BELOW_GOAL = 100, MOST_GOAL_CHOICES = 200, MOST_GOAL_CHANGES = 200 };

typedef struct GoalsPage {
    Page page;
    const Request *q;
    GoalLines goals;
    Url next;
} GoalsPage;

/* How far the goal was at one time, as somebody wrote it. */
typedef struct GoalStep {
    Text state;
    Day date;
    Text reason;
    Text name; /* who wrote it; empty when it came with an import */
} GoalStep;

typedef struct GoalSteps {
    GoalStep *at; /* newest first */
    size_t count;
} GoalSteps;

typedef struct GoalPage {
    Page page;
    const Request *q;
    Goal goal;
    Text owner_name;
    GoalSteps steps;
    GoalTrials trials;
    SignCards signs;
    GoalPlans plans;
    GoalLinks objectives;
    GoalLinks citizen_groups;
    GoalLinks units;
    Partners partners;
    const char *advice; /* TR: what the title looks like instead of a goal; NULL when it looks like one */
    bool is_owner;      /* the reader is the goal's owner */
    bool may_lead;
} GoalPage;

typedef struct GoalForm {
    Page page;
    const Request *q;
    Goal goal;
    Url action;
    Url back;
    Choices owners;
    Choices plans;
    Choices objectives;
    Choices citizen_groups;
    const char *advice; /* as above, of the title that stands in the form */
} GoalForm;

typedef struct CarryPage {
    Page page;
    const Request *q;
    Text next_year;
    int64_t plan;
    int64_t unit; /* that may begin the next plan; 0: none */
    GoalPlans plans;
    CarriedGoals goals;
    bool has_any; /* a goal that may be carried */
} CarryPage;

/* Present-to-wanted and its dates: a goal fulfils objectives within one to four years (concept, "Mål"); a
 * shorter one is allowed. */
void check_goal(Request *q, const Goal *goal);

/* How far a goal is reached is said with date and reason; that nothing has begun needs none. */
void check_goal_state(Request *q, const Goal *goal);

/* Help in telling goal, action and sign apart: a remark when the title begins like an activity ("Aktiviteter
 * koblet til …") or like a sign ("Antal …"); NULL otherwise. It never bars anything. */
const char *goal_title_advice(Text title);

Err goal_edit(Request *q);
Err goal_save(Request *q);
Err goal_state_edit(Request *q);
Err goal_state_save(Request *q);
Err goal_new(Request *q);
Err goal_create(Request *q);
Err goals_carry_page(Request *q);
Err goals_carry(Request *q);

#endif
