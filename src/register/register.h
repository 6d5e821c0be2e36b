/* SPDX-License-Identifier: MPL-2.0 */
/* The phone page on which people write down what they counted and saw: four taps from the start page to
 * saved. */
#ifndef RETTESNOR_REGISTER_H
#define RETTESNOR_REGISTER_H

#include "http/route.h"

extern const Route register_routes[];

#endif
