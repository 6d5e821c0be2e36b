/* SPDX-License-Identifier: MPL-2.0 */
/* The glossary: every word of the concept explained. */
#ifndef RETTESNOR_GLOSSARY_H
#define RETTESNOR_GLOSSARY_H

#include "http/route.h"

/* A word of the concept, explained. */
typedef struct Term {
    RECORD_HEAD;
    Text word;
    Text grouping;
    Text explanation;
    Text example;
    int64_t sort;
} Term;
extern const Record term_record;

extern const Route glossary_routes[];

#endif
