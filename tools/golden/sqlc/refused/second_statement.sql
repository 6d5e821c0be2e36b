-- SPDX-License-Identifier: MPL-2.0
-- run void two(int64_t id)
DELETE FROM session WHERE id = :id; DELETE FROM reach;
