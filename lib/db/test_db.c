/* SPDX-License-Identifier: MPL-2.0 */
/* The connection layer and the migrations. On SQLite always; on PostgreSQL too when RETTESNOR_TEST_POSTGRES
 * holds the address of a cluster in which databases may be made (tests/postgres.sh). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/db.h"
#include "db/migrate.h"

#include "base/banned.h"

enum { ADDRESS_ROOM = 512, NOW = 1000 };

typedef struct Fixture {
    Engine engine;
    char cluster[ADDRESS_ROOM]; /* PostgreSQL: the address of the test's administrator */
    char directory[64];         /* SQLite */
    char address[ADDRESS_ROOM];
    Arena *arena;
    Db *db; /* a writer on a database with the table `thing` */
} Fixture;

static const Migration thing_migrations[] = {
    { "0001_thing", "CREATE TABLE thing ( -- en ting; ikke INTEGER PRIMARY KEY\n"
                    "    id INTEGER PRIMARY KEY, -- nøglen\n"
                    "    name TEXT UNIQUE DEFAULT 'INTEGER PRIMARY KEY', -- ærligt navn\n"
                    "    amount BIGINT CHECK (amount <> 13),\n"
                    "    day TEXT,\n"
                    "    parent_id BIGINT REFERENCES thing (id)\n"
                    ");\n"
                    "/* INTEGER PRIMARY KEY */ CREATE INDEX thing_day ON thing (day)" },
    { "0002_only.sqlite", "CREATE TABLE only_sqlite (id INTEGER PRIMARY KEY)" },
    { "0002_only.postgres", "CREATE TABLE only_postgres (id integer  primary\n key)" },
    { 0 },
};

static const Query insert_thing = {
    "insert_thing",
    "INSERT INTO thing (name, amount, day, parent_id) VALUES (?1, ?2, ?3, ?4) RETURNING id",
    "INSERT INTO thing (name, amount, day, parent_id) VALUES ($1::text, $2::bigint, $3::text, $4::bigint) "
    "RETURNING id",
    4,
};
static const Query all_things = {
    "all_things",
    "SELECT name, amount, day, parent_id FROM thing ORDER BY id",
    "SELECT name, amount, day, parent_id FROM thing ORDER BY id",
    0,
};
static const Query count_things = { "count_things", "SELECT count(*) FROM thing",
                                    "SELECT count(*) FROM thing", 0 };
static const Query whole_things = { "whole_things", "SELECT * FROM thing", "SELECT * FROM thing", 0 };

static Err add(Db *db, const char *name, int64_t amount)
{
    const Value values[] = { value_text_or_none(text_of(name)), value_integer(amount), { 0 }, { 0 } };
    return db_run(db, &insert_thing, values, NULL);
}

static int64_t number(Db *db, const Query *query, const Value *values)
{
    Rows rows;
    bool is_row;
    assert_int_equal(OK, rows_start(&rows, db, query, values));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_true(is_row);
    int64_t integer = row_integer(&rows, 0);
    rows_end(&rows);
    return integer;
}

static int64_t count(Db *db)
{
    return number(db, &count_things, NULL);
}

static Db *open_another(const Fixture *f, bool is_read_only)
{
    Db *db;
    assert_int_equal(OK, db_open(f->address, is_read_only, &db));
    db_set_arena(db, f->arena);
    return db;
}

/* The same cluster, another database: the path of the address is its name. */
static void address_of_database(const char *cluster, const char *name, char *ret_address, size_t room)
{
    const char *authority = strstr(cluster, "//") + 2;
    size_t length = (size_t)(authority - cluster) + strcspn(authority, "/?");
    const char *parameters = strchr(cluster, '?');
    snprintf(ret_address, room, "%.*s/%s%s", (int)length, cluster, name,
             parameters == NULL ? "" : parameters);
}

static void run_on_cluster(const Fixture *f, const char *verb)
{
    Db *db;
    char sql[128];
    snprintf(sql, sizeof sql, "%s test_db_%d", verb, (int)getpid());
    assert_int_equal(OK, db_open(f->cluster, false, &db));
    assert_int_equal(OK, db_script(db, sql));
    db_close(db);
}

