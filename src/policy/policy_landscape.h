/* SPDX-License-Identifier: MPL-2.0 */
/* The policy landscape: all policies in force on a chosen day. */
#ifndef RETTESNOR_POLICY_LANDSCAPE_H
#define RETTESNOR_POLICY_LANDSCAPE_H

#include "http/route.h"

/* GET /landscape?on=DATE; today when no date is given. */
Err landscape_page(Request *q);

#endif
