/* SPDX-License-Identifier: MPL-2.0 */
/* The red thread (den røde tråd): from vision to trial and back, as the head of each page and as a tree. */
#ifndef RETTESNOR_THREAD_H
#define RETTESNOR_THREAD_H

#include "layout/layout.h"

/* The knots above a row of vision, policy, budget agreement, objective, plan, goal, trial, sign or evaluation, from the vision down,
 * without the row itself. Where several lead up, the first by id is taken; the page of the row names the others. */
Err thread_above(Request *q, const Record *record, int64_t id, Knots *ret_knots);

/* The same with the row itself as the last knot, for what is to stand below it. */
Err thread_to(Request *q, const Record *record, int64_t id, Knots *ret_knots);

/* The vision in force today as the only knot, for a page that belongs to no row; no knot when there is none. */
Err thread_of_day(Request *q, Knots *ret_knots);

extern const Route thread_routes[];

#endif
