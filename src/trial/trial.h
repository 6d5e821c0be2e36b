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

extern const Route trial_routes[];

#endif
