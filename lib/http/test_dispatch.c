/* SPDX-License-Identifier: MPL-2.0 */
/* The dispatcher and the forms, on a small site of their own: things, and persons that a cookie names ("person=7; session=71").
 * Session 71 is of person 7, 70-79 are known; `ended=1` says that it has run out. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http/dispatch.h"
#include "http/parse.h"
#include "thing.h"

#include "base/banned.h"

enum { ME = WRITER, MY_SESSION = 71, MY_OTHER_SESSION = 72, THEIR_SESSION = 81, SMALL_BODY = 60 };

#define assert_text(expected, text) assert_string_equal(expected, text_at(text))

/* ---- the site ---- */

static const char *const all_fields[] = { "title",  "text",   "note",    "state", "partners",
                                          "year",   "amount", "is_done", "day",   "period",
                                          "figure", "owner",  "parent",  "tags",  NULL };

/* The fields that the form names as fields=…, else all: so that each test says which. */
static const char *const *named_fields(Request *q)
{
    const char **fields = arena_array(q->arena, const char *, 20);
    Text names = form_value(q, "fields"), name;
    size_t count = 0;
    while (text_next_piece(q->arena, &names, ' ', &name))
        fields[count++] = name.at;
    return count > 0 ? fields : all_fields;
}

static Err answer_with_errors(Request *q)
{
    for (size_t i = 0; i < q->error_count; i++)
        buffer_format(&q->out, "%s! %s [%s]\n", q->errors[i].field, text_at(q->errors[i].message),
                      text_at(q->errors[i].theirs));
    return reply_invalid(q);
}

static Err thing_page(Request *q)
{
    Thing thing;
    TRY(record_load(q->db, &thing_record, q->id, &thing));
    if (q->wants_json)
        return reply_json(q, &thing_record, &thing);
    buffer_format(&q->out, "<h1>%s</h1>", text_at(thing.title));
    return reply_html(q);
}

static Err thing_save(Request *q)
{
    Thing before, after;
    TRY(record_load(q->db, &thing_record, q->id, &before));
    after = before;
    TRY(read_form(q, &thing_record, named_fields(q), &after));
    if (has_errors(q))
        return answer_with_errors(q);
    TRY(db_update(q->db, &thing_record, &before, &after));
    return redirect_saying(q, "Gemt", "/things/%" PRId64, q->id);
}

static Err thing_create(Request *q)
{
    Thing thing = { 0 };
    TRY(read_form(q, &thing_record, named_fields(q), &thing));
    if (has_errors(q))
        return answer_with_errors(q);
    TRY(db_insert(q->db, &thing_record, &thing));
    return redirect(q, "/things/%" PRId64, thing.id);
}

static Err thing_half_done(Request *q)
{
    Thing thing = { .title = TEXT("halv") };
    TRY(db_insert(q->db, &thing_record, &thing));
    form_error(q, "title", "Alligevel ikke");
    return answer_with_errors(q);
}

static Err part_page(Request *q)
{
    buffer_format(&q->out, "%s %" PRId64 " %s", text_at(path_part(q, "name")), path_id(q, "part_id"),
                  text_at(query_value(q, "page")));
    return reply_html(q);
}

static Err literal_page(Request *q)
{
    buffer_add_string(&q->out, "literal");
    return reply_html(q);
}

static Err upload_save(Request *q)
{
    buffer_format(&q->out, "%zu files, %s", q->upload_count,
                  q->upload_count > 0 ? text_at(q->uploads[0].bytes) : "none");
    return reply_html(q);
}

static Err fail_as_told(Request *q)
{
    int64_t err = 0;
    text_to_integer(query_value(q, "err"), &err);
    buffer_add_string(&q->out, "halvfærdig side");
    return (Err)err;
}

static Err huge_page(Request *q)
{
    for (int i = 0; i < 17 * 16; i++) {
        static const char block[65536];
        buffer_add(&q->out, block, sizeof block);
    }
    return reply_html(q);
}

static Err refuse_before(Request *q)
{
    return text_is(form_value(q, "title"), "nej") ? DENIED : OK;
}

static Err look_first(Request *q)
{
    return text_is(form_value(q, "title"), "væk") ? NOT_FOUND : OK;
}

static Err restored_page(Request *q)
{
    Text path, body;
    if (!kept_form_open(q, query_value(q, "kept"), q->session.person, &path, &body))
        return NOT_FOUND;
    return dispatch_restored(q, path, body);
}

static const Route thing_routes[] = {
    { GET, "/things", literal_page, .need = SEE },
    { POST, "/things", thing_create, .need = LEAD },
    { GET, "/things/newest", literal_page, .need = SEE },
    { GET, "/things/{id}", thing_page, .need = SEE, .of = &thing_record },
    { POST, "/things/{id}", thing_save, .need = LEAD, .of = &thing_record },
    { POST, "/things/{id}/half", thing_half_done, .need = LEAD, .of = &thing_record },
    { GET, "/things/{id}/parts/{part_id}/{name}", part_page, .need = SEE, .of = &thing_record },
    { POST, "/slow", thing_create, .need = LEAD, .look_up = look_first, .before = refuse_before },
    { POST, "/small", thing_create, .need = LEAD, .most_body = SMALL_BODY },
    { POST, "/uploads", upload_save, .need = LEAD, .takes_uploads = true },
    { 0 },
};
static const Route other_routes[] = {
    { GET, "/open", literal_page, .need = OPEN },           { POST, "/open", thing_create, .need = OPEN },
    { GET, "/mine", literal_page, .need = SIGNED_IN },      { GET, "/staff", literal_page, .need = STAFF },
    { GET, "/fail", fail_as_told, .need = OPEN },           { GET, "/huge", huge_page, .need = OPEN },
    { GET, "/restored", restored_page, .need = SIGNED_IN }, { 0 },
};

static int64_t cookie_number(Request *q, const char *name)
{
    int64_t number = 0;
    return text_to_integer(cookie_value(q->arena, q->cookie, name), &number) ? number : 0;
}

