-- SPDX-License-Identifier: MPL-2.0
-- include "person/person.h"

-- one Person person_by_email(Text email)
SELECT * FROM person WHERE email = :email;

-- one int64_t person_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM person x WHERE x.id = :id;

-- one int64_t role_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM role x WHERE x.id = :id;
