/* SPDX-License-Identifier: MPL-2.0 */
/* Policies and the policy landscape. */
#ifndef RETTESNOR_POLICY_H
#define RETTESNOR_POLICY_H

#include "http/route.h"

/* A policy of the council, or (kind "other") what runs beside the policies and is never counted. */
typedef struct Policy {
    RECORD_HEAD;
    Text title;
    Text kind;
    Text state;
    Text area;
    int64_t vision;
    Period valid_from;
    Period valid_to;
    Day adopted_on;
    Text future_scenario;
    Party owner;
    int64_t replaces;
    Text source;
    Ids citizen_groups;
} Policy;
extern const Record policy_record;

extern const Route policy_routes[];

#endif
