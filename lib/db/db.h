/* SPDX-License-Identifier: MPL-2.0 */
/* One connection to a database, SQLite or PostgreSQL alike: transactions, prepared statements, rows. */
#ifndef RETTESNOR_DB_H
#define RETTESNOR_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"

typedef struct Db Db;

typedef enum Engine { SQLITE, POSTGRES } Engine;

/* For whom a query is asked. PERSON is 0 when nobody is signed in; is_inside is 1 for whoever holds any role.
 * In a .sql file `:who` is the person and `:who.is_inside` the other. */
typedef struct Who {
    int64_t person;
    int64_t is_inside;
} Who;

/* A person or a unit, as owner of something; both 0 when there is none yet. */
typedef struct Party {
    int64_t person;
    int64_t unit;
} Party;

/* The ids at the other end of a link table. */
typedef struct Ids {
    int64_t *at;
    size_t count;
} Ids;

typedef enum ValueKind { VALUE_NONE, VALUE_INTEGER, VALUE_TEXT } ValueKind;

/* A parameter of a statement. */
typedef struct Value {
    ValueKind kind;
    int64_t integer;
    Text text;
} Value;

static inline Value value_integer(int64_t integer)
{
    return (Value){ .kind = VALUE_INTEGER, .integer = integer };
}

/* 0 is written as NULL: an id or a number that is not there. */
static inline Value value_integer_or_none(int64_t integer)
{
    return (Value){ .kind = integer == 0 ? VALUE_NONE : VALUE_INTEGER, .integer = integer };
}

static inline Value value_text(Text text)
{
    return (Value){ .kind = VALUE_TEXT, .text = { text_at(text), text.length } };
}

/* The empty text is written as NULL. */
static inline Value value_text_or_none(Text text)
{
    return (Value){ .kind = text.length == 0 ? VALUE_NONE : VALUE_TEXT, .text = text };
}

/* DAY must outlive the statement's execution. No day is written as NULL. */
#define value_day_or_none(day)                                                                               \
    ((Value){ .kind = day_is_none(day) ? VALUE_NONE : VALUE_TEXT, .text = { (day).at, 10 } })

/* A statement in the text of both engines: `?1` for SQLite, `$1::bigint` or `$1::text` for PostgreSQL. Its address
 * is its identity: a connection prepares it once, when first used, so a Query lives as long as the program
 * (const in generated code) or as long as the connection. */
typedef struct Query {
    const char *name;
    const char *sqlite;
    const char *postgres;
    size_t parameters;
} Query;

/* "sqlite:PATH" or "postgresql://…". The caller closes. BROKEN with a log line if it cannot be opened. A read-only
 * connection refuses every write. SQLite: WAL, synchronous=FULL, foreign keys on, mmap_size=0, cache 2 MiB,
 * busy timeout 5 s, the collation "da-x-icu" registered. */
Err db_open(const char *address, bool is_read_only, Db **ret_db);
void db_close(Db *db);

Engine db_engine(const Db *db);

/* Where rows of this connection put their texts, until set anew. */
void db_set_arena(Db *db, Arena *arena);
Arena *db_arena(const Db *db);

/* Who acts, and when: for the history. */
void db_set_actor(Db *db, int64_t person, Instant now);
int64_t db_actor(const Db *db);
Instant db_now(const Db *db);

/* A snapshot for reading (PostgreSQL: REPEATABLE READ READ ONLY), taken by its first query; ended by db_rollback. Both
 * begins open a lost connection to PostgreSQL again; BUSY when that fails. */
Err db_begin_read(Db *db);

/* SQLite BEGIN IMMEDIATE; PostgreSQL READ COMMITTED and the house's advisory lock: one writer over all nodes. BUSY when
 * another writes for more than five seconds. */
Err db_begin_write(Db *db);

/* OK means durable. BROKEN means nothing of the transaction is there. BUSY, on PostgreSQL alone: the connection was lost
 * meanwhile and the server cannot be asked whether it is there; do not run it again. */
Err db_commit(Db *db);
void db_rollback(Db *db);

/* One savepoint at a time inside a write transaction. */
Err db_savepoint(Db *db);
Err db_release(Db *db);
Err db_rollback_to_savepoint(Db *db);

/* False when the engine itself has ended the transaction (disk full inside a savepoint, lost connection). */
bool db_is_in_transaction(const Db *db);

/* Rows of a running statement; lives on the caller's stack between rows_start and rows_end. */
typedef struct Rows {
    Db *db;
    struct Prepared *prepared;
    void *result; /* PostgreSQL: the PGresult */
    int row;
    int row_count;
} Rows;

/* Binds VALUES (query->parameters of them, at most 256) and runs up to the first row, which rows_next then gives; the
 * texts must live until rows_end, the array need not. Only one run of the same Query at a time on one connection.
 * INVALID for a violated constraint; BUSY for a lock, for a lost connection, and when a new column has outdated the
 * statement inside a transaction: all of the transaction may be tried again. After a failure there is nothing to end. */
Err rows_start(Rows *rows, Db *db, const Query *query, const Value *values);

/* Steps to the next row; ret_is_row false after the last. Fails as rows_start does. */
Err rows_next(Rows *rows, bool *ret_is_row);

/* Ends the run, also after a failure; twice is harmless. */
void rows_end(Rows *rows);

int rows_columns(const Rows *rows);
const char *rows_column_name(const Rows *rows, int column);

/* NULL is 0, and a condition 0 or 1. Of the row that rows_next gave; the same for the two below, where NULL is empty. */
int64_t row_integer(const Rows *rows, int column);

/* Copied into the connection's arena. */
Text row_text(const Rows *rows, int column);
Day row_day(const Rows *rows, int column);

/* A place of the prepared statement for whoever reads its rows: kept as long as the connection, NULL at first. What is
 * put there is freed with free() when the connection closes, or when the statement had to be prepared anew. */
void **rows_plan(const Rows *rows);

/* Runs a statement without rows to its end; ret_changed (may be NULL) is the number of rows it changed. */
Err db_run(Db *db, const Query *query, const Value *values, int64_t *ret_changed);

/* Runs SQL text that is not kept: migrations, tests, `BEGIN`. Several statements separated by `;`. */
Err db_script(Db *db, const char *sql);

/* Prepares without running, for the test that every statement fits the schema. INVALID with a log line if not. */
Err db_check(Db *db, const Query *query);

/* Memory that lives as long as the connection, for whoever owns the address KEY: NULL at first; what is put there is freed with free()
 * when the connection closes. */
void **db_slot(Db *db, const void *key);

/* Zeroed memory for a slot or a plan. Ends the program when there is none. */
void *db_slot_memory(size_t size);

/* Prints every statement with its time on standard error from now on (--trace-sql). */
void db_trace(Db *db, bool is_on);

/* The last message of the engine, for reports. */
Text db_message(const Db *db);

#endif
