-- SPDX-License-Identifier: MPL-2.0
-- one int64_t id_of(Text key)
SELECT id::bigint FROM trial WHERE key = :key;
