-- SPDX-License-Identifier: MPL-2.0

-- The policies whose objectives can be shown alone: also those that are replaced.
-- row CoveragePolicy { int64_t id; Text title; }
-- many CoveragePolicy coverage_policies(Day today, Who who, int64_t most)
SELECT p.id, p.title FROM policy p
 WHERE {inside(:who)} AND p.kind = 'policy' AND {policy_has_begun(p, :today)} AND EXISTS (SELECT 1 FROM objective o WHERE o.policy = p.id)
 ORDER BY p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- one int64_t vision_of_coverage(Day day)
SELECT {vision_on(:day)} AS id;
