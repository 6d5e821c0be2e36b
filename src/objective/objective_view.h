/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of objectives show. */
#ifndef RETTESNOR_OBJECTIVE_VIEW_H
#define RETTESNOR_OBJECTIVE_VIEW_H

#include "layout/layout.h"
#include "objective.sql.h"
#include "objective/objective.h"
#include "policy/policy.h"

enum {
    OBJECTIVES_A_PAGE = 50,
    MOST_OBJECTIVE_CHOICES = 300,
    GOALS_IN_TREE = 48,  /* then "Vis flere" */
    GOALS_UNFOLDED = 12, /* the rest of them fold */
    TRIALS_A_GOAL = 12,  /* the rest of them are on the goal's page */
    MOST_IN_TREE = 1500, /* of signs, units, trials */
    MOST_JUDGED_EACH = 12,
    MOST_TRIAL_COUNTS = 60,
    MOST_PLANS_BELOW = 50,
    MOST_SIGNS_OF_OBJECTIVE = 50,
    MOST_DECISIONS = 30
};

/* ---- the list ---- */

typedef struct ObjectivesPage {
    Page page;
    const Request *q;
    ObjectiveLines objectives;
    ObjectiveLinks policies; /* of the filter */
    int64_t policy;          /* chosen in it */
    int64_t this_year;
    Url next;
} ObjectivesPage;

/* Whether a new source begins at LINE of the list. */
bool objective_begins_source(const ObjectiveLines *lines, const ObjectiveLine *line);

/* "2025–2028 · Over perioden": what the name of the source does not say itself. */
Text objective_source_words(Html *h, const ObjectiveLine *line);

/* What became of it this year, TR. */
const char *objective_line_words(const ObjectiveLine *line, int64_t this_year);

/* ---- the tree ---- */

/* A sign of a goal with the trials that hang there; without a sign the trials that look for none. */
typedef struct TreeSign {
    const ObjectiveGoalSign *sign; /* NULL: none is agreed */
    const ObjectiveGoalTrial **trials;
    size_t trial_count;
} TreeSign;

typedef struct TreeGoal {
    const ObjectiveGoal *goal;
    Text where_and_when; /* "Åbrinkskolen · inden juni 2027" */
    TreeSign *signs;
    size_t sign_count;
    size_t trial_count;  /* of all its signs */
    size_t hidden_count; /* trials that the goal's page alone shows */
} TreeGoal;

typedef struct ObjectiveTree {
    TreeGoal *goals;
    size_t goal_count;
    bool is_first; /* no goals stand before these */
    Url next;      /* the goals after these */
    Text lead;     /* "Tre mål på fem arbejdspladser trækker på målsætningen." */
} ObjectiveTree;

/* The tree below objective q->id, its goals after goal AFTER. */
Err objective_tree(Request *q, int64_t after, ObjectiveTree *ret_tree);

/* "Åbrinkskolen, 2025–2026": where and when a trial is. */
Text trial_where_and_when(Html *h, Text unit_name, Text state, Day starts_on, Day ends_on);

/* ---- the page ---- */

/* One column of what the trials have shown. */
typedef struct JudgedColumn {
    const char *code;
    int64_t count; /* all of them */
    const ObjectiveJudged *trials;
    size_t trial_count; /* shown */
} JudgedColumn;

enum { JUDGEMENTS = 5 };

typedef struct ObjectivePage {
    Page page;
    const Request *q;
    Objective objective;
    ObjectiveAround around;
    ObjectiveWindow window;
    bool has_window; /* false: runs beside the policies, is never selected */
    ObjectiveDecisions decisions;
    Text selected_words; /* "Kommunalbestyrelsen udvalgte igen målsætningen …" */
    Text worked_words;   /* "Den er arbejdet med i to af fire år." */
    ObjectiveTree tree;
    ObjectiveSigns signs;
    JudgedColumn columns[JUDGEMENTS];
    Text judged_words;
    Text unjudged_words; /* empty when all are judged */
    int64_t trial_count;
    ObjectivePlans plans;
    int64_t this_year;
    bool may_write;
} ObjectivePage;

/* a, u or i of the strip: worked on, chosen, neither. */
const char *objective_year_mark(const ObjectiveYear *year);

/* What the trials below have shown: the columns and the two sentences. */
Err objective_shown(Request *q, ObjectivePage *v);

/* GET /objectives/{id} */
Err objective_page(Request *q);

/* ---- forms ---- */

typedef struct ObjectiveForm {
    Page page;
    const Request *q;
    Objective objective;
    Url action;
    Url back;
    Choices parts;   /* of the scenario; none: no such field */
    Choices visions; /* for a budget agreement */
} ObjectiveForm;

Err objective_new(Request *q);
Err objective_create(Request *q);
Err objective_new_agreed(Request *q);
Err objective_create_agreed(Request *q);
Err objective_edit(Request *q);
Err objective_save(Request *q);

#endif
