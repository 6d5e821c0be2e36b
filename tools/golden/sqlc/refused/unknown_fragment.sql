-- SPDX-License-Identifier: MPL-2.0
-- one Trial trial_by_id(int64_t id, Who who)
SELECT * FROM trial t WHERE id = :id
   AND {visible_trail(t, :who)};
