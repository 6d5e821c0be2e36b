/* SPDX-License-Identifier: MPL-2.0 */
/* The words of a text as search keeps them: small letters, without accents, cut down to their Danish stem. */
#ifndef RETTESNOR_STEM_H
#define RETTESNOR_STEM_H

#include "base/text.h"

typedef struct Stems {
    Text *at; /* letters and digits alone */
    size_t count;
} Stems;

/* The stems of TEXT, each once, in bytewise order; words that stand in every text ("og", "det") are left out. In the
 * arena. The stemmer is Snowball's Danish one. */
Stems stems_of(Arena *arena, Text text);

/* The same in the order in which they stand in TEXT, for what somebody searches for. */
Stems stems_in_order(Arena *arena, Text text);

/* " bibliotek børn ": each with a space before and behind, so that " børn" finds the words that begin with it and "børn " those that
 * end so. Empty for none. */
Text stems_joined(Arena *arena, Stems stems);

#endif
