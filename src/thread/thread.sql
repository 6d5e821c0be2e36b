-- SPDX-License-Identifier: MPL-2.0

-- One row above another: its level (a record's name), id and title.
-- row ThreadRow { Text record; int64_t id; Text title; }
-- one ThreadRow thread_row_of_plan(int64_t id)
SELECT 'plan' AS record, id, title FROM plan WHERE id = :id;
