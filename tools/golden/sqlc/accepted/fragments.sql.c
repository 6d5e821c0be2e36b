/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from fragments.sql: change that instead. */
#include "fragments.sql.h"

static const Query query_uses_a_later_fragment = {
    "uses_a_later_fragment",
    "SELECT COUNT(*) FROM trial x WHERE (x.unit_id = ?1 AND (x.starts_on <= ?2 AND (x.ends_on "
    "IS NULL OR x.ends_on >= ?2)) AND s.t.x = 1)",
    "SELECT COUNT(*) FROM trial x WHERE (x.unit_id = $1::bigint AND (x.starts_on <= $2::text "
    "AND (x.ends_on IS NULL OR x.ends_on >= $2::text)) AND s.t.x = 1)",
    2,
};

Err uses_a_later_fragment(Db *db, int64_t unit, Day today, int64_t *ret_uses_a_later_fragment)
{
    const Value values[] = { value_integer(unit), value_text(text_of(today.at)) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_uses_a_later_fragment, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_uses_a_later_fragment = found;
    return err;
}

static const Query query_takes_expressions = {
    "takes_expressions",
    "SELECT COUNT(*) FROM trial y WHERE NOT (y.unit_id = COALESCE(?1, 7) AND (y.starts_on <= "
    "'2026-01-01' AND (y.ends_on IS NULL OR y.ends_on >= '2026-01-01')) AND s.t.x = 1)",
    "SELECT COUNT(*) FROM trial y WHERE NOT (y.unit_id = COALESCE($1::bigint, 7) AND (y.starts_on "
    "<= '2026-01-01' AND (y.ends_on IS NULL OR y.ends_on >= '2026-01-01')) AND s.t.x = 1)",
    1,
};

Err takes_expressions(Db *db, int64_t unit, int64_t *ret_takes_expressions)
{
    const Value values[] = { value_integer(unit) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_takes_expressions, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_takes_expressions = found;
    return err;
}

const Query *const fragments_queries[] = {
    &query_uses_a_later_fragment,
    &query_takes_expressions,
    NULL,
};
