/* SPDX-License-Identifier: MPL-2.0 */
/* Jobs: work that waits in the database until a node claims it, does it, and tries again when it went wrong. */
#ifndef RETTESNOR_JOB_H
#define RETTESNOR_JOB_H

#include "db/db.h"

/* What a kind of job does. RUN works inside a write transaction that is committed together with "done", so that it happens once also when a
 * node dies half-way; what leaves the database (mail) must bear being done twice. PAYLOAD is what job_add was given. */
typedef struct JobKind {
    const char *name;
    Err (*run)(Db *db, Text payload, Instant now);
} JobKind;

/* Puts a job into the queue, in the caller's write transaction: it is there if that commits. */
Err job_add(Db *db, const char *kind, Text payload, Instant due_at);

/* The same unless one of the kind waits already. */
Err job_add_once(Db *db, const char *kind, Instant due_at);

/* Claims the job that has been due longest, runs it by its kind and says how it went; NOT_FOUND when none is due. A job that fails waits a
 * minute, then twice as long each time, a day at most. Two nodes never run the same job at once: a claim lasts ten minutes. Outside a
 * transaction. KINDS ends with { 0 }; a kind that is not among them counts as failed. */
Err job_run_next(Db *db, const JobKind *kinds, Instant now);

/* A thread of its own that runs what is due, every few seconds, until it is freed. */
typedef struct JobThread JobThread;
Err job_thread_new(const char *database, const JobKind *kinds, const Clock *clock, JobThread **ret_thread);
void job_thread_free(JobThread *thread);

#endif
