-- SPDX-License-Identifier: MPL-2.0
-- include "coverage/coverage.h"

-- ---- the page ----

-- The policies whose objectives can be shown alone: also those that are replaced.
-- row CoveragePolicy { int64_t id; Text title; }
-- many CoveragePolicy coverage_policies(Day today, Who who, int64_t most)
SELECT p.id, p.title FROM policy p
 WHERE {inside(:who)} AND p.kind = 'policy' AND {policy_has_begun(p, :today)} AND EXISTS (SELECT 1 FROM objective o WHERE o.policy = p.id)
 ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- one int64_t vision_of_coverage(Day day)
SELECT {vision_on(:day)} AS id;

-- ---- what is not known ----

-- Since which year there are trials and selections, 0 if there are none; how many objectives stand in what runs beside the policies; and how
-- many plans of this year lead to no objective.
-- row CoverageSince { int64_t trial_year; int64_t selection_year; int64_t beside_count; int64_t loose_plan_count; }
-- one CoverageSince coverage_since(Day today, Who who)
SELECT COALESCE((SELECT MIN(CAST(SUBSTR(COALESCE(t.starts_on, t.ends_on, t.final_on, :today), 1, 4) AS BIGINT))
                   FROM trial t WHERE {visible_trial(t, :who)}), 0) AS trial_year,
       COALESCE((SELECT MIN(s.year) FROM selection s), 0) AS selection_year,
       (SELECT COUNT(*) FROM objective o JOIN policy p ON p.id = o.policy WHERE p.kind = 'other') AS beside_count,
       (SELECT COUNT(*) FROM plan n WHERE CAST(n.year AS TEXT) = SUBSTR(:today, 1, 4)
           AND NOT EXISTS (SELECT 1 FROM plan_objectives po WHERE po.plan = n.id)
           AND NOT EXISTS (SELECT 1 FROM goal_plans gp JOIN goal_objectives go ON go.goal = gp.goal WHERE gp.plan = n.id)) AS loose_plan_count;

-- Policies in force whose objectives nobody has written.
-- row CoverageBarePolicy { int64_t id; Text title; Text standing; Period valid_from; Period valid_to; }
-- many CoverageBarePolicy coverage_bare_policies(Day today, Who who, int64_t most)
SELECT p.id, p.title, {policy_standing(p, :today)} AS standing, p.valid_from, p.valid_from_from, p.valid_from_to, p.valid_to, p.valid_to_from, p.valid_to_to FROM policy p
 WHERE {inside(:who)} AND p.kind = 'policy' AND {policy_in_force(p, :today)} AND NOT EXISTS (SELECT 1 FROM objective o WHERE o.policy = p.id)
 ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- Budget agreements from year FIRST on whose objectives nobody has written.
-- row CoverageBareAgreement { int64_t id; Text title; }
-- many CoverageBareAgreement coverage_bare_agreements(int64_t first, Who who, int64_t most)
SELECT b.id, b.title FROM budget_agreement b
 WHERE {inside(:who)} AND b.budget_year >= :first AND NOT EXISTS (SELECT 1 FROM objective o WHERE o.budget_agreement = b.id)
 ORDER BY b.budget_year, b.id LIMIT :most;

-- How many budget agreements a year has.
-- one int64_t coverage_agreement_count(int64_t year)
SELECT COUNT(*) FROM budget_agreement b WHERE b.budget_year = :year;

-- ---- capacity ----

-- one int64_t capacity_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM capacity x WHERE x.id = :id;

-- many Capacity capacities_by_year(Who who, int64_t most)
SELECT c.* FROM capacity c WHERE {inside(:who)} ORDER BY c.year LIMIT :most;

-- The id of the year's capacity, 0 if it has none.
-- one int64_t capacity_id_of_year(int64_t year)
SELECT COALESCE(MAX(c.id), 0) AS id FROM capacity c WHERE c.year = :year;
