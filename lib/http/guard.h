/* SPDX-License-Identifier: MPL-2.0 */
/* The guard at the door: what no honest client sends is refused before anything else looks at it (RFC 9110,
 * RFC 9112). */
#ifndef RETTESNOR_GUARD_H
#define RETTESNOR_GUARD_H

#include "http/request.h"

/* What the headers of one request say, gathered in one walk; starts zeroed. The texts refer to the headers.
 */
typedef struct Headers {
    Text host;
    Text cookie;
    Text content_type;
    Text accept;
    Text accept_encoding;
    Text accept_language;
    Text if_none_match;
    Text forwarded_for;
    bool has_length;
    bool is_chunked;
    size_t length; /* of the body, as Content-Length says */
    bool is_bad;   /* a header that no honest client sends: see guard_request */
} Headers;

/* Takes one header into HEADERS. A name that is not a token, a control character in a value, a second Host,
 * Content-Length or Transfer-Encoding, a length that is not digits, a transfer coding other than chunked make
 * it bad. */
void headers_take(Headers *headers, Text name, Text value);

/* The status with which the request must be refused and its connection closed, 0 if it may go on: 400, 405
 * for a known method that nothing here takes, 501 for an unknown one. TARGET as it came; VERSION "HTTP/1.1".
 */
int guard_request(const Headers *headers, Text method, Text target, Text version);

#endif
