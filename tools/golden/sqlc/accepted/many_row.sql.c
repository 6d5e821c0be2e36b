/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from many_row.sql: change that instead. */
#include "many_row.sql.h"

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

const Field trial_line_fields[] = {
    FIELD(TrialLine, id),
    FIELD(TrialLine, title),
    FIELD(TrialLine, due_on),
    FIELD(TrialLine, unit_name),
    FIELD(TrialLine, is_late),
    FIELD(TrialLine, value),
    FIELD(TrialLine, date),
    FIELD(TrialLine, owner),
    { 0 },
};

const Field policy__fields[] = {
    FIELD(Policy_, id),
    { 0 },
};

const Field diary_fields[] = {
    FIELD(Diary, id),
    { 0 },
};

const Field progress_fields[] = {
    FIELD(Progress, id),
    FIELD(Progress, is_changed),
    FIELD(Progress, at),
    { 0 },
};

static const Query query_trials_of_goal = {
    "trials_of_goal",
    "SELECT t.title, t.id, u.name AS unit_name, t.due_on, CASE WHEN t.due_on < '2026-01-01' "
    "THEN 1 ELSE 0 END AS is_late, t.value, value_typed, t.date, t.date_from, t.date_to, t.owner_unit, "
    "t.owner_person FROM trial t JOIN trial_goal tg ON tg.trial = t.id JOIN unit u ON u.id "
    "= t.unit_id WHERE tg.goal = ?1 AND ((?2 = 1 AND t.is_private = 0) OR (EXISTS (SELECT 1 "
    "FROM reach r WHERE r.person = ?3 AND r.unit = t.unit_id AND r.need = 'see'))) ORDER BY "
    "t.starts_on DESC NULLS LAST, t.title COLLATE \"da-x-icu\", t.id LIMIT ?4",
    "SELECT t.title, t.id, u.name AS unit_name, t.due_on, CASE WHEN t.due_on < '2026-01-01' "
    "THEN 1 ELSE 0 END AS is_late, t.value, value_typed, t.date, t.date_from, t.date_to, t.owner_unit, "
    "t.owner_person FROM trial t JOIN trial_goal tg ON tg.trial = t.id JOIN unit u ON u.id "
    "= t.unit_id WHERE tg.goal = $1::bigint AND (($2::bigint = 1 AND t.is_private = 0) OR (EXISTS "
    "(SELECT 1 FROM reach r WHERE r.person = $3::bigint AND r.unit = t.unit_id AND r.need = "
    "'see'))) ORDER BY t.starts_on DESC NULLS LAST, t.title COLLATE \"da-x-icu\", t.id LIMIT "
    "$4::bigint",
    4,
};

Err trials_of_goal(Db *db, int64_t goal, Who who, int64_t most, TrialLines *ret_trial_lines)
{
    const Value values[] = { value_integer(goal), value_integer(who.is_inside), value_integer(who.person),
                             value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_trials_of_goal, values));
    TrialLines found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = (TrialLine){
            .id = row_integer(&rows, 1),
            .title = row_text(&rows, 0),
            .due_on = row_day(&rows, 3),
            .unit_name = row_text(&rows, 2),
            .is_late = row_integer(&rows, 4) != 0,
            .value = { .millionths = row_integer(&rows, 5), .typed = row_text(&rows, 6) },
            .date = { .written = row_text(&rows, 7), .from = row_day(&rows, 8), .to = row_day(&rows, 9) },
            .owner = { .person = row_integer(&rows, 11), .unit = row_integer(&rows, 10) },
        };
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_trial_lines = found;
    return err;
}

static const Query query_diaries = {
    "diaries",
    "WITH recent AS (SELECT id FROM trial LIMIT 3), other AS (SELECT 2 AS id) SELECT DISTINCT "
    "id FROM recent UNION ALL SELECT id AS another FROM other ORDER BY 1 LIMIT ?1",
    "WITH recent AS (SELECT id FROM trial LIMIT 3), other AS (SELECT 2 AS id) SELECT DISTINCT "
    "id FROM recent UNION ALL SELECT id AS another FROM other ORDER BY 1 LIMIT $1::bigint",
    1,
};

Err diaries(Db *db, int64_t most, Diaries *ret_diaries)
{
    const Value values[] = { value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_diaries, values));
    Diaries found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = (Diary){
            .id = row_integer(&rows, 0),
        };
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_diaries = found;
    return err;
}

static const Query query_progress = {
    "progress",
    "SELECT id, title IS DISTINCT FROM before AS is_changed, \"at\" FROM trial WHERE at > ?1 LIMIT "
    "10",
    "SELECT id, title IS DISTINCT FROM before AS is_changed, \"at\" FROM trial WHERE at > $1::bigint "
    "LIMIT 10",
    1,
};

Err progress(Db *db, Instant since, ProgressList *ret_progress_list)
{
    const Value values[] = { value_integer(since) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_progress, values));
    ProgressList found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        found.at[found.count] = (Progress){
            .id = row_integer(&rows, 0),
            .is_changed = row_integer(&rows, 1) != 0,
            .at = row_integer(&rows, 2),
        };
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_progress_list = found;
    return err;
}

static const Query query_progress_of = {
    "progress_of",
    "SELECT id, 1 AS is_changed, t.at AS at FROM trial t WHERE t.id = ?1 AND day = ?2 AND open "
    "= ?3",
    "SELECT id, 1 AS is_changed, t.at AS at FROM trial t WHERE t.id = $1::bigint AND day = $2::text "
    "AND open = $3::bigint",
    3,
};

Err progress_of(Db *db, int64_t id, Day on, bool is_open, Progress *ret_progress)
{
    const Value values[] = { value_integer(id), value_text(text_of(on.at)), value_integer(is_open) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_progress_of, values));
    Progress found = { 0 };
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK) {
        found = (Progress){
            .id = row_integer(&rows, 0),
            .is_changed = row_integer(&rows, 1) != 0,
            .at = row_integer(&rows, 2),
        };
    }
    rows_end(&rows);
    if (err == OK)
        *ret_progress = found;
    return err;
}

const Query *const many_row_queries[] = {
    &query_trials_of_goal,
    &query_diaries,
    &query_progress,
    &query_progress_of,
    NULL,
};
