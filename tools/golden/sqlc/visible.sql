-- SPDX-License-Identifier: MPL-2.0
-- Whoever is inside sees a trial, and whoever reaches its unit.
-- fragment visible_trial(t, who)
(:who.is_inside = 1 AND t.is_private = 0)
    OR {reached_unit(t.unit_id, :who, 'see')}

-- fragment reached_unit(unit, who, need)
EXISTS (SELECT 1 FROM reach r WHERE r.person = :who AND r.unit = :unit AND r.need = :need)

-- one int64_t not_of_this_file(int64_t id)
SELECT 1;
