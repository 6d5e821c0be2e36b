-- SPDX-License-Identifier: MPL-2.0
-- include "citizen_group/citizen_group.h"

-- one int64_t citizen_group_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM citizen_group x WHERE x.id = :id;

-- row CitizenGroupChoice { int64_t id; Text name; int64_t parent; Text parent_name; }
-- many CitizenGroupChoice citizen_groups_by_name(int64_t most)
SELECT c.id, c.name, c.parent, p.name AS parent_name FROM citizen_group c LEFT JOIN citizen_group p ON p.id = c.parent
 ORDER BY c.name COLLATE "da-x-icu", c.id LIMIT :most;

-- row CitizenGroupLine { int64_t id; Text name; Text parent_name; int64_t policy_count; int64_t goal_count; }
-- many CitizenGroupLine citizen_groups_after(int64_t after, Who who, int64_t most)
SELECT c.id, c.name, p.name AS parent_name,
       (SELECT COUNT(*) FROM policy_citizen_groups pc WHERE pc.citizen_group = c.id) AS policy_count,
       (SELECT COUNT(*) FROM goal_citizen_groups gc WHERE gc.citizen_group = c.id) AS goal_count
  FROM citizen_group c LEFT JOIN citizen_group p ON p.id = c.parent
 WHERE {inside(:who)} AND (:after = 0
       OR c.name COLLATE "da-x-icu" > (SELECT a.name FROM citizen_group a WHERE a.id = :after)
       OR (c.name = (SELECT a.name FROM citizen_group a WHERE a.id = :after) AND c.id > :after))
 ORDER BY c.name COLLATE "da-x-icu", c.id LIMIT :most;

-- row CitizenGroupLink { int64_t id; Text title; }
-- many CitizenGroupLink parts_of_citizen_group(int64_t citizen_group, int64_t most)
SELECT c.id, c.name AS title FROM citizen_group c WHERE c.parent = :citizen_group
 ORDER BY c.name COLLATE "da-x-icu", c.id LIMIT :most;

-- many CitizenGroupLink policies_of_citizen_group(int64_t citizen_group, int64_t most)
SELECT p.id, p.title FROM policy_citizen_groups pc JOIN policy p ON p.id = pc.policy
 WHERE pc.citizen_group = :citizen_group ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- many CitizenGroupLink goals_of_citizen_group(int64_t citizen_group, int64_t most)
SELECT g.id, g.title FROM goal_citizen_groups gc JOIN goal g ON g.id = gc.goal
 WHERE gc.citizen_group = :citizen_group ORDER BY g.id DESC LIMIT :most;

-- many CitizenGroupLink trials_of_citizen_group(int64_t citizen_group, Who who, int64_t most)
SELECT t.id, t.title FROM trial_citizen_groups tc JOIN trial t ON t.id = tc.trial
 WHERE tc.citizen_group = :citizen_group AND {visible_trial(t, :who)} ORDER BY t.id DESC LIMIT :most;

-- one Text citizen_group_name(int64_t id)
SELECT c.name FROM citizen_group c WHERE c.id = :id;

-- Whether group LOWER is, or lies below, group UPPER.
-- one int64_t citizen_group_lies_in(int64_t lower, int64_t upper)
WITH RECURSIVE above(id) AS (
    SELECT c.id FROM citizen_group c WHERE c.id = :lower
    UNION SELECT c.parent FROM above a JOIN citizen_group c ON c.id = a.id WHERE c.parent IS NOT NULL)
SELECT COUNT(*) FROM above WHERE id = :upper;
