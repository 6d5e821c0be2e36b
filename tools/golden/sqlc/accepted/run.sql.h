/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of run.sql as functions. Made by tools/sqlc: change run.sql instead. */
#ifndef RETTESNOR_RUN_SQL_H
#define RETTESNOR_RUN_SQL_H

#include "db/record.h"
#include "trial/trial.h"

Err close_old(Db *db, Day today, int64_t *ret_changed);

Err touch(Db *db, int64_t id, Instant now);

Err forget_all(Db *db);

Err reach_add(Db *db, int64_t person, int64_t unit, Text need);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const run_queries[];

#endif
