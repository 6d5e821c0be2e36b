-- SPDX-License-Identifier: MPL-2.0
-- row Line { int64_t id; }
-- many Line lines(int64_t most)
SELECT id,
       title
  FROM trial LIMIT :most;
