/* SPDX-License-Identifier: MPL-2.0 */
/* The queries of many_row.sql as functions. Made by tools/sqlc: change many_row.sql instead. */
#ifndef RETTESNOR_MANY_ROW_SQL_H
#define RETTESNOR_MANY_ROW_SQL_H

#include "db/record.h"
#include "trial/trial.h"

/* A line of the list of trials. */
typedef struct TrialLine {
    int64_t id;
    Text title;
    Day due_on;
    Text unit_name;
    bool is_late;
    Figure value;
    Period date;
    Party owner;
} TrialLine;

typedef struct TrialLines {
    TrialLine *at;
    size_t count;
} TrialLines;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field trial_line_fields[];

typedef struct Policy_ {
    int64_t id;
} Policy_;

typedef struct Policy_s {
    Policy_ *at;
    size_t count;
} Policy_s;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field policy__fields[];

typedef struct Diary {
    int64_t id;
} Diary;

typedef struct Diaries {
    Diary *at;
    size_t count;
} Diaries;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field diary_fields[];

typedef struct Progress {
    int64_t id;
    bool is_changed;
    Instant at;
} Progress;

typedef struct ProgressList {
    Progress *at;
    size_t count;
} ProgressList;

/* Its members by name, for JSON. Ends with { 0 }. */
extern const Field progress_fields[];

Err trials_of_goal(Db *db, int64_t goal, Who who, int64_t most, TrialLines *ret_trial_lines);

Err diaries(Db *db, int64_t most, Diaries *ret_diaries);

Err progress(Db *db, Instant since, ProgressList *ret_progress_list);

Err progress_of(Db *db, int64_t id, Day on, bool is_open, Progress *ret_progress);

/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */
extern const Query *const many_row_queries[];

#endif