static Fixture *fixture_new(Engine engine, const char *cluster)
{
    Fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->engine = engine;
    f->arena = arena_new();
    if (engine == SQLITE) {
        snprintf(f->directory, sizeof f->directory, "/tmp/test_db.XXXXXX");
        assert_non_null(mkdtemp(f->directory));
        snprintf(f->address, sizeof f->address, "sqlite:%s/test.db", f->directory);
    } else {
        char name[32];
        snprintf(name, sizeof name, "test_db_%d", (int)getpid());
        snprintf(f->cluster, sizeof f->cluster, "%s", cluster);
        address_of_database(cluster, name, f->address, sizeof f->address);
        run_on_cluster(f, "CREATE DATABASE");
    }
    f->db = open_another(f, false);
    db_set_actor(f->db, 1, NOW);
    assert_int_equal(OK, migrate(f->db, thing_migrations, NULL));
    return f;
}

static int set_up_sqlite(void **state)
{
    *state = fixture_new(SQLITE, NULL);
    return 0;
}

static int set_up_postgres(void **state)
{
    *state = fixture_new(POSTGRES, getenv("RETTESNOR_TEST_POSTGRES"));
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;
    db_close(f->db);
    if (f->engine == SQLITE) {
        char path[96];
        snprintf(path, sizeof path, "%s/test.db", f->directory);
        assert_int_equal(0, unlink(path));
        assert_int_equal(0, rmdir(f->directory)); /* the last to close has removed the log */
    } else {
        run_on_cluster(f, "DROP DATABASE");
    }
    arena_free(f->arena);
    free(f);
    return 0;
}

/* On both engines */

static void values_and_nulls_come_back(void **state)
{
    const Fixture *f = *state;
    Day day = { "2026-11-24" }, none = { 0 };
    const Value full[] = { value_text(TEXT("blåbærgrød, \"Ærø\" & '%' 🙂")), value_integer(INT64_MIN),
                           value_day_or_none(day), value_integer_or_none(0) };
    const Value empty[] = { value_text_or_none((Text){ 0 }), value_integer_or_none(0),
                            value_day_or_none(none), value_integer_or_none(1) };
    int64_t id = number(f->db, &insert_thing, full);
    assert_int_equal(id + 1, number(f->db, &insert_thing, empty));

    Rows rows;
    bool is_row;
    assert_int_equal(OK, rows_start(&rows, f->db, &all_things, NULL));
    assert_int_equal(4, rows_columns(&rows));
    assert_string_equal("parent_id", rows_column_name(&rows, 3));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_true(is_row);
    assert_string_equal("blåbærgrød, \"Ærø\" & '%' 🙂", row_text(&rows, 0).at);
    assert_true(row_integer(&rows, 1) == INT64_MIN);
    assert_true(day_equal(day, row_day(&rows, 2)));
    assert_int_equal(0, row_integer(&rows, 3));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_true(is_row);
    assert_true(text_is_empty(row_text(&rows, 0)));
    assert_int_equal(0, row_integer(&rows, 1));
    assert_true(day_is_none(row_day(&rows, 2)));
    assert_int_equal(id, row_integer(&rows, 3));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_false(is_row);
    assert_int_equal(OK, rows_next(&rows, &is_row)); /* and does not start again */
    assert_false(is_row);
    rows_end(&rows);
    rows_end(&rows); /* harmless */
}

static void empty_text_is_not_null_when_asked_for(void **state)
{
    const Fixture *f = *state;
    const Query query = { "empty", "SELECT ?1 IS NULL, ?2 IS NULL",
                          "SELECT $1::text IS NULL, $2::text IS NULL", 2 };
    const Value values[] = { value_text((Text){ 0 }), value_text_or_none((Text){ 0 }) };
    Rows rows;
    bool is_row;
    assert_int_equal(OK, rows_start(&rows, f->db, &query, values));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_int_equal(0, row_integer(&rows, 0));
    assert_int_equal(1, row_integer(&rows, 1)); /* a condition is 1 on both */
    rows_end(&rows);
}

