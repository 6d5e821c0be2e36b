-- SPDX-License-Identifier: MPL-2.0
-- one int64_t session_add(int64_t person, Instant ends)
INSERT INTO session (person, ends) VALUES (:person, :ends) RETURNING id;

-- row Job { int64_t id; Text kind; }
-- many Job jobs_claim(Instant now, int64_t most)
WITH ready AS (SELECT id FROM job WHERE due <= :now LIMIT :most)
UPDATE job SET claimed = :now WHERE id IN (SELECT id FROM ready) RETURNING id, job.kind;
