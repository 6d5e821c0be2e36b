-- SPDX-License-Identifier: MPL-2.0

-- What waits for a person, the most urgent first. KIND tells what: an evaluation of a trial (final or interim), a task, a goal without trials, a
-- plan that is not adopted. A leader's are those of the units where the role itself is held. CROSS JOIN keeps SQLite on the way from the few units
-- down, whatever it believes of the indexes.
-- row HomeWork { Text kind; int64_t id; Text title; Day due; Text context; }
-- many HomeWork home_work(Who who, Day today, Day soon, int64_t most)
WITH led(unit) AS (SELECT r.unit FROM role r WHERE r.person = :who AND r.role = 'leader')
SELECT w.kind, w.id, w.title, w.due, w.context FROM (
  SELECT DISTINCT 'evaluation' AS kind, t.id, t.title, t.final_on AS due, NULL AS context
    FROM led CROSS JOIN trial_units tu CROSS JOIN trial t
   WHERE tu.unit = led.unit AND t.id = tu.trial
     AND (t.state = 'ended' OR (t.state = 'running' AND t.final_on <= :soon))
     AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final')
  UNION ALL
  SELECT DISTINCT 'interim' AS kind, t.id, t.title, t.interim_on AS due, NULL AS context
    FROM led CROSS JOIN trial_units tu CROSS JOIN trial t
   WHERE tu.unit = led.unit AND t.id = tu.trial
     AND t.state = 'running' AND t.interim_on <= :soon AND (t.final_on IS NULL OR t.final_on > :soon)
     AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.trial = t.id)
  UNION ALL
  SELECT 'task' AS kind, k.id, k.title, k.due_on AS due, l.title AS context
    FROM task k JOIN plan l ON l.id = k.plan
   WHERE k.done_on IS NULL AND l.state <> 'closed'
     AND (k.assigned_to_person = :who OR k.assigned_to_unit IN (SELECT led.unit FROM led))
  UNION ALL
  SELECT 'goal' AS kind, g.id, g.title, g.due_on AS due, NULL AS context
    FROM goal g
   WHERE g.id IN (SELECT x.id FROM goal x WHERE x.owner_person = :who UNION SELECT x.id FROM led JOIN goal x ON x.owner_unit = led.unit)
     AND g.state NOT IN ('reached', 'given_up') AND (g.due_on IS NULL OR g.due_on >= :today)
     AND NOT EXISTS (SELECT 1 FROM trial_goals tg WHERE tg.goal = g.id)
  UNION ALL
  SELECT 'plan' AS kind, l.id, l.title, NULL AS due, CAST(l.year AS TEXT) AS context
    FROM plan l
   WHERE l.id IN (SELECT pu.plan FROM led JOIN plan_units pu ON pu.unit = led.unit) AND l.state IN ('draft', 'qualified')) AS w
 ORDER BY w.due NULLS LAST, w.kind, w.id LIMIT :most;

-- How many units are within reach, MOST at the most.
-- one int64_t home_units_in_reach(Who who, int64_t most)
SELECT COUNT(*) FROM (SELECT 1 FROM reach r WHERE r.person = :who AND r.need = 'see' LIMIT :most) AS x;

-- The objectives of a year: selected, or of the year's budget agreement.
-- fragment home_chosen(year)
SELECT s.objective FROM selection s WHERE s.year = :year AND s.decision = 'selected'
 UNION SELECT x.id FROM budget_agreement b JOIN objective x ON x.budget_agreement = b.id WHERE b.budget_year = :year

-- The trials below the goals of THEIRS, counted once for each objective by how far they are.
-- fragment home_counted(who)
SELECT x.objective, COUNT(CASE WHEN x.state = 'running' THEN 1 END) AS running, MIN(CASE WHEN x.state = 'running' THEN x.trial END) AS one_running,
       COUNT(CASE WHEN x.state = 'ended' THEN 1 END) AS waiting, MIN(CASE WHEN x.state = 'ended' THEN x.trial END) AS one_waiting,
       COUNT(CASE WHEN x.state IN ('idea', 'prepared') THEN 1 END) AS planned, COUNT(CASE WHEN x.state = 'evaluated' THEN 1 END) AS evaluated
  FROM (SELECT DISTINCT g.objective, t.id AS trial, t.state FROM theirs g CROSS JOIN trial_goals tg CROSS JOIN trial t
         WHERE tg.goal = g.goal AND t.id = tg.trial AND {visible_trial(t, :who)}) AS x
 GROUP BY x.objective

