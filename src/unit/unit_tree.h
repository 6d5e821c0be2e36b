/* SPDX-License-Identifier: MPL-2.0 */
/* The organisation of a day as a tree, and in words. */
#ifndef RETTESNOR_UNIT_TREE_H
#define RETTESNOR_UNIT_TREE_H

#include "unit/unit_view.h"

/* Makes the tree of v->units: the municipality as root, whatever else has nothing above it as v->others. */
void unit_tree_grow(Arena *arena, UnitsPage *v, UnitLeaders leaders);

/* "Her er to direktørområder, fem afdelinger og 12 institutioner." Empty where there are none. */
Text unit_tree_words(Html *h, UnitLines units);

/* "a, b og c" of those PARTS that are not empty; empty when all are. */
Text unit_listed(Html *h, const Text *parts, size_t count);

#endif
