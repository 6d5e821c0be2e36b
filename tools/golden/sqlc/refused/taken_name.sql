-- SPDX-License-Identifier: MPL-2.0
-- run void touch(int64_t rows)
DELETE FROM session WHERE id = :rows;
