/* SPDX-License-Identifier: MPL-2.0 */
#include "http/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/log.h"
#include "http/backstage.h"
#include "http/guard.h"
#include "http/parse.h"
#include "http/worker.h"

enum {
    USUAL_WORKERS = 2,
    MOST_CONNECTIONS = 2000,
    BACKLOG = 1024,
    TIMEOUT_S = 30,
    LAST_ANSWERS_S = 5,               /* after the signal, for answers on their way to slow clients */
    MOST_UNWANTED_BODY = 64 * 1024,   /* read, so that the client sees its 404, but not kept */
    MOST_OVERFLOW = 4 * 1024 * 1024,  /* read after the limit of a body, so that the client sees its 413 */
    KEPT_BUFFER = 1024 * 1024,        /* a larger one is given back after its request */
    BODY_CEILING = 256 * 1024 * 1024, /* of any body; the route's own limit is far below */
    PACKED_CEILING = 64 * 1024 * 1024,
    LEAST_TO_PACK = 1024,
};

typedef struct MHD_Response Response;
typedef struct MHD_Connection Connection;
typedef enum MHD_Result Result;

typedef struct Header {
    const char *name;
    const char *value;
} Header;

/* On every answer. */
static const Header security_headers[] = {
    { "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
      "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
};

static const char cached_for_ever[] = "public, max-age=31536000, immutable";

/* Answers of the server itself, where no page can be made. */
enum { REFUSALS = 5 };
static const struct {
    unsigned status;
    const char *text;
} refusals[REFUSALS] = {
    { MHD_HTTP_BAD_REQUEST, "Forespørgslen kan ikke forstås.\n" },
    { MHD_HTTP_METHOD_NOT_ALLOWED, "Siden kan kun hentes eller sendes til.\n" },
    { MHD_HTTP_INTERNAL_SERVER_ERROR, "Der er sket en fejl hos os. Prøv igen.\n" },
    { MHD_HTTP_NOT_IMPLEMENTED, "Metoden kendes ikke.\n" },
    { MHD_HTTP_SERVICE_UNAVAILABLE, "Tjenesten kan ikke svare lige nu. Prøv igen om lidt.\n" },
};

/* The ready answers for one asset. */
typedef struct Exchange Exchange;

typedef struct Server {
    const Site *site;
    const ServerOptions *options;
    struct MHD_Daemon *daemon;
    Backstage *backstage;
    Response *refusals[REFUSALS];
    Workers *workers;
    bool is_line_end_checked; /* see is_line_whole */
    atomic_bool is_ending;
    pthread_cond_t has_less; /* one exchange less under way */
    pthread_mutex_t lock;    /* guards what follows */
    Exchange *spare;
    size_t under_way; /* exchanges that are not spare */
} Server;

typedef enum Stage { ARRIVING, READING, ANSWERED_LATER } Stage;

/* One request with what the server needs around it; used again for another when its answer has been sent. */
struct Exchange {
    Request q;
    Server *server;
    Connection *connection;
    Stage stage;
    Headers headers;
    Text target;            /* as it came, copied */
    const char *target_end; /* in the connection's memory: where the target was NUL-terminated */
    Buffer body;
    size_t most_body;
    bool keeps_body;
    size_t dropped; /* bytes of the body beyond most_body */
    Buffer packed;  /* the answer in gzip */
    Job job;
    Exchange *next;
};

/* ---- exchanges ---- */

static Exchange *exchange_new(Server *server)
{
    Exchange *x = calloc(1, sizeof *x);
    if (x == NULL)
        return NULL;
    x->server = server;
    request_init(&x->q);
    buffer_init(&x->body, BODY_CEILING);
    buffer_init(&x->packed, PACKED_CEILING);
    return x;
}

static void exchange_free(Exchange *x)
{
    request_done(&x->q);
    buffer_done(&x->body);
    buffer_done(&x->packed);
    free(x);
}

static Exchange *exchange_take(Server *server)
{
    pthread_mutex_lock(&server->lock);
    Exchange *x = server->spare;
    if (x != NULL)
        server->spare = x->next;
    server->under_way++;
    pthread_mutex_unlock(&server->lock);
    return x != NULL ? x : exchange_new(server);
}

static void clear_and_shrink(Buffer *buffer)
{
    size_t ceiling = buffer->ceiling;
    buffer_clear(buffer);
    if (buffer->room <= KEPT_BUFFER)
        return;
    buffer_done(buffer);
    buffer_init(buffer, ceiling);
}

static void exchange_give_back(Exchange *x)
{
    Server *server = x->server;
    clear_and_shrink(&x->q.out);
    clear_and_shrink(&x->body);
    clear_and_shrink(&x->packed);
    request_reset(&x->q);
    x->headers = (Headers){ 0 };
    x->stage = ARRIVING;
    x->dropped = 0;
    pthread_mutex_lock(&server->lock);
    x->next = server->spare;
    server->spare = x;
    server->under_way--;
    if (server->is_ending)
        pthread_cond_broadcast(&server->has_less);
    pthread_mutex_unlock(&server->lock);
}

/* ---- answers ---- */

static void add_security_headers(const Site *site, Response *response)
{
    for (size_t i = 0; i < sizeof security_headers / sizeof *security_headers; i++)
        MHD_add_response_header(response, security_headers[i].name, security_headers[i].value);
    if (site->is_behind_tls)
        MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
}

static Result refuse(Exchange *x, unsigned status)
{
    Response *response = x->server->refusals[0];
    for (size_t i = 0; i < REFUSALS; i++)
        if (refusals[i].status == status)
            response = x->server->refusals[i];
    return MHD_queue_response(x->connection, status, response);
}

/* RFC 6266: the name for old clients in ASCII, and as it is in UTF-8. */
static const char *content_disposition(Request *q)
{
    static const char kept[] = "!#$&+-.^_`|~";
    static const char hex[] = "0123456789ABCDEF";
    Text name = q->file_name;
    char *plain = arena_get(q->arena, name.length + 1), *coded = arena_get(q->arena, name.length * 3 + 1);
    size_t at = 0;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char c = (unsigned char)name.at[i], letter = c | 0x20;
        bool is_kept =
            (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || (c != 0 && strchr(kept, c) != NULL);
        plain[i] = is_kept || c == ' ' ? (char)c : '_';
        if (is_kept) {
            coded[at++] = (char)c;
        } else {
            coded[at++] = '%';
            coded[at++] = hex[c >> 4];
            coded[at++] = hex[c & 15];
        }
    }
    return text_at(text_format(q->arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain, coded));
}

static bool is_packable(const char *type)
{
    return strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0 ||
           strncmp(type, "image/svg", 9) == 0;
}

/* What is sent: the page itself or its gzip form, which q->out_coding then says. */
static Text answer_bytes(Exchange *x, Worker *worker)
{
    Request *q = &x->q;
    Text plain = buffer_text(&q->out);
    if (worker == NULL || plain.length < LEAST_TO_PACK || q->out_coding != NULL || q->out_type == NULL ||
        !is_packable(q->out_type) || !accepts_coding(x->headers.accept_encoding, "gzip") ||
        gzip_pack(worker->gzip, plain, &x->packed) != OK)
        return plain;
    q->out_coding = "gzip";
    return buffer_text(&x->packed);
}

/* Adds what is not empty; false if it may not stand in a header. */
static bool add_header(Response *response, const char *name, const char *value)
{
    return value == NULL || *value == '\0' || MHD_add_response_header(response, name, value) == MHD_YES;
}

/* Each header costs libmicrohttpd three allocations, so there are no more than an answer needs. */
static bool add_answer_headers(Exchange *x, Response *response)
{
    Request *q = &x->q;
    add_security_headers(q->site, response);
    const char *disposition = text_is_empty(q->file_name) ? NULL : content_disposition(q);
    return add_header(response, "Content-Type", q->out.length > 0 ? q->out_type : NULL) &&
           add_header(response, "Cache-Control", q->is_cacheable ? cached_for_ever : "no-store") &&
           add_header(response, "Content-Encoding", q->out_coding) && add_header(response, "ETag", q->etag) &&
           add_header(response, "Location", text_at(q->location)) &&
           add_header(response, "Set-Cookie", text_at(q->set_cookie)) &&
           add_header(response, "Allow", text_at(q->allow)) &&
           add_header(response, "Content-Disposition", disposition) &&
           add_header(response, "Connection", x->server->is_ending ? "close" : NULL);
}

static Result send_answer(Exchange *x, Worker *worker)
{
    Request *q = &x->q;
    if (q->out.is_full || q->status == 0) {
        log_fault("the answer to a request became larger than %zu bytes or has no status", q->out.ceiling);
        return refuse(x, MHD_HTTP_INTERNAL_SERVER_ERROR);
    }
    Text bytes = answer_bytes(x, worker);
    /* Not copied: the exchange keeps the bytes until it is told that they have been sent. */
    Response *response =
        MHD_create_response_from_buffer(bytes.length, (void *)(uintptr_t)bytes.at, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    Result result = MHD_NO;
    if (add_answer_headers(x, response))
        result = MHD_queue_response(x->connection, (unsigned)q->status, response);
    else
        log_fault("an answer has a header that may not be sent");
    MHD_destroy_response(response);
    return result;
}

/* A page that tells of a status which the server found itself. */
static Result tell(Exchange *x, int status)
{
    Request *q = &x->q;
    q->now = clock_now(&q->site->clock);
    q->today = clock_today(&q->site->clock);
    q->html = (Html){ .out = &q->out, .arena = q->arena, .today = q->today };
    q->status = status;
    q->out_type = "text/html; charset=utf-8";
    q->site->tell(q, INVALID);
    return send_answer(x, NULL);
}

/* ---- assets ---- */

static int compare_asset(const void *key, const void *member)
{
    const Text *name = key;
    const Asset *asset = member;
    return text_compare(*name, text_of(asset->name));
}

static const Asset *find_asset(const Server *server, Text target)
{
    if (!text_starts_with(target, ASSET_PATH) || server->options->asset_count == 0)
        return NULL;
    size_t from = sizeof ASSET_PATH - 1;
    const char *mark = memchr(target.at, '?', target.length);
    Text name = { target.at + from, (mark == NULL ? target.length : (size_t)(mark - target.at)) - from };
    return bsearch(&name, server->options->assets, server->options->asset_count, sizeof(Asset),
                   compare_asset);
}

/* The form of the asset that the client would rather have. */
typedef struct Coded {
    const unsigned char *bytes;
    size_t length;
    const char *coding; /* NULL: plain */
} Coded;

static Coded best_coding(const Exchange *x, const Asset *asset)
{
    if (asset->brotli != NULL && accepts_coding(x->headers.accept_encoding, "br"))
        return (Coded){ asset->brotli, asset->brotli_length, "br" };
    if (asset->gzip != NULL && accepts_coding(x->headers.accept_encoding, "gzip"))
        return (Coded){ asset->gzip, asset->gzip_length, "gzip" };
    return (Coded){ asset->plain, asset->plain_length, NULL };
}

/* Made when it is asked for, which a browser does once: making all of them took a third of the start. */
static Result send_asset(Exchange *x, const Asset *asset)
{
    bool is_known = etag_matches(x->headers.if_none_match, asset->etag);
    Coded coded = is_known ? (Coded){ (const unsigned char *)"", 0, NULL } : best_coding(x, asset);
    Response *response =
        MHD_create_response_from_buffer(coded.length, (void *)(uintptr_t)coded.bytes, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    add_security_headers(x->server->site, response);
    add_header(response, "Content-Type", is_known ? NULL : asset->type);
    add_header(response, "Content-Encoding", coded.coding);
    add_header(response, "ETag", asset->etag);
    add_header(response, "Cache-Control", cached_for_ever);
    add_header(response, "Vary", "Accept-Encoding");
    Result result =
        MHD_queue_response(x->connection, is_known ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
    MHD_destroy_response(response); /* the queue holds it until it is sent */
    return result;
}

/* ---- work that takes its time ---- */

/* The connection goes on with the answer that the exchange holds now. */
static void resume(Job *job)
{
    Exchange *x = (Exchange *)(void *)((char *)job - offsetof(Exchange, job));
    MHD_resume_connection(x->connection);
}

static Result hand_over(Exchange *x, Step step)
{
    Server *server = x->server;
    if (!backstage_admits(server->backstage))
        return refuse(x, MHD_HTTP_SERVICE_UNAVAILABLE);
    x->stage = ANSWERED_LATER;
    x->job = (Job){ .q = &x->q, .ready = resume };
    MHD_suspend_connection(x->connection); /* first: it may be ready at once */
    backstage_put(server->backstage, &x->job, step);
    return MHD_YES;
}

/* ---- requests ---- */

/* libmicrohttpd 0.9.75 ends a value at a NUL, takes a lone LF for the end of a line, and adds a folded line
 * to the NAME of the header before it. All three let a proxy in front read another request than we do. A
 * whole line "Name: value CR LF" is in place, with NULs for the colon and for both ends; whatever is not, is
 * one of the three. */
static bool is_line_whole(const char *name, size_t name_length, const char *value, size_t value_length)
{
    enum { FARTHEST = 32 * 1024 }; /* the memory of a connection */
    if ((uintptr_t)value <= (uintptr_t)name + name_length || (uintptr_t)value - (uintptr_t)name > FARTHEST)
        return false;
    for (const char *at = name + name_length + 1; at < value; at++)
        if (*at != ' ' && *at != '\t')
            return false;
    return value[value_length + 1] == '\0';
}

static Result take_header(void *argument, enum MHD_ValueKind kind, const char *name, size_t name_length,
                          const char *value, size_t value_length)
{
    (void)kind;
    Exchange *x = argument;
    if (value == NULL ||
        (x->server->is_line_end_checked && !is_line_whole(name, name_length, value, value_length))) {
        x->headers.is_bad = true;
        return MHD_NO;
    }
    while (value_length > 0 && (value[value_length - 1] == ' ' || value[value_length - 1] == '\t'))
        value_length--;
    headers_take(&x->headers, (Text){ name, name_length }, (Text){ value, value_length });
    return MHD_YES;
}

/* Called with the target before the headers are read; what it returns is the state of the request. */
static void *on_target(void *argument, const char *target, Connection *connection)
{
    Exchange *x = exchange_take(argument);
    if (x == NULL)
        return NULL;
    x->connection = connection;
    x->target = text_copy(x->q.arena, target, strlen(target));
    x->target_end = target + x->target.length;
    return x;
}

/* Targets and queries are decoded in parse.c, not by the library. */
static size_t leave_escaped(void *argument, Connection *connection, char *text)
{
    (void)argument, (void)connection;
    return strlen(text);
}

static Text client_address(Exchange *x)
{
    Text forwarded = x->headers.forwarded_for;
    if (x->server->site->is_behind_tls && forwarded.length > 0) {
        size_t from = forwarded.length;
        while (from > 0 && forwarded.at[from - 1] != ',' && forwarded.at[from - 1] != ' ')
            from--;
        return text_copy(x->q.arena, forwarded.at + from, forwarded.length - from);
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(x->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info == NULL || info->client_addr == NULL)
        return (Text){ 0 };
    const void *client = info->client_addr;
    bool is_six = info->client_addr->sa_family == AF_INET6;
    const void *address = is_six ? (const void *)&((const struct sockaddr_in6 *)client)->sin6_addr
                                 : (const void *)&((const struct sockaddr_in *)client)->sin_addr;
    char *at = arena_get_raw(x->q.arena, INET6_ADDRSTRLEN);
    return text_of(inet_ntop(is_six ? AF_INET6 : AF_INET, address, at, INET6_ADDRSTRLEN));
}

static void fill_request(Exchange *x, Text method)
{
    Request *q = &x->q;
    const Headers *headers = &x->headers;
    q->site = x->server->site;
    q->method = text_is(method, "POST") ? POST : GET;
    q->is_head = text_is(method, "HEAD");
    q->is_secure = q->site->is_behind_tls;
    q->cookie = headers->cookie;
    q->content_type = headers->content_type;
    q->accept = headers->accept;
    q->accept_language = headers->accept_language;
    q->address = client_address(x);
}

/* The answer to a request that is whole. */
static Result answer(Exchange *x)
{
    Server *server = x->server;
    Request *q = &x->q;
    if (x->dropped > 0 && x->keeps_body)
        return tell(x, MHD_HTTP_CONTENT_TOO_LARGE);
    Worker *worker = worker_here(server->workers);
    if (worker == NULL)
        return refuse(x, MHD_HTTP_SERVICE_UNAVAILABLE);
    q->body = buffer_text(&x->body);
    Step step = dispatch(server->site, worker->db, q);
    if (q->needs_touch)
        backstage_touch(server->backstage, q);
    if (step != ANSWERED)
        return hand_over(x, step);
    if (q->status >= MHD_HTTP_INTERNAL_SERVER_ERROR)
        worker_forget_database(worker);
    return send_answer(x, worker);
}

/* Headers have arrived. An answer here closes the connection, and a client still sending may miss it: so only
 * what the guard refuses and bodies that are far too large get theirs now. */
static Result arrive(Exchange *x, Text method, const char *version)
{
    MHD_get_connection_values_n(x->connection, MHD_HEADER_KIND, take_header, x);
    if (version != x->target_end + 1) /* a NUL inside the target */
        x->headers.is_bad = true;
    int refused = guard_request(&x->headers, method, x->target, text_of(version));
    if (refused == 0 && parse_target(x->q.arena, x->target, &x->q.path, &x->q.query_string) != OK)
        refused = MHD_HTTP_BAD_REQUEST;
    if (refused != 0)
        return refuse(x, (unsigned)refused);
    fill_request(x, method);
    x->stage = READING;
    if (x->q.method == GET)
        return MHD_YES;
    size_t most = dispatch_most_body(x->q.site, POST, x->q.path);
    x->keeps_body = most > 0;
    x->most_body = most;
    if (x->keeps_body && x->headers.length > most + MOST_OVERFLOW)
        return tell(x, MHD_HTTP_CONTENT_TOO_LARGE);
    return x->headers.length > MOST_UNWANTED_BODY && !x->keeps_body ? answer(x) : MHD_YES;
}

/* A piece of the body. Only the end of a request can be answered, so what is too much is read a while and
 * dropped. */
static Result read_body(Exchange *x, const char *data, size_t length)
{
    if (x->keeps_body && x->dropped == 0 && length <= x->most_body - x->body.length) {
        buffer_add(&x->body, data, length);
        return x->body.is_full ? MHD_NO : MHD_YES;
    }
    x->dropped += length;
    return x->dropped <= (x->keeps_body ? MOST_OVERFLOW : MOST_UNWANTED_BODY) ? MHD_YES : MHD_NO;
}

/* Called when the headers are there, for each piece of the body, at its end, and after a suspension. */
static Result on_request(void *argument, Connection *connection, const char *url, const char *method,
                         const char *version, const char *data, size_t *length, void **state)
{
    (void)argument, (void)connection, (void)url;
    Exchange *x = *state;
    if (x == NULL)
        return MHD_NO;
    if (x->stage == ARRIVING)
        return arrive(x, text_of(method), version);
    if (x->stage == ANSWERED_LATER)
        return send_answer(x, worker_here(x->server->workers));
    if (*length > 0) {
        size_t taken = *length;
        *length = 0;
        return read_body(x, data, taken);
    }
    const Asset *asset = x->q.method == GET ? find_asset(x->server, x->target) : NULL;
    return asset != NULL ? send_asset(x, asset) : answer(x);
}

static void on_completed(void *argument, Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
    (void)argument, (void)connection, (void)code;
    if (*state != NULL)
        exchange_give_back(*state);
    *state = NULL;
}

/* ---- start and end ---- */

static bool make_answers(Server *server)
{
    for (size_t i = 0; i < REFUSALS; i++) {
        const char *text = refusals[i].text;
        Response *response =
            MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT);
        if (response == NULL)
            return false;
        add_security_headers(server->site, response);
        add_header(response, "Content-Type", "text/plain; charset=utf-8");
        add_header(response, "Cache-Control", "no-store");
        if (refusals[i].status == MHD_HTTP_METHOD_NOT_ALLOWED)
            add_header(response, "Allow", "GET, HEAD, POST");
        server->refusals[i] = response;
    }
    return true;
}

static void free_answers(Server *server)
{
    for (size_t i = 0; i < REFUSALS; i++)
        if (server->refusals[i] != NULL)
            MHD_destroy_response(server->refusals[i]);
}

/* As many descriptors as we may have: the usual soft limit is below MOST_CONNECTIONS. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static struct addrinfo *address_of(const ServerOptions *options)
{
    struct addrinfo hints = { .ai_flags = AI_NUMERICHOST | AI_PASSIVE, .ai_socktype = SOCK_STREAM },
                    *found = NULL;
    char port[8];
    snprintf(port, sizeof port, "%u", options->port);
    int failure = getaddrinfo(options->host, port, &hints, &found);
    if (failure == 0)
        return found;
    log_fault("cannot use '%s' as an address: %s", options->host, gai_strerror(failure));
    return NULL;
}

static Err start_listening(Server *server)
{
    struct addrinfo *address = address_of(server->options);
    if (address == NULL)
        return BROKEN;
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;
    if (address->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    unsigned workers = server->options->workers == 0 ? USUAL_WORKERS : server->options->workers;
    errno = 0;
    server->daemon = MHD_start_daemon(
        flags, server->options->port, NULL, NULL, on_request, server, MHD_OPTION_SOCK_ADDR, address->ai_addr,
        MHD_OPTION_THREAD_POOL_SIZE, workers, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)TIMEOUT_S, MHD_OPTION_URI_LOG_CALLBACK, on_target, server, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escaped, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server, MHD_OPTION_END);
    freeaddrinfo(address);
    if (server->daemon != NULL)
        return OK;
    log_fault("cannot listen on %s port %u: %s", server->options->host, server->options->port,
              strerror(errno));
    return BROKEN;
}

static void print_address(const Server *server)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    const char *host = server->options->host;
    const char *format = strchr(host, ':') != NULL ? "http://[%s]:%u\n" : "http://%s:%u\n";
    printf(format, host, info == NULL ? server->options->port : info->port);
    fflush(stdout);
}

/* Answers that are on their way may reach their clients, within reason. */
static void await_answers(Server *server)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += LAST_ANSWERS_S;
    int failure = 0;
    pthread_mutex_lock(&server->lock);
    while (server->under_way > 0 && failure == 0)
        failure = pthread_cond_timedwait(&server->has_less, &server->lock, &until);
    pthread_mutex_unlock(&server->lock);
}

static void close_listener(Server *server)
{
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    if (listener != MHD_INVALID_SOCKET)
        close(listener);
}

static void serve_until_signal(Server *server, const sigset_t *signals)
{
    int signal_number;
    print_address(server);
    sigwait(signals, &signal_number);
    close_listener(server);
    server->is_ending = true;
    backstage_end(server->backstage);
    await_answers(server);
    MHD_stop_daemon(server->daemon);
}

static Err run(Server *server, const sigset_t *signals)
{
    const ServerOptions *options = server->options;
    server->workers = workers_new(options->database, options->traces_sql);
    if (server->workers == NULL || !make_answers(server))
        return BROKEN;
    TRY(backstage_new(server->site, options->database, options->traces_sql, &server->backstage));
    Err err = start_listening(server);
    if (err == OK)
        serve_until_signal(server, signals);
    else
        backstage_end(server->backstage);
    backstage_free(server->backstage);
    return err;
}

static void dispose(Server *server)
{
    while (server->spare != NULL) {
        Exchange *x = server->spare;
        server->spare = x->next;
        exchange_free(x);
    }
    free_answers(server);
    workers_free(server->workers);
    pthread_cond_destroy(&server->has_less);
    pthread_mutex_destroy(&server->lock);
}

Err serve(const Site *site, const ServerOptions *options)
{
    sigset_t signals, before;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGPIPE); /* never waited for: a client that left is no reason to end */
    pthread_sigmask(SIG_BLOCK, &signals, &before);
    sigdelset(&signals, SIGPIPE);
    raise_descriptor_limit();
    Server server = { .site = site, .options = options };
    server.is_line_end_checked = strncmp(MHD_get_version(), "0.9.", 4) == 0;
    pthread_cond_init(&server.has_less, NULL);
    pthread_mutex_init(&server.lock, NULL);
    Err err = run(&server, &signals);
    dispose(&server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return err;
}
