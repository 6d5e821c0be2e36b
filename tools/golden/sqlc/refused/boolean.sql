-- SPDX-License-Identifier: MPL-2.0
-- one bool is_open(int64_t id)
SELECT CAST(open AS BOOLEAN) FROM session WHERE id = :id;