static Err identify(Request *q)
{
    Rows rows;
    static const Query any = { "any", "SELECT 1 FROM thing LIMIT 1", "SELECT 1 FROM thing LIMIT 1", 0 };
    q->session = (Session){ .id = cookie_number(q, "session"), .person = cookie_number(q, "person") };
    q->session.is_ended = cookie_number(q, "ended") != 0;
    q->session.seen_at = q->now - cookie_number(q, "idle");
    q->who = (Who){ 0 };
    if (q->session.id != 0 && !q->session.is_ended) {
        q->session.needs = 1 << SEE | 1 << LEAD;
        q->session.is_inside = 1;
        q->who = (Who){ q->session.person, 1 };
    }
    if (q->token_session >= 70)
        q->token_person = q->token_session / 10;
    TRY(rows_start(&rows, q->db, &any, NULL)); /* a site asks the database */
    rows_end(&rows);
    return OK;
}

static Err ask_to_sign_in(Request *q, Text kept)
{
    q->out_type = "text/html; charset=utf-8";
    buffer_format(&q->out, "log ind kept=%s;", text_at(kept));
    return OK;
}

static void tell(Request *q, Err err)
{
    buffer_format(&q->out, "told %d %d", q->status, (int)err);
}

static const Route *const modules[] = { thing_routes, other_routes, NULL };
static const unsigned char secret[32] = "thirty-two bytes of no secrecy.";
static const Site site = {
    .modules = modules, .identify = identify, .ask_to_sign_in = ask_to_sign_in, .tell = tell, .secret = secret
};

/* ---- asking ---- */

static const char my_cookie[] = "person=7; session=71";

/* Answers are kept until the end of the test. */
static Request *request(World *world, Method method, const char *path, const char *cookie)
{
    Request *q = arena_get(world->arena, sizeof *q);
    const char *query = strchr(path, '?');
    *q = (Request){ .arena = world->arena, .method = method, .cookie = text_of(cookie) };
    buffer_init(&q->out, 16 * 1024 * 1024);
    q->path = query == NULL ? text_of(path) : text_copy(q->arena, path, (size_t)(query - path));
    q->query_string = text_of(query == NULL ? "" : query + 1);
    return q;
}

static Request *answered(World *world, Request *q)
{
    dispatch_whole(&site, world->db, q);
    db_set_arena(world->db, world->arena);
    /* The page moves into the arena, so that no test has to free it. */
    Text page = text_copy(world->arena, text_at(buffer_text(&q->out)), q->out.length);
    buffer_done(&q->out);
    q->out = (Buffer){ .at = (char *)(uintptr_t)page.at, .length = page.length, .room = page.length + 1 };
    return q;
}

static Request *get_as(void **state, const char *path, const char *cookie)
{
    return answered(*state, request(*state, GET, path, cookie));
}

static Request *get(void **state, const char *path)
{
    return get_as(state, path, my_cookie);
}

static Text token_of(World *world, int64_t session)
{
    return csrf_token(&site, world->arena, session, clock_now(&site.clock));
}

static Request *post_body(void **state, const char *path, const char *cookie, const char *type, Text body)
{
    Request *q = request(*state, POST, path, cookie);
    q->content_type = text_of(type);
    q->body = body;
    return answered(*state, q);
}

static Request *post_as(void **state, const char *path, const char *form, const char *cookie, Text token)
{
    World *world = *state;
    return post_body(state, path, cookie, "application/x-www-form-urlencoded",
                     text_format(world->arena, "%s&csrf=%s", form, text_at(token)));
}

static Request *post(void **state, const char *path, const char *form)
{
    return post_as(state, path, form, my_cookie, token_of(*state, MY_SESSION));
}

static const char *say(void **state, const char *format, ...) __attribute__((format(printf, 2, 3)));
static const char *say(void **state, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Text text = text_format_list(((World *)*state)->arena, format, arguments);
    va_end(arguments);
    return text.at;
}

static Thing my_thing(void **state)
{
    World *world = *state;
    Thing thing = whole_thing(world->arena, (Ids){ 0 });
    thing.owner = (Party){ .person = ME };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    return thing;
}

static const char *path_of(void **state, const Thing *thing, const char *rest)
{
    return say(state, "/things/%" PRId64 "%s", thing->id, rest);
}

static Thing loaded(void **state, int64_t id)
{
    Thing thing;
    assert_int_equal(OK, record_load(((World *)*state)->db, &thing_record, id, &thing));
    return thing;
}

static int64_t things_in(void **state)
{
    return count_in(*state, "SELECT COUNT(*) FROM thing");
}

static bool says(const Request *q, const char *text)
{
    return strstr(text_at(buffer_text(&q->out)), text) != NULL;
}

/* ---- finding the route ---- */

static void path_finds_its_route_and_its_parts(void **state)
{
    const Thing thing = my_thing(state);
    assert_true(says(get(state, path_of(state, &thing, "")), "<h1>Æblet</h1>"));
    assert_true(says(get(state, "/things/newest"), "literal"));
    assert_true(says(get(state, path_of(state, &thing, "/parts/12/navn?page=3")), "navn 12 3"));
}

static void path_without_route_is_not_found(void **state)
{
    static const char *const paths[] = { "/",
                                         "/thing",
                                         "/things/",
                                         "/things/0",
                                         "/things/-1",
                                         "/things/abc",
                                         "/things/1/parts/x/navn",
                                         "/things/99999999999999999999",
                                         "/things/1/parts/1",
                                         "/a/b/c/d/e/f/g/h/i/j" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        int status = get(state, paths[i])->status;
        if (status != 404)
            fail_msg("%s is %d", paths[i], status);
    }
}

static void wrong_method_is_told_the_right_one(void **state)
{
    const Request *q = post(state, "/things/newest", "");
    assert_int_equal(405, q->status);
    assert_text("GET, HEAD", q->allow);
    q = get(state, "/small");
    assert_int_equal(405, q->status);
    assert_text("POST", q->allow);
}

static void head_is_answered_as_get(void **state)
{
    World *world = *state;
    Request *q = request(world, GET, "/open", "");
    q->is_head = true;
    answered(world, q);
    assert_int_equal(200, q->status);
    assert_true(says(q, "literal"));
}

static void query_that_cannot_be_read_is_refused(void **state)
{
    assert_int_equal(400, get(state, "/open?a=%zz")->status);
    assert_int_equal(400, get(state, "/open?a=%00")->status);
    assert_int_equal(400, get(state, "/open?a=%ff")->status);
}

