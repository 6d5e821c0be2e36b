/* SPDX-License-Identifier: MPL-2.0 */
/* A municipality of any size, made up for measuring: the same rows with the same keys each time. */
#ifndef RETTESNOR_SEED_H
#define RETTESNOR_SEED_H

#include "db/db.h"

/* Who signs in to measure: a leader at the municipality. */
#define SEED_EMAIL    "maaling@rettesnor.example"
#define SEED_PASSWORD "maaling uden hemmelighed"

enum { MOST_SEED_GOALS = 10 * 1000 * 1000 };

/* Fills an empty database with GOALS goals (1 to MOST_SEED_GOALS) and, in proportion, the units, persons, plans, trials, signs,
 * measurements and history around them, in transactions of its own. ret_rows is how many rows it wrote. INVALID when the database
 * holds units already. The salts of personal values in the history and of the password are the only bytes that differ. */
Err seed(Db *db, int64_t goals, int64_t *ret_rows);

#endif
