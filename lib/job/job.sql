-- SPDX-License-Identifier: MPL-2.0

-- row JobRow { int64_t id; Text kind; Text payload; int64_t attempts; }
-- one JobRow job_next(Instant now)
SELECT id, kind, payload, attempts FROM job
 WHERE done_at IS NULL AND due_at <= :now AND (claimed_until IS NULL OR claimed_until <= :now)
 ORDER BY due_at, id LIMIT 1;

-- run void job_insert(Text kind, Text payload, Instant due_at)
INSERT INTO job (kind, payload, due_at, attempts) VALUES (:kind, :payload, :due_at, 0);

-- one int64_t job_waiting(Text kind)
SELECT COUNT(*) FROM job WHERE kind = :kind AND done_at IS NULL;

-- run void job_take(int64_t id, Instant claimed_until)
UPDATE job SET claimed_until = :claimed_until, attempts = attempts + 1 WHERE id = :id;

-- run void job_finish(int64_t id, Instant now)
UPDATE job SET done_at = :now, claimed_until = NULL, fault = NULL WHERE id = :id;

-- run void job_put_off(int64_t id, Instant due_at, Text fault)
UPDATE job SET due_at = :due_at, claimed_until = NULL, fault = :fault WHERE id = :id;

-- run void job_forget(Instant before)
DELETE FROM job WHERE done_at < :before;
