-- SPDX-License-Identifier: MPL-2.0
-- row Line { int64_t id; Figure value; }
-- many Line lines(int64_t most)
SELECT id, value FROM trial LIMIT :most;
