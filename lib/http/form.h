/* SPDX-License-Identifier: MPL-2.0 */
/* Forms: from what was typed to a row, with messages that say what to do. */
#ifndef RETTESNOR_FORM_H
#define RETTESNOR_FORM_H

#include "http/request.h"

/* Reads the named FIELDS (ends with NULL) of the form into ROW, and only those. A text is trimmed and its line ends made LF; a day comes as
 * `x` or as `x-day`, `x-month`, `x-year`; a party as "person:7" or "unit:3"; ids as repeated values; a missing checkbox is no.
 * What cannot be read leaves a FormError and ROW's member as it was. References must be seen, and reached for the field's need,
 * by the person: otherwise NOT_FOUND for the whole request, as if the target were not there.
 * When the form carries `revision` and others have changed the row since, each field that only they changed keeps their value,
 * and each that both changed becomes a FormError with their text, and the answer 409.
 * Pass a row with id 0 for a new one. */
Err read_form(Request *q, const Record *record, const char *const *fields, void *row);

bool has_errors(const Request *q);

/* A message about FIELD (a literal: the field's name): TR("Vælg en dato, der ligger efter starten"). */
void form_error(Request *q, const char *field, const char *danish);

/* The error of FIELD, NULL if there is none. */
const FormError *form_error_of(const Request *q, const char *field);

/* What the field's input shows: as typed when a form came in, otherwise ROW's value as the form writes it. PART is NULL, or "day",
 * "month", "year" for the three inputs of a day. */
Text field_input(const Request *q, const Field *field, const void *row, const char *part);

/* Whether VALUE (a code, an id, "person:7") is chosen in FIELD, as typed or as in ROW. */
bool field_is_chosen(const Request *q, const Field *field, const void *row, Text value);

/* One line of a select or a list of checkboxes. */
typedef struct Choice {
    Text value;
    Text label;
} Choice;

typedef struct Choices {
    Choice *at;
    size_t count;
} Choices;

#endif
