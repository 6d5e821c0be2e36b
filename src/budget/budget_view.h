/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of budget agreements show. */
#ifndef RETTESNOR_BUDGET_VIEW_H
#define RETTESNOR_BUDGET_VIEW_H

#include "budget.sql.h"
#include "budget/budget.h"
#include "layout/layout.h"

enum { BUDGETS_A_PAGE = 50, MOST_BELOW_BUDGET = 200 };

typedef struct BudgetsPage {
    Page page;
    const Request *q;
    BudgetLines budgets;
    Url next;
    bool may_write;
} BudgetsPage;

typedef struct BudgetPage {
    Page page;
    const Request *q;
    BudgetAgreement budget;
    BudgetObjectives objectives;
    Text year;
    bool may_write;
} BudgetPage;

typedef struct BudgetForm {
    Page page;
    const Request *q;
    BudgetAgreement budget;
    Url action;
    Url back;
} BudgetForm;

#endif
