-- SPDX-License-Identifier: MPL-2.0
-- include "citizen_group/citizen_group.h"

-- one int64_t citizen_group_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM citizen_group x WHERE x.id = :id;

-- A group and, where it is part of another, that one's name before it.
-- row CitizenGroupChoice { int64_t id; Text name; Text parent_name; }
-- many CitizenGroupChoice citizen_groups_by_name(int64_t most)
SELECT c.id, c.name, p.name AS parent_name FROM citizen_group c LEFT JOIN citizen_group p ON p.id = c.parent
 ORDER BY COALESCE(p.name, c.name) COLLATE "da-x-icu", c.parent NULLS FIRST, c.name COLLATE "da-x-icu", c.id LIMIT :most;
