/* SPDX-License-Identifier: MPL-2.0 */
/* Evaluations of trials. */
#ifndef RETTESNOR_EVALUATION_H
#define RETTESNOR_EVALUATION_H

#include "http/route.h"

/* An evaluation of a trial, on the way or at the end. */
typedef struct Evaluation {
    RECORD_HEAD;
    int64_t trial;
    Text kind;
    Day date;
    Text seen;
    Text effect;
    Text value_for_citizens;
    Text value_for_associations;
    Text value_for_companies;
    Text judgement;
    Text decision;
    Text learning;
    Text reason;
} Evaluation;
extern const Record evaluation_record;

extern const Route evaluation_routes[];

#endif
