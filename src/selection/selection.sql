-- SPDX-License-Identifier: MPL-2.0
-- include "selection/selection.h"

-- one int64_t selection_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM selection x WHERE x.id = :id;
