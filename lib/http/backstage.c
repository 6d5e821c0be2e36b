/* SPDX-License-Identifier: MPL-2.0 */
#include "http/backstage.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/log.h"

struct Backstage {
    const Site *site;
    Writer *writer;
    pthread_t slow_thread;
    pthread_cond_t has_slow_work;
    pthread_cond_t is_idle;
    pthread_mutex_t lock; /* guards what follows */
    Job *first_slow;
    Job *last_slow;
    size_t pending; /* jobs and touches that are not done */
    bool is_ending;
};

/* The small write that a session was seen. */
typedef struct Touch {
    Write write;
    Backstage *backstage;
    int64_t session;
    Instant now;
} Touch;

/* ---- counting ---- */

bool backstage_admits(Backstage *backstage)
{
    pthread_mutex_lock(&backstage->lock);
    bool is_admitted = !backstage->is_ending;
    backstage->pending += is_admitted;
    pthread_mutex_unlock(&backstage->lock);
    return is_admitted;
}

static void one_less(Backstage *backstage)
{
    pthread_mutex_lock(&backstage->lock);
    backstage->pending--;
    if (backstage->pending == 0)
        pthread_cond_signal(&backstage->is_idle);
    pthread_mutex_unlock(&backstage->lock);
}

/* ---- touches ---- */

static Err touch_work(Write *write, Db *db)
{
    const Touch *touch = (const Touch *)(const void *)write;
    return touch->backstage->site->touch(db, touch->session, touch->now);
}

static void touch_done(Write *write, Err err)
{
    (void)err; /* a session that could not be touched now will be by its next request */
    Touch *touch = (Touch *)(void *)write;
    one_less(touch->backstage);
    free(touch);
}

void backstage_touch(Backstage *backstage, const Request *q)
{
    Touch *touch = calloc(1, sizeof *touch);
    if (touch == NULL || !backstage_admits(backstage)) {
        free(touch);
        return;
    }
    *touch = (Touch){ .write = { .work = touch_work, .done = touch_done },
                      .backstage = backstage,
                      .session = q->session.id,
                      .now = q->now };
    writer_put(backstage->writer, &touch->write);
}

/* ---- jobs ---- */

static Job *job_of(Write *write)
{
    return (Job *)(void *)((char *)write - offsetof(Job, write));
}

static void finish(Job *job)
{
    Backstage *backstage = job->backstage;
    job->ready(job);
    one_less(backstage);
}

static Err job_work(Write *write, Db *db)
{
    Job *job = job_of(write);
    if (job->was_run)
        request_rewind(job->q);
    job->was_run = true;
    job->outcome = dispatch_write(job->backstage->site, db, job->q);
    return job->outcome;
}

/* An outcome that the work itself did not have means that its transaction is gone, and the answer with it. */
static void job_done(Write *write, Err err)
{
    Job *job = job_of(write);
    if (!job->was_run || err != job->outcome)
        dispatch_lost(job->backstage->site, job->q);
    finish(job);
}

static void put_slow(Backstage *backstage, Job *job)
{
    pthread_mutex_lock(&backstage->lock);
    if (backstage->first_slow == NULL)
        backstage->first_slow = job;
    else
        backstage->last_slow->next = job;
    backstage->last_slow = job;
    pthread_cond_signal(&backstage->has_slow_work);
    pthread_mutex_unlock(&backstage->lock);
}

void backstage_put(Backstage *backstage, Job *job, Step step)
{
    job->backstage = backstage;
    job->write = (Write){ .work = job_work, .done = job_done };
    job->was_run = false;
    job->outcome = OK;
    job->next = NULL;
    if (step == NEEDS_SLOW)
        put_slow(backstage, job);
    else
        writer_put(backstage->writer, &job->write);
}

/* ---- the slow thread ---- */

/* Waits for the next; NULL at the end. */
static Job *take_slow(Backstage *backstage)
{
    pthread_mutex_lock(&backstage->lock);
    while (backstage->first_slow == NULL && !backstage->is_ending)
        pthread_cond_wait(&backstage->has_slow_work, &backstage->lock);
    Job *job = backstage->first_slow;
    if (job != NULL)
        backstage->first_slow = job->next;
    pthread_mutex_unlock(&backstage->lock);
    return job;
}

static void *run_slow(void *argument)
{
    Backstage *backstage = argument;
    for (Job *job = take_slow(backstage); job != NULL; job = take_slow(backstage))
        if (dispatch_before(backstage->site, job->q) == ANSWERED)
            finish(job);
        else
            writer_put(backstage->writer, &job->write);
    return NULL;
}

/* ---- start and end ---- */

static Err start(Backstage *backstage, const char *database, bool is_traced)
{
    TRY(writer_new(database, is_traced, &backstage->writer));
    int failure = pthread_create(&backstage->slow_thread, NULL, run_slow, backstage);
    if (failure == 0)
        return OK;
    log_fault("cannot start the slow thread: %s", strerror(failure));
    writer_free(backstage->writer);
    return BROKEN;
}

Err backstage_new(const Site *site, const char *database, bool is_traced, Backstage **ret_backstage)
{
    Backstage *backstage = calloc(1, sizeof *backstage);
    if (backstage == NULL)
        return BROKEN;
    backstage->site = site;
    pthread_mutex_init(&backstage->lock, NULL);
    pthread_cond_init(&backstage->has_slow_work, NULL);
    pthread_cond_init(&backstage->is_idle, NULL);
    if (start(backstage, database, is_traced) != OK) {
        backstage_free(backstage);
        return BROKEN;
    }
    *ret_backstage = backstage;
    return OK;
}

void backstage_end(Backstage *backstage)
{
    pthread_mutex_lock(&backstage->lock);
    backstage->is_ending = true;
    pthread_cond_signal(&backstage->has_slow_work);
    while (backstage->pending > 0)
        pthread_cond_wait(&backstage->is_idle, &backstage->lock);
    pthread_mutex_unlock(&backstage->lock);
    pthread_join(backstage->slow_thread, NULL);
    writer_free(backstage->writer);
}

void backstage_free(Backstage *backstage)
{
    pthread_cond_destroy(&backstage->has_slow_work);
    pthread_cond_destroy(&backstage->is_idle);
    pthread_mutex_destroy(&backstage->lock);
    free(backstage);
}
