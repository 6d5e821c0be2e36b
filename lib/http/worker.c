/* SPDX-License-Identifier: MPL-2.0 */
#include "http/worker.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/banned.h"

struct Workers {
    const char *database;
    bool is_traced;
    pthread_key_t key;
};

static void worker_free(void *argument)
{
    Worker *worker = argument;
    db_close(worker->db);
    gzip_free(worker->gzip);
    free(worker);
}

Workers *workers_new(const char *database, bool is_traced)
{
    Workers *workers = calloc(1, sizeof *workers);
    if (workers == NULL)
        return NULL;
    workers->database = database;
    workers->is_traced = is_traced;
    if (pthread_key_create(&workers->key, worker_free) == 0)
        return workers;
    free(workers);
    return NULL;
}

void workers_free(Workers *workers)
{
    if (workers == NULL)
        return;
    pthread_key_delete(workers->key);
    free(workers);
}

static Worker *worker_new(Workers *workers)
{
    Worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        return NULL;
    worker->gzip = gzip_new();
    if (worker->gzip != NULL && pthread_setspecific(workers->key, worker) == 0)
        return worker;
    worker_free(worker);
    return NULL;
}

Worker *worker_here(Workers *workers)
{
    Worker *worker = pthread_getspecific(workers->key);
    if (worker == NULL)
        worker = worker_new(workers);
    if (worker == NULL || worker->db != NULL)
        return worker;
    if (db_open(workers->database, true, &worker->db) != OK)
        return NULL;
    if (workers->is_traced)
        db_trace(worker->db, true);
    return worker;
}

void worker_forget_database(Worker *worker)
{
    db_close(worker->db);
    worker->db = NULL;
}
