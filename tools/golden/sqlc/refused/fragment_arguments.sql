-- SPDX-License-Identifier: MPL-2.0
-- one Trial trial_by_id(int64_t id)
SELECT * FROM trial t WHERE id = :id AND {visible_trial(t)};
