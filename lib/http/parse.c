/* SPDX-License-Identifier: MPL-2.0 */
#include "http/parse.h"

#include <string.h>
#include <strings.h>
#include <sys/types.h>

#include "base/banned.h"

enum { LONGEST_BOUNDARY = 70, LONGEST_PART_HEAD = 4096 };

static const char too_many_fields[] = TR("Formularen har flere felter, end vi kan tage imod.");
static const char bad_encoding[] = TR("Formularen kunne ikke læses. Send den fra siden selv.");
static const char bad_text[] = TR("Formularen indeholder tegn, der ikke er gyldig tekst (UTF-8).");

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static Text part_of(Text text, size_t from, size_t to)
{
    return (Text){ text_at(text) + from, to - from };
}

/* Without blanks at both ends; refers into TEXT. */
static Text stripped(Text text)
{
    size_t from = 0, to = text.length;
    while (from < to && is_space(text.at[from]))
        from++;
    while (to > from && is_space(text.at[to - 1]))
        to--;
    return part_of(text, from, to);
}

static bool is_word(Text text, const char *word)
{
    return text.length == strlen(word) && strncasecmp(text_at(text), word, text.length) == 0;
}

/* The piece of *REST up to SEPARATOR, stripped, referring into it. False at the end. */
static bool next_item(Text *rest, char separator, Text *ret_item)
{
    if (rest->length == 0)
        return false;
    const char *end = memchr(rest->at, separator, rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->at);
    *ret_item = stripped(part_of(*rest, 0, length));
    *rest = part_of(*rest, end == NULL ? length : length + 1, rest->length);
    return true;
}

/* ---- addresses ---- */

/* Decodes FROM into TO, which has room for as many bytes; the new length, or -1. */
static ssize_t decode_bytes(const char *from, size_t length, bool plus_is_space, char *to)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        char c = from[i];
        if (c == '+' && plus_is_space) {
            c = ' ';
        } else if (c == '%') {
            int high = i + 2 < length ? hex_value(from[i + 1]) : -1;
            int low = i + 2 < length ? hex_value(from[i + 2]) : -1;
            if (high < 0 || low < 0)
                return -1;
            c = (char)(high * 16 + low);
            i += 2;
        }
        to[count++] = c;
    }
    return (ssize_t)count;
}

Err percent_decode(Arena *arena, Text encoded, bool plus_is_space, Text *ret_text)
{
    char *at = arena_get_raw(arena, encoded.length + 1);
    ssize_t length = decode_bytes(text_at(encoded), encoded.length, plus_is_space, at);
    if (length < 0)
        return INVALID;
    at[length] = '\0';
    Text text = { at, (size_t)length };
    if (!text_is_utf8(text))
        return INVALID;
    *ret_text = text;
    return OK;
}

static bool has_escaped_slash(Text path)
{
    for (size_t i = 0; i + 2 < path.length; i++)
        if (path.at[i] == '%' && path.at[i + 1] == '2' && (path.at[i + 2] | 0x20) == 'f')
            return true;
    return false;
}

Err parse_target(Arena *arena, Text target, Text *ret_path, Text *ret_query_string)
{
    const char *mark = target.length == 0 ? NULL : memchr(target.at, '?', target.length);
    size_t path_length = mark == NULL ? target.length : (size_t)(mark - target.at);
    Text path = part_of(target, 0, path_length), decoded, unused;
    if (path_length == 0 || path.at[0] != '/' || has_escaped_slash(path))
        return INVALID;
    TRY(percent_decode(arena, path, false, &decoded));
    Text query = mark == NULL ? (Text){ 0 } : text_copy(arena, mark + 1, target.length - path_length - 1);
    if (query.length > 0)
        TRY(percent_decode(arena, query, true, &unused));
    *ret_path = decoded;
    *ret_query_string = query;
    return OK;
}

/* ---- forms ---- */

/* Why TEXT could not be decoded. */
static Err refuse(const char *reason, const char **ret_reason)
{
    *ret_reason = reason;
    return INVALID;
}

static size_t count_of(Text text, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.at[i] == c;
    return count;
}

static Err read_pair(Arena *arena, Text piece, Pair *ret_pair)
{
    const char *equals = memchr(piece.at, '=', piece.length);
    size_t name_length = equals == NULL ? piece.length : (size_t)(equals - piece.at);
    Text value = equals == NULL ? (Text){ 0 } : part_of(piece, name_length + 1, piece.length);
    TRY(percent_decode(arena, part_of(piece, 0, name_length), true, &ret_pair->name));
    return percent_decode(arena, value, true, &ret_pair->value);
}

