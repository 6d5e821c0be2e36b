/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of who.sql as functions. Made by tools/sqlc: change who.sql instead. */
#ifndef RETTESNOR_WHO_SQL_H
#define RETTESNOR_WHO_SQL_H

#include "db/record.h"
#include "trial/trial.h"

Err is_inside_only(Db *db, Who who, int64_t *ret_is_inside_only);

Err both(Db *db, Who reader, int64_t who, int64_t *ret_both);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const who_queries[];

#endif
