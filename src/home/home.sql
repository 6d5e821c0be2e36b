-- SPDX-License-Identifier: MPL-2.0

-- What waits for a person, the most urgent first. KIND tells what: an evaluation of a trial (final or interim), a task, a goal without trials, a
-- plan that is not adopted. A leader's are those of the units where the role itself is held.
-- row HomeWork { Text kind; int64_t id; Text title; Day due; Text context; }
-- many HomeWork home_work(Who who, Day today, Day soon, int64_t most)
WITH led(unit) AS (SELECT r.unit FROM role r WHERE r.person = :who AND r.role = 'leader')
SELECT w.kind, w.id, w.title, w.due, w.context FROM (
  SELECT 'evaluation' AS kind, t.id, t.title, t.final_on AS due, NULL AS context
    FROM trial t
   WHERE t.id IN (SELECT tu.trial FROM led JOIN trial_units tu ON tu.unit = led.unit)
     AND (t.state = 'ended' OR (t.state = 'running' AND t.final_on <= :soon))
     AND NOT EXISTS (SELECT 1 FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final')
  UNION ALL
  SELECT 'interim' AS kind, t.id, t.title, t.interim_on AS due, NULL AS context
    FROM trial t
   WHERE t.id IN (SELECT tu.trial FROM led JOIN trial_units tu ON tu.unit = led.unit)
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

-- The objectives of a year (selected, or of the year's budget agreement) in the plans of units within reach, with what the person's units do below
-- them. Counts stop at 100, so that the page costs the same however much there is. ONE_GOAL and ONE_TRIAL are for a link where there is one.
-- row HomeObjective {
--     int64_t id; Text title; Text source; int64_t goals; int64_t one_goal; int64_t running; int64_t one_running; int64_t waiting;
--     int64_t one_waiting; int64_t planned; int64_t evaluated;
-- }
-- many HomeObjective home_objectives_of_mine(int64_t year, Who who, int64_t most)
WITH mine(plan) AS (
    SELECT DISTINCT pu.plan FROM reach r JOIN plan_units pu ON pu.unit = r.unit JOIN plan l ON l.id = pu.plan
     WHERE r.person = :who AND r.need = 'see' AND l.year = :year),
theirs(goal) AS (SELECT DISTINCT gp.goal FROM mine m JOIN goal_plans gp ON gp.plan = m.plan),
chosen(objective) AS (
    SELECT s.objective FROM selection s WHERE s.year = :year AND s.decision = 'selected'
    UNION SELECT x.id FROM budget_agreement b JOIN objective x ON x.budget_agreement = b.id WHERE b.budget_year = :year),
below(objective, trial, state) AS (
    SELECT DISTINCT go.objective, t.id, t.state FROM theirs g JOIN goal_objectives go ON go.goal = g.goal
      JOIN trial_goals tg ON tg.goal = g.goal JOIN trial t ON t.id = tg.trial WHERE {visible_trial(t, :who)})
SELECT o.id, COALESCE(o.title, o.text) AS title, COALESCE(p.title, a.title) AS source,
       (SELECT COUNT(*) FROM theirs g JOIN goal_objectives go ON go.goal = g.goal WHERE go.objective = o.id) AS goals,
       (SELECT MIN(g.goal) FROM theirs g JOIN goal_objectives go ON go.goal = g.goal WHERE go.objective = o.id) AS one_goal,
       (SELECT COUNT(*) FROM below x WHERE x.objective = o.id AND x.state = 'running') AS running,
       (SELECT MIN(x.trial) FROM below x WHERE x.objective = o.id AND x.state = 'running') AS one_running,
       (SELECT COUNT(*) FROM below x WHERE x.objective = o.id AND x.state = 'ended') AS waiting,
       (SELECT MIN(x.trial) FROM below x WHERE x.objective = o.id AND x.state = 'ended') AS one_waiting,
       (SELECT COUNT(*) FROM below x WHERE x.objective = o.id AND x.state IN ('idea', 'prepared')) AS planned,
       (SELECT COUNT(*) FROM below x WHERE x.objective = o.id AND x.state = 'evaluated') AS evaluated
  FROM chosen c JOIN objective o ON o.id = c.objective
  LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement a ON a.id = o.budget_agreement
 WHERE {inside(:who)} AND o.id IN (SELECT po.objective FROM mine m JOIN plan_objectives po ON po.plan = m.plan
                                   UNION SELECT go.objective FROM theirs g JOIN goal_objectives go ON go.goal = g.goal)
 ORDER BY a.id NULLS FIRST, o.id LIMIT :most;

-- The same for all of the year's objectives and everybody below them.
-- many HomeObjective home_objectives(int64_t year, Who who, int64_t most)
WITH chosen(objective) AS (
    SELECT s.objective FROM selection s WHERE s.year = :year AND s.decision = 'selected'
    UNION SELECT x.id FROM budget_agreement b JOIN objective x ON x.budget_agreement = b.id WHERE b.budget_year = :year)
SELECT o.id, COALESCE(o.title, o.text) AS title, COALESCE(p.title, a.title) AS source,
       (SELECT COUNT(*) FROM (SELECT 1 FROM goal_objectives go WHERE go.objective = o.id LIMIT 100) AS x) AS goals,
       (SELECT MIN(go.goal) FROM goal_objectives go WHERE go.objective = o.id) AS one_goal,
       (SELECT COUNT(*) FROM {home_trials(o.id, 'running', 'running', :who)} AS x) AS running,
       (SELECT MIN(x.trial) FROM {home_trials(o.id, 'running', 'running', :who)} AS x) AS one_running,
       (SELECT COUNT(*) FROM {home_trials(o.id, 'ended', 'ended', :who)} AS x) AS waiting,
       (SELECT MIN(x.trial) FROM {home_trials(o.id, 'ended', 'ended', :who)} AS x) AS one_waiting,
       (SELECT COUNT(*) FROM {home_trials(o.id, 'idea', 'prepared', :who)} AS x) AS planned,
       (SELECT COUNT(*) FROM {home_trials(o.id, 'evaluated', 'evaluated', :who)} AS x) AS evaluated
  FROM chosen c JOIN objective o ON o.id = c.objective
  LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement a ON a.id = o.budget_agreement
 WHERE {inside(:who)}
 ORDER BY a.id NULLS FIRST, o.id LIMIT :most;

-- The trials in one of two states below an objective, among those of its first goals.
-- fragment home_trials(objective, a, b, who)
SELECT DISTINCT t.id AS trial FROM (SELECT go.goal FROM goal_objectives go WHERE go.objective = :objective ORDER BY go.goal DESC LIMIT 100) AS f
   JOIN trial_goals tg ON tg.goal = f.goal JOIN trial t ON t.id = tg.trial WHERE t.state IN (:a, :b) AND {visible_trial(t, :who)}

-- row HomeVision { int64_t id; Text title; }
-- one HomeVision home_vision(Day day)
SELECT v.id, v.title FROM vision v
 WHERE (v.valid_from_from IS NULL OR v.valid_from_from <= :day) AND (v.valid_to_to IS NULL OR v.valid_to_to >= :day)
 ORDER BY v.valid_from_from DESC NULLS LAST, v.id DESC LIMIT 1;
