/* SPDX-License-Identifier: MPL-2.0 */
/* Objectives, and everything that lies under them. */
#ifndef RETTESNOR_OBJECTIVE_H
#define RETTESNOR_OBJECTIVE_H

#include "http/route.h"

/* An objective (målsætning): the change that the council wants, from a policy or a budget agreement. */
typedef struct Objective {
    RECORD_HEAD;
    Text text;
    Text title;
    Text number;
    int64_t policy;
    int64_t budget_agreement;
    int64_t vision;
    Text scenario_part;
    Text description;
    Text source;
} Objective;
extern const Record objective_record;

extern const Route objective_routes[];

#endif
