/* SPDX-License-Identifier: MPL-2.0 */
#include "db/db.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "db/engine.h"

#include "base/banned.h"

enum { FIRST_ROOM = 256 };

/* Maps */

/* The entry of KEY, or the empty one where it belongs. The map has room. */
static struct MapEntry *map_place(const Map *map, const void *key)
{
    uint64_t hash = ((uint64_t)(uintptr_t)key >> 3) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(hash >> 32) & (map->room - 1);
    while (map->entries[i].key != NULL && map->entries[i].key != key)
        i = (i + 1) & (map->room - 1);
    return &map->entries[i];
}

static void *map_value(const Map *map, const void *key)
{
    return map->room == 0 ? NULL : map_place(map, key)->value;
}

static bool map_grow(Map *map)
{
    Map larger = { .room = map->room == 0 ? FIRST_ROOM : map->room * 2, .count = map->count };
    larger.entries = calloc(larger.room, sizeof *larger.entries);
    if (larger.entries == NULL)
        return false;
    for (size_t i = 0; i < map->room; i++) {
        if (map->entries[i].key != NULL)
            *map_place(&larger, map->entries[i].key) = map->entries[i];
    }
    free(map->entries);
    *map = larger;
    return true;
}

/* False when there is no memory. KEY is not in the map yet. */
static bool map_add(Map *map, const void *key, void *value)
{
    if (map->count * 2 >= map->room && !map_grow(map))
        return false;
    *map_place(map, key) = (struct MapEntry){ key, value };
    map->count++;
    return true;
}

/* Opening and closing */

static bool starts_with(const char *string, const char *prefix)
{
    return strncmp(string, prefix, strlen(prefix)) == 0;
}

static const EngineCalls *calls_of_address(const char *address)
{
    if (starts_with(address, "sqlite:"))
        return &sqlite_calls;
    if (starts_with(address, "postgresql://") || starts_with(address, "postgres://"))
        return &postgres_calls;
    return NULL;
}

Err db_open(const char *address, bool is_read_only, Db **ret_db)
{
    const EngineCalls *calls = calls_of_address(address);
    if (calls == NULL) {
        /* Not printed: it may hold a password. */
        log_fault("the address of the database begins with neither 'sqlite:' nor 'postgresql://'");
        return BROKEN;
    }
    Db *db = calloc(1, sizeof *db);
    if (db == NULL) {
        log_fault("out of memory");
        return BROKEN;
    }
    *db = (Db){ .calls = calls, .is_read_only = is_read_only };
    if (calls->open(db, address) != OK) {
        db_close(db);
        return BROKEN;
    }
    *ret_db = db;
    return OK;
}

static void close_prepared(Db *db)
{
    for (size_t i = 0; i < db->prepared.room; i++) {
        Prepared *prepared = db->prepared.entries[i].value;
        if (prepared == NULL)
            continue;
        db->calls->unprepare(db, prepared);
        prepared_drop_plan(prepared);
        free(prepared);
    }
    free(db->prepared.entries);
}

static void free_kept(Db *db)
{
    for (size_t i = 0; i < db->kept.room; i++) {
        void **place = db->kept.entries[i].value;
        if (place != NULL)
            free(*place);
        free(place);
    }
    free(db->kept.entries);
}

void db_close(Db *db)
{
    if (db == NULL)
        return;
    close_prepared(db);
    db->calls->close(db);
    free_kept(db);
    free(db);
}

void *db_slot_memory(size_t size)
{
    void *memory = calloc(1, size);
    if (memory == NULL) {
        log_fault("out of memory");
        abort();
    }
    return memory;
}

void **db_slot(Db *db, const void *key)
{
    void **place = map_value(&db->kept, key);
    if (place != NULL)
        return place;
    place = calloc(1, sizeof *place);
    if (place == NULL || !map_add(&db->kept, key, place)) {
        log_fault("out of memory");
        abort();
    }
    return place;
}

