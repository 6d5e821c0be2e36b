/* SPDX-License-Identifier: MPL-2.0 */
/* Tasks of plans. */
#ifndef RETTESNOR_TASK_H
#define RETTESNOR_TASK_H

#include "http/route.h"

/* A task of a plan: who does what. */
typedef struct Task {
    RECORD_HEAD;
    int64_t plan;
    Text title;
    Party assigned_to;
    Day due_on;
    Day done_on;
    int64_t trial;
} Task;
extern const Record task_record;

extern const Route task_routes[];

#endif
