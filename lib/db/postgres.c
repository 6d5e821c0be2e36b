/* SPDX-License-Identifier: MPL-2.0 */
#include "db/engine.h"

#include <assert.h>
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/log.h"

#include "base/banned.h"

/* "rettesno" in ASCII: the lock that every write transaction of every node takes first, so that there is one
 * writer and the history is in the order of commits. Other programs in the same database must not use this
 * number. */
#define WRITER_LOCK "8243122736238653039"

enum {
    MOST_PARAMETERS = 256,
    INTEGER_ROOM = 24,
    SETTLE_ATTEMPTS = 40,
    SETTLE_MILLISECONDS = 250,
};

typedef struct Postgres {
    PGconn *connection;
    unsigned generation;  /* of the session; a statement prepared in an earlier one is prepared again */
    unsigned next_number; /* of a prepared statement */
    char transaction[24]; /* the server's number of the write transaction, or empty */
} Postgres;

static PGconn *connection_of(const Db *db)
{
    return ((const Postgres *)db->connection)->connection;
}

/* Errors */

static const char *state_of(const PGresult *result)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return state == NULL ? "" : state;
}

static bool is_class(const char *state, const char *class)
{
    return strncmp(state, class, strlen(class)) == 0;
}

/* 57P01..57P03: the server is ending this session, though the socket may not know yet. */
static bool is_lost(const Db *db, const PGresult *result)
{
    return PQstatus(connection_of(db)) != CONNECTION_OK || is_class(state_of(result), "57P");
}

/* 40001, 40P01: lost against another; 55P03: waited too long for a lock; 57014: cancelled, 53300: no more
 * sessions. */
static bool is_passing(const char *state)
{
    static const char *const states[] = { "40001", "40P01", "55P03", "57014", "53300" };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(state, states[i]) == 0)
            return true;
    }
    return false;
}

/* Notes and logs what the server said; WHAT is the statement's name. */
static Err fault(Db *db, const PGresult *result, const char *what)
{
    const char *state = state_of(result);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    db_note(db, message != NULL ? message : PQerrorMessage(connection_of(db)));
    if (is_class(state, "23"))
        return INVALID;
    log_fault("PostgreSQL: %s: %s (%s)", what, db->message, *state != '\0' ? state : "connection");
    return is_lost(db, result) || is_passing(state) ? BUSY : BROKEN;
}

