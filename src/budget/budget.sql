-- SPDX-License-Identifier: MPL-2.0
-- include "budget/budget.h"

-- one int64_t budget_agreement_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM budget_agreement x WHERE x.id = :id;

-- The newest year first; a page ends before agreement AFTER.
-- row BudgetLine { int64_t id; Text title; int64_t budget_year; Day agreed_on; Day adopted_on; int64_t objective_count; int64_t worked_count; }
-- many BudgetLine budgets_after(int64_t after, Who who, int64_t most)
SELECT b.id, b.title, b.budget_year, b.agreed_on, b.adopted_on,
       (SELECT COUNT(*) FROM objective o WHERE o.budget_agreement = b.id) AS objective_count,
       (SELECT COUNT(*) FROM objective o WHERE o.budget_agreement = b.id AND {objective_is_worked_on(o)}) AS worked_count
  FROM budget_agreement b
 WHERE {inside(:who)} AND (:after = 0 OR b.budget_year < (SELECT a.budget_year FROM budget_agreement a WHERE a.id = :after)
       OR (b.budget_year = (SELECT a.budget_year FROM budget_agreement a WHERE a.id = :after) AND b.id > :after))
 ORDER BY b.budget_year DESC, b.id LIMIT :most;

-- row BudgetObjective { int64_t id; Text number; Text text; int64_t goal_count; int64_t is_worked_on; }
-- many BudgetObjective objectives_of_budget(int64_t budget_agreement, int64_t most)
SELECT o.id, o.number, o.text, (SELECT COUNT(*) FROM goal_objectives go WHERE go.objective = o.id) AS goal_count,
       CASE WHEN {objective_is_worked_on(o)} THEN 1 ELSE 0 END AS is_worked_on
  FROM objective o WHERE o.budget_agreement = :budget_agreement
 ORDER BY COALESCE(LENGTH(o.number), 99), o.number NULLS LAST, o.id LIMIT :most;
