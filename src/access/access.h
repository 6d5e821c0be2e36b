/* SPDX-License-Identifier: MPL-2.0 */
/* Access: who somebody is (sessions, passwords) and what they may do where (the table `reach`). */
#ifndef RETTESNOR_ACCESS_H
#define RETTESNOR_ACCESS_H

#include "http/route.h"

/* The site's hooks; see route.h. */
Err access_identify(Request *q);
Err access_ask_to_sign_in(Request *q, Text kept);
Err access_touch(Db *db, int64_t session, Instant now);

/* Works out anew who reaches which unit; after every change of a role or of a unit's place. Inside a write transaction. */
Err access_rebuild(Db *db);

/* The 32 bytes with which tokens are signed, made on first use. Inside a write transaction the first time. */
Err access_secret(Db *db, unsigned char *ret_secret);

/* Gives a person a password (Argon2id, 19 MiB, 2 passes). Slow: some 20 ms. INVALID when it is shorter than twelve characters. */
Err access_set_password(Db *db, int64_t person, Text password, Instant now);

/* A password that nobody can guess, "k7mq-w2xh-94tb-zc8n", and its hash, for a person who is to have a new one. As slow; for a route's
 * `before`. */
Err access_make_password(Arena *arena, Text *ret_password, Text *ret_hash);

/* Gives a person the password with that hash and signs them out everywhere. Inside a write transaction. */
Err access_give_password(Db *db, int64_t person, Text hash, Instant now);

/* Forgets ended sessions, old kept forms and old wrong tries, and does so again tomorrow: the work of the job "housekeeping". */
Err access_housekeeping(Db *db, Text payload, Instant now);

/* A new session of a person; the key is what the browser's cookie `session` holds. Inside a write transaction. */
Err access_start_session(Db *db, int64_t person, Instant now, Text *ret_key);

extern const Route access_routes[];

enum { SHORTEST_PASSWORD = 12, LONGEST_PASSWORD = 200 };

#endif
