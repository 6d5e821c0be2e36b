/* SPDX-License-Identifier: MPL-2.0 */
/* What the parts of the query compiler share: sqlc_read.c reads the files into a Compiler, sqlc_compile.c and sqlc_check.c make of each
 * statement what the engines are given, sqlc_write.c writes C; sqlc.c is the command. */
#ifndef RETTESNOR_SQLC_H
#define RETTESNOR_SQLC_H

#include "sqlc_scan.h"

enum {
    MOST_ARGUMENTS = 8, /* of a fragment */
    MOST_PARTS = 3,     /* columns of one member */
};

/* One column of a type that is read: x is column `x` and SUFFIX, and READ and THEN stand around its place. */
typedef struct Part {
    const char *suffix;
    const char *name; /* member of the type, when it has more than one part */
    const char *read;
    const char *then;
} Part;

typedef struct ReadType {
    const char *name;
    const char *list; /* of many scalars; NULL if it can only be a member */
    Part parts[MOST_PARTS];
} ReadType;

#define FOR_EACH_PART(part, type)                                                                            \
    for (const Part *part = (type)->parts; part < (type)->parts + MOST_PARTS && part->read != NULL; part++)

/* How a parameter is bound: BEFORE, its name, AFTER. */
typedef struct BoundType {
    const char *name;
    const char *c_type;
    const char *postgres;
    const char *before;
    const char *after;
} BoundType;

typedef struct Member {
    const ReadType *type;
    Text name;
} Member;

typedef struct Row {
    Text name;
    Text comment;
    LIST_OF(Member) members;
} Row;

typedef struct Fragment {
    Text name;
    LIST_OF(Text) parameters;
    Tokens body;
} Fragment;

typedef struct Parameter {
    const BoundType *type;
    Text name;
    bool is_used;
} Parameter;

/* A number in the statement: a parameter, or the other half of a Who. */
typedef struct Slot {
    size_t parameter;
    bool is_inside;
} Slot;

typedef struct Column {
    Text name; /* empty if it has none */
    bool is_all;
    const Token *token;
} Column;

typedef LIST_OF(Column) Columns;

typedef struct Query {
    Directive kind; /* ONE, MANY or RUN */
    Text type;
    Text name;
    Text signature;
    Text comment;
    const Token *prototype;
    LIST_OF(Parameter) parameters;
    Tokens statement;
    const Row *row; /* of ONE and MANY: a row of the file, a scalar, or a record when both are NULL */
    const ReadType *scalar;
    LIST_OF(Slot) slots;
    Columns columns;
    Text sqlite;
    Text postgres;
} Query;

typedef struct Table {
    Text name;
    bool is_record;
    bool is_link;
} Table;

typedef struct Compiler {
    Arena *arena;
    LIST_OF(Text) includes;
    LIST_OF(Row) rows;
    LIST_OF(Fragment) fragments;
    LIST_OF(Query) queries;
    LIST_OF(Query) postgres_queries;
    LIST_OF(Table) tables;
} Compiler;

/* ---- reading (sqlc_read.c) ---- */

/* Notes which tables a migration makes, and which of them have a record. */
void read_migration(Compiler *c, const char *path);

/* Of another concept's file only the fragments matter; its queries were compiled where they live. */
void read_fragments(Compiler *c, const char *path);

/* Reads everything that stands in the file. */
void read_file(Compiler *c, const File *file);

void add_include(Compiler *c, Text header);

/* Each gives NULL if there is none. */
Table *table_by_name(const Compiler *c, Text name);
const ReadType *read_type(Text name);
const Row *row_by_name(const Compiler *c, Text name);
const Fragment *fragment_by_name(const Compiler *c, Text name);
const Query *query_by_name(const Compiler *c, bool is_postgres, Text name);

/* Which parameter it is; their count if none. */
size_t fragment_parameter(const Fragment *fragment, Text name);
size_t parameter_by_name(const Query *query, Text name);

/* ---- statements (sqlc_compile.c, sqlc_check.c) ---- */

/* Gives every query its text for both engines. */
void compile(Compiler *c);

/* Finds what the query's type is: a row of the file, one value, a record. */
void resolve_type(const Compiler *c, Query *query);

/* STATEMENT is the query's, its fragments expanded. */
void check_statement(const Compiler *c, const Query *query, const Tokens *statement);

/* The columns that a statement gives: the list of its outermost, first SELECT, or of its RETURNING. */
Columns columns_of(Arena *arena, const Tokens *statement);
void check_columns(const Query *query);

/* Where the column of a member's part is; count if nowhere. */
size_t column_place(const Columns *columns, Text member, const char *suffix);

/* ---- writing (sqlc_write.c) ---- */

/* PATH is the header's own, SOURCE the .sql file's. */
void write_header(Compiler *c, Buffer *out, const char *path, const char *source);
void write_source(Compiler *c, Buffer *out, const char *header, const char *source);

Text snake_case(Arena *arena, Text name); /* TrialLine → trial_line */

#endif
