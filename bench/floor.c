/* SPDX-License-Identifier: MPL-2.0 */
/* The floor of a write: the same form, rights, statements and commit as a POST, in one thread and without HTTP, 1 and 64 a commit; and
 * below it SQLite's own rate of durable commits of one bare row.
 * usage: floor FILE SECONDS N    (FILE as made by: rettesnor seed --goals N --db sqlite:FILE; it is written to, and FILE.bare is made)
 * Prints a line "NAME ROWS-A-COMMIT ROWS-A-SECOND PROCESSOR-MICROSECONDS-A-ROW" for each. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "access/access.h"
#include "app.h"
#include "http/dispatch.h"

enum { MOST_A_COMMIT = 64 };

/* What is posted the NUMBERth time: to which path, with which fields. */
typedef struct Form {
    const char *name;
    void (*fill)(Request *q, int64_t number, int64_t goals, Text token);
} Form;

typedef struct Floor {
    Site site;
    unsigned char secret[32];
    Db *reader;
    Db *writer;
    Request requests[MOST_A_COMMIT];
    char cookie[128];
    int64_t session;
    int64_t goals;
    int64_t number;
} Floor;

static void must(Err err, const char *what)
{
    if (err == OK)
        return;
    fprintf(stderr, "floor: %s failed (%d)\n", what, err);
    exit(1);
}

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A stretch of measuring: when it began, on the wall and on the processor. */
typedef struct Stretch {
    double began;
    double processor;
    int64_t rows;
} Stretch;

static Stretch stretch_begin(void)
{
    return (Stretch){ seconds_of(CLOCK_MONOTONIC), seconds_of(CLOCK_PROCESS_CPUTIME_ID), 0 };
}

static bool stretch_goes_on(const Stretch *stretch, double seconds)
{
    return seconds_of(CLOCK_MONOTONIC) - stretch->began < seconds;
}

static void stretch_tell(const Stretch *stretch, const char *name, int a_commit)
{
    double rows = (double)stretch->rows;
    printf("%s %d %.0f %.0f\n", name, a_commit, rows / (seconds_of(CLOCK_MONOTONIC) - stretch->began),
           (seconds_of(CLOCK_PROCESS_CPUTIME_ID) - stretch->processor) * 1e6 / rows);
    fflush(stdout);
}

/* The number of the session, which the tokens of its forms hold. */
static void find_session(Floor *floor)
{
    Request *q = &floor->requests[0];
    q->method = GET;
    q->path = TEXT("/profile");
    q->query_string = TEXT("");
    q->cookie = text_of(floor->cookie);
    dispatch(&floor->site, floor->reader, q);
    floor->session = q->session.id;
}

static void open_floor(Floor *floor, const char *path)
{
    static char address[4096];
    Text key;
    Arena *arena = arena_new();
    snprintf(address, sizeof address, "sqlite:%s", path);
    must(db_open(address, false, &floor->writer), "open");
    must(db_open(address, true, &floor->reader), "open");
    db_set_arena(floor->writer, arena);
    must(app_site(floor->writer, clock_at((Day){ "2026-11-24" }), false, floor->secret, &floor->site),
         "site");
    must(db_begin_write(floor->writer), "begin");
    must(access_start_session(floor->writer, 1, clock_now(&floor->site.clock), &key), "session");
    must(db_commit(floor->writer), "commit");
    snprintf(floor->cookie, sizeof floor->cookie, "session=%s", text_at(key));
    for (int i = 0; i < MOST_A_COMMIT; i++)
        request_init(&floor->requests[i]);
    arena_free(arena);
    find_session(floor);
}

/* ---- the two forms ---- */

static void fill_new_goal(Request *q, int64_t number, int64_t goals, Text token)
{
    (void)goals;
    q->path = TEXT("/plans/1/goals");
    q->body = text_format(
        q->arena,
        "csrf=%s&title=New+goal+%lld&text=Written+by+the+measurement&starts_on-day=4&starts_on-month=1"
        "&starts_on-year=2026&due_on-day=18&due_on-month=12&due_on-year=2026&owner=person%%3A1",
        text_at(token), (long long)number);
}

