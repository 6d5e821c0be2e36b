/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "bundle/bundle.h"
#include "db/migrate.h"
#include "seed/seed.h"

enum { GOALS = 100, ZIP_CEILING = 64 * 1024 * 1024 };

static Db *new_database(const char *path, Arena *arena)
{
    char address[256];
    Db *db;
    unlink(path);
    snprintf(address, sizeof address, "sqlite:%s", path);
    assert_int_equal(OK, db_open(address, false, &db));
    db_set_arena(db, arena);
    db_set_actor(db, 0, (Instant)1790000000000);
    assert_int_equal(OK, migrate(db, migrations, NULL));
    return db;
}

/* Seeds a database of its own and gives its bundle. */
static void seed_and_export(const char *path, Arena *arena, Buffer *ret_zip)
{
    int64_t rows = 0;
    Db *db = new_database(path, arena);
    assert_int_equal(OK, seed(db, GOALS, &rows));
    assert_true(rows > GOALS * 4);
    assert_int_equal(OK, db_begin_read(db));
    assert_int_equal(OK, bundle_export_zip(db, TEXT("local"), ret_zip));
    db_rollback(db);
    db_close(db);
    unlink(path);
}

static void same_rows_each_time(void **state)
{
    char path[128];
    Buffer zips[2];
    Arena *arena = arena_new();
    (void)state;
    assert_true(sodium_init() >= 0);
    snprintf(path, sizeof path, "/dev/shm/rettesnor-seed-%d.db", (int)getpid());
    for (int i = 0; i < 2; i++) {
        buffer_init(&zips[i], ZIP_CEILING);
        seed_and_export(path, arena, &zips[i]);
    }
    assert_int_equal(zips[0].length, zips[1].length);
    assert_memory_equal(zips[0].at, zips[1].at, zips[0].length);
    buffer_done(&zips[0]);
    buffer_done(&zips[1]);
    arena_free(arena);
}

static void municipality_that_is_there_is_left_alone(void **state)
{
    Fixture *fixture = *state;
    int64_t rows = 0, goals = number_in(state, "SELECT COUNT(*) FROM goal");
    assert_int_equal(INVALID, seed(fixture->db, GOALS, &rows));
    db_set_arena(fixture->db, fixture->arena);
    assert_int_equal(goals, number_in(state, "SELECT COUNT(*) FROM goal"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_rows_each_time),
        cmocka_unit_test_setup_teardown(municipality_that_is_there_is_left_alone, harness_setup,
                                        harness_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, harness_end);
}
