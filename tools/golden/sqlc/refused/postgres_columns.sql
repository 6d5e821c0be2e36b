-- SPDX-License-Identifier: MPL-2.0
-- row Hit { int64_t id; Text title; }
-- many Hit hits(Text words, int64_t most)
SELECT id, title FROM hit WHERE hit = :words LIMIT :most;
