/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of goals show. */
#ifndef RETTESNOR_GOAL_VIEW_H
#define RETTESNOR_GOAL_VIEW_H

#include "goal.sql.h"
#include "goal/goal.h"
#include "layout/layout.h"

enum { GOALS_A_PAGE = 50, MOST_BELOW_GOAL = 100, MOST_GOAL_CHOICES = 200 };

typedef struct GoalsPage {
    Page page;
    const Request *q;
    GoalLines goals;
    Url next;
} GoalsPage;

typedef struct GoalPage {
    Page page;
    const Request *q;
    Goal goal;
    Text owner_name;
    GoalTrials trials;
    GoalSigns signs;
    GoalLinks plans;
    GoalLinks objectives;
    GoalLinks citizen_groups;
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
} GoalForm;

#endif
