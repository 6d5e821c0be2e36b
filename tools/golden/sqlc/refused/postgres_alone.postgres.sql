-- SPDX-License-Identifier: MPL-2.0
-- one int64_t b(int64_t id)
SELECT 1 FROM hit WHERE id = :id;
