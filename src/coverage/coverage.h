/* SPDX-License-Identifier: MPL-2.0 */
/* Coverage (dækning): are all objectives worked on within their window? */
#ifndef RETTESNOR_COVERAGE_H
#define RETTESNOR_COVERAGE_H

#include "http/route.h"

extern const Route coverage_routes[];

#endif
