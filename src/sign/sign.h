/* SPDX-License-Identifier: MPL-2.0 */
/* Signs with their measurements and observations. */
#ifndef RETTESNOR_SIGN_H
#define RETTESNOR_SIGN_H

#include "http/route.h"
#include "layout/sign_value.h"

/* A sign (tegn): what we look for in the target group to judge a trial or a goal. */
typedef struct Sign {
    RECORD_HEAD;
    Text title;
    Text kind;
    Text definition;
    Text measure;
    Text direction;
    Figure baseline;
    Figure target;
    Text frequency;
    Text counted_by;
    int64_t min_count;
    Party owner;
    int64_t part_of;
    Text agreed_by;
    Day agreed_on;
    Text source;
    Ids objectives;
    Ids goals;
    Ids trials;
} Sign;
extern const Record sign_record;

/* A value of a quantitative sign for a day or a period: VALUE, or NUMERATOR and DENOMINATOR. Its figures are
 * GUARDED. */
typedef struct Measurement {
    RECORD_HEAD;
    int64_t sign;
    Period date;
    Figure value;
    Figure numerator;
    Figure denominator;
    Text note;
    Text source;
} Measurement;
extern const Record measurement_record;

/* What somebody saw of a sign on a day, on one of four levels. */
typedef struct Observation {
    RECORD_HEAD;
    int64_t sign;
    Day date;
    Text level;
    Text text;
    int64_t observer;
} Observation;
extern const Record observation_record;

/* The day, week, month … that DAY lies in, by a sign's frequency; the day itself when it has none of these.
 * In the arena. */
Period sign_period(Arena *arena, Text frequency, Day day);

/* Leaves a form error when SIGN is the sum of its parts and so takes no number of its own. */
Err check_is_not_summed(Request *q, const Sign *sign);

/* What must hold of a measurement of SIGN before it is saved; leaves form errors. */
Err check_measurement(Request *q, const Sign *sign, const Measurement *measurement);

extern const Route sign_routes[];

#endif