static void statement_is_prepared_once_and_keeps_its_plan(void **state)
{
    const Fixture *f = *state;
    enum { QUERIES = 700 };
    Query *queries = calloc(QUERIES, sizeof *queries);
    Db *db = open_another(f, true);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < QUERIES; i++) {
            queries[i] = (Query){ "one_of_many", "SELECT ?1 + 1", "SELECT $1::bigint + 1", 1 };
            Rows rows;
            bool is_row;
            const Value value = value_integer(i);
            assert_int_equal(OK, rows_start(&rows, db, &queries[i], &value));
            void **plan = rows_plan(&rows);
            if (round == 0) {
                assert_null(*plan);
                *plan = malloc(sizeof(int));
                *(int *)*plan = i;
            }
            assert_int_equal(i, *(int *)*plan);
            assert_int_equal(OK, rows_next(&rows, &is_row));
            assert_int_equal(i + 1, row_integer(&rows, 0));
            rows_end(&rows);
        }
    }
    db_close(db);
    free(queries);
}

static void what_is_kept_lives_as_long_as_the_connection(void **state)
{
    const Fixture *f = *state;
    static const char keys[600];
    for (size_t i = 0; i < sizeof keys; i++) {
        void **place = db_slot(f->db, &keys[i]);
        assert_null(*place);
        *place = malloc(sizeof(size_t));
        *(size_t *)*place = i;
    }
    for (size_t i = 0; i < sizeof keys; i++)
        assert_int_equal(i, *(size_t *)*db_slot(f->db, &keys[i]));
}

static void reader_keeps_its_snapshot_beside_a_writer(void **state)
{
    const Fixture *f = *state;
    Db *reader = open_another(f, true);
    assert_int_equal(OK, add(f->db, "før", 1));
    assert_int_equal(OK, db_begin_read(reader));
    assert_int_equal(1, count(reader));
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "under", 2));
    assert_int_equal(1, count(reader));
    assert_int_equal(OK, db_commit(f->db));
    assert_int_equal(1, count(reader));
    db_rollback(reader);
    assert_int_equal(2, count(reader));
    db_close(reader);
}

static void savepoint_takes_back_only_its_own(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_begin_write(f->db));
    for (int i = 0; i < 3; i++) {
        assert_int_equal(OK, db_savepoint(f->db));
        assert_int_equal(OK, add(f->db, NULL, i));
        assert_int_equal(OK, i == 1 ? db_rollback_to_savepoint(f->db) : db_release(f->db));
    }
    assert_true(db_is_in_transaction(f->db));
    assert_int_equal(OK, db_commit(f->db));
    assert_false(db_is_in_transaction(f->db));
    assert_int_equal(2, count(f->db));
}

static void rollback_leaves_nothing(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "væk", 1));
    db_rollback(f->db);
    db_rollback(f->db); /* nothing to do */
    assert_int_equal(0, count(f->db));
    assert_int_equal(BROKEN, db_commit(f->db));
    assert_int_equal(BROKEN, db_savepoint(f->db));
}

static void violation_is_invalid_and_the_savepoint_survives(void **state)
{
    const Fixture *f = *state;
    const Value orphan[] = { { 0 }, { 0 }, { 0 }, value_integer(4711) };
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "Åse", 1));
    assert_int_equal(OK, db_savepoint(f->db));
    assert_int_equal(INVALID, add(f->db, "Åse", 2));
    assert_false(text_is_empty(db_message(f->db)));
    assert_int_equal(OK, db_rollback_to_savepoint(f->db));
    assert_int_equal(OK, db_savepoint(f->db));
    assert_int_equal(INVALID, add(f->db, "Bo", 13));
    assert_int_equal(OK, db_rollback_to_savepoint(f->db));
    assert_int_equal(OK, db_savepoint(f->db));
    assert_int_equal(INVALID, db_run(f->db, &insert_thing, orphan, NULL));
    assert_int_equal(OK, db_rollback_to_savepoint(f->db));
    assert_int_equal(OK, db_commit(f->db));
    assert_int_equal(1, count(f->db));
}

