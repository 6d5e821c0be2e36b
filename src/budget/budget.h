/* SPDX-License-Identifier: MPL-2.0 */
/* Budget agreements. */
#ifndef RETTESNOR_BUDGET_H
#define RETTESNOR_BUDGET_H

#include "http/route.h"

/* The political agreement on a year's budget; its objectives must all be worked on in that year. */
typedef struct BudgetAgreement {
    RECORD_HEAD;
    Text title;
    int64_t budget_year;
    Day agreed_on;
    Day adopted_on;
    Text parties;
    Text source;
} BudgetAgreement;
extern const Record budget_agreement_record;

extern const Route budget_routes[];

#endif
