/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of this folder show. */
#ifndef VIEW_H
#define VIEW_H

#include "page/html.h"

#define ASSET_CSS "/assets/x.css"

typedef struct TrialLine {
    int64_t id;
    Text title;
    bool is_open;
} TrialLine;

typedef struct TrialLines {
    TrialLine *at;
    size_t count;
} TrialLines;

typedef struct TrialPage {
    int64_t id;
    Text title;
    Text name;
    Day day;
    Period period;
    Figure figure;
    TrialLines trials;
    size_t count;
    Url source;
    const char *label;
} TrialPage;

static inline Url url_trial(Arena *arena, int64_t id)
{
    return url_format(arena, "/trials/%d", (int)id);
}

void icon_html(Html *h, const char *name);

#endif
