-- SPDX-License-Identifier: MPL-2.0

-- run void search_text_put(Text record, int64_t row, Text words)
INSERT INTO search_text (record, row_id, words) VALUES (:record, :row, :words)
    ON CONFLICT (record, row_id) DO UPDATE SET words = excluded.words;

-- run void search_text_remove(Text record, int64_t row)
DELETE FROM search_text WHERE record = :record AND row_id = :row;

-- Whether the words of S hold one that begins (A) or ends (B) as asked, and another likewise when that is not empty. What is looked through is
-- stems in small letters, so that both engines compare it bytewise.
-- fragment has_words(s, a1, b1, a2, b2)
(REPLACE(s.words, :a1, '') <> s.words OR REPLACE(s.words, :b1, '') <> s.words)
    AND (:a2 = '' OR REPLACE(s.words, :a2, '') <> s.words OR REPLACE(s.words, :b2, '') <> s.words)

-- fragment has_other_words(s, a3, b3, a4, b4)
(:a3 = '' OR REPLACE(s.words, :a3, '') <> s.words OR REPLACE(s.words, :b3, '') <> s.words)
    AND (:a4 = '' OR REPLACE(s.words, :a4, '') <> s.words OR REPLACE(s.words, :b4, '') <> s.words)

-- The newest MOST of each kind with all the words, or of KIND alone where it is not empty, with an id below BEFORE.
-- row SearchHit { Text record; int64_t id; Text title; Text context; Text key; }
-- many SearchHit search_hits(Text kind, int64_t before, Text a1, Text b1, Text a2, Text b2, Text a3, Text b3, Text a4, Text b4, Who who, int64_t each, int64_t most)
SELECT objectives.record, objectives.id, objectives.title, objectives.context, objectives.key FROM (
  SELECT 'objective' AS record, o.id, COALESCE(o.title, o.text) AS title, COALESCE(p.title, b.title) AS context, NULL AS key
    FROM search_text s JOIN objective o ON o.id = s.row_id LEFT JOIN policy p ON p.id = o.policy LEFT JOIN budget_agreement b ON b.id = o.budget_agreement
   WHERE s.record = 'objective' AND :kind IN ('', 'objective') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS objectives
UNION ALL SELECT goals.record, goals.id, goals.title, goals.context, goals.key FROM (
  SELECT 'goal' AS record, g.id, g.title,
         (SELECT n.name FROM goal_plans gp JOIN plan_units pu ON pu.plan = gp.plan JOIN unit n ON n.id = pu.unit
           WHERE gp.goal = g.id ORDER BY n.id LIMIT 1) AS context, NULL AS key
    FROM search_text s JOIN goal g ON g.id = s.row_id
   WHERE s.record = 'goal' AND :kind IN ('', 'goal') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS goals
UNION ALL SELECT trials.record, trials.id, trials.title, trials.context, trials.key FROM (
  SELECT 'trial' AS record, t.id, t.title,
         (SELECT n.name FROM trial_units tu JOIN unit n ON n.id = tu.unit WHERE tu.trial = t.id ORDER BY n.id LIMIT 1) AS context, NULL AS key
    FROM search_text s JOIN trial t ON t.id = s.row_id
   WHERE s.record = 'trial' AND :kind IN ('', 'trial') AND s.row_id < :before AND {visible_trial(t, :who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS trials
UNION ALL SELECT plans.record, plans.id, plans.title, plans.context, plans.key FROM (
  SELECT 'plan' AS record, l.id, l.title,
         (SELECT n.name FROM plan_units pu JOIN unit n ON n.id = pu.unit WHERE pu.plan = l.id ORDER BY n.id LIMIT 1) AS context, NULL AS key
    FROM search_text s JOIN plan l ON l.id = s.row_id
   WHERE s.record = 'plan' AND :kind IN ('', 'plan') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS plans
UNION ALL SELECT signs.record, signs.id, signs.title, signs.context, signs.key FROM (
  SELECT 'sign' AS record, i.id, i.title, COALESCE(p.name, u.name) AS context, NULL AS key
    FROM search_text s JOIN sign i ON i.id = s.row_id LEFT JOIN person p ON p.id = i.owner_person LEFT JOIN unit u ON u.id = i.owner_unit
   WHERE s.record = 'sign' AND :kind IN ('', 'sign') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS signs
UNION ALL SELECT policies.record, policies.id, policies.title, policies.context, policies.key FROM (
  SELECT 'policy' AS record, y.id, y.title, y.area AS context, NULL AS key
    FROM search_text s JOIN policy y ON y.id = s.row_id
   WHERE s.record = 'policy' AND :kind IN ('', 'policy') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS policies
UNION ALL SELECT units.record, units.id, units.title, units.context, units.key FROM (
  SELECT 'unit' AS record, u.id, u.name AS title, n.name AS context, NULL AS key
    FROM search_text s JOIN unit u ON u.id = s.row_id LEFT JOIN unit n ON n.id = u.parent
   WHERE s.record = 'unit' AND :kind IN ('', 'unit') AND s.row_id < :before AND {inside(:who)}
     AND {has_words(s, :a1, :b1, :a2, :b2)} AND {has_other_words(s, :a3, :b3, :a4, :b4)}
   ORDER BY s.row_id DESC LIMIT :each) AS units
LIMIT :most;

-- The words of the concept are few and came with the schema: the handler looks through them itself.
-- row SearchTerm { int64_t id; Text key; Text word; Text explanation; Text example; }
-- many SearchTerm search_terms(int64_t most)
SELECT id, key, word, explanation, example FROM term ORDER BY sort, id LIMIT :most;
