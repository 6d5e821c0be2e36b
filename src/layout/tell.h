/* SPDX-License-Identifier: MPL-2.0 */
/* The pages that tell of an error: what happened, and the way on. */
#ifndef RETTESNOR_TELL_H
#define RETTESNOR_TELL_H

#include "layout/layout.h"

typedef struct TellPage {
    Page page;
    const char *advice; /* TR */
} TellPage;

/* The site's hook; see route.h. */
void tell_page(Request *q, Err err);

#endif