-- The objectives of a year in the plans of units within reach, with what those units do below them. ONE_GOAL and ONE_TRIAL are for a link where
-- there is one.
-- row HomeObjective {
--     int64_t id; Text title; Text source; int64_t goals; int64_t one_goal; int64_t running; int64_t one_running; int64_t waiting;
--     int64_t one_waiting; int64_t planned; int64_t evaluated;
-- }
-- many HomeObjective home_objectives_of_mine(int64_t year, Who who, int64_t most)
WITH mine(plan) AS (
    SELECT DISTINCT pu.plan FROM reach r JOIN plan_units pu ON pu.unit = r.unit JOIN plan l ON l.id = pu.plan
     WHERE r.person = :who AND r.need = 'see' AND l.year = :year),
chosen(objective) AS {home_chosen(:year)},
theirs(objective, goal) AS (
    SELECT DISTINCT go.objective, go.goal FROM mine m JOIN goal_plans gp ON gp.plan = m.plan JOIN goal_objectives go ON go.goal = gp.goal),
held(objective, goals, one_goal) AS (SELECT g.objective, COUNT(*), MIN(g.goal) FROM theirs g GROUP BY g.objective),
counted AS {home_counted(:who)}
SELECT o.id, COALESCE(o.title, o.text) AS title, COALESCE(p.title, a.title) AS source, h.goals, h.one_goal,
       n.running, n.one_running, n.waiting, n.one_waiting, n.planned, n.evaluated
  FROM chosen c JOIN objective o ON o.id = c.objective
  LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement a ON a.id = o.budget_agreement
  LEFT JOIN held h ON h.objective = o.id LEFT JOIN counted n ON n.objective = o.id
 WHERE {inside(:who)} AND (h.objective IS NOT NULL OR o.id IN (SELECT po.objective FROM mine m JOIN plan_objectives po ON po.plan = m.plan))
 ORDER BY a.id NULLS FIRST, o.id LIMIT :most;

-- The same for all of the year's objectives and everybody below them. Goals are counted up to 100, and trials below the NEWEST goals of each
-- objective, so that the page costs the same however much there is.
-- many HomeObjective home_objectives(int64_t year, int64_t newest, Who who, int64_t most)
WITH chosen(objective) AS {home_chosen(:year)},
theirs(objective, goal) AS (
    SELECT go.objective, go.goal FROM chosen c CROSS JOIN goal_objectives go
     WHERE go.objective = c.objective AND go.goal > COALESCE((SELECT x.goal FROM goal_objectives x WHERE x.objective = c.objective ORDER BY x.goal DESC LIMIT 1 OFFSET :newest), 0)),
counted AS {home_counted(:who)}
SELECT o.id, COALESCE(o.title, o.text) AS title, COALESCE(p.title, a.title) AS source,
       (SELECT COUNT(*) FROM (SELECT 1 FROM goal_objectives go WHERE go.objective = o.id LIMIT 100) AS x) AS goals,
       (SELECT MIN(go.goal) FROM goal_objectives go WHERE go.objective = o.id) AS one_goal,
       n.running, n.one_running, n.waiting, n.one_waiting, n.planned, n.evaluated
  FROM chosen c JOIN objective o ON o.id = c.objective
  LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement a ON a.id = o.budget_agreement
  LEFT JOIN counted n ON n.objective = o.id
 WHERE {inside(:who)}
 ORDER BY a.id NULLS FIRST, o.id LIMIT :most;

-- row HomeVision { int64_t id; Text title; }
-- one HomeVision home_vision(Day day)
SELECT v.id, v.title FROM vision v
 WHERE (v.valid_from_from IS NULL OR v.valid_from_from <= :day) AND (v.valid_to_to IS NULL OR v.valid_to_to >= :day)
 ORDER BY v.valid_from_from DESC NULLS LAST, v.id DESC LIMIT 1;
