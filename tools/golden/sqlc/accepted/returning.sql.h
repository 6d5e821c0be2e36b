/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of returning.sql as functions. Made by tools/sqlc: change returning.sql instead. */
#ifndef RETTESNOR_RETURNING_SQL_H
#define RETTESNOR_RETURNING_SQL_H

#include "db/record.h"
#include "trial/trial.h"

typedef struct Job {
    int64_t id;
    Text kind;
} Job;

typedef struct Jobs {
    Job *at;
    size_t count;
} Jobs;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field job_fields[];

Err session_add(Db *db, int64_t person, Instant ends, int64_t *ret_session_add);

Err jobs_claim(Db *db, Instant now, int64_t most, Jobs *ret_jobs);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const returning_queries[];

#endif
