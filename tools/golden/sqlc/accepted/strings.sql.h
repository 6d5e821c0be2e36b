/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of strings.sql as functions. Made by tools/sqlc: change strings.sql instead. */
#ifndef RETTESNOR_STRINGS_SQL_H
#define RETTESNOR_STRINGS_SQL_H

#include "db/record.h"
#include "trial/trial.h"

Err quotes(Db *db, int64_t id);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const strings_queries[];

#endif
