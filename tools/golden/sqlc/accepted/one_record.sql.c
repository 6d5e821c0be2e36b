/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from one_record.sql: change that instead. */
#include "one_record.sql.h"

static const Query query_trial_by_id = {
    "trial_by_id",
    "SELECT * FROM trial WHERE id = ?1",
    "SELECT * FROM trial WHERE id = $1::bigint",
    1,
};

Err trial_by_id(Db *db, int64_t id, Trial *ret_trial)
{
    const Value values[] = { value_integer(id) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_trial_by_id, values));
    Trial found = { 0 };
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        err = record_read(&rows, &trial_record, &found);
    rows_end(&rows);
    if (err == OK)
        *ret_trial = found;
    return err;
}

static const Query query_policy_of_trial = {
    "policy_of_trial",
    "SELECT p.* FROM policy p JOIN trial t ON t.policy = p.id WHERE t.id = ?1",
    "SELECT p.* FROM policy p JOIN trial t ON t.policy = p.id WHERE t.id = $1::bigint",
    1,
};

Err policy_of_trial(Db *db, int64_t trial, Policy *ret_policy)
{
    const Value values[] = { value_integer(trial) };
    Rows rows;
    TRY(rows_start(&rows, db, &query_policy_of_trial, values));
    Policy found = { 0 };
    bool is_row = false;
    Err err = rows_next(&rows, &is_row);
    if (err == OK && !is_row)
        err = NOT_FOUND;
    if (err == OK)
        err = record_read(&rows, &policy_record, &found);
    rows_end(&rows);
    if (err == OK)
        *ret_policy = found;
    return err;
}

const Query *const one_record_queries[] = {
    &query_trial_by_id,
    &query_policy_of_trial,
    NULL,
};
