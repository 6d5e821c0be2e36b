-- SPDX-License-Identifier: MPL-2.0
-- include "trial/trial.h"

-- one int64_t trial_is_seen(int64_t id, Who who)
SELECT CASE WHEN {visible_trial(x, :who)} THEN 1 ELSE 0 END FROM trial x WHERE x.id = :id;

-- one int64_t trial_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM trial_units tu WHERE tu.trial = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t log_entry_is_seen(int64_t id, Who who)
SELECT CASE WHEN {visible_trial(t, :who)} THEN 1 ELSE 0 END FROM log_entry x JOIN trial t ON t.id = x.trial WHERE x.id = :id;

-- one int64_t log_entry_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM log_entry x JOIN trial_units tu ON tu.trial = x.trial WHERE x.id = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;
