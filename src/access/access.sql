-- SPDX-License-Identifier: MPL-2.0

-- row SessionRow {
--     int64_t id; int64_t person; Text person_name; Text language; int64_t started_at; int64_t seen_at; int64_t ended_at;
--     int64_t needs; Text role; Text unit_name;
-- }
-- one SessionRow session_by_key(Text key_hash)
SELECT s.id, s.person, p.name AS person_name, p.language, s.started_at, s.seen_at, s.ended_at, g.needs, g.role, g.unit_name
  FROM session s JOIN person p ON p.id = s.person LEFT JOIN standing g ON g.person = s.person
 WHERE s.key_hash = :key_hash;

-- row SessionSpan { int64_t person; int64_t started_at; int64_t seen_at; int64_t ended_at; }
-- one SessionSpan session_span(int64_t id)
SELECT person, started_at, seen_at, ended_at FROM session WHERE id = :id;

-- run void session_add(Text key_hash, int64_t person, Instant now)
INSERT INTO session (key_hash, person, started_at, seen_at) VALUES (:key_hash, :person, :now, :now);

-- run void session_touch(int64_t id, Instant now)
UPDATE session SET seen_at = :now WHERE id = :id AND ended_at IS NULL;

-- run void session_end(int64_t id, Instant now)
UPDATE session SET ended_at = :now WHERE id = :id;

-- Signs a person out everywhere but in session KEPT.
-- run void sessions_end_of(int64_t person, int64_t kept, Instant now)
UPDATE session SET ended_at = :now WHERE person = :person AND id <> :kept AND ended_at IS NULL;

-- run void sessions_forget(Instant before)
DELETE FROM session WHERE seen_at < :before;

-- one Text municipality_name()
SELECT name FROM unit WHERE kind = 'municipality' ORDER BY id LIMIT 1;

-- one int64_t municipality_unit()
SELECT id FROM unit WHERE kind = 'municipality' ORDER BY id LIMIT 1;

-- row Account { int64_t person; Text hash; }
-- one Account account_by_email(Text email)
SELECT p.id AS person, w.hash FROM person p JOIN password w ON w.person = p.id WHERE p.email = :email;

-- one Text password_of(int64_t person)
SELECT hash FROM password WHERE person = :person;

-- run void password_set(int64_t person, Text hash, Instant now)
INSERT INTO password (person, hash, changed_at) VALUES (:person, :hash, :now)
    ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at;

-- row Failures { int64_t failures; int64_t failed_at; }
-- one Failures throttle_of(Text name)
SELECT failures, failed_at FROM throttle WHERE name = :name;

-- run void throttle_add(Text name, Instant now)
INSERT INTO throttle (name, failures, failed_at) VALUES (:name, 1, :now)
    ON CONFLICT (name) DO UPDATE SET failures = throttle.failures + 1, failed_at = excluded.failed_at;

-- run void throttle_clear(Text name)
DELETE FROM throttle WHERE name = :name;

-- run void throttles_forget(Instant before)
DELETE FROM throttle WHERE failed_at < :before;

-- one Text secret_value(Text name)
SELECT value FROM secret WHERE name = :name;

-- run void secret_add(Text name, Text value)
INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING;

-- one int64_t kept_form_add(int64_t person, Text sealed, Instant now)
INSERT INTO kept_form (person, sealed, at) VALUES (:person, :sealed, :now) RETURNING id;

-- one Text kept_form_of(int64_t id, int64_t person)
SELECT sealed FROM kept_form WHERE id = :id AND person = :person;

-- run void kept_forms_forget(Instant before)
DELETE FROM kept_form WHERE at < :before;

-- run void reach_clear()
DELETE FROM reach;

-- A role held in a unit reaches the units below it.
-- run void reach_fill()
INSERT INTO reach (person, need, unit)
WITH RECURSIVE below(top, unit) AS (
    SELECT DISTINCT unit, unit FROM role
    UNION SELECT b.top, u.id FROM below b JOIN unit u ON u.parent = b.unit),
grants(role, need) AS (VALUES
    ('reader', 'see'), ('contributor', 'see'), ('contributor', 'contribute'),
    ('leader', 'see'), ('leader', 'contribute'), ('leader', 'lead'),
    ('staff', 'see'), ('staff', 'staff'), ('council', 'see'), ('council', 'council'),
    ('admin', 'see'), ('admin', 'admin'), ('auditor', 'see'), ('auditor', 'audit'))
SELECT DISTINCT r.person, g.need, b.unit
  FROM role r JOIN below b ON b.top = r.unit JOIN grants g ON g.role = r.role;

-- run void standing_clear()
DELETE FROM standing;

-- The bits are those of enum Need; the role shown by the name is the one that may most.
-- run void standing_fill()
INSERT INTO standing (person, needs, role, unit_name)
WITH bits(need, bit) AS (VALUES ('see', 8), ('contribute', 16), ('lead', 32), ('staff', 64), ('council', 128), ('admin', 256), ('audit', 512)),
ranked AS (
    SELECT r.person, r.role, u.name,
           ROW_NUMBER() OVER (PARTITION BY r.person ORDER BY
               CASE r.role WHEN 'leader' THEN 1 WHEN 'staff' THEN 2 WHEN 'council' THEN 3 WHEN 'admin' THEN 4
                           WHEN 'auditor' THEN 5 WHEN 'contributor' THEN 6 ELSE 7 END, r.id) AS place
      FROM role r JOIN unit u ON u.id = r.unit),
held AS (SELECT DISTINCT person, need FROM reach)
SELECT k.person, COALESCE((SELECT SUM(b.bit) FROM held h JOIN bits b ON b.need = h.need WHERE h.person = k.person), 0), k.role, k.name
  FROM ranked k WHERE k.place = 1;
