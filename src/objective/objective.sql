-- SPDX-License-Identifier: MPL-2.0
-- include "objective/objective.h"

-- one int64_t objective_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM objective x WHERE x.id = :id;

-- Where an objective stands: as its policy, or by the year of its budget agreement (a code of policy_standing_words).
-- fragment objective_standing(o, p, b, today)
CASE WHEN o.policy IS NOT NULL THEN {policy_standing(p, :today)}
     WHEN CAST(b.budget_year AS TEXT) < SUBSTR(:today, 1, 4) THEN 'ended'
     WHEN CAST(b.budget_year AS TEXT) > SUBSTR(:today, 1, 4) THEN 'coming' ELSE 'in_force' END

-- ---- the list ----

-- Those of one policy or one agreement; when neither is given, those that are in force or will be. In the order of their policies' names and
-- numbers, so a page begins after the place of objective AFTER.
-- row ObjectiveLine { int64_t id; Text number; Text text; int64_t policy; int64_t budget_agreement; Text above; Text kind; Text standing; Period valid_from; Period valid_to; int64_t goal_count; bool is_chosen; bool is_worked_on; }
-- many ObjectiveLine objectives_after(int64_t after, int64_t policy, int64_t agreement, int64_t year, Day today, Who who, int64_t most)
WITH place AS (
    SELECT o.id, COALESCE(b.budget_year, 0) AS agreed_year, COALESCE(p.title, b.title) AS title, COALESCE(p.id, b.id) AS source,
           LENGTH(COALESCE(o.number, '')) AS digits, COALESCE(o.number, '') AS number
      FROM objective o LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement),
shown AS (
    SELECT o.id, o.number, o.text, o.policy, o.budget_agreement, COALESCE(p.title, b.title) AS above, COALESCE(p.kind, 'policy') AS kind,
           {objective_standing(o, p, b, :today)} AS standing,
           COALESCE(p.valid_from, CAST(b.budget_year AS TEXT)) AS valid_from,
           COALESCE(p.valid_from_from, CAST(b.budget_year AS TEXT) || '-01-01') AS valid_from_from, p.valid_from_to,
           COALESCE(p.valid_to, CAST(b.budget_year AS TEXT)) AS valid_to, p.valid_to_from,
           COALESCE(p.valid_to_to, CAST(b.budget_year AS TEXT) || '-12-31') AS valid_to_to
      FROM objective o LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
     WHERE {inside(:who)})
SELECT s.id, s.number, s.text, s.policy, s.budget_agreement, s.above, s.kind, s.standing, s.valid_from, s.valid_from_from, s.valid_from_to,
       s.valid_to, s.valid_to_from, s.valid_to_to,
       (SELECT COUNT(*) FROM goal_objectives go WHERE go.objective = s.id) AS goal_count,
       CASE WHEN {objective_is_selected_in(s, :year)} OR {objective_is_compulsory_in(s, :year)} THEN 1 ELSE 0 END AS is_chosen,
       CASE WHEN {objective_is_worked_on_in(s, :year, :today)} THEN 1 ELSE 0 END AS is_worked_on
  FROM shown s JOIN place l ON l.id = s.id
 WHERE CASE WHEN :policy <> 0 THEN s.policy WHEN :agreement <> 0 THEN s.budget_agreement ELSE 0 END
       = CASE WHEN :policy <> 0 THEN :policy ELSE :agreement END
   AND (:policy + :agreement <> 0 OR s.standing IN ('in_force', 'over_period', 'coming'))
   AND (:after = 0 OR (l.agreed_year, l.title COLLATE "da-x-icu", l.source, l.digits, l.number, l.id) >
        (SELECT a.agreed_year, a.title, a.source, a.digits, a.number, a.id FROM place a WHERE a.id = :after))
 ORDER BY l.agreed_year, l.title COLLATE "da-x-icu", l.source, l.digits, l.number, l.id LIMIT :most;

-- row ObjectiveLink { int64_t id; Text title; }
-- many ObjectiveLink policies_with_objectives(int64_t most)
SELECT p.id, p.title FROM policy p WHERE EXISTS (SELECT 1 FROM objective o WHERE o.policy = p.id)
 ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- ---- windows: objective_window.c ----

