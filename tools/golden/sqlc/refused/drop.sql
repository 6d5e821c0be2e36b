-- SPDX-License-Identifier: MPL-2.0
-- run void away(void)
DROP TABLE session;
