-- SPDX-License-Identifier: MPL-2.0
-- run void forget(int64_t id)
DELETE FROM session WHERE id = :id;

-- run void forget(int64_t id)
DELETE FROM session WHERE id = :id;
