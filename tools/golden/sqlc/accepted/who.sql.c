/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from who.sql: change that instead. */
#include "who.sql.h"

static const Query query_is_inside_only = {
    "is_inside_only",
    "SELECT COUNT(*) FROM unit WHERE is_open = 1 OR ?1 = 1",
    "SELECT COUNT(*) FROM unit WHERE is_open = 1 OR $1::bigint = 1",
    1,
};

Err is_inside_only(Db *db, Who who, int64_t *ret_is_inside_only)
{
    const Value values[] = { value_integer(who.is_inside) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_is_inside_only, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_is_inside_only = found;
    return err;
}

static const Query query_both = {
    "both",
    "SELECT COUNT(*) FROM trial b WHERE ((?1 = 1 AND b.is_private = 0) OR (EXISTS (SELECT 1 "
    "FROM reach r WHERE r.person = ?2 AND r.unit = b.unit_id AND r.need = 'see'))) AND b.owner "
    "= ?3 AND b.writer = ?2",
    "SELECT COUNT(*) FROM trial b WHERE (($1::bigint = 1 AND b.is_private = 0) OR (EXISTS (SELECT "
    "1 FROM reach r WHERE r.person = $2::bigint AND r.unit = b.unit_id AND r.need = 'see'))) "
    "AND b.owner = $3::bigint AND b.writer = $2::bigint",
    3,
};

Err both(Db *db, Who reader, int64_t who, int64_t *ret_both)
{
    const Value values[] = { value_integer(reader.is_inside), value_integer(reader.person),
                             value_integer(who) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_both, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_both = found;
    return err;
}

const Query *const who_queries[] = {
    &query_is_inside_only,
    &query_both,
    NULL,
};
