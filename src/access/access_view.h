/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of access show. */
#ifndef RETTESNOR_ACCESS_VIEW_H
#define RETTESNOR_ACCESS_VIEW_H

#include "layout/layout.h"

typedef struct SignInPage {
    Page page;
    const Request *q;
    Text email;
    Text kept;           /* the sealed form to carry along */
    Text return_to;      /* a path of ours to go to afterwards */
    const char *problem; /* TR; NULL when nothing is wrong */
} SignInPage;

typedef struct ProfilePage {
    Page page;
    const Request *q;
    Text language; /* code */
    const char *password_problem;
} ProfilePage;

#endif