Err parse_urlencoded(Arena *arena, Text text, Pairs *ret_pairs, const char **ret_reason)
{
    size_t most = count_of(text, '&') + 1;
    if (most > MOST_FORM_FIELDS)
        return refuse(too_many_fields, ret_reason);
    Pairs pairs = { text.length == 0 ? NULL : arena_array(arena, Pair, most), 0 };
    for (size_t from = 0; from < text.length;) {
        const char *end = memchr(text.at + from, '&', text.length - from);
        size_t to = end == NULL ? text.length : (size_t)(end - text.at);
        if (to > from) {
            if (read_pair(arena, part_of(text, from, to), &pairs.at[pairs.count]) != OK)
                return refuse(bad_encoding, ret_reason);
            pairs.count++;
        }
        from = to + 1;
    }
    *ret_pairs = pairs;
    return OK;
}

/* The value of PARAMETER in `kind; a=b; c="d"`, without its quotes; false if it is not there. A quoted value
 * ends at the next quote: browsers write a quote inside as %22. */
static bool header_parameter(Text header, const char *parameter, Text *ret_value)
{
    size_t i = 0, length = strlen(parameter);
    while (i < header.length && header.at[i] != ';')
        i++;
    while (i < header.length) {
        i++;
        while (i < header.length && is_space(header.at[i]))
            i++;
        size_t name = i;
        while (i < header.length && header.at[i] != '=' && header.at[i] != ';')
            i++;
        if (i == header.length || header.at[i] == ';')
            continue;
        bool is_it = i - name == length && strncasecmp(header.at + name, parameter, length) == 0;
        bool is_quoted = ++i < header.length && header.at[i] == '"';
        i += is_quoted;
        const char *end = memchr(header.at + i, is_quoted ? '"' : ';', header.length - i);
        if (is_quoted && end == NULL)
            return false;
        size_t to = end == NULL ? header.length : (size_t)(end - header.at);
        if (is_it) {
            *ret_value = is_quoted ? part_of(header, i, to) : stripped(part_of(header, i, to));
            return true;
        }
        i = to;
        while (i < header.length && header.at[i] != ';')
            i++;
    }
    return false;
}

/* A name as browsers write it between quotes: only these three are escaped (HTML standard,
 * multipart/form-data). */
