/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of units show. */
#ifndef RETTESNOR_UNIT_VIEW_H
#define RETTESNOR_UNIT_VIEW_H

#include "layout/layout.h"
#include "unit.sql.h"
#include "unit/unit.h"

enum { MOST_UNITS = 3000, MOST_UNIT_EVENTS = 12, MOST_BELOW_UNIT = 100, EVENT_MONTHS = 120 };

/* A unit with what hangs below it. */
typedef struct UnitNode {
    const UnitLine *line;
    Text leaders; /* "Mette Holm, Sofie Dam" */
    struct UnitNode **below;
    size_t below_count;
} UnitNode;

typedef struct UnitsPage {
    Page page;
    const Request *q;
    UnitLines units;
    UnitNode *root;    /* NULL when there is no unit on that day */
    UnitNode **others; /* tops besides the root */
    size_t other_count;
    size_t political_count; /* of the units right below the root */
    UnitEvents events;
    Day day;
    Text day_typed;
    bool is_wrong_day;
    bool shows_leaders; /* roles are known for today and later alone */
    bool may_administer;
} UnitsPage;

typedef struct UnitPage {
    Page page;
    const Request *q;
    Unit unit;
    UnitLine parent; /* id 0: none */
    UnitPersons people;
    UnitPlans plans;
    UnitGoals goals;
    UnitTrials trials;
    UnitSigns signs;
    UnitBelowLines below;
    int64_t leader_count;
    int64_t alive_count; /* of the trials */
    int64_t over_count;
    int64_t open_count; /* of the units below */
    int64_t closed_count;
    bool may_lead;
    bool may_administer;
} UnitPage;

typedef struct UnitForm {
    Page page;
    const Request *q;
    Unit unit;
    Url action;
    Url back;
    Choices kinds;
    Choices parents; /* none: the unit stays where it is */
} UnitForm;

/* Whether a unit belongs to the council and not to the administration. */
bool unit_is_political(const UnitLine *unit);

/* How many units hang below NODE in all. */
size_t unit_node_count(const UnitNode *node);

/* Whether the unit has closed before DAY. */
bool unit_is_closed(const UnitBelowLine *unit, Day day);

/* "To mål, ét tegn og en opgave"; empty when there is nothing. */
Text unit_person_duties(Html *h, const UnitPerson *person);

#endif
