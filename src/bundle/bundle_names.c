/* SPDX-License-Identifier: MPL-2.0 */
#include "bundle/bundle_names.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* What every struct of a record begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

bool bundle_has_record(const Record *record)
{
    return !record->is_hidden_from_bundle;
}

bool bundle_has_field(const Field *field)
{
    return (field->flags & (LOCAL | READ_ONLY | SECRET)) == 0;
}

Text identity_text(Arena *arena, const Record *record, const void *row)
{
    Text text = { "", 0 };
    for (size_t i = 0; record->identity[i] != NULL; i++) {
        Text part = field_text(arena, record_field(record, record->identity[i]), row);
        text = text_format(arena, "%s%s%s", text_at(text), i == 0 ? "" : "|", text_at(part));
    }
    return text;
}

/* ---- the map ---- */

static size_t hash_of(Text text)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001B3u;
    return (size_t)(hash ^ hash >> 32);
}

static Name **slot_of(const RecordNames *names, Text text)
{
    size_t i = hash_of(text) & (names->slot_count - 1);
    while (names->slots[i] != NULL && !text_equal(names->slots[i]->text, text))
        i = (i + 1) & (names->slot_count - 1);
    return &names->slots[i];
}

static void widen(Arena *arena, RecordNames *names)
{
    names->room = names->room == 0 ? 64 : names->room * 2;
    Name **wider = arena_array(arena, Name *, names->room);
    if (names->count > 0)
        memcpy(wider, names->at, names->count * sizeof *wider);
    names->at = wider;
    names->slot_count = names->room * 2;
    names->slots = arena_array(arena, Name *, names->slot_count);
    for (size_t i = 0; i < names->count; i++)
        *slot_of(names, names->at[i]->text) = names->at[i];
}

Name *name_add(BundleNames *all, RecordNames *names, int64_t id, Text text)
{
    if (names->count == names->room)
        widen(all->arena, names);
    Name *name = arena_get(all->arena, sizeof *name);
    *name = (Name){ .id = id, .text = text };
    names->at[names->count++] = name;
    *slot_of(names, text) = name;
    return name;
}

Name *name_by_text(const RecordNames *names, Text text)
{
    return names->slot_count == 0 ? NULL : *slot_of(names, text);
}

/* Existing ids ascend; those of new rows descend from -1. */
Name *name_by_id(const RecordNames *names, int64_t id)
{
    size_t low = id > 0 ? 0 : names->existing, high = id > 0 ? names->existing : names->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int64_t found = names->at[middle]->id;
        if (found == id)
            return names->at[middle];
        if ((found < id) == (id > 0))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

RecordNames *names_of(const BundleNames *names, const Record *record)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->records[i].record == record)
            return &names->records[i];
    return NULL;
}

RecordNames *names_of_record(const BundleNames *names, const char *record)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->records[i].record->name, record) == 0)
            return &names->records[i];
    return NULL;
}

/* ---- reading them ---- */

/* The query of each record, in the order of all_records; kept as long as the connection. */
typedef struct NameQueries {
    size_t count;
    Query queries[];
} NameQueries;

static const char name_queries_slot;

static void add_name_query(Buffer *sql, const Record *record)
{
    buffer_add_string(sql, "SELECT id, origin, key");
    for (size_t i = 0; record->identity != NULL && record->identity[i] != NULL; i++)
        buffer_format(sql, ", %s", record->identity[i]);
    buffer_format(sql, " FROM %s ORDER BY id", record->name);
    buffer_add(sql, "", 1);
}

/* One block: the queries and, behind them, their texts. */
static NameQueries *make_name_queries(void)
{
    Buffer sql;
    size_t count = 0, from = 0;
    buffer_init(&sql, 1 << 20);
    for (; all_records[count] != NULL; count++)
        add_name_query(&sql, all_records[count]);
    size_t head = sizeof(NameQueries) + count * sizeof(Query);
    NameQueries *made = db_slot_memory(head + sql.length);
    char *texts = (char *)made + head;
    memcpy(texts, sql.at, sql.length);
    made->count = count;
    for (size_t i = 0; i < count; from += strlen(texts + from) + 1, i++)
        made->queries[i] = (Query){ "bundle_names", texts + from, texts + from, 0 };
    buffer_done(&sql);
    return made;
}

