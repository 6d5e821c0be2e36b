/* SPDX-License-Identifier: MPL-2.0 */
/* Goals: the desired situations that plans work towards, each from now to wanted and with a date. */
#ifndef RETTESNOR_GOAL_H
#define RETTESNOR_GOAL_H

#include "http/route.h"

/* A goal (mål): a desired situation, from the present to the wanted one, with a date. */
typedef struct Goal {
    RECORD_HEAD;
    Text title;
    Text text;
    Text situation_now;
    Text situation_wanted;
    Day starts_on;
    Day due_on;
    Party owner;
    Text partners;
    Text state;
    Day state_date;
    Text state_reason;
    Ids plans;
    Ids objectives;
    Ids citizen_groups;
} Goal;
extern const Record goal_record;

extern const Route goal_routes[];

#endif
