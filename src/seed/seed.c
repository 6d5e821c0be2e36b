/* SPDX-License-Identifier: MPL-2.0 */
#include "seed/seed.h"

#include <inttypes.h>
#include <stdio.h>

#include "access/access.h"
#include "command.h"
#include "seed.sql.h"
#include "seed/seed_make.h"

#include "base/banned.h"

enum { ROWS_A_BATCH = 2000 };

/* What every record's struct begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

static Instant nine_on(Day day)
{
    return (day_number(day) * 24 + 9) * 60 * 60 * 1000;
}

Err seed_put(Seed *s, const Record *record, void *row, int64_t number, Day day, int64_t person)
{
    Head *head = row;
    head->origin = TEXT("local");
    head->key = text_format(s->arena, "%s-%" PRId64, record->name, number + 1);
    db_set_actor(s->db, person, nine_on(day));
    s->rows++;
    s->in_batch++;
    return db_insert(s->db, record, row);
}

Err seed_pause(Seed *s)
{
    if (s->in_batch < ROWS_A_BATCH)
        return OK;
    s->in_batch = 0;
    TRY(db_commit(s->db));
    arena_reset(s->arena);
    return db_begin_write(s->db);
}

static Err seed_all(Seed *s)
{
    TRY(seed_organisation(s));
    TRY(seed_council(s));
    for (int64_t plan = 0; plan < s->plans; plan++)
        TRY(seed_plan(s, plan));
    return access_rebuild(s->db);
}

static Err seed_within(Seed *s)
{
    int64_t is_used;
    TRY(db_begin_write(s->db));
    Err err = seed_is_used(s->db, &is_used);
    if (err == OK)
        err = is_used ? INVALID : seed_all(s);
    if (err == OK)
        return db_commit(s->db);
    db_rollback(s->db);
    return err;
}

Err seed(Db *db, int64_t goals, int64_t *ret_rows)
{
    Arena *before = db_arena(db);
    Seed s = { .db = db, .lasting = arena_new(), .arena = arena_new(), .goals = goals };
    s.plans = (goals + GOALS_A_PLAN - 1) / GOALS_A_PLAN;
    s.units = (s.plans + SEED_YEARS - 1) / SEED_YEARS;
    db_set_arena(db, s.arena);
    Err err = seed_within(&s);
    *ret_rows = s.rows;
    db_set_arena(db, before);
    arena_free(s.arena);
    arena_free(s.lasting);
    return err;
}

/* ---- the command ---- */

static int tell(Err err, int64_t goals, int64_t rows)
{
    if (err == INVALID)
        fprintf(stderr, "rettesnor: the database holds a municipality already; seed wants an empty one\n");
    if (err != OK)
        return 1;
    printf("%" PRId64 " goals, %" PRId64 " rows in all\nsigns in: %s with '%s'\n", goals, rows, SEED_EMAIL,
           SEED_PASSWORD);
    return 0;
}

int seed_command(const Arguments *arguments)
{
    int64_t goals, rows = 0;
    Db *db;
    if (arguments->goals == NULL || !text_to_integer(text_of(arguments->goals), &goals) || goals < 1 ||
        goals > MOST_SEED_GOALS) {
        fprintf(stderr, "rettesnor: seed wants --goals with a number from 1 to %d\n", MOST_SEED_GOALS);
        return 2;
    }
    Arena *arena = arena_new();
    Err err = command_open(arguments, arena, &db);
    if (err == OK) {
        err = seed(db, goals, &rows);
        db_close(db);
    }
    arena_free(arena);
    return tell(err, goals, rows);
}
