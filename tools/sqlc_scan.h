/* SPDX-License-Identifier: MPL-2.0 */
/* A .sql file as tokens, each with the place where it stands (sqlc_scan.c), and how the program ends when something is wrong there. */
#ifndef RETTESNOR_SQLC_SCAN_H
#define RETTESNOR_SQLC_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum { MOST_BYTES = 16 << 20 }; /* of one file, read or written */

#define LIST_OF(type)                                                                                        \
    struct {                                                                                                 \
        type *at;                                                                                            \
        size_t count;                                                                                        \
        size_t room;                                                                                         \
    }

/* A new zeroed element at the end of LIST, which always has a zeroed one more behind it. */
#define ADD(arena, list)                                                                                     \
    ((list)->at = with_room((arena), (list)->at, (list)->count, &(list)->room, sizeof *(list)->at),          \
     &(list)->at[(list)->count++])

/* The array AT with room for more than one element behind COUNT. */
void *with_room(Arena *arena, void *at, size_t count, size_t *room, size_t size);

typedef struct File {
    const char *path;
    Text text;
    bool is_postgres;
    bool is_lenient; /* a migration: only looked through */
} File;

/* A whole file in the arena; ends the program if it cannot be read. */
const File *read_source(Arena *arena, const char *path);

/* Prints "FILE:LINE: message", or "sqlc: message" where FILE is NULL, and ends the program with 1. */
__attribute__((noreturn, format(printf, 3, 4))) void fail(const File *file, int line, const char *format,
                                                          ...);

#define FAIL(token, ...) fail((token)->file, (token)->line, __VA_ARGS__)

typedef enum TokenKind { END, WORD, NUMBER, STRING, QUOTED, PARAMETER, PUNCTUATION } TokenKind;

typedef struct Token {
    TokenKind kind;
    Text text;      /* a parameter's without its colon */
    bool is_inside; /* `:who.is_inside` */
    bool is_spaced; /* white space stands before it */
    const File *file;
    int line;
} Token;

typedef LIST_OF(Token) Tokens;

typedef struct Scanner {
    Arena *arena;
    const File *file;
    const char *at;
    const char *end;
    int line;
    bool is_in_comment; /* reading a directive: `--` is white space */
} Scanner;

typedef enum Directive { NO_DIRECTIVE, INCLUDE, ROW, FRAGMENT, ONE, MANY, RUN } Directive;

/* What the comment at AT, "--" and on, says to this program. */
Directive directive_at(const char *at, const char *end);

/* The next token; END at the end of the text, and before a comment that is a directive. */
Token next_token(Scanner *s);

/* The next token, which must be of KIND and, unless it is NULL, SIGN; WHAT tells it in the message. */
Token expect(Scanner *s, TokenKind kind, const char *sign, const char *what);

/* As they were written, any white space between them as one space. */
Text text_of_tokens(Arena *arena, const Token *at, size_t count);

bool is_word(const Token *token, const char *word); /* capitals do not matter */
bool is_sign(const Token *token, const char *sign);
bool is_name(const Token *token);
Text name_of(Arena *arena, const Token *token); /* without its quotes */

/* 1 at an opening parenthesis, -1 at a closing one. */
int depth_change(const Token *token);

/* ---- bytes ---- */

bool is_word_byte(char c);
bool begins(const char *at, const char *end, const char *with);
const char *past_word(const char *at, const char *end);
const char *past_blanks(const char *at, const char *end); /* on the same line */
const char *line_end(const char *at, const char *end);

#endif
