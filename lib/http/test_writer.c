/* SPDX-License-Identifier: MPL-2.0 */
/* Tests of the writer on SQLite, and on PostgreSQL when RETTESNOR_TEST_POSTGRES names an empty database. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "http/writer.h"

enum { MANY = 200 };

typedef struct World {
    char address[512];
    char folder[64];
    Db *db; /* for looking, and for standing in the way */
} World;

/* A write of the tests; what it does depends on KIND. */
typedef enum WorkKind { MARKS, REFUSES, LOSES_ONCE, LOSES_ALWAYS, FAILS_IN_SQL, WAITS } WorkKind;

typedef struct Task {
    Write write;
    WorkKind kind;
    int number;
    int runs;
    bool is_done;
    Err err;
    int place; /* in the order of `done` */
} Task;

static int done_count;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static Err mark(Db *db, int number)
{
    char sql[80];
    snprintf(sql, sizeof sql, "INSERT INTO writer_mark VALUES (%d)", number);
    return db_script(db, sql);
}

static Err work(Write *write, Db *db)
{
    Task *task = (Task *)(void *)write;
    task->runs++;
    if (task->kind == WAITS) {
        pthread_mutex_lock(&gate);
        pthread_mutex_unlock(&gate);
    }
    Err err = mark(db, task->number);
    if (err != OK)
        return err;
    if (task->kind == LOSES_ALWAYS || (task->kind == LOSES_ONCE && task->runs == 1))
        db_script(db, "ROLLBACK");
    if (task->kind == FAILS_IN_SQL)
        return db_script(db, "INSERT INTO no_such_table VALUES (1)");
    return task->kind == REFUSES ? INVALID : OK;
}

static void done(Write *write, Err err)
{
    Task *task = (Task *)(void *)write;
    task->err = err;
    task->place = done_count++;
    task->is_done = true;
}

static int open_world(void **state, const char *address)
{
    static World world;
    snprintf(world.address, sizeof world.address, "%s", address);
    if (db_open(world.address, false, &world.db) != OK)
        return -1;
    *state = &world;
    db_script(world.db, "DROP TABLE IF EXISTS writer_mark");
    return db_script(world.db, "CREATE TABLE writer_mark (number BIGINT NOT NULL)") == OK ? 0 : -1;
}

static int open_sqlite(void **state)
{
    char folder[] = "/tmp/test_writer.XXXXXX", address[64];
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(address, sizeof address, "sqlite:%s/test.db", folder);
    int failure = open_world(state, address);
    if (failure == 0)
        snprintf(((World *)*state)->folder, sizeof folder, "%s", folder);
    return failure;
}

static int open_postgres(void **state)
{
    return open_world(state, getenv("RETTESNOR_TEST_POSTGRES"));
}

static int close_world(void **state)
{
    World *world = *state;
    char command[128];
    db_script(world->db, "DROP TABLE writer_mark");
    db_close(world->db);
    snprintf(command, sizeof command, "rm -r '%s'", world->folder);
    int failure = world->folder[0] == '\0' ? 0 : system(command);
    memset(world, 0, sizeof *world);
    return failure == 0 ? 0 : -1;
}

static int empty_table(void **state)
{
    const World *world = *state;
    done_count = 0;
    return db_script(world->db, "DELETE FROM writer_mark") == OK ? 0 : -1;
}

static int64_t ask(const World *world, const Query *query)
{
    Rows rows;
    bool is_row = false;
    assert_int_equal(OK, rows_start(&rows, world->db, query, NULL));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    int64_t answer = is_row ? row_integer(&rows, 0) : -1;
    rows_end(&rows);
    return answer;
}

static int64_t mark_count(const World *world)
{
    static const Query count = { "count", "SELECT count(*) FROM writer_mark",
                                 "SELECT count(*) FROM writer_mark", 0 };
    return ask(world, &count);
}

/* Runs TASKS so that those after the first share a transaction: the first holds the writer until all are put.
 */
static void run_all(const World *world, Task *tasks, size_t count)
{
    Writer *writer;
    assert_int_equal(OK, writer_new(world->address, false, &writer));
    Task first = { .write = { .work = work, .done = done }, .kind = WAITS, .number = -1 };
    pthread_mutex_lock(&gate);
    writer_put(writer, &first.write);
    for (size_t i = 0; i < count; i++) {
        tasks[i].write = (Write){ .work = work, .done = done };
        tasks[i].number = (int)i;
        writer_put(writer, &tasks[i].write);
    }
    pthread_mutex_unlock(&gate);
    writer_free(writer);
    assert_true(first.is_done);
    for (size_t i = 0; i < count; i++)
        assert_true(tasks[i].is_done);
}

