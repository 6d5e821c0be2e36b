-- SPDX-License-Identifier: MPL-2.0
ALTER TABLE trial ADD COLUMN how_many TEXT; -- hvor mange der er med
