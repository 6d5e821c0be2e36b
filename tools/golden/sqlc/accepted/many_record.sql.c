/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from many_record.sql: change that instead. */
#include "many_record.sql.h"

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

static const Query query_trials_of_unit = {
    "trials_of_unit",
    "SELECT t.* FROM trial t WHERE t.unit_id = ?1 OR t.other_unit = ?1 ORDER BY t.id LIMIT ?2",
    "SELECT t.* FROM trial t WHERE t.unit_id = $1::bigint OR t.other_unit = $1::bigint ORDER "
    "BY t.id LIMIT $2::bigint",
    2,
};

Err trials_of_unit(Db *db, int64_t unit, int64_t most, Trials *ret_trials)
{
    const Value values[] = { value_integer(unit), value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_trials_of_unit, values));
    Trials found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while (err == OK && (err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        err = record_read(&rows, &trial_record, &found.at[found.count]);
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_trials = found;
    return err;
}

static const Query query_policies_in_force_on_the_day = {
    "policies_in_force_on_the_day",
    "SELECT * FROM policy WHERE from_day <= ?1 AND name = ?2 AND COALESCE(?3, field) = field "
    "AND vision = ?4 AND (until < ?5) LIMIT ?6",
    "SELECT * FROM policy WHERE from_day <= $1::text AND name = $2::text AND COALESCE($3::text, "
    "field) = field AND vision = $4::bigint AND (until < $5::text) LIMIT $6::bigint",
    6,
};

Err policies_in_force_on_the_day(Db *db, Day day, Text name, Text field, int64_t vision, Day until,
                                 int64_t most, Policies *ret_policies)
{
    const Value values[] = { value_text(text_of(day.at)), value_text(name), value_text_or_none(field),
                             value_integer_or_none(vision), value_day_or_none(until), value_integer(most) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_policies_in_force_on_the_day, values));
    Policies found = { 0 };
    size_t room = 0;
    bool is_row = false;
    Err err = OK;
    while (err == OK && (err = rows_next(&rows, &is_row)) == OK && is_row) {
        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);
        err = record_read(&rows, &policy_record, &found.at[found.count]);
        found.count++;
    }
    rows_end(&rows);
    if (err == OK)
        *ret_policies = found;
    return err;
}

const Query *const many_record_queries[] = {
    &query_trials_of_unit,
    &query_policies_in_force_on_the_day,
    NULL,
};
