/* SPDX-License-Identifier: MPL-2.0 */
#include "db/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "db/history.h"

#include "base/banned.h"

enum { MOST_COLUMNS = 64, MOST_LINKS = 8, MOST_IDS = 2000 };

/* What every struct of a record begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

static const Field head_fields[] = {
    FIELD(Head, id), FIELD(Head, revision), FIELD(Head, origin), FIELD(Head, key), { 0 },
};

const char *need_name(Need need)
{
    static const char *const names[] = { "none", "open",  "signed_in", "see",   "contribute",
                                         "lead", "staff", "council",   "admin", "audit" };
    return names[need];
}

bool word_is_known(const Word *words, Text code)
{
    for (; words->code != NULL; words++)
        if (text_is(code, words->code))
            return true;
    return false;
}

const char *word_label(const Word *words, Text code)
{
    for (; words->code != NULL; words++)
        if (text_is(code, words->code))
            return words->label;
    return text_at(code);
}

const Field *record_field(const Record *record, const char *name)
{
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return NULL;
}

const Record *record_by_name(Text name)
{
    for (size_t i = 0; all_records[i] != NULL; i++)
        if (text_is(name, all_records[i]->name))
            return all_records[i];
    return NULL;
}

/* ---- columns ---- */

/* One column of a record's table: PART counts within a field of several columns. */
typedef struct Column {
    const Field *field;
    int part;
} Column;

static int part_count(const Field *field)
{
    switch (field->kind) {
    case KIND_PERIOD:
        return 3;
    case KIND_FIGURE:
    case KIND_PARTY:
        return 2;
    case KIND_IDS:
        return 0;
    default:
        return 1;
    }
}

static const char *part_suffix(const Field *field, int part)
{
    static const char *const period[] = { "", "_from", "_to" };
    static const char *const figure[] = { "", "_typed" };
    static const char *const party[] = { "_person", "_unit" };
    switch (field->kind) {
    case KIND_PERIOD:
        return period[part];
    case KIND_FIGURE:
        return figure[part];
    case KIND_PARTY:
        return party[part];
    default:
        return "";
    }
}

static void column_name(char *ret_name, size_t size, Column column)
{
    snprintf(ret_name, size, "%s%s", column.field->name, part_suffix(column.field, column.part));
}

/* The columns of the table after the id, in order of the record; the count. */
static int columns_of(const Record *record, Column *ret_columns)
{
    int count = 0;
    for (const Field *field = head_fields + 1; field->name != NULL; field++)
        ret_columns[count++] = (Column){ field, 0 };
    for (const Field *field = record->fields; field->name != NULL; field++)
        for (int part = 0; part < part_count(field); part++)
            ret_columns[count++] = (Column){ field, part };
    return count;
}

/* ---- reading ---- */

typedef struct ReadPlan {
    int count;
    Column columns[]; /* by column of the result; field NULL: passed over */
} ReadPlan;

static Column column_by_name(const Record *record, const char *name)
{
    Column all[MOST_COLUMNS];
    char one[80];
    if (strcmp(name, "id") == 0)
        return (Column){ head_fields, 0 };
    int count = columns_of(record, all);
    for (int i = 0; i < count; i++) {
        column_name(one, sizeof one, all[i]);
        if (strcmp(one, name) == 0)
            return all[i];
    }
    return (Column){ 0 };
}

static const ReadPlan *read_plan(const Rows *rows, const Record *record)
{
    void **slot = rows_plan(rows);
    if (*slot == NULL) {
        int count = rows_columns(rows);
        ReadPlan *plan = calloc(1, sizeof *plan + sizeof(Column) * (size_t)count);
        if (plan == NULL)
            abort();
        plan->count = count;
        for (int i = 0; i < count; i++)
            plan->columns[i] = column_by_name(record, rows_column_name(rows, i));
        *slot = plan;
    }
    return *slot;
}

static void read_column(const Rows *rows, int i, Column column, void *row)
{
    void *at = field_at(column.field, row);
    switch (column.field->kind) {
    case KIND_TEXT:
        *(Text *)at = row_text(rows, i);
        break;
    case KIND_INTEGER:
        *(int64_t *)at = row_integer(rows, i);
        break;
    case KIND_YES:
        *(bool *)at = row_integer(rows, i) != 0;
        break;
    case KIND_DAY:
        *(Day *)at = row_day(rows, i);
        break;
    case KIND_PERIOD:
        if (column.part == 0)
            ((Period *)at)->written = row_text(rows, i);
        else
            *(column.part == 1 ? &((Period *)at)->from : &((Period *)at)->to) = row_day(rows, i);
        break;
    case KIND_FIGURE:
        if (column.part == 0)
            ((Figure *)at)->millionths = row_integer(rows, i);
        else
            ((Figure *)at)->typed = row_text(rows, i);
        break;
    case KIND_PARTY:
        *(column.part == 0 ? &((Party *)at)->person : &((Party *)at)->unit) = row_integer(rows, i);
        break;
    case KIND_IDS:
        break;
    }
}