static void json_is_asked_for_by_path_or_by_header(void **state)
{
    World *world = *state;
    const Thing thing = my_thing(state);
    Request *q = get(state, path_of(state, &thing, ".json"));
    assert_true(says(q, "{\"record\":\"thing\",\"id\":"));
    assert_string_equal("application/json", q->out_type);
    assert_true(says(q, "\"figure\":7.5"));
    assert_true(says(q, "\"owner\":{\"person\":7}"));
    q = request(world, GET, path_of(state, &thing, ""), my_cookie);
    q->accept = TEXT("application/json");
    assert_true(says(answered(world, q), "\"title\":\"Æblet\""));
}

static void json_leaves_out_what_is_personal_or_secret(void **state)
{
    const Thing thing = my_thing(state);
    const Request *q = get(state, path_of(state, &thing, ".json"));
    assert_false(says(q, "note"));
    assert_false(says(q, "hidden"));
}

static void errors_are_json_where_json_was_asked_for(void **state)
{
    assert_true(says(get(state, "/things/404.json"), "{\"error\":404}"));
    assert_true(says(get_as(state, "/mine.json", ""), "{\"error\":401}"));
}

/* ---- rights ---- */

static void what_may_not_be_seen_is_not_found(void **state)
{
    World *world = *state;
    Thing thing = { .title = TEXT("skjult"), .owner = { .person = 8 } };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    assert_int_equal(404, get(state, path_of(state, &thing, ""))->status);
    assert_int_equal(404, post(state, path_of(state, &thing, ""), "fields=title&title=x")->status);
    assert_int_equal(200, get_as(state, path_of(state, &thing, ""), "person=8; session=81")->status);
}

static void what_may_be_seen_but_not_changed_is_denied(void **state)
{
    const Thing thing = my_thing(state);
    const Request *q = post_as(state, path_of(state, &thing, ""), "fields=title&title=x",
                               "person=8; session=81", token_of(*state, THEIR_SESSION));
    assert_int_equal(403, q->status);
    assert_text("Æblet", loaded(state, thing.id).title);
    assert_int_equal(403, get(state, "/staff")->status);
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    const Thing thing = my_thing(state);
    assert_int_equal(401, get_as(state, path_of(state, &thing, ""), "")->status);
    assert_int_equal(401, get_as(state, "/mine", "person=7; session=71; ended=1")->status);
    assert_int_equal(200, get_as(state, "/open", "")->status);
    assert_int_equal(200, get(state, "/mine")->status);
}

static void session_is_touched_when_it_was_long_ago(void **state)
{
    assert_false(get_as(state, "/mine", "person=7; session=71; idle=299000")->needs_touch);
    assert_true(get_as(state, "/mine", "person=7; session=71; idle=301000")->needs_touch);
    assert_false(get_as(state, "/open", "person=7; session=71; ended=1; idle=301000")->needs_touch);
}

/* ---- the body ---- */

static void body_over_the_limit_is_refused(void **state)
{
    World *world = *state;
    Text token = token_of(world, MY_SESSION);
    Text form = text_format(world->arena, "fields=title&title=a&csrf=%s", token.at);
    Text long_form = text_format(world->arena, "%s&x=%0*d", form.at, USUAL_BODY, 0);
    assert_int_equal(
        413, post_body(state, "/small", my_cookie, "application/x-www-form-urlencoded", form)->status);
    assert_int_equal(
        303, post_body(state, "/things", my_cookie, "application/x-www-form-urlencoded", form)->status);
    assert_int_equal(
        413, post_body(state, "/things", my_cookie, "application/x-www-form-urlencoded", long_form)->status);
    Text widest = { long_form.at, USUAL_BODY };
    assert_int_equal(
        303, post_body(state, "/things", my_cookie, "application/x-www-form-urlencoded", widest)->status);
    assert_int_equal(2, things_in(state));
}

static void limit_is_known_before_the_body_comes(void **state)
{
    (void)state;
    assert_int_equal(SMALL_BODY, dispatch_most_body(&site, POST, TEXT("/small")));
    assert_int_equal(USUAL_BODY, dispatch_most_body(&site, POST, TEXT("/things/7")));
    assert_int_equal(0, dispatch_most_body(&site, POST, TEXT("/nowhere")));
    assert_int_equal(0, dispatch_most_body(&site, POST, TEXT("/things/newest")));
}

static void unknown_type_of_body_is_refused(void **state)
{
    assert_int_equal(415, post_body(state, "/things", my_cookie, "application/json", TEXT("{}"))->status);
    assert_int_equal(415, post_body(state, "/things", my_cookie, "", TEXT("title=a"))->status);
    assert_int_equal(
        415,
        post_body(state, "/things", my_cookie, "multipart/form-data; boundary=x", TEXT("--x--\r\n"))->status);
}

static void body_that_is_no_text_is_refused(void **state)
{
    assert_int_equal(400, post(state, "/things", "title=%ff")->status);
    assert_int_equal(400, post(state, "/things", "title=%00")->status);
    assert_int_equal(400, post(state, "/things", "title=%4")->status);
    Buffer many;
    buffer_init(&many, USUAL_BODY);
    for (int i = 0; i <= MOST_FORM_FIELDS; i++)
        buffer_add_string(&many, "a=1&");
    assert_int_equal(400, post(state, "/things", many.at)->status);
    buffer_done(&many);
    assert_int_equal(0, things_in(state));
}

static void file_comes_where_files_are_taken(void **state)
{
    World *world = *state;
    Text body = text_format(
        world->arena,
        "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nbytes\r\n--x--\r\n",
        token_of(world, MY_SESSION).at);
    const Request *q = post_body(state, "/uploads", my_cookie, "multipart/form-data; boundary=x", body);
    assert_int_equal(200, q->status);
    assert_true(says(q, "1 files, bytes"));
}

/* ---- tokens ---- */

