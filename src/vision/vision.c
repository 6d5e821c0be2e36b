/* SPDX-License-Identifier: MPL-2.0 */
#include "vision/vision.h"

#include "layout/words.h"
#include "vision.sql.h"

static const Field vision_fields[] = {
    FIELD(Vision, title, .flags = REQUIRED, .label = TR("Visionens navn")),
    FIELD(Vision, text, .flags = LONG, .label = TR("Teksten")),
    FIELD(Vision, valid_from, .label = TR("Gælder fra")),
    FIELD(Vision, valid_to, .label = TR("Gælder til")),
    FIELD(Vision, adopted_on, .label = TR("Vedtaget")),
    FIELD(Vision, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record vision_record = {
    .name = "vision",
    .path = "/visions",
    .label = TR("Vision"),
    .title_field = "title",
    .size = sizeof(Vision),
    .fields = vision_fields,
    .seen = vision_is_seen,
};

const Route vision_routes[] = {
    { 0 },
};
