/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of many_record.sql as functions. Made by tools/sqlc: change many_record.sql instead. */
#ifndef RETTESNOR_MANY_RECORD_SQL_H
#define RETTESNOR_MANY_RECORD_SQL_H

#include "db/record.h"
#include "trial/trial.h"

#ifndef RETTESNOR_LIST_Trials
#define RETTESNOR_LIST_Trials
typedef struct Trials {
    Trial *at;
    size_t count;
} Trials;
#endif

#ifndef RETTESNOR_LIST_Policies
#define RETTESNOR_LIST_Policies
typedef struct Policies {
    Policy *at;
    size_t count;
} Policies;
#endif

Err trials_of_unit(Db *db, int64_t unit, int64_t most, Trials *ret_trials);

Err policies_in_force_on_the_day(Db *db, Day day, Text name, Text field, int64_t vision, Day until,
                                 int64_t most, Policies *ret_policies);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const many_record_queries[];

#endif
