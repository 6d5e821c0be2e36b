-- SPDX-License-Identifier: MPL-2.0
-- row Hit { int64_t id; Text title; }
-- many Hit hits(Text words, int64_t most)
SELECT id, title FROM hit WHERE hit MATCH :words ORDER BY rank LIMIT :most;

-- one int64_t unchanged(int64_t id)
SELECT 1 FROM hit WHERE id = :id;