Err record_read(const Rows *rows, const Record *record, void *ret_row)
{
    const ReadPlan *plan = read_plan(rows, record);
    for (int i = 0; i < plan->count; i++)
        if (plan->columns[i].field != NULL)
            read_column(rows, i, plan->columns[i], ret_row);
    return OK;
}

/* ---- values ---- */

static Value column_value(Column column, const void *row)
{
    const void *at = field_at(column.field, row);
    switch (column.field->kind) {
    case KIND_TEXT:
        return column.field->flags & REQUIRED ? value_text(*(const Text *)at)
                                              : value_text_or_none(*(const Text *)at);
    case KIND_INTEGER:
        return value_integer_or_none(*(const int64_t *)at);
    case KIND_YES:
        return value_integer(*(const bool *)at);
    case KIND_DAY:
        return value_day_or_none(*(const Day *)at);
    case KIND_PERIOD: {
        const Period *period = at;
        if (column.part == 0)
            return value_text_or_none(period->written);
        const Day *day = column.part == 1 ? &period->from : &period->to;
        return value_day_or_none(*day);
    }
    case KIND_FIGURE: {
        const Figure *figure = at;
        if (column.part == 1)
            return value_text_or_none(figure->typed);
        return figure_is_none(*figure) ? (Value){ 0 } : value_integer(figure->millionths);
    }
    case KIND_PARTY: {
        const Party *party = at;
        return value_integer_or_none(column.part == 0 ? party->person : party->unit);
    }
    case KIND_IDS:
        break;
    }
    return (Value){ 0 };
}

static Text ids_text(Arena *arena, Ids ids)
{
    Text text = { "", 0 };
    for (size_t i = 0; i < ids.count; i++)
        text = text_format(arena, "%s%s%" PRId64, text_at(text), i == 0 ? "" : "|", ids.at[i]);
    return text;
}

Text field_text(Arena *arena, const Field *field, const void *row)
{
    const void *at = field_at(field, row);
    switch (field->kind) {
    case KIND_TEXT:
        return *(const Text *)at;
    case KIND_INTEGER:
        return *(const int64_t *)at == 0 ? (Text){ "", 0 } : text_of_integer(arena, *(const int64_t *)at);
    case KIND_YES:
        return *(const bool *)at ? TEXT("1") : (Text){ "", 0 };
    case KIND_DAY:
        return text_format(arena, "%s", ((const Day *)at)->at);
    case KIND_PERIOD:
        return ((const Period *)at)->written;
    case KIND_FIGURE:
        return ((const Figure *)at)->typed;
    case KIND_PARTY: {
        const Party *party = at;
        if (party->person != 0)
            return text_format(arena, "person:%" PRId64, party->person);
        return party->unit != 0 ? text_format(arena, "unit:%" PRId64, party->unit) : (Text){ "", 0 };
    }
    case KIND_IDS:
        return ids_text(arena, *(const Ids *)at);
    }
    return (Text){ 0 };
}

static bool ids_equal(const Ids *a, const Ids *b)
{
    return a->count == b->count && (a->count == 0 || memcmp(a->at, b->at, a->count * sizeof *a->at) == 0);
}

bool field_equal(const Field *field, const void *a, const void *b)
{
    const void *x = field_at(field, a), *y = field_at(field, b);
    switch (field->kind) {
    case KIND_TEXT:
        return text_equal(*(const Text *)x, *(const Text *)y);
    case KIND_INTEGER:
        return *(const int64_t *)x == *(const int64_t *)y;
    case KIND_YES:
        return *(const bool *)x == *(const bool *)y;
    case KIND_DAY:
        return day_equal(*(const Day *)x, *(const Day *)y);
    case KIND_PERIOD:
        return text_equal(((const Period *)x)->written, ((const Period *)y)->written);
    case KIND_FIGURE:
        return text_equal(((const Figure *)x)->typed, ((const Figure *)y)->typed);
    case KIND_PARTY:
        return memcmp(x, y, sizeof(Party)) == 0;
    case KIND_IDS:
        return ids_equal(x, y);
    }
    return false;
}