static void changed_rows_are_counted(void **state)
{
    const Fixture *f = *state;
    static const Query update = { "update", "UPDATE thing SET amount = amount + 1 WHERE amount < ?1",
                                  "UPDATE thing SET amount = amount + 1 WHERE amount < $1::bigint", 1 };
    static const Query doubled = { "doubled", "INSERT INTO thing (name) VALUES (?1) ON CONFLICT DO NOTHING",
                                   "INSERT INTO thing (name) VALUES ($1::text) ON CONFLICT DO NOTHING", 1 };
    for (int i = 0; i < 5; i++)
        assert_int_equal(OK, add(f->db, NULL, i));
    assert_int_equal(OK, add(f->db, "to", 100));
    int64_t changed = -1;
    assert_int_equal(OK, db_run(f->db, &update, &(Value){ VALUE_INTEGER, 3, { 0 } }, &changed));
    assert_int_equal(3, changed);
    assert_int_equal(OK, db_run(f->db, &doubled, &(Value){ VALUE_TEXT, 0, TEXT("to") }, &changed));
    assert_int_equal(0, changed);
}

static void texts_sort_the_danish_way(void **state)
{
    const Fixture *f = *state;
    static const char *const mixed[] = { "Zoo", "øl",    "Ærø",      "Aabenraa", "zone", "Ålborg", "Abe",
                                         "abe", "Århus", "Østerbro", "Aarhus",   "Æble", "Citron", "Ål" };
    static const char *const sorted[] = {
        "Abe", "abe",      "Citron",   "zone", "Zoo",    "Æble",  "Ærø",
        "øl",  "Østerbro", "Aabenraa", "Ål",   "Ålborg", "Århus", "Aarhus"
    };
    static const Query query = { "sorted", "SELECT name FROM thing ORDER BY name COLLATE \"da-x-icu\"",
                                 "SELECT name FROM thing ORDER BY name COLLATE \"da-x-icu\"", 0 };
    const size_t names = sizeof mixed / sizeof *mixed;
    assert_int_equal(OK, db_script(f->db, "CREATE INDEX thing_name ON thing (name COLLATE \"da-x-icu\")"));
    for (size_t i = 0; i < names; i++)
        assert_int_equal(OK, add(f->db, mixed[i], 0));
    Rows rows;
    bool is_row;
    assert_int_equal(OK, rows_start(&rows, f->db, &query, NULL));
    for (size_t i = 0; i < names; i++) {
        assert_int_equal(OK, rows_next(&rows, &is_row));
        assert_string_equal(sorted[i], row_text(&rows, 0).at);
    }
    rows_end(&rows);
}

static void check_finds_what_does_not_fit(void **state)
{
    const Fixture *f = *state;
    static const Query wrong = { "wrong", "SELECT missing FROM thing", "SELECT missing FROM thing", 0 };
    static const Query short_one = { "short", "SELECT ?1, ?2", "SELECT $1::bigint, $2::text", 1 };
    assert_int_equal(OK, db_check(f->db, &insert_thing));
    assert_int_equal(OK, db_check(f->db, &insert_thing));
    assert_int_equal(INVALID, db_check(f->db, &wrong));
    assert_int_equal(INVALID, db_check(f->db, &short_one));
    assert_int_equal(0, count(f->db));
}

static void reader_may_not_write(void **state)
{
    const Fixture *f = *state;
    Db *reader = open_another(f, true);
    assert_int_equal(BROKEN, add(reader, "nej", 1));
    assert_int_equal(BROKEN, db_begin_write(reader));
    assert_int_equal(OK, db_begin_read(reader));
    assert_int_equal(BROKEN, add(reader, "nej", 1));
    db_rollback(reader);
    assert_int_equal(0, count(reader));
    db_close(reader);
}

static void statement_follows_a_new_column(void **state)
{
    const Fixture *f = *state;
    Rows rows;
    assert_int_equal(OK, add(f->db, "a", 1));
    assert_int_equal(OK, rows_start(&rows, f->db, &whole_things, NULL));
    assert_int_equal(5, rows_columns(&rows));
    *rows_plan(&rows) = malloc(1);
    rows_end(&rows);
    Db *other = open_another(f, false);
    assert_int_equal(OK, db_script(other, "ALTER TABLE thing ADD COLUMN extra TEXT"));
    db_close(other);
    assert_int_equal(OK, rows_start(&rows, f->db, &whole_things, NULL));
    assert_int_equal(6, rows_columns(&rows));
    assert_null(*rows_plan(&rows));
    rows_end(&rows);
}

