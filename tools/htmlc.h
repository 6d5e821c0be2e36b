/* SPDX-License-Identifier: MPL-2.0 */
/* What the parts of the page compiler share: htmlc.c reads pages, htmlc_run.c makes runs of text into
 * messages and code, htmlc_messages.c collects messages and reads po files. */
#ifndef RETTESNOR_HTMLC_H
#define RETTESNOR_HTMLC_H

#include <stdio.h>

#include "base/text.h"

/* A place in a source file, both counted from 1; columns are characters. */
typedef struct Place {
    const char *path;
    size_t line;
    size_t column;
} Place;

/* Prints "FILE:LINE:COLUMN: message" and ends the program with 1. */
_Noreturn void fail(Place place, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A whole file in the arena; ends the program if it cannot be read or is not UTF-8. */
Text read_file(Arena *arena, const char *path);

/* Writes a whole file; ends the program if it cannot. */
void write_file(const char *path, const Buffer *content);

/* The array AT with room for one element more than COUNT. */
void *grown(Arena *arena, void *at, size_t count, size_t *room, size_t element_size);

/* Between quotes, as a C string literal writes it. */
void write_c_string(Buffer *out, Text text);

/* ---- messages (htmlc_messages.c) ---- */

/* One place where a message is used. */
typedef struct Use {
    Text message;
    Place place;
} Use;

typedef struct Uses {
    Arena *arena;
    Use *at;
    size_t count;
    size_t room;
} Uses;

void uses_add(Uses *uses, Text message, Place place);

/* Adds every TR("…") in SOURCE, which is C and starts at PLACE. */
void uses_add_from_c(Uses *uses, Text source, Place place);

/* Prints all as entries of a .po template, sorted, each once. */
void uses_print(Uses *uses, FILE *out);

/* Compiles a .po file into the table of page/html.h. */
void po_compile(Arena *arena, const char *po_path, const char *c_path);

/* Prints the messages without translation and the translations without message; whether there were any. */
bool po_print_missing(const char *po_path, Uses *uses, FILE *out);

/* ---- code and runs (htmlc_run.c) ---- */

/* A step of a page: bytes to write as they are, or a statement of C. */
typedef struct Op {
    bool is_literal;
    Text text;
    Place place; /* of a statement: where its expression stands; line 0 is nowhere */
} Op;

typedef struct Ops {
    Op *at;
    size_t count;
    size_t room;
} Ops;

void add_literal(Arena *arena, Ops *ops, const char *at, size_t length);
void add_statement(Arena *arena, Ops *ops, Place place, Text statement);
void add_ops(Arena *arena, Ops *ops, const Ops *more);

/* The same text escaped for HTML, text and quoted attributes alike. */
void add_escaped(Arena *arena, Ops *ops, Text text);

/* As C, literals that follow each other joined. */
void write_ops(Buffer *out, const Ops *ops);

typedef enum ItemKind { WORDS, VALUE, OPEN, CLOSE } ItemKind;

/* A piece of a run: words, a value, or a tag of an inline element. */
typedef struct Item {
    ItemKind kind;
    bool is_fixed;    /* never translated */
    bool has_newline; /* words: white space with a line break in it */
    Text words;       /* decoded, white space collapsed */
    Ops ops;          /* of the others: what they write */
    Place place;
    size_t pair; /* of tags: the other one, or NO_PAIR */
} Item;

/* What stands before a run, which decides about its leading white space. */
typedef enum Before { AFTER_BLOCK, AFTER_NEWLINE, AFTER_SPACE, AFTER_INLINE } Before;

/* Text with its inline elements and values between two things that are not: at most one message as a rule. */
typedef struct Run {
    Arena *arena;
    Uses *uses;
    size_t *numbers; /* names for variables of generated code */
    Before before;
    Item *at;
    size_t count;
    size_t room;
} Run;

/* Adds one decoded piece of text; white space collapses also across calls. */
void run_add_words(Run *run, Text text, bool is_fixed, Place place);
void run_add(Run *run, Item item);

/* Makes everything since the open tag of the element that ends here into one value, for translate="no". */
void run_fix_last_element(Run *run);

/* Writes the run to OUT as messages and plain pieces, and empties it. */
void run_flush(Run *run, Ops *out, bool is_before_block);

#endif
