/* SPDX-License-Identifier: MPL-2.0 */
/* Units: the organisation as a tree with periods. */
#ifndef RETTESNOR_UNIT_H
#define RETTESNOR_UNIT_H

#include "http/route.h"

/* A unit of the organisation, with the period in which it exists. */
typedef struct Unit {
    RECORD_HEAD;
    Text name;
    Text kind;
    int64_t parent;
    Text external_uuid;
    Period valid_from;
    Period valid_to;
    Text source;
} Unit;
extern const Record unit_record;

/* What a form offers as owner: the persons with a role, then the units that exist today, as "person:7" and "unit:3". */
Err party_choices(Request *q, Choices *ret_choices);

/* The units that exist today, as ids, in Danish order; with NEED above SEE only those within the person's reach for it. */
Err unit_choices(Request *q, Need need, Choices *ret_choices);

extern const Route unit_routes[];

#endif