bool field_is_none(const Field *field, const void *row)
{
    const void *at = field_at(field, row);
    switch (field->kind) {
    case KIND_TEXT:
        return text_is_empty(*(const Text *)at);
    case KIND_INTEGER:
        return *(const int64_t *)at == 0;
    case KIND_YES:
        return !*(const bool *)at;
    case KIND_DAY:
        return day_is_none(*(const Day *)at);
    case KIND_PERIOD:
        return period_is_none(*(const Period *)at);
    case KIND_FIGURE:
        return figure_is_none(*(const Figure *)at);
    case KIND_PARTY:
        return ((const Party *)at)->person == 0 && ((const Party *)at)->unit == 0;
    case KIND_IDS:
        return ((const Ids *)at)->count == 0;
    }
    return true;
}

/* ---- the generated statements of a record ---- */

typedef struct LinkQueries {
    Query select;
    Query insert;
    Query delete;
    Query delete_all;
} LinkQueries;

/* Made once a connection, freed with it: one block of memory, texts behind the struct. */
typedef struct RecordQueries {
    Query select;
    Query insert;
    Query update;
    Query delete;
    LinkQueries links[MOST_LINKS]; /* in the order of the Ids fields */
    char texts[];
} RecordQueries;

static bool is_text_column(Column column)
{
    switch (column.field->kind) {
    case KIND_TEXT:
    case KIND_DAY:
    case KIND_PERIOD:
        return true;
    case KIND_FIGURE:
        return column.part == 1;
    default:
        return false;
    }
}

static void add_parameter(Buffer *sql, Engine engine, int number, bool is_text)
{
    if (engine == SQLITE)
        buffer_format(sql, "?%d", number);
    else
        buffer_format(sql, "$%d::%s", number, is_text ? "text" : "bigint");
}

static void add_insert(Buffer *sql, Engine engine, const Record *record)
{
    Column columns[MOST_COLUMNS];
    char name[80];
    int count = columns_of(record, columns);
    buffer_format(sql, "INSERT INTO %s (", record->name);
    for (int i = 0; i < count; i++) {
        column_name(name, sizeof name, columns[i]);
        buffer_format(sql, "%s%s", i == 0 ? "" : ", ", name);
    }
    buffer_add_string(sql, ") VALUES (");
    for (int i = 0; i < count; i++) {
        buffer_add_string(sql, i == 0 ? "" : ", ");
        add_parameter(sql, engine, i + 1, is_text_column(columns[i]));
    }
    buffer_add_string(sql, ") ON CONFLICT DO NOTHING RETURNING id");
}

static int add_update(Buffer *sql, Engine engine, const Record *record)
{
    Column columns[MOST_COLUMNS];
    char name[80];
    int count = columns_of(record, columns);
    buffer_format(sql, "UPDATE %s SET ", record->name);
    for (int i = 0; i < count; i++) {
        column_name(name, sizeof name, columns[i]);
        buffer_format(sql, "%s%s = ", i == 0 ? "" : ", ", name);
        add_parameter(sql, engine, i + 1, is_text_column(columns[i]));
    }
    buffer_add_string(sql, " WHERE id = ");
    add_parameter(sql, engine, count + 1, false);
    buffer_add_string(sql, " AND revision = ");
    add_parameter(sql, engine, count + 2, false);
    return count;
}

/* Ends a statement in SQL and notes where it begins. */
static void end_statement(Buffer *sql, Query *query, const char *name, size_t *start, size_t parameters)
{
    buffer_add(sql, "", 1);
    *query = (Query){ .name = name, .sqlite = (const char *)(uintptr_t)*start, .parameters = parameters };
    *start = sql->length;
}

static void add_links(Buffer *sql, Engine engine, const Record *record, LinkQueries *links, size_t *start)
{
    const char *one = engine == SQLITE ? "?1" : "$1::bigint", *two = engine == SQLITE ? "?2" : "$2::bigint";
    for (const Field *field = record->fields; field->name != NULL; field++) {
        if (field->kind != KIND_IDS)
            continue;
        const char *near = record->name, *far = field->refers->name, *name = field->name;
        buffer_format(sql, "SELECT %s FROM %s_%s WHERE %s = %s ORDER BY %s LIMIT %d", far, near, name, near,
                      one, far, MOST_IDS);
        end_statement(sql, &links->select, name, start, 1);
        buffer_format(sql, "INSERT INTO %s_%s (%s, %s) VALUES (%s, %s) ON CONFLICT DO NOTHING", near, name,
                      near, far, one, two);
        end_statement(sql, &links->insert, name, start, 2);
        buffer_format(sql, "DELETE FROM %s_%s WHERE %s = %s AND %s = %s", near, name, near, one, far, two);
        end_statement(sql, &links->delete, name, start, 2);
        buffer_format(sql, "DELETE FROM %s_%s WHERE %s = %s", near, name, near, one);
        end_statement(sql, &links->delete_all, name, start, 1);
        links++;
    }
}

