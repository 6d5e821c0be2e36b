-- SPDX-License-Identifier: MPL-2.0

-- one Text history_person_name(int64_t id)
SELECT name FROM person WHERE id = :id;

-- The newest changes over all, of everybody (PERSON 0) or of one person, with what the row is called now.
-- row HistoryLine { int64_t id; int64_t at; Text record; int64_t row_id; Text what; int64_t person; Text person_name; Text title; }
-- many HistoryLine history_lines(int64_t before, int64_t person, int64_t most)
SELECT c.id, c.at, c.record, c.row_id, c.what, c.person, p.name AS person_name,
       CASE c.record
         WHEN 'unit' THEN (SELECT x.name FROM unit x WHERE x.id = c.row_id)
         WHEN 'person' THEN (SELECT x.name FROM person x WHERE x.id = c.row_id)
         WHEN 'role' THEN (SELECT y.name FROM role x JOIN person y ON y.id = x.person WHERE x.id = c.row_id)
         WHEN 'citizen_group' THEN (SELECT x.name FROM citizen_group x WHERE x.id = c.row_id)
         WHEN 'vision' THEN (SELECT x.title FROM vision x WHERE x.id = c.row_id)
         WHEN 'policy' THEN (SELECT x.title FROM policy x WHERE x.id = c.row_id)
         WHEN 'budget_agreement' THEN (SELECT x.title FROM budget_agreement x WHERE x.id = c.row_id)
         WHEN 'objective' THEN (SELECT COALESCE(x.title, x.text) FROM objective x WHERE x.id = c.row_id)
         WHEN 'selection' THEN (SELECT COALESCE(y.title, y.text) FROM selection x JOIN objective y ON y.id = x.objective WHERE x.id = c.row_id)
         WHEN 'plan' THEN (SELECT x.title FROM plan x WHERE x.id = c.row_id)
         WHEN 'goal' THEN (SELECT x.title FROM goal x WHERE x.id = c.row_id)
         WHEN 'milestone' THEN (SELECT x.title FROM milestone x WHERE x.id = c.row_id)
         WHEN 'trial' THEN (SELECT x.title FROM trial x WHERE x.id = c.row_id)
         WHEN 'task' THEN (SELECT x.title FROM task x WHERE x.id = c.row_id)
         WHEN 'log_entry' THEN (SELECT y.title FROM log_entry x JOIN trial y ON y.id = x.trial WHERE x.id = c.row_id)
         WHEN 'sign' THEN (SELECT x.title FROM sign x WHERE x.id = c.row_id)
         WHEN 'measurement' THEN (SELECT y.title FROM measurement x JOIN sign y ON y.id = x.sign WHERE x.id = c.row_id)
         WHEN 'observation' THEN (SELECT y.title FROM observation x JOIN sign y ON y.id = x.sign WHERE x.id = c.row_id)
         WHEN 'evaluation' THEN (SELECT y.title FROM evaluation x JOIN trial y ON y.id = x.trial WHERE x.id = c.row_id)
         WHEN 'term' THEN (SELECT x.word FROM term x WHERE x.id = c.row_id)
       END AS title
  FROM change c LEFT JOIN person p ON p.id = c.person
 WHERE c.id < :before AND (:person = 0 OR c.person = :person)
 ORDER BY c.id DESC LIMIT :most;
