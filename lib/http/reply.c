/* SPDX-License-Identifier: MPL-2.0 */
/* Answers: pages, redirects, files, and rows as JSON. */
#include "http/request.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "http/route.h"

#include "base/banned.h"

typedef struct Head {
    RECORD_HEAD;
} Head;

static Err answered(Request *q, int status, const char *type)
{
    q->status = status;
    q->out_type = type;
    return OK;
}

Err reply_html(Request *q)
{
    return answered(q, 200, "text/html; charset=utf-8");
}

Err reply_invalid(Request *q)
{
    answered(q, q->is_restored ? 200 : q->is_conflict ? 409 : 422, "text/html; charset=utf-8");
    return INVALID;
}

Err redirect(Request *q, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    q->location = text_format_list(q->arena, format, arguments);
    va_end(arguments);
    return answered(q, 303, "text/html; charset=utf-8");
}

/* The message travels in a cookie of a few seconds as base16, because a cookie holds no spaces and no æ. */
Err redirect_saying(Request *q, const char *danish, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    q->location = text_format_list(q->arena, format, arguments);
    va_end(arguments);
    Buffer hex;
    buffer_init(&hex, 2048);
    for (const char *at = danish; *at != '\0'; at++)
        buffer_format(&hex, "%02x", (unsigned)(unsigned char)*at);
    q->set_cookie = text_format(q->arena, "said=%s; Path=/; Max-Age=20; HttpOnly; SameSite=Lax%s",
                                text_at(buffer_text(&hex)), q->is_secure ? "; Secure" : "");
    buffer_done(&hex);
    return answered(q, 303, "text/html; charset=utf-8");
}

Err reply_file(Request *q, const char *type, Text file_name, Text bytes)
{
    buffer_clear(&q->out);
    buffer_add_text(&q->out, bytes);
    q->file_name = file_name;
    return answered(q, 200, type);
}

/* ---- JSON ---- */

static json_t *json_of_text(Text text)
{
    return text_is_empty(text) ? json_null() : json_stringn(text.at, text.length);
}

static json_t *json_of_reference(const Record *target, int64_t id)
{
    if (id == 0)
        return json_null();
    json_t *json = json_pack("{s:I}", "id", (json_int_t)id);
    char path[128];
    if (target->path != NULL && snprintf(path, sizeof path, "%s/%" PRId64, target->path, id) > 0)
        json_object_set_new(json, "path", json_string(path));
    return json;
}

static json_t *json_of_party(Party party)
{
    if (party.person != 0)
        return json_pack("{s:I}", "person", (json_int_t)party.person);
    return party.unit != 0 ? json_pack("{s:I}", "unit", (json_int_t)party.unit) : json_null();
}

static json_t *json_of_ids(const Field *field, const Ids *ids)
{
    json_t *json = json_array();
    for (size_t i = 0; i < ids->count; i++)
        json_array_append_new(json, json_of_reference(field->refers, ids->at[i]));
    return json;
}

static json_t *json_of_figure(const Figure *figure)
{
    return figure_is_none(*figure) ? json_null() : json_real((double)figure->millionths / 1e6);
}

static json_t *json_of_field(const Field *field, const void *row)
{
    const void *at = field_at(field, row);
    switch (field->kind) {
    case KIND_TEXT:
        return json_of_text(*(const Text *)at);
    case KIND_INTEGER:
        if (field->refers != NULL)
            return json_of_reference(field->refers, *(const int64_t *)at);
        return json_integer(*(const int64_t *)at);
    case KIND_YES:
        return json_boolean(*(const bool *)at);
    case KIND_DAY:
        return json_of_text(text_of(((const Day *)at)->at));
    case KIND_PERIOD:
        return json_of_text(((const Period *)at)->written);
    case KIND_FIGURE:
        return json_of_figure(at);
    case KIND_PARTY:
        return json_of_party(*(const Party *)at);
    case KIND_IDS:
        return json_of_ids(field, at);
    }
    return json_null();
}

static void add_fields(json_t *json, const Field *fields, const void *row)
{
    for (const Field *field = fields; field->name != NULL; field++)
        if (!(field->flags & (GUARDED | PERSONAL | SECRET)))
            json_object_set_new(json, field->name, json_of_field(field, row));
}

static int add_dumped(const char *at, size_t length, void *out)
{
    buffer_add(out, at, length);
    return 0;
}

static Err reply_dumped(Request *q, json_t *json)
{
    buffer_clear(&q->out);
    int failed = json_dump_callback(json, add_dumped, &q->out, JSON_COMPACT | JSON_REAL_PRECISION(15));
    json_decref(json);
    buffer_add_string(&q->out, "\n");
    return failed ? BROKEN : answered(q, 200, "application/json");
}

Err reply_json(Request *q, const Record *record, const void *row)
{
    const Head *head = row;
    json_t *json = json_pack("{s:s,s:I,s:I}", "record", record->name, "id", (json_int_t)head->id, "revision",
                             (json_int_t)head->revision);
    add_fields(json, record->fields, row);
    return reply_dumped(q, json);
}

static json_t *rows_json(const char *name, const Field *fields, const void *rows, size_t row_size,
                         size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *one = json_object();
        add_fields(one, fields, (const char *)rows + i * row_size);
        json_array_append_new(list, one);
    }
    return json_pack("{s:s,s:o}", "record", name, "rows", list);
}

Err reply_json_rows(Request *q, const char *name, const Field *fields, const void *rows, size_t row_size,
                    size_t count)
{
    return reply_dumped(q, rows_json(name, fields, rows, row_size, count));
}

Err reply_json_rows_and(Request *q, const char *name, const Field *fields, const void *rows, size_t row_size,
                        size_t count, const char *other_name, const Field *other_fields, const void *other)
{
    json_t *json = rows_json(name, fields, rows, row_size, count), *one = json_object();
    add_fields(one, other_fields, other);
    json_object_set_new(json, other_name, one);
    return reply_dumped(q, json);
}
