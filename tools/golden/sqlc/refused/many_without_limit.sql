-- SPDX-License-Identifier: MPL-2.0
-- many Trial all_trials(void)
SELECT * FROM trial WHERE id IN (SELECT id FROM trial LIMIT 3);
