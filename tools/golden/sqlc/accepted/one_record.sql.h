/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of one_record.sql as functions. Made by tools/sqlc: change one_record.sql instead. */
#ifndef RETTESNOR_ONE_RECORD_SQL_H
#define RETTESNOR_ONE_RECORD_SQL_H

#include "db/record.h"
#include "trial/trial.h"

/* A trial as it stands. One row per id, and nothing is hidden
 * from whoever asks: check first. Ends no comment: * / */
Err trial_by_id(Db *db, int64_t id, Trial *ret_trial);

Err policy_of_trial(Db *db, int64_t trial, Policy *ret_policy);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const one_record_queries[];

#endif
