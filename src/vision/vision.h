/* SPDX-License-Identifier: MPL-2.0 */
/* The council's visions. */
#ifndef RETTESNOR_VISION_H
#define RETTESNOR_VISION_H

#include "http/route.h"

/* The council's vision: the overall aim to which everything below traces. */
typedef struct Vision {
    RECORD_HEAD;
    Text title;
    Text text;
    Period valid_from;
    Period valid_to;
    Day adopted_on;
    Text source;
} Vision;
extern const Record vision_record;

extern const Route vision_routes[];

#endif