static void trace_changes_nothing(void **state)
{
    const Fixture *f = *state;
    db_trace(f->db, true);
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "a", 1));
    assert_int_equal(OK, db_commit(f->db));
    assert_int_equal(1, count(f->db));
    db_trace(f->db, false);
}

/* Migrations */

static void migrations_run_once(void **state)
{
    const Fixture *f = *state;
    static const Query run_at = { "run_at", "SELECT max(run_at) FROM migration",
                                  "SELECT max(run_at) FROM migration", 0 };
    int run = -1;
    bool is_current = false;
    assert_int_equal(OK, migrate(f->db, thing_migrations, &run));
    assert_int_equal(0, run);
    assert_int_equal(OK, migrate_is_current(f->db, thing_migrations, &is_current));
    assert_true(is_current);
    assert_int_equal(NOW, number(f->db, &run_at, NULL));
    assert_int_equal(OK, db_script(f->db, f->engine == SQLITE ? "SELECT id FROM only_sqlite"
                                                              : "SELECT id FROM only_postgres"));
    assert_true(db_arena(f->db) == f->arena);
}

static void what_is_missing_runs_later(void **state)
{
    const Fixture *f = *state;
    const Migration longer[] = { thing_migrations[0],
                                 thing_migrations[1],
                                 thing_migrations[2],
                                 { "0003_more", "CREATE TABLE more (id INTEGER PRIMARY KEY)" },
                                 { 0 } };
    int run;
    bool is_current = true;
    assert_int_equal(OK, migrate_is_current(f->db, longer, &is_current));
    assert_false(is_current);
    assert_int_equal(OK, migrate(f->db, longer, &run));
    assert_int_equal(1, run);
    assert_int_equal(INVALID, migrate(f->db, thing_migrations, NULL)); /* an older program */
    assert_int_equal(INVALID, migrate_is_current(f->db, thing_migrations, &is_current));
}

static void changed_migration_is_refused(void **state)
{
    const Fixture *f = *state;
    const Migration changed[] = {
        { "0001_thing", "CREATE TABLE other (id BIGINT)" }, thing_migrations[1], thing_migrations[2], { 0 }
    };
    assert_int_equal(INVALID, migrate(f->db, changed, NULL));
    assert_false(db_is_in_transaction(f->db));
}

static void failed_migration_leaves_nothing(void **state)
{
    const Fixture *f = *state;
    const Migration broken[] = { thing_migrations[0],
                                 thing_migrations[1],
                                 thing_migrations[2],
                                 { "0003_broken",
                                   "CREATE TABLE half (id BIGINT); CREATE TABLE half (id BIGINT)" },
                                 { 0 } };
    assert_int_equal(BROKEN, migrate(f->db, broken, NULL));
    assert_int_equal(OK, db_script(f->db, "CREATE TABLE half (id BIGINT)"));
    assert_int_equal(OK, migrate(f->db, thing_migrations, NULL));
}

static void empty_database_is_not_current(void **state)
{
    const Fixture *f = *state;
    bool is_current = true;
    assert_int_equal(OK, db_script(f->db, "DROP TABLE migration"));
    assert_int_equal(OK, migrate_is_current(f->db, thing_migrations, &is_current));
    assert_false(is_current);
}

/* SQLite */

static void unusable_addresses_are_refused(void **state)
{
    (void)state;
    Db *db = NULL;
    assert_int_equal(BROKEN, db_open("mysql://x", false, &db));
    assert_int_equal(BROKEN, db_open("sqlite:", false, &db));
    assert_int_equal(BROKEN, db_open("sqlite:/nowhere/at/all.db", false, &db));
    assert_int_equal(BROKEN, db_open("sqlite:/tmp/test_db.not_there.db", true, &db));
    assert_int_equal(BROKEN, db_open("postgresql:///x?host=/nowhere", false, &db));
    assert_null(db);
}

