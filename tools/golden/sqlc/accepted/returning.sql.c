/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from returning.sql: change that instead. */
#include "returning.sql.h"

#include <string.h>

/* AT with room for one more behind COUNT elements, in the arena of the connection. */
static void *with_room(Db *db, void *at, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return at;
    *room = *room == 0 ? 16 : *room * 2;
    void *larger = arena_get(db_arena(db), *room * size);
    if (count > 0)
        memcpy(larger, at, count * size);
    return larger;
}

const Field job_fields[] = {
    FIELD(Job, id),
    FIELD(Job, kind),
    { 0 },
};

static const Query query_session_add = {
    "session_add",
    "INSERT INTO session (person, ends) VALUES (?1, ?2) RETURNING id",
    "INSERT INTO session (person, ends) VALUES ($1::bigint, $2::bigint) RETURNING id",
    2,
};

Err session_add(Db *db, int64_t person, Instant ends, int64_t *ret_session_add)
{
    const Value values[] = { value_integer(person), value_integer(ends) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_session_add, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_session_add = found;
    return err;
}

static const Query query_jobs_claim = {
    "jobs_claim",
    "WITH ready AS (SELECT id FROM job WHERE due <= ?1 LIMIT ?2) UPDATE job SET claimed = ?1 "
    "WHERE id IN (SELECT id FROM ready) RETURNING id, job.kind",
    "WITH ready AS (SELECT id FROM job WHERE due <= $1::bigint LIMIT $2::bigint) UPDATE job "
    "SET claimed = $1::bigint WHERE id IN (SELECT id FROM ready) RETURNING id, job.kind",
    2,
};

Err jobs_claim(Db *db, Instant now, int64_t most, Jobs *ret_jobs)
{
    const Value values[] = { value_integer(now), value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_jobs_claim, values));
    Jobs found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = (Job){
            .id = row_integer(&rows, 0),
            .kind = row_text(&rows, 1),
        };
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_jobs = found;
    return err;
}

const Query *const returning_queries[] = {
    &query_session_add,
    &query_jobs_claim,
    NULL,
};
