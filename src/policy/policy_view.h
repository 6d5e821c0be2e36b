/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of policies and of the landscape show. */
#ifndef RETTESNOR_POLICY_VIEW_H
#define RETTESNOR_POLICY_VIEW_H

#include <string.h>

#include "layout/layout.h"
#include "policy.sql.h"
#include "policy/policy.h"

enum {
    POLICIES_A_PAGE = 50,
    MOST_BELOW_POLICY = 200,
    MOST_POLICY_CHOICES = 300,
    AXIS_YEARS = 9,
    MOST_GAPS = 8
};

/* ---- list, page ---- */

typedef struct PoliciesPage {
    Page page;
    const Request *q;
    PolicyLines policies;
    Url next;
    bool may_write;
} PoliciesPage;

/* Something that a policy lacks: what to do before it is put in force, and what is not known of one that is.
 */
typedef struct Gap {
    const char *field;   /* of the record, or "objectives" */
    const char *section; /* where to write it; NULL: as an objective */
    const char *missing; /* TR; NULL when a policy may be put in force without */
    const char *unknown; /* TR */
} Gap;

typedef struct Gaps {
    const Gap *at[MOST_GAPS];
    size_t count;
} Gaps;

/* What POLICY lacks: of a draft what it must hold (the table in policy_rules.c), of one in force all that is
 * not known. */
Gaps policy_gaps(const Policy *policy, int64_t objective_count);

/* A part of the scenario with the objectives that serve it. */
typedef struct ServedPart {
    const ScenarioPart *part;
    PolicyObjectives objectives;
} ServedPart;

typedef struct ServedParts {
    ServedPart *at;
    size_t count;
} ServedParts;

typedef struct PolicyPage {
    Page page;
    const Request *q;
    Policy policy;
    PolicyAround around;
    PolicyLinks citizen_groups;
    PolicySuccessors successors;
    ServedParts parts;
    PolicyObjectives others; /* objectives that serve no part */
    Gaps gaps;
    bool is_draft;
    bool is_beside; /* kind "other" */
    bool is_over_period;
    bool is_replaced;
    bool may_write;
} PolicyPage;

/* ---- forms ---- */

typedef struct PolicyForm {
    Page page;
    const Request *q;
    Policy policy;
    Url action;
    Url back;
    const char *section; /* "about", "scenario", "decision"; "new" */
    Choices visions;
    Choices owners;
    Choices citizen_groups;
    Choices replaceable;
} PolicyForm;

/* ---- rules: policy_rules.c; each leaves its messages in the form ---- */

/* The period and the decision: the end after the beginning, no decision in the future, nothing that replaces
 * itself. */
Err policy_check_decision(Request *q, const Policy *policy);

/* What a policy in force had of its required content stays. */
void policy_check_kept(Request *q, const Policy *before, const Policy *after);

/* ---- the landscape ---- */

/* Nine years with the chosen day in the fifth. */
typedef struct Axis {
    Day on;
    int64_t first; /* day_number of its first day */
    int64_t days;
    Text years[AXIS_YEARS];
} Axis;

/* A stretch of the axis in percent. */
typedef struct Span {
    bool is_seen;
    Text from;
    Text width;
    Text to;
} Span;

/* What runs out on the same day. */
typedef struct Expiry {
    Day on;
    int64_t policy_count;
    int64_t objective_count;
    int64_t worked_count;
    Text title; /* of the only one */
    bool is_past;
} Expiry;

typedef struct Expiries {
    Expiry *at;
    size_t count;
} Expiries;

typedef struct LandscapePage {
    Page page;
    const Request *q;
    Axis axis;
    Text typed; /* the date as it stands in its input */
    Day new_year;
    Day term_start; /* of the council that sits today */
    LandscapeVisions visions;
    LandscapeLines policies;
    LandscapeLines beside;
    LandscapeComings comings;
    LandscapeBudgets budgets;
    Expiries expiries;
} LandscapePage;

/* The place of year number YEAR (0 is the first) and of a day, in percent of the axis: "11.11%". */
Text axis_year(Html *h, size_t year);
Text axis_day(Html *h, const Axis *axis, Day day);

/* The known period; the part of it that is open (dashed): an end that is not known, and the time over the
 * period. */
Span span_known(Html *h, const Axis *axis, Period from, Period to);
Span span_open(Html *h, const Axis *axis, Period from, Period to);

/* "Fire", "12": the beginning of a sentence or a cell. */
Text count_word(Html *h, int64_t count);

/* "Alle", "Ingen endnu", "Tre, én mangler"; and the same as a sentence. */
Text worked_cell(Html *h, int64_t worked, int64_t all);
Text worked_sentence(Html *h, int64_t worked, int64_t all);

/* "31. december 2026: otte politikker med 31 målsætninger". */
Text expiry_title(Html *h, const Expiry *expiry);

/* Whole years from the chosen day to an expiry in the future: "Der er to år tilbage."; empty in its last
 * year. */
Text years_left(Html *h, const Axis *axis, const Expiry *expiry);

#endif
