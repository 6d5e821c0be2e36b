/* SPDX-License-Identifier: MPL-2.0 */
/* The floor of a write: the same form, rights, statements and commit as a POST, in one thread and without HTTP, 1 and 64 a commit.
 * usage: floor FILE SECONDS    (FILE as made by: rettesnor seed --goals N --db sqlite:FILE; it is written to) */
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
    void (*fill)(Request *q, int64_t number, Text token);
} Form;

typedef struct Floor {
    Site site;
    unsigned char secret[32];
    Db *reader;
    Db *writer;
    Request requests[MOST_A_COMMIT];
    char cookie[128];
    int64_t session;
    int64_t number;
} Floor;

static void must(Err err, const char *what)
{
    if (err == OK)
        return;
    fprintf(stderr, "floor: %s failed (%d)\n", what, err);
    exit(1);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
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
    must(app_site(floor->writer, clock_at((Day){ "2026-11-24" }), false, floor->secret, &floor->site), "site");
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

static void fill_new_goal(Request *q, int64_t number, Text token)
{
    q->path = TEXT("/plans/1/goals");
    q->body = text_format(q->arena,
                          "csrf=%s&title=New+goal+%lld&text=Written+by+the+measurement&starts_on-day=4&starts_on-month=1"
                          "&starts_on-year=2026&due_on-day=18&due_on-month=12&due_on-year=2026&owner=person%%3A1",
                          text_at(token), (long long)number);
}

/* Each of the goals once, from the second on; their revision is 2 until somebody changes them. */
static void fill_goal_state(Request *q, int64_t number, Text token)
{
    q->path = text_format(q->arena, "/goals/%lld/state", (long long)number + 2);
    q->body = text_format(q->arena,
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
    form->fill(q, floor->number++, csrf_token(&floor->site, q->arena, floor->session, clock_now(&floor->site.clock)));
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
    int64_t done = 0;
    double begin = seconds_now(), now = begin;
    for (; now - begin < seconds; now = seconds_now(), done += a_commit)
        commit_some(floor, form, a_commit);
    printf("RESULT {\"what\":\"%s\",\"a_commit\":%d,\"per_s\":%.0f}\n", form->name, a_commit, (double)done / (now - begin));
    fflush(stdout);
}

int main(int count, char **words)
{
    static Floor floor;
    if (count != 3 || sodium_init() < 0) {
        fprintf(stderr, "usage: floor FILE SECONDS\n");
        return 2;
    }
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