static void post_without_a_good_token_is_refused(void **state)
{
    World *world = *state;
    Text good = token_of(world, MY_SESSION);
    assert_int_equal(
        403,
        post_body(state, "/things", my_cookie, "application/x-www-form-urlencoded", TEXT("title=x"))->status);
    assert_int_equal(
        403, post_body(state, "/open", "", "application/x-www-form-urlencoded", TEXT("title=x"))->status);
    assert_int_equal(403, post_as(state, "/things", "title=x", my_cookie,
                                  text_copy(world->arena, good.at, good.length - 1))
                              ->status);
    assert_int_equal(403,
                     post_as(state, "/things", "title=x", my_cookie, token_of(world, THEIR_SESSION))->status);
    assert_int_equal(403, post_as(state, "/things", "title=x", my_cookie, token_of(world, 0))->status);
    assert_int_equal(403, post_as(state, "/open", "title=x", "", token_of(world, THEIR_SESSION))->status);
    assert_int_equal(0, things_in(state));
    assert_int_equal(303, post_as(state, "/open", "fields=title&title=x", "", token_of(world, 0))->status);
    assert_int_equal(303, post_as(state, "/things", "fields=title&title=x", my_cookie, good)->status);
}

static void token_with_any_letter_changed_is_forged(void **state)
{
    World *world = *state;
    int64_t session = -1;
    Text good = token_of(world, MY_SESSION);
    for (size_t i = 0; i < good.length; i++) {
        Text copy = text_copy(world->arena, good.at, good.length);
        char *letter = (char *)(uintptr_t)copy.at + i;
        *letter = *letter == 'A' ? 'B' : 'A';
        if (csrf_token_is_good(&site, copy, NOW, &session))
            fail_msg("letter %zu may be changed", i);
    }
    assert_int_equal(-1, session);
    assert_true(csrf_token_is_good(&site, good, NOW, &session));
    assert_int_equal(MY_SESSION, session);
}

static void token_is_masked_anew_each_time(void **state)
{
    World *world = *state;
    Text a = token_of(world, MY_SESSION), b = token_of(world, MY_SESSION);
    size_t same = 0;
    for (size_t i = 0; i < a.length; i++)
        same += a.at[i] == b.at[i];
    assert_int_equal(a.length, b.length);
    assert_true(same < a.length / 4);
}

static void token_before_sign_in_lasts_a_day(void **state)
{
    World *world = *state;
    const Instant day = (Instant)24 * 60 * 60 * 1000, now = 100 * day;
    int64_t session;
    Text token = csrf_token(&site, world->arena, 0, now);
    assert_true(csrf_token_is_good(&site, token, now + day, &session));
    assert_int_equal(0, session);
    assert_false(csrf_token_is_good(&site, token, now + day + 1, &session));
    assert_false(csrf_token_is_good(&site, token, now - 1, &session));
    token = csrf_token(&site, world->arena, MY_SESSION, now);
    assert_true(csrf_token_is_good(&site, token, now + 9 * day, &session));
}

static void token_of_another_site_is_forged(void **state)
{
    World *world = *state;
    static const unsigned char another_secret[32] = "another";
    const Site another = { .secret = another_secret };
    int64_t session;
    assert_false(
        csrf_token_is_good(&site, csrf_token(&another, world->arena, MY_SESSION, NOW), NOW, &session));
    assert_false(csrf_token_is_good(&site, TEXT(""), NOW, &session));
    assert_false(csrf_token_is_good(&site, TEXT("æøå"), NOW, &session));
}

static void sealed_text_opens_for_its_purpose_alone(void **state)
{
    World *world = *state;
    static const unsigned char another_secret[32] = "another";
    const Site another = { .secret = another_secret };
    Text sealed = site_seal(&site, world->arena, "kept", TEXT("rødgrød")), opened = TEXT("urørt");
    assert_false(site_unseal(&site, world->arena, "mail", sealed, &opened));
    assert_false(site_unseal(&another, world->arena, "kept", sealed, &opened));
    assert_false(site_unseal(&site, world->arena, "kept", (Text){ sealed.at, sealed.length - 2 }, &opened));
    assert_false(site_unseal(&site, world->arena, "kept", TEXT(""), &opened));
    assert_text("urørt", opened);
    for (size_t i = 0; i < sealed.length; i++) {
        Text copy = text_copy(world->arena, sealed.at, sealed.length);
        char *letter = (char *)(uintptr_t)copy.at + i;
        *letter = *letter == 'A' ? 'Q' : 'A';
        assert_false(site_unseal(&site, world->arena, "kept", copy, &opened));
    }
    assert_true(site_unseal(&site, world->arena, "kept", sealed, &opened));
    assert_text("rødgrød", opened);
    assert_true(site_unseal(&site, world->arena, "kept", site_seal(&site, world->arena, "kept", (Text){ 0 }),
                            &opened));
    assert_int_equal(0, opened.length);
}

/* ---- a form kept over a sign-in ---- */

static Text kept_in(void **state, const Request *q)
{
    World *world = *state;
    const char *at = strstr(text_at(buffer_text(&q->out)), "kept=");
    assert_non_null(at);
    at += strlen("kept=");
    return text_copy(world->arena, at, strcspn(at, ";"));
}

static void form_of_an_ended_session_is_kept(void **state)
{
    World *world = *state;
    const Thing thing = my_thing(state);
    const Request *q = post_as(state, path_of(state, &thing, ""), "fields=title&title=Skrevet længe",
                               "person=7; session=71; ended=1", token_of(world, MY_SESSION));
    assert_int_equal(401, q->status);
    Text kept = kept_in(state, q), path, body;
    Request *later = request(world, GET, "/open", my_cookie);
    later->site = &site;
    later->now = clock_now(&site.clock);
    assert_false(kept_form_open(later, kept, 8, &path, &body));
    assert_true(kept_form_open(later, kept, ME, &path, &body));
    assert_text(path_of(state, &thing, ""), path);
    assert_true(text_starts_with(body, "fields=title&title=Skrevet længe"));
    later->now += (Instant)24 * 60 * 60 * 1000 + 60 * 1000;
    assert_false(kept_form_open(later, kept, ME, &path, &body));
    buffer_done(&later->out);
}

static void form_without_a_known_session_is_not_kept(void **state)
{
    const Request *q = post_as(state, "/things", "title=x", "", token_of(*state, 0));
    assert_int_equal(401, q->status);
    assert_int_equal(0, kept_in(state, q).length);
}

static void kept_form_is_shown_and_never_carried_out(void **state)
{
    World *world = *state;
    const Thing thing = my_thing(state);
    Text kept = kept_in(state, post_as(state, path_of(state, &thing, ""), "fields=title&title=Skrevet længe",
                                       "person=7; session=71; ended=1", token_of(world, MY_SESSION)));
    const Request *q = get_as(state, say(state, "/restored?kept=%s", kept.at), "person=7; session=72");
    assert_int_equal(200, q->status);
    assert_true(q->is_restored);
    assert_text("Æblet", loaded(state, thing.id).title);
    assert_int_equal(404,
                     get_as(state, say(state, "/restored?kept=%s", kept.at), "person=8; session=81")->status);
    assert_int_equal(404, get(state, "/restored?kept=forged")->status);
}

