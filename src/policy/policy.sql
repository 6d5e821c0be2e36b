-- SPDX-License-Identifier: MPL-2.0
-- include "policy/policy.h"

-- one int64_t policy_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM policy x WHERE x.id = :id;

-- ---- the list ----

-- row PolicyLine { int64_t id; Text title; Text kind; Text area; Period valid_from; Period valid_to; Text standing; int64_t objective_count; Text owner_name; }
-- many PolicyLine policies_after(int64_t after, Day today, Who who, int64_t most)
SELECT p.id, p.title, p.kind, p.area, p.valid_from, p.valid_from_from, p.valid_from_to, p.valid_to, p.valid_to_from, p.valid_to_to,
       {policy_standing(p, :today)} AS standing,
       (SELECT COUNT(*) FROM objective o WHERE o.policy = p.id) AS objective_count,
       COALESCE(n.name, u.name) AS owner_name
  FROM policy p LEFT JOIN person n ON n.id = p.owner_person LEFT JOIN unit u ON u.id = p.owner_unit
 WHERE {inside(:who)} AND (:after = 0
       OR p.title COLLATE "da-x-icu" > (SELECT a.title FROM policy a WHERE a.id = :after)
       OR (p.title = (SELECT a.title FROM policy a WHERE a.id = :after) AND p.id > :after))
 ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- ---- one policy ----

-- What a policy's page says of it beside its own fields.
-- row PolicyAround { Text standing; Text owner_name; Text vision_title; Text replaced_title; int64_t objective_count; }
-- one PolicyAround policy_around(int64_t id, Day today)
SELECT {policy_standing(p, :today)} AS standing, COALESCE(n.name, u.name) AS owner_name, v.title AS vision_title,
       r.title AS replaced_title, (SELECT COUNT(*) FROM objective o WHERE o.policy = p.id) AS objective_count
  FROM policy p LEFT JOIN person n ON n.id = p.owner_person LEFT JOIN unit u ON u.id = p.owner_unit
  LEFT JOIN vision v ON v.id = p.vision LEFT JOIN policy r ON r.id = p.replaces
 WHERE p.id = :id;

-- row PolicyObjective { int64_t id; Text number; Text text; Text scenario_part; int64_t goal_count; int64_t is_worked_on; }
-- many PolicyObjective objectives_of_policy(int64_t policy, int64_t most)
SELECT o.id, o.number, o.text, o.scenario_part,
       (SELECT COUNT(*) FROM goal_objectives go WHERE go.objective = o.id) AS goal_count,
       CASE WHEN {objective_is_worked_on(o)} THEN 1 ELSE 0 END AS is_worked_on
  FROM objective o WHERE o.policy = :policy
 ORDER BY COALESCE(LENGTH(o.number), 99), o.number NULLS LAST, o.id LIMIT :most;

-- row PolicyLink { int64_t id; Text title; }
-- many PolicyLink citizen_groups_of_policy(int64_t policy, int64_t most)
SELECT c.id, c.name AS title FROM policy_citizen_groups pc JOIN citizen_group c ON c.id = pc.citizen_group
 WHERE pc.policy = :policy ORDER BY c.name COLLATE "da-x-icu", c.id LIMIT :most;

-- row PolicySuccessor { int64_t id; Text title; Text standing; Period valid_from; }
-- many PolicySuccessor policies_that_replace(int64_t policy, Day today, int64_t most)
SELECT p.id, p.title, {policy_standing(p, :today)} AS standing, p.valid_from, p.valid_from_from, p.valid_from_to
  FROM policy p WHERE p.replaces = :policy ORDER BY p.valid_from_from NULLS LAST, p.id LIMIT :most;

-- ---- what the forms offer and ask ----

-- many PolicyLink visions_for_policy(int64_t most)
SELECT v.id, v.title FROM vision v ORDER BY v.valid_from_from DESC NULLS LAST, v.id DESC LIMIT :most;

-- many PolicyLink policies_but(int64_t id, int64_t most)
SELECT p.id, p.title FROM policy p WHERE p.id <> :id ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- Whether policy LATER is, or replaces directly or through others, policy EARLIER.
-- one int64_t policy_comes_after(int64_t later, int64_t earlier)
WITH RECURSIVE before_it(id) AS (
    SELECT p.id FROM policy p WHERE p.id = :later
    UNION SELECT p.replaces FROM before_it b JOIN policy p ON p.id = b.id WHERE p.replaces IS NOT NULL)
