/* SPDX-License-Identifier: MPL-2.0 */
#include "thing.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/migrate.h"

#include "base/banned.h"

static const Word thing_states[] = { { "new", "Ny" }, { "old", "Gammel" }, { 0 } };

static const Field tag_fields[] = {
    FIELD(Tag, title, .label = "Titel"),
    FIELD(Tag, owner, .label = "Ejer"),
    { 0 },
};

static const Field thing_fields[] = {
    FIELD(Thing, title, .flags = REQUIRED, .longest = 20, .label = "Titel"),
    FIELD(Thing, text, .flags = LONG, .label = "Tekst"),
    FIELD(Thing, note, .flags = PERSONAL, .label = "Bemærkning"),
    FIELD(Thing, hidden, .flags = SECRET, .label = "Skjult"),
    FIELD(Thing, state, .words = thing_states, .label = "Tilstand"),
    FIELD(Thing, partners, .flags = PARTNERS, .longest = 2000, .label = "Sammen med"),
    FIELD(Thing, year, .flags = BY_YEAR, .label = "År"),
    FIELD(Thing, amount, .longest = 100, .label = "Antal"),
    FIELD(Thing, is_done, .label = "Færdig"),
    FIELD(Thing, day, .label = "Dag"),
    FIELD(Thing, period, .label = "Periode"),
    FIELD(Thing, figure, .label = "Tal"),
    FIELD(Thing, owner, .label = "Ejer"),
    FIELD(Thing, parent, .refers = &thing_record, .label = "Over"),
    FIELD(Thing, tags, .refers = &tag_record, .need = LEAD, .label = "Mærker"),
    { 0 },
};

/* `tag.id` is INTEGER PRIMARY KEY on SQLite and an identity on PostgreSQL; migrate() would do it, but these are no migrations. */
static const char schema[] = "CREATE TABLE tag (id %1$s, revision BIGINT, origin TEXT, key TEXT, title TEXT, "
                             "owner BIGINT, UNIQUE (origin, key));"
                             "CREATE TABLE thing (id %1$s, revision BIGINT, origin TEXT, key TEXT, title "
                             "TEXT NOT NULL, text TEXT, note TEXT, hidden TEXT,"
                             " state TEXT, partners TEXT, year BIGINT, amount BIGINT, is_done BIGINT, day "
                             "TEXT, period TEXT, period_from TEXT, period_to TEXT,"
                             " figure BIGINT, figure_typed TEXT, owner_person BIGINT, owner_unit BIGINT, "
                             "parent BIGINT REFERENCES thing (id),"
                             " UNIQUE (origin, key));"
                             "CREATE TABLE thing_tags (thing BIGINT REFERENCES thing (id), tag BIGINT "
                             "REFERENCES tag (id), PRIMARY KEY (thing, tag));"
                             "CREATE TABLE told (what TEXT)";

static Err yes_or_no(Db *db, const Query *query, const Value *values, int64_t *ret_yes)
{
    Rows rows;
    bool is_row;
    TRY(rows_start(&rows, db, query, values));
    Err err = rows_next(&rows, &is_row);
    if (err == OK)
        *ret_yes = is_row ? row_integer(&rows, 0) : 0;
    rows_end(&rows);
    return err;
}

static Err thing_is_seen(Db *db, int64_t id, Who who, int64_t *ret_yes)
{
    static const Query query = {
        "thing_is_seen",
        "SELECT COUNT(*) FROM thing WHERE id = ?1 AND ?3 = 1 AND (title <> 'skjult' OR owner_person = ?2)",
        "SELECT COUNT(*) FROM thing WHERE id = $1::bigint AND $3::bigint = 1 AND (title <> 'skjult' OR "
        "owner_person = $2::bigint)",
        3,
    };
    const Value values[] = { value_integer(id), value_integer(who.person), value_integer(who.is_inside) };
    return yes_or_no(db, &query, values, ret_yes);
}

