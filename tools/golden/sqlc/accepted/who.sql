-- SPDX-License-Identifier: MPL-2.0
-- one int64_t is_inside_only(Who who)
SELECT COUNT(*) FROM unit WHERE is_open = 1 OR :who.is_inside = 1;

-- one int64_t both(Who reader, int64_t who)
SELECT COUNT(*) FROM trial b WHERE {visible_trial(b, :reader)} AND b.owner = :who AND b.writer = :reader;
