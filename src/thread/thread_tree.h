/* SPDX-License-Identifier: MPL-2.0 */
/* The tree of the red thread: from a row, left to right, down to the trials. */
#ifndef RETTESNOR_THREAD_TREE_H
#define RETTESNOR_THREAD_TREE_H

#include "http/route.h"

/* GET /thread/{record}/{id}, for vision, policy, budget_agreement, objective, unit, plan and goal; as JSON the nodes with their depth. */
Err thread_page(Request *q);

#endif
