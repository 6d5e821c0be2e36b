-- SPDX-License-Identifier: MPL-2.0
-- A prototype may take several lines.
-- run int64_t observation_note(int64_t sign, int64_t person, Day observed_on, Text what_was_seen,
--     TextOrNone language, IdOrNone trial, DayOrNone until)
INSERT INTO observation_draft (sign, person, observed_on, what_was_seen, language, trial, until)
VALUES (:sign, :person, :observed_on, :what_was_seen, :language, :trial, :until);
