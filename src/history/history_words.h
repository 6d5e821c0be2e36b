/* SPDX-License-Identifier: MPL-2.0 */
/* The values of the history in words that people read. */
#ifndef RETTESNOR_HISTORY_WORDS_H
#define RETTESNOR_HISTORY_WORDS_H

#include "history/history_view.h"

/* A value as field_text wrote it, in words: codes as labels, days and periods as Danes write them, rows by their titles. A row that the
 * person may not see, or that is gone, is said to be so. */
Err history_words(Request *q, const Field *field, Text value, Text *ret_words);

/* What row ID is called; the record's label when it has no title. */
Err history_title(Request *q, const Record *record, int64_t id, Text *ret_title);

#endif
