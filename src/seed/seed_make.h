/* SPDX-License-Identifier: MPL-2.0 */
/* Private to the seed: what is being made, and how much of each. */
#ifndef RETTESNOR_SEED_MAKE_H
#define RETTESNOR_SEED_MAKE_H

#include "db/record.h"
#include "seed/seed.h"

/* The shape of the municipality; what grows with the goals is counted by Seed. */
enum {
    SEED_YEAR = 2026, /* the newest plans */
    SEED_YEARS = 10,
    GOALS_A_PLAN = 8,
    UNITS_A_DEPARTMENT = 25,
    PERSONS_A_UNIT = 4, /* the first leads */
    POLICIES_A_PERIOD = 12,
    POLICY_PERIODS = 3, /* 2015, 2019 and 2023, four years each */
    OBJECTIVES_A_POLICY = 6,
    OBJECTIVES_A_PERIOD = POLICIES_A_PERIOD * OBJECTIVES_A_POLICY,
    SELECTED_A_YEAR = 12,
    OBJECTIVES_A_BUDGET = 3,
    OBJECTIVES_A_YEAR = SELECTED_A_YEAR + OBJECTIVES_A_BUDGET,
    CITIZEN_GROUPS = 8,
};

typedef struct Seed {
    Db *db;
    Arena *lasting; /* the ids below */
    Arena *arena;   /* of one batch */
    int64_t goals;
    int64_t plans;
    int64_t units; /* institutions, each with a plan a year */
    int64_t rows;
    int64_t in_batch;
    int64_t municipality;
    int64_t measurer; /* the person who signs in to measure */
    int64_t *unit_ids;
    int64_t *person_ids; /* PERSONS_A_UNIT for each unit */
    int64_t *group_ids;
    int64_t *objective_ids;               /* OBJECTIVES_A_PERIOD for each period of policies */
    int64_t (*chosen)[OBJECTIVES_A_YEAR]; /* the objectives of each year, the newest year first */
} Seed;

/* ---- seed.c ---- */

/* Inserts ROW with the key "NAME-NUMBER", at nine on DAY by PERSON (0: the program). */
Err seed_put(Seed *s, const Record *record, void *row, int64_t number, Day day, int64_t person);

/* Between rows that need no more of the batch's arena: commits when the batch is full. */
Err seed_pause(Seed *s);

/* ---- seed_words.c ---- */

/* A number below CEILING that depends on SALT and NUMBER alone. */
int64_t seed_pick(int64_t salt, int64_t number, int64_t ceiling);

Text seed_unit_name(Arena *arena, int64_t number);
Text seed_person_name(Arena *arena, int64_t number);
Text seed_policy_area(int64_t number);
Text seed_group_name(int64_t number);
Text seed_objective_text(Arena *arena, int64_t number);

/* "Mål nummer 17: …", and some 170 letters about it. */
Text seed_goal_title(Arena *arena, int64_t number);
Text seed_goal_text(Arena *arena, int64_t number);

Text seed_trial_title(Arena *arena, int64_t number);
Text seed_sign_title(Arena *arena, int64_t number, bool is_number);
Text seed_seen(int64_t number);

/* ---- one file each ---- */

Err seed_organisation(Seed *s);
Err seed_council(Seed *s);
Err seed_plan(Seed *s, int64_t number);

#endif
