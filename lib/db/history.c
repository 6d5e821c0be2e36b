/* SPDX-License-Identifier: MPL-2.0 */
#include "db/history.h"

#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

#include "base/banned.h"

enum { MOST_CHANGES = 500, SALT_BYTES = 16, HASH_BYTES = 32 };

typedef struct Head {
    RECORD_HEAD;
} Head;

static const Query insert_change = {
    "insert_change",
    "INSERT INTO change (at, person, record, row_id, revision, what, before, after) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id",
    "INSERT INTO change (at, person, record, row_id, revision, what, before, after) "
    "VALUES ($1::bigint, $2::bigint, $3::text, $4::bigint, $5::bigint, $6::text, $7::text, $8::text) "
    "RETURNING id",
    8,
};

static const Query insert_personal = {
    "insert_personal",
    "INSERT INTO change_personal (change, field, side, salt, value) VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO change_personal (change, field, side, salt, value) "
    "VALUES ($1::bigint, $2::text, $3::text, $4::text, $5::text)",
    5,
};

static const Query select_personal = {
    "select_personal",
    "SELECT value FROM change_personal WHERE change = ?1 AND field = ?2 AND side = ?3",
    "SELECT value FROM change_personal WHERE change = $1::bigint AND field = $2::text AND side = $3::text",
    3,
};

static const Query select_changes = {
    "select_changes",
    "SELECT id, at, person, what, revision, before, after FROM change "
    "WHERE record = ?1 AND row_id = ?2 AND id < ?3 ORDER BY id DESC LIMIT ?4",
    "SELECT id, at, person, what, revision, before, after FROM change "
    "WHERE record = $1::text AND row_id = $2::bigint AND id < $3::bigint ORDER BY id DESC LIMIT $4::bigint",
    4,
};

/* ---- writing ---- */

/* A personal value that waits for the id of its change. */
typedef struct Personal {
    const char *field;
    const char *side;
    char salt[SALT_BYTES * 2 + 1];
    Text value;
} Personal;

typedef struct Draft {
    Arena *arena;
    json_t *sides[2];   /* before, after */
    Personal *personal; /* with room for both sides of all that the record has */
    size_t personal_count;
} Draft;

static const char *const side_names[] = { "before", "after" };

static json_t *personal_hash(Draft *draft, const Field *field, int side, Text value)
{
    Personal *personal = &draft->personal[draft->personal_count++];
    unsigned char salt[SALT_BYTES], hash[HASH_BYTES];
    char hex[HASH_BYTES * 2 + 1];
    crypto_generichash_state state;
    randombytes_buf(salt, sizeof salt);
    sodium_bin2hex(personal->salt, sizeof personal->salt, salt, sizeof salt);
    crypto_generichash_init(&state, salt, sizeof salt, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)text_at(value), value.length);
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    personal->field = field->name;
    personal->side = side_names[side];
    personal->value = value;
    return json_pack("{s:s}", "hash", hex);
}

static void add_side(Draft *draft, const Field *field, int side, const void *row)
{
    if (row == NULL || field_is_none(field, row))
        return;
    Text value = field_text(draft->arena, field, row);
    json_object_set_new(draft->sides[side], field->name,
                        field->flags & PERSONAL ? personal_hash(draft, field, side, value)
                                                : json_stringn(text_at(value), value.length));
}

static size_t count_personal(const Record *record)
{
    size_t count = 0;
    for (const Field *field = record->fields; field->name != NULL; field++)
        count += (field->flags & PERSONAL) != 0;
    return count;
}

static void draft_fields(Draft *draft, const Record *record, const void *before, const void *after)
{
    draft->personal = arena_array(draft->arena, Personal, 2 * count_personal(record));
    for (const Field *field = record->fields; field->name != NULL; field++) {
        if (field->flags & SECRET || (before != NULL && after != NULL && field_equal(field, before, after)))
            continue;
        add_side(draft, field, 0, before);
        add_side(draft, field, 1, after);
    }
}

static Err write_personal(Db *db, const Draft *draft, int64_t change)
{
    for (const Personal *personal = draft->personal; personal < draft->personal + draft->personal_count;
         personal++) {
        const Value values[] = {
            value_integer(change),
            value_text(text_of(personal->field)),
            value_text(text_of(personal->side)),
            value_text(text_of(personal->salt)),
            value_text(personal->value),
        };
        TRY(db_run(db, &insert_personal, values, NULL));
    }
    return OK;
}

static Value json_value(const json_t *side, char **ret_dumped)
{
    *ret_dumped = json_object_size(side) == 0 ? NULL : json_dumps(side, JSON_COMPACT);
    return value_text_or_none(text_of(*ret_dumped));
}

static Err insert_draft(Db *db, const Record *record, const Head *head, const char *what, const Draft *draft)
{
    char *dumped[2];
    Rows rows;
    bool is_row;
    int64_t change = 0;
    const Value values[] = {
        value_integer(db_now(db)),
        value_integer_or_none(db_actor(db)),
        value_text(text_of(record->name)),
        value_integer(head->id),
        value_integer(head->revision),
        value_text(text_of(what)),
        json_value(draft->sides[0], &dumped[0]),
        json_value(draft->sides[1], &dumped[1]),
    };
    Err err = rows_start(&rows, db, &insert_change, values);
    if (err == OK) {
        err = rows_next(&rows, &is_row);
        if (err == OK)
            change = row_integer(&rows, 0);
        rows_end(&rows);
    }
    free(dumped[0]);
    free(dumped[1]);
    TRY(err);
    return write_personal(db, draft, change);
}

