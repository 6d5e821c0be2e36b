/* SPDX-License-Identifier: MPL-2.0 */
/* Tests of parse.c, guard.c, gzip.c and, over real sockets, of server.c with a dispatcher of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include "http/guard.h"
#include "http/gzip.h"
#include "http/parse.h"
#include "http/server.h"

/* ---- a dispatcher small enough to see the server through ---- */

enum { MOST_ECHO = 1000, PAGE = 20000 };

void request_init(Request *q)
{
    q->arena = arena_new();
    buffer_init(&q->out, 1024 * 1024);
}

void request_reset(Request *q)
{
    Arena *arena = q->arena;
    Buffer out = q->out;
    arena_reset(arena);
    buffer_clear(&out);
    *q = (Request){ .arena = arena, .out = out };
}

void request_done(Request *q)
{
    arena_free(q->arena);
    buffer_done(&q->out);
}

static void say(Request *q, int status, Text text)
{
    buffer_clear(&q->out);
    buffer_add_text(&q->out, text);
    q->status = status;
    q->out_type = "text/html; charset=utf-8";
}

static void say_page(Request *q)
{
    say(q, 200, TEXT("<p>"));
    while (q->out.length < PAGE)
        buffer_add_string(&q->out, "Prøvehandling og tegn. ");
}

static const Query count_marks = { "count_marks", "SELECT count(*) FROM mark", "SELECT count(*) FROM mark",
                                   0 };

static int64_t marks(Db *db)
{
    Rows rows;
    bool is_row = false;
    int64_t count = -1;
    if (rows_start(&rows, db, &count_marks, NULL) == OK) {
        if (rows_next(&rows, &is_row) == OK && is_row)
            count = row_integer(&rows, 0);
        rows_end(&rows);
    }
    return count;
}

static void get(Db *db, Request *q)
{
    if (text_is(q->path, "/page")) {
        say_page(q);
    } else if (text_is(q->path, "/fil")) {
        say(q, 200, TEXT("%PDF"));
        q->file_name = TEXT("Årsplan 2026.pdf");
        q->out_type = "application/pdf";
    } else if (text_is(q->path, "/what")) {
        say(q, 200,
            text_format(q->arena, "path=%s query=%s address=%s accept=%s cookie=%.*s", q->path.at,
                        text_at(q->query_string), text_at(q->address), text_at(q->accept),
                        (int)q->cookie.length, text_at(q->cookie)));
    } else if (text_is(q->path, "/touch")) {
        say(q, 200, TEXT("seen"));
        q->needs_touch = true;
    } else if (text_is(q->path, "/marks")) {
        db_set_arena(db, q->arena);
        say(q, 200, text_format(q->arena, "marks=%d", (int)marks(db)));
    } else if (text_is(q->path, "/split")) {
        say(q, 303, (Text){ 0 });
        q->location = TEXT("/a\r\nX: b");
    } else {
        say(q, 404, TEXT("ikke fundet"));
    }
}

Step dispatch(const Site *site, Db *db, Request *q)
{
    (void)site;
    if (q->method == GET)
        get(db, q);
    else if (text_is(q->path, "/slow") || text_is(q->path, "/slow-refused"))
        return NEEDS_SLOW;
    else if (text_is(q->path, "/echo") || text_is(q->path, "/refused") || text_is(q->path, "/lost"))
        return NEEDS_WRITE;
    else
        say(q, 404, TEXT("ikke fundet"));
    return ANSWERED;
}

Step dispatch_before(const Site *site, Request *q)
{
    (void)site;
    usleep(20 * 1000);
    q->prepared = q->arena;
    if (text_is(q->path, "/slow"))
        return NEEDS_WRITE;
    say(q, 422, TEXT("afvist"));
    return ANSWERED;
}

Err dispatch_write(const Site *site, Db *db, Request *q)
{
    (void)site;
    if (db_script(db, "INSERT INTO mark VALUES (1)") != OK)
        return BROKEN;
    if (text_is(q->path, "/lost")) {
        say(q, 303, TEXT("gemt"));
        db_script(db, "ROLLBACK");
        return OK;
    }
    if (text_is(q->path, "/refused")) {
        say(q, 422, TEXT("fejl"));
        return INVALID;
    }
    say(q, 303, q->body);
    q->location = TEXT("/page");
    q->set_cookie = TEXT("session=abc; HttpOnly");
    return OK;
}

void request_rewind(Request *q)
{
    buffer_clear(&q->out);
    q->status = 0;
}

