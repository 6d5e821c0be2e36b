/* SPDX-License-Identifier: MPL-2.0 */
/* Many clients at once, for the tests of durability and of threads: signs in at the real server, asks it on all connections until
 * it goes away, and looks in the database afterwards for what was answered.
 *   hammer id DATABASE RECORD KEY              the id of a row: for the paths below
 *   hammer write URL EMAIL PLAN LABEL          64 connections post goals to a plan; prints the title of each that was answered 303
 *   hammer mix URL EMAIL PLAN LABEL            the same with pages, refused forms and sign-ins between
 *   hammer check DATABASE EMAIL <TITLES        each title is there once with its row of history, and nothing is there by half
 * The password is read from RETTESNOR_PASSWORD. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "db/db.h"

#include "base/banned.h"

enum { CONNECTIONS = 64, MOST_ANSWER = 1 << 20, MOST_REQUEST = 4096 };

/* ---- one connection ---- */

typedef struct Client {
    uint16_t port;
    int socket; /* -1 when there is none */
    char cookie[128];
    char *answer; /* the latest, headers and body; NUL at its end */
} Client;

static void client_init(Client *client, uint16_t port, const char *cookie)
{
    *client = (Client){ .port = port, .socket = -1, .answer = malloc(MOST_ANSWER + 1) };
    if (client->answer == NULL)
        abort();
    snprintf(client->cookie, sizeof client->cookie, "%s", cookie);
}

static void client_done(Client *client)
{
    if (client->socket >= 0)
        close(client->socket);
    free(client->answer);
}

static bool client_connect(Client *client)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(client->port) };
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    client->socket = socket(AF_INET, SOCK_STREAM, 0);
    return client->socket >= 0 && connect(client->socket, (struct sockaddr *)&at, sizeof at) == 0;
}

/* How long the whole answer is, 0 while its headers are not all there. */
static size_t whole_length(const char *answer)
{
    const char *end = strstr(answer, "\r\n\r\n");
    if (end == NULL)
        return 0;
    const char *length = strcasestr(answer, "\r\nContent-Length:");
    size_t body =
        length != NULL && length < end ? strtoull(length + strlen("\r\nContent-Length:"), NULL, 10) : 0;
    return (size_t)(end + 4 - answer) + body;
}

static bool receive(Client *client)
{
    size_t count = 0, whole = 0;
    while (whole == 0 || count < whole) {
        ssize_t got = recv(client->socket, client->answer + count, MOST_ANSWER - count, 0);
        if (got <= 0)
            return false;
        count += (size_t)got;
        client->answer[count] = '\0';
        whole = whole_length(client->answer);
    }
    return true;
}

/* The status of the answer; 0 when the server has gone. BODY is NULL for a GET. */
static int ask(Client *client, const char *path, const char *body)
{
    char request[MOST_REQUEST];
    int status = 0;
    int length = snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\n",
                          body == NULL ? "GET" : "POST", path, client->cookie);
    length +=
        body == NULL
            ? snprintf(request + length, sizeof request - (size_t)length, "\r\n")
            : snprintf(request + length, sizeof request - (size_t)length,
                       "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
                       strlen(body), body);
    if (client->socket < 0 && !client_connect(client))
        return 0;
    if (send(client->socket, request, (size_t)length, MSG_NOSIGNAL) != length || !receive(client))
        return 0;
    return sscanf(client->answer, "HTTP/1.1 %d", &status) == 1 ? status : 0;
}

/* Copies what stands in the answer between BEFORE and the next END. */
static bool cut(const Client *client, const char *before, char end, char *ret_piece, size_t room)
{
    const char *at = strstr(client->answer, before);
    const char *stop = at == NULL ? NULL : strchr(at + strlen(before), end);
    if (stop == NULL)
        return false;
    at += strlen(before);
    snprintf(ret_piece, room, "%.*s", (int)(stop - at), at);
    return true;
}

static bool take_token(const Client *client, char *ret_token, size_t room)
{
    return cut(client, "name=\"csrf\" value=\"", '"', ret_token, room);
}

/* ---- signing in ---- */

typedef struct Load {
    uint16_t port;
    const char *email;
    const char *password;
    const char *plan; /* its id */
    const char *label;
    bool is_mixed;
    char cookie[128];
    char token[256];
} Load;

