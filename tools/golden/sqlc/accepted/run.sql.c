/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from run.sql: change that instead. */
#include "run.sql.h"

static const Query query_close_old = {
    "close_old",
    "UPDATE session SET is_open = 0 WHERE ends_on < ?1",
    "UPDATE session SET is_open = 0 WHERE ends_on < $1::text",
    1,
};

Err close_old(Db *db, Day today, int64_t *ret_changed)
{
    const Value values[] = { value_text(text_of(today.at)) };
    return db_run(db, &query_close_old, values, ret_changed);
}

static const Query query_touch = {
    "touch",
    "UPDATE session SET seen = ?1 WHERE id = ?2",
    "UPDATE session SET seen = $1::bigint WHERE id = $2::bigint",
    2,
};

Err touch(Db *db, int64_t id, Instant now)
{
    const Value values[] = { value_integer(now), value_integer(id) };
    return db_run(db, &query_touch, values, NULL);
}

static const Query query_forget_all = {
    "forget_all",
    "DELETE FROM session",
    "DELETE FROM session",
    0,
};

Err forget_all(Db *db)
{
    return db_run(db, &query_forget_all, NULL, NULL);
}

static const Query query_reach_add = {
    "reach_add",
    "INSERT INTO reach (person, unit, need) VALUES (?1, ?2, ?3) ON CONFLICT (person, unit) DO "
    "UPDATE SET need = excluded.need",
    "INSERT INTO reach (person, unit, need) VALUES ($1::bigint, $2::bigint, $3::text) ON CONFLICT "
    "(person, unit) DO UPDATE SET need = excluded.need",
    3,
};

Err reach_add(Db *db, int64_t person, int64_t unit, Text need)
{
    const Value values[] = { value_integer(person), value_integer(unit), value_text(need) };
    return db_run(db, &query_reach_add, values, NULL);
}

const Query *const run_queries[] = {
    &query_close_old,
    &query_touch,
    &query_forget_all,
    &query_reach_add,
    NULL,
};