/* Walks through the goals as walk.lua does; their revision is 2 until somebody changes them. */
static void fill_goal_state(Request *q, int64_t number, int64_t goals, Text token)
{
    q->path = text_format(q->arena, "/goals/%lld/state", (long long)(1 + number * 7919 % goals));
    q->body = text_format(
        q->arena,
        "csrf=%s&revision=2&state=partly_reached&state_date-day=20&state_date-month=11&state_date-year=2026"
        "&state_reason=Seen+by+the+measurement+%lld",
        text_at(token), (long long)number);
}

static const Form forms[] = {
    { "insert", fill_new_goal },
    { "update", fill_goal_state },
};

/* ---- one commit ---- */

/* What a worker does, on its own connection: find the route, read the form, check token and rights. */
static void check_one(Floor *floor, const Form *form, Request *q)
{
    request_reset(q);
    q->method = POST;
    q->cookie = text_of(floor->cookie);
    q->address = TEXT("127.0.0.1");
    q->content_type = TEXT("application/x-www-form-urlencoded");
    form->fill(q, ++floor->number, floor->goals,
               csrf_token(&floor->site, q->arena, floor->session, clock_now(&floor->site.clock)));
    q->query_string = TEXT("");
    if (dispatch(&floor->site, floor->reader, q) != NEEDS_WRITE)
        must(BROKEN, "dispatch");
}

/* What the writer does. */
static void write_one(Floor *floor, Request *q)
{
    db_set_arena(floor->writer, q->arena);
    must(db_savepoint(floor->writer), "savepoint");
    must(dispatch_write(&floor->site, floor->writer, q), "write");
    must(db_release(floor->writer), "release");
}

static void commit_some(Floor *floor, const Form *form, int count)
{
    for (int i = 0; i < count; i++)
        check_one(floor, form, &floor->requests[i]);
    must(db_begin_write(floor->writer), "begin");
    for (int i = 0; i < count; i++)
        write_one(floor, &floor->requests[i]);
    must(db_commit(floor->writer), "commit");
}

static void measure(Floor *floor, const Form *form, int a_commit, double seconds)
{
    Stretch stretch = stretch_begin();
    for (; stretch_goes_on(&stretch, seconds); stretch.rows += a_commit)
        commit_some(floor, form, a_commit);
    stretch_tell(&stretch, form->name, a_commit);
}

/* ---- SQLite alone ---- */

static const Query insert_bare = { "insert_bare", "INSERT INTO goal (title, text) VALUES (?1, ?2)", "", 2 };

static void measure_bare(const char *path, double seconds)
{
    char address[4096];
    const Value values[] = { value_text(TEXT("New goal of the measurement")),
                             value_text(TEXT("Written by the measurement")) };
    Db *db;
    snprintf(address, sizeof address, "sqlite:%s.bare", path);
    must(db_open(address, false, &db), "open");
    must(db_script(db, "CREATE TABLE IF NOT EXISTS goal (id INTEGER PRIMARY KEY, title TEXT NOT NULL, text "
                       "TEXT NOT NULL)"),
         "create");
    Stretch stretch = stretch_begin();
    for (; stretch_goes_on(&stretch, seconds); stretch.rows++) {
        must(db_begin_write(db), "begin");
        must(db_run(db, &insert_bare, values, NULL), "insert");
        must(db_commit(db), "commit");
    }
    stretch_tell(&stretch, "bare", 1);
    db_close(db);
}

int main(int count, char **words)
{
    static Floor floor;
    if (count != 4 || sodium_init() < 0) {
        fprintf(stderr, "usage: floor FILE SECONDS GOALS\n");
        return 2;
    }
    floor.goals = atoll(words[3]);
    measure_bare(words[1], atof(words[2]));
    open_floor(&floor, words[1]);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        floor.number = 0;
        measure(&floor, &forms[i], 1, atof(words[2]));
        measure(&floor, &forms[i], MOST_A_COMMIT, atof(words[2]));
    }
    db_close(floor.reader);
    db_close(floor.writer);
    return 0;
}
