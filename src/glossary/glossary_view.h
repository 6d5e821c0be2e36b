/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of the glossary show. */
#ifndef RETTESNOR_GLOSSARY_VIEW_H
#define RETTESNOR_GLOSSARY_VIEW_H

#include "glossary.sql.h"
#include "glossary/glossary.h"
#include "layout/layout.h"

enum { MOST_TERMS_SHOWN = 500 };

typedef struct TermsPage {
    Page page;
    const Request *q;
    TermLines terms;
    bool may_edit;
} TermsPage;

typedef struct TermForm {
    Page page;
    const Request *q;
    Term term;
    Url action;
    Url back;
} TermForm;

#endif