void dispatch_lost(const Site *site, Request *q)
{
    (void)site;
    say(q, 500, TEXT("ikke gemt"));
}

size_t dispatch_most_body(const Site *site, Method method, Text path)
{
    (void)site, (void)method;
    return text_is(path, "/nothing") ? 0 : MOST_ECHO;
}

static void tell(Request *q, Err err)
{
    (void)err;
    say(q, q->status, text_format(q->arena, "<p>status %d", q->status));
}

static Err touch(Db *db, int64_t session, Instant now)
{
    (void)session, (void)now;
    return db_script(db, "INSERT INTO mark VALUES (2)");
}

/* ---- the server in a process of its own ---- */

static const Asset some_assets[] = {
    { "a.css", "text/css; charset=utf-8", (const unsigned char *)"body{}", 6, (const unsigned char *)"GZIP",
      4, (const unsigned char *)"BR", 2, "W/\"1\"" },
    { "b.png", "image/png", (const unsigned char *)"PNG", 3, NULL, 0, NULL, 0, "W/\"2\"" },
};

typedef struct Running {
    pid_t process;
    unsigned port;
    bool is_told_to_end;
    char folder[64];
} Running;

static void serve_here(const char *folder, int out)
{
    static const unsigned char secret[32];
    char address[128];
    snprintf(address, sizeof address, "sqlite:%s/test.db", folder);
    Db *db;
    if (db_open(address, false, &db) != OK || db_script(db, "CREATE TABLE mark (kind INTEGER)") != OK)
        exit(2);
    db_close(db);
    dup2(out, STDOUT_FILENO);
    Site site = { .tell = tell, .touch = touch, .secret = secret };
    ServerOptions options = {
        .database = address, .host = "127.0.0.1", .assets = some_assets, .asset_count = 2
    };
    exit(serve(&site, &options) == OK ? 0 : 1);
}

static int start(void **state)
{
    static Running running;
    int ends[2];
    snprintf(running.folder, sizeof running.folder, "/tmp/test_http.XXXXXX");
    if (mkdtemp(running.folder) == NULL || pipe(ends) != 0)
        return -1;
    running.process = fork();
    if (running.process == 0)
        serve_here(running.folder, ends[1]);
    close(ends[1]);
    FILE *from = fdopen(ends[0], "r");
    int found = from == NULL ? 0 : fscanf(from, "http://127.0.0.1:%u", &running.port);
    if (from != NULL)
        fclose(from);
    *state = &running;
    return found == 1 ? 0 : -1;
}

static int stop(void **state)
{
    Running *running = *state;
    int status = -1;
    char command[128];
    if (!running->is_told_to_end)
        kill(running->process, SIGTERM);
    waitpid(running->process, &status, 0);
    snprintf(command, sizeof command, "rm -r '%s'", running->folder);
    return system(command) == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int connected(const Running *running)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)running->port) };
    struct timeval patience = { .tv_sec = 10 };
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    assert_int_equal(0, connect(client, (struct sockaddr *)&at, sizeof at));
    return client;
}

/* Everything that comes back until the server closes. */
static Text answer_to_bytes(void **state, const char *bytes, size_t length)
{
    static char got[256 * 1024];
    int client = connected(*state);
    size_t count = 0;
    assert_int_equal(length, send(client, bytes, length, MSG_NOSIGNAL));
    for (ssize_t read = 1; read > 0 && count<sizeof got - 1; count += read> 0 ? (size_t)read : 0)
        read = recv(client, got + count, sizeof got - 1 - count, 0);
    close(client);
    got[count] = '\0';
    return (Text){ got, count };
}

static Text answer_to(void **state, const char *request)
{
    return answer_to_bytes(state, request, strlen(request));
}

static Text asked(void **state, const char *first_line, const char *more)
{
    char request[8192];
    snprintf(request, sizeof request, "%s HTTP/1.1\r\nHost: h\r\nConnection: close\r\n%s\r\n", first_line,
             more);
    return answer_to(state, request);
}

static int status_of(Text answer)
{
    int status = 0;
    return sscanf(answer.at, "HTTP/1.1 %d", &status) == 1 ? status : 0;
}

static Text body_of(Text answer)
{
    const char *end = strstr(answer.at, "\r\n\r\n");
    assert_non_null(end);
    return (Text){ end + 4, answer.length - (size_t)(end + 4 - answer.at) };
}

