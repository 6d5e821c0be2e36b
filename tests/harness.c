/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "access/access.h"
#include "bundle/bundle.h"
#include "db/migrate.h"

/* Made once a program, or once for all that ./test runs: a database that each test copies. */
typedef struct Template {
    bool is_made;
    bool is_shared;   /* kept for the next program */
    char name[128];   /* SQLite: path; PostgreSQL: name of the database */
    char server[256]; /* PostgreSQL: address of the maintenance database */
    int count;        /* of databases made from it */
} Template;

static Template *the_template(void)
{
    static Template made;
    return &made;
}

static const char *postgres_address(void)
{
    const char *address = getenv("RETTESNOR_TEST_POSTGRES");
    return address != NULL && *address != '\0' ? address : NULL;
}

/* The address of another database of the same server: the path of postgresql://host/PATH?options is replaced. */
static void address_of(char *ret_address, size_t size, const char *server, const char *name)
{
    const char *slash = strchr(strstr(server, "://") + 3, '/');
    const char *options = strchr(server, '?');
    int head = (int)(slash != NULL && (options == NULL || slash < options) ? slash - server
                     : options != NULL                                     ? options - server
                                                                           : (ptrdiff_t)strlen(server));
    snprintf(ret_address, size, "%.*s/%s%s", head, server, name, options != NULL ? options : "");
}

static void run_on_server(const char *format, const char *a, const char *b)
{
    char sql[512];
    Db *db;
    Arena *arena = arena_new();
    snprintf(sql, sizeof sql, format, a, b);
    assert_int_equal(OK, db_open(postgres_address(), false, &db));
    db_set_arena(db, arena);
    assert_int_equal(OK, db_script(db, sql));
    db_close(db);
    arena_free(arena);
}

static void fill_database(const char *address)
{
    Db *db;
    BundleReport report;
    Arena *arena = arena_new();
    assert_int_equal(OK, db_open(address, false, &db));
    db_set_arena(db, arena);
    db_set_actor(db, 0, (Instant)1790000000000);
    assert_int_equal(OK, migrate(db, migrations, NULL));
    assert_int_equal(OK, db_begin_write(db));
    Err err = bundle_import(db, &(BundleOptions){ .path = "examples/egelund" }, &report);
    if (err != OK)
        bundle_report_print(&report, stderr);
    assert_int_equal(OK, err);
    assert_int_equal(OK, access_rebuild(db));
    assert_int_equal(OK, db_commit(db));
    db_close(db);
    arena_free(arena);
}

/* Filling it takes longer than the tests of most programs, so ./test names a place where the first leaves it. */
static void make_sqlite_template(Template *made)
{
    char address[256];
    const char *place = getenv("RETTESNOR_TEST_TEMPLATE");
    made->is_shared = place != NULL;
    if (made->is_shared && access(place, R_OK) == 0) {
        snprintf(made->name, sizeof made->name, "%s", place);
        return;
    }
    snprintf(made->name, sizeof made->name, "/dev/shm/rettesnor-%d.db", (int)getpid());
    if (made->is_shared)
        snprintf(made->name, sizeof made->name, "%s-%d", place, (int)getpid());
    snprintf(address, sizeof address, "sqlite:%s", made->name);
    fill_database(address);
    if (made->is_shared) {
        assert_int_equal(0, rename(made->name, place));
        snprintf(made->name, sizeof made->name, "%s", place);
    }
}

static void make_template(Template *made)
{
    char address[256];
    made->is_made = true;
    if (postgres_address() != NULL) {
        snprintf(made->name, sizeof made->name, "template_%d", (int)getpid());
        run_on_server("CREATE DATABASE %s%s", made->name, "");
        address_of(address, sizeof address, postgres_address(), made->name);
        fill_database(address);
    } else {
        make_sqlite_template(made);
    }
}

static void copy_file(const char *from, const char *to)
{
    char bytes[65536];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(length, fwrite(bytes, 1, length, out));
    fclose(in);
    assert_int_equal(0, fclose(out));
}

static void new_database(Fixture *fixture)
{
    char name[160];
    Template *made = the_template();
    if (!made->is_made)
        make_template(made);
    made->count++;
    if (postgres_address() != NULL) {
        snprintf(name, sizeof name, "test_%d_%d", (int)getpid(), made->count);
        run_on_server("CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY", name, made->name);
        address_of(fixture->address, sizeof fixture->address, postgres_address(), name);
        return;
    }
    snprintf(name, sizeof name, "/dev/shm/rettesnor-%d-%d.db", (int)getpid(), made->count);
    copy_file(made->name, name);
    snprintf(fixture->address, sizeof fixture->address, "sqlite:%s", name);
}

static void remove_sqlite(const char *path)
{
    char whole[400];
    static const char *const endings[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < 3; i++) {
        snprintf(whole, sizeof whole, "%s%s", path, endings[i]);
        unlink(whole);
    }
}

int harness_setup(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    assert_true(sodium_init() >= 0);
    new_database(fixture);
    fixture->arena = arena_new();
    request_init(&fixture->q);
    assert_int_equal(OK, db_open(fixture->address, false, &fixture->db));
    db_set_arena(fixture->db, fixture->arena);
    assert_int_equal(
        OK, app_site(fixture->db, clock_at((Day){ "2026-11-24" }), false, fixture->secret, &fixture->site));
    *state = fixture;
    return 0;
}

