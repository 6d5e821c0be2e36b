-- SPDX-License-Identifier: MPL-2.0
-- include "glossary/glossary.h"

-- one int64_t term_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM term x WHERE x.id = :id;

-- Open to everybody, signed in or not.
-- row TermLine { int64_t id; Text key; Text word; Text grouping; Text explanation; Text example; }
-- many TermLine term_lines(int64_t most)
SELECT id, key, word, grouping, explanation, example FROM term ORDER BY sort, word COLLATE "da-x-icu", id LIMIT :most;
