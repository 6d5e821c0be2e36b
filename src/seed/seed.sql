-- SPDX-License-Identifier: MPL-2.0

-- one int64_t seed_is_used()
SELECT CASE WHEN EXISTS (SELECT 1 FROM unit) THEN 1 ELSE 0 END;
