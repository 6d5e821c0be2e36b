-- SPDX-License-Identifier: MPL-2.0
-- row Line { int64_t id; }
-- many Line lines(int64_t most)
SELECT t.* FROM trial t LIMIT :most;