static Err thing_is_reached(Db *db, int64_t id, Who who, Text need, int64_t *ret_yes)
{
    static const Query query = {
        "thing_is_reached",
        "SELECT COUNT(*) FROM thing WHERE id = ?1 AND owner_person = ?2 AND ?3 = 'lead'",
        "SELECT COUNT(*) FROM thing WHERE id = $1::bigint AND owner_person = $2::bigint AND $3::text = "
        "'lead'",
        3,
    };
    const Value values[] = { value_integer(id), value_integer(who.person), value_text(need) };
    return yes_or_no(db, &query, values, ret_yes);
}

static Err tag_is_reached(Db *db, int64_t id, Who who, Text need, int64_t *ret_yes)
{
    static const Query query = {
        "tag_is_reached",
        "SELECT COUNT(*) FROM tag WHERE id = ?1 AND owner = ?2 AND ?3 = 'lead'",
        "SELECT COUNT(*) FROM tag WHERE id = $1::bigint AND owner = $2::bigint AND $3::text = 'lead'",
        3,
    };
    const Value values[] = { value_integer(id), value_integer(who.person), value_text(need) };
    return yes_or_no(db, &query, values, ret_yes);
}

static Err tell_of_change(Db *db, const Record *record, const void *before, const void *after)
{
    static const Query query = { "told", "INSERT INTO told VALUES (?1)", "INSERT INTO told VALUES ($1::text)",
                                 1 };
    Text what = text_format(db_arena(db), "%s %s>%s", record->name,
                            before == NULL ? "" : text_at(((const Thing *)before)->title),
                            after == NULL ? "" : text_at(((const Thing *)after)->title));
    const Value value = value_text(what);
    return db_run(db, &query, &value, NULL);
}

const Record thing_record = {
    .name = "thing",
    .path = "/things",
    .label = "Ting",
    .title_field = "title",
    .size = sizeof(Thing),
    .fields = thing_fields,
    .seen = thing_is_seen,
    .reached = thing_is_reached,
    .changed = tell_of_change,
};

const Record tag_record = {
    .name = "tag",
    .path = "/tags",
    .label = "Mærke",
    .title_field = "title",
    .size = sizeof(Tag),
    .fields = tag_fields,
    .reached = tag_is_reached,
};

/* Persons and units are things here: an owner must be one that is there. */
static const Record person_stand_in = {
    .name = "person", .size = sizeof(Thing), .fields = thing_fields, .seen = thing_is_seen
};
static const Record unit_stand_in = {
    .name = "unit", .size = sizeof(Thing), .fields = thing_fields, .seen = thing_is_seen
};
const Record *const all_records[] = { &tag_record, &thing_record, &person_stand_in, &unit_stand_in, NULL };

/* ---- the database ---- */

/* The same server, another database: the path of the address is its name. */
static void address_of_database(const char *cluster, const char *name, char *ret_address, size_t room)
{
    const char *authority = strstr(cluster, "//") + 2;
    size_t length = (size_t)(authority - cluster) + strcspn(authority, "/?");
    const char *parameters = strchr(cluster, '?');
    snprintf(ret_address, room, "%.*s/%s%s", (int)length, cluster, name,
             parameters == NULL ? "" : parameters);
}

static void run_on_cluster(const char *cluster, const char *verb)
{
    Db *db;
    char sql[128];
    snprintf(sql, sizeof sql, "%s thing_%d", verb, (int)getpid());
    assert_int_equal(OK, db_open(cluster, false, &db));
    assert_int_equal(OK, db_script(db, sql));
    db_close(db);
}

static World *world_new(void)
{
    World *world = calloc(1, sizeof *world);
    const char *cluster = getenv("RETTESNOR_TEST_POSTGRES");
    char name[32];
    assert_non_null(world);
    world->arena = arena_new();
    world->engine = cluster == NULL || *cluster == '\0' ? SQLITE : POSTGRES;
    snprintf(name, sizeof name, "thing_%d", (int)getpid());
    if (world->engine == SQLITE) {
        snprintf(world->address, sizeof world->address, "sqlite:/dev/shm/%s.db", name);
        return world;
    }
    snprintf(world->cluster, sizeof world->cluster, "%s", cluster);
    address_of_database(cluster, name, world->address, sizeof world->address);
    return world;
}

