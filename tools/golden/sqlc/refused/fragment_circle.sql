-- SPDX-License-Identifier: MPL-2.0
-- fragment a(t)
t.x = 1 OR {b(t)}
-- fragment b(t)
t.y = 1 OR {a(t)}

-- one int64_t count_of(void)
SELECT COUNT(*) FROM trial t WHERE {a(t)};
