/* SPDX-License-Identifier: MPL-2.0 */
/* What the page of search shows. */
#ifndef RETTESNOR_SEARCH_VIEW_H
#define RETTESNOR_SEARCH_VIEW_H

#include "layout/layout.h"
#include "search.sql.h"

enum { HITS_A_KIND = 5, HITS_A_PAGE = 50, MOST_HIT_KINDS = 8, MOST_TERMS = 300 };

/* The hits of one kind. */
typedef struct HitGroup {
    const char *record;
    const char *label; /* TR, in the plural */
    SearchHits hits;
    Url more;
} HitGroup;

typedef struct SearchPage {
    Page page;
    const Request *q;
    Text asked;
    HitGroup groups[MOST_HIT_KINDS];
    size_t group_count;
} SearchPage;

#endif
