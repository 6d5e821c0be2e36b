-- SPDX-License-Identifier: MPL-2.0
-- Only fragments here.
-- fragment is_open(t)
t.is_open = 1
