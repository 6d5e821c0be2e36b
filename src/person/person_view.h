/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of persons show. */
#ifndef RETTESNOR_PERSON_VIEW_H
#define RETTESNOR_PERSON_VIEW_H

#include "layout/layout.h"
#include "person.sql.h"
#include "person/person.h"

enum { PERSONS_A_PAGE = 50, MOST_ROLES = 100 };

typedef struct PersonsPage {
    Page page;
    const Request *q;
    PersonLines persons;
    Url next;
} PersonsPage;

typedef struct PersonPage {
    Page page;
    const Request *q;
    Person person;
    PersonRoles roles;
    Role new_role; /* of the form below the roles */
    Choices units;
    Choices role_choices;
    Text new_password; /* shown once; empty when none was made */
    bool has_password;
    bool is_reached; /* may be edited by whoever asks */
} PersonPage;

typedef struct PersonForm {
    Page page;
    const Request *q;
    Person person;
    Url action;
    Url back;
} PersonForm;

#endif
