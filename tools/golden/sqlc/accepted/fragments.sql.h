/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of fragments.sql as functions. Made by tools/sqlc: change fragments.sql instead. */
#ifndef RETTESNOR_FRAGMENTS_SQL_H
#define RETTESNOR_FRAGMENTS_SQL_H

#include "db/record.h"
#include "trial/trial.h"

Err uses_a_later_fragment(Db *db, int64_t unit, Day today, int64_t *ret_uses_a_later_fragment);

Err takes_expressions(Db *db, int64_t unit, int64_t *ret_takes_expressions);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const fragments_queries[];

#endif
