/* SPDX-License-Identifier: MPL-2.0 */
/* What the first page shows. */
#ifndef RETTESNOR_HOME_VIEW_H
#define RETTESNOR_HOME_VIEW_H

#include "home.sql.h"
#include "layout/layout.h"

enum {
    MOST_CARDS = 6,
    MOST_WORK = 60,
    MOST_HOME_OBJECTIVES = 40,
    COUNT_CEILING = 100,
    NEWEST_GOALS = 12, /* of an objective, whose trials are counted for the whole municipality */
    SOON_DAYS = 7,
    MOST_UNITS_OF_MINE = 60
};

typedef struct HomePage {
    Page page;
    const Request *q;
    HomeWorks work;
    HomeObjectives objectives;
    Text year;
    bool shows_all; /* the whole municipality's thread, not that of the person's units */
    bool is_inside;
    bool may_register;
    bool may_lead;
} HomePage;

typedef struct PlainPage {
    Page page;
    const Request *q;
} PlainPage;

/* The line above a card's title: "Evaluering · frist mandag den 30. november". */
Text home_work_kind(Html *h, const HomeWork *work);

/* What the card says about it, and what its button says; both TR. */
const char *home_work_text(const HomeWork *work, Day today);
const char *home_work_button(const HomeWork *work);

/* Where the button leads. */
Url home_work_url(Arena *arena, const HomeWork *work);

/* Whether the trials of OBJECTIVE were counted below its newest goals alone. */
bool home_counts_newest(const HomePage *v, const HomeObjective *objective);

/* "To mål"; "mere end 100 mål" where the counting stopped. ONE and MANY as of html_count. */
Text home_count(Html *h, int64_t count, const char *one, const char *many);

#endif
