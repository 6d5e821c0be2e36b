-- SPDX-License-Identifier: MPL-2.0
-- one int64_t larger(int64_t a)
SELECT MAX(COUNT(*), :a) FROM trial;
