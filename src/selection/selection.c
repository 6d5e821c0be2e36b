/* SPDX-License-Identifier: MPL-2.0 */
#include "selection/selection.h"

#include "layout/words.h"
#include "objective/objective.h"
#include "selection.sql.h"

static const Field selection_fields[] = {
    FIELD(Selection, year, .flags = REQUIRED | BY_YEAR, .label = TR("År")),
    FIELD(Selection, objective, .flags = REQUIRED, .refers = &objective_record, .label = TR("Målsætning")),
    FIELD(Selection, decision, .flags = REQUIRED, .words = selection_decision_words, .label = TR("Beslutning")),
    FIELD(Selection, rank, .longest = 999, .label = TR("Plads i rækkefølgen")),
    FIELD(Selection, reason, .flags = LONG, .label = TR("Begrundelse")),
    FIELD(Selection, decided_on, .label = TR("Besluttet")),
    FIELD(Selection, reference, .longest = 500, .label = TR("Møde og punkt i referatet")),
    { 0 },
};

static const char *const selection_identity[] = { "year", "objective", NULL };

const Record selection_record = {
    .name = "selection",
    .label = TR("Udvælgelse"),
    .size = sizeof(Selection),
    .fields = selection_fields,
    .seen = selection_is_seen,
    .identity = selection_identity,
};

const Route selection_routes[] = {
    { 0 },
};
