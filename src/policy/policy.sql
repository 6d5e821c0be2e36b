-- SPDX-License-Identifier: MPL-2.0
-- include "policy/policy.h"

-- one int64_t policy_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM policy x WHERE x.id = :id;
