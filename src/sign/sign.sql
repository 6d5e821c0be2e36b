-- SPDX-License-Identifier: MPL-2.0
-- include "sign/sign.h"

-- Whose a sign is: its owner's (of a person, the units where that person has a role), and those who work with its trials and goals.
-- fragment reached_sign(s, who, need)
({reached(:who, :need, s.owner_unit)}
  OR EXISTS (SELECT 1 FROM role orole WHERE orole.person = s.owner_person AND {reached(:who, :need, orole.unit)})
  OR EXISTS (SELECT 1 FROM sign_trials st JOIN trial_units tu ON tu.trial = st.trial
              WHERE st.sign = s.id AND {reached(:who, :need, tu.unit)})
  OR EXISTS (SELECT 1 FROM sign_goals sg JOIN goal g ON g.id = sg.goal WHERE sg.sign = s.id AND {reached(:who, :need, g.owner_unit)})
  OR EXISTS (SELECT 1 FROM sign_goals sg JOIN goal_plans gp ON gp.goal = sg.goal JOIN plan_units pu ON pu.plan = gp.plan
              WHERE sg.sign = s.id AND {reached(:who, :need, pu.unit)}))

-- one int64_t sign_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM sign x WHERE x.id = :id;

-- one int64_t sign_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN {reached_sign(x, :who, :need)} THEN 1 ELSE 0 END FROM sign x WHERE x.id = :id;

-- one int64_t measurement_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM measurement x WHERE x.id = :id;

-- one int64_t measurement_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN {reached_sign(y, :who, :need)} THEN 1 ELSE 0 END FROM measurement x JOIN sign y ON y.id = x.sign WHERE x.id = :id;

-- one int64_t observation_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM observation x WHERE x.id = :id;

-- one int64_t observation_is_reached(int64_t id, Who who, Text need)
SELECT CASE WHEN {reached_sign(y, :who, :need)} THEN 1 ELSE 0 END FROM observation x JOIN sign y ON y.id = x.sign WHERE x.id = :id;

-- A line of a list of signs with the latest that is known of it. The figures go through sign_value before anybody sees them.
-- row SignLine {
--     int64_t id; Text title; Text kind; Text measure; Text frequency; int64_t min_count; Text owner_name; int64_t part_count;
--     Period date; Figure value; Figure numerator; Figure denominator; bool is_hidden; Text level; Day seen_on;
-- }
-- many SignLine signs_after(int64_t after, Who who, int64_t most)
SELECT s.id, s.title, s.kind, s.measure, s.frequency, s.min_count, COALESCE(p.name, u.name) AS owner_name,
       (SELECT COUNT(*) FROM sign part WHERE part.part_of = s.id) AS part_count,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       {gives_a_part_away(m)} AS is_hidden, o.level, o.date AS seen_on
  FROM sign s LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
  LEFT JOIN measurement m ON m.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from DESC, l.id DESC LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date DESC, l.id DESC LIMIT 1)
 WHERE s.id > :after AND {inside(:who)} ORDER BY s.id LIMIT :most;

-- Those that the unit owns, or looks for in its trials and goals.
-- many SignLine signs_of_unit(int64_t unit, int64_t after, Who who, int64_t most)
WITH mine(sign) AS (
    SELECT x.id FROM sign x WHERE x.owner_unit = :unit
    UNION SELECT st.sign FROM trial_units tu JOIN trial t ON t.id = tu.trial JOIN sign_trials st ON st.trial = t.id
           WHERE tu.unit = :unit AND {visible_trial(t, :who)}
    UNION SELECT sg.sign FROM plan_units pu JOIN goal_plans gp ON gp.plan = pu.plan JOIN sign_goals sg ON sg.goal = gp.goal
           WHERE pu.unit = :unit)
SELECT s.id, s.title, s.kind, s.measure, s.frequency, s.min_count, COALESCE(p.name, u.name) AS owner_name,
       (SELECT COUNT(*) FROM sign part WHERE part.part_of = s.id) AS part_count,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       {gives_a_part_away(m)} AS is_hidden, o.level, o.date AS seen_on
  FROM mine JOIN sign s ON s.id = mine.sign LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
  LEFT JOIN measurement m ON m.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from DESC, l.id DESC LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date DESC, l.id DESC LIMIT 1)
 WHERE s.id > :after AND {inside(:who)} ORDER BY s.id LIMIT :most;