static void world_open(World *world)
{
    assert_int_equal(OK, db_open(world->address, false, &world->db));
    db_set_arena(world->db, world->arena);
    db_set_actor(world->db, WRITER, NOW);
}

static void world_free(World *world)
{
    arena_free(world->arena);
    free(world);
}

int world_begin(void **state)
{
    World *world = world_new();
    char sql[2048];
    (void)state;
    assert_true(sodium_init() >= 0);
    if (world->engine == POSTGRES)
        run_on_cluster(world->cluster, "CREATE DATABASE");
    world_open(world);
    assert_int_equal(OK, migrate(world->db, migrations, NULL));
    snprintf(sql, sizeof sql, schema,
             world->engine == SQLITE ? "INTEGER PRIMARY KEY"
                                     : "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY");
    assert_int_equal(OK, db_script(world->db, sql));
    db_close(world->db);
    world_free(world);
    return 0;
}

int world_end(void **state)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    World *world = world_new();
    (void)state;
    if (world->engine == POSTGRES)
        run_on_cluster(world->cluster, "DROP DATABASE");
    for (size_t i = 0; world->engine == SQLITE && i < 3; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s%s", world->address + strlen("sqlite:"), endings[i]);
        unlink(path);
    }
    world_free(world);
    return 0;
}

/* Ids begin at 1 again on both engines. */
int world_setup(void **state)
{
    World *world = world_new();
    world_open(world);
    const char *empty =
        world->engine == POSTGRES
            ? "TRUNCATE thing, thing_tags, tag, told, change, change_personal RESTART IDENTITY CASCADE"
            : "DELETE FROM thing_tags; UPDATE thing SET parent = NULL; DELETE FROM thing; DELETE FROM tag;"
              "DELETE FROM told; DELETE FROM change_personal; DELETE FROM change; VACUUM";
    assert_int_equal(OK, db_script(world->db, empty));
    *state = world;
    return 0;
}

int world_teardown(void **state)
{
    World *world = *state;
    db_close(world->db);
    world_free(world);
    return 0;
}

Thing whole_thing(Arena *arena, Ids tags)
{
    Thing thing = {
        .title = TEXT("Æblet"),
        .text = TEXT("En linje\nog en til"),
        .note = TEXT("Bor hos sin mor"),
        .hidden = TEXT("kode"),
        .state = TEXT("new"),
        .partners = TEXT("association:Spejderne"),
        .year = 2026,
        .amount = 12,
        .is_done = true,
        .day = { "2026-11-24" },
        .owner = { .person = 3 },
        .tags = tags,
    };
    assert_true(period_read(arena, TEXT("2026-Q4"), &thing.period));
    assert_true(figure_read(arena, TEXT("7,50"), &thing.figure));
    return thing;
}

int64_t tag_new(World *world, int64_t owner)
{
    Tag tag = { .title = TEXT("Mærke"), .owner = owner };
    assert_int_equal(OK, db_insert(world->db, &tag_record, &tag));
    return tag.id;
}

Text text_in(World *world, const char *sql)
{
    Rows rows;
    bool is_row;
    Query *query = arena_get(world->arena, sizeof *query);
    *query = (Query){ "test", sql, sql, 0 };
    db_set_arena(world->db, world->arena);
    assert_int_equal(OK, rows_start(&rows, world->db, query, NULL));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_true(is_row);
    Text text = row_text(&rows, 0);
    rows_end(&rows);
    return text;
}

int64_t count_in(World *world, const char *sql)
{
    int64_t count;
    assert_true(text_to_integer(text_in(world, sql), &count));
    return count;
}

Ids ids_of(Arena *arena, size_t count, ...)
{
    Ids ids = { arena_array(arena, int64_t, count), count };
    va_list arguments;
    va_start(arguments, count);
    for (size_t i = 0; i < count; i++)
        ids.at[i] = va_arg(arguments, int64_t);
    va_end(arguments);
    return ids;
}

void end_sessions(World *world)
{
    Db *other;
    assert_int_equal(OK, db_open(world->cluster, false, &other));
    Text sql =
        text_format(world->arena,
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'thing_%d'",
                    (int)getpid());
    assert_int_equal(OK, db_script(other, sql.at));
    db_close(other);
}
