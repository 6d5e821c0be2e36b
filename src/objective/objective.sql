-- SPDX-License-Identifier: MPL-2.0
-- include "objective/objective.h"

-- one int64_t objective_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM objective x WHERE x.id = :id;
