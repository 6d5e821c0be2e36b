-- SPDX-License-Identifier: MPL-2.0
-- onee Trial trial_by_id(int64_t id)
SELECT * FROM trial WHERE id = :id;
