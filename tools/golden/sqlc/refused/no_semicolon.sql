-- SPDX-License-Identifier: MPL-2.0
-- one Trial trial_by_id(int64_t id)
SELECT * FROM trial WHERE id = :id

-- one Trial trial_by_key(Text key)
SELECT * FROM trial WHERE key = :key;
