/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from replaced.sql: change that instead. */
#include "replaced.sql.h"

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

const Field hit_fields[] = {
    FIELD(Hit, id),
    FIELD(Hit, title),
    { 0 },
};

static const Query query_hits = {
    "hits",
    "SELECT id, title FROM hit WHERE hit MATCH ?1 ORDER BY rank LIMIT ?2",
    "SELECT id, title FROM hit WHERE vector @@ plainto_tsquery('danish', $1::text) AND lower(title) "
    "= title::text LIMIT $2::bigint",
    2,
};

Err hits(Db *db, Text words, int64_t most, Hits *ret_hits)
{
    const Value values[] = { value_text(words), value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_hits, values));
    Hits found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = (Hit){
            .id = row_integer(&rows, 0),
            .title = row_text(&rows, 1),
        };
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_hits = found;
    return err;
}

static const Query query_unchanged = {
    "unchanged",
    "SELECT 1 FROM hit WHERE id = ?1",
    "SELECT 1 FROM hit WHERE id = $1::bigint",
    1,
};

Err unchanged(Db *db, int64_t id, int64_t *ret_unchanged)
{
    const Value values[] = { value_integer(id) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_unchanged, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_unchanged = found;
    return err;
}

const Query *const replaced_queries[] = {
    &query_hits,
    &query_unchanged,
    NULL,
};
