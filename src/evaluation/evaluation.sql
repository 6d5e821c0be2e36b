-- SPDX-License-Identifier: MPL-2.0
-- include "evaluation/evaluation.h"

-- one int64_t evaluation_is_seen(int64_t id, Who who)
SELECT CASE WHEN {visible_trial(t, :who)} THEN 1 ELSE 0 END FROM evaluation x JOIN trial t ON t.id = x.trial WHERE x.id = :id;

-- one int64_t evaluation_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM evaluation x JOIN trial_units tu ON tu.trial = x.trial WHERE x.id = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;

-- The final evaluation of a trial, 0 when there is none.
-- one int64_t final_evaluation_of(int64_t trial)
SELECT COALESCE(MAX(e.id), 0) AS id FROM evaluation e WHERE e.trial = :trial AND e.kind = 'final';
