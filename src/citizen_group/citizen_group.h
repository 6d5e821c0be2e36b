/* SPDX-License-Identifier: MPL-2.0 */
/* Citizen groups, in a tree. */
#ifndef RETTESNOR_CITIZEN_GROUP_H
#define RETTESNOR_CITIZEN_GROUP_H

#include "http/route.h"

/* A group of citizens that policies, goals and trials concern. */
typedef struct CitizenGroup {
    RECORD_HEAD;
    Text name;
    int64_t parent;
} CitizenGroup;
extern const Record citizen_group_record;

/* All groups for a form, those below a group after it. */
Err citizen_group_choices(Request *q, Choices *ret_choices);

extern const Route citizen_group_routes[];

#endif
