/* SPDX-License-Identifier: MPL-2.0 */
/* What the page of a tree shows. */
#ifndef RETTESNOR_THREAD_VIEW_H
#define RETTESNOR_THREAD_VIEW_H

#include "layout/layout.h"
#include "page/tree.h"

typedef struct ThreadPage {
    Page page;
    const Request *q;
    Tree tree;
    Url root; /* the page of the row from which the tree hangs */
} ThreadPage;

#endif