int harness_teardown(void **state)
{
    Fixture *fixture = *state;
    db_close(fixture->db);
    if (postgres_address() != NULL) {
        const char *name = strrchr(fixture->address, '/') + 1;
        const char *options = strchr(fixture->address, '?');
        char path[160];
        const char *slash = strchr(strstr(fixture->address, "://") + 3, '/');
        if (options != NULL)
            snprintf(path, sizeof path, "%.*s", (int)(options - slash - 1), slash + 1);
        else
            snprintf(path, sizeof path, "%s", name);
        run_on_server("DROP DATABASE %s%s", path, "");
    } else {
        remove_sqlite(fixture->address + strlen("sqlite:"));
    }
    request_done(&fixture->q);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

int harness_end(void **state)
{
    (void)state;
    Template *made = the_template();
    if (made->is_made && postgres_address() != NULL)
        run_on_server("DROP DATABASE %s%s", made->name, "");
    else if (made->is_made && !made->is_shared)
        remove_sqlite(made->name);
    return 0;
}

/* ---- the database ---- */

const char *text_in(void **state, const char *sql)
{
    Fixture *fixture = *state;
    Rows rows;
    bool is_row;
    Query *query = arena_get(fixture->arena, sizeof *query);
    *query = (Query){ .name = "test", .sqlite = sql, .postgres = sql };
    db_set_arena(fixture->db, fixture->arena);
    assert_int_equal(OK, rows_start(&rows, fixture->db, query, NULL));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    assert_true(is_row);
    Text text = row_text(&rows, 0);
    rows_end(&rows);
    return text_at(text);
}

int64_t number_in(void **state, const char *sql)
{
    return strtoll(text_in(state, sql), NULL, 10);
}

const char *say(void **state, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(((Fixture *)*state)->arena, format, arguments);
    va_end(arguments);
    return text_at(text);
}

int64_t id_of(void **state, const char *record, const char *key)
{
    return number_in(state, say(state, "SELECT id FROM %s WHERE key = '%s'", record, key));
}

void sign_in_as(void **state, const char *email)
{
    Fixture *fixture = *state;
    Text key;
    fixture->cookie[0] = '\0';
    fixture->session = 0;
    if (email == NULL)
        return;
    int64_t person = number_in(state, say(state, "SELECT id FROM person WHERE email = '%s'", email));
    assert_int_equal(OK, db_begin_write(fixture->db));
    assert_int_equal(OK, access_start_session(fixture->db, person, clock_now(&fixture->site.clock), &key));
    assert_int_equal(OK, db_commit(fixture->db));
    snprintf(fixture->cookie, sizeof fixture->cookie, "session=%s", key.at);
    fixture->session = number_in(state, "SELECT MAX(id) FROM session");
}

/* ---- requests ---- */

static Request *begin(void **state, Method method, const char *path)
{
    Fixture *fixture = *state;
    Request *q = &fixture->q;
    const char *query = strchr(path, '?');
    request_reset(q);
    q->method = method;
    q->path = text_copy(q->arena, path, query != NULL ? (size_t)(query - path) : strlen(path));
    q->query_string = query != NULL ? text_copy(q->arena, query + 1, strlen(query + 1)) : (Text){ "", 0 };
    q->cookie = text_of(fixture->cookie);
    q->address = TEXT("127.0.0.1");
    return q;
}

static const Request *answer(void **state)
{
    Fixture *fixture = *state;
    dispatch_whole(&fixture->site, fixture->db, &fixture->q);
    db_set_arena(fixture->db, fixture->arena);
    return &fixture->q;
}

const Request *get(void **state, const char *path)
{
    begin(state, GET, path);
    return answer(state);
}

const Request *get_json(void **state, const char *path)
{
    begin(state, GET, path)->accept = TEXT("application/json");
    return answer(state);
}

const Request *post_with_token(void **state, const char *path, const char *form, const char *token)
{
    Request *q = begin(state, POST, path);
    q->content_type = TEXT("application/x-www-form-urlencoded");
    q->body = *token != '\0' ? text_format(q->arena, "%s%scsrf=%s", form, *form != '\0' ? "&" : "", token)
                             : text_of(form);
    return answer(state);
}

const Request *post(void **state, const char *path, const char *form)
{
    Fixture *fixture = *state;
    Text token =
        csrf_token(&fixture->site, fixture->arena, fixture->session, clock_now(&fixture->site.clock));
    return post_with_token(state, path, form, token.at);
}

void assert_page_has(const Request *q, const char *text)
{
    if (q->out.length == 0 || strstr(q->out.at, text) == NULL)
        fail_msg("the page (status %d) lacks \"%s\":\n%.3000s", q->status, text,
                 text_at(buffer_text(&q->out)));
}

void assert_page_has_not(const Request *q, const char *text)
{
    if (q->out.length > 0 && strstr(q->out.at, text) != NULL)
        fail_msg("the page (status %d) has \"%s\"", q->status, text);
}