static bool sign_in(Client *client, const Load *load)
{
    char token[256], body[1024];
    client->cookie[0] = '\0';
    if (ask(client, "/sign-in", NULL) != 200 || !take_token(client, token, sizeof token))
        return false;
    snprintf(body, sizeof body, "csrf=%s&email=%s&password=%s", token, load->email, load->password);
    return ask(client, "/sign-in", body) == 303 &&
           cut(client, "Set-Cookie: ", ';', client->cookie, sizeof client->cookie);
}

static bool begin(Load *load)
{
    Client client;
    char path[64];
    client_init(&client, load->port, "");
    snprintf(path, sizeof path, "/plans/%s/goals/new", load->plan);
    bool is_in = sign_in(&client, load) && ask(&client, path, NULL) == 200 &&
                 take_token(&client, load->token, sizeof load->token);
    if (!is_in)
        fprintf(stderr, "hammer: cannot sign in: %.400s\n", client.answer);
    snprintf(load->cookie, sizeof load->cookie, "%s", client.cookie);
    client_done(&client);
    return is_in;
}

/* ---- what each connection does ---- */

typedef struct Hand {
    const Load *load;
    int number;
    pthread_t thread;
    bool has_failed; /* an answer that nobody expects */
} Hand;

/* 0 is the end, and 503 that of a server which was told to end. */
static bool expect(Hand *hand, const Client *client, int status, int expected)
{
    if (status != 0 && status != expected && !(status == 503 && hand->load->is_mixed)) {
        fprintf(stderr, "hammer: %d instead of %d: %.300s\n", status, expected, client->answer);
        hand->has_failed = true;
    }
    return status == expected;
}

static bool write_goal(Hand *hand, Client *client, int count)
{
    char path[64], title[64], body[1024];
    snprintf(path, sizeof path, "/plans/%s/goals", hand->load->plan);
    snprintf(title, sizeof title, "%s-%d-%d", hand->load->label, hand->number, count);
    snprintf(body, sizeof body,
             "csrf=%s&title=%s&situation_now=Uro&situation_wanted=Ro&starts_on=2027-01-01&due_on=2028-06-30",
             hand->load->token, title);
    if (!expect(hand, client, ask(client, path, body), 303))
        return false;
    printf("%s\n", title);
    return true;
}

static bool read_page(Hand *hand, Client *client, int count)
{
    static const char *const pages[] = { "/",      "/goals",     "/plans",      "/units",
                                         "/terms", "/landscape", "/search?q=ro" };
    return expect(hand, client, ask(client, pages[(size_t)count % (sizeof pages / sizeof *pages)], NULL),
                  200);
}

static bool write_refused_form(Hand *hand, Client *client)
{
    char path[64], body[512];
    snprintf(path, sizeof path, "/plans/%s/goals", hand->load->plan);
    snprintf(body, sizeof body, "csrf=%s&title=", hand->load->token);
    return expect(hand, client, ask(client, path, body), 422);
}

static bool mix(Hand *hand, Client *client, int count)
{
    if (hand->number == 0)
        return sign_in(client, hand->load);
    switch ((count + hand->number) % 4) {
    case 0:
        return write_goal(hand, client, count);
    case 1:
        return write_refused_form(hand, client);
    default:
        return read_page(hand, client, count + hand->number);
    }
}

static void *hammer(void *argument)
{
    Hand *hand = argument;
    Client client;
    bool goes_on = true;
    client_init(&client, hand->load->port, hand->load->cookie);
    for (int count = 0; goes_on; count++)
        goes_on = hand->load->is_mixed ? mix(hand, &client, count) : write_goal(hand, &client, count);
    client_done(&client);
    return NULL;
}

static int load_server(char **words, bool is_mixed)
{
    Hand hands[CONNECTIONS];
    Load load = { .email = words[3],
                  .plan = words[4],
                  .label = words[5],
                  .password = getenv("RETTESNOR_PASSWORD"),
                  .is_mixed = is_mixed };
    bool has_failed = false;
    if (load.password == NULL || sscanf(words[2], "http://127.0.0.1:%" SCNu16, &load.port) != 1 ||
        !begin(&load))
        return 1;
    for (int i = 0; i < CONNECTIONS; i++) {
        hands[i] = (Hand){ .load = &load, .number = i };
        if (pthread_create(&hands[i].thread, NULL, hammer, &hands[i]) != 0)
            abort();
    }
    for (int i = 0; i < CONNECTIONS; i++) {
        pthread_join(hands[i].thread, NULL);
        has_failed = has_failed || hands[i].has_failed;
    }
    return has_failed ? 1 : 0;
}

