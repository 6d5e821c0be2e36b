/* SPDX-License-Identifier: MPL-2.0 */
/* Danish order of texts for SQLite, the same as PostgreSQL's "da-x-icu": æ ø å last, aa as å, ties bytewise.
 */
#ifndef RETTESNOR_COLLATION_H
#define RETTESNOR_COLLATION_H

#include <stdint.h>

/* A collator that collation_free() frees; NULL when ICU has none for Danish. */
void *collation_new(void);
void collation_free(void *collation);

/* Compares two UTF-8 texts of the given lengths in bytes; the signature is that of SQLite. */
int collation_compare(void *collation, int a_length, const void *a, int b_length, const void *b);

/* Changes whenever an index made with the collation must be made anew. Never 0. */
int32_t collation_version(const void *collation);

#endif
