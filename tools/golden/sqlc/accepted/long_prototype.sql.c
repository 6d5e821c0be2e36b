/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from long_prototype.sql: change that instead. */
#include "long_prototype.sql.h"

static const Query query_observation_note = {
    "observation_note",
    "INSERT INTO observation_draft (sign, person, observed_on, what_was_seen, language, trial, "
    "until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "INSERT INTO observation_draft (sign, person, observed_on, what_was_seen, language, trial, "
    "until) VALUES ($1::bigint, $2::bigint, $3::text, $4::text, $5::text, $6::bigint, $7::text)",
    7,
};

Err observation_note(Db *db, int64_t sign, int64_t person, Day observed_on, Text what_was_seen, Text language,
                     int64_t trial, Day until, int64_t *ret_changed)
{
    const Value values[] = { value_integer(sign), value_integer(person), value_text(text_of(observed_on.at)),
                             value_text(what_was_seen), value_text_or_none(language),
                             value_integer_or_none(trial), value_day_or_none(until) };
    return db_run(db, &query_observation_note, values, ret_changed);
}

const Query *const long_prototype_queries[] = {
    &query_observation_note,
    NULL,
};
