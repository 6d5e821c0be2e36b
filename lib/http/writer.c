/* SPDX-License-Identifier: MPL-2.0 */
#include "http/writer.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"
#include "base/log.h"

enum { FIRST_PAUSE_MS = 5, LONGEST_PAUSE_MS = 500 };

struct Writer {
    char *address;
    bool is_traced;
    Db *db;       /* NULL while it cannot be reached */
    Arena *arena; /* for writes that bring none of their own */
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t has_work;
    Write *first;
    Write **end;
    bool is_ending;
};

/* The writes that share a transaction, and what became of each. */
typedef struct Group {
    Write *writes[MOST_WRITES_A_COMMIT];
    Err outcomes[MOST_WRITES_A_COMMIT];
    size_t count;
} Group;

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void pause_for(int64_t pause)
{
    struct timespec time = { .tv_sec = pause / 1000, .tv_nsec = pause % 1000 * 1000000 };
    nanosleep(&time, NULL);
}

static Err open_database(Writer *writer)
{
    TRY(db_open(writer->address, false, &writer->db));
    if (writer->is_traced)
        db_trace(writer->db, true);
    return OK;
}

static void close_database(Writer *writer)
{
    db_close(writer->db);
    writer->db = NULL;
}

static Err try_begin(Writer *writer)
{
    if (writer->db == NULL)
        TRY(open_database(writer));
    Err err = db_begin_write(writer->db);
    if (err != OK && err != BUSY)
        close_database(writer); /* a connection that was lost does not come back by itself */
    return err;
}

/* Another node, or a backup, may hold the database for a moment. */
static Err begin(Writer *writer)
{
    int64_t give_up_at = milliseconds() + WRITER_PATIENCE_MS;
    for (int64_t pause = FIRST_PAUSE_MS;;
         pause = pause * 2 < LONGEST_PAUSE_MS ? pause * 2 : LONGEST_PAUSE_MS) {
        if (try_begin(writer) == OK)
            return OK;
        if (milliseconds() + pause > give_up_at)
            return BROKEN;
        pause_for(pause);
    }
}

/* Runs one write in its savepoint; false when the transaction is gone, with everything in it. */
static bool run_inside(Writer *writer, Write *write, Err *ret_outcome)
{
    Db *db = writer->db;
    arena_reset(writer->arena);
    db_set_arena(db, writer->arena);
    if (db_savepoint(db) != OK)
        return false;
    Err outcome = write->work(write, db);
    if (!db_is_in_transaction(db))
        return false;
    if (outcome == OK && db_release(db) != OK)
        outcome = BROKEN;
    if (outcome != OK && (!db_is_in_transaction(db) || db_rollback_to_savepoint(db) != OK))
        return false;
    *ret_outcome = outcome;
    return true;
}

/* After a lost transaction: whatever is left of it must not reach the next one. */
static void leave(Writer *writer)
{
    if (db_is_in_transaction(writer->db))
        db_rollback(writer->db);
}

static bool has_kept(const Group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->outcomes[i] == OK)
            return true;
    return false;
}

/* The whole group in one transaction; false when it was lost. */
static bool run_group(Writer *writer, Group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (!run_inside(writer, group->writes[i], &group->outcomes[i])) {
            leave(writer);
            return false;
        }
    if (!has_kept(group)) {
        db_rollback(writer->db);
        return true;
    }
    if (db_commit(writer->db) == OK)
        return true;
    leave(writer);
    return false;
}

/* One write in a transaction of its own, after its group was lost: which of them broke it shows now. */
static Err run_alone(Writer *writer, Write *write, bool *is_reachable)
{
    Group alone = { .writes = { write }, .count = 1 };
    *is_reachable = *is_reachable && begin(writer) == OK;
    return *is_reachable && run_group(writer, &alone) ? alone.outcomes[0] : BROKEN;
}

static void work_off(Writer *writer, Group *group)
{
    bool is_reachable = begin(writer) == OK;
    bool is_kept = is_reachable && run_group(writer, group);
    if (!is_reachable)
        log_fault("cannot write: the database is locked or out of reach for %d s", WRITER_PATIENCE_MS / 1000);
    else if (!is_kept)
        log_fault("a transaction of %zu writes was lost and is run again one by one", group->count);
    for (size_t i = 0; i < group->count; i++) {
        Write *write = group->writes[i];
        write->done(write, is_kept ? group->outcomes[i] : run_alone(writer, write, &is_reachable));
    }
}

/* Waits for work and takes as much as one commit carries; false when all is done and the writer ends. */
static bool take_group(Writer *writer, Group *group)
{
    pthread_mutex_lock(&writer->lock);
    while (writer->first == NULL && !writer->is_ending)
        pthread_cond_wait(&writer->has_work, &writer->lock);
    for (group->count = 0; writer->first != NULL && group->count < MOST_WRITES_A_COMMIT; group->count++) {
        group->writes[group->count] = writer->first;
        writer->first = writer->first->next;
    }
    if (writer->first == NULL)
        writer->end = &writer->first;
    pthread_mutex_unlock(&writer->lock);
    return group->count > 0;
}

static void *run(void *argument)
{
    Writer *writer = argument;
    Group group;
    while (take_group(writer, &group))
        work_off(writer, &group);
    return NULL;
}

/* Signals are for the thread that waits for them. */
static int start_thread(Writer *writer)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int failure = pthread_create(&writer->thread, NULL, run, writer);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return failure;
}

static void dispose(Writer *writer)
{
    db_close(writer->db);
    arena_free(writer->arena);
    pthread_cond_destroy(&writer->has_work);
    pthread_mutex_destroy(&writer->lock);
    free(writer->address);
    free(writer);
}

Err writer_new(const char *address, bool is_traced, Writer **ret_writer)
{
    Writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        return BROKEN;
    writer->address = strdup(address);
    writer->is_traced = is_traced;
    writer->arena = arena_new();
    writer->end = &writer->first;
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->has_work, NULL);
    if (writer->address == NULL || open_database(writer) != OK) {
        dispose(writer);
        return BROKEN;
    }
    int failure = start_thread(writer);
    if (failure != 0) {
        log_fault("cannot start the writer thread: %s", strerror(failure));
        dispose(writer);
        return BROKEN;
    }
    *ret_writer = writer;
    return OK;
}

void writer_put(Writer *writer, Write *write)
{
    write->next = NULL;
    pthread_mutex_lock(&writer->lock);
    assert(!writer->is_ending);
    *writer->end = write;
    writer->end = &write->next;
    pthread_cond_signal(&writer->has_work);
    pthread_mutex_unlock(&writer->lock);
}

void writer_free(Writer *writer)
{
    if (writer == NULL)
        return;
    pthread_mutex_lock(&writer->lock);
    writer->is_ending = true;
    pthread_cond_signal(&writer->has_work);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    dispose(writer);
}
