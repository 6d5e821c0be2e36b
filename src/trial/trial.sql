-- SPDX-License-Identifier: MPL-2.0
-- include "trial/trial.h"

-- one int64_t trial_is_seen(int64_t id, Who who)
SELECT CASE WHEN {visible_trial(x, :who)} THEN 1 ELSE 0 END FROM trial x WHERE x.id = :id;

-- one int64_t trial_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM trial_units tu WHERE tu.trial = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t log_entry_is_seen(int64_t id, Who who)
SELECT CASE WHEN {visible_trial(t, :who)} THEN 1 ELSE 0 END FROM log_entry x JOIN trial t ON t.id = x.trial WHERE x.id = :id;

-- one int64_t log_entry_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM log_entry x JOIN trial_units tu ON tu.trial = x.trial WHERE x.id = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;

-- The latest final judgement of a trial.
-- fragment judgement_of(t)
(SELECT je.judgement FROM evaluation je WHERE je.trial = t.id AND je.kind = 'final' ORDER BY je.date DESC, je.id DESC LIMIT 1)

-- fragment first_unit_of(t)
(SELECT fn.name FROM trial_units fu JOIN unit fn ON fn.id = fu.unit WHERE fu.trial = t.id ORDER BY fn.id LIMIT 1)

-- A line of a list of trials. UNIT_NAME is one of its units, OWNER_NAME a leader of one of them.
-- row TrialLine { int64_t id; Text title; Text state; Text judgement; Text unit_name; Text owner_name; Day starts_on; Day final_on; }
-- many TrialLine trials_before(int64_t before, Text state, Who who, int64_t most)
SELECT t.id, t.title, t.state, {judgement_of(t)} AS judgement, {first_unit_of(t)} AS unit_name,
       (SELECT p.name FROM trial_units tu JOIN role r ON r.unit = tu.unit AND r.role = 'leader' JOIN person p ON p.id = r.person
         WHERE tu.trial = t.id ORDER BY tu.unit, r.id LIMIT 1) AS owner_name,
       t.starts_on, t.final_on
  FROM trial t
 WHERE t.id < :before AND (:state = '' OR t.state = :state) AND {visible_trial(t, :who)}
 ORDER BY t.id DESC LIMIT :most;

-- Those of a unit and the units below it.
-- many TrialLine trials_of_unit_before(int64_t unit, int64_t before, Text state, Who who, int64_t most)
WITH RECURSIVE below(id) AS (SELECT u.id FROM unit u WHERE u.id = :unit UNION SELECT c.id FROM below JOIN unit c ON c.parent = below.id)
SELECT t.id, t.title, t.state, {judgement_of(t)} AS judgement, {first_unit_of(t)} AS unit_name,
       (SELECT p.name FROM trial_units tu JOIN role r ON r.unit = tu.unit AND r.role = 'leader' JOIN person p ON p.id = r.person
         WHERE tu.trial = t.id ORDER BY tu.unit, r.id LIMIT 1) AS owner_name,
       t.starts_on, t.final_on
  FROM trial t
 WHERE t.id < :before AND (:state = '' OR t.state = :state) AND {visible_trial(t, :who)}
   AND EXISTS (SELECT 1 FROM trial_units tu JOIN below b ON b.id = tu.unit WHERE tu.trial = t.id)
 ORDER BY t.id DESC LIMIT :most;

-- What the page of a trial names around it.
-- row TrialLink { int64_t id; Text title; }
-- many TrialLink trial_goal_links(int64_t trial, int64_t most)
SELECT g.id, g.title FROM trial_goals tg JOIN goal g ON g.id = tg.goal WHERE tg.trial = :trial ORDER BY g.id LIMIT :most;

-- many TrialLink trial_unit_links(int64_t trial, int64_t most)
SELECT u.id, u.name AS title FROM trial_units tu JOIN unit u ON u.id = tu.unit WHERE tu.trial = :trial ORDER BY u.id LIMIT :most;