static Text unquoted_name(Arena *arena, Text quoted)
{
    static const struct {
        const char *escape;
        char meant;
    } escapes[] = { { "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' } };
    char *at = arena_get_raw(arena, quoted.length + 1);
    size_t count = 0;
    for (size_t i = 0; i < quoted.length; i++) {
        char c = quoted.at[i];
        for (size_t e = 0; c == '%' && e < 3 && i + 2 < quoted.length; e++)
            if (strncasecmp(quoted.at + i, escapes[e].escape, 3) == 0) {
                c = escapes[e].meant;
                i += 2;
            }
        at[count++] = c;
    }
    at[count] = '\0';
    return (Text){ at, count };
}

/* The last part of a name that an old browser sent with its folders. */
static Text without_folders(Text file_name)
{
    size_t from = file_name.length;
    while (from > 0 && file_name.at[from - 1] != '/' && file_name.at[from - 1] != '\\')
        from--;
    return part_of(file_name, from, file_name.length);
}

/* The Content-Disposition among the header lines of a part. */
static bool find_disposition(Text head, Text *ret_disposition)
{
    static const char wanted[] = "content-disposition:";
    Text line;
    while (next_item(&head, '\n', &line)) {
        if (line.length > 0 && line.at[line.length - 1] == '\r')
            line.length--;
        if (line.length < sizeof wanted - 1 || strncasecmp(line.at, wanted, sizeof wanted - 1) != 0)
            continue;
        *ret_disposition = stripped(part_of(line, sizeof wanted - 1, line.length));
        return media_type_is(*ret_disposition, "form-data");
    }
    return false;
}

typedef struct Multipart {
    Arena *arena;
    Text rest;     /* of the body, from just after a boundary */
    Text boundary; /* CR LF "--" and what the Content-Type says */
    Pairs pairs;
    Upload *uploads;
    size_t upload_count;
} Multipart;

/* Puts one part where it belongs. */
static Err take_part(Multipart *form, Text head, Text content, const char **ret_reason)
{
    Text disposition, name, file_name;
    if (!find_disposition(head, &disposition) || !header_parameter(disposition, "name", &name))
        return refuse(bad_encoding, ret_reason);
    name = unquoted_name(form->arena, name);
    if (!header_parameter(disposition, "filename", &file_name)) {
        if (!text_is_utf8(name) || !text_is_utf8(content))
            return refuse(bad_text, ret_reason);
        form->pairs.at[form->pairs.count++] =
            (Pair){ name, text_copy(form->arena, content.at, content.length) };
        return OK;
    }
    file_name = without_folders(unquoted_name(form->arena, file_name));
    if (!text_is_utf8(name) || !text_is_utf8(file_name))
        return refuse(bad_text, ret_reason);
    if (file_name.length > 0 || content.length > 0)
        form->uploads[form->upload_count++] = (Upload){ name, file_name, content };
    return OK;
}

/* One part from `CR LF head CR LF CR LF content CR LF --boundary`; moves on to just after that boundary. */
static Err read_part(Multipart *form, const char **ret_reason)
{
    Text rest = form->rest;
    size_t searched = rest.length < LONGEST_PART_HEAD ? rest.length : LONGEST_PART_HEAD;
    if (!text_starts_with(rest, "\r\n"))
        return refuse(bad_encoding, ret_reason);
    const char *head_end = memmem(rest.at, searched, "\r\n\r\n", 4);
    if (head_end == NULL)
        return refuse(bad_encoding, ret_reason);
    size_t head_length = (size_t)(head_end - rest.at), content_at = head_length + 4;
    Text content = part_of(rest, content_at, rest.length);
    const char *end = memmem(content.at, content.length, form->boundary.at, form->boundary.length);
    /* An empty part may share its CR LF with the end of its head. */
    if (content.length >= form->boundary.length - 2 &&
        memcmp(content.at, form->boundary.at + 2, form->boundary.length - 2) == 0)
        end = content.at - 2;
    if (end == NULL)
        return refuse(bad_encoding, ret_reason);
    size_t end_at = (size_t)(end - rest.at);
    content.length = end_at > content_at ? end_at - content_at : 0;
    form->rest = part_of(rest, end_at + form->boundary.length, rest.length);
    return take_part(form, part_of(rest, 2, head_length < 2 ? 2 : head_length), content, ret_reason);
}

Err parse_multipart(Arena *arena, Text content_type, Text body, Pairs *ret_pairs, Upload **ret_uploads,
                    size_t *ret_upload_count, const char **ret_reason)
{
    Text name;
    if (!header_parameter(content_type, "boundary", &name) || name.length == 0 ||
        name.length > LONGEST_BOUNDARY)
        return refuse(bad_encoding, ret_reason);
    Multipart form = { .arena = arena,
                       .boundary = text_format(arena, "\r\n--%.*s", (int)name.length, name.at),
                       .pairs.at = arena_array(arena, Pair, MOST_FORM_FIELDS),
                       .uploads = arena_array(arena, Upload, MOST_FORM_FIELDS) };
    size_t opening = form.boundary.length - 2;
    if (body.length < opening || memcmp(body.at, form.boundary.at + 2, opening) != 0)
        return refuse(bad_encoding, ret_reason);
    form.rest = part_of(body, opening, body.length);
    for (size_t parts = 0; !text_starts_with(form.rest, "--"); parts++) {
        if (parts == MOST_FORM_FIELDS)
            return refuse(too_many_fields, ret_reason);
        TRY(read_part(&form, ret_reason));
    }
    *ret_pairs = form.pairs;
    *ret_uploads = form.uploads;
    *ret_upload_count = form.upload_count;
    return OK;
}

/* ---- headers ---- */

bool media_type_is(Text content_type, const char *kind)
{
    Text rest = content_type, item;
    return next_item(&rest, ';', &item) && is_word(item, kind);
}

Text cookie_value(Arena *arena, Text header, const char *name)
{
    Text rest = header, item;
    size_t length = strlen(name);
    while (next_item(&rest, ';', &item))
        if (item.length > length && item.at[length] == '=' && memcmp(item.at, name, length) == 0)
            return text_copy(arena, item.at + length + 1, item.length - length - 1);
    return (Text){ 0 };
}

bool accepts_json(Text accept)
{
    Text rest = accept, item;
    while (next_item(&rest, ',', &item)) {
        if (media_type_is(item, "application/json"))
            return true;
        if (media_type_is(item, "text/html"))
            return false;
    }
    return false;
}

/* "q=0", "q=0.000": not wanted at all. */
static bool is_zero_quality(Text parameter)
{
    if (parameter.length < 3 || (parameter.at[0] | 0x20) != 'q' || parameter.at[1] != '=' ||
        parameter.at[2] != '0')
        return false;
    for (size_t i = 3; i < parameter.length; i++)
        if (parameter.at[i] != '.' && parameter.at[i] != '0')
            return false;
    return true;
}

bool accepts_coding(Text accept_encoding, const char *coding)
{
    Text rest = accept_encoding, item;
    while (next_item(&rest, ',', &item)) {
        Text word, parameter;
        if (!next_item(&item, ';', &word) || !is_word(word, coding))
            continue;
        while (next_item(&item, ';', &parameter))
            if (is_zero_quality(parameter))
                return false;
        return true;
    }
    return false;
}

bool etag_matches(Text if_none_match, const char *etag)
{
    const char *bare = strncmp(etag, "W/", 2) == 0 ? etag + 2 : etag;
    return text_is(if_none_match, "*") ||
           (if_none_match.length > 0 &&
            memmem(if_none_match.at, if_none_match.length, bare, strlen(bare)) != NULL);
}
