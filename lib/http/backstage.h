/* SPDX-License-Identifier: MPL-2.0 */
/* What goes on behind a suspended connection: the slow thread, the writer, and the count of what they have
 * been given. */
#ifndef RETTESNOR_BACKSTAGE_H
#define RETTESNOR_BACKSTAGE_H

#include "http/dispatch.h"
#include "http/writer.h"

typedef struct Backstage Backstage;

/* A request that dispatch() could not answer at once. Its owner keeps it until READY, which is called once,
 * on another thread, when Q holds the answer; from then on nothing here touches it. */
typedef struct Job {
    Request *q;
    void (*ready)(struct Job *job);
    /* backstage's own */
    Backstage *backstage;
    Write write;
    bool was_run; /* the write has been tried once */
    Err outcome;  /* of the last try */
    struct Job *next;
} Job;

/* Starts the writer and the slow thread. BROKEN with a log line if that fails. */
Err backstage_new(const Site *site, const char *database, bool is_traced, Backstage **ret_backstage);

/* Whether one more job may come: false when the end has begun. Each true must be followed by a backstage_put.
 */
bool backstage_admits(Backstage *backstage);

/* Hands over a job of which q and ready are set, after dispatch() said STEP: NEEDS_SLOW or NEEDS_WRITE. */
void backstage_put(Backstage *backstage, Job *job, Step step);

/* Has the site touch q's session by a small write of its own; does not wait and may fail. */
void backstage_touch(Backstage *backstage, const Request *q);

/* Admits nothing any more, works off all it has, and ends both threads. */
void backstage_end(Backstage *backstage);

/* After backstage_end. */
void backstage_free(Backstage *backstage);

#endif