-- many TrialLink trial_group_links(int64_t trial, int64_t most)
SELECT c.id, c.name AS title FROM trial_citizen_groups tc JOIN citizen_group c ON c.id = tc.citizen_group
 WHERE tc.trial = :trial ORDER BY c.id LIMIT :most;

-- The owner of a trial is derived: who holds the role of leader in one of its units.
-- many TrialLink trial_leaders(int64_t trial, int64_t most)
SELECT p.id, p.name AS title FROM person p
 WHERE EXISTS (SELECT 1 FROM trial_units tu JOIN role r ON r.unit = tu.unit WHERE tu.trial = :trial AND r.role = 'leader' AND r.person = p.id)
 ORDER BY p.id LIMIT :most;

-- A trial before or after this one, as the person may see it.
-- row TrialNeighbour { int64_t id; Text title; Text state; Text judgement; Text unit_name; Day starts_on; }
-- many TrialNeighbour trials_continued_by(int64_t trial, Who who, int64_t most)
SELECT t.id, t.title, t.state, {judgement_of(t)} AS judgement, {first_unit_of(t)} AS unit_name, t.starts_on
  FROM trial x JOIN trial t ON t.id = x.continues WHERE x.id = :trial AND {visible_trial(t, :who)} ORDER BY t.id LIMIT :most;

-- many TrialNeighbour trials_continuing(int64_t trial, Who who, int64_t most)
SELECT t.id, t.title, t.state, {judgement_of(t)} AS judgement, {first_unit_of(t)} AS unit_name, t.starts_on
  FROM trial t WHERE t.continues = :trial AND {visible_trial(t, :who)} ORDER BY t.id LIMIT :most;

-- one int64_t trial_sign_count(int64_t trial)
SELECT COUNT(*) FROM sign_trials st WHERE st.trial = :trial;

-- A task under a trial, with its plan.
-- row TrialTask { int64_t id; Text title; int64_t plan; Text owner_name; Day due_on; Day done_on; }
-- many TrialTask trial_tasks(int64_t trial, int64_t most)
SELECT k.id, k.title, k.plan, COALESCE(p.name, u.name) AS owner_name, k.due_on, k.done_on
  FROM task k LEFT JOIN person p ON p.id = k.assigned_to_person LEFT JOIN unit u ON u.id = k.assigned_to_unit
 WHERE k.trial = :trial ORDER BY k.due_on NULLS LAST, k.id LIMIT :most;

-- A line of what happened.
-- row TrialEvent { int64_t id; Day date; Text text; int64_t person; Text person_name; }
-- many TrialEvent trial_events(int64_t trial, int64_t most)
SELECT l.id, l.date, l.text, l.person, p.name AS person_name FROM log_entry l LEFT JOIN person p ON p.id = l.person
 WHERE l.trial = :trial ORDER BY l.date DESC, l.id DESC LIMIT :most;

-- row TrialEvaluation { int64_t id; Text kind; Day date; Text seen; Text judgement; Text decision; Text learning; }
-- many TrialEvaluation trial_evaluations(int64_t trial, int64_t most)
SELECT e.id, e.kind, e.date, e.seen, e.judgement, e.decision, e.learning FROM evaluation e
 WHERE e.trial = :trial ORDER BY CASE e.kind WHEN 'final' THEN 0 ELSE 1 END, e.date DESC, e.id DESC LIMIT :most;

-- ---- what forms offer ----

-- The units of a goal that the person leads: where a new trial under it belongs when nothing else is said.
-- many int64_t trial_units_by_default(int64_t goal, Who who, int64_t most)
SELECT u.id FROM unit u
 WHERE (EXISTS (SELECT 1 FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = :goal AND pu.unit = u.id)
        OR EXISTS (SELECT 1 FROM goal g WHERE g.id = :goal AND g.owner_unit = u.id))
   AND {reached(:who, 'lead', u.id)}
 ORDER BY u.id LIMIT :most;

