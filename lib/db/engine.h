/* SPDX-License-Identifier: MPL-2.0 */
/* Private to lib/db: what a connection holds, and the table of functions that each of the two engines fills
 * in. */
#ifndef RETTESNOR_ENGINE_H
#define RETTESNOR_ENGINE_H

#include <stdlib.h>

#include "db/db.h"

/* A query as this connection has prepared it. Never moves while the connection lives. */
typedef struct Prepared {
    const Query *query;
    void *statement;     /* SQLite: the sqlite3_stmt */
    unsigned number;     /* PostgreSQL: makes its name on the server … */
    unsigned generation; /* … in the session of this number */
    void *plan;          /* see rows_plan */
    bool is_running;
    int64_t nanoseconds; /* spent on this run, while traced */
} Prepared;

/* The statements that steer a transaction. */
typedef enum Control {
    BEGIN_READ,
    BEGIN_WRITE,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO, /* and release, so that savepoints never nest */
    CONTROL_COUNT,
} Control;

/* Every function that returns an Err has logged what it returns, unless it is OK or INVALID. */
typedef struct EngineCalls {
    Engine engine;
    Err (*open)(Db *db, const char *address);
    void (*close)(Db *db); /* also after an open that failed halfway */
    Err (*control)(Db *db, Control control);
    bool (*is_in_transaction)(const Db *db);
    Err (*script)(Db *db, const char *sql);

    Err (*prepare)(Db *db, Prepared *prepared);
    void (*unprepare)(Db *db, Prepared *prepared);
    size_t (*parameters)(Db *db, const Prepared *prepared); /* as the engine counts them */

    Err (*start)(Rows *rows, const Value *values); /* runs up to the first row */
    Err (*next)(Rows *rows, bool *ret_is_row);
    void (*end)(Rows *rows);
    int64_t (*changed)(const Rows *rows); /* before end, after the last row */
    int (*columns)(const Rows *rows);
    const char *(*column_name)(const Rows *rows, int column);
    int64_t (*integer)(const Rows *rows, int column);
    const char *(*text)(const Rows *rows, int column,
                        size_t *ret_length); /* until next or end; NULL is empty */
} EngineCalls;

extern const EngineCalls sqlite_calls;
extern const EngineCalls postgres_calls;

/* From addresses to what belongs to them: open addressing, never more than half full. Nothing is taken out.
 */
typedef struct Map {
    struct MapEntry {
        const void *key;
        void *value;
    } * entries;
    size_t room; /* a power of two, or 0 while it is empty */
    size_t count;
} Map;

struct Db {
    const EngineCalls *calls;
    void *connection; /* the engine's own */
    bool is_read_only;
    bool is_traced;
    Arena *arena;
    int64_t actor;
    Instant now;
    Map prepared; /* Query to Prepared */
    Map kept;     /* key to the place that db_slot gives */
    char message[512];
};

/* Keeps what the engine said, for db_message. */
void db_note(Db *db, const char *message);

/* The engine has compiled the statement anew: its columns may have changed. */
static inline void prepared_drop_plan(Prepared *prepared)
{
    free(prepared->plan);
    prepared->plan = NULL;
}

#endif
