/* SPDX-License-Identifier: MPL-2.0 */
/* What each worker thread keeps for itself between requests: a reading connection and a compressor. */
#ifndef RETTESNOR_WORKER_H
#define RETTESNOR_WORKER_H

#include "db/db.h"
#include "http/gzip.h"

/* How workers are made: one for a server. */
typedef struct Workers Workers;

typedef struct Worker {
    Db *db; /* read-only */
    Gzip *gzip;
} Worker;

/* NULL when there is no memory. The caller frees it after the threads have ended; each thread frees its own
 * worker when it ends. DATABASE must live as long. */
Workers *workers_new(const char *database, bool is_traced);
void workers_free(Workers *workers);

/* This thread's own, made when first asked for. NULL if the database cannot be opened now. */
Worker *worker_here(Workers *workers);

/* The connection to the database may have broken: worker_here opens it anew next time. */
void worker_forget_database(Worker *worker);

#endif
