/* SPDX-License-Identifier: MPL-2.0 */
/* A record: the one table of fields from which rows are read and written, forms, JSON, bundle and history made. */
#ifndef RETTESNOR_RECORD_H
#define RETTESNOR_RECORD_H

#include "db/db.h"

/* What a person must be allowed, in a unit that the record concerns. */
typedef enum Need {
    NEED_NONE = 0, /* of a route: a mistake that tools/check refuses */
    OPEN,          /* everybody, signed in or not */
    SIGNED_IN,     /* everybody with a session */
    SEE,           /* may see the row; without a row: holds any role */
    CONTRIBUTE,    /* values, observations, task states */
    LEAD,          /* plans, goals, trials, evaluations of own units */
    STAFF,         /* the political layer */
    COUNCIL,       /* comments */
    ADMIN,         /* people, units, imports */
    AUDIT,         /* the history of everything */
} Need;

/* "see", "lead", … as in the table `reach`; "open" and "signed_in" for the two that need no role. */
const char *need_name(Need need);

/* A code that is stored, and the Danish word for it. A list ends with { 0 }. */
typedef struct Word {
    const char *code;
    const char *label; /* TR("…") */
} Word;

/* The label of CODE, or CODE itself when the list does not know it. Danish: translate when writing. */
const char *word_label(const Word *words, Text code);
bool word_is_known(const Word *words, Text code);

typedef enum Kind {
    KIND_TEXT = 1, /* Text */
    KIND_INTEGER,  /* int64_t; 0 is none; also an id (refers) and an instant (INSTANT) */
    KIND_YES,      /* bool */
    KIND_DAY,      /* Day */
    KIND_PERIOD,   /* Period: columns x, x_from, x_to */
    KIND_FIGURE,   /* Figure: columns x (millionths), x_typed */
    KIND_PARTY,    /* Party: columns x_person, x_unit */
    KIND_IDS,      /* Ids: rows of the link table */
} Kind;

enum {
    REQUIRED = 1 << 0,
    READ_ONLY = 1 << 1, /* set by the program, never by a form or an import */
    LONG = 1 << 2,      /* several lines */
    INSTANT = 1 << 3,
    GUARDED = 1 << 4,  /* small counts: no face shows it but through the function that suppresses */
    PERSONAL = 1 << 5, /* can be erased; the history keeps it apart, salted */
    SECRET = 1 << 6,   /* no face shows it, not even the history */
    LOCAL = 1 << 7,    /* not in the bundle */
    PARTNERS = 1 << 9, /* a text of other parties: "association:Name|citizens:Name" */
    BY_YEAR = 1 << 8,  /* an integer that is a year, FIRST_YEAR to LAST_YEAR */
};

typedef struct Record Record;

typedef struct Field {
    const char *name; /* column, struct member, form field, JSON key, bundle column: all the same */
    Kind kind;
    unsigned flags;
    size_t offset;
    size_t longest;    /* characters; of an integer: the largest value. 0: 200 characters, LONG 20,000 */
    const char *label; /* TR("…"), as in the form and the history */
    const char *hint;  /* TR("…") or NULL */
    const char
        *missing; /* TR("…"): what to say when a required field is empty; NULL: "Udfyld feltet »label«" */
    const Word *words;    /* the codes allowed */
    const char *start;    /* the code that a new row has when nothing is said; NULL: none */
    const Record *refers; /* the target of an id or of Ids */
    Need need;            /* of the target, for a form; 0 means SEE */
} Field;

/* Ids live in the link table `trial_goals (trial, goal)`: the record's name, the field's name, the two records' names. */

/* The member's kind by its C type; a type that is none of them is a build error. */
#define KIND_OF(type, member)                                                                                \
    _Generic(((type *)0)->member, Text                                                                       \
             : KIND_TEXT, int64_t                                                                            \
             : KIND_INTEGER, bool                                                                            \
             : KIND_YES, Day                                                                                 \
             : KIND_DAY, Period                                                                              \
             : KIND_PERIOD, Figure                                                                           \
             : KIND_FIGURE, Party                                                                            \
             : KIND_PARTY, Ids                                                                               \
             : KIND_IDS)

