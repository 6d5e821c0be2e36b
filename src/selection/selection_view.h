/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of a year's selection show. */
#ifndef RETTESNOR_SELECTION_VIEW_H
#define RETTESNOR_SELECTION_VIEW_H

#include "layout/layout.h"
#include "objective/objective.h"
#include "selection.sql.h"
#include "selection/selection.h"

enum { SELECTION_YEARS_A_PAGE = 50, MOST_SELECTIONS = MOST_WINDOWS, MOST_TAKERS = 2000, TAKERS_BY_NAME = 3 };

/* An objective that is in force in the year, with what the council decided on it. */
typedef struct SelectionLine {
    int64_t objective;
    Text text;
    Text above;
    int64_t policy; /* 0: compulsory, from the year's budget agreement */
    bool is_compulsory;
    bool is_over_period; /* the year lies after the period of its policy, which still applies */
    bool is_last_chance; /* never worked on, and the year is the last of its period or over it */
    Text decision;       /* empty: none is recorded */
    int64_t rank;
    Text reason;
    Day decided_on;
    Text reference;
    Selection selection; /* the row; id 0 when there is none */
    const ObjectiveWindow *window;
    Text takers;          /* the first units that have taken it into a plan of the year, by name */
    int64_t other_takers; /* how many more */
    const Request *part;  /* of a form: the fields that concern this objective, under their own names */
} SelectionLine;

typedef struct SelectionLines {
    SelectionLine *at;
    size_t count;
} SelectionLines;

/* Where a line stands. */
typedef enum SelectionGroup {
    COMPULSORY,
    SELECTED,
    NOT_SELECTED,
    UNDECIDED,
    SELECTION_GROUPS
} SelectionGroup;
SelectionGroup selection_group(const SelectionLine *line);

/* All objectives of YEAR: in the order of their rank, then of their policies. */
Err selection_lines(Request *q, int64_t year, SelectionLines *ret_lines);

/* The line that was decided last; NULL if there is none. */
const SelectionLine *latest_decision(const SelectionLines *lines);

/* The year of the path. NOT_FOUND if it is none, or later than next year: the council selects for the year to
 * come. */
Err selection_year(const Request *q, int64_t *ret_year);

/* ---- pages ---- */

typedef struct SelectionsPage {
    Page page;
    const Request *q;
    SelectionYears years;
    Url next;
} SelectionsPage;

typedef struct SelectionPage {
    Page page;
    const Request *q;
    int64_t year;
    Text year_text;
    SelectionLines lines;
    int64_t counts[SELECTION_GROUPS];
    Text agreement; /* the title of the year's budget agreement; empty when none with objectives is known */
    const SelectionLine *latest;
    bool may_write;
} SelectionPage;

/* "Hentet af Åbrinkskolen og fire andre" */
Text selection_takers_words(Html *h, const SelectionLine *line);

/* "Sidst arbejdet med i 2025", "Aldrig arbejdet med" … of a line that is not decided. */
Text selection_past_words(Html *h, const SelectionLine *line);

/* ---- the form ---- */

typedef struct SelectionForm {
    Page page;
    const Request *q;
    Text year_text;
    SelectionLines lines;
    int64_t last_chance_count;
    int64_t compulsory_count;
    Selection shared; /* the date and the minutes that the form shows */
    Url action;
    Url back;
} SelectionForm;

/* "reason-7": the name of an objective's own input. */
const char *selection_input(Arena *arena, const char *field, int64_t objective);

Err selection_edit(Request *q);
Err selection_save(Request *q);

#endif
