/* SPDX-License-Identifier: MPL-2.0 */
/* The one set of outcomes that a function of the house can have. */
#ifndef RETTESNOR_ERR_H
#define RETTESNOR_ERR_H

typedef enum Err {
    OK = 0,    /* done */
    NOT_FOUND, /* not there, or not for this person to know of */
    DENIED,    /* known to the person, but not theirs to do */
    INVALID,   /* what came in cannot be used; the form or the report says why */
    CONFLICT,  /* somebody else changed the same fields meanwhile */
    BUSY,      /* cannot be done now; trying again may help */
    BROKEN,    /* our fault or the machine's; logged where it was seen */
} Err;

/* Returns early with the outcome of EXPRESSION unless it is OK. */
#define TRY(expression)                                                                                      \
    do {                                                                                                     \
        Err try_err_ = (expression);                                                                         \
        if (try_err_ != OK)                                                                                  \
            return try_err_;                                                                                 \
    } while (0)

#endif
