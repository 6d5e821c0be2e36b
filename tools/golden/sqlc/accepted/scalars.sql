-- SPDX-License-Identifier: MPL-2.0
-- one int64_t goal_count(int64_t plan)
SELECT COUNT(*) FROM goal WHERE plan = :plan;

-- one Text title_of_trial(int64_t id)
SELECT title FROM trial WHERE id = :id;
-- one Day first_day()
SELECT MIN(day) FROM event;
-- one bool has_trials(void)
SELECT CASE WHEN EXISTS (SELECT 1 FROM trial) THEN 1 ELSE 0 END;
-- many int64_t ids_of_trials(int64_t most)
SELECT id FROM trial LIMIT :most;
-- many Text titles(int64_t most)
SELECT title FROM trial ORDER BY title LIMIT :most;
-- many Day days(int64_t most)
SELECT due_on FROM trial LIMIT :most;
