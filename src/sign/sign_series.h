/* SPDX-License-Identifier: MPL-2.0 */
/* The measurements of a sign as anybody may see them, in order of time, with the places where one is missing.
 */
#ifndef RETTESNOR_SIGN_SERIES_H
#define RETTESNOR_SIGN_SERIES_H

#include "sign/sign.h"

enum {
    MOST_MEASUREMENTS = 1000,
    MOST_PART_MEASUREMENTS = 4000,
    MOST_PARTS = 100,
    MOST_GAPS = 500,
    FEWEST_FOR_LINE = 10,
    FEW_VALUES = 4
};

/* One place of the series: a value, or (is_missing) the period where one was expected. */
typedef struct SignPoint {
    int64_t id; /* of the measurement; 0: missing, or added up from the parts */
    bool is_missing;
    Period date;
    SignValue value;
    Text words; /* "7,4", "under 5", "mangler" */
    Text note;
    Text source;
    Text corrections; /* "Rettet fra 7,1 til 7,4 den … af …", all of them; empty: none */
} SignPoint;

typedef struct SignSeries {
    SignPoint *at; /* in order of time */
    size_t count;
    size_t value_count; /* points that hold a shown value */
    bool is_sum;        /* nothing was measured but the parts */
    bool hides;         /* some value is hidden */
} SignSeries;

/* Reads what was measured of SIGN. Where nothing was, and the sign has parts, their sums stand in. */
Err sign_series(Request *q, const Sign *sign, SignSeries *ret_series);

/* The first and the last point with a shown value or a hidden one; NULL when the series is empty. */
const SignPoint *series_first(const SignSeries *series);
const SignPoint *series_latest(const SignSeries *series);

/* What the parts of a total say of the latest period that all of them have. */
typedef struct SignPart {
    int64_t id;
    Text title;
    Text words; /* "7,5", "under 5" */
    Text share; /* "9 af 120"; empty where there is none */
} SignPart;

typedef struct SignParts {
    SignPart *at;
    size_t count;
    Period date;    /* none: no period that all have */
    Text sum_words; /* empty: cannot be added up */
    Text sum_share;
    bool sum_is_hidden;
} SignParts;

Err sign_parts(Request *q, const Sign *sign, SignParts *ret_parts);

#endif
