-- SPDX-License-Identifier: MPL-2.0
-- Who may see a row: one fragment a record, expanded by sqlc into every list and into the dispatcher's own check.
-- Everyone inside may read plans, goals and what they led to: learning is shared. A trial that has not begun is private to those who work in
-- its units; a trial without units has nobody to be private to. CROSS JOIN: from the trial's few units, never from all that the person reaches.

-- fragment inside(who)
:who.is_inside = 1

-- fragment visible_trial(t, who)
:who.is_inside = 1 AND (t.state NOT IN ('idea', 'prepared')
    OR EXISTS (SELECT 1 FROM trial_units vu CROSS JOIN reach vr
                WHERE vu.trial = t.id AND vr.unit = vu.unit AND vr.person = :who AND vr.need = 'contribute')
    OR NOT EXISTS (SELECT 1 FROM trial_units vu WHERE vu.trial = t.id))

-- Whether the unit is within the person's reach for a need.
-- fragment reached(who, need, u)
EXISTS (SELECT 1 FROM reach rr WHERE rr.person = :who AND rr.need = :need AND rr.unit = :u)

-- A total gives a hidden part away when that is the only one hidden among several: then the total is hidden, too, as on the sign's own page.
-- fragment gives_a_part_away(m)
(SELECT CASE WHEN COUNT(*) > 1 AND SUM(CASE WHEN gm.value < gs.min_count * 1000000 OR gm.numerator < gs.min_count * 1000000
                                              OR gm.denominator < gs.min_count * 1000000 THEN 1 ELSE 0 END) = 1 THEN 1 ELSE 0 END
   FROM sign gs JOIN measurement gm ON gm.sign = gs.id AND gm.date = m.date WHERE gs.part_of = m.sign)

-- A number that has parts takes none of its own: it is their sum. Only parts that are rates in per cent without their counts cannot be added up.
-- fragment is_summed(s)
(EXISTS (SELECT 1 FROM sign zs WHERE zs.part_of = s.id)
 AND NOT EXISTS (SELECT 1 FROM sign zs JOIN measurement zm ON zm.sign = zs.id
                  WHERE zs.part_of = s.id AND zm.denominator IS NULL
                    AND (SUBSTR(s.measure, 1, 7) IN ('procent', 'Procent') OR SUBSTR(s.measure, 1, 3) = 'pct' OR SUBSTR(s.measure, 1, 1) = '%')))
