-- SPDX-License-Identifier: MPL-2.0
-- row Line { int64_t id; int64_t count; }
-- many Line lines(int64_t most)
SELECT id, COUNT(*) FROM trial LIMIT :most;
