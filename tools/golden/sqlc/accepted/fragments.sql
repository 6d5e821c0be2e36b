-- SPDX-License-Identifier: MPL-2.0
-- one int64_t uses_a_later_fragment(int64_t unit, Day today)
SELECT COUNT(*) FROM trial x WHERE {running_in(x, :unit, :today)};

-- fragment running_in(t, unit, today)
t.unit_id = :unit AND {running(t, :today)} AND s.t.x = 1
-- fragment running(trial, today)
trial.starts_on <= :today AND (trial.ends_on IS NULL OR trial.ends_on >= :today)

-- one int64_t takes_expressions(int64_t unit)
SELECT COUNT(*) FROM trial y WHERE NOT {running_in(y, COALESCE(:unit, 7), '2026-01-01')};
