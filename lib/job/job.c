/* SPDX-License-Identifier: MPL-2.0 */
#include "job/job.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "job.sql.h"

#include "base/banned.h"

static const Instant MINUTE = 60 * 1000;
static const Instant CLAIM = (Instant)10 * 60 * 1000;
static const Instant DAY_LENGTH = (Instant)24 * 60 * 60 * 1000;

enum { SECONDS_BETWEEN_LOOKS = 5, MOST_DOUBLINGS = 11 };

Err job_add(Db *db, const char *kind, Text payload, Instant due_at)
{
    return job_insert(db, text_of(kind), payload, due_at);
}

Err job_add_once(Db *db, const char *kind, Instant due_at)
{
    int64_t waiting;
    TRY(job_waiting(db, text_of(kind), &waiting));
    return waiting > 0 ? OK : job_add(db, kind, (Text){ "", 0 }, due_at);
}

/* Ends the transaction as ERR says. */
static Err conclude(Db *db, Err err)
{
    if (err == OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

static Err claim(Db *db, Instant now, JobRow *ret_job)
{
    TRY(db_begin_write(db));
    Err err = job_next(db, now, ret_job);
    if (err == OK)
        err = job_take(db, ret_job->id, now + CLAIM);
    return conclude(db, err);
}

static Instant wait_after(int64_t attempts)
{
    Instant wait = MINUTE << (attempts < MOST_DOUBLINGS ? attempts : MOST_DOUBLINGS);
    return wait < DAY_LENGTH ? wait : DAY_LENGTH;
}

static Err put_off(Db *db, const JobRow *job, Instant now, Err fault)
{
    static const char *const words[] = { "", "not found", "denied", "invalid", "conflict", "busy", "broken" };
    TRY(db_begin_write(db));
    return conclude(db, job_put_off(db, job->id, now + wait_after(job->attempts), text_of(words[fault])));
}

static const JobKind *kind_by_name(const JobKind *kinds, Text name)
{
    while (kinds->name != NULL && !text_is(name, kinds->name))
        kinds++;
    return kinds;
}

static Err run_kind(Db *db, const JobKind *kind, const JobRow *job, Instant now)
{
    if (kind->name == NULL)
        return INVALID;
    TRY(kind->run(db, job->payload, now));
    return job_finish(db, job->id, now);
}

Err job_run_next(Db *db, const JobKind *kinds, Instant now)
{
    JobRow job;
    TRY(claim(db, now, &job));
    TRY(db_begin_write(db));
    Err err = conclude(db, run_kind(db, kind_by_name(kinds, job.kind), &job, now));
    if (err == OK)
        return OK;
    log_fault("job %s went wrong and is tried again", text_at(job.kind));
    return put_off(db, &job, now, err);
}

/* ---- the thread ---- */

struct JobThread {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wakes;
    bool is_ending;
    Db *db;
    Arena *arena;
    const JobKind *kinds;
    const Clock *clock;
};

/* Waits for the next look; false at the end. */
static bool wait_a_little(JobThread *thread)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += SECONDS_BETWEEN_LOOKS;
    pthread_mutex_lock(&thread->lock);
    int waited = 0;
    while (!thread->is_ending && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&thread->wakes, &thread->lock, &until);
    bool goes_on = !thread->is_ending;
    pthread_mutex_unlock(&thread->lock);
    return goes_on;
}

static void run_due(JobThread *thread)
{
    Instant now = clock_now(thread->clock);
    db_set_actor(thread->db, 0, now);
    while (job_run_next(thread->db, thread->kinds, now) == OK)
        arena_reset(thread->arena);
    arena_reset(thread->arena);
}

static void *run_thread(void *argument)
{
    JobThread *thread = argument;
    do
        run_due(thread);
    while (wait_a_little(thread));
    return NULL;
}

static void free_thread(JobThread *thread)
{
    db_close(thread->db);
    arena_free(thread->arena);
    pthread_cond_destroy(&thread->wakes);
    pthread_mutex_destroy(&thread->lock);
    free(thread);
}

/* The thread takes no signals: they are for whoever serves. */
static int start_thread(JobThread *thread)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&thread->thread, NULL, run_thread, thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

Err job_thread_new(const char *database, const JobKind *kinds, const Clock *clock, JobThread **ret_thread)
{
    Db *db;
    TRY(db_open(database, false, &db));
    JobThread *thread = calloc(1, sizeof *thread);
    if (thread == NULL) {
        db_close(db);
        return BROKEN;
    }
    *thread = (JobThread){ .db = db, .arena = arena_new(), .kinds = kinds, .clock = clock };
    pthread_mutex_init(&thread->lock, NULL);
    pthread_cond_init(&thread->wakes, NULL);
    db_set_arena(db, thread->arena);
    int failure = start_thread(thread);
    if (failure != 0) {
        log_fault("cannot start the job thread: %s", strerror(failure));
        free_thread(thread);
        return BROKEN;
    }
    *ret_thread = thread;
    return OK;
}

void job_thread_free(JobThread *thread)
{
    pthread_mutex_lock(&thread->lock);
    thread->is_ending = true;
    pthread_cond_signal(&thread->wakes);
    pthread_mutex_unlock(&thread->lock);
    pthread_join(thread->thread, NULL);
    free_thread(thread);
}
