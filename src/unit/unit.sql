-- SPDX-License-Identifier: MPL-2.0
-- include "unit/unit.h"

-- one int64_t unit_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM unit x WHERE x.id = :id;

-- one int64_t unit_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN {reached(:who, :need, :id)} THEN 1 ELSE 0 END;

-- row UnitChoice { int64_t id; Text name; }
-- many UnitChoice persons_with_role(int64_t most)
SELECT p.id, p.name FROM person p WHERE EXISTS (SELECT 1 FROM role r WHERE r.person = p.id)
 ORDER BY p.name COLLATE "da-x-icu", p.id LIMIT :most;

-- many UnitChoice units_on(Day day, int64_t most)
SELECT u.id, u.name FROM unit u
 WHERE (u.valid_from_from IS NULL OR u.valid_from_from <= :day) AND (u.valid_to_to IS NULL OR u.valid_to_to >= :day)
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- many UnitChoice units_on_in_reach(Day day, Who who, Text need, int64_t most)
SELECT u.id, u.name FROM unit u
 WHERE (u.valid_from_from IS NULL OR u.valid_from_from <= :day) AND (u.valid_to_to IS NULL OR u.valid_to_to >= :day)
   AND {reached(:who, :need, u.id)}
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;
