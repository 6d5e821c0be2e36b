-- SPDX-License-Identifier: MPL-2.0
CREATE TABLE capacity ( -- hvor mange målsætninger organisationen kan arbejde med i et år
    id INTEGER PRIMARY KEY, -- løbenummer
    revision BIGINT NOT NULL, -- rettelsens nummer, 1 ved oprettelsen
    origin TEXT NOT NULL, -- hvor nøglen kommer fra
    key TEXT NOT NULL, -- rækkens faste navn i importpakker
    year BIGINT NOT NULL UNIQUE, -- året
    most BIGINT NOT NULL, -- det højeste antal målsætninger, dem fra budgetaftalen regnet med
    reference TEXT, -- hvor det er besluttet
    UNIQUE (origin, key)
);
