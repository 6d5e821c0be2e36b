-- SPDX-License-Identifier: MPL-2.0
-- one Text names(int64_t id)
SELECT string_agg(name, ', ') FROM unit WHERE id = :id;