static void one_write_alone_is_committed_at_once(void **state)
{
    const World *world = *state;
    Writer *writer;
    Task task = { .write = { .work = work, .done = done } };
    assert_int_equal(OK, writer_new(world->address, false, &writer));
    writer_put(writer, &task.write);
    for (int i = 0; i < 1000 && mark_count(world) == 0; i++)
        usleep(1000);
    assert_int_equal(1, mark_count(world));
    writer_free(writer);
    assert_int_equal(OK, task.err);
    assert_int_equal(1, task.runs);
}

static void writes_are_done_in_the_order_of_arrival_and_before_the_end(void **state)
{
    static Task tasks[MANY];
    memset(tasks, 0, sizeof tasks);
    run_all(*state, tasks, MANY);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(OK, tasks[i].err);
        assert_int_equal(1, tasks[i].runs);
        assert_int_equal(i + 1, tasks[i].place);
    }
    assert_int_equal(MANY + 1, mark_count(*state));
}

static void refused_write_does_not_undo_the_others(void **state)
{
    Task tasks[] = {
        { .kind = MARKS }, { .kind = REFUSES }, { .kind = MARKS }, { .kind = FAILS_IN_SQL }, { .kind = MARKS }
    };
    run_all(*state, tasks, 5);
    assert_int_equal(OK, tasks[0].err);
    assert_int_equal(INVALID, tasks[1].err);
    assert_int_equal(OK, tasks[2].err);
    assert_int_not_equal(OK, tasks[3].err);
    assert_int_equal(OK, tasks[4].err);
    assert_int_equal(1, tasks[3].runs);
    assert_int_equal(4, mark_count(*state));
}

static void group_of_refused_writes_leaves_nothing(void **state)
{
    Task tasks[] = { { .kind = REFUSES }, { .kind = REFUSES } };
    run_all(*state, tasks, 2);
    assert_int_equal(INVALID, tasks[1].err);
    assert_int_equal(1, mark_count(*state));
}

static void lost_group_is_run_again_one_by_one(void **state)
{
    Task tasks[] = { { .kind = MARKS }, { .kind = LOSES_ONCE }, { .kind = REFUSES }, { .kind = MARKS } };
    run_all(*state, tasks, 4);
    assert_int_equal(OK, tasks[0].err);
    assert_int_equal(2, tasks[0].runs);
    assert_int_equal(OK, tasks[1].err);
    assert_int_equal(2, tasks[1].runs);
    assert_int_equal(INVALID, tasks[2].err);
    assert_int_equal(OK, tasks[3].err);
    assert_int_equal(4, mark_count(*state));
}

static void write_that_loses_its_transaction_twice_is_broken_alone(void **state)
{
    Task tasks[] = { { .kind = MARKS }, { .kind = LOSES_ALWAYS }, { .kind = MARKS } };
    run_all(*state, tasks, 3);
    assert_int_equal(OK, tasks[0].err);
    assert_int_equal(BROKEN, tasks[1].err);
    assert_int_equal(2, tasks[1].runs);
    assert_int_equal(OK, tasks[2].err);
    assert_int_equal(3, mark_count(*state));
}

static void writer_waits_for_a_locked_database(void **state)
{
    const World *world = *state;
    Writer *writer;
    Task task = { .write = { .work = work, .done = done } };
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(OK, writer_new(world->address, false, &writer));
    writer_put(writer, &task.write);
    usleep(300 * 1000);
    assert_int_equal(OK, db_commit(world->db));
    writer_free(writer);
    assert_int_equal(OK, task.err);
    assert_int_equal(1, mark_count(world));
}

static void writer_cannot_start_without_a_database(void **state)
{
    (void)state;
    Writer *writer;
    assert_int_equal(BROKEN, writer_new("sqlite:/no/such/folder/test.db", false, &writer));
}

#define test(name) cmocka_unit_test_setup(name, empty_table)

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(one_write_alone_is_committed_at_once),
        test(writes_are_done_in_the_order_of_arrival_and_before_the_end),
        test(refused_write_does_not_undo_the_others),
        test(group_of_refused_writes_leaves_nothing),
        test(lost_group_is_run_again_one_by_one),
        test(write_that_loses_its_transaction_twice_is_broken_alone),
        test(writer_waits_for_a_locked_database),
        test(writer_cannot_start_without_a_database),
    };
    int failed = cmocka_run_group_tests_name("SQLite", tests, open_sqlite, close_world);
    if (getenv("RETTESNOR_TEST_POSTGRES") != NULL)
        failed += cmocka_run_group_tests_name("PostgreSQL", tests, open_postgres, close_world);
    return failed;
}
