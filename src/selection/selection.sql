-- SPDX-License-Identifier: MPL-2.0
-- include "selection/selection.h"

-- one int64_t selection_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM selection x WHERE x.id = :id;

-- The years before AFTER (0: all) in which something is decided or agreed, and THIS_YEAR and the next in any case; newest first.
-- row SelectionYear { int64_t year; int64_t selected_count; int64_t left_count; int64_t compulsory_count; Day decided_on; }
-- many SelectionYear selection_years(int64_t after, int64_t this_year, Who who, int64_t most)
SELECT y.year,
       (SELECT COUNT(*) FROM selection s WHERE s.year = y.year AND s.decision = 'selected') AS selected_count,
       (SELECT COUNT(*) FROM selection s WHERE s.year = y.year AND s.decision = 'not_selected') AS left_count,
       (SELECT COUNT(*) FROM budget_agreement b JOIN objective o ON o.budget_agreement = b.id WHERE b.budget_year = y.year) AS compulsory_count,
       (SELECT MAX(s.decided_on) FROM selection s WHERE s.year = y.year) AS decided_on
  FROM (SELECT s.year FROM selection s UNION SELECT b.budget_year FROM budget_agreement b JOIN objective o ON o.budget_agreement = b.id
        UNION SELECT CAST(:this_year AS BIGINT) UNION SELECT CAST(:this_year AS BIGINT) + 1) y
 WHERE {inside(:who)} AND (:after = 0 OR y.year < :after) ORDER BY y.year DESC LIMIT :most;

-- many Selection selections_of_year(int64_t year, int64_t most)
SELECT s.* FROM selection s WHERE s.year = :year ORDER BY s.objective LIMIT :most;

-- Which units have taken an objective into a plan of the year, by the plan itself or by a goal in it.
-- row SelectionTaker { int64_t objective; int64_t unit; Text name; }
-- many SelectionTaker selection_takers(int64_t year, int64_t most)
SELECT taken.objective, u.id AS unit, u.name FROM (
    SELECT po.objective, po.plan FROM plan p JOIN plan_objectives po ON po.plan = p.id WHERE p.year = :year
    UNION
    SELECT go.objective, gp.plan FROM plan p JOIN goal_plans gp ON gp.plan = p.id JOIN goal_objectives go ON go.goal = gp.goal
     WHERE p.year = :year) taken
  JOIN plan_units pu ON pu.plan = taken.plan JOIN unit u ON u.id = pu.unit
 GROUP BY taken.objective, u.id, u.name ORDER BY taken.objective, u.id LIMIT :most;

-- one int64_t vision_of_selection(Day day)
SELECT {vision_on(:day)} AS id;
