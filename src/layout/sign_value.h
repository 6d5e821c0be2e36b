/* SPDX-License-Identifier: MPL-2.0 */
/* What may be shown of a measured value. It stands below all concepts, because their pages show signs and none of them
 * may get past it. */
#ifndef RETTESNOR_SIGN_VALUE_H
#define RETTESNOR_SIGN_VALUE_H

#include "page/html.h"

/* A measured value as anybody may see it. Hidden when it, its numerator or its denominator is below the
 * sign's smallest count, so that nobody can be recognised; then all figures are none. A rate is in per cent
 * where the sign is, with one decimal, otherwise with two. */
typedef struct SignValue {
    bool is_hidden;
    bool is_below; /* hidden because it is below MIN_COUNT; otherwise because it would give another away */
    int64_t min_count;
    Figure value;
    Figure numerator;
    Figure denominator;
} SignValue;

/* The one way from the figures of a measurement (or a baseline) to any face of the program: page, table,
 * chart, JSON, file. MEASURE and MIN_COUNT are the sign's. */
SignValue sign_value(Arena *arena, Text measure, int64_t min_count, Figure value, Figure numerator,
                     Figure denominator);

/* The same, hidden when GIVES_A_PART_AWAY: a total from which the single hidden part could be worked out. What is hidden
 * already stays as it is. */
SignValue sign_value_of_total(SignValue value, bool gives_a_part_away);

/* "7,4", "under 5", "skjult", or nothing when nothing was measured; without the measure. In H's arena and
 * language. */
Text sign_value_words(Html *h, const SignValue *value);

/* Whether the sign is measured in per cent. */
bool measure_is_percent(Text measure);

/* "9 af 120"; empty without a denominator or where the value is hidden. */
Text sign_share_words(Html *h, const SignValue *value);

#endif
