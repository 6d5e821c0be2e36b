-- SPDX-License-Identifier: MPL-2.0
-- fragment is_late(t)
t.due_on <
    date('now')

-- many Trial late(int64_t most)
SELECT * FROM trial t WHERE {is_late(t)} LIMIT :most;