static void form_of_my_own_earlier_session_is_shown_again(void **state)
{
    const Thing thing = my_thing(state);
    const Request *q = post_as(state, path_of(state, &thing, ""), "fields=title&title=Ny",
                               "person=7; session=72", token_of(*state, MY_SESSION));
    assert_int_equal(200, q->status);
    assert_true(q->is_restored);
    assert_text("Æblet", loaded(state, thing.id).title);
}

/* ---- what handlers return ---- */

static void outcome_becomes_a_status(void **state)
{
    static const struct {
        Err err;
        int status;
    } expected[] = { { OK, 500 },       { NOT_FOUND, 404 }, { DENIED, 403 }, { INVALID, 422 },
                     { CONFLICT, 409 }, { BUSY, 503 },      { BROKEN, 500 } };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const Request *q = get(state, say(state, "/fail?err=%d", (int)expected[i].err));
        assert_int_equal(expected[i].status, q->status);
        assert_false(says(q, "halvfærdig"));
    }
}

static void page_past_its_ceiling_is_a_fault(void **state)
{
    const Request *q = get(state, "/huge");
    assert_int_equal(500, q->status);
    assert_true(says(q, "told 500"));
}

static void slow_step_may_refuse(void **state)
{
    assert_int_equal(403, post(state, "/slow", "fields=title&title=nej")->status);
    assert_int_equal(404, post(state, "/slow", "fields=title&title=væk")->status);
    assert_int_equal(0, things_in(state));
    assert_int_equal(303, post(state, "/slow", "fields=title&title=ja")->status);
}

static void refused_write_leaves_nothing(void **state)
{
    const Thing thing = my_thing(state);
    assert_int_equal(422, post(state, path_of(state, &thing, "/half"), "")->status);
    assert_int_equal(1, things_in(state));
    assert_int_equal(1, count_in(*state, "SELECT COUNT(*) FROM change"));
}

static void saved_form_leads_to_the_page_and_says_so(void **state)
{
    const Thing thing = my_thing(state);
    const Request *q = post(state, path_of(state, &thing, ""), "fields=title&title=Ny");
    assert_int_equal(303, q->status);
    assert_text(path_of(state, &thing, ""), q->location);
    assert_true(text_starts_with(q->set_cookie, "said=47656d74;"));
    assert_int_equal(ME, count_in(*state, "SELECT person FROM change WHERE what = 'update'"));
}

static void request_can_be_used_again(void **state)
{
    World *world = *state;
    Request q = { 0 };
    request_init(&q);
    q.method = GET;
    q.path = TEXT("/open");
    q.cookie = text_of(my_cookie);
    dispatch_whole(&site, world->db, &q);
    assert_int_equal(200, q.status);
    request_reset(&q);
    assert_int_equal(0, q.status);
    assert_int_equal(0, q.out.length);
    assert_int_equal(0, q.session.id);
    q.method = GET;
    q.path = TEXT("/mine");
    dispatch_whole(&site, world->db, &q);
    assert_int_equal(401, q.status);
    q.error_count = 3;
    q.is_conflict = true;
    request_rewind(&q);
    assert_int_equal(0, q.status + (int)q.error_count + q.is_conflict + (int)q.out.length);
    request_done(&q);
    db_set_arena(world->db, world->arena);
}

/* ---- what a form reads ---- */

static void every_kind_of_field_is_read(void **state)
{
    World *world = *state;
    const Thing owner = my_thing(state);
    int64_t tag = tag_new(world, ME);
    const Request *q = post(
        state, "/things",
        say(state,
            "title= Nyt &text=a%%0D%%0Ab&note=n&state=old&partners-citizens=Ida%%0D%%0A%%0D%%0A Bo "
            "&partners-company=Fabrikken&year=2027&amount=100&is_done=1&day-day=1&day-month=2&day-year=2027"
            "&period=2027-Q1&figure=1.234,5&owner=person:%" PRId64 "&parent=%" PRId64 "&tags=%" PRId64
            "&tags=%" PRId64 "&hidden=x&id=9&revision=1",
            owner.id, owner.id, tag, tag));
    assert_int_equal(303, q->status);
    const Thing thing = loaded(state, strtoll(q->location.at + strlen("/things/"), NULL, 10));
    static const struct {
        const char *field, *text;
    } expected[] = { { "title", "Nyt" },      { "text", "a\nb" },
                     { "note", "n" },         { "state", "old" },
                     { "year", "2027" },      { "amount", "100" },
                     { "is_done", "1" },      { "day", "2027-02-01" },
                     { "period", "2027-Q1" }, { "figure", "1.234,5" },
                     { "hidden", "" },        { "partners", "citizens:Ida|citizens:Bo|company:Fabrikken" } };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_text(expected[i].text,
                    field_text(world->arena, record_field(&thing_record, expected[i].field), &thing));
    assert_int_equal(1234500000, thing.figure.millionths);
    assert_int_equal(owner.id, thing.owner.person);
    assert_int_equal(1, thing.tags.count);
}

static void what_cannot_be_read_is_told_and_nothing_written(void **state)
{
    static const char *const wrong[] = {
        "title=",           "title=123456789012345678901",
        "state=young",      "year=26",
        "year=x",           "amount=-1",
        "amount=101",       "amount=1,5",
        "day=i går",        "day-day=31&day-month=2&day-year=2027",
        "day-day=1",        "period=snart",
        "figure=1,2345678", "figure=ti",
        "owner=7",          "owner=person:x",
        "tags=x",           "partners-citizens=A|B",
    };
    const Thing thing = my_thing(state);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t length = strcspn(wrong[i], "-=");
        const Request *q = post(state, path_of(state, &thing, ""),
                                say(state, "fields=%.*s&%s", (int)length, wrong[i], wrong[i]));
        if (q->status != 422 || !says(q, say(state, "%.*s! ", (int)length, wrong[i])))
            fail_msg("%s is answered %d: %s", wrong[i], q->status, text_at(buffer_text(&q->out)));
    }
    assert_int_equal(1, loaded(state, thing.id).revision);
}

