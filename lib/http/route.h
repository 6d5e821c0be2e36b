/* SPDX-License-Identifier: MPL-2.0 */
/* Routes and the site: who may do what, and what the dispatcher must know of the program around it. */
#ifndef RETTESNOR_ROUTE_H
#define RETTESNOR_ROUTE_H

#include "http/form.h"
#include "http/request.h"

typedef Err (*Handler)(Request *q);

/* A line of a concept's route table; the table ends with { 0 }. PATH like "/trials/{id}/start": {id} and every part whose name ends with
 * _id is a number, other parts in braces are texts. */
struct Route {
    Method method;
    const char *path;
    Handler handler;
    Need need;
    const Record *of;   /* the record whose row {id} is; NULL: the need anywhere will do */
    Handler look_up;    /* what .before must know of the database, read on the worker; POST alone */
    Handler before;     /* slow work without database (password hashing), on the slow thread; POST alone */
    size_t most_body;   /* 0: USUAL_BODY */
    bool takes_uploads; /* multipart/form-data, too */
};

/* What the program gives to lib/http: one const object, made by app.c. */
struct Site {
    const Route *const *modules; /* the route tables; ends with NULL */

    /* Fills q->session from the cookie and q->who from it; OK also when there is none. A session that has run out or was signed off
     * within the last day stays in q->session with is_ended set, and gives no rights. Where q->token_session is set, fills
     * q->token_person if that session lives or ended within the last day. Runs inside the request's transaction. */
    Err (*identify)(Request *q);

    /* Answers with the sign-in page (401). KEPT is the sealed form to carry along, empty if there is none. */
    Err (*ask_to_sign_in)(Request *q, Text kept);

    /* Writes the page that tells of ERR (404, 403, 409, 400, 500 …, in q->status) into q->out. */
    void (*tell)(Request *q, Err err);

    /* A small write of its own: the session was seen now. */
    Err (*touch)(Db *db, int64_t session, Instant now);

    const unsigned char *secret; /* 32 bytes: CSRF tokens, sealed forms; read from the database at start */
    Clock clock;
    bool is_behind_tls;
};

/* A CSRF token for a session (0: before sign-in), masked anew each time. */
Text csrf_token(const Site *site, Arena *arena, int64_t session, Instant now);

/* The session that a good token belongs to in ret_session. False if it is forged, or (session 0) older than a day. */
bool csrf_token_is_good(const Site *site, Text token, Instant now, int64_t *ret_session);

/* Seals TEXT so that only this site can open it, for PURPOSE (at most 8 letters), and back; base64url. */
Text site_seal(const Site *site, Arena *arena, const char *purpose, Text text);
bool site_unseal(const Site *site, Arena *arena, const char *purpose, Text sealed, Text *ret_text);

#endif
