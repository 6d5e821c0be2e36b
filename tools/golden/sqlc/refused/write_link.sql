-- SPDX-License-Identifier: MPL-2.0
-- run void link(int64_t trial, int64_t goal)
INSERT INTO trial_goal (trial, goal) VALUES (:trial, :goal);
