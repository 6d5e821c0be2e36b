-- SPDX-License-Identifier: MPL-2.0
-- include "trial/trial.h"

-- A line of the list of trials.
-- row TrialLine {
--     int64_t id; Text title; Day due_on; Text unit_name; bool is_late;
--     Figure value; Period date; Party owner;
-- }

-- many TrialLine trials_of_goal(int64_t goal, Who who, int64_t most)
SELECT t.title, t.id, u.name AS unit_name, t.due_on,
       CASE WHEN t.due_on < '2026-01-01' THEN 1 ELSE 0 END AS is_late, -- not :this
       t.value, value_typed, t.date, t.date_from, t.date_to, t.owner_unit, t.owner_person
  FROM trial t JOIN trial_goal tg ON tg.trial = t.id JOIN unit u ON u.id = t.unit_id
 WHERE tg.goal = :goal AND {visible_trial(t, :who)}
 ORDER BY t.starts_on DESC NULLS LAST, t.title COLLATE "da-x-icu", t.id LIMIT :most;

-- row Policy_ { int64_t id; }
-- row Diary { int64_t id; }
-- many Diary diaries(int64_t most)
WITH recent AS (SELECT id FROM trial LIMIT 3), other AS (SELECT 2 AS id)
SELECT DISTINCT id FROM recent UNION ALL SELECT id AS another FROM other ORDER BY 1 LIMIT :most;

-- row Progress { int64_t id; bool is_changed; Instant at; }
-- many Progress progress(Instant since)
SELECT id, title IS DISTINCT FROM before AS is_changed, "at" FROM trial WHERE at > :since LIMIT 10;

-- one Progress progress_of(int64_t id, Day on, bool is_open)
SELECT id, 1 AS is_changed, t.at AS at FROM trial t WHERE t.id = :id AND day = :on AND open = :is_open;
