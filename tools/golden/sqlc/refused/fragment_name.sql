-- SPDX-License-Identifier: MPL-2.0
-- fragment a(t)
t.x = 1 OR
t.y = :y