-- Which objectives: one, those of a policy, or those of policies in force on a day from FIRST_DAY to LAST_DAY and of the agreements of the
-- years from FIRST on until then. What runs beside the policies is never counted.
-- fragment objective_is_wanted(o, p, b, one, policy, first_day, last_day, first)
(p.id IS NULL OR p.kind = 'policy') AND
CASE WHEN :one <> 0 THEN CASE WHEN o.id = :one THEN 1 ELSE 0 END
     WHEN :policy <> 0 THEN CASE WHEN o.policy = :policy THEN 1 ELSE 0 END
     WHEN b.budget_year >= :first AND CAST(b.budget_year AS TEXT) <= SUBSTR(:last_day, 1, 4) THEN 1
     WHEN p.id IS NOT NULL AND {policy_has_begun(p, :last_day)} AND NOT {policy_is_replaced(p, :first_day)} THEN 1
     ELSE 0 END = 1

-- row ObjectiveWindowLine { int64_t id; Text number; Text text; int64_t policy; int64_t budget_agreement; Text above; Text standing; Day first_day; Day last_day; int64_t agreed_year; }
-- many ObjectiveWindowLine objective_window_lines(int64_t one, int64_t policy, Day first_day, Day last_day, int64_t first, Day today, Who who, int64_t most)
SELECT o.id, o.number, o.text, o.policy, o.budget_agreement, COALESCE(p.title, b.title) AS above,
       {objective_standing(o, p, b, :today)} AS standing, p.valid_from_from AS first_day, p.valid_to_to AS last_day,
       b.budget_year AS agreed_year
  FROM objective o LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
 WHERE {inside(:who)} AND {objective_is_wanted(o, p, b, :one, :policy, :first_day, :last_day, :first)}
 ORDER BY CASE WHEN p.id IS NULL THEN 1 ELSE 0 END, p.title COLLATE "da-x-icu" NULLS LAST, p.id NULLS LAST, b.budget_year NULLS FIRST,
          b.id NULLS FIRST, COALESCE(LENGTH(o.number), 99), o.number NULLS LAST, o.id LIMIT :most;

-- The years from EARLIEST to LATEST in which something became of them.
-- row ObjectiveYearLine { int64_t objective; int64_t year; bool is_selected; bool is_compulsory; bool is_worked_on; }
-- many ObjectiveYearLine objective_year_lines(int64_t one, int64_t policy, Day first_day, Day last_day, int64_t first, int64_t earliest, int64_t latest, Day today, int64_t most)
WITH RECURSIVE year(n) AS (SELECT CAST(:earliest AS BIGINT) UNION ALL SELECT y.n + 1 FROM year y WHERE y.n < :latest),
cell AS (
    SELECT o.id AS objective, y.n AS year,
           CASE WHEN {objective_is_selected_in(o, y.n)} THEN 1 ELSE 0 END AS is_selected,
           CASE WHEN {objective_is_compulsory_in(o, y.n)} THEN 1 ELSE 0 END AS is_compulsory,
           CASE WHEN {objective_is_worked_on_in(o, y.n, :today)} THEN 1 ELSE 0 END AS is_worked_on
      FROM objective o CROSS JOIN year y
      LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
     WHERE {objective_is_wanted(o, p, b, :one, :policy, :first_day, :last_day, :first)})
SELECT objective, year, is_selected, is_compulsory, is_worked_on FROM cell
 WHERE is_selected + is_compulsory + is_worked_on > 0 ORDER BY objective, year LIMIT :most;

-- ---- the page ----

-- What an objective's page says of it beside its own fields.
-- row ObjectiveAround { Text above; Text kind; Text standing; Period valid_from; Period valid_to; Text owner_name; Text future_scenario; int64_t agreed_year; }
-- one ObjectiveAround objective_around(int64_t id, Day today)
SELECT COALESCE(p.title, b.title) AS above, COALESCE(p.kind, 'policy') AS kind, {objective_standing(o, p, b, :today)} AS standing,
       COALESCE(p.valid_from, CAST(b.budget_year AS TEXT)) AS valid_from,
       COALESCE(p.valid_from_from, CAST(b.budget_year AS TEXT) || '-01-01') AS valid_from_from, p.valid_from_to,
       COALESCE(p.valid_to, CAST(b.budget_year AS TEXT)) AS valid_to, p.valid_to_from,
       COALESCE(p.valid_to_to, CAST(b.budget_year AS TEXT) || '-12-31') AS valid_to_to,
       COALESCE(n.name, u.name) AS owner_name, p.future_scenario, b.budget_year AS agreed_year
  FROM objective o LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
  LEFT JOIN person n ON n.id = p.owner_person LEFT JOIN unit u ON u.id = p.owner_unit
 WHERE o.id = :id;

