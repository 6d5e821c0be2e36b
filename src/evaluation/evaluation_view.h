/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of evaluations show. */
#ifndef RETTESNOR_EVALUATION_VIEW_H
#define RETTESNOR_EVALUATION_VIEW_H

#include "evaluation.sql.h"
#include "evaluation/evaluation.h"
#include "layout/sign_card.h"
#include "trial/trial.h"

typedef struct EvaluationPage {
    Page page;
    const Request *q;
    Evaluation evaluation;
    Trial trial;
    TrialLock lock;
    SignCards signs;
    Text owner_names;
    bool may_lead;
    bool may_lead_something;
} EvaluationPage;

typedef struct EvaluationForm {
    Page page;
    const Request *q;
    const Record
        *record; /* evaluation_record with what this kind of evaluation asks for marked as required */
    Evaluation evaluation;
    Trial trial;
    TrialLock lock;
    SignCards signs;
    Text owner_names;
    Url action;
    Url back;
} EvaluationForm;

bool evaluation_is_final(const Evaluation *evaluation);

/* Whether PARTNERS ("association:Name|citizens:Name") hold any of KIND ("association", "company"). */
bool has_partner(Arena *arena, Text partners, const char *kind);

/* What a judgement, or a decision, says: one line of help below its word; NULL when the code is not known. */
const char *judgement_hint(const char *code);
const char *decision_hint(const char *code);

#endif
