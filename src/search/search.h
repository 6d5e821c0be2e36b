/* SPDX-License-Identifier: MPL-2.0 */
/* Search: finds policies, objectives, goals, plans, trials, signs, units and words by the words in them. */
#ifndef RETTESNOR_SEARCH_H
#define RETTESNOR_SEARCH_H

#include "http/route.h"

/* The `changed` of every record that can be searched for: brings the words of a row up to date within the same write. Every text of
 * the row counts but codes, sources and what is personal. */
Err search_changed(Db *db, const Record *record, const void *before, const void *after);

extern const Route search_routes[];

#endif