static bool has(Text answer, const char *piece)
{
    return memmem(answer.at, answer.length, piece, strlen(piece)) != NULL;
}

static size_t times(Text answer, const char *piece)
{
    size_t count = 0;
    for (const char *at = strstr(answer.at, piece); at != NULL; at = strstr(at + 1, piece))
        count++;
    return count;
}

static int marks_now(void **state)
{
    int count = -1;
    Text answer = asked(state, "GET /marks", "");
    const char *at = strstr(answer.at, "marks=");
    assert_non_null(at);
    assert_int_equal(1, sscanf(at, "marks=%d", &count));
    return count;
}

/* ---- parse.c ---- */

static int make_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void percent_decoding_refuses_what_is_no_text(void **state)
{
    Text text;
    static const char *const refused[] = { "%",      "%4",        "%zz", "a%00b", "%c3",
                                           "%c0%af", "%ed%a0%80", "%ff", "%-1" };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(INVALID, percent_decode(*state, text_of(refused[i]), true, &text));
    assert_int_equal(OK, percent_decode(*state, TEXT("pr%C3%b8ve+handling%2B"), true, &text));
    assert_string_equal("prøve handling+", text.at);
    assert_int_equal(OK, percent_decode(*state, TEXT("a+b"), false, &text));
    assert_string_equal("a+b", text.at);
}

static void target_is_split_and_decoded(void **state)
{
    Text path, query;
    assert_int_equal(OK, parse_target(*state, TEXT("/m%C3%A5l/7?q=a+b%26c"), &path, &query));
    assert_string_equal("/mål/7", path.at);
    assert_string_equal("q=a+b%26c", query.at);
    assert_int_equal(OK, parse_target(*state, TEXT("/"), &path, &query));
    assert_true(text_is_empty(query));
    assert_int_equal(INVALID, parse_target(*state, TEXT(""), &path, &query));
    assert_int_equal(INVALID, parse_target(*state, TEXT("?a=b"), &path, &query));
    assert_int_equal(INVALID, parse_target(*state, TEXT("/a%2Fb"), &path, &query));
    assert_int_equal(INVALID, parse_target(*state, TEXT("/a?b=%00"), &path, &query));
}

static void form_keeps_order_and_repeated_names(void **state)
{
    Pairs pairs;
    const char *reason;
    assert_int_equal(OK, parse_urlencoded(*state, TEXT("a=1&&b=%3D+%26&a=2&c&=d&e=f=g"), &pairs, &reason));
    assert_int_equal(6, pairs.count);
    assert_string_equal("= &", pairs.at[1].value.at);
    assert_string_equal("2", pairs.at[2].value.at);
    assert_string_equal("c", pairs.at[3].name.at);
    assert_true(text_is_empty(pairs.at[3].value));
    assert_true(text_is_empty(pairs.at[4].name));
    assert_string_equal("f=g", pairs.at[5].value.at);
    assert_int_equal(OK, parse_urlencoded(*state, (Text){ 0 }, &pairs, &reason));
    assert_int_equal(0, pairs.count);
}

static void form_with_too_many_fields_is_refused(void **state)
{
    Pairs pairs;
    const char *reason = NULL;
    char many[2 * MOST_FORM_FIELDS + 2];
    for (size_t i = 0; i < sizeof many; i += 2)
        memcpy(many + i, "a&", 2);
    assert_int_equal(OK, parse_urlencoded(*state, (Text){ many, 2 * MOST_FORM_FIELDS - 1 }, &pairs, &reason));
    assert_int_equal(MOST_FORM_FIELDS, pairs.count);
    assert_int_equal(INVALID, parse_urlencoded(*state, (Text){ many, sizeof many - 1 }, &pairs, &reason));
    assert_non_null(reason);
    assert_int_equal(INVALID, parse_urlencoded(*state, TEXT("a=%ff"), &pairs, &reason));
}

typedef struct Parts {
    Err err;
    Pairs pairs;
    Upload *uploads;
    size_t upload_count;
    const char *reason;
} Parts;

static Parts multipart(void **state, const char *type, Text body)
{
    Parts parts = { 0 };
    parts.err = parse_multipart(*state, text_of(type), body, &parts.pairs, &parts.uploads,
                                &parts.upload_count, &parts.reason);
    return parts;
}