-- row ObjectiveDecision { int64_t year; Text decision; Text reason; Day decided_on; Text reference; }
-- many ObjectiveDecision objective_decisions(int64_t objective, int64_t most)
SELECT s.year, s.decision, s.reason, s.decided_on, s.reference FROM selection s WHERE s.objective = :objective ORDER BY s.year DESC LIMIT :most;

-- The tree: its goals after goal AFTER, then what belongs to the goals up to LAST.
-- row ObjectiveGoal { int64_t id; Text title; Text state; Day due_on; }
-- many ObjectiveGoal goals_below_objective(int64_t objective, int64_t after, int64_t most)
SELECT g.id, g.title, g.state, g.due_on FROM goal_objectives go JOIN goal g ON g.id = go.goal
 WHERE go.objective = :objective AND go.goal > :after ORDER BY go.goal LIMIT :most;

-- row ObjectiveGoalUnit { int64_t goal; int64_t unit; Text name; }
-- many ObjectiveGoalUnit units_below_objective(int64_t objective, int64_t after, int64_t last, int64_t most)
SELECT go.goal, u.id AS unit, u.name FROM goal_objectives go JOIN goal_plans gp ON gp.goal = go.goal
  JOIN plan_units pu ON pu.plan = gp.plan JOIN unit u ON u.id = pu.unit
 WHERE go.objective = :objective AND go.goal > :after AND go.goal <= :last
 GROUP BY go.goal, u.id, u.name ORDER BY go.goal, u.id LIMIT :most;

-- The signs of the goals, and those that only a trial of the goal has.
-- row ObjectiveGoalSign { int64_t goal; int64_t id; Text title; Text kind; Text frequency; }
-- many ObjectiveGoalSign signs_below_objective(int64_t objective, int64_t after, int64_t last, Who who, int64_t most)
SELECT below.goal, s.id, s.title, s.kind, s.frequency FROM (
    SELECT go.goal, sg.sign FROM goal_objectives go JOIN sign_goals sg ON sg.goal = go.goal
     WHERE go.objective = :objective AND go.goal > :after AND go.goal <= :last
    UNION
    SELECT go.goal, st.sign FROM goal_objectives go JOIN trial_goals tg ON tg.goal = go.goal JOIN trial t ON t.id = tg.trial
      JOIN sign_trials st ON st.trial = t.id
     WHERE go.objective = :objective AND go.goal > :after AND go.goal <= :last AND {visible_trial(t, :who)}) below
  JOIN sign s ON s.id = below.sign ORDER BY below.goal, s.id LIMIT :most;

-- SIGN is where the trial hangs: its first sign that the goal has, too, else its first; 0 when it has none.
-- row ObjectiveGoalTrial { int64_t goal; int64_t sign; int64_t id; Text title; Text state; Text judgement; Text unit_name; Day starts_on; Day ends_on; }
-- many ObjectiveGoalTrial trials_below_objective(int64_t objective, int64_t after, int64_t last, Who who, int64_t most)
SELECT go.goal, COALESCE((SELECT MIN(st.sign) FROM sign_trials st JOIN sign_goals sg ON sg.sign = st.sign AND sg.goal = tg.goal
                           WHERE st.trial = t.id),
                         (SELECT MIN(st.sign) FROM sign_trials st WHERE st.trial = t.id), 0) AS sign,
       t.id, t.title, t.state,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement,
       (SELECT n.name FROM trial_units tu JOIN unit n ON n.id = tu.unit WHERE tu.trial = t.id ORDER BY n.id LIMIT 1) AS unit_name,
       t.starts_on, t.ends_on
  FROM goal_objectives go JOIN trial_goals tg ON tg.goal = go.goal JOIN trial t ON t.id = tg.trial
 WHERE go.objective = :objective AND go.goal > :after AND go.goal <= :last AND {visible_trial(t, :who)}
 ORDER BY go.goal, t.starts_on NULLS LAST, t.id LIMIT :most;

