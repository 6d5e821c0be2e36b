-- SPDX-License-Identifier: MPL-2.0
-- run void trial_add(Text title)
INSERT INTO trial (title) VALUES (:title);
