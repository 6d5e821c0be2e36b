-- SPDX-License-Identifier: MPL-2.0
-- Home asks for the tasks of a unit: without this it reads every task there is.

CREATE INDEX task_assigned_to_unit ON task (assigned_to_unit);
