/* SPDX-License-Identifier: MPL-2.0 */
#include "budget/budget.h"

#include "layout/words.h"
#include "budget.sql.h"

static const Field budget_agreement_fields[] = {
    FIELD(BudgetAgreement, title, .flags = REQUIRED, .label = TR("Aftalens navn")),
    FIELD(BudgetAgreement, budget_year, .flags = REQUIRED | BY_YEAR, .label = TR("Budgetår")),
    FIELD(BudgetAgreement, agreed_on, .label = TR("Indgået")),
    FIELD(BudgetAgreement, adopted_on, .label = TR("Budgettet vedtaget")),
    FIELD(BudgetAgreement, parties, .longest = 500, .label = TR("Partier bag")),
    FIELD(BudgetAgreement, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record budget_agreement_record = {
    .name = "budget_agreement",
    .path = "/budget-agreements",
    .label = TR("Budgetaftale"),
    .title_field = "title",
    .size = sizeof(BudgetAgreement),
    .fields = budget_agreement_fields,
    .seen = budget_agreement_is_seen,
};

const Route budget_routes[] = {
    { 0 },
};
