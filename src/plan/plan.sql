-- SPDX-License-Identifier: MPL-2.0
-- include "plan/plan.h"

-- one int64_t plan_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan x WHERE x.id = :id;

-- one int64_t plan_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM plan_units pu WHERE pu.plan = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t plan_objective_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan_objective x WHERE x.id = :id;

-- one int64_t plan_objective_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM plan_objective x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;

-- one int64_t plan_duty_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM plan_duty x WHERE x.id = :id;

-- one int64_t milestone_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM milestone x WHERE x.id = :id;

-- one int64_t milestone_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM milestone x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;
