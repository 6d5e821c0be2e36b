/* SPDX-License-Identifier: MPL-2.0 */
/* The council's selection of a year. */
#ifndef RETTESNOR_SELECTION_H
#define RETTESNOR_SELECTION_H

#include "http/route.h"

/* The council's decision on one objective for one year. The objectives of the year's budget agreement need
 * none: they are in by rule. */
typedef struct Selection {
    RECORD_HEAD;
    int64_t year;
    int64_t objective;
    Text decision;
    int64_t rank;
    Text reason;
    Day decided_on;
    Text reference;
} Selection;
extern const Record selection_record;

extern const Route selection_routes[];

#endif
