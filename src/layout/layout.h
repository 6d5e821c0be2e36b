/* SPDX-License-Identifier: MPL-2.0 */
/* The frame that every page stands in, and the components that look the same everywhere. */
#ifndef RETTESNOR_LAYOUT_H
#define RETTESNOR_LAYOUT_H

#include "http/route.h"
#include "layout/words.h"

enum { MOST_KNOTS = 8 };

/* One knot of the red thread above a page: the level in words and the row there. */
typedef struct Knot {
    const char *level; /* TR("Politik") */
    Text title;
    Url url;
} Knot;

typedef struct Knots {
    Knot at[MOST_KNOTS];
    size_t count;
} Knots;

/* What the head of a page says. A handler fills it; the page begins with {{ render page_begin(&v->page) }}, goes on with facts and
 * actions, then {{ render head_end() }}, sections, {{ render page_end(&v->page) }}. */
typedef struct Page {
    const Request *q;
    const char *menu;   /* the path of the menu item that is current: "/trials"; NULL for none */
    const char *kind;   /* TR("Prøvehandling") */
    const char *term;   /* glossary key of the kind, for the question mark; NULL for none */
    const char *status; /* the state in a word, TR; NULL for none */
    Text title;         /* of the browser's tab and the h1 */
    Text lead;
    Knots thread;
    bool is_narrow_menu; /* signed out: the public menu */
} Page;

/* One line of the main menu. */
typedef struct MenuItem {
    const char *path;
    const char *label;
} MenuItem;
extern const MenuItem main_menu[];
extern const MenuItem public_menu[];

/* Whether ITEM is where the page belongs. */
bool menu_is_current(const Page *page, const MenuItem *item);

/* "trial_save" and the like: the address of a row of a record. */
Url url_of(Arena *arena, const Record *record, int64_t id);

/* Adds a knot when there is room and the title is not empty. */
void knots_add(Knots *knots, const char *level, Text title, Url url);

/* The shape of a judgement or of a level, as an address into marks.svg: "effect" and "clear" the full circle, and so on. */
const char *mark_of(Text code);

/* The other parties of "association:Name|citizens:Name" in one line of text: "Name, Name". */
Text partner_names(Arena *arena, Text partners);

/* Looks FIELD up in RECORD; a name that is not there is our mistake (assert). */
const Field *field_of(const Record *record, const char *name);

/* Whether a field's label gets "(frivilligt)": when the form holds a required one, the optional are marked. */
bool field_is_optional(const Field *field);

/* From when to when something applies: "2023–2026", "fra 2023", "til 31. december 2026"; empty when neither end is known. */
Text html_validity(Html *h, Period from, Period to);

/* With a capital letter first, for a number in words or the like that begins a sentence: "tre" gives "Tre", "én" gives "Én". */
Text capitalised(Arena *arena, Text text);

#endif
