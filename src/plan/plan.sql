-- SPDX-License-Identifier: MPL-2.0
-- include "plan/plan.h"

-- one int64_t plan_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan x WHERE x.id = :id;

-- Reaching one of the plan's units suffices.
-- one int64_t plan_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM plan_units pu WHERE pu.plan = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t plan_objective_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan_objective x WHERE x.id = :id;

-- one int64_t plan_objective_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM plan_objective x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t plan_duty_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan_duty x WHERE x.id = :id;

-- one int64_t milestone_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM milestone x WHERE x.id = :id;

-- one int64_t milestone_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM milestone x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- ---- the list ----

-- many int64_t plan_years(int64_t most)
SELECT year FROM plan GROUP BY year ORDER BY year DESC LIMIT :most;

-- A line of a list of plans. IDLE_COUNT is how many of its goals have no trial that the person may see.
-- row PlanLine { int64_t id; int64_t year; Text title; Text theme; Text state; int64_t goal_count; int64_t idle_count; }
-- many PlanLine plans_of_year_after(int64_t year, int64_t after, Who who, int64_t most)
SELECT p.id, p.year, p.title, p.theme, p.state,
       (SELECT COUNT(*) FROM goal_plans gp WHERE gp.plan = p.id) AS goal_count,
       (SELECT COUNT(*) FROM goal_plans gp WHERE gp.plan = p.id AND NOT EXISTS (
           SELECT 1 FROM trial_goals tg JOIN trial t ON t.id = tg.trial WHERE tg.goal = gp.goal AND {visible_trial(t, :who)})) AS idle_count
  FROM plan p WHERE p.year = :year AND p.id > :after AND {inside(:who)} ORDER BY p.id LIMIT :most;

-- A unit of a plan, or a person who leads one of its units.
-- row PlanParty { int64_t plan; int64_t id; Text name; }
-- many PlanParty units_of_plans(int64_t year, int64_t after, int64_t last, int64_t most)
SELECT pu.plan, u.id, u.name FROM plan p JOIN plan_units pu ON pu.plan = p.id JOIN unit u ON u.id = pu.unit
 WHERE p.year = :year AND p.id > :after AND p.id <= :last ORDER BY pu.plan, u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- many PlanParty leaders_of_plans(int64_t year, int64_t after, int64_t last, int64_t most)
SELECT pu.plan, s.id, s.name FROM plan p JOIN plan_units pu ON pu.plan = p.id JOIN role r ON r.unit = pu.unit AND r.role = 'leader'
  JOIN person s ON s.id = r.person
 WHERE p.year = :year AND p.id > :after AND p.id <= :last
 GROUP BY pu.plan, s.id, s.name ORDER BY pu.plan, s.name COLLATE "da-x-icu", s.id LIMIT :most;

-- A unit that owes a plan and has none.
-- row PlanDebtor { int64_t id; Text name; Text leader_name; int64_t may_lead; }
-- many PlanDebtor units_owing_plan(int64_t year, Who who, int64_t most)
SELECT u.id, u.name,
       (SELECT s.name FROM role r JOIN person s ON s.id = r.person WHERE r.unit = u.id AND r.role = 'leader' ORDER BY s.id LIMIT 1) AS leader_name,
       CASE WHEN {reached(:who, 'lead', u.id)} THEN 1 ELSE 0 END AS may_lead
  FROM plan_duty d JOIN unit u ON u.id = d.unit
 WHERE d.year = :year AND {inside(:who)}
   AND NOT EXISTS (SELECT 1 FROM plan_units pu JOIN plan p ON p.id = pu.plan WHERE pu.unit = u.id AND p.year = :year)
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- ---- the page of a plan ----

-- many PlanParty units_of_plan(int64_t plan, int64_t most)
SELECT pu.plan, u.id, u.name FROM plan_units pu JOIN unit u ON u.id = pu.unit
 WHERE pu.plan = :plan ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- Who leads the unit with the id in PLAN_UNIT.
-- row PlanLeader { int64_t unit; int64_t id; Text name; }
-- many PlanLeader leaders_of_plan(int64_t plan, int64_t most)
SELECT pu.unit, s.id, s.name FROM plan_units pu JOIN role r ON r.unit = pu.unit AND r.role = 'leader' JOIN person s ON s.id = r.person
 WHERE pu.plan = :plan ORDER BY s.name COLLATE "da-x-icu", s.id, pu.unit LIMIT :most;

