/* SPDX-License-Identifier: MPL-2.0 */
#include "evaluation/evaluation.h"

#include "layout/words.h"
#include "trial/trial.h"
#include "evaluation.sql.h"

static const Field evaluation_fields[] = {
    FIELD(Evaluation, trial, .flags = REQUIRED, .refers = &trial_record, .label = TR("Prøvehandling")),
    FIELD(Evaluation, kind, .flags = REQUIRED, .words = evaluation_kind_words, .label = TR("Hvornår")),
    FIELD(Evaluation, date, .flags = REQUIRED, .label = TR("Dag")),
    FIELD(Evaluation, seen, .flags = LONG, .label = TR("Hvad så I?")),
    FIELD(Evaluation, effect, .flags = LONG, .label = TR("Hvilken effekt havde det?")),
    FIELD(Evaluation, value_for_citizens, .flags = LONG, .label = TR("Hvilken værdi havde det for borgerne?")),
    FIELD(Evaluation, value_for_associations, .flags = LONG, .label = TR("Hvilken værdi havde det for foreningerne?")),
    FIELD(Evaluation, value_for_companies, .flags = LONG, .label = TR("Hvilken værdi havde det for virksomhederne?")),
    FIELD(Evaluation, judgement, .words = judgement_words, .label = TR("Vurdering")),
    FIELD(Evaluation, decision, .words = decision_words, .label = TR("Beslutning")),
    FIELD(Evaluation, learning, .flags = LONG, .label = TR("Hvad lærte I?")),
    FIELD(Evaluation, reason, .flags = LONG, .label = TR("Begrundelse")),
    { 0 },
};

const Record evaluation_record = {
    .name = "evaluation",
    .path = "/evaluations",
    .label = TR("Evaluering"),
    .size = sizeof(Evaluation),
    .fields = evaluation_fields,
    .seen = evaluation_is_seen,
    .reached = evaluation_is_reached,
};

const Route evaluation_routes[] = {
    { 0 },
};
