-- SPDX-License-Identifier: MPL-2.0

-- Where several lead up, the first by id is taken.
-- one int64_t thread_objective_of_goal(int64_t goal)
SELECT MIN(objective) AS id FROM goal_objectives WHERE goal = :goal;

-- one int64_t thread_objective_of_plan(int64_t plan)
SELECT MIN(objective) AS id FROM plan_objectives WHERE plan = :plan;

-- one int64_t thread_plan_of_goal(int64_t goal)
SELECT MAX(plan) AS id FROM goal_plans WHERE goal = :goal;

-- one int64_t thread_goal_of_trial(int64_t trial)
SELECT MIN(goal) AS id FROM trial_goals WHERE trial = :trial;

-- one int64_t thread_trial_of_evaluation(int64_t evaluation)
SELECT trial FROM evaluation WHERE id = :evaluation;

-- one int64_t thread_trial_of_sign(int64_t sign, Who who)
SELECT MIN(t.id) AS id FROM sign_trials s JOIN trial t ON t.id = s.trial WHERE s.sign = :sign AND {visible_trial(t, :who)};

-- one int64_t thread_goal_of_sign(int64_t sign)
SELECT MIN(goal) AS id FROM sign_goals WHERE sign = :sign;

-- one int64_t thread_objective_of_sign(int64_t sign)
SELECT MIN(objective) AS id FROM sign_objectives WHERE sign = :sign;

