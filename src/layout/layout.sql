-- SPDX-License-Identifier: MPL-2.0

-- The signs of a trial or of a goal (the other is 0), with what was seen first and last. The figures go through
-- sign_value before anybody sees them.
-- row SignCard {
--     int64_t id; Text title; Text kind; Text measure; Text frequency; int64_t min_count; Text owner_name; Figure baseline; Figure target;
--     int64_t part_count; int64_t count;
--     Period date; Figure value; Figure numerator; Figure denominator; bool is_hidden; Text level; Day seen_on;
--     Period first_date; Figure first_value; Figure first_numerator; Figure first_denominator; bool first_is_hidden; Text first_level;
--     Day first_seen_on;
-- }
-- many SignCard sign_cards(int64_t trial, int64_t goal, Who who, int64_t most)
SELECT s.id, s.title, s.kind, s.measure, s.frequency, s.min_count, COALESCE(p.name, u.name) AS owner_name,
       s.baseline, s.baseline_typed, s.target, s.target_typed, (SELECT COUNT(*) FROM sign x WHERE x.part_of = s.id) AS part_count,
       CASE s.kind WHEN 'qualitative' THEN (SELECT COUNT(*) FROM observation n WHERE n.sign = s.id)
                   ELSE (SELECT COUNT(*) FROM measurement n WHERE n.sign = s.id) END AS count,
       m.date, m.date_from, m.date_to, m.value, m.value_typed, m.numerator, m.numerator_typed, m.denominator, m.denominator_typed,
       {gives_a_part_away(m)} AS is_hidden, o.level, o.date AS seen_on,
       f.date AS first_date, f.date_from AS first_date_from, f.date_to AS first_date_to, f.value AS first_value, f.value_typed AS first_value_typed,
       f.numerator AS first_numerator, f.numerator_typed AS first_numerator_typed,
       f.denominator AS first_denominator, f.denominator_typed AS first_denominator_typed, {gives_a_part_away(f)} AS first_is_hidden,
       b.level AS first_level, b.date AS first_seen_on
  FROM sign s LEFT JOIN person p ON p.id = s.owner_person LEFT JOIN unit u ON u.id = s.owner_unit
  LEFT JOIN measurement m ON m.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from DESC, l.date_to DESC, l.id DESC LIMIT 1)
  LEFT JOIN measurement f ON f.id = (SELECT l.id FROM measurement l WHERE l.sign = s.id ORDER BY l.date_from, l.date_to, l.id LIMIT 1)
  LEFT JOIN observation o ON o.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date DESC, l.id DESC LIMIT 1)
  LEFT JOIN observation b ON b.id = (SELECT l.id FROM observation l WHERE l.sign = s.id ORDER BY l.date, l.id LIMIT 1)
 WHERE {inside(:who)} AND s.id IN (SELECT st.sign FROM sign_trials st WHERE st.trial = :trial
                                   UNION SELECT sg.sign FROM sign_goals sg WHERE sg.goal = :goal)
 ORDER BY s.id LIMIT :most;
