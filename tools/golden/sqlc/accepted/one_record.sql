-- SPDX-License-Identifier: MPL-2.0
-- include "trial/trial.h"

-- A trial as it stands. One row per id, and nothing is hidden
-- from whoever asks: check first. Ends no comment: */
-- one Trial trial_by_id(int64_t id)
SELECT * FROM trial WHERE id = :id;

-- one Policy policy_of_trial(int64_t trial)
-- many prose lines may stand below a prototype too (this is one)
SELECT p.* FROM policy p JOIN trial t ON t.policy = p.id WHERE t.id = :trial;