-- An objective of the plan, what it comes from, and what it means here. BUDGET_YEAR is 0 when it comes from a policy.
-- row PlanObjectiveLine { int64_t id; Text title; Text source; int64_t budget_year; Text meaning; }
-- many PlanObjectiveLine objectives_of_plan(int64_t plan, int64_t most)
SELECT o.id, o.text AS title, COALESCE(y.title, b.title) AS source, b.budget_year, m.meaning
  FROM plan_objectives po JOIN objective o ON o.id = po.objective
  LEFT JOIN policy y ON y.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
  LEFT JOIN plan_objective m ON m.plan = po.plan AND m.objective = po.objective
 WHERE po.plan = :plan ORDER BY o.id LIMIT :most;

-- row PlanGoal { int64_t id; Text title; Text state; Day due_on; Text owner_name; }
-- many PlanGoal goals_in_plan(int64_t plan, int64_t most)
SELECT g.id, g.title, g.state, g.due_on, COALESCE(p.name, u.name) AS owner_name
  FROM goal_plans gp JOIN goal g ON g.id = gp.goal
  LEFT JOIN person p ON p.id = g.owner_person LEFT JOIN unit u ON u.id = g.owner_unit
 WHERE gp.plan = :plan ORDER BY g.due_on NULLS LAST, g.id LIMIT :most;

-- Which objectives the goals of the plan fulfil.
-- row PlanGoalObjective { int64_t goal; int64_t objective; Text title; }
-- many PlanGoalObjective objectives_of_goals_in_plan(int64_t plan, int64_t most)
SELECT go.goal, go.objective, COALESCE(o.title, o.text) AS title
  FROM goal_plans gp JOIN goal_objectives go ON go.goal = gp.goal JOIN objective o ON o.id = go.objective
 WHERE gp.plan = :plan ORDER BY go.goal, go.objective LIMIT :most;

-- A sign of one of the plan's goals with what was seen last. Where small counts must be hidden the figures stay on the sign's own page.
-- row PlanSign { int64_t goal; int64_t id; Text title; Text kind; Text frequency; Text measure; Figure target; Figure latest; Text level; }
-- many PlanSign signs_in_plan(int64_t plan, int64_t most)
SELECT sg.goal, s.id, s.title, s.kind, s.frequency, s.measure, s.target, s.target_typed, m.value AS latest, m.value_typed AS latest_typed, o.level
  FROM goal_plans gp JOIN sign_goals sg ON sg.goal = gp.goal JOIN sign s ON s.id = sg.sign
  LEFT JOIN measurement m ON s.min_count IS NULL
        AND m.id = (SELECT x.id FROM measurement x WHERE x.sign = s.id ORDER BY x.date_from DESC, x.id DESC LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT x.id FROM observation x WHERE x.sign = s.id ORDER BY x.date DESC, x.id DESC LIMIT 1)
 WHERE gp.plan = :plan ORDER BY sg.goal, s.id LIMIT :most;

-- row PlanTrial { int64_t goal; int64_t id; Text title; Text state; Text judgement; }
-- many PlanTrial trials_in_plan(int64_t plan, Who who, int64_t most)
SELECT tg.goal, t.id, t.title, t.state,
       (SELECT e.judgement FROM evaluation e WHERE e.trial = t.id AND e.kind = 'final' ORDER BY e.date DESC, e.id DESC LIMIT 1) AS judgement
  FROM goal_plans gp JOIN trial_goals tg ON tg.goal = gp.goal JOIN trial t ON t.id = tg.trial
 WHERE gp.plan = :plan AND {visible_trial(t, :who)} ORDER BY tg.goal, t.starts_on NULLS LAST, t.id LIMIT :most;

-- row PlanMilestone { int64_t id; Text title; Day due_on; Day done_on; Text owner_name; Text note; }
-- many PlanMilestone milestones_of_plan(int64_t plan, int64_t most)
SELECT m.id, m.title, m.due_on, m.done_on, COALESCE(p.name, u.name) AS owner_name, m.note
  FROM milestone m LEFT JOIN person p ON p.id = m.owner_person LEFT JOIN unit u ON u.id = m.owner_unit
 WHERE m.plan = :plan ORDER BY COALESCE(m.due_on, m.done_on) NULLS LAST, m.id LIMIT :most;

-- row PlanTask { int64_t id; Text title; int64_t person; Text who_name; Day due_on; Day done_on; int64_t trial; Text trial_title; }
-- many PlanTask tasks_of_plan(int64_t plan, Who who, int64_t most)
SELECT k.id, k.title, k.assigned_to_person AS person, COALESCE(p.name, u.name) AS who_name, k.due_on, k.done_on, t.id AS trial, t.title AS trial_title
  FROM task k LEFT JOIN person p ON p.id = k.assigned_to_person LEFT JOIN unit u ON u.id = k.assigned_to_unit
  LEFT JOIN trial t ON t.id = k.trial AND {visible_trial(t, :who)}
 WHERE k.plan = :plan ORDER BY k.done_on NULLS FIRST, k.due_on NULLS LAST, k.id LIMIT :most;

