-- SPDX-License-Identifier: MPL-2.0
-- include "sign/sign.h"

-- What a person may write on: signs of their own, of units in reach, and of what runs there. Totals are added up from their parts.
-- The newest figures go through sign_value before anybody sees them.
-- row RegisterSign {
--     int64_t id; Text title; Text kind; Text measure; Text frequency; int64_t min_count; bool is_mine;
--     Period date; Figure value; Figure numerator; Figure denominator; bool is_hidden; Text level; Day seen_on;
-- }
-- many RegisterSign signs_to_register(Who who, int64_t most)
WITH mine(unit) AS (SELECT r.unit FROM reach r WHERE r.person = :who AND r.need = 'contribute'),
candidate(sign) AS (
    SELECT own.id FROM sign own JOIN role ro ON ro.person = own.owner_person JOIN mine ON mine.unit = ro.unit WHERE own.owner_person = :who
    UNION SELECT own.id FROM mine JOIN sign own ON own.owner_unit = mine.unit
    UNION SELECT st.sign FROM mine JOIN trial_units tu ON tu.unit = mine.unit JOIN trial t ON t.id = tu.trial
            JOIN sign_trials st ON st.trial = t.id WHERE t.state = 'running'
    UNION SELECT sg.sign FROM mine JOIN plan_units pu ON pu.unit = mine.unit JOIN plan pl ON pl.id = pu.plan
            JOIN goal_plans gp ON gp.plan = pl.id JOIN goal g ON g.id = gp.goal JOIN sign_goals sg ON sg.goal = g.id
           WHERE pl.state <> 'closed' AND g.state NOT IN ('reached', 'given_up'))
SELECT s.id, s.title, s.kind, s.measure, s.frequency, s.min_count, CASE WHEN s.owner_person = :who THEN 1 ELSE 0 END AS is_mine,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       {gives_a_part_away(m)} AS is_hidden, o.level, o.date AS seen_on
  FROM candidate JOIN sign s ON s.id = candidate.sign
  LEFT JOIN measurement m ON m.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from DESC, l.id DESC LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date DESC, l.id DESC LIMIT 1)
 WHERE NOT {is_summed(s)}
 ORDER BY CASE WHEN s.owner_person = :who THEN 0 ELSE 1 END, s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- What a person has sent since an instant, the newest first and each row once.
-- row RegisterSent {
--     int64_t sign; int64_t measurement; int64_t observation; Text title; Text measure; int64_t min_count; bool is_new;
--     Period date; Figure value; Figure numerator; Figure denominator; Text level; Text line;
-- }
-- many RegisterSent sent_since(int64_t person, Instant since, int64_t most)
SELECT s.id AS sign, COALESCE(m.id, 0) AS measurement, COALESCE(o.id, 0) AS observation, s.title, s.measure, s.min_count, CASE WHEN c.revision = 1 THEN 1 ELSE 0 END AS is_new,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       o.level, COALESCE(o.text, m.note) AS line
  FROM change c
  LEFT JOIN measurement m ON c.record = 'measurement' AND m.id = c.row_id
  LEFT JOIN observation o ON c.record = 'observation' AND o.id = c.row_id
  JOIN sign s ON s.id = COALESCE(m.sign, o.sign)
 WHERE c.person = :person AND c.at >= :since
   AND NOT EXISTS (SELECT 1 FROM change later WHERE later.record = c.record AND later.row_id = c.row_id AND later.person = c.person
                    AND later.id > c.id)
 ORDER BY c.id DESC LIMIT :most;

-- What a person, or a unit where they have a role, has to do.
-- row RegisterTask { int64_t id; Text title; Day due_on; int64_t plan; Text plan_title; }
-- many RegisterTask tasks_of_person(int64_t person, int64_t most)
SELECT t.id, t.title, t.due_on, p.id AS plan, p.title AS plan_title FROM task t JOIN plan p ON p.id = t.plan
 WHERE t.done_on IS NULL
   AND (t.assigned_to_person = :person OR t.assigned_to_unit IN (SELECT r.unit FROM role r WHERE r.person = :person))
 ORDER BY t.due_on NULLS LAST, t.id LIMIT :most;

-- one int64_t register_measurement_at(int64_t sign, Text date)
SELECT m.id FROM measurement m WHERE m.sign = :sign AND m.date = :date;
