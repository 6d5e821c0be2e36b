/* SPDX-License-Identifier: MPL-2.0 */
/* Persons and the roles they hold. */
#ifndef RETTESNOR_PERSON_H
#define RETTESNOR_PERSON_H

#include "http/route.h"

/* A person who signs in or is responsible for something. */
typedef struct Person {
    RECORD_HEAD;
    Text name;
    Text email;
    Text language;
} Person;
extern const Record person_record;

/* A role that a person holds in a unit; it reaches the units below. */
typedef struct Role {
    RECORD_HEAD;
    int64_t person;
    int64_t unit;
    Text role;
} Role;
extern const Record role_record;

/* The person with an e-mail. NOT_FOUND if there is none. */
Err person_by_email(Db *db, Text email, Person *ret_person);

extern const Route person_routes[];

#endif
