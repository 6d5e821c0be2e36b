/* SPDX-License-Identifier: MPL-2.0 */
/* The municipality: units, persons, their roles, and who signs in to measure. */
#include <inttypes.h>

#include "access/access.h"
#include "citizen_group/citizen_group.h"
#include "person/person.h"
#include "seed/seed_make.h"
#include "unit/unit.h"

#include "base/banned.h"

static const Day first_day = { "2015-01-02" };

/* Units, persons and roles are numbered as they come. */
typedef struct Numbers {
    int64_t units;
    int64_t persons;
    int64_t roles;
} Numbers;

static Err add_unit(Seed *s, Numbers *numbers, const char *kind, Text name, int64_t parent, int64_t *ret_id)
{
    Unit unit = { .name = name, .kind = text_of(kind), .parent = parent };
    TRY(seed_put(s, &unit_record, &unit, numbers->units++, first_day, 0));
    *ret_id = unit.id;
    return OK;
}

static Err add_person(Seed *s, Numbers *numbers, Text name, Text email, int64_t *ret_id)
{
    Person person = { .name = name, .email = email, .language = TEXT("da") };
    TRY(seed_put(s, &person_record, &person, numbers->persons++, first_day, 0));
    *ret_id = person.id;
    return OK;
}

static Err add_role(Seed *s, Numbers *numbers, int64_t person, int64_t unit, const char *role)
{
    Role held = { .person = person, .unit = unit, .role = text_of(role) };
    return seed_put(s, &role_record, &held, numbers->roles++, first_day, 0);
}

static Err add_staff_of(Seed *s, Numbers *numbers, int64_t unit)
{
    for (int64_t i = 0; i < PERSONS_A_UNIT; i++) {
        int64_t number = unit * PERSONS_A_UNIT + i, *id = &s->person_ids[number];
        TRY(add_person(s, numbers, seed_person_name(s->arena, number),
                       text_format(s->arena, "person-%" PRId64 "@rettesnor.example", number + 1), id));
        TRY(add_role(s, numbers, *id, s->unit_ids[unit], i == 0 ? "leader" : "contributor"));
    }
    return seed_pause(s);
}

static Err add_institutions(Seed *s, Numbers *numbers)
{
    int64_t directorates[2], department = 0;
    TRY(add_unit(s, numbers, "directorate", TEXT("Børn og unge"), s->municipality, &directorates[0]));
    TRY(add_unit(s, numbers, "directorate", TEXT("Voksne og by"), s->municipality, &directorates[1]));
    for (int64_t i = 0; i < s->units; i++) {
        int64_t which = i / UNITS_A_DEPARTMENT;
        if (i % UNITS_A_DEPARTMENT == 0)
            TRY(add_unit(s, numbers, "department", text_format(s->arena, "Afdeling %" PRId64, which + 1),
                         directorates[which % 2], &department));
        TRY(add_unit(s, numbers, "institution", seed_unit_name(s->arena, i), department, &s->unit_ids[i]));
        TRY(add_staff_of(s, numbers, i));
    }
    return OK;
}

static Err add_measurer(Seed *s, Numbers *numbers)
{
    TRY(add_person(s, numbers, TEXT("Maja Måling"), TEXT(SEED_EMAIL), &s->measurer));
    TRY(add_role(s, numbers, s->measurer, s->municipality, "leader"));
    return access_set_password(s->db, s->measurer, TEXT(SEED_PASSWORD), db_now(s->db));
}

static Err add_citizen_groups(Seed *s)
{
    for (int64_t i = 0; i < CITIZEN_GROUPS; i++) {
        CitizenGroup group = { .name = seed_group_name(i) };
        TRY(seed_put(s, &citizen_group_record, &group, i, first_day, 0));
        s->group_ids[i] = group.id;
    }
    return OK;
}

Err seed_organisation(Seed *s)
{
    Numbers numbers = { 0 };
    s->unit_ids = arena_array(s->lasting, int64_t, s->units);
    s->person_ids = arena_array(s->lasting, int64_t, s->units * PERSONS_A_UNIT);
    s->group_ids = arena_array(s->lasting, int64_t, CITIZEN_GROUPS);
    TRY(add_unit(s, &numbers, "municipality", TEXT("Prøvekøbing Kommune"), 0, &s->municipality));
    TRY(add_measurer(s, &numbers));
    TRY(add_citizen_groups(s));
    return add_institutions(s, &numbers);
}