static void form_takes_only_what_it_names(void **state)
{
    const Thing thing = my_thing(state);
    assert_int_equal(
        303,
        post(state, path_of(state, &thing, ""), "fields=title&title=Ny&text=x&year=1999&revision=1")->status);
    const Thing after = loaded(state, thing.id);
    assert_text("Ny", after.title);
    assert_text("En linje\nog en til", after.text);
    assert_int_equal(2026, after.year);
    assert_true(after.is_done);
}

static void checkbox_that_is_not_sent_is_no(void **state)
{
    const Thing thing = my_thing(state);
    assert_int_equal(303, post(state, path_of(state, &thing, ""), "fields=is_done")->status);
    assert_false(loaded(state, thing.id).is_done);
}

static void what_was_typed_comes_back(void **state)
{
    World *world = *state;
    const Thing thing = whole_thing(world->arena, (Ids){ 0 });
    Request *q = request(world, POST, "/things", my_cookie);
    assert_int_equal(
        OK, parse_urlencoded(q->arena,
                             TEXT("title=<b>&day-day=31&day-month=2&tags=5&tags=6&owner=unit:2&state=old"),
                             &q->form, &(const char *){ NULL }));
#define INPUT(name, part)      field_input(q, record_field(&thing_record, name), &thing, part)
#define IS_CHOSEN(name, value) field_is_chosen(q, record_field(&thing_record, name), &thing, TEXT(value))
    assert_text("<b>", INPUT("title", NULL));
    assert_text("31", INPUT("day", "day"));
    assert_text("", INPUT("day", "year"));
    assert_true(IS_CHOSEN("tags", "5") && IS_CHOSEN("tags", "6") && !IS_CHOSEN("tags", "7"));
    assert_true(IS_CHOSEN("owner", "unit:2") && !IS_CHOSEN("owner", "person:3"));
    q->method = GET;
    assert_text("Æblet", INPUT("title", NULL));
    assert_text("24", INPUT("day", "day"));
    assert_text("11", INPUT("day", "month"));
    assert_text("7,50", INPUT("figure", NULL));
    assert_text("Spejderne", INPUT("partners", "association"));
    assert_text("", INPUT("partners", "company"));
    assert_true(IS_CHOSEN("owner", "person:3") && IS_CHOSEN("state", "new"));
    buffer_done(&q->out);
}

/* ---- references ---- */

static void reference_to_what_may_not_be_used_is_not_found(void **state)
{
    World *world = *state;
    const Thing thing = my_thing(state);
    Thing unseen = { .title = TEXT("skjult"), .owner = { .person = 8 } };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &unseen));
    int64_t their_tag = tag_new(world, 8);
    const char *const forms[] = {
        say(state, "fields=parent&parent=%" PRId64, unseen.id),
        "fields=parent&parent=404",
        say(state, "fields=owner&owner=person:%" PRId64, unseen.id),
        "fields=owner&owner=unit:404",
        say(state, "fields=tags&tags=%" PRId64, their_tag),
        "fields=tags&tags=404",
        say(state, "fields=title tags&title=Ny&tags=%" PRId64, their_tag),
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        int status = post(state, path_of(state, &thing, ""), forms[i])->status;
        if (status != 404)
            fail_msg("%s is answered %d", forms[i], status);
    }
    assert_int_equal(1, loaded(state, thing.id).revision);
}

static void ids_out_of_reach_stay(void **state)
{
    World *world = *state;
    int64_t mine = tag_new(world, ME), other_of_mine = tag_new(world, ME), theirs = tag_new(world, 8);
    Thing thing = { .title = TEXT("x"),
                    .owner = { .person = ME },
                    .tags = ids_of(world->arena, 2, mine, theirs) };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    assert_int_equal(
        303, post(state, path_of(state, &thing, ""), say(state, "fields=tags&tags=%" PRId64, other_of_mine))
                 ->status);
    assert_text(say(state, "%" PRId64 "|%" PRId64, other_of_mine, theirs),
                field_text(world->arena, record_field(&thing_record, "tags"),
                           &(Thing){ .tags = loaded(state, thing.id).tags }));
    /* One that is out of reach may be sent along, as the form had it. */
    assert_int_equal(
        303,
        post(state, path_of(state, &thing, ""), say(state, "fields=tags&tags=%" PRId64, theirs))->status);
    assert_int_equal(1, loaded(state, thing.id).tags.count);
}

static void reference_that_stands_needs_no_right_again(void **state)
{
    World *world = *state;
    Thing unseen = { .title = TEXT("skjult"), .owner = { .person = 8 } };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &unseen));
    Thing thing = { .title = TEXT("x"), .owner = { .person = ME }, .parent = unseen.id };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    assert_int_equal(303, post(state, path_of(state, &thing, ""),
                               say(state, "fields=title parent&title=Ny&parent=%" PRId64, unseen.id))
                              ->status);
}

/* ---- two at a time ---- */

/* What a form sends for one field, and how the field then stands in the record. */
typedef struct Version {
    const char *form;
    const char *text;
} Version;

