-- SPDX-License-Identifier: MPL-2.0
-- one Trial trial_by_id(int id)
SELECT * FROM trial WHERE id = :id;