/* Turns the offsets that end_statement noted into addresses. */
static void place_texts(RecordQueries *made, const char *texts)
{
    Query *query = &made->select;
    for (size_t i = 0; i < offsetof(RecordQueries, texts) / sizeof(Query); i++, query++) {
        if (query->name == NULL)
            continue;
        query->sqlite = texts + (uintptr_t)query->sqlite;
        query->postgres = query->sqlite;
    }
}

static RecordQueries *make_queries(Engine engine, const Record *record)
{
    RecordQueries draft = { 0 };
    Buffer sql;
    size_t start = 0;
    buffer_init(&sql, 1 << 20);
    buffer_format(&sql, "SELECT * FROM %s WHERE id = %s", record->name,
                  engine == SQLITE ? "?1" : "$1::bigint");
    end_statement(&sql, &draft.select, record->name, &start, 1);
    add_insert(&sql, engine, record);
    Column columns[MOST_COLUMNS];
    size_t count = (size_t)columns_of(record, columns);
    end_statement(&sql, &draft.insert, record->name, &start, count);
    add_update(&sql, engine, record);
    end_statement(&sql, &draft.update, record->name, &start, count + 2);
    buffer_format(&sql,
                  engine == SQLITE ? "DELETE FROM %s WHERE id = ?1 AND revision = ?2"
                                   : "DELETE FROM %s WHERE id = $1::bigint AND revision = $2::bigint",
                  record->name);
    end_statement(&sql, &draft.delete, record->name, &start, 2);
    add_links(&sql, engine, record, draft.links, &start);
    RecordQueries *made = malloc(sizeof draft + sql.length);
    if (made == NULL || sql.is_full)
        abort();
    *made = draft;
    memcpy(made->texts, sql.at, sql.length);
    place_texts(made, made->texts);
    buffer_done(&sql);
    return made;
}

static const RecordQueries *queries_of(Db *db, const Record *record)
{
    void **slot = db_slot(db, record);
    if (*slot == NULL)
        *slot = make_queries(db_engine(db), record);
    return *slot;
}

/* ---- links ---- */

Text link_table(Arena *arena, const Record *record, const Field *field)
{
    return text_format(arena, "%s_%s", record->name, field->name);
}

static Err load_ids(Db *db, const Query *query, int64_t id, Ids *ret_ids)
{
    int64_t found[MOST_IDS];
    Rows rows;
    bool is_row;
    size_t count = 0;
    const Value value = value_integer(id);
    TRY(rows_start(&rows, db, query, &value));
    Err err;
    while ((err = rows_next(&rows, &is_row)) == OK && is_row)
        found[count++] = row_integer(&rows, 0);
    rows_end(&rows);
    TRY(err);
    ret_ids->count = count;
    ret_ids->at = arena_get_raw(db_arena(db), count * sizeof *found);
    memcpy(ret_ids->at, found, count * sizeof *found);
    return OK;
}

Err record_load_links(Db *db, const Record *record, void *row)
{
    const LinkQueries *link = queries_of(db, record)->links;
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (field->kind == KIND_IDS)
            TRY(load_ids(db, &link++->select, ((Head *)row)->id, field_at(field, row)));
    return OK;
}

Err record_load(Db *db, const Record *record, int64_t id, void *ret_row)
{
    Rows rows;
    bool is_row = false;
    const Value value = value_integer(id);
    TRY(rows_start(&rows, db, &queries_of(db, record)->select, &value));
    Err err = rows_next(&rows, &is_row);
    if (err == OK && is_row) {
        memset(ret_row, 0, record->size);
        err = record_read(&rows, record, ret_row);
    }
    rows_end(&rows);
    TRY(err);
    return is_row ? record_load_links(db, record, ret_row) : NOT_FOUND;
}

static bool ids_contain(const Ids *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i] == id)
            return true;
    return false;
}