-- Key figures: signs that serve no trial and no goal and live on at their owner.
-- many SignLine signs_alone(int64_t after, Who who, int64_t most)
SELECT s.id, s.title, s.kind, s.measure, s.frequency, s.min_count, COALESCE(p.name, u.name) AS owner_name,
       (SELECT COUNT(*) FROM sign part WHERE part.part_of = s.id) AS part_count,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       {gives_a_part_away(m)} AS is_hidden, o.level, o.date AS seen_on
  FROM sign s LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
  LEFT JOIN measurement m ON m.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from DESC, l.id DESC LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date DESC, l.id DESC LIMIT 1)
 WHERE s.id > :after AND {inside(:who)} AND s.part_of IS NULL AND s.owner_unit IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM sign_trials st WHERE st.sign = s.id) AND NOT EXISTS (SELECT 1 FROM sign_goals sg WHERE sg.sign = s.id)
 ORDER BY s.id LIMIT :most;

-- The names that the page of a sign shows of what it refers to.
-- row SignNames { Text owner_name; Text part_of_title; }
-- one SignNames sign_names(int64_t id)
SELECT COALESCE(p.name, u.name) AS owner_name, t.title AS part_of_title FROM sign s
  LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit LEFT JOIN sign t ON t.id = s.part_of WHERE s.id = :id;

-- row SignTrial { int64_t id; Text title; Text state; Day starts_on; }
-- many SignTrial trials_of_sign(int64_t sign, Who who, int64_t most)
SELECT t.id, t.title, t.state, t.starts_on FROM sign_trials st JOIN trial t ON t.id = st.trial
 WHERE st.sign = :sign AND {visible_trial(t, :who)} ORDER BY t.starts_on NULLS LAST, t.id LIMIT :most;

-- row SignLink { int64_t id; Text title; }
-- many SignLink goals_of_sign(int64_t sign, int64_t most)
SELECT g.id, g.title FROM sign_goals sg JOIN goal g ON g.id = sg.goal WHERE sg.sign = :sign ORDER BY g.id LIMIT :most;

