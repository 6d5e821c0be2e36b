/* SPDX-License-Identifier: MPL-2.0 */
#include "person/person.h"

#include "layout/words.h"
#include "unit/unit.h"
#include "person.sql.h"

static const Word language_words[] = {
    { "da", TR("Dansk") },
    { "en", TR("Engelsk") },
    { 0 },
};

static const Field person_fields[] = {
    FIELD(Person, name, .flags = REQUIRED | PERSONAL, .label = TR("Navn")),
    FIELD(Person, email, .flags = PERSONAL, .label = TR("E-mail")),
    FIELD(Person, language, .flags = LOCAL, .words = language_words, .label = TR("Sprog")),
    { 0 },
};

const Record person_record = {
    .name = "person",
    .path = "/persons",
    .label = TR("Person"),
    .title_field = "name",
    .size = sizeof(Person),
    .fields = person_fields,
    .seen = person_is_seen,
};

static const Field role_fields[] = {
    FIELD(Role, person, .flags = REQUIRED, .refers = &person_record, .label = TR("Person")),
    FIELD(Role, unit, .flags = REQUIRED, .refers = &unit_record, .label = TR("Enhed")),
    FIELD(Role, role, .flags = REQUIRED, .words = role_words, .label = TR("Rolle")),
    { 0 },
};

static const char *const role_identity[] = { "person", "unit", "role", NULL };

const Record role_record = {
    .name = "role",
    .label = TR("Rolle"),
    .size = sizeof(Role),
    .fields = role_fields,
    .seen = role_is_seen,
    .identity = role_identity,
};

const Route person_routes[] = {
    { 0 },
};
