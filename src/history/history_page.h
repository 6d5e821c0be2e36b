/* SPDX-License-Identifier: MPL-2.0 */
/* The pages of the history: every change of a row, a text brought back, and for the auditor the newest changes over all. */
#ifndef RETTESNOR_HISTORY_PAGE_H
#define RETTESNOR_HISTORY_PAGE_H

#include "http/route.h"

extern const Route history_routes[];

#endif
