/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from strings.sql: change that instead. */
#include "strings.sql.h"

static const Query query_quotes = {
    "quotes",
    "UPDATE session SET a = 'it''s :not a name; -- nor LIKE a comment ?\? \"', \"b like\" = 'back\\slash', "
    "c = 'two\nlines æøå' WHERE \"id\" = ?1",
    "UPDATE session SET a = 'it''s :not a name; -- nor LIKE a comment ?\? \"', \"b like\" = 'back\\slash', "
    "c = 'two\nlines æøå' WHERE \"id\" = $1::bigint",
    1,
};

Err quotes(Db *db, int64_t id)
{
    const Value values[] = { value_integer(id) };
    return db_run(db, &query_quotes, values, NULL);
}

const Query *const strings_queries[] = {
    &query_quotes,
    NULL,
};
