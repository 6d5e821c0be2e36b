/* SPDX-License-Identifier: MPL-2.0 */
/* Trials, with the log of what happened. */
#ifndef RETTESNOR_TRIAL_H
#define RETTESNOR_TRIAL_H

#include "http/route.h"

/* A trial (prøvehandling): prepared and new; its prediction is locked when it starts. */
typedef struct Trial {
    RECORD_HEAD;
    Text title;
    Text description;
    Text target_group;
    Text how_many;
    Text mechanism;
    Text outcome;
    Text place;
    Day starts_on;
    Day ends_on;
    Day interim_on;
    Text interim_reason;
    Day final_on;
    Text prediction;
    Text state;
    int64_t started_at;
    Text partners;
    int64_t continues;
    Ids citizen_groups;
    Ids goals;
    Ids units;
} Trial;
extern const Record trial_record;

/* A line of what happened in a trial. */
typedef struct LogEntry {
    RECORD_HEAD;
    int64_t trial;
    Day date;
    Text text;
    int64_t person;
} LogEntry;
extern const Record log_entry_record;

/* Whether it has begun, or never will; from then on its prediction stays as it is (concept, "Prøvehandling":
 * the outcome is not known). */
bool trial_is_started(const Trial *trial);

/* Whether it is under way or waits for its evaluation: the two states in which it can be evaluated. */
bool trial_is_open(const Trial *trial);

/* Ends a trial that is evaluated on ENDED: state evaluated, and that day as its last when it has none. */
Err trial_evaluate(Db *db, int64_t id, Day ended);

/* What can be said of when a prediction was written. */
typedef struct TrialLock {
    bool is_locked;
    bool is_proven; /* the history shows that it was written before the start and not touched since */
    Text words;     /* a sentence or two, in the page's language: who wrote it, and when it was locked */
} TrialLock;

/* Reads it from the history of TRIAL. */
Err trial_lock(Request *q, const Trial *trial, TrialLock *ret_lock);

/* Who leads the trial's units, "Mette Holm, Henrik Bo Nielsen"; empty when nobody does. */
Err trial_owner_names(Request *q, int64_t id, Text *ret_names);

/* RECORD with the named fields (ends with NULL) marked as required: for the labels of a form whose rules ask
 * for more than its record does. */
const Record *record_requiring(Arena *arena, const Record *record, const char *const *fields);

/* Leaves a form error for each of the named fields that is empty in ROW. */
void require_fields(Request *q, const Record *record, const char *const *fields, const void *row);

extern const Route trial_routes[];

#endif
