-- SPDX-License-Identifier: MPL-2.0
-- include "task/task.h"

-- one int64_t task_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM task x WHERE x.id = :id;

-- one int64_t task_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM task x JOIN plan_units pu ON pu.plan = x.plan WHERE x.id = :id AND {reached(:who, :need, pu.unit)}) THEN 1 ELSE 0 END;
