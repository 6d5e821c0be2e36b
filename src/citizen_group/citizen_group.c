/* SPDX-License-Identifier: MPL-2.0 */
#include "citizen_group/citizen_group.h"

#include <inttypes.h>

#include "layout/words.h"
#include "citizen_group.sql.h"

static const Field citizen_group_fields[] = {
    FIELD(CitizenGroup, name, .flags = REQUIRED, .label = TR("Navn")),
    FIELD(CitizenGroup, parent, .refers = &citizen_group_record, .label = TR("Del af")),
    { 0 },
};

const Record citizen_group_record = {
    .name = "citizen_group",
    .label = TR("Borgergruppe"),
    .title_field = "name",
    .size = sizeof(CitizenGroup),
    .fields = citizen_group_fields,
    .seen = citizen_group_is_seen,
};

enum { MOST_GROUPS = 500 };

Err citizen_group_choices(Request *q, Choices *ret_choices)
{
    CitizenGroupChoices found;
    TRY(citizen_groups_by_name(q->db, MOST_GROUPS, &found));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, found.count), found.count };
    for (size_t i = 0; i < found.count; i++) {
        const CitizenGroupChoice *group = &found.at[i];
        Text label = text_is_empty(group->parent_name)
                         ? group->name
                         : text_format(q->arena, "%s: %s", text_at(group->parent_name), text_at(group->name));
        ret_choices->at[i] = (Choice){ text_format(q->arena, "%" PRId64, group->id), label };
    }
    return OK;
}

const Route citizen_group_routes[] = {
    { 0 },
};
