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
       (SELECT n.name FROM unit n WHERE n.id = (
           SELECT MIN(pu.unit) FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = g.id)) AS unit_name,
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
       (SELECT n.name FROM unit n WHERE n.id = (
           SELECT MIN(pu.unit) FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = g.id)) AS unit_name,
       (SELECT COUNT(*) FROM trial_goals tg JOIN trial t ON t.id = tg.trial WHERE tg.goal = g.id AND {visible_trial(t, :who)}) AS trial_count
  FROM goal_objectives go JOIN goal g ON g.id = go.goal
  LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit
 WHERE go.objective = :objective ORDER BY g.due_on NULLS LAST, g.id LIMIT :most;

-- What hangs below a goal, for its page.
-- row GoalTrial { int64_t id; Text title; Text state; Text judgement; Text learning; Text unit_name; Day starts_on; Day ends_on; }
-- many GoalTrial trials_of_goal(int64_t goal, Who who, int64_t most)
SELECT t.id, t.title, t.state,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement,
       (SELECT e.learning FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS learning,
       (SELECT n.name FROM trial_units tu JOIN unit n ON n.id = tu.unit WHERE tu.trial = t.id ORDER BY n.id LIMIT 1) AS unit_name,
       t.starts_on, t.ends_on
  FROM trial_goals tg JOIN trial t ON t.id = tg.trial
 WHERE tg.goal = :goal AND {visible_trial(t, :who)} ORDER BY t.starts_on DESC NULLS LAST, t.id LIMIT :most;

-- row GoalLink { int64_t id; Text title; }
-- row GoalPlan { int64_t id; Text title; int64_t year; }
-- many GoalPlan plans_of_goal(int64_t goal, int64_t most)
SELECT p.id, p.title, p.year FROM goal_plans gp JOIN plan p ON p.id = gp.plan WHERE gp.goal = :goal ORDER BY p.year DESC, p.id LIMIT :most;

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

-- The same for a goal that is there: those of all its plans, and those it has already.
-- many GoalLink objectives_for_goal(int64_t goal, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title FROM objective o
 WHERE EXISTS (SELECT 1 FROM goal_objectives go WHERE go.goal = :goal AND go.objective = o.id)
    OR EXISTS (SELECT 1 FROM goal_plans gp JOIN plan_objectives po ON po.plan = gp.plan WHERE gp.goal = :goal AND po.objective = o.id)
 ORDER BY o.id LIMIT :most;

-- The plans into which a person may put a goal: those of units in reach.
-- many GoalPlan plans_in_reach(Who who, int64_t most)
SELECT p.id, p.title, p.year FROM plan p
 WHERE p.state <> 'closed' AND EXISTS (SELECT 1 FROM plan_units pu WHERE pu.plan = p.id AND {reached(:who, 'lead', pu.unit)})
 ORDER BY p.year DESC, p.id LIMIT :most;

-- The units of a goal's plans.
-- many GoalLink units_of_goal(int64_t goal, int64_t most)
SELECT u.id, u.name AS title FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan JOIN unit u ON u.id = pu.unit
 WHERE gp.goal = :goal GROUP BY u.id, u.name ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- Who made which change of a goal.
-- row GoalChanger { int64_t change; Text name; }
-- many GoalChanger goal_changers(int64_t goal, int64_t most)
SELECT c.id AS change, p.name FROM change c JOIN person p ON p.id = c.person
 WHERE c.record = 'goal' AND c.row_id = :goal ORDER BY c.id DESC LIMIT :most;

-- ---- carrying over to the next year's plan ----

-- The plans of the year after, that share a unit with the plan and that the person may write.
-- many GoalPlan plans_after(int64_t plan, Who who, int64_t most)
SELECT n.id, n.title, n.year FROM plan o JOIN plan n ON n.year = o.year + 1
 WHERE o.id = :plan AND n.state <> 'closed'
   AND EXISTS (SELECT 1 FROM plan_units pu JOIN plan_units nu ON nu.unit = pu.unit WHERE pu.plan = o.id AND nu.plan = n.id)
   AND EXISTS (SELECT 1 FROM plan_units nu WHERE nu.plan = n.id AND {reached(:who, 'lead', nu.unit)})
 ORDER BY n.id LIMIT :most;

-- A goal of the plan that is neither reached nor given up. NEXT is a plan of the year after where it stands already, 0 for none.
-- row CarriedGoal { int64_t id; Text title; Text state; Day due_on; int64_t next; }
-- many CarriedGoal goals_to_carry(int64_t plan, int64_t most)
SELECT g.id, g.title, g.state, g.due_on,
       (SELECT np.plan FROM goal_plans np JOIN plan n ON n.id = np.plan JOIN plan o ON o.id = gp.plan
         WHERE np.goal = g.id AND n.year = o.year + 1 ORDER BY np.plan LIMIT 1) AS next
  FROM goal_plans gp JOIN goal g ON g.id = gp.goal
 WHERE gp.plan = :plan AND g.state NOT IN ('reached', 'given_up') ORDER BY g.due_on NULLS LAST, g.id LIMIT :most;

-- One unit of the plan that the person leads, for beginning the next plan; NOT_FOUND when there is none.
-- one int64_t unit_for_next_plan(int64_t plan, Who who)
SELECT pu.unit FROM plan_units pu WHERE pu.plan = :plan AND {reached(:who, 'lead', pu.unit)} ORDER BY pu.unit LIMIT 1;
