/* SPDX-License-Identifier: MPL-2.0 */
#include "http/dispatch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "http/parse.h"

#include "base/banned.h"

enum { PAGE_CEILING = 16 * 1024 * 1024 };
static const Instant TOUCH_AFTER = (Instant)5 * 60 * 1000;
static const Instant KEPT_AGE = (Instant)24 * 60 * 60 * 1000;

void request_init(Request *q)
{
    q->arena = arena_new();
    buffer_init(&q->out, PAGE_CEILING);
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

/* ---- routes ---- */

static bool split_path(Request *q)
{
    Text rest = { q->path.at + 1, q->path.length - 1 }, piece;
    q->part_count = 0;
    while (text_next_piece(q->arena, &rest, '/', &piece)) {
        if (q->part_count == MOST_PATH_PARTS)
            return false;
        q->parts[q->part_count++] = piece;
    }
    return true;
}

/* The next part of a pattern, its length, and the pattern after it. */
static const char *pattern_part(const char *at, size_t *ret_length)
{
    *ret_length = strcspn(at, "/");
    return at[*ret_length] == '/' ? at + *ret_length + 1 : NULL;
}

static bool is_number_name(const char *part, size_t length)
{
    return (length == 4 && memcmp(part, "{id}", 4) == 0) ||
           (length > 5 && memcmp(part + length - 4, "_id}", 4) == 0);
}

static bool part_fits(const char *part, size_t length, Text given)
{
    int64_t number;
    if (*part != '{')
        return given.length == length && memcmp(part, given.at, length) == 0;
    return !is_number_name(part, length) || (text_to_integer(given, &number) && number > 0);
}

static bool route_fits(const Route *route, const Request *q)
{
    const char *pattern = route->path + 1;
    for (size_t i = 0; i < q->part_count; i++) {
        size_t length;
        if (pattern == NULL || *pattern == '\0')
            return false;
        const char *next = pattern_part(pattern, &length);
        if (!part_fits(pattern, length, q->parts[i]))
            return false;
        pattern = next;
    }
    return pattern == NULL || *pattern == '\0';
}

/* The route of the method; *ret_others says whether the path is there with another method. Of two that fit, the one without braces
 * stands first in its table. */
static const Route *find_route(const Site *site, const Request *q, Method method, bool *ret_others)
{
    *ret_others = false;
    for (const Route *const *module = site->modules; *module != NULL; module++)
        for (const Route *route = *module; route->path != NULL; route++) {
            if (!route_fits(route, q))
                continue;
            if (route->method == method)
                return route;
            *ret_others = true;
        }
    return NULL;
}

Text path_part(const Request *q, const char *name)
{
    const char *pattern = q->route->path + 1;
    size_t wanted = strlen(name), length;
    for (size_t i = 0; i < q->part_count && pattern != NULL; i++) {
        const char *next = pattern_part(pattern, &length);
        if (length == wanted + 2 && *pattern == '{' && memcmp(pattern + 1, name, wanted) == 0)
            return q->parts[i];
        pattern = next;
    }
    return (Text){ "", 0 };
}

int64_t path_id(const Request *q, const char *name)
{
    int64_t id = 0;
    return text_to_integer(path_part(q, name), &id) ? id : 0;
}

static Text pair_value(const Pairs *pairs, const char *name)
{
    for (size_t i = 0; i < pairs->count; i++)
        if (text_is(pairs->at[i].name, name))
            return pairs->at[i].value;
    return (Text){ "", 0 };
}

Text query_value(const Request *q, const char *name)
{
    return pair_value(&q->query, name);
}

Text form_value(const Request *q, const char *name)
{
    return pair_value(&q->form, name);
}

bool form_has(const Request *q, const char *name)
{
    for (size_t i = 0; i < q->form.count; i++)
        if (text_is(q->form.at[i].name, name))
            return true;
    return false;
}

bool form_has_value(const Request *q, const char *name, Text value)
{
    for (size_t i = 0; i < q->form.count; i++)
        if (text_is(q->form.at[i].name, name) && text_equal(q->form.at[i].value, value))
            return true;
    return false;
}

size_t dispatch_most_body(const Site *site, Method method, Text path)
{
    Arena *arena = arena_new();
    Request q = { .arena = arena, .path = path };
    bool others;
    const Route *route = path.length > 0 && split_path(&q) ? find_route(site, &q, method, &others) : NULL;
    arena_free(arena);
    if (route == NULL)
        return 0;
    return route->most_body != 0 ? route->most_body : USUAL_BODY;
}

/* ---- rights ---- */

bool has_need(const Request *q, Need need)
{
    return (q->session.needs >> need & 1) != 0;
}

static bool is_signed_in(const Request *q)
{
    return q->session.id != 0 && !q->session.is_ended;
}

/* The one place that says yes. NOT_FOUND where the person may not know of the row. */
static Err check_rights(Request *q)
{
    const Route *route = q->route;
    int64_t yes = 1;
    if (route->need == OPEN)
        return OK;
    if (!is_signed_in(q))
        return DENIED;
    if (route->need == SIGNED_IN)
        return OK;
    if (route->of == NULL)
        return has_need(q, route->need) ? OK : DENIED;
    if (route->of->seen != NULL)
        TRY(route->of->seen(q->db, q->id, q->who, &yes));
    if (!yes || !has_need(q, SEE))
        return NOT_FOUND;
    if (route->need == SEE)
        return OK;
    if (route->of->reached == NULL)
        return has_need(q, route->need) ? OK : DENIED;
    TRY(route->of->reached(q->db, q->id, q->who, text_of(need_name(route->need)), &yes));
    return yes ? OK : DENIED;
}

/* ---- answers to errors ---- */

static int status_of(Err err)
{
    switch (err) {
    case OK:
        return 200;
    case NOT_FOUND:
        return 404;
    case DENIED:
        return 403;
    case INVALID:
        return 422;
    case CONFLICT:
        return 409;
    case BUSY:
        return 503;
    case BROKEN:
        break;
    }
    return 500;
}

static void tell(Request *q, Err err, int status)
{
    buffer_clear(&q->out);
    q->status = status;
    q->location = (Text){ 0 };
    q->set_cookie = (Text){ 0 };
    if (!q->wants_json) {
        q->out_type = "text/html; charset=utf-8";
        q->site->tell(q, err);
        return;
    }
    q->out_type = "application/json";
    buffer_format(&q->out, "{\"error\":%d}\n", status);
}

/* What a handler returned becomes an answer unless it has made one itself. */
static void conclude(Request *q, Err err)
{
    bool has_answered = q->status != 0 && (err == OK || err == INVALID || err == CONFLICT);
    if (!has_answered)
        tell(q, err == OK ? BROKEN : err, status_of(err == OK ? BROKEN : err));
    if (q->out.is_full) {
        log_fault("the page of %s passed its ceiling", q->route->path);
        tell(q, BROKEN, 500);
    }
}

/* ---- the form of a POST ---- */

static int check_body(Request *q)
{
    const char *reason = "";
    if (q->body.length > (q->route->most_body != 0 ? q->route->most_body : USUAL_BODY))
        return 413;
    bool is_multipart = media_type_is(q->content_type, "multipart/form-data");
    if (is_multipart && q->route->takes_uploads)
        return parse_multipart(q->arena, q->content_type, q->body, &q->form, &q->uploads, &q->upload_count,
                               &reason) == OK
                   ? 0
                   : 400;
    if (!media_type_is(q->content_type, "application/x-www-form-urlencoded") && q->body.length > 0)
        return 415;
    return parse_urlencoded(q->arena, q->body, &q->form, &reason) == OK ? 0 : 400;
}

/* ---- a form kept over a sign-in ---- */

static Text keep_form(Request *q)
{
    Text head = text_format(q->arena, "%" PRId64 " %" PRId64 " %s\n", q->token_person, q->now, q->path.at);
    Buffer whole;
    buffer_init(&whole, head.length + q->body.length + 1);
    buffer_add_text(&whole, head);
    buffer_add_text(&whole, q->body);
    Text sealed = site_seal(q->site, q->arena, "kept", buffer_text(&whole));
    buffer_done(&whole);
    return sealed;
}

bool kept_form_open(Request *q, Text kept, int64_t person, Text *ret_path, Text *ret_body)
{
    Text opened, head, path, number;
    int64_t whose, at;
    if (!site_unseal(q->site, q->arena, "kept", kept, &opened) ||
        !text_next_piece(q->arena, &opened, '\n', &head))
        return false;
    if (!text_next_piece(q->arena, &head, ' ', &number) || !text_to_integer(number, &whose) ||
        whose != person)
        return false;
    if (!text_next_piece(q->arena, &head, ' ', &number) || !text_to_integer(number, &at) ||
        q->now - at > KEPT_AGE)
        return false;
    path = head;
    *ret_path = text_copy(q->arena, path.at, path.length);
    *ret_body = opened;
    return true;
}

static void ask_to_sign_in(Request *q, Text kept)
{
    buffer_clear(&q->out);
    q->status = 401;
    if (q->wants_json)
        tell(q, DENIED, 401);
    else if (q->site->ask_to_sign_in(q, kept) != OK)
        tell(q, BROKEN, 500);
}

Err dispatch_restored(Request *q, Text path, Text body)
{
    const char *reason;
    bool others;
    q->path = path;
    q->body = body;
    if (path.length == 0 || path.at[0] != '/' || !split_path(q))
        return NOT_FOUND;
    q->route = find_route(q->site, q, POST, &others);
    if (q->route == NULL || parse_urlencoded(q->arena, body, &q->form, &reason) != OK)
        return NOT_FOUND;
    q->id = path_id(q, "id");
    q->is_restored = true;
    TRY(check_rights(q));
    Err err = q->route->handler(q);
    return err == INVALID && q->status != 0 ? OK : err;
}

/* ---- the steps ---- */

static bool is_json_path(Request *q)
{
    if (!text_ends_with(q->path, ".json"))
        return accepts_json(q->accept);
    q->path = text_copy(q->arena, q->path.at, q->path.length - 5);
    return true;
}

static void prepare(const Site *site, Db *db, Request *q)
{
    q->site = site;
    q->db = db;
    q->now = clock_now(&site->clock);
    q->today = clock_today(&site->clock);
    q->html = (Html){ .out = &q->out, .arena = q->arena, .today = q->today };
    db_set_arena(db, q->arena);
}

static Err identify(Request *q)
{
    db_set_arena(q->db, q->arena);
    TRY(q->site->identify(q));
    q->html.language = q->session.language;
    q->needs_touch = is_signed_in(q) && q->now - q->session.seen_at > TOUCH_AFTER;
    q->form_token = csrf_token(q->site, q->arena, is_signed_in(q) ? q->session.id : 0, q->now);
    return OK;
}

static void answer_without_route(Request *q, bool has_others)
{
    if (identify(q) != OK)
        q->session = (Session){ 0 };
    if (!has_others) {
        tell(q, NOT_FOUND, 404);
        return;
    }
    tell(q, INVALID, 405);
    q->allow = q->method == GET ? TEXT("POST") : TEXT("GET, HEAD");
}

/* Says whether the request may go on to its handler; otherwise q holds the answer. */
static bool is_allowed(Request *q)
{
    Err err = identify(q);
    if (err == OK)
        err = check_rights(q);
    if (err == OK)
        return true;
    if (err == DENIED && !is_signed_in(q))
        ask_to_sign_in(q, q->token_person != 0 ? keep_form(q) : (Text){ 0 });
    else
        tell(q, err, status_of(err));
    return false;
}

/* Whether the form comes from a page of this session; where its own session is over, it is shown again instead of carried out. */
static bool has_good_token(Request *q)
{
    if (q->route->need == OPEN && q->token_session == 0)
        return true;
    if (q->token_session == q->session.id)
        return true;
    if (q->token_person != 0 && q->token_person == q->session.person)
        conclude(q, dispatch_restored(q, q->path, q->body));
    else
        tell(q, DENIED, 403);
    return false;
}

static Step dispatch_get(Request *q)
{
    if (is_allowed(q))
        conclude(q, q->route->handler(q));
    return ANSWERED;
}

static Step dispatch_post(Request *q)
{
    int status = check_body(q);
    bool is_token =
        status == 0 && csrf_token_is_good(q->site, form_value(q, "csrf"), q->now, &q->token_session);
    if (status != 0 || !is_token) {
        if (identify(q) != OK)
            q->session = (Session){ 0 };
        tell(q, status != 0 ? INVALID : DENIED, status != 0 ? status : 403);
        return ANSWERED;
    }
    if (!is_allowed(q) || !has_good_token(q))
        return ANSWERED;
    Err err = q->route->look_up != NULL ? q->route->look_up(q) : OK;
    if (err != OK) {
        conclude(q, err);
        return ANSWERED;
    }
    return q->route->before != NULL ? NEEDS_SLOW : NEEDS_WRITE;
}

Step dispatch(const Site *site, Db *db, Request *q)
{
    bool has_others = false;
    const char *reason;
    prepare(site, db, q);
    q->wants_json = is_json_path(q);
    bool is_readable = parse_urlencoded(q->arena, q->query_string, &q->query, &reason) == OK;
    q->route = split_path(q) ? find_route(site, q, q->method, &has_others) : NULL;
    if (db_begin_read(db) != OK) {
        tell(q, BUSY, 503);
        return ANSWERED;
    }
    Step step = ANSWERED;
    if (!is_readable) {
        tell(q, INVALID, 400);
    } else if (q->route == NULL) {
        answer_without_route(q, has_others);
    } else {
        q->id = path_id(q, "id");
        step = q->method == GET ? dispatch_get(q) : dispatch_post(q);
    }
    db_rollback(db);
    q->db = NULL;
    return step;
}

Step dispatch_before(const Site *site, Request *q)
{
    (void)site;
    Err err = q->route->before(q);
    if (err == OK)
        return NEEDS_WRITE;
    conclude(q, err);
    return ANSWERED;
}

Err dispatch_write(const Site *site, Db *db, Request *q)
{
    q->site = site;
    q->db = db;
    Err err = INVALID;
    if (is_allowed(q)) {
        db_set_actor(db, q->session.person, q->now);
        err = q->route->handler(q);
        conclude(q, err);
    }
    q->db = NULL;
    return err;
}

void request_rewind(Request *q)
{
    buffer_clear(&q->out);
    q->status = 0;
    q->error_count = 0;
    q->is_conflict = false;
    q->merged_count = 0;
    q->location = q->set_cookie = q->file_name = (Text){ 0 };
}

void dispatch_lost(const Site *site, Request *q)
{
    q->site = site;
    tell(q, BROKEN, 500);
}

void dispatch_whole(const Site *site, Db *db, Request *q)
{
    Step step = dispatch(site, db, q);
    if (step == NEEDS_SLOW)
        step = dispatch_before(site, q);
    if (step != NEEDS_WRITE)
        return;
    db_set_arena(db, q->arena);
    if (db_begin_write(db) != OK || db_savepoint(db) != OK) {
        dispatch_lost(site, q);
        return;
    }
    Err err = dispatch_write(site, db, q);
    if (err == OK)
        err = db_release(db);
    else
        db_rollback_to_savepoint(db);
    if (db_commit(db) != OK)
        dispatch_lost(site, q);
}
