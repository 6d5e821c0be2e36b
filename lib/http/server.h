/* SPDX-License-Identifier: MPL-2.0 */
/* The HTTP server: libmicrohttpd with a pool of workers, a slow thread and the writer. Only server.c sees
 * microhttpd.h. */
#ifndef RETTESNOR_SERVER_H
#define RETTESNOR_SERVER_H

#include "http/asset.h"
#include "http/dispatch.h"

typedef struct ServerOptions {
    const char *database;
    const char *host; /* a numeric address: "127.0.0.1", "::1" */
    uint16_t port;    /* 0: any that is free */
    unsigned workers; /* 0: two */
    bool traces_sql;
    const Asset *assets; /* sorted by name */
    size_t asset_count;
} ServerOptions;

/* Prints "http://HOST:PORT" once it listens, and serves until SIGTERM or SIGINT; then finishes what is under
 * way. BROKEN with a log line if it cannot start. Behind TLS (site->is_behind_tls) the client's address is
 * the last of X-Forwarded-For. */
Err serve(const Site *site, const ServerOptions *options);

#endif
