/* SPDX-License-Identifier: MPL-2.0 */
/* The records that the golden files read. */
#ifndef RETTESNOR_TRIAL_H
#define RETTESNOR_TRIAL_H

#include "db/record.h"

typedef struct Trial {
    RECORD_HEAD;
    Text title;
} Trial;

typedef struct Policy {
    RECORD_HEAD;
    Text name;
} Policy;

extern const Record trial_record;
extern const Record policy_record;

#endif