-- many SignLink objectives_of_sign(int64_t sign, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title FROM sign_objectives so JOIN objective o ON o.id = so.objective
 WHERE so.sign = :sign ORDER BY o.id LIMIT :most;

-- many SignLink parts_of_sign(int64_t sign, int64_t most)
SELECT s.id, s.title FROM sign s WHERE s.part_of = :sign ORDER BY s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- The newest first: what is left out when there are very many is the oldest.
-- many Measurement measurements_of_sign(int64_t sign, int64_t most)
SELECT m.* FROM measurement m WHERE m.sign = :sign ORDER BY m.date_from DESC, m.date_to DESC, m.id DESC LIMIT :most;

-- row PartMeasurement {
--     int64_t sign; Text measure; int64_t min_count; Period date; Figure value; Figure numerator; Figure denominator;
-- }
-- many PartMeasurement measurements_of_parts(int64_t sign, int64_t most)
SELECT m.sign, s.measure, s.min_count, m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed,
       m.denominator, m.denominator_typed
  FROM sign s JOIN measurement m ON m.sign = s.id WHERE s.part_of = :sign ORDER BY m.date_from DESC, m.date_to DESC, m.sign LIMIT :most;

-- one int64_t measurement_at(int64_t sign, Text date)
SELECT m.id FROM measurement m WHERE m.sign = :sign AND m.date = :date;

-- row SignObservation { int64_t id; Day date; Text level; Text text; Text observer_name; }
-- many SignObservation observations_of_sign(int64_t sign, int64_t most)
SELECT o.id, o.date, o.level, o.text, p.name AS observer_name FROM observation o LEFT JOIN person p ON p.id = o.observer
 WHERE o.sign = :sign ORDER BY o.date DESC, o.id DESC LIMIT :most;

-- one int64_t sign_is_summed(int64_t id)
SELECT CASE WHEN {is_summed(s)} THEN 1 ELSE 0 END FROM sign s WHERE s.id = :id;

-- one int64_t sign_goes_below_zero(int64_t id)
SELECT CASE WHEN s.baseline < 0 OR s.target < 0 OR EXISTS (SELECT 1 FROM measurement m WHERE m.sign = s.id AND m.value < 0)
       THEN 1 ELSE 0 END FROM sign s WHERE s.id = :id;

-- one int64_t sign_has_values(int64_t id)
SELECT CASE WHEN EXISTS (SELECT 1 FROM measurement m WHERE m.sign = :id) OR EXISTS (SELECT 1 FROM observation o WHERE o.sign = :id)
       THEN 1 ELSE 0 END;

-- one Text sign_person_name(int64_t id)
SELECT name FROM person WHERE id = :id;

-- Whether BELOW is TOP or adds up to it, by any number of steps.
-- one int64_t sign_adds_up_to(int64_t below, int64_t top)
WITH RECURSIVE up(id) AS (
    SELECT s.id FROM sign s WHERE s.id = :below
    UNION SELECT s.part_of FROM up JOIN sign s ON s.id = up.id WHERE s.part_of IS NOT NULL)
SELECT CASE WHEN EXISTS (SELECT 1 FROM up WHERE up.id = :top) THEN 1 ELSE 0 END;

-- ---- what forms offer ----

-- many SignLink units_with_signs(int64_t most)
SELECT u.id, u.name AS title FROM unit u
 WHERE EXISTS (SELECT 1 FROM sign s WHERE s.owner_unit = u.id)
    OR EXISTS (SELECT 1 FROM trial_units tu JOIN sign_trials st ON st.trial = tu.trial WHERE tu.unit = u.id)
    OR EXISTS (SELECT 1 FROM plan_units pu JOIN goal_plans gp ON gp.plan = pu.plan JOIN sign_goals sg ON sg.goal = gp.goal
                WHERE pu.unit = u.id)
 ORDER BY u.name COLLATE "da-x-icu", u.id LIMIT :most;

-- The sign's own, and those of plans in reach.
-- many SignLink goals_for_sign(int64_t sign, Who who, int64_t most)
SELECT g.id, g.title FROM goal g
 WHERE g.id IN (SELECT sg.goal FROM sign_goals sg WHERE sg.sign = :sign
                UNION SELECT gp.goal FROM reach r JOIN plan_units pu ON pu.unit = r.unit JOIN plan p ON p.id = pu.plan
                  JOIN goal_plans gp ON gp.plan = p.id WHERE r.person = :who AND r.need = 'lead' AND p.state <> 'closed')
 ORDER BY g.id LIMIT :most;

-- many SignLink trials_for_sign(int64_t sign, Who who, int64_t most)
SELECT t.id, t.title FROM trial t
 WHERE {visible_trial(t, :who)} AND t.id IN (
    SELECT st.trial FROM sign_trials st WHERE st.sign = :sign
    UNION SELECT tu.trial FROM reach r JOIN trial_units tu ON tu.unit = r.unit JOIN trial ut ON ut.id = tu.trial
     WHERE r.person = :who AND r.need = 'lead' AND ut.state IN ('idea', 'prepared', 'running', 'ended'))
 ORDER BY t.id LIMIT :most;

-- many SignLink objectives_for_sign(int64_t sign, Who who, int64_t most)
SELECT o.id, COALESCE(o.title, o.text) AS title FROM objective o
 WHERE o.id IN (SELECT so.objective FROM sign_objectives so WHERE so.sign = :sign
                UNION SELECT po.objective FROM reach r JOIN plan_units pu ON pu.unit = r.unit JOIN plan_objectives po ON po.plan = pu.plan
                 WHERE r.person = :who AND r.need = 'lead')
 ORDER BY o.id LIMIT :most;

-- What a sign may add up to: its total of today, and numbers in reach.
-- many SignLink totals_for_sign(int64_t sign, Who who, int64_t most)
SELECT s.id, s.title FROM sign s
 WHERE s.id <> :sign AND s.kind = 'quantitative'
   AND (s.id = (SELECT x.part_of FROM sign x WHERE x.id = :sign)
        OR s.id IN (SELECT os.id FROM reach r JOIN sign os ON os.owner_unit = r.unit WHERE r.person = :who AND r.need = 'lead'
                    UNION SELECT os.id FROM reach r JOIN role ro ON ro.unit = r.unit JOIN sign os ON os.owner_person = ro.person
                     WHERE r.person = :who AND r.need = 'lead'))
 ORDER BY s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- Signs that a trial could look for, too: those of its goals, of its units, and of the other trials there.
-- many SignLink signs_for_trial(int64_t trial, int64_t most)
SELECT s.id, s.title FROM sign s
 WHERE s.id IN (SELECT sg.sign FROM trial_goals tg JOIN sign_goals sg ON sg.goal = tg.goal WHERE tg.trial = :trial
                UNION SELECT os.id FROM trial_units tu JOIN sign os ON os.owner_unit = tu.unit WHERE tu.trial = :trial
                UNION SELECT os.sign FROM trial_units tu JOIN trial_units ou ON ou.unit = tu.unit JOIN sign_trials os ON os.trial = ou.trial
                 WHERE tu.trial = :trial)
   AND NOT EXISTS (SELECT 1 FROM sign_trials st WHERE st.sign = s.id AND st.trial = :trial)
 ORDER BY s.title COLLATE "da-x-icu", s.id LIMIT :most;

-- one Text title_of_sign_parent(Text record, int64_t id)
SELECT COALESCE((SELECT title FROM goal WHERE id = :id AND :record = 'goal'), (SELECT title FROM trial WHERE id = :id AND :record = 'trial'),
                (SELECT name FROM unit WHERE id = :id AND :record = 'unit')) AS title;
