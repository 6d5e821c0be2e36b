/* SPDX-License-Identifier: MPL-2.0 */
/* One page being compiled: htmlc_page.c reads elements and text, htmlc_template.c what stands between {{ and
 * }}. */
#ifndef RETTESNOR_HTMLC_PAGE_H
#define RETTESNOR_HTMLC_PAGE_H

#include "htmlc.h"

enum { MOST_DEPTH = 64, MOST_BLOCKS = 32, MOST_PREFIX = 16, MOST_FILE = 1 << 24 };

/* An element that is open. */
typedef struct Element {
    Text name;
    bool is_fixed; /* translate="no", its own or from above */
    Place place;
} Element;

typedef struct Elements {
    Element at[MOST_DEPTH];
    size_t count;
} Elements;

typedef enum Where { IN_TEXT, IN_TAG, IN_VALUE } Where;
typedef enum AttributeKind { PLAIN, ADDRESS, SPOKEN, REFUSED } AttributeKind; /* SPOKEN: a message */

/* How a URL begins: as far as it is needed to know whether a value may follow. */
typedef struct Prefix {
    char at[MOST_PREFIX];
    size_t length;
    bool is_url; /* begun by a whole Url, or by a constant */
} Prefix;

typedef enum BlockKind { DEFINE, IF, FOR, EACH } BlockKind;

/* A block directive that waits for its end, with what was open when its branches began and when the first one
 * ended. */
typedef struct Block {
    BlockKind kind;
    Place place;
    size_t spot;
    size_t number;
    bool is_open; /* a define that may leave elements open, or close those of another */
    bool has_else;
    bool has_branch;
    Elements before;
    Elements after;
    Prefix prefix_before;
    Prefix prefix_after;
} Block;

typedef struct Compiler {
    Arena *arena;
    const char *path;
    Text source;
    size_t at;
    Place place; /* of the offset counted_to */
    size_t counted_to;
    Buffer includes, prototypes, code;
    Run run;           /* of the text */
    Run attribute_run; /* of the attribute that is being read */
    Ops body;
    Ops *out; /* the body, or the tag of an inline element */
    Where where;
    size_t spot; /* a number for each tag and each value, so that a block ends where it began */
    size_t spots;
    size_t numbers;
    AttributeKind attribute;
    Text attribute_name;
    Prefix prefix;
    Elements elements;
    Block blocks[MOST_BLOCKS];
    size_t block_count;
} Compiler;

/* Reads the whole source; ends the program at the first error. (htmlc_page.c) */
void page_compile(Compiler *c);

/* ---- for the two files alone (htmlc_template.c) ---- */

bool is_one_of(Text name, const char *const *names); /* NAMES end with NULL; capitals do not matter */
bool is_name_character(char c);

Place page_place(Compiler *c, size_t offset);
Place page_here(Compiler *c);
char page_peek(const Compiler *c);
bool page_is_at(const Compiler *c, const char *string);
bool page_is_at_end(const Compiler *c);
void page_skip_space(Compiler *c);
Text page_slice(const Compiler *c, size_t from, size_t to);

/* The innermost open element; empty where there is none. */
Text page_element_name(const Compiler *c);
bool page_is_fixed(const Compiler *c);

/* In an element where white space counts and nothing is a message. */
bool page_is_verbatim(const Compiler *c);

/* Adds a literal, or a statement, to what is being written. */
void page_add(Compiler *c, const char *string);
void page_state(Compiler *c, Place place, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Writes what has been gathered, before something that is not part of a run. */
void page_flush(Compiler *c, bool is_before_block);

/* Notes a literal piece of a URL. */
void page_add_prefix(Compiler *c, Text text);

/* Reads and carries out the {{ … }} at the cursor. */
void page_read_directive(Compiler *c);

#endif
