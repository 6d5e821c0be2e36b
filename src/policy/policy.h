/* SPDX-License-Identifier: MPL-2.0 */
/* Policies, the parts of their future scenario, and the policy landscape. When a policy is in force:
 * policy_fragments.sql. */
#ifndef RETTESNOR_POLICY_H
#define RETTESNOR_POLICY_H

#include "http/route.h"

/* A policy of the council, or (kind "other") what runs beside the policies and is never counted. */
typedef struct Policy {
    RECORD_HEAD;
    Text title;
    Text kind;
    Text state;
    Text area;
    int64_t vision;
    Period valid_from;
    Period valid_to;
    Day adopted_on;
    Text future_scenario;
    Party owner;
    int64_t replaces;
    Text source;
    Ids citizen_groups;
} Policy;
extern const Record policy_record;

/* A part of a future scenario: one of its paragraphs, and the words by which an objective names it. */
typedef struct ScenarioPart {
    Text name; /* how the paragraph begins: up to its first colon, the end of its first sentence or line, at
                  most 80 characters */
    Text text; /* the whole paragraph, Markdown */
} ScenarioPart;

typedef struct ScenarioParts {
    ScenarioPart *at;
    size_t count;
} ScenarioParts;

/* The paragraphs of FUTURE_SCENARIO, which blank lines separate. In the arena. */
ScenarioParts scenario_parts(Arena *arena, Text future_scenario);

/* The part that an objective with this SCENARIO_PART serves: the first that begins with it. NULL when it
 * names none, or one that is no longer there. */
const ScenarioPart *scenario_part_served(ScenarioParts parts, Text scenario_part);

extern const Route policy_routes[];

#endif
