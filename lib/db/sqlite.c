/* SPDX-License-Identifier: MPL-2.0 */
#include "db/engine.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "db/collation.h"

#include "base/banned.h"

enum { BUSY_MILLISECONDS = 5000 };

typedef struct Sqlite {
    sqlite3 *handle;
    sqlite3_stmt *controls[CONTROL_COUNT]; /* prepared when first used */
    sqlite3_stmt *release;                 /* the second half of ROLLBACK_TO */
} Sqlite;

static sqlite3 *handle_of(const Db *db)
{
    return ((const Sqlite *)db->connection)->handle;
}

/* Notes and logs what SQLite just said; WHAT is the statement's name. */
static Err fault(Db *db, int code, const char *what)
{
    db_note(db, sqlite3_errmsg(handle_of(db)));
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
        return INVALID;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        log_fault("SQLite: %s: %s", what, db->message);
        return BUSY;
    default:
        log_fault("SQLite: %s: %s (%d)", what, db->message, code);
        return BROKEN;
    }
}

/* Opening and closing */

/* Counting every allocation takes a lock that all connections share; must come before the first of them. */
static void configure_once(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static void harden(sqlite3 *handle)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
    /* A name in double quotes that is no column is a mistake, as on PostgreSQL, not a string. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, (int *)NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)NULL);
}

static Err script(Db *db, const char *sql)
{
    int code = sqlite3_exec(handle_of(db), sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OK : fault(db, code, "script");
}

/* The first column of the first row of a PRAGMA, as text. */
static Err pragma(Db *db, const char *sql, char *ret_text, size_t room)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle_of(db), sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    Err err = code == SQLITE_ROW ? OK : fault(db, code, sql);
    if (err == OK)
        snprintf(ret_text, room, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return err;
}

static Err use_wal(Db *db)
{
    char mode[16];
    TRY(pragma(db, "PRAGMA journal_mode=WAL", mode, sizeof mode));
    if (strcmp(mode, "wal") == 0)
        return OK;
    log_fault("SQLite: the file system cannot carry a write-ahead log");
    return BROKEN;
}

/* An index in an order that is no longer ours is corrupt: user_version holds the version it was made with. */
static Err reindex_if_outdated(Db *db, int32_t version)
{
    char made_with[16], wanted[16], sql[128];
    snprintf(wanted, sizeof wanted, "%d", version);
    TRY(pragma(db, "PRAGMA user_version", made_with, sizeof made_with));
    if (strcmp(made_with, wanted) == 0)
        return OK;
    snprintf(sql, sizeof sql, "BEGIN IMMEDIATE; REINDEX \"da-x-icu\"; PRAGMA user_version=%s; COMMIT",
             wanted);
    Err err = script(db, sql);
    if (err != OK && !sqlite3_get_autocommit(handle_of(db)))
        sqlite3_exec(handle_of(db), "ROLLBACK", NULL, NULL, NULL);
    return err;
}

static Err add_collation(Db *db, int32_t *ret_version)
{
    void *collation = collation_new();
    if (collation == NULL) {
        log_fault("ICU does not know the Danish order");
        return BROKEN;
    }
    *ret_version = collation_version(collation);
    int code = sqlite3_create_collation_v2(handle_of(db), "da-x-icu", SQLITE_UTF8, collation,
                                           collation_compare, collation_free);
    if (code == SQLITE_OK)
        return OK;
    collation_free(collation); /* unlike other functions, this one does not when it fails */
    return fault(db, code, "collation");
}

static Err set_up(Db *db)
{
    sqlite3_busy_timeout(handle_of(db), BUSY_MILLISECONDS);
    harden(handle_of(db));
    int32_t version;
    TRY(add_collation(db, &version));
    if (!db->is_read_only)
        TRY(use_wal(db));
    TRY(script(db, "PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA cache_size=-2048;"
                   "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON"));
    /* Not SQLITE_OPEN_READONLY: a reader of a write-ahead log writes to its index. */
    return db->is_read_only ? script(db, "PRAGMA query_only=ON") : reindex_if_outdated(db, version);
}

static Err open_file(Db *db, const char *address)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure_once);

    const char *path = address + strlen("sqlite:");
    Sqlite *sqlite = calloc(1, sizeof *sqlite);
    db->connection = sqlite;
    if (sqlite == NULL || *path == '\0') {
        log_fault("cannot open '%s': %s", path, sqlite == NULL ? "out of memory" : "no path");
        return BROKEN;
    }
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (db->is_read_only ? 0 : SQLITE_OPEN_CREATE);
    int code = sqlite3_open_v2(path, &sqlite->handle, flags, NULL);
    if (code != SQLITE_OK) {
        log_fault("cannot open '%s': %s", path, sqlite3_errstr(code));
        return BROKEN;
    }
    return set_up(db);
}

static void close_file(Db *db)
{
    Sqlite *sqlite = db->connection;
    if (sqlite == NULL)
        return;
    for (size_t i = 0; i < CONTROL_COUNT; i++)
        sqlite3_finalize(sqlite->controls[i]);
    sqlite3_finalize(sqlite->release);
    sqlite3_close(sqlite->handle);
    free(sqlite);
}

/* Transactions */

static bool is_in_transaction(const Db *db)
{
    return !sqlite3_get_autocommit(handle_of(db));
}