static void second_writer_waits_and_is_then_busy(void **state)
{
    const Fixture *f = *state;
    Db *other = open_another(f, false);
    const char *impatient = f->engine == SQLITE ? "PRAGMA busy_timeout=20" : "SET lock_timeout = '20ms'";
    assert_int_equal(OK, db_script(other, impatient));
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(BUSY, db_begin_write(other));
    assert_false(db_is_in_transaction(other));
    assert_int_equal(OK, db_commit(f->db));
    assert_int_equal(OK, db_begin_write(other));
    db_rollback(other);
    db_close(other);
}

static void full_disk_ends_the_transaction(void **state)
{
    const Fixture *f = *state;
    static const Query one = { "one_big", "INSERT INTO thing (name) VALUES (hex(randomblob(200000)))", "",
                               0 };
    static const Query many = { "many_big",
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100)"
                                "INSERT INTO thing (name) SELECT hex(randomblob(20000)) || i FROM n",
                                "", 0 };
    assert_int_equal(OK, add(f->db, "før", 1));
    assert_int_equal(OK, db_script(f->db, "PRAGMA max_page_count=30"));

    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "under", 1));
    assert_int_equal(OK, db_savepoint(f->db));
    assert_int_equal(BROKEN, db_run(f->db, &many, NULL, NULL)); /* a statement that can be undone by itself */
    assert_true(db_is_in_transaction(f->db));
    assert_int_equal(OK, db_rollback_to_savepoint(f->db));
    assert_int_equal(OK, db_commit(f->db));
    assert_int_equal(2, count(f->db));

    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, db_savepoint(f->db));
    assert_int_equal(BROKEN, db_run(f->db, &one, NULL, NULL));
    if (!db_is_in_transaction(f->db)) {
        assert_int_equal(BROKEN, db_rollback_to_savepoint(f->db));
        assert_int_equal(BROKEN, db_commit(f->db));
    }
    db_rollback(f->db);
    assert_int_equal(2, count(f->db));
}

static void connection_is_set_up_to_be_durable(void **state)
{
    const Fixture *f = *state;
    static const Query settings = { "settings",
                                    "SELECT (SELECT synchronous FROM pragma_synchronous) = 2"
                                    "   AND (SELECT journal_mode FROM pragma_journal_mode) = 'wal'"
                                    "   AND (SELECT foreign_keys FROM pragma_foreign_keys) = 1"
                                    "   AND (SELECT cache_size FROM pragma_cache_size) = -2048"
                                    "   AND (SELECT user_version FROM pragma_user_version) <> 0",
                                    "", 0 };
    assert_int_equal(1, number(f->db, &settings, NULL));
}

/* PostgreSQL */

static void end_other_sessions(const Fixture *f)
{
    Db *other = open_another(f, false);
    assert_int_equal(OK, db_script(other, "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                                          " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    db_close(other);
}

static void lost_connection_is_opened_again_at_the_next_begin(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "tabt", 1));
    end_other_sessions(f);
    assert_int_equal(BUSY, add(f->db, "også tabt", 2));
    assert_false(db_is_in_transaction(f->db));
    assert_int_equal(BROKEN, db_commit(f->db));
    db_rollback(f->db);
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(0, count(f->db));
    assert_int_equal(OK, add(f->db, "ny", 3));
    assert_int_equal(OK, db_commit(f->db));
    end_other_sessions(f);
    assert_int_equal(OK, db_begin_read(f->db)); /* nothing was lost, so nobody notices */
    assert_int_equal(1, count(f->db));
    db_rollback(f->db);
}

static void connection_lost_at_commit_is_settled(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "tabt", 1));
    end_other_sessions(f);
    assert_int_equal(BROKEN, db_commit(f->db));
    assert_int_equal(0, count(f->db));
}

static void commit_after_a_failure_is_broken(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_begin_write(f->db));
    assert_int_equal(OK, add(f->db, "a", 1));
    assert_int_equal(INVALID, add(f->db, "a", 2));
    assert_int_equal(BROKEN, db_commit(f->db));
    assert_false(db_is_in_transaction(f->db));
    assert_int_equal(0, count(f->db));
}

