/* SPDX-License-Identifier: MPL-2.0 */
#include "policy/policy.h"

#include "citizen_group/citizen_group.h"
#include "layout/words.h"
#include "vision/vision.h"
#include "policy.sql.h"

static const Field policy_fields[] = {
    FIELD(Policy, title, .flags = REQUIRED, .label = TR("Politikkens navn")),
    FIELD(Policy, kind, .flags = REQUIRED, .words = policy_kind_words, .start = "policy", .label = TR("Slags")),
    FIELD(Policy, state, .flags = REQUIRED, .words = policy_state_words, .start = "in_force", .label = TR("Status")),
    FIELD(Policy, area, .label = TR("Fagområde")),
    FIELD(Policy, citizen_groups, .refers = &citizen_group_record, .label = TR("Borgere, den vedrører")),
    FIELD(Policy, vision, .refers = &vision_record, .label = TR("Visionen, den knytter an til")),
    FIELD(Policy, valid_from, .label = TR("Gælder fra")),
    FIELD(Policy, valid_to, .label = TR("Gælder til")),
    FIELD(Policy, adopted_on, .label = TR("Vedtaget af kommunalbestyrelsen")),
    FIELD(Policy, future_scenario, .flags = LONG, .hint = TR("Hvor vil vi være, når perioden er gået? Et afsnit for hver del."), .label = TR("Ønsket fremtidsscenarie")),
    FIELD(Policy, owner, .label = TR("Ansvarlig")),
    FIELD(Policy, replaces, .refers = &policy_record, .label = TR("Afløser")),
    FIELD(Policy, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record policy_record = {
    .name = "policy",
    .path = "/policies",
    .label = TR("Politik"),
    .title_field = "title",
    .size = sizeof(Policy),
    .fields = policy_fields,
    .seen = policy_is_seen,
};

const Route policy_routes[] = {
    { 0 },
};
