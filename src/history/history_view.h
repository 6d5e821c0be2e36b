/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of the history show. */
#ifndef RETTESNOR_HISTORY_VIEW_H
#define RETTESNOR_HISTORY_VIEW_H

#include "db/history.h"
#include "history.sql.h"
#include "layout/layout.h"

enum { CHANGES_A_PAGE = 20, LINES_A_PAGE = 50, MOST_TITLES = 20 };

/* One changed field in words. */
typedef struct HistoryField {
    const Field *field;
    Text before; /* empty: nothing */
    Text after;
    bool is_erased;   /* personal, and erased since */
    bool is_guarded;  /* a count that may be small: its sign's page shows it, and hides it where it must */
    bool is_withheld; /* personal, and not for this person */
    bool is_restorable;
} HistoryField;

typedef struct HistoryEntry {
    int64_t id;
    Text when;
    Text who;         /* empty: the program itself, or an import */
    const char *what; /* TR */
    bool is_insert;
    HistoryField *fields;
    size_t field_count;
} HistoryEntry;

typedef struct HistoryPage {
    Page page;
    const Request *q;
    const Record *record;
    int64_t revision; /* of the row now */
    HistoryEntry *entries;
    size_t entry_count;
    Url next;
    Url row; /* where the row lives; empty: it has no page, or is deleted */
} HistoryPage;

typedef struct AuditPage {
    Page page;
    const Request *q;
    HistoryLines lines;
    Url next;
    bool is_one_person;
} AuditPage;

/* "ændrede", "oprettede", "slettede". */
const char *history_what(Text what);

/* The label of a record by its name in the history; the name itself when the program no longer knows it. */
const char *history_label(Text record);

#endif