static Err run_kept(Db *db, sqlite3_stmt **kept, const char *sql)
{
    int code = SQLITE_OK;
    if (*kept == NULL)
        code = sqlite3_prepare_v3(handle_of(db), sql, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
    if (code == SQLITE_OK) {
        sqlite3_step(*kept);
        code = sqlite3_reset(*kept);
    }
    return code == SQLITE_OK ? OK : fault(db, code, sql);
}

static Err control(Db *db, Control what)
{
    static const char *const sql[CONTROL_COUNT] = {
        [BEGIN_READ] = "BEGIN",
        [BEGIN_WRITE] = "BEGIN IMMEDIATE",
        [COMMIT] = "COMMIT",
        [ROLLBACK] = "ROLLBACK",
        [SAVEPOINT] = "SAVEPOINT request",
        [RELEASE] = "RELEASE request",
        [ROLLBACK_TO] = "ROLLBACK TO request",
    };
    Sqlite *sqlite = db->connection;
    Err err = run_kept(db, &sqlite->controls[what], sql[what]);
    if (what == ROLLBACK_TO && err == OK)
        return run_kept(db, &sqlite->release, sql[RELEASE]);
    if (what == COMMIT && err != OK) {
        if (is_in_transaction(db))
            run_kept(db, &sqlite->controls[ROLLBACK], sql[ROLLBACK]);
        return BROKEN;
    }
    return err;
}

/* Statements */

static Err prepare(Db *db, Prepared *prepared)
{
    const Query *query = prepared->query;
    size_t length = strlen(query->sqlite) + 1; /* with its NUL SQLite need not copy the text to read it */
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v3(handle_of(db), query->sqlite, (int)length, SQLITE_PREPARE_PERSISTENT,
                                  &statement, NULL);
    if (code != SQLITE_OK)
        return fault(db, code, query->name);
    prepared->statement = statement;
    return OK;
}

static void unprepare(Db *db, Prepared *prepared)
{
    (void)db;
    sqlite3_finalize(prepared->statement);
}

static size_t parameters(Db *db, const Prepared *prepared)
{
    (void)db;
    return (size_t)sqlite3_bind_parameter_count(prepared->statement);
}

static int bind(sqlite3_stmt *statement, int place, const Value *value)
{
    switch (value->kind) {
    case VALUE_INTEGER:
        return sqlite3_bind_int64(statement, place, value->integer);
    case VALUE_TEXT:
        return sqlite3_bind_text64(statement, place, value->text.at, value->text.length, SQLITE_STATIC,
                                   SQLITE_UTF8);
    case VALUE_NONE:
        break;
    }
    return sqlite3_bind_null(statement, place);
}

static Err fail(Rows *rows, int code)
{
    Prepared *prepared = rows->prepared;
    Err err = fault(rows->db, code, prepared->query->name);
    sqlite3_reset(prepared->statement);
    return err;
}

static Err start(Rows *rows, const Value *values)
{
    Prepared *prepared = rows->prepared;
    sqlite3_stmt *statement = prepared->statement;
    for (size_t i = 0; i < prepared->query->parameters; i++) {
        int bound = bind(statement, (int)i + 1, &values[i]);
        if (bound != SQLITE_OK)
            return fail(rows, bound);
    }
    int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail(rows, code);
    if (prepared->plan != NULL && sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 1) > 0)
        prepared_drop_plan(prepared);
    rows->row = -1;
    rows->row_count = code == SQLITE_ROW; /* here only whether there is another */
    return OK;
}

static Err next(Rows *rows, bool *ret_is_row)
{
    if (rows->row++ >= 0 && rows->row_count > 0) {
        int code = sqlite3_step(rows->prepared->statement);
        if (code != SQLITE_ROW)
            rows->row_count = 0; /* one more step would run it again */
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            return fail(rows, code);
    }
    *ret_is_row = rows->row_count > 0;
    return OK;
}

static void end(Rows *rows)
{
    sqlite3_reset(rows->prepared->statement);
}

static int64_t changed(const Rows *rows)
{
    return sqlite3_changes64(handle_of(rows->db));
}

static int columns(const Rows *rows)
{
    return sqlite3_column_count(rows->prepared->statement);
}

static const char *column_name(const Rows *rows, int column)
{
    return sqlite3_column_name(rows->prepared->statement, column);
}

static int64_t integer(const Rows *rows, int column)
{
    return sqlite3_column_int64(rows->prepared->statement, column);
}

static const char *text(const Rows *rows, int column, size_t *ret_length)
{
    const unsigned char *at = sqlite3_column_text(rows->prepared->statement, column);
    *ret_length = at == NULL ? 0 : (size_t)sqlite3_column_bytes(rows->prepared->statement, column);
    return at == NULL ? "" : (const char *)at;
}

const EngineCalls sqlite_calls = {
    .engine = SQLITE,
    .open = open_file,
    .close = close_file,
    .control = control,
    .is_in_transaction = is_in_transaction,
    .script = script,
    .prepare = prepare,
    .unprepare = unprepare,
    .parameters = parameters,
    .start = start,
    .next = next,
    .end = end,
    .changed = changed,
    .columns = columns,
    .column_name = column_name,
    .integer = integer,
    .text = text,
};
