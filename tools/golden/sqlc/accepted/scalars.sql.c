/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from scalars.sql: change that instead. */
#include "scalars.sql.h"

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

static const Query query_goal_count = {
    "goal_count",
    "SELECT COUNT(*) FROM goal WHERE plan = ?1",
    "SELECT COUNT(*) FROM goal WHERE plan = $1::bigint",
    1,
};

Err goal_count(Db *db, int64_t plan, int64_t *ret_goal_count)
{
    const Value values[] = { value_integer(plan) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_goal_count, values));
    int64_t found = 0;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_goal_count = found;
    return err;
}

static const Query query_title_of_trial = {
    "title_of_trial",
    "SELECT title FROM trial WHERE id = ?1",
    "SELECT title FROM trial WHERE id = $1::bigint",
    1,
};

Err title_of_trial(Db *db, int64_t id, Text *ret_title_of_trial)
{
    const Value values[] = { value_integer(id) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_title_of_trial, values));
    Text found = { 0 };
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_text(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_title_of_trial = found;
    return err;
}

static const Query query_first_day = {
    "first_day",
    "SELECT MIN(day) FROM event",
    "SELECT MIN(day) FROM event",
    0,
};

Err first_day(Db *db, Day *ret_first_day)
{
    Rows rows;
    TRY(rows_start(&rows, db, &query_first_day, NULL));
    Day found = { 0 };
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_day(&rows, 0);
    rows_end(&rows);
    if (err == OK)
        *ret_first_day = found;
    return err;
}

static const Query query_has_trials = {
    "has_trials",
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM trial) THEN 1 ELSE 0 END",
    "SELECT CASE WHEN EXISTS (SELECT 1 FROM trial) THEN 1 ELSE 0 END",
    0,
};

Err has_trials(Db *db, bool *ret_has_trials)
{
    Rows rows;
    TRY(rows_start(&rows, db, &query_has_trials, NULL));
    bool found = false;
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        found = row_integer(&rows, 0) != 0;
    rows_end(&rows);
    if (err == OK)
        *ret_has_trials = found;
    return err;
}

static const Query query_ids_of_trials = {
    "ids_of_trials",
    "SELECT id FROM trial LIMIT ?1",
    "SELECT id FROM trial LIMIT $1::bigint",
    1,
};

Err ids_of_trials(Db *db, int64_t most, Ids *ret_ids_of_trials)
{
    const Value values[] = { value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_ids_of_trials, values));
    Ids found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = row_integer(&rows, 0);
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_ids_of_trials = found;
    return err;
}

static const Query query_titles = {
    "titles",
    "SELECT title FROM trial ORDER BY title LIMIT ?1",
    "SELECT title FROM trial ORDER BY title LIMIT $1::bigint",
    1,
};

Err titles(Db *db, int64_t most, Texts *ret_titles)
{
    const Value values[] = { value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_titles, values));
    Texts found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = row_text(&rows, 0);
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_titles = found;
    return err;
}

static const Query query_days = {
    "days",
    "SELECT due_on FROM trial LIMIT ?1",
    "SELECT due_on FROM trial LIMIT $1::bigint",
    1,
};

Err days(Db *db, int64_t most, Days *ret_days)
{
    const Value values[] = { value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_days, values));
    Days found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = row_day(&rows, 0);
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_days = found;
    return err;
}

const Query *const scalars_queries[] = {
    &query_goal_count,
    &query_title_of_trial,
    &query_first_day,
    &query_has_trials,
    &query_ids_of_trials,
    &query_titles,
    &query_days,
    NULL,
};
