/* SPDX-License-Identifier: MPL-2.0 */
/* One request on its way: what came in, who asks, the means to answer, and the answer. */
#ifndef RETTESNOR_REQUEST_H
#define RETTESNOR_REQUEST_H

#include "base/day.h"
#include "db/record.h"
#include "page/html.h"

typedef struct Request Request;
typedef struct Route Route;
typedef struct Site Site;

typedef enum Method { GET = 1, POST } Method; /* HEAD is answered as GET without its body */

typedef struct Pair {
    Text name;
    Text value;
} Pair;

typedef struct Pairs {
    Pair *at;
    size_t count;
} Pairs;

/* A file of a multipart form. */
typedef struct Upload {
    Text field;
    Text file_name;
    Text bytes; /* any bytes */
} Upload;

/* What is wrong with one field of a form; the error summary links to it. */
typedef struct FormError {
    const char *field;
    Text message;
    Text theirs; /* a conflict: what somebody else has written there meanwhile */
} FormError;

enum { MOST_PATH_PARTS = 8, MOST_FORM_FIELDS = 1000, MOST_FORM_ERRORS = 40, USUAL_BODY = 256 * 1024 };

/* A session as the dispatcher needs it; filled by the site's identify. */
typedef struct Session {
    int64_t id; /* 0: none */
    int64_t person;
    Text person_name;
    Text person_title; /* "leder, Åbrinkskolen" or empty */
    Text municipality; /* "Egelund Kommune"; filled also when there is no session */
    int64_t is_inside;
    int64_t needs; /* one bit (1 << Need) for each need that the person has anywhere */
    Language language;
    bool is_ended; /* known, but run out or signed off within the last day */
    Instant seen_at;
} Session;

struct Request {
    /* what came in: set by server.c or by a test */
    Method method;
    bool is_head;
    bool is_secure; /* behind TLS */
    Text path;      /* decoded, begins with / */
    Text query_string;
    Text cookie; /* the Cookie header */
    Text content_type;
    Text accept;
    Text accept_language;
    Text address; /* of the client */
    Text body;    /* as it came */

    /* found by dispatch() */
    Pairs query;
    Pairs form;
    Upload *uploads;
    size_t upload_count;
    const Route *route;
    int64_t id;                  /* of the route's {id}; 0 if none */
    Text parts[MOST_PATH_PARTS]; /* the path's parts */
    size_t part_count;
    Session session;
    Who who;
    int64_t token_session; /* of the form's CSRF token, which is good; 0 if none */
    int64_t token_person;  /* whose session that is or lately was; filled by the site's identify */
    Text form_token;       /* the CSRF token to put into forms */
    bool wants_json;
    bool is_restored; /* the form was kept over a sign-in and is shown again, not carried out */

    /* means */
    const Site *site;
    Arena *arena;
    Db *db;
    Instant now;
    Day today;
    Html html;
    void *prepared; /* what the route's .before step made for the handler; in the arena */

    /* the form's verdict */
    FormError errors[MOST_FORM_ERRORS];
    size_t error_count;
    const char *merged[MOST_FORM_ERRORS]; /* fields that only others have changed since: shown as theirs */
    size_t merged_count;
    bool is_conflict;

    /* the answer */
    int status;
    Buffer out;
    const char *out_type;   /* "text/html; charset=utf-8" … */
    Text location;          /* of a redirect */
    Text set_cookie;        /* whole header value, or empty */
    Text said;              /* a message from the page before ("Gemt"), for the page frame to show once */
    Text file_name;         /* offered as a download under this name, or empty */
    bool is_cacheable;      /* assets alone */
    const char *out_coding; /* "gzip", "br" or NULL */
    const char *etag;       /* or NULL */
    Text allow;             /* for 405 */
    bool needs_touch;       /* the session must be touched by a small write of its own */
};

/* The part of the path that stands at {NAME} in the route's pattern, as text or as a number (0 if it is none). */
Text path_part(const Request *q, const char *name);
int64_t path_id(const Request *q, const char *name);

/* The first value of NAME in the query or the form; empty if there is none. */
Text query_value(const Request *q, const char *name);
Text form_value(const Request *q, const char *name);
bool form_has(const Request *q, const char *name);
bool form_has_value(const Request *q, const char *name, Text value);

/* Whether the person has NEED in any unit; for showing links. The dispatcher decides for itself. */
bool has_need(const Request *q, Need need);

/* ---- answers; each returns OK ---- */

/* 200 with what stands in q->out as a page. */
Err reply_html(Request *q);

/* 303 to a page of ours: printf format, from "/". */
Err redirect(Request *q, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with a one-time note at the top of the next page ("Gemt"): a message TR("…"), shown once. */
Err redirect_saying(Request *q, const char *danish, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A row of a record as JSON: {"record":"trial","id":7,"revision":2,"title":…}. GUARDED, PERSONAL and SECRET fields are left out,
 * a reference is {"id":…,"path":…}. */
Err reply_json(Request *q, const Record *record, const void *row);

/* COUNT rows of ROW_SIZE bytes described by FIELDS (a record's, or a row's generated by sqlc) as {"record":…,"rows":[…]}. */
Err reply_json_rows(Request *q, const char *name, const Field *fields, const void *rows, size_t row_size,
                    size_t count);

/* The same with one other row beside them, as the member OTHER_NAME. */
Err reply_json_rows_and(Request *q, const char *name, const Field *fields, const void *rows, size_t row_size,
                        size_t count, const char *other_name, const Field *other_fields, const void *other);

/* Bytes as a file to keep, or to show in place when FILE_NAME is empty. */
Err reply_file(Request *q, const char *type, Text file_name, Text bytes);

/* A page, or the row as JSON, whichever was asked for. */
#define REPLY(q, page, view, record, row)                                                                    \
    ((q)->wants_json ? reply_json((q), (record), (row)) : (page(&(q)->html, (view)), reply_html(q)))

/* A page, or a list type of sqlc as JSON: REPLY_ROWS(q, trials_html, &v, trial_line, v.trials). */
#define REPLY_ROWS(q, page, view, type, list)                                                                \
    ((q)->wants_json                                                                                         \
         ? reply_json_rows((q), #type, type##_fields, (list).at, sizeof *(list).at, (list).count)            \
         : (page(&(q)->html, (view)), reply_html(q)))

/* The form again with its errors: 422, or 409 when others have changed the same fields. Nothing is written. */
#define REPLY_INVALID(q, page, view) (page(&(q)->html, (view)), reply_invalid(q))
Err reply_invalid(Request *q);

#endif
