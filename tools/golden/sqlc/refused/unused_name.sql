-- SPDX-License-Identifier: MPL-2.0

-- one Trial trial_by_id(int64_t id,
--     int64_t unit)
SELECT * FROM trial WHERE id = :id; -- :unit
