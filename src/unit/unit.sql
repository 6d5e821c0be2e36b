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

-- ---- the organisation on a day ----

-- row UnitLine { int64_t id; Text name; Text kind; int64_t parent; }
-- many UnitLine unit_lines(Day day, Who who, int64_t most)
SELECT u.id, u.name, u.kind, u.parent FROM unit u
 WHERE (u.valid_from_from IS NULL OR u.valid_from_from <= :day) AND (u.valid_to_to IS NULL OR u.valid_to_to >= :day) AND {inside(:who)}
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- row UnitLeader { int64_t unit; Text name; }
-- many UnitLeader unit_leaders(int64_t most)
SELECT r.unit, p.name FROM role r JOIN person p ON p.id = r.person WHERE r.role = 'leader' ORDER BY r.unit, r.id LIMIT :most;

-- What has opened and closed since a day, and what is to.
-- row UnitEvent { int64_t id; Text name; Text what; Day day; Text source; }
-- many UnitEvent unit_events(Day since, Who who, int64_t most)
SELECT e.id, e.name, e.what, e.day, e.source FROM (
  SELECT u.id, u.name, 'opens' AS what, u.valid_from_from AS day, u.source FROM unit u WHERE u.valid_from_from >= :since AND {inside(:who)}
  UNION ALL
  SELECT u.id, u.name, 'closes' AS what, u.valid_to_to AS day, u.source FROM unit u WHERE u.valid_to_to >= :since AND {inside(:who)}) AS e
 ORDER BY e.day DESC, e.id, e.what LIMIT :most;

-- The vision in force on a day, the newest if there are several.
-- row UnitVision { int64_t id; Text title; }
-- one UnitVision unit_vision(Day day)
SELECT v.id, v.title FROM vision v
 WHERE (v.valid_from_from IS NULL OR v.valid_from_from <= :day) AND (v.valid_to_to IS NULL OR v.valid_to_to >= :day)
 ORDER BY v.valid_from_from DESC NULLS LAST, v.id DESC LIMIT 1;

-- ---- one unit ----

-- The units above, from the top down.
-- many UnitLine units_above(int64_t id, int64_t most)
WITH RECURSIVE above(unit, height) AS (
    SELECT u.parent, 1 FROM unit u WHERE u.id = :id AND u.parent IS NOT NULL
    UNION ALL SELECT u.parent, a.height + 1 FROM above a JOIN unit u ON u.id = a.unit WHERE u.parent IS NOT NULL AND a.height < 20)
SELECT u.id, u.name, u.kind, u.parent FROM above a JOIN unit u ON u.id = a.unit ORDER BY a.height DESC LIMIT :most;

-- Whether unit BELOW is ID itself or hangs below it.
-- one int64_t unit_is_within(int64_t below, int64_t id)
WITH RECURSIVE above(unit) AS (
    SELECT u.id FROM unit u WHERE u.id = :below UNION SELECT u.parent FROM above a JOIN unit u ON u.id = a.unit WHERE u.parent IS NOT NULL)
SELECT CASE WHEN EXISTS (SELECT 1 FROM above a WHERE a.unit = :id) THEN 1 ELSE 0 END;

-- Who holds a role in the unit itself, and what they are responsible for.
-- row UnitPerson { int64_t person; Text name; Text role; int64_t goals; int64_t signs; int64_t tasks; }
-- many UnitPerson unit_people(int64_t unit, int64_t most)
SELECT p.id AS person, p.name, r.role,
       (SELECT COUNT(*) FROM goal g WHERE g.owner_person = p.id AND g.state NOT IN ('reached', 'given_up')) AS goals,
       (SELECT COUNT(*) FROM sign s WHERE s.owner_person = p.id) AS signs,
       (SELECT COUNT(*) FROM task k WHERE k.assigned_to_person = p.id AND k.done_on IS NULL) AS tasks
  FROM role r JOIN person p ON p.id = r.person WHERE r.unit = :unit
 ORDER BY CASE r.role WHEN 'leader' THEN 0 ELSE 1 END, r.role, r.id LIMIT :most;