static void multipart_gives_texts_and_files(void **state)
{
    Parts parts = multipart(
        state, "multipart/form-data; boundary=\"x-1\"",
        TEXT("--x-1\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nMål \r\n\r\n"
             "\r\n--x-1\r\ncontent-disposition: form-data; name=\"f\"; filename=\"C:\\d\\b%22.csv\"\r\n"
             "Content-Type: text/csv\r\n\r\na\0b\r\n--x-\xff"
             "\r\n--x-1\r\nContent-Disposition: form-data; name=\"g\"; filename=\"\"\r\n\r\n"
             "\r\n--x-1\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n"
             "\r\n--x-1--\r\nepilogue"));
    assert_int_equal(OK, parts.err);
    assert_int_equal(2, parts.pairs.count);
    assert_string_equal("title", parts.pairs.at[0].name.at);
    assert_string_equal("Mål \r\n\r\n", parts.pairs.at[0].value.at);
    assert_true(text_is_empty(parts.pairs.at[1].value));
    assert_int_equal(1, parts.upload_count);
    assert_true(text_is(parts.uploads[0].file_name, "b\".csv"));
    assert_true(text_equal(parts.uploads[0].bytes, TEXT("a\0b\r\n--x-\xff")));
}

static void multipart_that_is_broken_is_refused(void **state)
{
#define PART "Content-Disposition: form-data; name=\"a\"\r\n\r\n"
    static const struct {
        const char *type;
        Text body;
    } broken[] = {
        { "multipart/form-data", TEXT("--x\r\n" PART "1\r\n--x--") },
        { "multipart/form-data; boundary=", TEXT("--x\r\n" PART "1\r\n--x--") },
        { "multipart/form-data; boundary=\"x", TEXT("--x\r\n" PART "1\r\n--x--") },
        { "multipart/form-data; boundary=x", TEXT("") },
        { "multipart/form-data; boundary=x", TEXT("--x") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n\r\n1\r\n--x--") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n" PART "1") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n" PART "1\r\n--x") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n" PART "\xff\r\n--x--") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\n" PART "a\0\r\n--x--") },
        { "multipart/form-data; boundary=x", TEXT("--x\r\nContent-Type: text/plain\r\n\r\n1\r\n--x--") },
        { "multipart/form-data; boundary=x",
          TEXT("--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--") },
        { "multipart/form-data; boundary=x",
          TEXT("--x\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x--") },
        { "multipart/form-data; boundary=x", TEXT("preamble\r\n--x\r\n" PART "1\r\n--x--") },
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        /* A copy of just that length, so that the sanitizer sees any step beyond it. */
        char *exact = malloc(broken[i].body.length + 1);
        memcpy(exact, broken[i].body.at, broken[i].body.length);
        Parts parts = multipart(state, broken[i].type, (Text){ exact, broken[i].body.length });
        free(exact);
        assert_int_equal(INVALID, parts.err);
        assert_non_null(parts.reason);
    }
#undef PART
}

static void multipart_survives_every_cut_and_flip(void **state)
{
    static const char whole[] =
        "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n1\r\n--x\r\n"
        "Content-Disposition: form-data; name=\"c\"\r\n\r\n2\r\n--x--\r\n";
    for (size_t cut = 0; cut < sizeof whole; cut++) {
        char *exact = malloc(sizeof whole);
        memcpy(exact, whole, sizeof whole - 1);
        char *tight = malloc(cut == 0 ? 1 : cut);
        memcpy(tight, whole, cut);
        multipart(state, "multipart/form-data; boundary=x", (Text){ tight, cut });
        if (cut < sizeof whole - 1)
            exact[cut] = (char)(exact[cut] ^ 0x15);
        multipart(state, "multipart/form-data; boundary=x", (Text){ exact, sizeof whole - 1 });
        free(tight);
        free(exact);
    }
}

static void headers_are_looked_up(void **state)
{
    assert_true(text_is(cookie_value(*state, TEXT("a=1; session=x=y ; b=2"), "session"), "x=y"));
    assert_true(text_is_empty(cookie_value(*state, TEXT("xsession=1; sessions=2"), "session")));
    assert_true(text_is_empty(cookie_value(*state, (Text){ 0 }, "session")));
    assert_true(accepts_json(TEXT("application/json")));
    assert_true(accepts_json(TEXT("Application/JSON;q=0.9, text/html")));
    assert_false(accepts_json(TEXT("text/html, application/json")));
    assert_false(accepts_json(TEXT("*/*")));
    assert_true(accepts_coding(TEXT("gzip, deflate, br"), "br"));
    assert_true(accepts_coding(TEXT("GZIP;q=0.5"), "gzip"));
    assert_false(accepts_coding(TEXT("gzip;q=0.000, br"), "gzip"));
    assert_false(accepts_coding(TEXT("xgzip"), "gzip"));
    assert_false(accepts_coding((Text){ 0 }, "gzip"));
    assert_true(media_type_is(TEXT("Multipart/Form-Data ; boundary=x"), "multipart/form-data"));
    assert_false(media_type_is(TEXT("multipart/form-data-x"), "multipart/form-data"));
}