-- One knot: its level (a record's name), id and title, from the vision down.
-- row ThreadRow { int64_t place; Text record; int64_t id; Text title; }
-- many ThreadRow thread_rows(int64_t objective, int64_t goal, int64_t plan, int64_t trial, int64_t most)
SELECT 1 AS place, 'vision' AS record, v.id, v.title
  FROM objective o LEFT JOIN policy p ON p.id = o.policy JOIN vision v ON v.id = COALESCE(o.vision, p.vision) WHERE o.id = :objective
UNION ALL
SELECT 2, 'policy', p.id, p.title FROM objective o JOIN policy p ON p.id = o.policy WHERE o.id = :objective
UNION ALL
SELECT 2, 'budget_agreement', b.id, b.title FROM objective o JOIN budget_agreement b ON b.id = o.budget_agreement WHERE o.id = :objective
UNION ALL
SELECT 3, 'objective', o.id, COALESCE(o.title, o.text) FROM objective o WHERE o.id = :objective
UNION ALL
SELECT 4, 'goal', g.id, g.title FROM goal g WHERE g.id = :goal
UNION ALL
SELECT 5, 'plan', p.id, p.title FROM plan p WHERE p.id = :plan
UNION ALL
SELECT 6, 'trial', t.id, t.title FROM trial t WHERE t.id = :trial
 ORDER BY 1 LIMIT :most;

-- many ThreadRow thread_rows_above_policy(int64_t policy, int64_t most)
SELECT 1 AS place, 'vision' AS record, v.id, v.title FROM policy p JOIN vision v ON v.id = p.vision WHERE p.id = :policy LIMIT :most;

-- many ThreadRow thread_rows_above_unit(int64_t unit, int64_t most)
WITH RECURSIVE above(id, parent, name, depth) AS (
    SELECT u.id, u.parent, u.name, 0 FROM unit u WHERE u.id = :unit
    UNION ALL SELECT u.id, u.parent, u.name, a.depth + 1 FROM above a JOIN unit u ON u.id = a.parent WHERE a.depth < 20)
SELECT 0 - depth AS place, 'unit' AS record, id, name AS title FROM above WHERE depth > 0 ORDER BY depth DESC LIMIT :most;

-- What a thread to a row ends with: its own title.
-- one Text thread_title_of_policy(int64_t id)
SELECT title FROM policy WHERE id = :id;

-- one Text thread_title_of_budget_agreement(int64_t id)
SELECT title FROM budget_agreement WHERE id = :id;

-- one Text thread_title_of_unit(int64_t id)
SELECT name FROM unit WHERE id = :id;

-- one Text thread_title_of_vision(int64_t id)
SELECT title FROM vision WHERE id = :id;

-- many ThreadRow thread_vision_of_day(Day today, int64_t most)
SELECT 1 AS place, 'vision' AS record, v.id, v.title FROM vision v WHERE v.id = {vision_on(:today)} LIMIT :most;

-- ---- the tree ----

-- One thing below another. STATE is a code of its record, JUDGEMENT that of a trial's last final evaluation.
-- row ThreadBelow { Text record; int64_t id; Text title; Text note; Text state; Text judgement; }

-- many ThreadBelow thread_below_vision(int64_t vision, Day today, int64_t most)
SELECT 'policy' AS record, p.id, p.title, p.area AS note, NULL AS state, NULL AS judgement FROM policy p
 WHERE p.vision = :vision AND p.kind = 'policy' AND p.state = 'in_force' AND NOT {policy_is_replaced(p, :today)}
UNION ALL
SELECT 'budget_agreement', b.id, b.title, NULL, NULL, NULL FROM budget_agreement b
 WHERE EXISTS (SELECT 1 FROM objective o WHERE o.budget_agreement = b.id AND o.vision = :vision)
 ORDER BY 1 DESC, 2 LIMIT :most;

-- many ThreadBelow thread_below_policy(int64_t policy, int64_t most)
SELECT 'objective' AS record, o.id, COALESCE(o.title, o.text) AS title, NULL AS note, NULL AS state, NULL AS judgement
  FROM objective o WHERE o.policy = :policy ORDER BY o.number NULLS LAST, o.id LIMIT :most;

-- many ThreadBelow thread_below_budget_agreement(int64_t budget_agreement, int64_t most)
SELECT 'objective' AS record, o.id, COALESCE(o.title, o.text) AS title, NULL AS note, NULL AS state, NULL AS judgement
  FROM objective o WHERE o.budget_agreement = :budget_agreement ORDER BY o.number NULLS LAST, o.id LIMIT :most;

-- many ThreadBelow thread_below_objective(int64_t objective, int64_t most)
SELECT 'goal' AS record, g.id, g.title,
       (SELECT u.name FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan JOIN unit u ON u.id = pu.unit
         WHERE gp.goal = g.id ORDER BY u.id LIMIT 1) AS note, g.state, NULL AS judgement
  FROM goal_objectives go JOIN goal g ON g.id = go.goal WHERE go.objective = :objective ORDER BY g.id LIMIT :most;

-- many ThreadBelow thread_below_plan(int64_t plan, int64_t most)
SELECT 'goal' AS record, g.id, g.title, NULL AS note, g.state, NULL AS judgement
  FROM goal_plans gp JOIN goal g ON g.id = gp.goal WHERE gp.plan = :plan ORDER BY g.id LIMIT :most;

-- many ThreadBelow thread_below_goal(int64_t goal, Who who, int64_t most)
SELECT 'trial' AS record, t.id, t.title,
       (SELECT u.name FROM trial_units tu JOIN unit u ON u.id = tu.unit WHERE tu.trial = t.id ORDER BY u.id LIMIT 1) AS note, t.state,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement
  FROM trial_goals tg JOIN trial t ON t.id = tg.trial
 WHERE tg.goal = :goal AND {visible_trial(t, :who)} ORDER BY t.starts_on DESC NULLS LAST, t.id LIMIT :most;

-- The newest plans first; what is under way in a unit hangs in its plans.
-- many ThreadBelow thread_below_unit(int64_t unit, int64_t most)
SELECT 'plan' AS record, p.id, p.title, NULL AS note, p.state, NULL AS judgement
  FROM plan_units pu JOIN plan p ON p.id = pu.plan WHERE pu.unit = :unit ORDER BY p.year DESC, p.id LIMIT :most;