-- The goal's units, the trial's own, and those that the person leads. GOAL or TRIAL may be 0.
-- many TrialLink trial_unit_choices(int64_t goal, int64_t trial, Day today, Who who, int64_t most)
SELECT u.id, u.name AS title FROM unit u
 WHERE EXISTS (SELECT 1 FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = :goal AND pu.unit = u.id)
    OR EXISTS (SELECT 1 FROM goal g WHERE g.id = :goal AND g.owner_unit = u.id)
    OR EXISTS (SELECT 1 FROM trial_units tu WHERE tu.trial = :trial AND tu.unit = u.id)
    OR ({reached(:who, 'lead', u.id)} AND (u.valid_to_to IS NULL OR u.valid_to_to >= :today))
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- The trial's own goals, and the open ones that the person leads.
-- many TrialLink trial_goal_choices(int64_t trial, Who who, int64_t most)
SELECT g.id, g.title FROM goal g
 WHERE EXISTS (SELECT 1 FROM trial_goals tg WHERE tg.trial = :trial AND tg.goal = g.id)
    OR (g.state NOT IN ('reached', 'given_up')
        AND (EXISTS (SELECT 1 FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = g.id AND {reached(:who, 'lead', pu.unit)})
             OR {reached(:who, 'lead', g.owner_unit)}))
 ORDER BY g.title COLLATE "da-x-icu", g.id LIMIT :most;

-- The open goals that the person leads, those of the trial first: where one that builds on it can stand.
-- many TrialLink trial_goals_led(int64_t trial, Who who, int64_t most)
SELECT g.id, g.title FROM goal g
 WHERE g.state NOT IN ('reached', 'given_up')
   AND (EXISTS (SELECT 1 FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan WHERE gp.goal = g.id AND {reached(:who, 'lead', pu.unit)})
        OR {reached(:who, 'lead', g.owner_unit)})
 ORDER BY CASE WHEN EXISTS (SELECT 1 FROM trial_goals tg WHERE tg.trial = :trial AND tg.goal = g.id) THEN 0 ELSE 1 END,
       g.title COLLATE "da-x-icu", g.id LIMIT :most;

-- The ended trials that one may build on: those in the person's units, the one named, and the one that TRIAL continues now.
-- many TrialLink trial_continue_choices(int64_t trial, int64_t named, Who who, int64_t most)
SELECT t.id, t.title FROM trial t
 WHERE t.id <> :trial AND {visible_trial(t, :who)}
   AND (t.id = :named OR EXISTS (SELECT 1 FROM trial x WHERE x.id = :trial AND x.continues = t.id)
        OR (t.state IN ('ended', 'evaluated', 'dropped')
            AND EXISTS (SELECT 1 FROM trial_units tu WHERE tu.trial = t.id AND {reached(:who, 'contribute', tu.unit)})))
 ORDER BY t.title COLLATE "da-x-icu", t.id LIMIT :most;

-- The signs that a trial's form offers: those of its goals, and its own. GOAL is that of a new trial, otherwise 0.
-- row TrialSignChoice { int64_t id; Text title; Text kind; Text frequency; Text owner_name; bool is_linked; }
-- many TrialSignChoice trial_sign_choices(int64_t goal, int64_t trial, int64_t most)
SELECT s.id, s.title, s.kind, s.frequency, COALESCE(p.name, u.name) AS owner_name,
       CASE WHEN EXISTS (SELECT 1 FROM sign_trials st WHERE st.sign = s.id AND st.trial = :trial) THEN 1 ELSE 0 END AS is_linked
  FROM sign s LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
 WHERE EXISTS (SELECT 1 FROM sign_goals sg WHERE sg.sign = s.id AND sg.goal = :goal)
    OR EXISTS (SELECT 1 FROM trial_goals tg JOIN sign_goals sg ON sg.goal = tg.goal WHERE tg.trial = :trial AND sg.sign = s.id)
    OR EXISTS (SELECT 1 FROM sign_trials st WHERE st.sign = s.id AND st.trial = :trial)
 ORDER BY s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- one Text trial_person_name(int64_t id)
SELECT name FROM person WHERE id = :id;
