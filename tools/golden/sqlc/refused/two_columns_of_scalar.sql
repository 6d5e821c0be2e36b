-- SPDX-License-Identifier: MPL-2.0
-- one int64_t count_of(int64_t unit)
SELECT COUNT(*), unit FROM trial WHERE unit = :unit;