Err history_write(Db *db, const Record *record, const void *before, const void *after)
{
    Draft draft = { .arena = db_arena(db), .sides = { json_object(), json_object() } };
    const char *what = before == NULL ? "insert" : after == NULL ? "delete" : "update";
    draft_fields(&draft, record, before, after);
    Err err = insert_draft(db, record, after != NULL ? after : before, what, &draft);
    json_decref(draft.sides[0]);
    json_decref(draft.sides[1]);
    return err;
}

/* ---- reading ---- */

static Err personal_value(Db *db, int64_t change, const Field *field, const char *side, Text *ret_value,
                          bool *ret_is_erased)
{
    const Value values[] = { value_integer(change), value_text(text_of(field->name)),
                             value_text(text_of(side)) };
    Rows rows;
    bool is_row;
    TRY(rows_start(&rows, db, &select_personal, values));
    Err err = rows_next(&rows, &is_row);
    if (err == OK && is_row)
        *ret_value = row_text(&rows, 0);
    *ret_is_erased = err == OK && !is_row;
    rows_end(&rows);
    return err;
}

static json_t *parse_side(Text text)
{
    return text_is_empty(text) ? NULL : json_loadb(text.at, text.length, 0, NULL);
}

static Err side_value(Db *db, int64_t change, const Field *field, int side, const json_t *json,
                      Text *ret_value, bool *ret_is_erased)
{
    const json_t *value = json_object_get(json, field->name);
    if (json_is_object(value))
        return personal_value(db, change, field, side_names[side], ret_value, ret_is_erased);
    if (json_is_string(value))
        *ret_value = text_copy(db_arena(db), json_string_value(value), json_string_length(value));
    return OK;
}

/* One row of select_changes with its two sides still as JSON. */
typedef struct RawChange {
    Change change;
    Text sides[2];
} RawChange;

static Err read_fields(Db *db, const Record *record, RawChange *raw)
{
    json_t *before = parse_side(raw->sides[0]), *after = parse_side(raw->sides[1]);
    Change *change = &raw->change;
    change->fields =
        arena_array(db_arena(db), FieldChange, json_object_size(before) + json_object_size(after));
    Err err = OK;
    for (const Field *field = record->fields; field->name != NULL && err == OK; field++) {
        bool is_there =
            json_object_get(before, field->name) != NULL || json_object_get(after, field->name) != NULL;
        if (!is_there || field->flags & SECRET)
            continue;
        FieldChange *one = &change->fields[change->field_count++];
        one->field = field;
        err = side_value(db, change->id, field, 0, before, &one->before, &one->is_erased);
        if (err == OK)
            err = side_value(db, change->id, field, 1, after, &one->after, &one->is_erased);
    }
    json_decref(before);
    json_decref(after);
    return err;
}

static RawChange read_raw(const Rows *rows)
{
    return (RawChange){
        .change = { .id = row_integer(rows, 0),
                    .at = row_integer(rows, 1),
                    .person = row_integer(rows, 2),
                    .what = row_text(rows, 3),
                    .revision = row_integer(rows, 4) },
        .sides = { row_text(rows, 5), row_text(rows, 6) },
    };
}

Err history_of(Db *db, const Record *record, int64_t id, int64_t before, int64_t most, Changes *ret_changes)
{
    most = most < MOST_CHANGES ? most : MOST_CHANGES;
    RawChange *raw = arena_array(db_arena(db), RawChange, most);
    size_t count = 0;
    Rows rows;
    bool is_row;
    const Value values[] = { value_text(text_of(record->name)), value_integer(id),
                             value_integer(before == 0 ? INT64_MAX : before), value_integer(most) };
    TRY(rows_start(&rows, db, &select_changes, values));
    Err err;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row)
        raw[count++] = read_raw(&rows);
    rows_end(&rows);
    TRY(err);
    ret_changes->at = arena_array(db_arena(db), Change, count);
    for (ret_changes->count = 0; ret_changes->count < count; ret_changes->count++) {
        TRY(read_fields(db, record, &raw[ret_changes->count]));
        ret_changes->at[ret_changes->count] = raw[ret_changes->count].change;
    }
    return OK;
}

/* The oldest (or newest) change of FIELD after REVISION; NULL fields if there is none. */
typedef struct Found {
    const Change *change;
    const FieldChange *field;
} Found;

static Found find_change(const Changes *changes, const Field *field, int64_t revision, bool newest)
{
    Found found = { 0 };
    for (size_t i = 0; i < changes->count && changes->at[i].revision > revision; i++) {
        const Change *change = &changes->at[i];
        for (const FieldChange *one = change->fields; one < change->fields + change->field_count; one++)
            if (one->field == field && (found.field == NULL || !newest))
                found = (Found){ change, one };
    }
    return found;
}

Err history_field_at(Db *db, const Record *record, const void *row, const Field *field, int64_t revision,
                     Text *ret_text)
{
    Changes changes = { 0 };
    TRY(history_of(db, record, ((const Head *)row)->id, 0, MOST_CHANGES, &changes));
    const Found oldest = find_change(&changes, field, revision, false);
    *ret_text = oldest.field != NULL ? oldest.field->before : field_text(db_arena(db), field, row);
    return OK;
}

Err history_changed_by(Db *db, const Record *record, int64_t id, const Field *field, int64_t revision,
                       int64_t *ret_person)
{
    Changes changes = { 0 };
    TRY(history_of(db, record, id, 0, MOST_CHANGES, &changes));
    const Found newest = find_change(&changes, field, revision, true);
    *ret_person = newest.change != NULL ? newest.change->person : 0;
    return OK;
}