static void new_column_inside_a_transaction_is_busy_once(void **state)
{
    const Fixture *f = *state;
    assert_int_equal(OK, db_run(f->db, &whole_things, NULL, NULL));
    Db *other = open_another(f, false);
    assert_int_equal(OK, db_script(other, "ALTER TABLE thing ADD COLUMN extra TEXT"));
    db_close(other);
    assert_int_equal(OK, db_begin_read(f->db));
    assert_int_equal(BUSY, db_run(f->db, &whole_things, NULL, NULL));
    db_rollback(f->db);
    assert_int_equal(OK, db_begin_read(f->db));
    assert_int_equal(OK, db_run(f->db, &whole_things, NULL, NULL));
    db_rollback(f->db);
}

#define ON_BOTH(setup)                                                                                       \
    cmocka_unit_test_setup_teardown(values_and_nulls_come_back, setup, tear_down),                           \
        cmocka_unit_test_setup_teardown(empty_text_is_not_null_when_asked_for, setup, tear_down),            \
        cmocka_unit_test_setup_teardown(statement_is_prepared_once_and_keeps_its_plan, setup, tear_down),    \
        cmocka_unit_test_setup_teardown(what_is_kept_lives_as_long_as_the_connection, setup, tear_down),     \
        cmocka_unit_test_setup_teardown(reader_keeps_its_snapshot_beside_a_writer, setup, tear_down),        \
        cmocka_unit_test_setup_teardown(savepoint_takes_back_only_its_own, setup, tear_down),                \
        cmocka_unit_test_setup_teardown(rollback_leaves_nothing, setup, tear_down),                          \
        cmocka_unit_test_setup_teardown(violation_is_invalid_and_the_savepoint_survives, setup, tear_down),  \
        cmocka_unit_test_setup_teardown(changed_rows_are_counted, setup, tear_down),                         \
        cmocka_unit_test_setup_teardown(texts_sort_the_danish_way, setup, tear_down),                        \
        cmocka_unit_test_setup_teardown(check_finds_what_does_not_fit, setup, tear_down),                    \
        cmocka_unit_test_setup_teardown(reader_may_not_write, setup, tear_down),                             \
        cmocka_unit_test_setup_teardown(statement_follows_a_new_column, setup, tear_down),                   \
        cmocka_unit_test_setup_teardown(trace_changes_nothing, setup, tear_down),                            \
        cmocka_unit_test_setup_teardown(migrations_run_once, setup, tear_down),                              \
        cmocka_unit_test_setup_teardown(what_is_missing_runs_later, setup, tear_down),                       \
        cmocka_unit_test_setup_teardown(changed_migration_is_refused, setup, tear_down),                     \
        cmocka_unit_test_setup_teardown(failed_migration_leaves_nothing, setup, tear_down),                  \
        cmocka_unit_test_setup_teardown(empty_database_is_not_current, setup, tear_down),                    \
        cmocka_unit_test_setup_teardown(second_writer_waits_and_is_then_busy, setup, tear_down)

int main(void)
{
    const struct CMUnitTest sqlite_tests[] = {
        ON_BOTH(set_up_sqlite),
        cmocka_unit_test(unusable_addresses_are_refused),
        cmocka_unit_test_setup_teardown(full_disk_ends_the_transaction, set_up_sqlite, tear_down),
        cmocka_unit_test_setup_teardown(connection_is_set_up_to_be_durable, set_up_sqlite, tear_down),
    };
    const struct CMUnitTest postgres_tests[] = {
        ON_BOTH(set_up_postgres),
        cmocka_unit_test_setup_teardown(lost_connection_is_opened_again_at_the_next_begin, set_up_postgres,
                                        tear_down),
        cmocka_unit_test_setup_teardown(connection_lost_at_commit_is_settled, set_up_postgres, tear_down),
        cmocka_unit_test_setup_teardown(commit_after_a_failure_is_broken, set_up_postgres, tear_down),
        cmocka_unit_test_setup_teardown(new_column_inside_a_transaction_is_busy_once, set_up_postgres,
                                        tear_down),
    };
    int failures = cmocka_run_group_tests_name("db on SQLite", sqlite_tests, NULL, NULL);
    if (getenv("RETTESNOR_TEST_POSTGRES") != NULL)
        failures += cmocka_run_group_tests_name("db on PostgreSQL", postgres_tests, NULL, NULL);
    return failures;
}
