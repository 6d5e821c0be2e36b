-- SPDX-License-Identifier: MPL-2.0
-- one int64_t add(int64_t person)
INSERT INTO session (person) VALUES (:person);
