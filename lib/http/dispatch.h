/* SPDX-License-Identifier: MPL-2.0 */
/* The dispatcher: owns memory, transaction, rights, CSRF and errors, so that a handler says only what happens. */
#ifndef RETTESNOR_DISPATCH_H
#define RETTESNOR_DISPATCH_H

#include "http/route.h"

/* What must happen next to a request. */
typedef enum Step {
    ANSWERED,    /* q holds the answer */
    NEEDS_SLOW,  /* run dispatch_before() on the slow thread, then the writer */
    NEEDS_WRITE, /* run dispatch_write() inside a savepoint of the writer */
} Step;

/* Makes a request ready for reuse: keeps the memory of its arena and its buffer. A zeroed Request must first get request_init. */
void request_init(Request *q);
void request_reset(Request *q);
void request_done(Request *q);

/* The first step, on a worker with its own read connection: finds route, session, rights; a GET is answered in a read transaction,
 * a POST is checked (size, type, UTF-8, form, CSRF, rights). Never fails: an error is an answer. */
Step dispatch(const Site *site, Db *db, Request *q);

/* The route's slow step. ANSWERED if it refused, otherwise NEEDS_WRITE. */
Step dispatch_before(const Site *site, Request *q);

/* The write itself, inside a write transaction with a savepoint open, rights checked again. OK: release the savepoint; anything else: roll it
 * back; q holds the answer either way. May be run again after a lost group: request_rewind() first. */
Err dispatch_write(const Site *site, Db *db, Request *q);
void request_rewind(Request *q);

/* Shows a form that was kept over a sign-in: runs the POST route of PATH on BODY up to its form, which never counts as valid, so that
 * nothing is carried out. For a handler of a GET. */
Err dispatch_restored(Request *q, Text path, Text body);

/* What is kept of a form over a sign-in, opened again: false if it is forged, a day old, or another person's. */
bool kept_form_open(Request *q, Text kept, int64_t person, Text *ret_path, Text *ret_body);

/* The answer when the commit failed. */
void dispatch_lost(const Site *site, Request *q);

/* The largest body of a request by its method and path: 0 when no route takes it (so that the server can refuse early). */
size_t dispatch_most_body(const Site *site, Method method, Text path);

/* For tests and tools: all three steps on one connection that may write. */
void dispatch_whole(const Site *site, Db *db, Request *q);

#endif