Engine db_engine(const Db *db)
{
    return db->calls->engine;
}

void db_set_arena(Db *db, Arena *arena)
{
    db->arena = arena;
}

Arena *db_arena(const Db *db)
{
    return db->arena;
}

void db_set_actor(Db *db, int64_t person, Instant now)
{
    db->actor = person;
    db->now = now;
}

int64_t db_actor(const Db *db)
{
    return db->actor;
}

Instant db_now(const Db *db)
{
    return db->now;
}

void db_note(Db *db, const char *message)
{
    snprintf(db->message, sizeof db->message, "%s", message);
    db->message[strcspn(db->message, "\n")] = '\0';
}

Text db_message(const Db *db)
{
    return text_of(db->message);
}

/* Trace */

static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t trace_from(const Db *db)
{
    return db->is_traced ? nanoseconds() : 0;
}

static int64_t trace_since(const Db *db, int64_t from)
{
    return db->is_traced ? nanoseconds() - from : 0;
}

/* One line, so that a trace can be sorted and counted. */
static void trace_print(int64_t spent, const char *name, const char *sql)
{
    flockfile(stderr);
    fprintf(stderr, "sql %9.3f ms  %s: ", (double)spent / 1e6, name);
    bool was_space = false;
    for (const char *at = sql; *at != '\0'; at++) {
        bool is_space = *at == ' ' || *at == '\n' || *at == '\t';
        if (!is_space || !was_space)
            putc_unlocked(is_space ? ' ' : *at, stderr);
        was_space = is_space;
    }
    putc_unlocked('\n', stderr);
    funlockfile(stderr);
}

static const char *sql_of(const Db *db, const Query *query)
{
    return db->calls->engine == SQLITE ? query->sqlite : query->postgres;
}

void db_trace(Db *db, bool is_on)
{
    db->is_traced = is_on;
}

/* Transactions */

static Err control(Db *db, Control what)
{
    static const char *const names[CONTROL_COUNT] = {
        [BEGIN_READ] = "begin read",
        [BEGIN_WRITE] = "begin write",
        [COMMIT] = "commit",
        [ROLLBACK] = "rollback",
        [SAVEPOINT] = "savepoint",
        [RELEASE] = "release",
        [ROLLBACK_TO] = "rollback to savepoint",
    };
    int64_t from = trace_from(db);
    Err err = db->calls->control(db, what);
    if (db->is_traced)
        trace_print(trace_since(db, from), names[what], "");
    return err;
}

Err db_begin_read(Db *db)
{
    assert(!db_is_in_transaction(db));
    return control(db, BEGIN_READ);
}

Err db_begin_write(Db *db)
{
    assert(!db_is_in_transaction(db));
    if (db->is_read_only) {
        log_fault("a read-only connection was asked to write");
        return BROKEN;
    }
    return control(db, BEGIN_WRITE);
}

static Err ended_by_engine(void)
{
    log_fault("the database had already given up the transaction");
    return BROKEN;
}

Err db_commit(Db *db)
{
    return db_is_in_transaction(db) ? control(db, COMMIT) : ended_by_engine();
}

void db_rollback(Db *db)
{
    if (db_is_in_transaction(db))
        control(db, ROLLBACK);
}

Err db_savepoint(Db *db)
{
    return db_is_in_transaction(db) ? control(db, SAVEPOINT) : ended_by_engine();
}

Err db_release(Db *db)
{
    return db_is_in_transaction(db) ? control(db, RELEASE) : ended_by_engine();
}

Err db_rollback_to_savepoint(Db *db)
{
    return db_is_in_transaction(db) ? control(db, ROLLBACK_TO) : ended_by_engine();
}

bool db_is_in_transaction(const Db *db)
{
    return db->calls->is_in_transaction(db);
}

/* Prepared statements */