-- row UnitPlan { int64_t id; Text title; Text year; Text state; Text owner_name; }
-- many UnitPlan unit_plans(int64_t unit, int64_t most)
SELECT l.id, l.title, CAST(l.year AS TEXT) AS year, l.state,
       (SELECT p.name FROM plan_units ou JOIN role r ON r.unit = ou.unit AND r.role = 'leader' JOIN person p ON p.id = r.person
         WHERE ou.plan = l.id ORDER BY r.id LIMIT 1) AS owner_name
  FROM plan_units pu JOIN plan l ON l.id = pu.plan WHERE pu.unit = :unit
 ORDER BY l.year DESC, l.id LIMIT :most;

-- The goals that the unit owns and those of its plans, the living ones first.
-- row UnitGoal { int64_t id; Text title; Text state; Day due_on; }
-- many UnitGoal unit_goals(int64_t unit, int64_t most)
SELECT g.id, g.title, g.state, g.due_on FROM goal g
 WHERE g.id IN (SELECT x.id FROM goal x WHERE x.owner_unit = :unit
                UNION SELECT gp.goal FROM plan_units pu JOIN goal_plans gp ON gp.plan = pu.plan WHERE pu.unit = :unit)
 ORDER BY CASE g.state WHEN 'reached' THEN 1 WHEN 'given_up' THEN 1 ELSE 0 END, g.due_on NULLS LAST, g.id LIMIT :most;

-- The trials of the unit: what is alive first, then the newest. OTHER_UNIT is one that it is shared with.
-- row UnitTrial { int64_t id; Text title; Text state; Day starts_on; Text partners; Text other_unit; Text judgement; int64_t is_over; }
-- many UnitTrial unit_trials(int64_t unit, Who who, int64_t most)
SELECT t.id, t.title, t.state, t.starts_on, t.partners,
       (SELECT n.name FROM trial_units ou JOIN unit n ON n.id = ou.unit WHERE ou.trial = t.id AND ou.unit <> :unit ORDER BY n.id LIMIT 1) AS other_unit,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement,
       CASE WHEN t.state IN ('evaluated', 'dropped') THEN 1 ELSE 0 END AS is_over
  FROM trial_units tu JOIN trial t ON t.id = tu.trial
 WHERE tu.unit = :unit AND {visible_trial(t, :who)}
 ORDER BY CASE t.state WHEN 'ended' THEN 0 WHEN 'running' THEN 1 WHEN 'prepared' THEN 2 WHEN 'idea' THEN 3 ELSE 4 END, t.starts_on DESC NULLS LAST, t.id LIMIT :most;

-- The signs that the unit or somebody in it is responsible for. A key figure serves nothing in particular.
-- row UnitSign { int64_t id; Text title; Text frequency; Text owner_name; int64_t is_key_figure; }
-- many UnitSign unit_signs(int64_t unit, int64_t most)
SELECT s.id, s.title, s.frequency, COALESCE(p.name, u.name) AS owner_name,
       CASE WHEN EXISTS (SELECT 1 FROM sign_goals x WHERE x.sign = s.id) OR EXISTS (SELECT 1 FROM sign_trials x WHERE x.sign = s.id)
              OR EXISTS (SELECT 1 FROM sign_objectives x WHERE x.sign = s.id) THEN 0 ELSE 1 END AS is_key_figure
  FROM sign s LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
 WHERE s.id IN (SELECT x.id FROM sign x WHERE x.owner_unit = :unit
                UNION SELECT x.id FROM role r JOIN sign x ON x.owner_person = r.person WHERE r.unit = :unit AND r.role IN ('leader', 'contributor'))
 ORDER BY s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- The units right below, those that have closed among them.
-- row UnitBelowLine { int64_t id; Text name; Text kind; Day closed_on; }
-- many UnitBelowLine units_below(int64_t id, int64_t most)
SELECT u.id, u.name, u.kind, u.valid_to_to AS closed_on FROM unit u WHERE u.parent = :id
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;
