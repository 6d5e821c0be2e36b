/* SPDX-License-Identifier: MPL-2.0 */
#include "glossary/glossary.h"

#include "layout/words.h"
#include "glossary.sql.h"

static const Field term_fields[] = {
    FIELD(Term, word, .flags = REQUIRED, .label = TR("Ord")),
    FIELD(Term, grouping, .flags = REQUIRED, .words = grouping_words, .label = TR("Gruppe")),
    FIELD(Term, explanation, .flags = REQUIRED | LONG, .label = TR("Forklaring")),
    FIELD(Term, example, .flags = LONG, .label = TR("Eksempel")),
    FIELD(Term, sort, .longest = 9999, .label = TR("Plads i gruppen")),
    { 0 },
};

const Record term_record = {
    .name = "term",
    .label = TR("Begreb"),
    .title_field = "word",
    .size = sizeof(Term),
    .fields = term_fields,
    .seen = term_is_seen,
};

const Route glossary_routes[] = {
    { 0 },
};
