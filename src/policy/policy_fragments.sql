-- SPDX-License-Identifier: MPL-2.0
-- When a policy is in force, for every list that asks. Days are texts, so that their order is the order of time.

-- A policy has begun when it was put in force and its first day, where one is known, has come.
-- fragment policy_has_begun(p, day)
p.state = 'in_force' AND (p.valid_from_from IS NULL OR p.valid_from_from <= :day)

-- A policy is replaced for good once another that replaces it has begun, also when that one was replaced in turn.
-- fragment policy_is_replaced(p, day)
EXISTS (SELECT 1 FROM policy newer_policy WHERE newer_policy.replaces = p.id AND {policy_has_begun(newer_policy, :day)})

-- It stays in force until it is replaced; after its last day it is over the period.
-- fragment policy_in_force(p, day)
{policy_has_begun(p, :day)} AND NOT {policy_is_replaced(p, :day)}

-- The same as a code of policy_standing_words. What runs beside the policies ends with its period.
-- fragment policy_standing(p, day)
CASE WHEN p.state = 'draft' THEN 'draft'
     WHEN p.valid_from_from > :day THEN 'coming'
     WHEN {policy_is_replaced(p, :day)} THEN 'replaced'
     WHEN p.valid_to_to < :day THEN CASE WHEN p.kind = 'other' THEN 'ended' ELSE 'over_period' END
     ELSE 'in_force' END

-- The id of the vision on a day: the one that began last. A vision, too, stays until another begins.
-- fragment vision_on(day)
(SELECT newest_vision.id FROM vision newest_vision
  WHERE newest_vision.valid_from_from IS NULL OR newest_vision.valid_from_from <= :day
  ORDER BY newest_vision.valid_from_from DESC NULLS LAST, newest_vision.valid_to_to DESC NULLS LAST, newest_vision.id LIMIT 1)

-- An objective is worked on when a goal that fulfils it has a trial that runs, has ended or is evaluated.
-- fragment objective_is_worked_on(o)
EXISTS (SELECT 1 FROM goal_objectives worked_goal JOIN trial_goals worked_link ON worked_link.goal = worked_goal.goal
          JOIN trial worked_trial ON worked_trial.id = worked_link.trial
         WHERE worked_goal.objective = o.id AND worked_trial.state IN ('running', 'ended', 'evaluated'))