SELECT COUNT(*) FROM before_it WHERE id = :earlier;

-- many PolicyLink policy_vision_today(Day today, int64_t most)
SELECT v.id, v.title FROM vision v WHERE v.id = {vision_on(:today)} LIMIT :most;

-- ---- the landscape of a day ----

-- A policy in force, and what will replace it: first what is adopted, then a draft.
-- row LandscapeLine { int64_t id; Text title; Text kind; Text area; Period valid_from; Period valid_to; Text standing; int64_t objective_count; int64_t worked_count; int64_t next; Text next_standing; Period next_valid_from; Period next_valid_to; }
-- many LandscapeLine landscape_on(Day day, Who who, int64_t most)
SELECT p.id, p.title, p.kind, p.area, p.valid_from, p.valid_from_from, p.valid_from_to, p.valid_to, p.valid_to_from, p.valid_to_to,
       {policy_standing(p, :day)} AS standing,
       (SELECT COUNT(*) FROM objective o WHERE o.policy = p.id) AS objective_count,
       (SELECT COUNT(*) FROM objective o WHERE o.policy = p.id AND {objective_is_worked_on(o)}) AS worked_count,
       s.id AS next, CASE WHEN s.id IS NOT NULL THEN {policy_standing(s, :day)} END AS next_standing,
       s.valid_from AS next_valid_from, s.valid_from_from AS next_valid_from_from, s.valid_from_to AS next_valid_from_to,
       s.valid_to AS next_valid_to, s.valid_to_from AS next_valid_to_from, s.valid_to_to AS next_valid_to_to
  FROM policy p LEFT JOIN policy s ON s.id = (
       SELECT c.id FROM policy c WHERE c.replaces = p.id ORDER BY c.state DESC, c.valid_from_from NULLS LAST, c.id LIMIT 1)
 WHERE {inside(:who)} AND {policy_in_force(p, :day)} AND (p.kind = 'policy' OR p.valid_to_to IS NULL OR p.valid_to_to >= :day)
 ORDER BY p.kind DESC, p.area COLLATE "da-x-icu" NULLS LAST, p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- row LandscapeVision { int64_t id; Text title; Period valid_from; Period valid_to; }
-- many LandscapeVision landscape_visions(Day day, int64_t most)
SELECT v.id, v.title, v.valid_from, v.valid_from_from, v.valid_from_to, v.valid_to, v.valid_to_from, v.valid_to_to
  FROM vision v WHERE v.id = {vision_on(:day)} LIMIT :most;

-- What is adopted and begins after the day.
-- row LandscapeComing { int64_t id; Text title; Text area; Period valid_from; Period valid_to; Text replaced_title; }
-- many LandscapeComing landscape_coming(Day day, Who who, int64_t most)
SELECT p.id, p.title, p.area, p.valid_from, p.valid_from_from, p.valid_from_to, p.valid_to, p.valid_to_from, p.valid_to_to,
       r.title AS replaced_title
  FROM policy p LEFT JOIN policy r ON r.id = p.replaces
 WHERE {inside(:who)} AND p.state = 'in_force' AND p.valid_from_from > :day
 ORDER BY p.valid_from_from, p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- The agreements of the day's year and the next, as far as they were made by then.
-- row LandscapeBudget { int64_t id; Text title; int64_t budget_year; Day agreed_on; int64_t objective_count; int64_t worked_count; }
-- many LandscapeBudget landscape_budgets(Day day, int64_t year, Who who, int64_t most)
SELECT b.id, b.title, b.budget_year, b.agreed_on,
       (SELECT COUNT(*) FROM objective o WHERE o.budget_agreement = b.id) AS objective_count,
       (SELECT COUNT(*) FROM objective o WHERE o.budget_agreement = b.id AND {objective_is_worked_on(o)}) AS worked_count
  FROM budget_agreement b
 WHERE {inside(:who)} AND b.budget_year >= :year AND b.budget_year <= :year + 1 AND (b.agreed_on IS NULL OR b.agreed_on <= :day)
 ORDER BY b.budget_year DESC, b.id DESC LIMIT :most;
