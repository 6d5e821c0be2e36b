/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of signs show. */
#ifndef RETTESNOR_SIGN_VIEW_H
#define RETTESNOR_SIGN_VIEW_H

#include "layout/layout.h"
#include "sign.sql.h"
#include "sign/sign_series.h"

enum {
    SIGNS_A_PAGE = 50,
    MOST_AROUND_SIGN = 100,
    MOST_OBSERVATIONS = 500,
    MOST_SIGN_CHOICES = 200,
    MOST_REASON = 500,
    MOST_YEARS = 20,
    SHORTEST_HIDDEN_RUN = 3
};

/* A sign in a list, as anybody may see it. */
typedef struct SignListed {
    int64_t id;
    Text title;
    Text kind;
    Text frequency;
    Text owner_name;
    int64_t part_count;
    Text latest; /* "6,4 procent", "under 5"; empty: nothing yet */
    Period date; /* of the latest measurement */
    Text level;  /* of the latest observation */
    Day seen_on;
} SignListed;

typedef struct SignsPage {
    Page page;
    const Request *q;
    const SignListed *signs;
    size_t count;
    SignLinks units;
    int64_t unit;   /* shown alone; 0: all */
    bool are_alone; /* key figures alone */
    Url next;
} SignsPage;

/* A line of the table of values; a long run of missing ones is one line. */
typedef struct SignRow {
    Text name;
    const SignPoint *point;
} SignRow;

/* What is said of a series in words. */
typedef struct SignWords {
    Text summary; /* the result; also describes the drawing */
    Text too_few; /* why nothing can be judged; empty when there is a line */
    Text missing; /* "Mangler: august 2026"; empty: nothing */
    Text first_name,
        first; /* "Første, 2023" "81 procent"; empty unless there are several that are few or yearly */
    Text latest_name, latest;
    Text difference;
    Text earlier; /* "79–83" */
    Text share_name, share;
} SignWords;

typedef struct SignPage {
    Page page;
    const Request *q;
    Sign sign; /* its baseline is none where it is hidden */
    Text baseline;
    Text target;
    SignNames names;
    SignTrials trials;
    SignLinks goals;
    SignLinks objectives;
    SignParts parts;
    SignSeries series;
    const SignRow *rows;
    size_t row_count;
    SignWords words;
    SignObservations observations;
    Markup chart;
    bool may_contribute;
    bool may_lead;
    bool is_quantitative;
    bool is_summed;  /* takes no numbers of its own */
    bool has_shares; /* some value was counted as so many of so many */
} SignPage;

typedef struct SignForm {
    Page page;
    const Request *q;
    Sign sign;
    Url action;
    Url back;
    bool is_new;
    Choices owners;
    Choices goals;
    Choices trials;
    Choices objectives;
    Choices totals;
    int64_t trial; /* a new sign of this trial: one that exists may be used instead */
    Choices existing;
} SignForm;

typedef struct MeasurementForm {
    Page page;
    const Request *q;
    Sign sign;
    Measurement measurement;
    const Record *record; /* whose labels do not call the number itself voluntary */
    Url action;
    Url back;
    bool is_hidden; /* the old figures are not shown, and stay when nothing is typed */
    Text hidden;    /* "under 5" */
    int64_t other;  /* the measurement that has the time already; 0: none */
} MeasurementForm;

typedef struct ObservationForm {
    Page page;
    const Request *q;
    Sign sign;
    Observation observation;
    Url action;
    Url back;
} ObservationForm;

/* ---- sign_chart.c ---- */

/* The drawing of the series; empty when no value can be drawn. */
Markup series_chart(Html *h, const SignPage *v);
Markup observation_chart(Html *h, const SignPage *v);

/* The drawing for other pages, as a document of its own; there must be a value or an observation. Hidden values
 * are rings in it. */
Text sign_small_chart(Html *h, const SignPage *v);

void tell_series(Html *h, const SignPage *v, SignWords *ret_words);
Text tell_observations(Html *h, const SignObservations *observations);
const SignRow *series_rows(Html *h, const SignSeries *series, size_t *ret_count);

/* "procent", and a space before it; empty when there is no measure. */
Text measure_after(Arena *arena, Text measure);

/* ---- handlers of sign_form.c and sign_entry.c ---- */

Err sign_new_of_goal(Request *q);
Err sign_new_of_trial(Request *q);
Err sign_new_of_unit(Request *q);
Err sign_create_of_goal(Request *q);
Err sign_create_of_trial(Request *q);
Err sign_create_of_unit(Request *q);
Err sign_attach(Request *q);
Err sign_edit(Request *q);
Err sign_save(Request *q);
Err sign_agreement_edit(Request *q);
Err sign_agreement_save(Request *q);

Err measurement_new(Request *q);
Err measurement_create(Request *q);
Err measurement_edit(Request *q);
Err measurement_save(Request *q);
Err measurement_delete(Request *q);
Err observation_new(Request *q);
Err observation_create(Request *q);
Err observation_edit(Request *q);
Err observation_save(Request *q);

#endif
