-- SPDX-License-Identifier: MPL-2.0
-- many Trial found(Text words, int64_t most)
SELECT * FROM trial WHERE lower(title) = :words LIMIT :most;
