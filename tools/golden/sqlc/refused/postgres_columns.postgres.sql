-- SPDX-License-Identifier: MPL-2.0
-- many Hit hits(Text words, int64_t most)
SELECT title, id FROM hit WHERE hit = :words LIMIT :most;
