/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of empty.sql as functions. Made by tools/sqlc: change empty.sql instead. */
#ifndef RETTESNOR_EMPTY_SQL_H
#define RETTESNOR_EMPTY_SQL_H

#include "db/record.h"
#include "trial/trial.h"

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const empty_queries[];

#endif
