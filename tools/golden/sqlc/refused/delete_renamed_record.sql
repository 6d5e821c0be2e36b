-- SPDX-License-Identifier: MPL-2.0
-- run void policy_drop(int64_t id)
WITH x AS (SELECT 1) DELETE FROM main."policy" WHERE id = :id;
