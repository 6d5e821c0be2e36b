/* SPDX-License-Identifier: MPL-2.0 */
#include "http/guard.h"

#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* RFC 9110, 5.6.2 */
static bool is_token(Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i], letter = c | 0x20;
        bool is_plain = (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9');
        if (!is_plain && (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL))
            return false;
    }
    return text.length > 0;
}

/* No control characters but the tab: CR and LF would be a second header for whoever reads it next. */
static bool is_field_value(Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < ' ' && c != '\t') || c == 0x7F)
            return false;
    }
    return true;
}

/* Digits alone, below 10^15. */
static bool read_length(Text value, size_t *ret_length)
{
    size_t length = 0;
    if (value.length == 0 || value.length > 15)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        if (value.at[i] < '0' || value.at[i] > '9')
            return false;
        length = length * 10 + (size_t)(value.at[i] - '0');
    }
    *ret_length = length;
    return true;
}

static bool is_name(Text name, const char *wanted)
{
    return strncasecmp(name.at, wanted, name.length) == 0;
}

static void take_length(Headers *headers, Text value)
{
    if (headers->has_length || !read_length(value, &headers->length))
        headers->is_bad = true;
    headers->has_length = true;
}

static void take_coding(Headers *headers, Text value)
{
    if (headers->is_chunked || value.length != 7 || !is_name(value, "chunked"))
        headers->is_bad = true;
    headers->is_chunked = true;
}

static void take_host(Headers *headers, Text value)
{
    if (headers->host.at != NULL)
        headers->is_bad = true;
    headers->host = value;
}

/* The first of several counts. */
static void take_first(Text *header, Text value)
{
    if (header->at == NULL)
        *header = value;
}

void headers_take(Headers *headers, Text name, Text value)
{
    if (!is_token(name) || !is_field_value(value)) {
        headers->is_bad = true;
        return;
    }
    switch (name.length) { /* so that most headers of a browser need no comparison of strings */
    case 4:
        if (is_name(name, "Host"))
            take_host(headers, value);
        break;
    case 6:
        if (is_name(name, "Cookie"))
            take_first(&headers->cookie, value);
        else if (is_name(name, "Accept"))
            take_first(&headers->accept, value);
        break;
    case 12:
        if (is_name(name, "Content-Type"))
            take_first(&headers->content_type, value);
        break;
    case 13:
        if (is_name(name, "If-None-Match"))
            take_first(&headers->if_none_match, value);
        break;
    case 14:
        if (is_name(name, "Content-Length"))
            take_length(headers, value);
        break;
    case 15:
        if (is_name(name, "Accept-Encoding"))
            take_first(&headers->accept_encoding, value);
        else if (is_name(name, "Accept-Language"))
            take_first(&headers->accept_language, value);
        else if (is_name(name, "X-Forwarded-For"))
            headers->forwarded_for = value; /* the last is our own proxy's */
        break;
    case 17:
        if (is_name(name, "Transfer-Encoding"))
            take_coding(headers, value);
        break;
    default:
        break;
    }
}

static int refused_method(Text method)
{
    static const char *const known[] = { "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT" };
    if (text_is(method, "GET") || text_is(method, "HEAD") || text_is(method, "POST"))
        return 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(method, known[i]))
            return 405;
    return is_token(method) ? 501 : 400;
}

/* "/…" in visible ASCII without a fragment and without an escaped NUL. */
static bool is_origin_form(Text target)
{
    if (target.length == 0 || target.at[0] != '/')
        return false;
    for (size_t i = 0; i < target.length; i++) {
        unsigned char c = (unsigned char)target.at[i];
        if (c <= ' ' || c >= 0x7F || c == '#')
            return false;
        if (c == '%' && i + 2 < target.length && target.at[i + 1] == '0' && target.at[i + 2] == '0')
            return false;
    }
    return true;
}

int guard_request(const Headers *headers, Text method, Text target, Text version)
{
    bool is_old = text_is(version, "HTTP/1.0");
    bool has_body = headers->is_chunked || headers->length > 0;
    if (headers->is_bad || (headers->has_length && headers->is_chunked) || (is_old && headers->is_chunked))
        return 400;
    if (!is_old && (!text_starts_with(version, "HTTP/1.") || text_is_empty(headers->host)))
        return 400;
    int status = refused_method(method);
    if (status != 0)
        return status;
    return is_origin_form(target) && (text_is(method, "POST") || !has_body) ? 0 : 400;
}