static Err prepare(Db *db, const Query *query, Prepared **ret_prepared)
{
    Prepared *prepared = calloc(1, sizeof *prepared);
    if (prepared == NULL) {
        log_fault("out of memory");
        return BROKEN;
    }
    prepared->query = query;
    Err err = db->calls->prepare(db, prepared);
    if (err == OK && !map_add(&db->prepared, query, prepared)) {
        log_fault("out of memory");
        db->calls->unprepare(db, prepared);
        err = BROKEN;
    }
    if (err != OK) {
        free(prepared);
        return err;
    }
    *ret_prepared = prepared;
    return OK;
}

static Err prepared_of(Db *db, const Query *query, Prepared **ret_prepared)
{
    Prepared *prepared = map_value(&db->prepared, query);
    if (prepared == NULL)
        return prepare(db, query, ret_prepared);
    *ret_prepared = prepared;
    return OK;
}

Err db_check(Db *db, const Query *query)
{
    Prepared *prepared;
    if (prepared_of(db, query, &prepared) != OK)
        return INVALID;
    size_t parameters = db->calls->parameters(db, prepared);
    if (parameters == query->parameters)
        return OK;
    log_fault("%s: %zu parameters are given, %zu are used", query->name, query->parameters, parameters);
    return INVALID;
}

/* Rows */

Err rows_start(Rows *rows, Db *db, const Query *query, const Value *values)
{
    *rows = (Rows){ .db = db };
    int64_t from = trace_from(db);
    Prepared *prepared;
    TRY(prepared_of(db, query, &prepared));
    assert(!prepared->is_running);
    rows->prepared = prepared;
    Err err = db->calls->start(rows, values);
    if (err != OK) {
        *rows = (Rows){ .db = db };
        return err;
    }
    prepared->is_running = true;
    prepared->nanoseconds = trace_since(db, from);
    return OK;
}

Err rows_next(Rows *rows, bool *ret_is_row)
{
    if (!rows->db->is_traced)
        return rows->db->calls->next(rows, ret_is_row);
    int64_t from = nanoseconds();
    Err err = rows->db->calls->next(rows, ret_is_row);
    rows->prepared->nanoseconds += nanoseconds() - from;
    return err;
}

void rows_end(Rows *rows)
{
    Prepared *prepared = rows->prepared;
    if (prepared == NULL)
        return;
    Db *db = rows->db;
    db->calls->end(rows);
    prepared->is_running = false;
    if (db->is_traced)
        trace_print(prepared->nanoseconds, prepared->query->name, sql_of(db, prepared->query));
    *rows = (Rows){ .db = db };
}

int rows_columns(const Rows *rows)
{
    return rows->db->calls->columns(rows);
}

const char *rows_column_name(const Rows *rows, int column)
{
    return rows->db->calls->column_name(rows, column);
}

int64_t row_integer(const Rows *rows, int column)
{
    return rows->db->calls->integer(rows, column);
}

Text row_text(const Rows *rows, int column)
{
    size_t length;
    const char *at = rows->db->calls->text(rows, column, &length);
    return text_copy(rows->db->arena, at, length);
}

Day row_day(const Rows *rows, int column)
{
    Day day = { 0 };
    size_t length;
    const char *at = rows->db->calls->text(rows, column, &length);
    if (length == sizeof day.at - 1)
        memcpy(day.at, at, length);
    return day;
}

void **rows_plan(const Rows *rows)
{
    return &rows->prepared->plan;
}

Err db_run(Db *db, const Query *query, const Value *values, int64_t *ret_changed)
{
    Rows rows;
    TRY(rows_start(&rows, db, query, values));
    bool is_row = true;
    Err err = OK;
    while (err == OK && is_row)
        err = rows_next(&rows, &is_row);
    if (err == OK && ret_changed != NULL)
        *ret_changed = db->calls->changed(&rows);
    rows_end(&rows);
    return err;
}

Err db_script(Db *db, const char *sql)
{
    int64_t from = trace_from(db);
    Err err = db->calls->script(db, sql);
    if (db->is_traced)
        trace_print(trace_since(db, from), "script", sql);
    return err;
}
