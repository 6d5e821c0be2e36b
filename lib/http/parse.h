/* SPDX-License-Identifier: MPL-2.0 */
/* Reading what browsers send: addresses, forms, cookies and the Accept headers. Knows nothing of the server
 * library. */
#ifndef RETTESNOR_PARSE_H
#define RETTESNOR_PARSE_H

#include "base/err.h"
#include "http/request.h"

/* Decodes %XX (and + as a space when PLUS_IS_SPACE: queries and forms) into the arena. INVALID for an
 * unfinished escape, for %00 and for what is not UTF-8. */
Err percent_decode(Arena *arena, Text encoded, bool plus_is_space, Text *ret_text);

/* Splits the target of a request ("/trials/7?page=2") into its decoded path and its query as it came, both
 * copied. INVALID also for an escaped slash, which would make one part of a path into two. */
Err parse_target(Arena *arena, Text target, Text *ret_path, Text *ret_query_string);

/* Reads a query string or a body of application/x-www-form-urlencoded. INVALID with a Danish sentence (a
 * message) in *ret_reason: broken escapes, more than MOST_FORM_FIELDS. */
Err parse_urlencoded(Arena *arena, Text text, Pairs *ret_pairs, const char **ret_reason);

/* Reads a body of multipart/form-data: texts become pairs, files uploads whose bytes refer into BODY; a file
 * input that was left empty is nothing. INVALID as above. */
Err parse_multipart(Arena *arena, Text content_type, Text body, Pairs *ret_pairs, Upload **ret_uploads,
                    size_t *ret_upload_count, const char **ret_reason);

/* Whether a Content-Type (or a Disposition) is KIND, whatever its parameters are. */
bool media_type_is(Text content_type, const char *kind);

/* The first cookie called NAME of a Cookie header, copied; empty if there is none. */
Text cookie_value(Arena *arena, Text header, const char *name);

/* Whether an Accept header asks for JSON rather than for a page: the one that it names first. */
bool accepts_json(Text accept);

/* Whether an Accept-Encoding header takes CODING ("br", "gzip"): named and not with q=0. */
bool accepts_coding(Text accept_encoding, const char *coding);

/* Whether If-None-Match names ETAG (`"x"` or `W/"x"`), so that the client has it already: weak comparison,
 * RFC 9110, 13.1.2. */
bool etag_matches(Text if_none_match, const char *etag);

#endif