/* ---- looking in the database ---- */

static const Query goals_with_history = {
    "goals_with_history",
    "SELECT COUNT(*) FROM goal g JOIN change c ON c.record = 'goal' AND c.row_id = g.id AND c.what = "
    "'insert' "
    "JOIN person p ON p.id = c.person WHERE g.title = ?1 AND p.email = ?2 AND "
    "EXISTS (SELECT 1 FROM goal_plans l WHERE l.goal = g.id)",
    "SELECT COUNT(*) FROM goal g JOIN change c ON c.record = 'goal' AND c.row_id = g.id AND c.what = "
    "'insert' "
    "JOIN person p ON p.id = c.person WHERE g.title = $1::text AND p.email = $2::text AND "
    "EXISTS (SELECT 1 FROM goal_plans l WHERE l.goal = g.id)",
    2,
};
#define HALF_WRITTEN                                                                                         \
    "SELECT (SELECT COUNT(*) FROM goal g WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.record = 'goal' "  \
    "AND c.row_id = g.id)) + "                                                                               \
    "(SELECT COUNT(*) FROM change c WHERE c.record = 'goal' AND NOT EXISTS (SELECT 1 FROM goal g WHERE "     \
    "g.id = c.row_id))"
static const Query half_written = { "half_written", HALF_WRITTEN, HALF_WRITTEN, 0 };
static const Query integrity = { "integrity", "PRAGMA integrity_check", "SELECT 'ok'", 0 };

static Err one_text(Db *db, const Query *query, const Value *values, Text *ret_text)
{
    Rows rows;
    bool is_row;
    TRY(rows_start(&rows, db, query, values));
    Err err = rows_next(&rows, &is_row);
    if (err == OK && is_row)
        *ret_text = row_text(&rows, 0);
    rows_end(&rows);
    TRY(err);
    return is_row ? OK : NOT_FOUND;
}

static int complain(const char *what, Text found)
{
    fprintf(stderr, "hammer: %s: %s\n", what, text_at(found));
    return 1;
}

static int check(Db *db, const char *email)
{
    char title[128];
    int titles = 0, missing = 0;
    Text found = { 0 };
    while (fgets(title, sizeof title, stdin) != NULL) {
        title[strcspn(title, "\n")] = '\0';
        const Value values[] = { value_text(text_of(title)), value_text(text_of(email)) };
        bool is_there = one_text(db, &goals_with_history, values, &found) == OK && text_is(found, "1");
        titles++;
        missing += !is_there;
    }
    if (titles == 0 || missing > 0)
        return complain("not there once with history",
                        text_format(db_arena(db), "%d of %d", missing, titles));
    if (one_text(db, &integrity, NULL, &found) != OK || !text_is(found, "ok"))
        return complain("integrity", found);
    if (one_text(db, &half_written, NULL, &found) != OK || !text_is(found, "0"))
        return complain("half written", found);
    printf("%d\n", titles);
    return 0;
}

static int print_id(Db *db, const char *record, const char *key)
{
    Text id;
    Text sql = text_format(db_arena(db), "SELECT id FROM %s WHERE key = '%s'", record, key);
    const Query query = { "id", sql.at, sql.at, 0 };
    if (one_text(db, &query, NULL, &id) != OK)
        return complain("no row has the key", text_of(key));
    printf("%s\n", id.at);
    return 0;
}

static int look(char **words, bool checks)
{
    Db *db;
    Arena *arena = arena_new();
    if (db_open(words[2], false, &db) != OK)
        return 1;
    db_set_arena(db, arena);
    int result = checks ? check(db, words[3]) : print_id(db, words[3], words[4]);
    db_close(db);
    arena_free(arena);
    return result;
}

int main(int count, char **words)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    const char *verb = count > 1 ? words[1] : "";
    if (count == 5 && strcmp(verb, "id") == 0)
        return look(words, false);
    if (count == 4 && strcmp(verb, "check") == 0)
        return look(words, true);
    if (count == 6 && (strcmp(verb, "write") == 0 || strcmp(verb, "mix") == 0))
        return load_server(words, strcmp(verb, "mix") == 0);
    fprintf(stderr, "hammer id|write|mix|check …: see tests/hammer.c\n");
    return 2;
}
