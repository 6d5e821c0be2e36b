/* SPDX-License-Identifier: MPL-2.0 */
#include "unit/unit.h"

#include <inttypes.h>

#include "layout/words.h"
#include "unit.sql.h"

static const Field unit_fields[] = {
    FIELD(Unit, name, .flags = REQUIRED, .label = TR("Navn")),
    FIELD(Unit, kind, .flags = REQUIRED, .words = unit_kind_words, .label = TR("Slags")),
    FIELD(Unit, parent, .refers = &unit_record, .label = TR("Enheden over")),
    FIELD(Unit, external_uuid, .label = TR("Nøgle i FK Organisation")),
    FIELD(Unit, valid_from, .label = TR("Begynder")),
    FIELD(Unit, valid_to, .label = TR("Slutter")),
    FIELD(Unit, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

const Record unit_record = {
    .name = "unit",
    .path = "/units",
    .label = TR("Enhed"),
    .title_field = "name",
    .size = sizeof(Unit),
    .fields = unit_fields,
    .seen = unit_is_seen,
    .reached = unit_is_reached,
};

enum { MOST_UNIT_CHOICES = 1000 };

static void add_choices(Request *q, Choices *choices, const char *kind, UnitChoices found)
{
    for (size_t i = 0; i < found.count; i++)
        choices->at[choices->count++] =
            (Choice){ text_format(q->arena, "%s%" PRId64, kind, found.at[i].id), found.at[i].name };
}

Err party_choices(Request *q, Choices *ret_choices)
{
    UnitChoices persons, units;
    TRY(persons_with_role(q->db, MOST_UNIT_CHOICES, &persons));
    TRY(units_on(q->db, q->today, MOST_UNIT_CHOICES, &units));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, persons.count + units.count), 0 };
    add_choices(q, ret_choices, "person:", persons);
    add_choices(q, ret_choices, "unit:", units);
    return OK;
}

Err unit_choices(Request *q, Need need, Choices *ret_choices)
{
    UnitChoices units;
    if (need > SEE)
        TRY(units_on_in_reach(q->db, q->today, q->who, text_of(need_name(need)), MOST_UNIT_CHOICES, &units));
    else
        TRY(units_on(q->db, q->today, MOST_UNIT_CHOICES, &units));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, units.count), 0 };
    add_choices(q, ret_choices, "", units);
    return OK;
}

const Route unit_routes[] = {
    { 0 },
};
