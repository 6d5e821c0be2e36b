/* SPDX-License-Identifier: MPL-2.0 */
/* What tests through the dispatcher stand on: a fresh database with the example municipality for each, on either engine, and requests. */
#ifndef RETTESNOR_HARNESS_H
#define RETTESNOR_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app.h"
#include "http/dispatch.h"

/* The example's people, by role. */
#define LEADER         "mette.holm@egelund.example"      /* leader of Åbrinkskolen */
#define OTHER_LEADER   "signe.voss@egelund.example"      /* leader of Biblioteket */
#define CONTRIBUTOR    "jonas.friis@egelund.example"     /* contributor at Åbrinkskolen */
#define DIRECTOR       "anne.marie.toft@egelund.example" /* leader of a directorate, Åbrinkskolen below it */
#define STAFF_MEMBER   "lars.oestergaard@egelund.example"
#define COUNCIL_MEMBER "kirsten.aaby@egelund.example"
#define ADMINISTRATOR  "mads.kruse@egelund.example"
#define AUDITOR        "inge.thorsen@egelund.example"
#define READER         "jens.ravn@egelund.example" /* reader in another directorate */

/* One test. State is a Fixture, which the functions below take as cmocka hands it over. */
typedef struct Fixture {
    Site site;
    unsigned char secret[32];
    Db *db; /* for reading and writing; outside a transaction between requests */
    char address[256];
    Request q; /* the latest request */
    char cookie[128];
    int64_t session; /* of the cookie; 0: nobody is signed in */
    Arena *arena;    /* of the test's own queries */
} Fixture;

/* A database of its own with the bundle examples/egelund, today being 2026-11-24. SQLite; PostgreSQL where RETTESNOR_TEST_POSTGRES holds
 * the address of a server. */
int harness_setup(void **state);
int harness_teardown(void **state);

#define TEST(name) cmocka_unit_test_setup_teardown(name, harness_setup, harness_teardown)

/* Ends the program's tests: removes the template, unless ./test shares it. Give it as the group's teardown. */
int harness_end(void **state);

/* main() of a test file: HARNESS_MAIN(TEST(one), TEST(two)) */
#define HARNESS_MAIN(...)                                                                                    \
    int main(void)                                                                                           \
    {                                                                                                        \
        const struct CMUnitTest tests[] = { __VA_ARGS__ };                                                   \
        return cmocka_run_group_tests(tests, NULL, harness_end);                                             \
    }

/* Signs somebody of the example in (without password); NULL signs out. Fails the test if there is no such person. */
void sign_in_as(void **state, const char *email);

/* The person, unit, trial … with a key of the example ("rolig-morgen"). Fails the test if there is none. */
int64_t id_of(void **state, const char *record, const char *key);

/* Requests, answered whole. The answer (status, out, location …) lives until the next one. PATH may hold a query. */
const Request *get(void **state, const char *path);
const Request *get_json(void **state, const char *path);

/* FORM is urlencoded text ("title=Nyt&due_on-day=1"); non-ASCII letters and spaces may stand as they are. The CSRF token is added. */
const Request *post(void **state, const char *path, const char *form);

/* The same with a token of one's own choice, "" for none. */
const Request *post_with_token(void **state, const char *path, const char *form, const char *token);

/* printf into the fixture's arena: paths with ids. */
const char *say(void **state, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The page has (has not) this text. */
void assert_page_has(const Request *q, const char *text);
void assert_page_has_not(const Request *q, const char *text);

/* One number of the database: "SELECT COUNT(*) FROM goal". */
int64_t number_in(void **state, const char *sql);

/* One text of the database. */
const char *text_in(void **state, const char *sql);

#endif