-- Names of those who changed the plan, by person.
-- one Text plan_person_name(int64_t id)
SELECT name FROM person WHERE id = :id;

-- When the plan was changed last, and by whom; 0 and nobody for an import.
-- row PlanChanged { int64_t at; Text name; }
-- one PlanChanged plan_changed(int64_t id)
SELECT c.at, p.name FROM change c LEFT JOIN person p ON p.id = c.person
 WHERE c.record = 'plan' AND c.row_id = :id ORDER BY c.id DESC LIMIT 1;

-- ---- forms ----

-- one Text party_name(int64_t person, int64_t unit)
SELECT COALESCE((SELECT p.name FROM person p WHERE p.id = :person), (SELECT u.name FROM unit u WHERE u.id = :unit)) AS name;

-- one Text plan_unit_name(int64_t id)
SELECT name FROM unit WHERE id = :id;

-- An objective that a plan of the year may work on. IS_CHOSEN: selected for the year, in the year's budget agreement, or in the plan already.
-- row PlanObjectiveChoice { int64_t id; Text title; Text source; int64_t is_chosen; }
-- many PlanObjectiveChoice objectives_for_plan(int64_t plan, int64_t year, Day first, Day last, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title, COALESCE(y.title, b.title) AS source,
       CASE WHEN b.budget_year = :year
              OR EXISTS (SELECT 1 FROM plan_objectives po WHERE po.plan = :plan AND po.objective = o.id)
              OR EXISTS (SELECT 1 FROM selection s WHERE s.year = :year AND s.objective = o.id AND s.decision = 'selected') THEN 1 ELSE 0 END AS is_chosen
  FROM objective o LEFT JOIN policy y ON y.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
 WHERE b.budget_year = :year
    OR EXISTS (SELECT 1 FROM plan_objectives po WHERE po.plan = :plan AND po.objective = o.id)
    OR EXISTS (SELECT 1 FROM selection s WHERE s.year = :year AND s.objective = o.id AND s.decision = 'selected')
    OR (y.kind = 'policy' AND y.state = 'in_force' AND (y.valid_from_from IS NULL OR y.valid_from_from <= :last)
        AND (y.valid_to_to IS NULL OR y.valid_to_to >= :first))
 ORDER BY is_chosen DESC, COALESCE(y.title, b.title) COLLATE "da-x-icu", o.id LIMIT :most;

-- one PlanObjective plan_objective_of(int64_t plan, int64_t objective)
SELECT * FROM plan_objective WHERE plan = :plan AND objective = :objective;

-- many PlanObjective plan_objectives_of_plan(int64_t plan, int64_t most)
SELECT * FROM plan_objective WHERE plan = :plan ORDER BY id LIMIT :most;

-- one Text objective_title_in_plan(int64_t plan, int64_t objective)
SELECT COALESCE(o.title, o.text) AS title FROM plan_objectives po JOIN objective o ON o.id = po.objective
 WHERE po.plan = :plan AND po.objective = :objective;

-- ---- which units owe a plan ----

-- A unit that exists in the year and may owe a plan. DUTY is the id of its plan_duty, 0 when it owes none.
-- row PlanDutyUnit { int64_t id; Text name; Text parent_name; int64_t duty; int64_t has_plan; }
-- many PlanDutyUnit plan_duty_units(int64_t year, Day first, Day last, int64_t most)
SELECT u.id, u.name, a.name AS parent_name, d.id AS duty,
       CASE WHEN EXISTS (SELECT 1 FROM plan_units pu JOIN plan p ON p.id = pu.plan WHERE pu.unit = u.id AND p.year = :year) THEN 1 ELSE 0 END AS has_plan
  FROM unit u LEFT JOIN unit a ON a.id = u.parent LEFT JOIN plan_duty d ON d.unit = u.id AND d.year = :year
 WHERE d.id IS NOT NULL OR (u.kind NOT IN ('municipality', 'council', 'committee', 'advisory_board')
   AND (u.valid_from_from IS NULL OR u.valid_from_from <= :last) AND (u.valid_to_to IS NULL OR u.valid_to_to >= :first))
 ORDER BY a.name COLLATE "da-x-icu" NULLS FIRST, a.id NULLS FIRST, u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- one Text plan_state(int64_t id)
SELECT state FROM plan WHERE id = :id;