static size_t unpacked(Text packed, unsigned char *at, size_t room)
{
    z_stream stream = { .next_in = (unsigned char *)(uintptr_t)packed.at, .avail_in = (uInt)packed.length };
    stream.next_out = at;
    stream.avail_out = (uInt)room;
    assert_int_equal(Z_OK, inflateInit2(&stream, 15 + 16));
    assert_int_equal(Z_STREAM_END, inflate(&stream, Z_FINISH));
    inflateEnd(&stream);
    return stream.total_out;
}

static void gzip_is_used_again(void **state)
{
    (void)state;
    static unsigned char back[200000];
    char plain[100000];
    Buffer packed;
    Gzip *gzip = gzip_new();
    buffer_init(&packed, 1024 * 1024);
    for (size_t i = 0; i < sizeof plain; i++)
        plain[i] = (char)(i * i >> 7);
    for (int round = 0; round < 3; round++) {
        assert_int_equal(OK, gzip_pack(gzip, (Text){ plain, sizeof plain }, &packed));
        assert_int_equal(sizeof plain, unpacked(buffer_text(&packed), back, sizeof back));
        assert_memory_equal(plain, back, sizeof plain);
    }
    buffer_done(&packed);
    buffer_init(&packed, 10);
    assert_int_equal(BROKEN, gzip_pack(gzip, (Text){ plain, sizeof plain }, &packed));
    buffer_done(&packed);
    gzip_free(gzip);
}

/* ---- guard.c over the socket ---- */