/* Runs QUERY for each id of IDS that is not in OTHERS. */
static Err run_for_difference(Db *db, const Query *query, int64_t near, const Ids *ids, const Ids *others)
{
    for (size_t i = 0; i < ids->count; i++) {
        const Value values[] = { value_integer(near), value_integer(ids->at[i]) };
        if (!ids_contain(others, ids->at[i]))
            TRY(db_run(db, query, values, NULL));
    }
    return OK;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

void ids_sort(Ids *ids)
{
    if (ids->count == 0)
        return;
    qsort(ids->at, ids->count, sizeof *ids->at, compare_ids);
    size_t kept = 1;
    for (size_t i = 1; i < ids->count; i++)
        if (ids->at[i] != ids->at[kept - 1])
            ids->at[kept++] = ids->at[i];
    ids->count = kept;
}

static void sort_all_ids(const Record *record, void *row)
{
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (field->kind == KIND_IDS)
            ids_sort(field_at(field, row));
}

static Err write_links(Db *db, const Record *record, const void *before, const void *after)
{
    static const Ids none = { 0 };
    const LinkQueries *link = queries_of(db, record)->links;
    for (const Field *field = record->fields; field->name != NULL; field++) {
        if (field->kind != KIND_IDS)
            continue;
        const Ids *old = before == NULL ? &none : field_at(field, before), *new = field_at(field, after);
        int64_t id = ((const Head *)after)->id;
        TRY(run_for_difference(db, &link->delete, id, old, new));
        TRY(run_for_difference(db, &link->insert, id, new, old));
        link++;
    }
    return OK;
}

/* ---- the three writes ---- */

static int collect_values(const Record *record, const void *row, Value *ret_values)
{
    Column columns[MOST_COLUMNS];
    int count = columns_of(record, columns);
    for (int i = 0; i < count; i++)
        ret_values[i] = column_value(columns[i], row);
    return count;
}

/* The history, and what the program does besides. */
static Err note_change(Db *db, const Record *record, const void *before, const void *after)
{
    TRY(history_write(db, record, before, after));
    return record->changed != NULL ? record->changed(db, record, before, after) : OK;
}

/* "trial-7k2m9q4xw1": fifty random bits in letters and digits that are not mistaken for one another. */
static Text new_key(Db *db, const Record *record)
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    unsigned char bytes[10];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        abort();
    char key[11] = { 0 };
    for (int i = 0; i < 10; i++)
        key[i] = letters[bytes[i] % 32];
    return text_format(db_arena(db), "%s-%s", record->name, key);
}

Err db_insert(Db *db, const Record *record, void *row)
{
    Head *head = row;
    Value values[MOST_COLUMNS];
    Rows rows;
    bool is_row = false;
    if (text_is_empty(head->origin))
        head->origin = TEXT("local");
    if (text_is_empty(head->key))
        head->key = new_key(db, record);
    head->revision = 1;
    sort_all_ids(record, row);
    collect_values(record, row, values);
    TRY(rows_start(&rows, db, &queries_of(db, record)->insert, values));
    Err err = rows_next(&rows, &is_row);
    if (err == OK && is_row)
        head->id = row_integer(&rows, 0);
    rows_end(&rows);
    TRY(err);
    if (!is_row)
        return INVALID;
    TRY(write_links(db, record, NULL, row));
    return note_change(db, record, NULL, row);
}

static bool row_equal(const Record *record, const void *a, const void *b)
{
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (!field_equal(field, a, b))
            return false;
    const Head *x = a, *y = b;
    return text_equal(x->origin, y->origin) && text_equal(x->key, y->key);
}

Err db_update(Db *db, const Record *record, const void *before, void *after)
{
    const Head *old = before;
    Head *new = after;
    Value values[MOST_COLUMNS + 2];
    int64_t changed;
    sort_all_ids(record, after);
    if (row_equal(record, before, after))
        return OK;
    new->revision = old->revision + 1;
    int count = collect_values(record, after, values);
    values[count] = value_integer(old->id);
    values[count + 1] = value_integer(old->revision);
    TRY(db_run(db, &queries_of(db, record)->update, values, &changed));
    if (changed == 0)
        return CONFLICT;
    TRY(write_links(db, record, before, after));
    return note_change(db, record, before, after);
}

Err db_delete(Db *db, const Record *record, const void *before)
{
    const Head *old = before;
    const RecordQueries *queries = queries_of(db, record);
    const Value values[] = { value_integer(old->id), value_integer(old->revision) };
    int64_t changed;
    for (const LinkQueries *link = queries->links; link->select.name != NULL; link++)
        TRY(db_run(db, &link->delete_all, values, NULL));
    TRY(db_run(db, &queries->delete, values, &changed));
    if (changed == 0)
        return CONFLICT;
    return note_change(db, record, before, NULL);
}
