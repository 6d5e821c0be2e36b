/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of replaced.sql as functions. Made by tools/sqlc: change replaced.sql instead. */
#ifndef RETTESNOR_REPLACED_SQL_H
#define RETTESNOR_REPLACED_SQL_H

#include "db/record.h"
#include "trial/trial.h"

typedef struct Hit {
    int64_t id;
    Text title;
} Hit;

typedef struct Hits {
    Hit *at;
    size_t count;
} Hits;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field hit_fields[];

Err hits(Db *db, Text words, int64_t most, Hits *ret_hits);

Err unchanged(Db *db, int64_t id, int64_t *ret_unchanged);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const replaced_queries[];

#endif
