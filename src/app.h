/* SPDX-License-Identifier: MPL-2.0 */
/* The program: its concepts, its records, and the site that lib/http serves. */
#ifndef RETTESNOR_APP_H
#define RETTESNOR_APP_H

#include "http/route.h"
#include "job/job.h"

/* The route tables of all concepts; ends with NULL. */
extern const Route *const app_modules[];

/* The statements of all concepts, for the test that both engines can prepare them; ends with NULL. */
extern const Query *const *const app_queries[];

/* A site over the database of DB: reads (and the first time makes) its secret, kept in RET_SECRET (32 bytes) as long as the site. Runs a
 * write transaction of its own. */
Err app_site(Db *db, Clock clock, bool is_behind_tls, unsigned char *ret_secret, Site *ret_site);

/* The kinds of jobs that the program runs, and the ones that must always wait in the queue: put there at start. */
extern const JobKind app_jobs[];
Err app_plan_jobs(Db *db, Instant now);

#endif
