/* SPDX-License-Identifier: MPL-2.0 */
/* A record with a field of every kind, in a fresh database: what the tests of lib/db and lib/http stand on without any concept. */
#ifndef RETTESNOR_THING_H
#define RETTESNOR_THING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "db/history.h"
#include "db/record.h"

typedef struct Thing {
    RECORD_HEAD;
    Text title;
    Text text;
    Text note;   /* PERSONAL */
    Text hidden; /* SECRET */
    Text state;  /* "new" or "old" */
    Text partners;
    int64_t year;
    int64_t amount; /* 100 at most */
    bool is_done;
    Day day;
    Period period;
    Figure figure;
    Party owner;
    int64_t parent;
    Ids tags;
} Thing;

/* Seen by all inside, but titled "skjult" by its owner alone; reached by its owner. Each write is told in the table `told`. */
extern const Record thing_record;

/* Reached (LEAD) by the person in `owner`, seen by all. */
typedef struct Tag {
    RECORD_HEAD;
    Text title;
    int64_t owner;
} Tag;
extern const Record tag_record;

enum { NOW = 5000, WRITER = 7 };

typedef struct World {
    Db *db; /* may write; actor WRITER, time NOW */
    Arena *arena;
    Engine engine;
    char address[512];
    char cluster[512]; /* PostgreSQL: of the server's administrator */
} World;

/* Make and remove the one database of a test program: give them as the group's setup and teardown. SQLite; PostgreSQL where
 * RETTESNOR_TEST_POSTGRES holds the address of a server. */
int world_begin(void **state);
int world_end(void **state);

/* The state of a test is a World, whose tables are empty. */
int world_setup(void **state);
int world_teardown(void **state);
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

/* A thing with a value in every field, not yet in the database. TAGS may be {0}. */
Thing whole_thing(Arena *arena, Ids tags);

/* A tag of OWNER; its id. */
int64_t tag_new(World *world, int64_t owner);

int64_t count_in(World *world, const char *sql);
Text text_in(World *world, const char *sql);
Ids ids_of(Arena *arena, size_t count, ...);

/* The sessions of this database all end, except one that is opened for it. PostgreSQL alone. */
void end_sessions(World *world);

#endif
