-- SPDX-License-Identifier: MPL-2.0
-- include "budget/budget.h"

-- one int64_t budget_agreement_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM budget_agreement x WHERE x.id = :id;