static void guard_refuses_what_no_honest_client_sends(void **state)
{
    static const struct {
        int status;
        Text request;
    } refused[] = {
#define HOST "HTTP/1.1\r\nHost: h\r\n"
        { 400, TEXT("GET /page HTTP/1.1\r\n\r\n") },
        { 400, TEXT("GET /page " HOST "Host: i\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST
                    "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc") },
        { 400, TEXT("POST /echo " HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST "Transfer-Encoding: identity\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST
                    "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
        { 400, TEXT("POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST "Content-Length : 3\r\n\r\nabc") },
        { 400, TEXT("GET /page " HOST "Content-Length: 3\r\n\r\nabc") },
        { 400, TEXT("GET /page " HOST "X y: 1\r\n\r\n") },
        { 400, TEXT("GET /page " HOST "X: a\0b\r\n\r\n") },
        { 400, TEXT("GET /page " HOST "X: a\rY: b\r\n\r\n") },
        { 400, TEXT("GET /page " HOST "X: a\nY: b\r\n\r\n") },
        { 400, TEXT("GET /page " HOST "X: a\r\n folded\r\n\r\n") },
        { 400, TEXT("POST /echo " HOST "Content-: 3\r\n Length\r\n\r\nabc") },
        { 400, TEXT("GET /a%00b " HOST "\r\n") },
        { 400, TEXT("GET /page?a=%00 " HOST "\r\n") },
        { 400, TEXT("GET /a%c3 " HOST "\r\n") },
        { 400, TEXT("GET /a%2fb " HOST "\r\n") },
        { 400, TEXT("GET /page\0/x " HOST "\r\n") },
        { 400, TEXT("GET /pa\tge " HOST "\r\n") },
        { 400, TEXT("GET /page#part " HOST "\r\n") },
        { 400, TEXT("GET http://h/page " HOST "\r\n") },
        { 400, TEXT("GET h:80 " HOST "\r\n") },
        { 405, TEXT("OPTIONS * " HOST "\r\n") },
        { 405, TEXT("PUT /page " HOST "Content-Length: 1\r\n\r\na") },
        { 405, TEXT("TRACE /page " HOST "\r\n") },
        { 501, TEXT("BREW /page " HOST "\r\n") },
        { 501, TEXT("get /page " HOST "\r\n") },
        { 501, TEXT("G\0ET /page " HOST "\r\n") },
        { 400, TEXT("G(T /page " HOST "\r\n") },
#undef HOST
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Text answer = answer_to_bytes(state, refused[i].request.at, refused[i].request.length);
        if (status_of(answer) != refused[i].status || times(answer, "HTTP/1.1 ") != 1)
            fail_msg("%s\ngave\n%s", refused[i].request.at, answer.at);
        assert_true(has(answer, "Connection: close"));
    }
}

/* The library answers these by itself, before it asks anybody. */
static void length_that_is_no_number_is_refused(void **state)
{
    static const char *const lengths[] = { "+3", "3, 3", "3x", "-1", "99999999999999999999" };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char header[80];
        snprintf(header, sizeof header, "Content-Length: %s\r\n\r\nabc", lengths[i]);
        int status = status_of(asked(state, "POST /echo", header));
        assert_true(status == 400 || status == 413);
    }
}

static void refused_method_is_told_which_are_allowed(void **state)
{
    assert_true(has(asked(state, "DELETE /page", ""), "Allow: GET, HEAD, POST\r\n"));
}

static void body_of_a_refused_request_is_not_a_request(void **state)
{
    Text answer = answer_to(state, "GET /page HTTP/1.1\r\nHost: h\r\nContent-Length: 36\r\n\r\n"
                                   "GET /what HTTP/1.1\r\nHost: hhhhhh\r\n\r\n");
    assert_int_equal(400, status_of(answer));
    assert_int_equal(1, times(answer, "HTTP/1.1 "));
}

/* ---- server.c ---- */

static void every_answer_has_the_security_headers(void **state)
{
    static const char *const lines[] = { "GET /page", "GET /missing", "GET /assets/a.css",
                                         "PUT /page", "GET /a%00",    "HEAD /page" };
    static const char *const headers[] = { "Content-Security-Policy: default-src 'none'; ",
                                           "X-Content-Type-Options: nosniff\r\n",
                                           "Referrer-Policy: same-origin\r\n",
                                           "Permissions-Policy: ",
                                           "Cross-Origin-Opener-Policy: same-origin\r\n",
                                           "Cache-Control: ",
                                           "Date: " };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Text answer = asked(state, lines[i], "");
        for (size_t j = 0; j < sizeof headers / sizeof *headers; j++)
            assert_int_equal(1, times(answer, headers[j]));
        assert_int_equal(0, times(answer, "Strict-Transport-Security"));
    }
}

static void page_comes_whole_and_uncached(void **state)
{
    Text answer = asked(state, "GET /page", "");
    assert_int_equal(200, status_of(answer));
    assert_true(has(answer, "Cache-Control: no-store\r\n"));
    assert_true(has(answer, "Content-Type: text/html; charset=utf-8\r\n"));
    assert_true(body_of(answer).length >= PAGE);
    assert_false(has(answer, "Content-Encoding"));
}

static void page_is_packed_for_those_who_can_unpack(void **state)
{
    static unsigned char back[4 * PAGE];
    Text answer = asked(state, "GET /page", "Accept-Encoding: br, gzip\r\n");
    assert_true(has(answer, "Content-Encoding: gzip\r\n"));
    assert_true(body_of(answer).length < PAGE / 10);
    assert_true(unpacked(body_of(answer), back, sizeof back) >= PAGE);
    assert_false(has(asked(state, "GET /touch", "Accept-Encoding: gzip\r\n"), "Content-Encoding"));
    assert_false(has(asked(state, "GET /page", "Accept-Encoding: gzip;q=0\r\n"), "Content-Encoding"));
}

static void head_is_a_page_without_its_body(void **state)
{
    Text answer = asked(state, "HEAD /page", "");
    assert_int_equal(200, status_of(answer));
    assert_int_equal(0, body_of(answer).length);
    assert_false(has(answer, "Content-Length: 0\r\n"));
}

static void connection_is_kept_between_requests(void **state)
{
    Text answer = answer_to(state, "GET /touch HTTP/1.1\r\nHost: h\r\n\r\n"
                                   "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc"
                                   "GET /assets/b.png HTTP/1.1\r\nHost: h\r\n\r\n"
                                   "GET /missing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assert_int_equal(4, times(answer, "HTTP/1.1 "));
    assert_int_equal(1, times(answer, "HTTP/1.1 303 "));
    assert_int_equal(1, times(answer, "HTTP/1.1 404 "));
}

static void request_is_handed_on_decoded(void **state)
{
    Text answer = asked(state, "GET /wh%61t?a=%C3%A6+b",
                        "Cookie: a=b; c=d \t\r\nX-Forwarded-For: 10.1.1.1\r\nAccept: x/y\r\n");
    assert_true(has(answer, "path=/what query=a=%C3%A6+b address=127.0.0.1 accept=x/y cookie=a=b; c=d"));
    assert_int_equal(1, times(answer, "c=d"));
}

static void file_is_offered_under_its_name(void **state)
{
    assert_true(has(asked(state, "GET /fil", ""),
                    "Content-Disposition: attachment; filename=\"__rsplan 2026.pdf\"; "
                    "filename*=UTF-8''%C3%85rsplan%202026.pdf\r\n"));
}

static void header_cannot_be_split(void **state)
{
    assert_false(has(asked(state, "GET /split", ""), "\r\nX: b"));
}

static void asset_is_found_by_name_and_coding(void **state)
{
    Text answer = asked(state, "GET /assets/a.css?v=1", "");
    assert_true(has(answer, "ETag: W/\"1\"\r\n") && has(answer, "Vary: Accept-Encoding\r\n"));
    assert_true(has(answer, "Cache-Control: public, max-age=31536000, immutable\r\n"));
    assert_true(text_is(body_of(answer), "body{}"));
    assert_true(text_is(body_of(asked(state, "GET /assets/a.css", "Accept-Encoding: gzip, br\r\n")), "BR"));
    assert_true(text_is(body_of(asked(state, "GET /assets/a.css", "Accept-Encoding: gzip\r\n")), "GZIP"));
    assert_true(text_is(body_of(asked(state, "GET /assets/b.png", "Accept-Encoding: gzip, br\r\n")), "PNG"));
    assert_int_equal(404, status_of(asked(state, "GET /assets/c.css", "")));
    assert_int_equal(404, status_of(asked(state, "GET /assets/", "")));
}

static void asset_that_is_known_is_not_sent_again(void **state)
{
    Text answer = asked(state, "GET /assets/a.css", "If-None-Match: \"0\", W/\"1\"\r\n");
    assert_int_equal(304, status_of(answer));
    assert_int_equal(0, body_of(answer).length);
    assert_int_equal(200, status_of(asked(state, "GET /assets/a.css", "If-None-Match: \"2\"\r\n")));
}

static void form_is_written_and_answered_after(void **state)
{
    int before = marks_now(state);
    Text answer = asked(state, "POST /echo", "Content-Length: 7\r\n\r\na=b&c=d");
    assert_int_equal(303, status_of(answer));
    assert_true(has(answer, "Location: /page\r\n") && has(answer, "Set-Cookie: session=abc; HttpOnly\r\n"));
    assert_true(text_is(body_of(answer), "a=b&c=d"));
    assert_int_equal(before + 1, marks_now(state));
}

static void slow_step_goes_first(void **state)
{
    int before = marks_now(state);
    assert_int_equal(303, status_of(asked(state, "POST /slow", "Content-Length: 1\r\n\r\na")));
    assert_int_equal(422, status_of(asked(state, "POST /slow-refused", "Content-Length: 1\r\n\r\na")));
    assert_int_equal(before + 1, marks_now(state));
}

static void refused_and_lost_forms_leave_nothing(void **state)
{
    int before = marks_now(state);
    assert_int_equal(422, status_of(asked(state, "POST /refused", "Content-Length: 1\r\n\r\na")));
    Text answer = asked(state, "POST /lost", "Content-Length: 1\r\n\r\na");
    assert_int_equal(500, status_of(answer));
    assert_true(text_is(body_of(answer), "ikke gemt"));
    assert_int_equal(before, marks_now(state));
}

static void session_is_touched_by_a_write_of_its_own(void **state)
{
    int before = marks_now(state);
    asked(state, "GET /touch", "");
    for (int i = 0; i < 100 && marks_now(state) == before; i++)
        usleep(10 * 1000);
    assert_int_equal(before + 1, marks_now(state));
}

static void body_in_chunks_is_put_together(void **state)
{
    Text answer =
        asked(state, "POST /echo", "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n");
    assert_true(text_is(body_of(answer), "abcde"));
}

static void far_too_large_a_body_is_refused_at_once(void **state)
{
    Text answer = asked(state, "POST /echo", "Content-Length: 10000000\r\n");
    assert_int_equal(413, status_of(answer));
    assert_true(text_is(body_of(answer), "<p>status 413"));
    assert_int_equal(404, status_of(asked(state, "POST /nothing", "Content-Length: 100000\r\n")));
}

static void too_large_a_body_is_refused_after_it_came(void **state)
{
    char request[4096];
    snprintf(request, sizeof request, "Content-Length: 2000\r\n\r\n%02000d", 0);
    assert_int_equal(413, status_of(asked(state, "POST /echo", request)));
}

static void too_large_a_body_in_chunks_is_refused(void **state)
{
    char request[4096];
    snprintf(request, sizeof request, "Transfer-Encoding: chunked\r\n\r\n7d0\r\n%02000d\r\n0\r\n", 0);
    assert_int_equal(413, status_of(asked(state, "POST /echo", request)));
    assert_int_equal(404, status_of(asked(state, "POST /nothing", request)));
}

static void client_that_leaves_does_no_harm(void **state)
{
    for (int i = 0; i < 50; i++) {
        int client = connected(*state);
        static const char request[] = "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na";
        assert_int_equal(sizeof request - 1, send(client, request, sizeof request - 1, MSG_NOSIGNAL));
        close(client);
    }
    assert_int_equal(200, status_of(asked(state, "GET /page", "")));
}

/* The last test: its forms are on their way when the signal comes. */
static void forms_under_way_are_answered_before_the_end(void **state)
{
    enum { CLIENTS = 20 };
    static const char request[] = "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\na";
    Running *running = *state;
    int clients[CLIENTS];
    char got[4096];
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = connected(running);
        assert_int_equal(sizeof request - 1, send(clients[i], request, sizeof request - 1, MSG_NOSIGNAL));
    }
    usleep(200 * 1000);
    kill(running->process, SIGTERM);
    running->is_told_to_end = true;
    for (int i = 0; i < CLIENTS; i++) {
        ssize_t length = recv(clients[i], got, sizeof got - 1, 0);
        assert_true(length > 0);
        assert_memory_equal("HTTP/1.1 303 ", got, 13);
        close(clients[i]);
    }
}

int main(void)
{
    const struct CMUnitTest parsing[] = {
        cmocka_unit_test(percent_decoding_refuses_what_is_no_text),
        cmocka_unit_test(target_is_split_and_decoded),
        cmocka_unit_test(form_keeps_order_and_repeated_names),
        cmocka_unit_test(form_with_too_many_fields_is_refused),
        cmocka_unit_test(multipart_gives_texts_and_files),
        cmocka_unit_test(multipart_that_is_broken_is_refused),
        cmocka_unit_test(multipart_survives_every_cut_and_flip),
        cmocka_unit_test(headers_are_looked_up),
        cmocka_unit_test(gzip_is_used_again),
    };
    const struct CMUnitTest serving[] = {
        cmocka_unit_test(guard_refuses_what_no_honest_client_sends),
        cmocka_unit_test(length_that_is_no_number_is_refused),
        cmocka_unit_test(refused_method_is_told_which_are_allowed),
        cmocka_unit_test(body_of_a_refused_request_is_not_a_request),
        cmocka_unit_test(every_answer_has_the_security_headers),
        cmocka_unit_test(page_comes_whole_and_uncached),
        cmocka_unit_test(page_is_packed_for_those_who_can_unpack),
        cmocka_unit_test(head_is_a_page_without_its_body),
        cmocka_unit_test(connection_is_kept_between_requests),
        cmocka_unit_test(request_is_handed_on_decoded),
        cmocka_unit_test(file_is_offered_under_its_name),
        cmocka_unit_test(header_cannot_be_split),
        cmocka_unit_test(asset_is_found_by_name_and_coding),
        cmocka_unit_test(asset_that_is_known_is_not_sent_again),
        cmocka_unit_test(form_is_written_and_answered_after),
        cmocka_unit_test(slow_step_goes_first),
        cmocka_unit_test(refused_and_lost_forms_leave_nothing),
        cmocka_unit_test(session_is_touched_by_a_write_of_its_own),
        cmocka_unit_test(body_in_chunks_is_put_together),
        cmocka_unit_test(far_too_large_a_body_is_refused_at_once),
        cmocka_unit_test(too_large_a_body_is_refused_after_it_came),
        cmocka_unit_test(too_large_a_body_in_chunks_is_refused),
        cmocka_unit_test(client_that_leaves_does_no_harm),
        cmocka_unit_test(forms_under_way_are_answered_before_the_end),
    };
    int failed = cmocka_run_group_tests(parsing, make_arena, free_arena);
    return failed + cmocka_run_group_tests(serving, start, stop);
}