static const Query *name_query(Db *db, size_t record)
{
    void **slot = db_slot(db, &name_queries_slot);
    if (*slot == NULL)
        *slot = make_name_queries();
    return &((NameQueries *)*slot)->queries[record];
}

static Text row_name(Arena *arena, const Record *record, const Head *head)
{
    if (record->identity != NULL)
        return identity_text(arena, record, head);
    return text_format(arena, "%s:%s", text_at(head->origin), text_at(head->key));
}

static Err load_names(Db *db, BundleNames *all, RecordNames *names, const Query *query)
{
    Head *head = arena_get(db_arena(db), names->record->size);
    Rows rows;
    bool is_row;
    TRY(rows_start(&rows, db, query, NULL));
    Err err;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row) {
        memset(head, 0, names->record->size);
        record_read(&rows, names->record, head);
        name_add(all, names, head->id, row_name(all->arena, names->record, head));
    }
    rows_end(&rows);
    names->existing = names->count;
    return err;
}

Err bundle_names_load(Db *db, Arena *arena, BundleNames *ret_names)
{
    BundleNames names = { .arena = arena };
    while (all_records[names.count] != NULL)
        names.count++;
    names.records = arena_array(arena, RecordNames, names.count);
    for (size_t i = 0; i < names.count; i++) {
        names.records[i].record = all_records[i];
        if (bundle_has_record(all_records[i]))
            TRY(load_names(db, &names, &names.records[i], name_query(db, i)));
    }
    *ret_names = names;
    return OK;
}

/* ---- cells ---- */

Text name_written(Arena *arena, Text name, Text origin)
{
    if (name.length > origin.length && name.at[origin.length] == ':' &&
        text_starts_with(name, text_at(origin)))
        return text_copy(arena, name.at + origin.length + 1, name.length - origin.length - 1);
    return name;
}

static Text key_of(Arena *arena, const RecordNames *names, Text origin, int64_t id)
{
    const Name *name = names == NULL || id == 0 ? NULL : name_by_id(names, id);
    return name == NULL ? (Text){ "", 0 } : name_written(arena, name->text, origin);
}

static int compare_texts(const void *a, const void *b)
{
    return text_compare(*(const Text *)a, *(const Text *)b);
}

static Text keys_text(Arena *arena, const RecordNames *names, Text origin, Ids ids)
{
    Text *keys = arena_array(arena, Text, ids.count);
    Buffer joined;
    for (size_t i = 0; i < ids.count; i++)
        keys[i] = key_of(arena, names, origin, ids.at[i]);
    if (ids.count > 0)
        qsort(keys, ids.count, sizeof *keys, compare_texts);
    buffer_init(&joined, ARENA_CEILING);
    for (size_t i = 0; i < ids.count; i++) {
        buffer_add_string(&joined, i == 0 ? "" : "|");
        buffer_add_text(&joined, keys[i]);
    }
    Text text = text_copy(arena, joined.at, joined.length);
    buffer_done(&joined);
    return text;
}

Text bundle_cell_text(Arena *arena, const BundleNames *names, Text origin, const Field *field,
                      const void *row)
{
    const void *at = field_at(field, row);
    if (field->kind == KIND_IDS)
        return keys_text(arena, names_of(names, field->refers), origin, *(const Ids *)at);
    if (field->kind == KIND_INTEGER && field->refers != NULL)
        return key_of(arena, names_of(names, field->refers), origin, *(const int64_t *)at);
    if (field->kind == KIND_PARTY) {
        const Party *party = at;
        return party->person != 0 ? key_of(arena, names_of_record(names, "person"), origin, party->person)
                                  : key_of(arena, names_of_record(names, "unit"), origin, party->unit);
    }
    return field_text(arena, field, row);
}
