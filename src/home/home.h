/* SPDX-License-Identifier: MPL-2.0 */
/* The first page: what waits for me, and what is under way below this year's objectives; and the texts every site must have. */
#ifndef RETTESNOR_HOME_H
#define RETTESNOR_HOME_H

#include "http/route.h"

extern const Route home_routes[];

#endif