/* FIELD(Trial, title, .flags = REQUIRED, .label = TR("Titel")) */
#define FIELD(type, member, ...)                                                                             \
    {                                                                                                        \
        .name = #member, .kind = KIND_OF(type, member), .offset = offsetof(type, member), __VA_ARGS__        \
    }

/* Whether the person may see row ID; and whether one of the row's units is within the person's reach for NEED ("lead", …).
 * Generated by sqlc from the concept's .sql: `-- one int64_t trial_is_seen(int64_t id, Who who)`. */
typedef Err (*SeenBy)(Db *db, int64_t id, Who who, int64_t *ret_yes);
typedef Err (*ReachedBy)(Db *db, int64_t id, Who who, Text need, int64_t *ret_yes);

/* Every record's struct begins with these four, every table with these columns. ORIGIN and KEY name the row in
 * bundles, unique together; db_insert makes them ("local", "trial-7k2m9q4xw1") where they are empty. */
#define RECORD_HEAD                                                                                          \
    int64_t id;                                                                                              \
    int64_t revision;                                                                                        \
    Text origin;                                                                                             \
    Text key

struct Record {
    const char *name;        /* table, bundle file, `change.record` */
    const char *path;        /* "/trials": its rows live at path/ID; NULL when it has no page of its own */
    const char *label;       /* TR("Prøvehandling") */
    const char *title_field; /* what a link to a row says: "title", "name" */
    size_t size;             /* of the struct */
    const Field *fields;     /* without the head; ends with { 0 } */
    SeenBy seen;             /* NULL: whoever is inside */
    ReachedBy reached;       /* NULL: the need anywhere will do (the political layer) */
    const char *const
        *identity; /* bundle: the fields that identify a row when there is no key; NULL: the key */
    bool is_hidden_from_bundle;
    bool (*locked)(const void *row,
                   const Field *field); /* whether FIELD of ROW may no longer be changed; NULL: none is */
    Err (*changed)(Db *db, const Record *record, const void *before,
                   const void *after); /* what each write does besides; NULL: nothing */
};

const Field *record_field(const Record *record, const char *name);

/* The member of ROW that FIELD describes. */
static inline void *field_at(const Field *field, const void *row)
{
    return (char *)(uintptr_t)row + field->offset;
}

/* The value of a field as a bundle writes it: numbers as typed, days as 2026-11-24, yes as 1; Ids and references are ids.
 * In the arena. */
Text field_text(Arena *arena, const Field *field, const void *row);
bool field_is_none(const Field *field, const void *row);
bool field_equal(const Field *field, const void *a, const void *b);

/* Reads the current row of ROWS into the zeroed struct RET_ROW, by column names; columns that the record does not know are
 * passed over. Link tables are not read: see record_load. */
Err record_read(const Rows *rows, const Record *record, void *ret_row);

/* Reads row ID with its link tables. NOT_FOUND if there is none. */
Err record_load(Db *db, const Record *record, int64_t id, void *ret_row);

/* "trial_goals" and "goal" for an Ids field. In the arena. */
Text link_table(Arena *arena, const Record *record, const Field *field);

/* Puts ids in order and takes away those that stand twice, so that equal sets are equal. */
void ids_sort(Ids *ids);

/* Fills the Ids fields of a row that was read by another query. */
Err record_load_links(Db *db, const Record *record, void *row);

/* The three writes, each with its row in the history. They set id and revision in ROW. INVALID when a unique key of the
 * table stands in the way; CONFLICT when BEFORE is no longer the row. An update that changes nothing writes nothing. Then the
 * record's `changed` runs, BEFORE being NULL after an insert and AFTER after a delete. */
Err db_insert(Db *db, const Record *record, void *row);
Err db_update(Db *db, const Record *record, const void *before, void *after);
Err db_delete(Db *db, const Record *record, const void *before);

/* All records of the program, set once at start by app.c: the bundle, the history and the tests walk them. Ends with NULL. */
extern const Record *const all_records[];
const Record *record_by_name(Text name);

#endif
