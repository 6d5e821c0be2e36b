/* SPDX-License-Identifier: MPL-2.0 */
/* Objectives, their windows, and everything that lies under them. */
#ifndef RETTESNOR_OBJECTIVE_H
#define RETTESNOR_OBJECTIVE_H

#include "http/route.h"

/* An objective (målsætning): the change that the council wants, from a policy or a budget agreement. */
typedef struct Objective {
    RECORD_HEAD;
    Text text;
    Text title;
    Text number;
    int64_t policy;
    int64_t budget_agreement;
    int64_t vision;
    Text scenario_part;
    Text description;
    Text source;
} Objective;
extern const Record objective_record;

/* What became of an objective in one year. */
typedef struct ObjectiveYear {
    int64_t year;
    bool is_within;     /* the window; false: over the period */
    bool is_selected;   /* by the council */
    bool is_compulsory; /* by the year's budget agreement */
    bool is_worked_on;  /* a trial under it ran in the year */
} ObjectiveYear;

/* An objective with its window: the years of its policy's period, or the year of its budget agreement. Where
 * the last day of a period is not known, this year is the end; where the first is not, the earliest year in
 * which something became of the objective, or this year. Years over the period are there when something became
 * of the objective in them. */
typedef struct ObjectiveWindow {
    int64_t id;
    Text number;
    Text text;
    int64_t policy; /* 0: from a budget agreement */
    int64_t budget_agreement;
    Text above;    /* the title of either */
    Text standing; /* a code of policy_standing_words */
    int64_t first; /* the window's years */
    int64_t last;
    bool is_first_unknown; /* the policy does not say when it begins, or when it ends */
    bool is_last_unknown;
    ObjectiveYear *years;
    size_t year_count;
} ObjectiveWindow;

typedef struct ObjectiveWindows {
    ObjectiveWindow *at;
    size_t count;
} ObjectiveWindows;

/* Which objectives: one; or those of a policy; or those of the policies in force on a day from FIRST_DAY to
 * LAST_DAY, and of the budget agreements from year FIRST_AGREED to that of LAST_DAY. */
typedef struct ObjectivesWanted {
    int64_t objective;
    int64_t policy;
    Day first_day;
    Day last_day;
    int64_t first_agreed;
} ObjectivesWanted;

/* The windows of the objectives wanted, policies by name, then agreements by year. Those of what runs beside
 * the policies (kind "other") are never among them. In the arena; at most MOST_WINDOWS. */
Err objective_windows(Request *q, ObjectivesWanted wanted, ObjectiveWindows *ret_windows);

enum { MOST_WINDOWS = 300, MOST_WINDOW_YEARS = 12 };

/* The year of the window, NULL if it has none. */
const ObjectiveYear *window_year(const ObjectiveWindow *window, int64_t year);

/* In how many of its years it was worked on, those over the period too; and in how many inside the window. */
int64_t window_worked_count(const ObjectiveWindow *window);
int64_t window_worked_within(const ObjectiveWindow *window);

/* Whether YEAR lies after the window of a policy's objective: "over perioden", where the policy still applies. */
bool window_is_over(const ObjectiveWindow *window, int64_t year);

/* The last year in which it was selected, or compulsory; 0 if never. */
int64_t window_last_selected(const ObjectiveWindow *window);

/* What became of it in the year, as a message: TR("udvalgt og arbejdet med"). THIS_YEAR is today's. */
const char *objective_year_words(const ObjectiveYear *year, int64_t this_year);

/* "2025–2028", "2027". */
Text window_years_text(Arena *arena, const ObjectiveWindow *window);

extern const Route objective_routes[];

#endif
