/* SPDX-License-Identifier: MPL-2.0 */
/* The node's one writer thread: waiting writes share a transaction, each in a savepoint, and one durable
 * commit. */
#ifndef RETTESNOR_WRITER_H
#define RETTESNOR_WRITER_H

#include "db/db.h"

typedef struct Writer Writer;

/* One write. Lives with its owner until DONE has been called. */
typedef struct Write {
    Err (*work)(struct Write *write,
                Db *db); /* inside a savepoint; only OK keeps it. May run a second time, alone */
    void (*done)(struct Write *write,
                 Err err); /* after the commit: OK, the Err of work, or BROKEN when the commit was lost */
    struct Write *next;
} Write;

/* A thread with a connection of its own; IS_TRACED prints its statements. BROKEN if the database cannot be
 * opened. */
Err writer_new(const char *address, bool is_traced, Writer **ret_writer);

/* Hands a write over; it is done in the order of arrival. `done` is called on the writer's thread and must be
 * short. */
void writer_put(Writer *writer, Write *write);

/* Works off what waits, then ends the thread. Nothing may be put any more. */
void writer_free(Writer *writer);

/* How long a database that is locked, or cannot be reached, is asked again before a write is given up. */
enum { MOST_WRITES_A_COMMIT = 64, WRITER_PATIENCE_MS = 10000 };

#endif
