/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of scalars.sql as functions. Made by tools/sqlc: change scalars.sql instead. */
#ifndef RETTESNOR_SCALARS_SQL_H
#define RETTESNOR_SCALARS_SQL_H

#include "db/record.h"
#include "trial/trial.h"

#ifndef RETTESNOR_LIST_Texts
#define RETTESNOR_LIST_Texts
typedef struct Texts {
    Text *at;
    size_t count;
} Texts;
#endif

#ifndef RETTESNOR_LIST_Days
#define RETTESNOR_LIST_Days
typedef struct Days {
    Day *at;
    size_t count;
} Days;
#endif

Err goal_count(Db *db, int64_t plan, int64_t *ret_goal_count);

Err title_of_trial(Db *db, int64_t id, Text *ret_title_of_trial);

Err first_day(Db *db, Day *ret_first_day);

Err has_trials(Db *db, bool *ret_has_trials);

Err ids_of_trials(Db *db, int64_t most, Ids *ret_ids_of_trials);

Err titles(Db *db, int64_t most, Texts *ret_titles);

Err days(Db *db, int64_t most, Days *ret_days);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const scalars_queries[];

#endif
