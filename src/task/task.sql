-- SPDX-License-Identifier: MPL-2.0
-- include "task/task.h"

-- one int64_t task_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM task x WHERE x.id = :id;

-- one int64_t task_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM task x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- A task that is not done, of a person or of a unit where the person contributes.
-- row TaskLine { int64_t id; Text title; int64_t plan; Text plan_title; int64_t year; Text who_name; Day due_on; }
-- many TaskLine tasks_for(Who who, int64_t after, int64_t most)
SELECT k.id, k.title, k.plan, n.title AS plan_title, n.year, COALESCE(p.name, u.name) AS who_name, k.due_on
  FROM task k JOIN plan n ON n.id = k.plan
  LEFT JOIN person p ON p.id = k.assigned_to_person LEFT JOIN unit u ON u.id = k.assigned_to_unit
 WHERE k.id > :after AND k.done_on IS NULL AND {inside(:who)}
   AND (k.assigned_to_person = :who
     OR EXISTS (SELECT 1 FROM role r WHERE r.person = :who AND r.unit = k.assigned_to_unit AND r.role IN ('contributor', 'leader')))
 ORDER BY k.id LIMIT :most;

-- The trials to which a task of the plan may belong: those under the plan's goals.
-- row TaskTrial { int64_t id; Text title; }
-- many TaskTrial trials_for_task(int64_t plan, Who who, int64_t most)
SELECT t.id, t.title FROM trial t
 WHERE EXISTS (SELECT 1 FROM goal_plans gp JOIN trial_goals tg ON tg.goal = gp.goal WHERE gp.plan = :plan AND tg.trial = t.id)
   AND {visible_trial(t, :who)}
 ORDER BY t.id LIMIT :most;

-- one Text task_trial_title(int64_t id, Who who)
SELECT t.title FROM trial t WHERE t.id = :id AND {visible_trial(t, :who)};