static const struct {
    const char *field;
    Version versions[3]; /* as it was, theirs, mine */
} kinds[] = {
    { "title", { { "title=a", "a" }, { "title=b", "b" }, { "title=c", "c" } } },
    { "text", { { "text=a", "a" }, { "text=", "" }, { "text=a%0Ac", "a\nc" } } },
    { "note", { { "note=a", "a" }, { "note=b", "b" }, { "note=c", "c" } } },
    { "state", { { "state=", "" }, { "state=old", "old" }, { "state=new", "new" } } },
    { "partners",
      { { "partners-citizens=A", "citizens:A" },
        { "partners-citizens=A%0AB", "citizens:A|citizens:B" },
        { "", "" } } },
    { "year", { { "year=2026", "2026" }, { "year=2027", "2027" }, { "year=", "" } } },
    { "amount", { { "amount=", "" }, { "amount=2", "2" }, { "amount=3", "3" } } },
    { "day",
      { { "day=2027-01-01", "2027-01-01" },
        { "day=", "" },
        { "day-day=3&day-month=1&day-year=2027", "2027-01-03" } } },
    { "period", { { "period=2027", "2027" }, { "period=2027-Q1", "2027-Q1" }, { "period=2028", "2028" } } },
    { "figure", { { "figure=1", "1" }, { "figure=1,0", "1,0" }, { "figure=2", "2" } } },
    { "owner",
      { { "owner=person:1", "person:1" }, { "owner=person:2", "person:2" }, { "owner=unit:2", "unit:2" } } },
    { "parent", { { "parent=1", "1" }, { "parent=2", "2" }, { "parent=", "" } } },
    { "tags", { { "tags=1", "1" }, { "tags=1&tags=2", "1|2" }, { "tags=2", "2" } } },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Things and tags 1 and 2 to refer to, and a thing of mine that stands as versions[0] says; revision 2. */
static Thing thing_as_it_was(void **state, size_t kind)
{
    World *world = *state;
    for (int i = 0; i < 2 && things_in(state) < 2; i++) {
        my_thing(state);
        tag_new(world, ME);
    }
    Thing thing = { .title = TEXT("begyndelse"), .owner = { .person = ME } };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    const Thing before = thing;
    Request *q = request(world, POST, "/", my_cookie);
    const char *const fields[] = { kinds[kind].field, NULL };
    q->db = world->db;
    q->who = (Who){ ME, 1 };
    assert_int_equal(OK, parse_urlencoded(q->arena, text_of(kinds[kind].versions[0].form), &q->form,
                                          &(const char *){ NULL }));
    assert_int_equal(OK, read_form(q, &thing_record, fields, &thing));
    assert_int_equal(0, q->error_count);
    buffer_done(&q->out);
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &thing));
    return loaded(state, thing.id);
}

/* A form made from REVISION that changes the field to a version and, where OTHER says, the text beside it. The dispatcher would ask for
 * the owner's right, and the owner is one of the fields: so this goes to the form alone. */
static Request *save_version(void **state, const Thing *thing, size_t kind, int version, int64_t revision)
{
    World *world = *state;
    Thing before = loaded(state, thing->id), after = before;
    Request *q = request(world, POST, "/", my_cookie);
    const char *const fields[] = { kinds[kind].field, NULL };
    q->db = world->db;
    q->who = (Who){ ME, 1 };
    Text form =
        text_format(world->arena, "revision=%" PRId64 "&%s", revision, kinds[kind].versions[version].form);
    assert_int_equal(OK, parse_urlencoded(q->arena, form, &q->form, &(const char *){ NULL }));
    assert_int_equal(OK, read_form(q, &thing_record, fields, &after));
    buffer_done(&q->out);
    if (!has_errors(q))
        assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    return q;
}

static void assert_version(void **state, const Thing *thing, size_t kind, int version)
{
    World *world = *state;
    const Thing now = loaded(state, thing->id);
    Text text = field_text(world->arena, record_field(&thing_record, kinds[kind].field), &now);
    if (!text_is(text, kinds[kind].versions[version].text))
        fail_msg("%s is '%s' instead of '%s'", kinds[kind].field, text_at(text),
                 kinds[kind].versions[version].text);
}

static void what_only_they_changed_stays_theirs(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        const Thing thing = thing_as_it_was(state, kind);
        assert_int_equal(0, save_version(state, &thing, kind, 1, thing.revision)->error_count);
        assert_int_equal(0, save_version(state, &thing, kind, 0, thing.revision)->error_count);
        assert_version(state, &thing, kind, 1);
    }
}

static void what_only_i_changed_becomes_mine(void **state)
{
    World *world = *state;
    for (size_t kind = 0; kind < KINDS; kind++) {
        const Thing thing = thing_as_it_was(state, kind);
        Thing theirs = thing;
        theirs.hidden = TEXT("noget andet");
        assert_int_equal(OK, db_update(world->db, &thing_record, &thing, &theirs));
        assert_int_equal(0, save_version(state, &thing, kind, 2, thing.revision)->error_count);
        assert_version(state, &thing, kind, 2);
    }
}

static void what_both_changed_alike_is_no_conflict(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        const Thing thing = thing_as_it_was(state, kind);
        save_version(state, &thing, kind, 1, thing.revision);
        assert_int_equal(0, save_version(state, &thing, kind, 1, thing.revision)->error_count);
        assert_version(state, &thing, kind, 1);
        assert_int_equal(thing.revision + 1, loaded(state, thing.id).revision);
    }
}

static void what_both_changed_is_a_conflict_with_both_texts(void **state)
{
    for (size_t kind = 0; kind < KINDS; kind++) {
        const Thing thing = thing_as_it_was(state, kind);
        save_version(state, &thing, kind, 1, thing.revision);
        const Request *q = save_version(state, &thing, kind, 2, thing.revision);
        if (!q->is_conflict || q->error_count != 1)
            fail_msg("%s is no conflict", kinds[kind].field);
        assert_string_equal(kinds[kind].field, q->errors[0].field);
        assert_text(kinds[kind].versions[1].text, q->errors[0].theirs);
        assert_version(state, &thing, kind, 1);
    }
}

static void checkbox_that_only_they_changed_stays_theirs(void **state)
{
    const Thing thing = my_thing(state); /* done */
    assert_int_equal(303, post(state, path_of(state, &thing, ""), "fields=is_done&revision=1")->status);
    assert_int_equal(
        303, post(state, path_of(state, &thing, ""), "fields=is_done title&is_done=1&title=Ny&revision=1")
                 ->status);
    assert_false(loaded(state, thing.id).is_done);
    assert_text("Ny", loaded(state, thing.id).title);
}

static void conflict_is_answered_with_theirs_and_writes_nothing(void **state)
{
    const Thing thing = my_thing(state);
    assert_int_equal(303,
                     post(state, path_of(state, &thing, ""), "fields=title&title=Deres&revision=1")->status);
    const Request *q =
        post(state, path_of(state, &thing, ""), "fields=title text&title=Min&text=Min tekst&revision=1");
    assert_int_equal(409, q->status);
    assert_true(says(q, "[Deres]"));
    assert_text("Deres", loaded(state, thing.id).title);
    assert_text("En linje\nog en til", loaded(state, thing.id).text);
    /* Seen and settled, it is sent from the newest revision. */
    assert_int_equal(303,
                     post(state, path_of(state, &thing, ""), "fields=title&title=Vores&revision=2")->status);
}

