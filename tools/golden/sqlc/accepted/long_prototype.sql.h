/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of long_prototype.sql as functions. Made by tools/sqlc: change long_prototype.sql instead. */
#ifndef RETTESNOR_LONG_PROTOTYPE_SQL_H
#define RETTESNOR_LONG_PROTOTYPE_SQL_H

#include "db/record.h"
#include "trial/trial.h"

/* A prototype may take several lines. */
Err observation_note(Db *db, int64_t sign, int64_t person, Day observed_on, Text what_was_seen, Text language,
                     int64_t trial, Day until, int64_t *ret_changed);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const long_prototype_queries[];

#endif