-- row ObjectiveSign { int64_t id; Text title; Text kind; Text frequency; Text owner_name; }
-- many ObjectiveSign signs_of_objective(int64_t objective, int64_t most)
SELECT s.id, s.title, s.kind, s.frequency, COALESCE(p.name, u.name) AS owner_name
  FROM sign_objectives so JOIN sign s ON s.id = so.sign
  LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
 WHERE so.objective = :objective ORDER BY s.id LIMIT :most;

-- The trials below that the person may see, by state and judgement.
-- row ObjectiveTrialCount { Text state; Text judgement; int64_t count; }
-- many ObjectiveTrialCount trial_counts_below_objective(int64_t objective, Who who, int64_t most)
SELECT below.state, below.judgement, COUNT(*) AS count FROM (
    SELECT t.state, (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final'
                      ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement
      FROM trial t
     WHERE t.id IN (SELECT tg.trial FROM goal_objectives go JOIN trial_goals tg ON tg.goal = go.goal WHERE go.objective = :objective)
       AND {visible_trial(t, :who)}) below
 GROUP BY below.state, below.judgement LIMIT :most;

-- The EACH latest of every judgement.
-- row ObjectiveJudged { int64_t id; Text title; Text judgement; Text unit_name; Day starts_on; Day ends_on; Text state; }
-- many ObjectiveJudged judged_below_objective(int64_t objective, int64_t each, Who who, int64_t most)
SELECT ranked.id, ranked.title, ranked.judgement, ranked.state, ranked.starts_on, ranked.ends_on,
       (SELECT n.name FROM trial_units tu JOIN unit n ON n.id = tu.unit WHERE tu.trial = ranked.id ORDER BY n.id LIMIT 1) AS unit_name
  FROM (SELECT t.id, t.title, t.state, t.starts_on, t.ends_on, e.judgement, e.date,
               ROW_NUMBER() OVER (PARTITION BY e.judgement ORDER BY e.date DESC, t.id) AS place
          FROM trial t JOIN evaluation e ON e.id = (
               SELECT last.id FROM evaluation last WHERE last.trial = t.id AND last.kind = 'final' ORDER BY last.date DESC, last.id DESC LIMIT 1)
         WHERE t.id IN (SELECT tg.trial FROM goal_objectives go JOIN trial_goals tg ON tg.goal = go.goal WHERE go.objective = :objective)
           AND e.judgement IS NOT NULL AND {visible_trial(t, :who)}) ranked
 WHERE ranked.place <= :each ORDER BY ranked.judgement, ranked.place LIMIT :most;

-- row ObjectivePlan { int64_t id; Text title; int64_t year; Text state; Text owner_name; Instant changed_at; }
-- many ObjectivePlan plans_below_objective(int64_t objective, int64_t most)
SELECT p.id, p.title, p.year, p.state,
       (SELECT n.name FROM plan_units pu JOIN role r ON r.unit = pu.unit AND r.role = 'leader' JOIN person n ON n.id = r.person
         WHERE pu.plan = p.id ORDER BY n.id LIMIT 1) AS owner_name,
       (SELECT c.at FROM change c WHERE c.record = 'plan' AND c.row_id = p.id ORDER BY c.id DESC LIMIT 1) AS changed_at
  FROM plan p
 WHERE p.id IN (SELECT po.plan FROM plan_objectives po WHERE po.objective = :objective
                UNION SELECT gp.plan FROM goal_objectives go JOIN goal_plans gp ON gp.goal = go.goal WHERE go.objective = :objective)
 ORDER BY p.year DESC, p.id LIMIT :most;

-- ---- the form ----

-- many ObjectiveLink visions_for_objective(int64_t most)
SELECT v.id, v.title FROM vision v ORDER BY v.valid_from_from DESC NULLS LAST, v.id LIMIT :most;

-- one int64_t vision_for_objective(Day today)
SELECT {vision_on(:today)} AS id;