static void form_in_conflict_shows_theirs_where_only_they_wrote(void **state)
{
    const Thing thing = my_thing(state);
    post(state, path_of(state, &thing, ""), "fields=title text&title=Deres&text=Deres tekst&revision=1");
    const Request *q = post(state, path_of(state, &thing, ""),
                            "fields=title text&title=Min&text=En linje\nog en til&revision=1");
    assert_int_equal(409, q->status);
    assert_text("Min", field_input(q, record_field(&thing_record, "title"), &thing, NULL));
    const Thing now = loaded(state, thing.id);
    assert_text("Deres tekst", field_input(q, record_field(&thing_record, "text"), &now, NULL));
}

static void forged_revision_is_not_found(void **state)
{
    static const char *const forged[] = { "0", "-1", "2", "x", "99999999999999999999" };
    const Thing thing = my_thing(state);
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++)
        assert_int_equal(404, post(state, path_of(state, &thing, ""),
                                   say(state, "fields=title&title=x&revision=%s", forged[i]))
                                  ->status);
    assert_text("Æblet", loaded(state, thing.id).title);
}

/* ---- when the machine fails ---- */

static void full_disk_is_told_and_leaves_nothing(void **state)
{
    World *world = *state;
    if (world->engine != SQLITE)
        skip();
    const Thing thing = my_thing(state);
    Text limit =
        text_format(world->arena, "PRAGMA max_page_count=%s", text_at(text_in(world, "PRAGMA page_count")));
    assert_int_equal(OK, db_script(world->db, limit.at));
    const char *form = say(state, "fields=text&text=%018000d", 1);
    int status = 303;
    for (int i = 0; i < 40 && status == 303; i++)
        status = post(state, path_of(state, &thing, ""), say(state, "%s%d", form, i))->status;
    assert_int_equal(500, status);
    assert_int_equal(loaded(state, thing.id).revision, count_in(world, "SELECT COUNT(*) FROM change"));
    assert_int_equal(200, get(state, path_of(state, &thing, ""))->status);
}

static void unreadable_database_is_told(void **state)
{
    World *world = *state;
    assert_int_equal(OK, db_script(world->db, "ALTER TABLE thing RENAME TO thing_away"));
    assert_int_equal(500, get(state, "/open")->status);
    assert_int_equal(500, post(state, "/things", "fields=title&title=x")->status);
    assert_int_equal(OK, db_script(world->db, "ALTER TABLE thing_away RENAME TO thing"));
}

static void closed_server_is_told_and_found_again(void **state)
{
    World *world = *state;
    Db *cluster;
    if (world->engine != POSTGRES)
        skip();
    const Thing thing = my_thing(state);
    const char *name = text_in(world, "SELECT current_database()").at;
    assert_int_equal(OK, db_open(world->cluster, false, &cluster));
    assert_int_equal(OK, db_script(cluster, say(state, "ALTER DATABASE %s ALLOW_CONNECTIONS false", name)));
    end_sessions(world);
    assert_int_equal(503, get(state, path_of(state, &thing, ""))->status);
    assert_int_equal(503, post(state, path_of(state, &thing, ""), "fields=title&title=Ny")->status);
    assert_int_equal(OK, db_script(cluster, say(state, "ALTER DATABASE %s ALLOW_CONNECTIONS true", name)));
    db_close(cluster);
    assert_int_equal(303, post(state, path_of(state, &thing, ""), "fields=title&title=Ny")->status);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(path_finds_its_route_and_its_parts),
        TEST(path_without_route_is_not_found),
        TEST(wrong_method_is_told_the_right_one),
        TEST(head_is_answered_as_get),
        TEST(query_that_cannot_be_read_is_refused),
        TEST(json_is_asked_for_by_path_or_by_header),
        TEST(json_leaves_out_what_is_personal_or_secret),
        TEST(errors_are_json_where_json_was_asked_for),
        TEST(what_may_not_be_seen_is_not_found),
        TEST(what_may_be_seen_but_not_changed_is_denied),
        TEST(whoever_is_signed_out_is_asked_to_sign_in),
        TEST(session_is_touched_when_it_was_long_ago),
        TEST(body_over_the_limit_is_refused),
        TEST(limit_is_known_before_the_body_comes),
        TEST(unknown_type_of_body_is_refused),
        TEST(body_that_is_no_text_is_refused),
        TEST(file_comes_where_files_are_taken),
        TEST(post_without_a_good_token_is_refused),
        TEST(token_with_any_letter_changed_is_forged),
        TEST(token_is_masked_anew_each_time),
        TEST(token_before_sign_in_lasts_a_day),
        TEST(token_of_another_site_is_forged),
        TEST(sealed_text_opens_for_its_purpose_alone),
        TEST(form_of_an_ended_session_is_kept),
        TEST(form_without_a_known_session_is_not_kept),
        TEST(kept_form_is_shown_and_never_carried_out),
        TEST(form_of_my_own_earlier_session_is_shown_again),
        TEST(outcome_becomes_a_status),
        TEST(page_past_its_ceiling_is_a_fault),
        TEST(slow_step_may_refuse),
        TEST(refused_write_leaves_nothing),
        TEST(saved_form_leads_to_the_page_and_says_so),
        TEST(request_can_be_used_again),
        TEST(every_kind_of_field_is_read),
        TEST(what_cannot_be_read_is_told_and_nothing_written),
        TEST(form_takes_only_what_it_names),
        TEST(checkbox_that_is_not_sent_is_no),
        TEST(what_was_typed_comes_back),
        TEST(reference_to_what_may_not_be_used_is_not_found),
        TEST(ids_out_of_reach_stay),
        TEST(reference_that_stands_needs_no_right_again),
        TEST(what_only_they_changed_stays_theirs),
        TEST(what_only_i_changed_becomes_mine),
        TEST(what_both_changed_alike_is_no_conflict),
        TEST(what_both_changed_is_a_conflict_with_both_texts),
        TEST(checkbox_that_only_they_changed_stays_theirs),
        TEST(conflict_is_answered_with_theirs_and_writes_nothing),
        TEST(form_in_conflict_shows_theirs_where_only_they_wrote),
        TEST(forged_revision_is_not_found),
        TEST(full_disk_is_told_and_leaves_nothing),
        TEST(unreadable_database_is_told),
        TEST(closed_server_is_told_and_found_again),
    };
    return cmocka_run_group_tests(tests, world_begin, world_end);
}
