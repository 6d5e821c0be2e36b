/* SPDX-License-Identifier: MPL-2.0 */
/* The history: every insert, update and delete of a record with who, when, and the fields before and after. */
#ifndef RETTESNOR_HISTORY_H
#define RETTESNOR_HISTORY_H

#include "db/record.h"

/* One changed field. Values are as field_text writes them; empty is none. */
typedef struct FieldChange {
    const Field *field;
    Text before;
    Text after;
    bool is_erased; /* personal, and erased since */
} FieldChange;

typedef struct Change {
    int64_t id;
    Instant at;
    int64_t person;   /* 0: the program itself, or an import */
    Text what;        /* "insert", "update", "delete" */
    int64_t revision; /* of the row after the change */
    FieldChange *fields;
    size_t field_count;
} Change;

typedef struct Changes {
    Change *at;
    size_t count;
} Changes;

/* The newest MOST changes of a row with an id below BEFORE (0: all), newest first. SECRET fields are left out. */
Err history_of(Db *db, const Record *record, int64_t id, int64_t before, int64_t most, Changes *ret_changes);

/* The value that FIELD had at REVISION, given the current ROW. */
Err history_field_at(Db *db, const Record *record, const void *row, const Field *field, int64_t revision,
                     Text *ret_text);

/* Who changed FIELD last after REVISION; 0 if nobody did. */
Err history_changed_by(Db *db, const Record *record, int64_t id, const Field *field, int64_t revision,
                       int64_t *ret_person);

/* Written by db_insert, db_update, db_delete. BEFORE is NULL for an insert, AFTER for a delete. A PERSONAL value stands in the change as a
 * salted hash, and apart from it in `change_personal`, so that it can be erased later while a chain over the changes holds. */
Err history_write(Db *db, const Record *record, const void *before, const void *after);

#endif
