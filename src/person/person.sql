-- SPDX-License-Identifier: MPL-2.0
-- include "person/person.h"

-- one Person person_by_email(Text email)
SELECT * FROM person WHERE email = :email;

-- one int64_t person_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM person x WHERE x.id = :id;

-- A person is within reach when every unit where they hold a role is; whoever holds none is within everybody's who has the need at all.
-- one int64_t person_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM reach h WHERE h.person = :who AND h.need = :need)
             AND NOT EXISTS (SELECT 1 FROM role r WHERE r.person = :id AND NOT {reached(:who, :need, r.unit)}) THEN 1 ELSE 0 END;

-- one int64_t role_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM role x WHERE x.id = :id;

-- one int64_t role_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN EXISTS (SELECT 1 FROM role r WHERE r.id = :id AND {reached(:who, :need, r.unit)}) THEN 1 ELSE 0 END;

-- A page of the list, by name from behind the person AFTER (0: from the beginning), with one of the person's roles.
-- row PersonLine { int64_t id; Text name; Text email; Text role; Text unit_name; int64_t roles; int64_t has_password; }
-- many PersonLine persons_after(int64_t after, int64_t most)
SELECT p.id, p.name, p.email,
       (SELECT r.role FROM role r WHERE r.person = p.id ORDER BY r.id LIMIT 1) AS role,
       (SELECT u.name FROM role r JOIN unit u ON u.id = r.unit WHERE r.person = p.id ORDER BY r.id LIMIT 1) AS unit_name,
       (SELECT COUNT(*) FROM role r WHERE r.person = p.id) AS roles,
       CASE WHEN EXISTS (SELECT 1 FROM password w WHERE w.person = p.id) THEN 1 ELSE 0 END AS has_password
  FROM person p
 WHERE :after = 0 OR p.name COLLATE "da-x-icu" > (SELECT a.name FROM person a WHERE a.id = :after)
    OR (p.name = (SELECT a.name FROM person a WHERE a.id = :after) AND p.id > :after)
 ORDER BY p.name COLLATE "da-x-icu", p.id LIMIT :most;

-- row PersonRole { int64_t id; int64_t revision; Text role; int64_t unit; Text unit_name; int64_t may_take; }
-- many PersonRole roles_of_person(int64_t person, Who who, int64_t most)
SELECT r.id, r.revision, r.role, r.unit, u.name AS unit_name, CASE WHEN {reached(:who, 'admin', r.unit)} THEN 1 ELSE 0 END AS may_take
  FROM role r JOIN unit u ON u.id = r.unit WHERE r.person = :person ORDER BY r.id LIMIT :most;

-- one int64_t role_is_held(int64_t person, int64_t unit, Text role)
SELECT COUNT(*) FROM role WHERE person = :person AND unit = :unit AND role = :role;

-- Whether somebody else is an administrator of the top of the organisation without role ID.
-- one int64_t administrator_is_left(int64_t id)
SELECT CASE WHEN EXISTS (SELECT 1 FROM role r JOIN unit u ON u.id = r.unit WHERE r.role = 'admin' AND u.parent IS NULL AND r.id <> :id)
              OR NOT EXISTS (SELECT 1 FROM role r JOIN unit u ON u.id = r.unit WHERE r.role = 'admin' AND u.parent IS NULL AND r.id = :id)
            THEN 1 ELSE 0 END;

-- one int64_t person_has_password(int64_t person)
SELECT COUNT(*) FROM password WHERE person = :person;

-- Whether the person administers the whole organisation.
-- one int64_t administers_all(Who who)
SELECT CASE WHEN EXISTS (SELECT 1 FROM unit u WHERE u.parent IS NULL AND {reached(:who, 'admin', u.id)}) THEN 1 ELSE 0 END;
