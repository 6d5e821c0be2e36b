/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of citizen groups show. */
#ifndef RETTESNOR_CITIZEN_GROUP_VIEW_H
#define RETTESNOR_CITIZEN_GROUP_VIEW_H

#include "citizen_group.sql.h"
#include "citizen_group/citizen_group.h"
#include "layout/layout.h"

enum { GROUPS_A_PAGE = 50, MOST_GROUPS = 500, MOST_OF_GROUP = 50 };

typedef struct CitizenGroupsPage {
    Page page;
    const Request *q;
    CitizenGroupLines groups;
    Url next;
    bool may_write;
} CitizenGroupsPage;

typedef struct CitizenGroupPage {
    Page page;
    const Request *q;
    CitizenGroup group;
    Text parent_name;
    CitizenGroupLinks parts;
    CitizenGroupLinks policies;
    CitizenGroupLinks goals;
    CitizenGroupLinks trials;
    bool may_write;
} CitizenGroupPage;

typedef struct CitizenGroupForm {
    Page page;
    const Request *q;
    CitizenGroup group;
    Url action;
    Url back;
    Choices parents;
} CitizenGroupForm;

#endif
