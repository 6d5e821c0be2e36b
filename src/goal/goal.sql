-- SPDX-License-Identifier: MPL-2.0
-- include "goal/goal.h"

-- one int64_t goal_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM goal WHERE id = :id;

-- A goal belongs to the units of its plans and to the unit that owns it.
-- one int64_t goal_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (
    SELECT 1 FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = :id AND {reached(:who, :need, pu.unit)})
  OR EXISTS (SELECT 1 FROM goal g WHERE g.id = :id AND {reached(:who, :need, g.owner_unit)}) THEN 1 ELSE 0 END;

-- A line of a list of goals. UNIT_NAME is one of its units.
-- row GoalLine { int64_t id; Text title; Text state; Day due_on; Text owner_name; Text unit_name; int64_t trial_count; }
-- many GoalLine goals_after(int64_t after, Who who, int64_t most)
SELECT g.id, g.title, g.state, g.due_on, COALESCE(p.name, u.name) AS owner_name,
       (SELECT n.name FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan JOIN unit n ON n.id = pu.unit
         WHERE gp.goal = g.id ORDER BY n.id LIMIT 1) AS unit_name,
       (SELECT COUNT(*) FROM trial_goals tg JOIN trial t ON t.id = tg.trial WHERE tg.goal = g.id AND {visible_trial(t, :who)}) AS trial_count
  FROM goal g LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit
 WHERE g.id > :after AND {inside(:who)}
 ORDER BY g.id LIMIT :most;

-- many GoalLine goals_of_plan(int64_t plan, Who who, int64_t most)
SELECT g.id, g.title, g.state, g.due_on, COALESCE(p.name, u.name) AS owner_name, NULL AS unit_name,
       (SELECT COUNT(*) FROM trial_goals tg JOIN trial t ON t.id = tg.trial WHERE tg.goal = g.id AND {visible_trial(t, :who)}) AS trial_count
  FROM goal_plans gp JOIN goal g ON g.id = gp.goal
  LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit
 WHERE gp.plan = :plan ORDER BY g.due_on NULLS LAST, g.id LIMIT :most;

-- many GoalLine goals_of_objective(int64_t objective, Who who, int64_t most)
SELECT g.id, g.title, g.state, g.due_on, COALESCE(p.name, u.name) AS owner_name,
       (SELECT n.name FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan JOIN unit n ON n.id = pu.unit
         WHERE gp.goal = g.id ORDER BY n.id LIMIT 1) AS unit_name,
       (SELECT COUNT(*) FROM trial_goals tg JOIN trial t ON t.id = tg.trial WHERE tg.goal = g.id AND {visible_trial(t, :who)}) AS trial_count
  FROM goal_objectives go JOIN goal g ON g.id = go.goal
  LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit
 WHERE go.objective = :objective ORDER BY g.due_on NULLS LAST, g.id LIMIT :most;

-- What hangs below a goal, for its page.
-- row GoalTrial { int64_t id; Text title; Text state; Text judgement; Text unit_name; Day starts_on; }
-- many GoalTrial trials_of_goal(int64_t goal, Who who, int64_t most)
SELECT t.id, t.title, t.state,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement,
       (SELECT n.name FROM trial_units tu JOIN unit n ON n.id = tu.unit WHERE tu.trial = t.id ORDER BY n.id LIMIT 1) AS unit_name,
       t.starts_on
  FROM trial_goals tg JOIN trial t ON t.id = tg.trial
 WHERE tg.goal = :goal AND {visible_trial(t, :who)} ORDER BY t.starts_on DESC NULLS LAST, t.id LIMIT :most;

-- row GoalSign { int64_t id; Text title; Text kind; Text frequency; Text owner_name; }
-- many GoalSign signs_of_goal(int64_t goal, int64_t most)
SELECT s.id, s.title, s.kind, s.frequency, COALESCE(p.name, u.name) AS owner_name
  FROM sign_goals sg JOIN sign s ON s.id = sg.sign
  LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
 WHERE sg.goal = :goal ORDER BY s.id LIMIT :most;

-- row GoalLink { int64_t id; Text title; }
-- many GoalLink plans_of_goal(int64_t goal, int64_t most)
SELECT p.id, p.title FROM goal_plans gp JOIN plan p ON p.id = gp.plan WHERE gp.goal = :goal ORDER BY p.year DESC, p.id LIMIT :most;

-- many GoalLink objectives_of_goal(int64_t goal, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title FROM goal_objectives go JOIN objective o ON o.id = go.objective
 WHERE go.goal = :goal ORDER BY o.id LIMIT :most;

-- many GoalLink citizen_groups_of_goal(int64_t goal, int64_t most)
SELECT c.id, c.name AS title FROM goal_citizen_groups gc JOIN citizen_group c ON c.id = gc.citizen_group
 WHERE gc.goal = :goal ORDER BY c.id LIMIT :most;

-- one Text goal_owner_name(int64_t id)
SELECT COALESCE(p.name, u.name) AS name FROM goal g
  LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit WHERE g.id = :id;

-- The objectives that a goal of this plan may fulfil: the plan's own.
-- many GoalLink objectives_for_goal_of_plan(int64_t plan, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title FROM plan_objectives po JOIN objective o ON o.id = po.objective
 WHERE po.plan = :plan ORDER BY o.id LIMIT :most;

-- The plans into which a person may put a goal: those of units in reach.
-- many GoalLink plans_in_reach(Who who, int64_t most)
SELECT p.id, p.title FROM plan p
 WHERE p.state <> 'closed' AND EXISTS (SELECT 1 FROM plan_units pu WHERE pu.plan = p.id AND {reached(:who, 'lead', pu.unit)})
 ORDER BY p.year DESC, p.id LIMIT :most;
