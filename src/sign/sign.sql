-- SPDX-License-Identifier: MPL-2.0
-- include "sign/sign.h"

-- one int64_t sign_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM sign x WHERE x.id = :id;

-- one int64_t sign_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM sign s WHERE s.id = :id AND {reached(:who, :need, s.owner_unit)})
  OR EXISTS (SELECT 1 FROM sign s JOIN reach pr ON pr.person = s.owner_person AND pr.need = 'contribute'
              WHERE s.id = :id AND {reached(:who, :need, pr.unit)})
  OR EXISTS (SELECT 1 FROM sign_trials st JOIN trial_units tu ON tu.trial = st.trial WHERE st.sign = :id AND {reached(:who, :need, tu.unit)})
  OR EXISTS (SELECT 1 FROM sign_goals sg JOIN goal_plans gp ON gp.goal = sg.goal JOIN plan_units pu ON pu.plan = gp.plan
              WHERE sg.sign = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t measurement_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM measurement x WHERE x.id = :id;

-- one int64_t measurement_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM measurement x JOIN sign s ON s.id = x.sign WHERE x.id = :id AND {reached(:who, :need, s.owner_unit)})
  OR EXISTS (SELECT 1 FROM measurement x JOIN sign_trials st ON st.sign = x.sign JOIN trial_units tu ON tu.trial = st.trial
              WHERE x.id = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t observation_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM observation x WHERE x.id = :id;

-- one int64_t observation_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM observation x JOIN sign s ON s.id = x.sign WHERE x.id = :id AND {reached(:who, :need, s.owner_unit)})
  OR EXISTS (SELECT 1 FROM observation x JOIN sign_trials st ON st.sign = x.sign JOIN trial_units tu ON tu.trial = st.trial
              WHERE x.id = :id AND {reached(:who, :need, tu.unit)}) THEN 1 ELSE 0 END;