static bool is_done(const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

static Err execute(Db *db, const char *sql, const char *what)
{
    PGresult *result = PQexec(connection_of(db), sql);
    Err err = is_done(result) ? OK : fault(db, result, what);
    PQclear(result);
    return err;
}

static Err script(Db *db, const char *sql)
{
    return execute(db, sql, "script");
}

/* Opening, closing, opening again */

static void hear_notice(void *unused, const char *message)
{
    (void)unused;
    log_fault("PostgreSQL: %.*s", (int)strcspn(message, "\n"), message);
}

/* What a session must be like; also after the connection was lost. */
static Err set_up(Db *db)
{
    const char *encoding = PQparameterStatus(connection_of(db), "server_encoding");
    if (encoding == NULL || strcmp(encoding, "UTF8") != 0) {
        log_fault("the PostgreSQL database must have the encoding UTF8");
        return BROKEN;
    }
    TRY(execute(db,
                "SET TIME ZONE 'UTC'; SET synchronous_commit = on; SET lock_timeout = '5s'; SET jit = off;"
                "SET default_transaction_isolation = 'read committed'; SET client_min_messages = warning",
                "session"));
    return db->is_read_only ? execute(db, "SET default_transaction_read_only = on", "session") : OK;
}

static Err open_session(Db *db, const char *address)
{
    Postgres *postgres = calloc(1, sizeof *postgres);
    db->connection = postgres;
    if (postgres == NULL) {
        log_fault("out of memory");
        return BROKEN;
    }
    /* What stands before the address it may override. A silent server is given up after half a minute. */
    const char *const names[] = { "connect_timeout",
                                  "tcp_user_timeout",
                                  "keepalives_idle",
                                  "application_name",
                                  "dbname",
                                  "client_encoding",
                                  NULL };
    const char *const values[] = { "5", "30000", "30", "rettesnor", address, "UTF8", NULL };
    postgres->connection = PQconnectdbParams(names, values, 1);
    if (PQstatus(postgres->connection) != CONNECTION_OK) {
        db_note(db, PQerrorMessage(postgres->connection));
        log_fault("cannot open the PostgreSQL database: %s", db->message);
        return BROKEN;
    }
    PQsetNoticeProcessor(postgres->connection, hear_notice, NULL);
    return set_up(db);
}

static void close_session(Db *db)
{
    Postgres *postgres = db->connection;
    if (postgres == NULL)
        return;
    PQfinish(postgres->connection);
    free(postgres);
}

/* A new session on the same address. The statements of the old one are gone with it. */
static bool reconnect(Db *db)
{
    Postgres *postgres = db->connection;
    PQreset(postgres->connection);
    postgres->generation++;
    return PQstatus(postgres->connection) == CONNECTION_OK && set_up(db) == OK;
}

/* Transactions */

static bool is_in_transaction(const Db *db)
{
    PGTransactionStatusType status = PQtransactionStatus(connection_of(db));
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

/* A session that was lost while idle costs nobody anything: BEGIN goes to a new one. */
static Err begin(Db *db, const char *sql, const char *what)
{
    Postgres *postgres = db->connection;
    postgres->transaction[0] = '\0';
    PGresult *result = PQexec(postgres->connection, sql);
    if (is_lost(db, result) && reconnect(db)) {
        PQclear(result);
        result = PQexec(postgres->connection, sql);
    }
    Err err = is_done(result) ? OK : fault(db, result, what);
    if (err == OK && PQntuples(result) == 1)
        snprintf(postgres->transaction, sizeof postgres->transaction, "%s", PQgetvalue(result, 0, 0));
    PQclear(result);
    if (err != OK && is_in_transaction(db))
        PQclear(PQexec(postgres->connection, "ROLLBACK"));
    return err;
}

/* What became of a transaction: "committed", "aborted", "in progress", or "" when it cannot be asked now. A
 * number that the server never gave, or has given up in a crash, is an error there, and nothing of it is
 * stored. */
static void ask_outcome(Db *db, char *ret_outcome, size_t room)
{
    Postgres *postgres = db->connection;
    *ret_outcome = '\0';
    if (PQstatus(postgres->connection) != CONNECTION_OK && !reconnect(db))
        return;
    const char *const values[] = { postgres->transaction };
    PGresult *result =
        PQexecParams(postgres->connection, "SELECT pg_xact_status($1::xid8)", 1, NULL, values, NULL, NULL, 0);
    if (PQresultStatus(result) == PGRES_TUPLES_OK)
        snprintf(ret_outcome, room, "%s", PQgetvalue(result, 0, 0));
    else if (!is_lost(db, result))
        snprintf(ret_outcome, room, "aborted");
    PQclear(result);
}

/* The connection was lost while committing: asks the server what became of the transaction. */
static Err settle(Db *db)
{
    const struct timespec pause = { .tv_nsec = SETTLE_MILLISECONDS * 1000000L };
    const Postgres *postgres = db->connection;
    for (int i = 0; i < SETTLE_ATTEMPTS; i++) {
        char outcome[16];
        ask_outcome(db, outcome, sizeof outcome);
        if (strcmp(outcome, "committed") == 0)
            return OK;
        if (strcmp(outcome, "aborted") == 0)
            return BROKEN;
        nanosleep(&pause, NULL);
    }
    log_fault("PostgreSQL: whether transaction %s was stored cannot be found out", postgres->transaction);
    return BUSY;
}

static Err commit(Db *db)
{
    PGresult *result = PQexec(connection_of(db), "COMMIT");
    Err err = OK;
    if (!is_done(result)) {
        fault(db, result, "COMMIT");
        err = is_lost(db, result) ? settle(db) : BROKEN;
    } else if (strcmp(PQcmdStatus(result), "COMMIT") != 0) { /* a failed transaction answers "ROLLBACK" */
        log_fault("PostgreSQL: COMMIT of a transaction in which a statement had failed");
        err = BROKEN;
    }
    PQclear(result);
    return err;
}

static Err control(Db *db, Control what)
{
    switch (what) {
    case BEGIN_READ:
        return begin(db, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "BEGIN");
    case BEGIN_WRITE:
        return begin(db,
                     "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(" WRITER_LOCK ");"
                     "SELECT pg_current_xact_id()",
                     "BEGIN");
    case COMMIT:
        return commit(db);
    case ROLLBACK:
        return execute(db, "ROLLBACK", "ROLLBACK");
    case SAVEPOINT:
        return execute(db, "SAVEPOINT request", "SAVEPOINT");
    case RELEASE:
        return execute(db, "RELEASE request", "RELEASE");
    case ROLLBACK_TO:
        return execute(db, "ROLLBACK TO request; RELEASE request", "ROLLBACK TO");
    case CONTROL_COUNT:
        break;
    }
    return BROKEN;
}

/* Statements */

typedef struct Name {
    char at[16];
} Name;

static Name name_of(const Prepared *prepared)
{
    Name name;
    snprintf(name.at, sizeof name.at, "r%u", prepared->number);
    return name;
}

static Err prepare(Db *db, Prepared *prepared)
{
    Postgres *postgres = db->connection;
    prepared->number = ++postgres->next_number;
    PGresult *result =
        PQprepare(postgres->connection, name_of(prepared).at, prepared->query->postgres, 0, NULL);
    Err err = is_done(result) ? OK : fault(db, result, prepared->query->name);
    PQclear(result);
    if (err != OK)
        return err;
    prepared->generation = postgres->generation;
    prepared_drop_plan(prepared);
    return OK;
}

/* The server forgets its statements when the session ends, which is when this is called. */
static void unprepare(Db *db, Prepared *prepared)
{
    (void)db;
    (void)prepared;
}

static size_t parameters(Db *db, const Prepared *prepared)
{
    PGresult *result = PQdescribePrepared(connection_of(db), name_of(prepared).at);
    int count = PQnparams(result);
    PQclear(result);
    return (size_t)count;
}

static PGresult *execute_prepared(const Rows *rows, const Value *values)
{
    const Prepared *prepared = rows->prepared;
    size_t count = prepared->query->parameters;
    const char *texts[MOST_PARAMETERS];
    char integers[MOST_PARAMETERS][INTEGER_ROOM];
    assert(count <= MOST_PARAMETERS);
    for (size_t i = 0; i < count; i++) {
        texts[i] = NULL;
        if (values[i].kind == VALUE_TEXT)
            texts[i] = values[i].text.at;
        if (values[i].kind == VALUE_INTEGER) {
            snprintf(integers[i], INTEGER_ROOM, "%" PRId64, values[i].integer);
            texts[i] = integers[i];
        }
    }
    return PQexecPrepared(connection_of(rows->db), name_of(prepared).at, (int)count, texts, NULL, NULL, 0);
}

/* 0A000: the table has got new columns; 26000: somebody between us and the server dropped our statements. */
static bool is_outdated(const PGresult *result)
{
    const char *state = state_of(result);
    return strcmp(state, "0A000") == 0 || strcmp(state, "26000") == 0;
}

/* Runs once more where that is possible. Inside a transaction, which the error has ended, it is not: BUSY,
 * and with the new generation whoever tries the transaction again gets statements prepared anew. */
static Err run_outdated(Rows *rows, const Value *values, PGresult **result)
{
    Postgres *postgres = rows->db->connection;
    postgres->generation++;
    if (is_in_transaction(rows->db)) {
        fault(rows->db, *result, rows->prepared->query->name);
        return BUSY;
    }
    TRY(prepare(rows->db, rows->prepared));
    PQclear(*result);
    *result = execute_prepared(rows, values);
    return OK;
}

static Err start(Rows *rows, const Value *values)
{
    Db *db = rows->db;
    const Postgres *postgres = db->connection;
    bool is_fresh = rows->prepared->generation != postgres->generation;
    if (is_fresh)
        TRY(prepare(db, rows->prepared));
    PGresult *result = execute_prepared(rows, values);
    Err err = OK;
    if (!is_fresh && !is_done(result) && is_outdated(result))
        err = run_outdated(rows, values, &result);
    if (err == OK && !is_done(result))
        err = fault(db, result, rows->prepared->query->name);
    if (err != OK) {
        PQclear(result);
        return err;
    }
    rows->result = result;
    rows->row = -1;
    rows->row_count = PQntuples(result);
    return OK;
}

static Err next(Rows *rows, bool *ret_is_row)
{
    *ret_is_row = rows->row + 1 < rows->row_count;
    rows->row += *ret_is_row;
    return OK;
}

static void end(Rows *rows)
{
    PQclear(rows->result);
}

static int64_t number_of(const char *at)
{
    if (*at == 't') /* a condition, which SQLite gives as 1 */
        return 1;
    return strtoll(at, NULL, 10);
}

static int64_t changed(const Rows *rows)
{
    return number_of(PQcmdTuples(rows->result));
}

static int columns(const Rows *rows)
{
    return PQnfields(rows->result);
}

static const char *column_name(const Rows *rows, int column)
{
    return PQfname(rows->result, column);
}

static int64_t integer(const Rows *rows, int column)
{
    return number_of(PQgetvalue(rows->result, rows->row, column));
}

static const char *text(const Rows *rows, int column, size_t *ret_length)
{
    *ret_length = (size_t)PQgetlength(rows->result, rows->row, column);
    return PQgetvalue(rows->result, rows->row, column);
}

const EngineCalls postgres_calls = {
    .engine = POSTGRES,
    .open = open_session,
    .close = close_session,
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
