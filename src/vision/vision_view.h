/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of visions show. */
#ifndef RETTESNOR_VISION_VIEW_H
#define RETTESNOR_VISION_VIEW_H

#include "layout/layout.h"
#include "vision.sql.h"
#include "vision/vision.h"

enum { VISIONS_A_PAGE = 50, MOST_BELOW_VISION = 300 };

/* The codes of the fragment vision_standing. */
extern const Word vision_standing_words[];

typedef struct VisionsPage {
    Page page;
    const Request *q;
    VisionLines visions;
    Url next;
    bool may_write;
} VisionsPage;

typedef struct VisionPage {
    Page page;
    const Request *q;
    Vision vision;
    Text standing;
    VisionPolicies policies;
    VisionPolicies beside; /* of kind "other" */
    VisionLinks before;    /* one or none */
    VisionLinks after;     /* one or none */
    bool may_write;
} VisionPage;

typedef struct VisionForm {
    Page page;
    const Request *q;
    Vision vision;
    Url action;
    Url back;
} VisionForm;

#endif
