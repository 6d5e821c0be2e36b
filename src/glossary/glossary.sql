-- SPDX-License-Identifier: MPL-2.0
-- include "glossary/glossary.h"

-- one int64_t term_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM term x WHERE x.id = :id;
