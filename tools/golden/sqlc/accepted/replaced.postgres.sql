-- SPDX-License-Identifier: MPL-2.0
-- many Hit hits(Text words, int64_t most)
SELECT id, title FROM hit WHERE vector @@ plainto_tsquery('danish', :words) AND lower(title) = title::text LIMIT :most;
