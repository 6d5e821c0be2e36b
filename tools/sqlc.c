/* SPDX-License-Identifier: MPL-2.0 */
/* sqlc: makes the queries of a concept's .sql file into C functions.

       sqlc --out-c OUT.c --out-h OUT.h [--include HEADER]... [--migrations FILE...] [--fragments FILE...]
            [--postgres FILE] FILE.sql

   FILE.sql, the last argument, holds comment lines that are read as follows, and one statement below each
   prototype (one, many, run):
       -- include "trial/trial.h"
       -- row TrialLine { int64_t id; Text title; }    a struct, and its list TrialLines
       -- fragment visible_trial(t, who)               an SQL expression, used as {visible_trial(t, :who)}
       -- one Trial trial_by_id(int64_t id)            one row: a record, a row of this file, or one value
       -- many TrialLine trials_of_goal(int64_t goal, Who who, int64_t most)
       -- run int64_t close_old(Day today)             no rows, but how many were changed (or void)
   In a fragment `t.` stands for the alias given and `:who` for the argument given. The file of --postgres
   holds queries of the same prototypes whose text is for PostgreSQL; the migrations tell which tables have a
   record. What is wrong is told as FILE:LINE: message, and then there is no output. */
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"

#include "base/banned.h"

enum {
    MOST_BYTES = 16 << 20, /* of one file, read or written */
    MOST_ARGUMENTS = 8,    /* of a fragment */
    MOST_DEPTH = 20,       /* fragments within fragments; deeper is a circle */
    MOST_PARTS = 3,        /* columns of one member */
    WIDTH = 110,
};

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

typedef struct File {
    const char *path;
    Text text;
    bool is_postgres;
    bool is_lenient; /* a migration: only looked through */
} File;

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

/* How a comment line is told from prose: its word, how many more words, and what follows. */
typedef struct DirectiveForm {
    const char *word;
    int names;
    char then;
} DirectiveForm;

static const DirectiveForm directives[] = {
    [INCLUDE] = { "include", 0, '"' }, [ROW] = { "row", 1, '{' },   [FRAGMENT] = { "fragment", 1, '(' },
    [ONE] = { "one", 2, '(' },         [MANY] = { "many", 2, '(' }, [RUN] = { "run", 2, '(' },
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

static const ReadType read_types[] = {
    { "int64_t", "Ids", { { "", NULL, "row_integer", "" } } },
    { "Instant", "Instants", { { "", NULL, "row_integer", "" } } },
    { "bool", "Bools", { { "", NULL, "row_integer", " != 0" } } },
    { "Text", "Texts", { { "", NULL, "row_text", "" } } },
    { "Day", "Days", { { "", NULL, "row_day", "" } } },
    { "Figure", NULL, { { "", "millionths", "row_integer", "" }, { "_typed", "typed", "row_text", "" } } },
    { "Period",
      NULL,
      { { "", "written", "row_text", "" },
        { "_from", "from", "row_day", "" },
        { "_to", "to", "row_day", "" } } },
    { "Party", NULL, { { "_person", "person", "row_integer", "" }, { "_unit", "unit", "row_integer", "" } } },
};

/* How a parameter is bound: BEFORE, its name, AFTER. */
typedef struct BoundType {
    const char *name;
    const char *c_type;
    const char *postgres;
    const char *before;
    const char *after;
} BoundType;

static const BoundType bound_types[] = {
    { "int64_t", "int64_t", "bigint", "value_integer(", ")" },
    { "bool", "bool", "bigint", "value_integer(", ")" },
    { "Instant", "Instant", "bigint", "value_integer(", ")" },
    { "IdOrNone", "int64_t", "bigint", "value_integer_or_none(", ")" },
    { "Text", "Text", "text", "value_text(", ")" },
    { "TextOrNone", "Text", "text", "value_text_or_none(", ")" },
    { "Day", "Day", "text", "value_text(text_of(", ".at))" },
    { "DayOrNone", "Day", "text", "value_day_or_none(", ")" },
    { "Who", "Who", "bigint", "value_integer(", ".person)" },
};

/* What the two engines do differently, and what to do instead. */
typedef struct RefusedWord {
    const char *word;
    bool is_call;
    const char *instead;
} RefusedWord;

#define SEARCH_INSTEAD "find people's words through the search index, or compare whole values"
#define FOLD_INSTEAD   "store the text in the form in which it is compared"
#define JOIN_INSTEAD   "read a row for each and join them in C"
#define DAY_INSTEAD    "reckon with days in C and hand them in as Day parameters"
#define CLOCK_INSTEAD  "hand the clock's time in as a parameter (Day today, Instant now)"

static const RefusedWord refused_words[] = {
    { "like", false, SEARCH_INSTEAD },
    { "ilike", false, SEARCH_INSTEAD },
    { "glob", false, SEARCH_INSTEAD },
    { "regexp", false, SEARCH_INSTEAD },
    { "lower", true, FOLD_INSTEAD },
    { "upper", true, FOLD_INSTEAD },
    { "group_concat", true, JOIN_INSTEAD },
    { "string_agg", true, JOIN_INSTEAD },
    { "date", true, DAY_INSTEAD },
    { "datetime", true, DAY_INSTEAD },
    { "strftime", true, DAY_INSTEAD },
    { "julianday", true, DAY_INSTEAD },
    { "now", true, CLOCK_INSTEAD },
    { "current_date", false, CLOCK_INSTEAD },
    { "current_time", false, CLOCK_INSTEAD },
    { "current_timestamp", false, CLOCK_INSTEAD },
    { "boolean", false, "use INTEGER 0 or 1" },
    { "any", true, "use IN (SELECT …)" },
    { "ifnull", true, "use COALESCE" },
    { "iif", true, "use CASE WHEN" },
};

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

/* ---- helpers ---- */

__attribute__((noreturn, format(printf, 3, 4))) static void fail(const File *file, int line,
                                                                 const char *format, ...)
{
    if (file != NULL && line > 0)
        fprintf(stderr, "%s:%d: ", file->path, line);
    else
        fprintf(stderr, "sqlc: ");
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

#define FAIL(token, ...) fail((token)->file, (token)->line, __VA_ARGS__)

static void *with_room(Arena *arena, void *at, size_t count, size_t *room, size_t size)
{
    if (count + 1 < *room)
        return at;
    *room = *room == 0 ? 8 : *room * 2;
    void *larger = arena_get(arena, *room * size);
    if (count > 0)
        memcpy(larger, at, count * size);
    return larger;
}

static bool is_word(const Token *token, const char *word)
{
    return token->kind == WORD && strcasecmp(token->text.at, word) == 0;
}

static bool is_sign(const Token *token, const char *sign)
{
    return token->kind == PUNCTUATION && text_is(token->text, sign);
}

/* 1 at an opening parenthesis, -1 at a closing one. */
static int depth_change(const Token *token)
{
    return is_sign(token, "(") ? 1 : is_sign(token, ")") ? -1 : 0;
}

static bool is_name(const Token *token)
{
    return token->kind == WORD || token->kind == QUOTED;
}

static Text name_of(Arena *arena, const Token *token)
{
    return token->kind == QUOTED ? text_copy(arena, token->text.at + 1, token->text.length - 2) : token->text;
}

/* TrialLine → trial_line */
static Text snake_case(Arena *arena, Text name)
{
    char *snake = arena_get(arena, name.length * 2 + 1);
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        if (isupper((unsigned char)name.at[i]) && i > 0)
            snake[length++] = '_';
        snake[length++] = (char)tolower((unsigned char)name.at[i]);
    }
    return (Text){ snake, length };
}

/* Trial → Trials, Policy → Policies, Progress → ProgressList */
static Text plural(Arena *arena, Text name)
{
    char last = name.at[name.length - 1];
    char before = name.length > 1 ? name.at[name.length - 2] : 'a';
    if (last == 's')
        return text_format(arena, "%sList", name.at);
    if (last == 'y' && strchr("aeiou", before) == NULL)
        return text_format(arena, "%.*sies", (int)name.length - 1, name.at);
    return text_format(arena, "%ss", name.at);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static const File *read_source(Arena *arena, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL)
        fail(NULL, 0, "cannot open '%s': %s", path, strerror(errno));
    Buffer buffer;
    buffer_init(&buffer, MOST_BYTES);
    char piece[1 << 14];
    for (size_t length; (length = fread(piece, 1, sizeof piece, stream)) > 0;)
        buffer_add(&buffer, piece, length);
    if (ferror(stream) || buffer.is_full)
        fail(NULL, 0, "cannot read '%s'", path);
    fclose(stream);
    File *file = arena_get(arena, sizeof *file);
    *file = (File){ .path = path, .text = text_copy(arena, text_at(buffer_text(&buffer)), buffer.length) };
    buffer_done(&buffer);
    return file;
}

/* ---- tokens ---- */

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static const char *past_word(const char *at, const char *end)
{
    while (at < end && is_word_byte(*at))
        at++;
    return at;
}

static const char *past_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

static const char *line_end(const char *at, const char *end)
{
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found == NULL ? end : found;
}

static bool begins(const char *at, const char *end, const char *with)
{
    size_t length = strlen(with);
    return (size_t)(end - at) >= length && memcmp(at, with, length) == 0;
}

/* Whether the text after a directive's word has its form; prose that begins with "one" or "many" has not. */
static bool has_form(const DirectiveForm *form, const char *at, const char *end)
{
    for (int i = 0; i < form->names; i++) {
        const char *word = past_blanks(at, end);
        at = past_word(word, end);
        if (at == word)
            return false;
    }
    if (form->then != '(')
        at = past_blanks(at, end);
    return at < end && *at == form->then;
}

/* What the comment at AT, "--" and on, says to this program. */
static Directive directive_at(const char *at, const char *end)
{
    const char *word = past_blanks(at + 2, end);
    const char *after = past_word(word, end);
    for (Directive directive = INCLUDE; directive <= RUN; directive++) {
        const DirectiveForm *form = &directives[directive];
        bool is_this = (size_t)(after - word) == strlen(form->word) && begins(word, end, form->word);
        if (is_this && has_form(form, after, end))
            return directive;
    }
    return NO_DIRECTIVE;
}

/* Past a block or a comment to the end of the line; false if it is a directive, where a statement must have
 * ended. */
static bool skip_comment(Scanner *s)
{
    if (begins(s->at, s->end, "/*")) {
        const char *close = memmem(s->at + 2, (size_t)(s->end - s->at) - 2, "*/", 2);
        const char *to = close == NULL ? s->end : close + 2;
        for (; s->at < to; s->at++)
            s->line += *s->at == '\n';
        return true;
    }
    if (!s->is_in_comment && !s->file->is_lenient && directive_at(s->at, s->end) != NO_DIRECTIVE)
        return false;
    s->at = s->is_in_comment ? s->at + 2 : line_end(s->at, s->end);
    return true;
}

static bool skip_space(Scanner *s)
{
    const char *from = s->at;
    while (s->at < s->end) {
        if (isspace((unsigned char)*s->at))
            s->line += *s->at++ == '\n';
        else if (!begins(s->at, s->end, "--") && !begins(s->at, s->end, "/*"))
            break;
        else if (!skip_comment(s))
            s->end = s->at;
    }
    return s->at > from;
}

/* Past a literal or quoted name; a doubled quote stands for itself. */
static void skip_quoted(Scanner *s)
{
    const char quote = *s->at++;
    int line = s->line;
    for (; s->at < s->end; s->at++) {
        s->line += *s->at == '\n';
        if (*s->at == quote && (s->at + 1 == s->end || *++s->at != quote))
            break;
    }
    if (s->at[-1] != quote && !s->file->is_lenient)
        fail(s->file, line, "the quote %c does not end", quote);
}

static void check_sign(const Scanner *s, char sign)
{
    if (s->file->is_lenient)
        return;
    if (strchr(s->file->is_postgres ? "$" : "?$@", sign) != NULL)
        fail(s->file, s->line, "'%c': a parameter is written :name", sign);
    if (!s->file->is_postgres && strchr("`[]#\\", sign) != NULL)
        fail(s->file, s->line, "'%c' is not SQL for both engines", sign);
}

static void next_parameter(Scanner *s, Token *token)
{
    const char *from = s->at + 1;
    s->at = past_word(from, s->end);
    *token = (Token){ PARAMETER, text_copy(s->arena, from, (size_t)(s->at - from)), .file = s->file,
                      .line = s->line };
    if (s->at >= s->end || *s->at != '.')
        return;
    const char *half = s->at + 1;
    s->at = past_word(half, s->end);
    token->is_inside = s->at - half == 9 && begins(half, s->end, "is_inside");
    if (!token->is_inside && !s->file->is_lenient)
        FAIL(token, "':%s.%.*s': only :who.is_inside can follow a parameter", token->text.at,
             (int)(s->at - half), half);
}

/* The next token; END at the end of the text, and before a comment that is a directive. */
static Token next_token(Scanner *s)
{
    bool is_spaced = skip_space(s);
    const char *from = s->at;
    Token token = { .file = s->file, .line = s->line };
    char next = s->at + 1 < s->end ? s->at[1] : '\0';
    if (s->at >= s->end)
        return token;
    if (*s->at == ':' && is_word_byte(next)) {
        next_parameter(s, &token);
    } else {
        token.kind = PUNCTUATION;
        if (isdigit((unsigned char)*s->at)) {
            token.kind = NUMBER;
            for (s->at = past_word(s->at, s->end); s->at < s->end && *s->at == '.';)
                s->at = past_word(s->at + 1, s->end);
        } else if (is_word_byte(*s->at)) {
            token.kind = WORD;
            s->at = past_word(s->at, s->end);
        } else if (*s->at == '\'' || *s->at == '"') {
            token.kind = *s->at == '"' ? QUOTED : STRING;
            skip_quoted(s);
        } else {
            check_sign(s, *s->at);
            s->at += begins(s->at, s->end, "::") ? 2 : 1;
        }
        token.text = text_copy(s->arena, from, (size_t)(s->at - from));
    }
    token.is_spaced = is_spaced;
    return token;
}

static Token expect(Scanner *s, TokenKind kind, const char *sign, const char *what)
{
    Token token = next_token(s);
    if (token.kind != kind || (sign != NULL && !text_is(token.text, sign)))
        FAIL(&token, "expected %s, found '%s'", what, text_at(token.text));
    return token;
}

static Text text_of_tokens(Arena *arena, const Token *at, size_t count)
{
    Buffer buffer;
    buffer_init(&buffer, MOST_BYTES);
    for (size_t i = 0; i < count; i++) {
        if (at[i].is_spaced && i > 0)
            buffer_add_string(&buffer, " ");
        buffer_add_string(&buffer, at[i].kind == PARAMETER ? ":" : "");
        buffer_add_text(&buffer, at[i].text);
    }
    Text text = text_copy(arena, text_at(buffer_text(&buffer)), buffer.length);
    buffer_done(&buffer);
    return text;
}

/* ---- migrations: which tables may not be written ---- */

static bool is_marked_link(const File *file, int line)
{
    const char *end = file->text.at + file->text.length;
    const char *at = file->text.at;
    while (--line > 0)
        at = line_end(at, end) + 1;
    const char *mark = memmem(at, (size_t)(line_end(at, end) - at), "-- link", 7);
    return mark != NULL && (mark + 7 == end || !is_word_byte(mark[7]));
}

static Table *table_by_name(const Compiler *c, Text name)
{
    for (size_t i = 0; i < c->tables.count; i++)
        if (strcasecmp(c->tables.at[i].name.at, name.at) == 0)
            return &c->tables.at[i];
    return NULL;
}

static Table *table_named(Compiler *c, Text name)
{
    Table *table = table_by_name(c, name);
    if (table == NULL) {
        table = ADD(c->arena, &c->tables);
        table->name = name;
    }
    return table;
}

static void read_create_table(Compiler *c, const Tokens *tokens, size_t i)
{
    if (is_word(&tokens->at[i], "if"))
        i += 3;
    if (!is_name(&tokens->at[i]))
        return;
    Table *table = table_named(c, name_of(c->arena, &tokens->at[i]));
    table->is_link |= is_marked_link(tokens->at[i].file, tokens->at[i].line);
    int depth = 0;
    for (i++; i < tokens->count && !is_sign(&tokens->at[i], ";"); i++) {
        const Token *token = &tokens->at[i];
        depth += depth_change(token);
        bool is_column = depth == 1 && (is_sign(token - 1, "(") || is_sign(token - 1, ","));
        table->is_record |= is_column && is_name(token) && text_is(name_of(c->arena, token), "revision");
    }
}

static void read_alter_table(Compiler *c, const Tokens *tokens, size_t i)
{
    Table from = *table_named(c, name_of(c->arena, &tokens->at[i]));
    if (!is_word(&tokens->at[i + 1], "rename") || !is_word(&tokens->at[i + 2], "to"))
        return;
    Table *to = table_named(c, name_of(c->arena, &tokens->at[i + 3]));
    to->is_record |= from.is_record;
    to->is_link |= from.is_link;
}

static void read_migration(Compiler *c, const char *path)
{
    File *file = arena_get(c->arena, sizeof *file);
    *file = *read_source(c->arena, path);
    file->is_lenient = true;
    Scanner s = { c->arena, file, file->text.at, file->text.at + file->text.length, 1, false };
    Tokens tokens = { 0 };
    for (Token token = next_token(&s); token.kind != END; token = next_token(&s))
        *ADD(c->arena, &tokens) = token;
    for (size_t i = 0; i + 4 < tokens.count; i++) {
        if (!is_word(&tokens.at[i + 1], "table"))
            continue;
        if (is_word(&tokens.at[i], "create"))
            read_create_table(c, &tokens, i + 2);
        else if (is_word(&tokens.at[i], "alter") && is_name(&tokens.at[i + 2]))
            read_alter_table(c, &tokens, i + 2);
    }
}

/* ---- directives ---- */

static const ReadType *read_type(Text name)
{
    for (size_t i = 0; i < sizeof read_types / sizeof *read_types; i++)
        if (text_is(name, read_types[i].name))
            return &read_types[i];
    return NULL;
}

static const BoundType *bound_type(const Token *token)
{
    for (size_t i = 0; i < sizeof bound_types / sizeof *bound_types; i++)
        if (text_is(token->text, bound_types[i].name))
            return &bound_types[i];
    FAIL(token, "unknown type '%s' of a parameter", token->text.at);
}

static const Row *row_by_name(const Compiler *c, Text name)
{
    for (size_t i = 0; i < c->rows.count; i++)
        if (text_equal(c->rows.at[i].name, name))
            return &c->rows.at[i];
    return NULL;
}

static void read_row(Compiler *c, Scanner *s, Text comment)
{
    Token name = expect(s, WORD, NULL, "a name");
    if (row_by_name(c, name.text) != NULL || read_type(name.text) != NULL)
        FAIL(&name, "the type '%s' is declared twice", name.text.at);
    Row row = { .name = name.text, .comment = comment };
    expect(s, PUNCTUATION, "{", "'{'");
    for (Token type = next_token(s); !is_sign(&type, "}"); type = next_token(s)) {
        const ReadType *known = read_type(type.text);
        if (known == NULL)
            FAIL(&type, "unknown type '%s' of a member of %s", text_at(type.text), row.name.at);
        Token member = expect(s, WORD, NULL, "a name");
        for (size_t i = 0; i < row.members.count; i++)
            if (text_equal(row.members.at[i].name, member.text))
                FAIL(&member, "the member '%s' is declared twice", member.text.at);
        expect(s, PUNCTUATION, ";", "';'");
        *ADD(c->arena, &row.members) = (Member){ known, member.text };
    }
    *ADD(c->arena, &c->rows) = row;
}

static Fragment *fragment_by_name(const Compiler *c, Text name)
{
    for (size_t i = 0; i < c->fragments.count; i++)
        if (text_equal(c->fragments.at[i].name, name))
            return &c->fragments.at[i];
    return NULL;
}

static size_t fragment_parameter(const Fragment *fragment, Text name)
{
    size_t i = 0;
    while (i < fragment->parameters.count && !text_equal(fragment->parameters.at[i], name))
        i++;
    return i;
}

/* The body ends at a blank line, at a comment line and at the end of the file. */
static const char *fragment_end(const char *at, const char *end)
{
    while (at < end) {
        const char *first = past_blanks(at, end);
        if (first == end || *first == '\n' || begins(first, end, "--"))
            return at;
        at = line_end(at, end) + (line_end(at, end) < end);
    }
    return end;
}

static void read_fragment_body(Compiler *c, Scanner *s, Fragment *fragment, const Token *name)
{
    const char *end = s->end;
    s->is_in_comment = false;
    s->at = past_blanks(s->at, s->end);
    if (s->at < end && *s->at == '\n') {
        s->at++;
        s->line++;
    }
    s->end = fragment_end(s->at, end);
    for (Token token = next_token(s); token.kind != END; token = next_token(s)) {
        if (token.kind == PARAMETER && fragment_parameter(fragment, token.text) == fragment->parameters.count)
            FAIL(&token, "':%s' is not a parameter of the fragment %s", token.text.at, fragment->name.at);
        if (is_sign(&token, ";"))
            FAIL(&token, "the fragment %s is an expression, without ';'", fragment->name.at);
        *ADD(c->arena, &fragment->body) = token;
    }
    s->end = end;
    if (fragment->body.count == 0)
        FAIL(name, "the fragment %s is empty", fragment->name.at);
}

static void read_fragment(Compiler *c, Scanner *s)
{
    Token name = expect(s, WORD, NULL, "a name");
    if (fragment_by_name(c, name.text) != NULL)
        FAIL(&name, "the fragment '%s' is declared twice", name.text.at);
    Fragment fragment = { .name = name.text };
    Token between = expect(s, PUNCTUATION, "(", "'('");
    while (!is_sign(&between, ")")) {
        *ADD(c->arena, &fragment.parameters) = expect(s, WORD, NULL, "a name").text;
        between = next_token(s);
        if (!is_sign(&between, ",") && !is_sign(&between, ")"))
            FAIL(&between, "expected ',' or ')' in the fragment %s", name.text.at);
    }
    if (fragment.parameters.count > MOST_ARGUMENTS)
        FAIL(&name, "the fragment %s has more than %d parameters", name.text.at, MOST_ARGUMENTS);
    read_fragment_body(c, s, &fragment, &name);
    *ADD(c->arena, &c->fragments) = fragment;
}

static size_t parameter_by_name(const Query *query, Text name)
{
    size_t i = 0;
    while (i < query->parameters.count && !text_equal(query->parameters.at[i].name, name))
        i++;
    return i;
}

static void check_parameter_name(const Query *query, const Token *name)
{
    static const char *const taken[] = { "db", "rows", "values", "found", "err", "is_row", "room" };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (text_is(name->text, taken[i]))
            FAIL(name, "a parameter cannot be called '%s': the generated function uses that name", taken[i]);
    if (parameter_by_name(query, name->text) < query->parameters.count)
        FAIL(name, "the parameter '%s' is declared twice", name->text.at);
}

static void read_prototype(Compiler *c, Scanner *s, Query *query)
{
    const char *from = s->at;
    query->type = expect(s, WORD, NULL, "a type").text;
    Token *name = arena_get(c->arena, sizeof *name);
    *name = expect(s, WORD, NULL, "a name");
    query->name = name->text;
    query->prototype = name;
    Token between = expect(s, PUNCTUATION, "(", "'('");
    Scanner ahead = *s;
    Token first = next_token(&ahead);
    if (is_word(&first, "void"))
        *s = ahead;
    if (is_word(&first, "void") || is_sign(&first, ")"))
        between = expect(s, PUNCTUATION, ")", "')'");
    while (!is_sign(&between, ")")) {
        Token type = expect(s, WORD, NULL, "a type");
        const BoundType *known = bound_type(&type);
        Token parameter = expect(s, WORD, NULL, "a name");
        check_parameter_name(query, &parameter);
        *ADD(c->arena, &query->parameters) = (Parameter){ .type = known, .name = parameter.text };
        between = next_token(s);
        if (!is_sign(&between, ",") && !is_sign(&between, ")"))
            FAIL(&between, "expected ',' or ')' in the prototype of %s", query->name.at);
    }
    Scanner again = { c->arena, s->file, from, s->at, 1, true };
    Tokens tokens = { 0 };
    for (Token token = next_token(&again); token.kind != END; token = next_token(&again))
        *ADD(c->arena, &tokens) = token;
    query->signature = text_of_tokens(c->arena, tokens.at, tokens.count);
}

static Query *query_by_name(const Compiler *c, bool is_postgres, Text name)
{
    Query *at = is_postgres ? c->postgres_queries.at : c->queries.at;
    size_t count = is_postgres ? c->postgres_queries.count : c->queries.count;
    for (size_t i = 0; i < count; i++)
        if (text_equal(at[i].name, name))
            return &at[i];
    return NULL;
}

static Query *read_query(Compiler *c, Scanner *s, Directive kind, Text comment)
{
    Query query = { .kind = kind, .comment = comment };
    read_prototype(c, s, &query);
    if (query_by_name(c, s->file->is_postgres, query.name) != NULL)
        FAIL(query.prototype, "the function '%s' is declared twice", query.name.at);
    Query *kept = s->file->is_postgres ? ADD(c->arena, &c->postgres_queries) : ADD(c->arena, &c->queries);
    *kept = query;
    return kept;
}

static void read_statement(Compiler *c, Scanner *s, Query *query)
{
    const char *end = s->end;
    for (Token token = next_token(s); !is_sign(&token, ";"); token = next_token(s)) {
        if (token.kind == END)
            FAIL(query->prototype, "the statement of %s does not end with ';'", query->name.at);
        *ADD(c->arena, &query->statement) = token;
    }
    s->end = end;
    const char *rest = past_blanks(s->at, s->end);
    if (begins(rest, s->end, "--") && directive_at(rest, s->end) == NO_DIRECTIVE)
        s->at = line_end(rest, s->end);
}

/* A line of prose: into COMMENT, which documents the prototype or row below it. */
static void read_prose(Arena *arena, Scanner *s, Text *comment)
{
    const char *from = s->at + 2 + (begins(s->at, s->end, "-- ") ? 1 : 0);
    s->at = line_end(from, s->end);
    Text line = text_trimmed(arena, text_copy(arena, from, (size_t)(s->at - from)));
    line = text_copy(arena, line.at, line.length);
    if (text_starts_with(line, "SPDX-"))
        return;
    *comment = text_is_empty(*comment) ? line : text_format(arena, "%s\n%s", comment->at, line.at);
}

static void add_include(Compiler *c, Text header)
{
    for (size_t i = 0; i < c->includes.count; i++)
        if (text_equal(c->includes.at[i], header))
            return;
    *ADD(c->arena, &c->includes) = header;
}

static Query *read_directive(Compiler *c, Scanner *s, Directive directive, Text comment)
{
    s->at = past_blanks(s->at + 2, s->end) + strlen(directives[directive].word);
    s->is_in_comment = true;
    Query *query = NULL;
    if (directive == INCLUDE) {
        Token header = next_token(s);
        add_include(c, name_of(c->arena, &header));
    } else if (directive == ROW) {
        read_row(c, s, comment);
    } else if (directive == FRAGMENT) {
        read_fragment(c, s);
    } else {
        query = read_query(c, s, directive, comment);
    }
    s->is_in_comment = false;
    return query;
}

static void fail_no_prototype(const Compiler *c, const Scanner *s)
{
    size_t count = s->file->is_postgres ? c->postgres_queries.count : c->queries.count;
    fail(s->file, s->line, "%s",
         count == 0 ? "a statement without a prototype above it" : "a second statement under one prototype");
}

/* Past white space; whether a blank line was among it. */
static bool skip_lines(Scanner *s)
{
    int line = s->line;
    for (; s->at < s->end && isspace((unsigned char)*s->at); s->at++)
        s->line += *s->at == '\n';
    return s->line > line + 1;
}

static void read_file(Compiler *c, const File *file)
{
    Scanner s = { c->arena, file, file->text.at, file->text.at + file->text.length, 1, false };
    Query *waiting = NULL; /* a prototype without its statement yet */
    Text comment = { 0 };
    while (true) {
        if (skip_lines(&s))
            comment = (Text){ 0 };
        bool is_comment = s.at < s.end && begins(s.at, s.end, "--");
        Directive directive = is_comment ? directive_at(s.at, s.end) : NO_DIRECTIVE;
        if (waiting != NULL && (s.at >= s.end || directive != NO_DIRECTIVE))
            FAIL(waiting->prototype, "the prototype of %s has no statement", waiting->name.at);
        if (s.at >= s.end)
            return;
        if (is_comment && directive == NO_DIRECTIVE) {
            read_prose(c->arena, &s, &comment);
            continue;
        }
        if (directive != NO_DIRECTIVE) {
            waiting = read_directive(c, &s, directive, comment);
        } else if (waiting != NULL) {
            read_statement(c, &s, waiting);
            waiting = NULL;
        } else {
            fail_no_prototype(c, &s);
        }
        comment = (Text){ 0 };
    }
}

/* Of another concept's file only the fragments matter; its queries were compiled where they live. */
static void read_fragments(Compiler *c, const char *path)
{
    const File *file = read_source(c->arena, path);
    Scanner s = { c->arena, file, file->text.at, file->text.at + file->text.length, 1, false };
    for (skip_lines(&s); s.at < s.end; skip_lines(&s)) {
        if (begins(s.at, s.end, "--") && directive_at(s.at, s.end) == FRAGMENT)
            read_directive(c, &s, FRAGMENT, (Text){ 0 });
        else
            s.at = line_end(s.at, s.end);
    }
}

/* ---- fragments in statements ---- */

/* The fragment that is being expanded and what its parameters stand for; all zero in the statement itself. */
typedef struct Expansion {
    Compiler *c;
    const Fragment *fragment;
    Tokens arguments[MOST_ARGUMENTS];
    int depth;
} Expansion;

static void expand(Expansion *x, Tokens *out, const Token *at, size_t count);

static const Tokens *argument_of(const Expansion *x, const Token *token)
{
    if (x->fragment == NULL)
        return NULL;
    size_t i = fragment_parameter(x->fragment, token->text);
    return i < x->fragment->parameters.count ? &x->arguments[i] : NULL;
}

static void add_argument(Expansion *x, Tokens *out, const Tokens *argument, const Token *instead_of)
{
    for (size_t i = 0; i < argument->count; i++) {
        Token *token = ADD(x->c->arena, out);
        *token = argument->at[i];
        if (i == 0)
            token->is_spaced = instead_of->is_spaced;
        if (!instead_of->is_inside)
            continue;
        if (token->kind != PARAMETER || argument->count > 1)
            FAIL(token, "the fragment %s needs a Who here", x->fragment->name.at);
        token->is_inside = true;
    }
}

/* An argument of a call; a bare alias is handed on to the inner fragment. */
static void expand_argument(Expansion *x, Tokens *out, const Token *at, size_t count)
{
    const Tokens *alias = count == 1 && at->kind == WORD ? argument_of(x, at) : NULL;
    if (alias != NULL)
        add_argument(x, out, alias, at);
    else
        expand(x, out, at, count);
}

/* Reads the arguments of the call whose `(` is at AT into INNER; returns how many tokens they and both signs
 * are. */
static size_t read_arguments(Expansion *x, Expansion *inner, const Token *at, size_t count)
{
    size_t arguments = 0;
    size_t from = 1;
    int depth = 0;
    for (size_t i = 0; i < count; i++) {
        depth += depth_change(&at[i]);
        bool is_last = depth == 0;
        if (!is_last && !(depth == 1 && is_sign(&at[i], ",")))
            continue;
        if (i > from && arguments < MOST_ARGUMENTS)
            expand_argument(x, &inner->arguments[arguments], at + from, i - from);
        arguments += i > from;
        from = i + 1;
        if (is_last && arguments != inner->fragment->parameters.count)
            FAIL(at, "the fragment %s takes %zu arguments, not %zu", inner->fragment->name.at,
                 inner->fragment->parameters.count, arguments);
        if (is_last)
            return i + 1;
    }
    FAIL(at, "the call of the fragment %s does not end", inner->fragment->name.at);
}

/* Expands `{name(…)}` at AT and returns how many tokens it was. */
static size_t expand_call(Expansion *x, Tokens *out, const Token *at, size_t count)
{
    if (count < 5 || at[1].kind != WORD || !is_sign(&at[2], "("))
        FAIL(at, "expected {fragment(…)}");
    Expansion inner = { .c = x->c, .fragment = fragment_by_name(x->c, at[1].text), .depth = x->depth + 1 };
    if (inner.fragment == NULL)
        FAIL(&at[1], "there is no fragment '%s'", at[1].text.at);
    if (inner.depth > MOST_DEPTH)
        FAIL(&at[1], "the fragment '%s' uses itself", at[1].text.at);
    size_t length = 2 + read_arguments(x, &inner, at + 2, count - 2);
    if (length >= count || !is_sign(&at[length], "}"))
        FAIL(at, "expected '}' after the call of the fragment %s", at[1].text.at);
    *ADD(x->c->arena, out) =
        (Token){ PUNCTUATION, TEXT("("), .is_spaced = at->is_spaced, .file = at->file, .line = at->line };
    size_t body = out->count;
    expand(&inner, out, inner.fragment->body.at, inner.fragment->body.count);
    out->at[body].is_spaced = false;
    *ADD(x->c->arena, out) = (Token){ PUNCTUATION, TEXT(")"), .file = at->file, .line = at->line };
    return length + 1;
}

static void expand(Expansion *x, Tokens *out, const Token *at, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_alias = at[i].kind == WORD && i + 1 < count && is_sign(&at[i + 1], ".") &&
                        (i == 0 || !is_sign(&at[i - 1], "."));
        const Tokens *argument = is_alias || at[i].kind == PARAMETER ? argument_of(x, &at[i]) : NULL;
        if (is_sign(&at[i], "{"))
            i += expand_call(x, out, at + i, count - i) - 1;
        else if (argument != NULL)
            add_argument(x, out, argument, &at[i]);
        else
            *ADD(x->c->arena, out) = at[i];
    }
}

/* ---- checks ---- */

/* Whether the call whose `(` is at AT has more than one argument. */
static bool has_two_arguments(const Token *at)
{
    int depth = 0;
    for (; at->kind != END; at++) {
        depth += depth_change(at);
        if (depth == 0 || (depth == 1 && is_sign(at, ",")))
            return depth == 1;
    }
    return false;
}

static void check_engine_word(const Token *token, const Token *before)
{
    bool is_call = is_sign(token + 1, "(");
    if (is_sign(token, "::"))
        FAIL(token, ":: is PostgreSQL's own: use CAST(… AS …)");
    if (token->kind != WORD || (before != NULL && is_sign(before, ".")))
        return;
    if (is_call && (is_word(token, "max") || is_word(token, "min")) && has_two_arguments(token + 1))
        FAIL(token, "%s of two values differs between the engines: use CASE WHEN", token->text.at);
    for (size_t i = 0; i < sizeof refused_words / sizeof *refused_words; i++) {
        const RefusedWord *refused = &refused_words[i];
        if (is_word(token, refused->word) && (is_call || !refused->is_call))
            FAIL(token, "%s%s differs between the engines: %s", token->text.at, refused->is_call ? "()" : "",
                 refused->instead);
    }
}

/* The table that the word at AT writes, or NULL. */
static const Token *written_table(const Token *at, const Token *before)
{
    if ((is_word(at, "insert") && is_word(at + 1, "or")) ||
        (is_word(at, "replace") && is_word(at + 1, "into")))
        FAIL(at, "%s is SQLite's own: use ON CONFLICT", is_word(at, "insert") ? "INSERT OR" : "REPLACE");
    bool is_insert = is_word(at, "insert") && is_word(at + 1, "into");
    bool is_delete = is_word(at, "delete") && is_word(at + 1, "from");
    bool is_update =
        is_word(at, "update") && !(before != NULL && (is_word(before, "do") || is_word(before, "for")));
    if (!is_insert && !is_delete && !is_update)
        return NULL;
    const Token *table = at + (is_update ? 1 : 2);
    if (is_word(table, "only"))
        table++;
    return is_sign(table + 1, ".") ? table + 2 : table;
}

static void check_write(const Compiler *c, const Token *at, const Token *before)
{
    const Token *written = written_table(at, before);
    if (written == NULL || !is_name(written))
        return;
    const Table *table = table_by_name(c, name_of(c->arena, written));
    if (table != NULL && table->is_link)
        FAIL(written, "'%s' is a link table: write it through the Ids of its record", table->name.at);
    if (table != NULL && table->is_record)
        FAIL(written,
             "'%s' has a record: write it through db_insert, db_update or db_delete, for the history",
             table->name.at);
}

static bool is_verb(const Token *token)
{
    return is_word(token, "select") || is_word(token, "insert") || is_word(token, "update") ||
           is_word(token, "delete");
}

/* Where one of the words that IS accepts stands outside parentheses, from FROM on; count if nowhere. */
static size_t find_outside(const Tokens *tokens, size_t from, bool (*is)(const Token *token))
{
    int depth = 0;
    size_t i = from;
    for (; i < tokens->count; i++) {
        depth += depth_change(&tokens->at[i]);
        if (depth == 0 && is(&tokens->at[i]))
            break;
    }
    return i;
}

static bool is_limit(const Token *token)
{
    return is_word(token, "limit");
}

static bool is_returning(const Token *token)
{
    return is_word(token, "returning");
}

static bool has_limit(const Tokens *statement, bool is_select)
{
    if (is_select)
        return find_outside(statement, 0, is_limit) < statement->count;
    for (size_t i = 0; i < statement->count; i++)
        if (is_limit(&statement->at[i]))
            return true;
    return false;
}

static void check_statement(const Compiler *c, const Query *query, const Tokens *statement)
{
    const Token *first = statement->at;
    if (statement->count == 0 || (!is_verb(first) && !is_word(first, "with")))
        FAIL(statement->count == 0 ? query->prototype : first,
             "the statement of %s must begin with SELECT, WITH, INSERT, UPDATE or DELETE", query->name.at);
    for (size_t i = 0; i < statement->count; i++) {
        const Token *before = i == 0 ? NULL : &statement->at[i - 1];
        if (!statement->at[i].file->is_postgres)
            check_engine_word(&statement->at[i], before);
        check_write(c, &statement->at[i], before);
    }
    size_t verb = find_outside(statement, 0, is_verb);
    bool is_select = verb == statement->count || is_word(&statement->at[verb], "select");
    bool has_rows = is_select || find_outside(statement, verb, is_returning) < statement->count;
    if (query->kind == RUN && has_rows)
        FAIL(first, "%s has rows: it is 'one' or 'many', not 'run'", query->name.at);
    if (query->kind != RUN && !has_rows)
        FAIL(first, "%s has no rows: it needs RETURNING, or is 'run'", query->name.at);
    if (query->kind == MANY && !has_limit(statement, is_select))
        FAIL(query->prototype, "%s needs a LIMIT, best LIMIT :most", query->name.at);
}

static bool ends_select_list(const Token *token)
{
    static const char *const words[] = { "from",  "where",  "group",     "having", "window",
                                         "union", "except", "intersect", "order",  "limit" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(token, words[i]))
            return !(i == 0 && is_word(token - 1, "distinct")); /* IS DISTINCT FROM */
    return false;
}

static bool is_comma(const Token *token)
{
    return is_sign(token, ",");
}

static Column column_of(Arena *arena, const Token *at, size_t count)
{
    const Token *last = &at[count - 1];
    bool has_alias = count > 2 && is_word(last - 1, "as") && is_name(last);
    bool is_plain = is_name(last) && (count == 1 || (count == 3 && is_sign(&at[1], ".")));
    Column column = { .token = at, .is_all = is_sign(last, "*") && (count == 1 || is_sign(last - 1, ".")) };
    if (has_alias || is_plain)
        column.name = name_of(arena, last);
    return column;
}

/* The columns that a statement gives: the list of its outermost, first SELECT, or of its RETURNING. */
static Columns columns_of(Arena *arena, const Tokens *statement)
{
    Columns columns = { 0 };
    size_t from = find_outside(statement, 0, is_verb);
    Tokens list = *statement;
    if (is_word(&statement->at[from], "select"))
        list.count = find_outside(statement, from, ends_select_list);
    else
        from = find_outside(statement, from, is_returning);
    from += is_word(&statement->at[from + 1], "distinct") || is_word(&statement->at[from + 1], "all") ? 2 : 1;
    while (from < list.count) {
        size_t to = find_outside(&list, from, is_comma);
        if (to == from)
            FAIL(&list.at[from], "a column is missing before ','");
        *ADD(arena, &columns) = column_of(arena, &list.at[from], to - from);
        from = to + 1;
    }
    return columns;
}

static bool is_column_of(Text column, Text member, const char *suffix)
{
    return column.length == member.length + strlen(suffix) && text_starts_with(column, member.at) &&
           text_ends_with(column, suffix);
}

/* Where the column of a member's part is; count if nowhere. */
static size_t column_place(const Columns *columns, Text member, const char *suffix)
{
    size_t i = 0;
    while (i < columns->count && !is_column_of(columns->at[i].name, member, suffix))
        i++;
    return i;
}

#define FOR_EACH_PART(part, type)                                                                            \
    for (const Part *part = (type)->parts; part < (type)->parts + MOST_PARTS && part->read != NULL; part++)

static bool row_has_column(const Row *row, Text name)
{
    for (size_t i = 0; i < row->members.count; i++)
        FOR_EACH_PART(part, row->members.at[i].type)
    if (is_column_of(name, row->members.at[i].name, part->suffix))
        return true;
    return false;
}

static void check_row_columns(const Query *query)
{
    const Columns *columns = &query->columns;
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = &columns->at[i];
        if (column->is_all)
            FAIL(column->token, "'*' is for records: name the columns of %s", query->row->name.at);
        if (text_is_empty(column->name))
            FAIL(column->token, "column %zu of %s has no name: write AS name", i + 1, query->name.at);
        if (!row_has_column(query->row, column->name))
            FAIL(column->token, "%s has no member for the column '%s'", query->row->name.at, column->name.at);
        if (column_place(columns, column->name, "") < i)
            FAIL(column->token, "the column '%s' is there twice", column->name.at);
    }
    for (size_t i = 0; i < query->row->members.count; i++) {
        const Member *member = &query->row->members.at[i];
        FOR_EACH_PART(part, member->type)
        if (column_place(columns, member->name, part->suffix) == columns->count)
            FAIL(query->prototype, "%s gives no column '%s%s' for %s", query->name.at, member->name.at,
                 part->suffix, query->row->name.at);
    }
}

static void check_columns(const Query *query)
{
    if (query->row != NULL)
        check_row_columns(query);
    if (query->scalar != NULL && (query->columns.count != 1 || query->columns.at[0].is_all))
        FAIL(query->prototype, "%s must give exactly one column", query->name.at);
}

static void resolve_type(const Compiler *c, Query *query)
{
    if (query->kind == RUN) {
        if (!text_is(query->type, "void") && !text_is(query->type, "int64_t"))
            FAIL(query->prototype, "a run gives int64_t (how many rows were changed) or void, not '%s'",
                 query->type.at);
        return;
    }
    query->row = row_by_name(c, query->type);
    query->scalar = read_type(query->type);
    if (query->scalar != NULL && query->scalar->list == NULL)
        FAIL(query->prototype, "a %s alone cannot be read: make it the member of a row", query->type.at);
    if (query->row != NULL || query->scalar != NULL)
        return;
    const Table *table = table_by_name(c, snake_case(c->arena, query->type));
    if (!isupper((unsigned char)query->type.at[0]) || table == NULL || !table->is_record)
        FAIL(query->prototype, "unknown type '%s': neither a row of this file nor a record of the migrations",
             query->type.at);
}

/* ---- the text for the engines ---- */

/* The number of a parameter in the statement; a new one only while IS_FIRST, that is in the text for SQLite.
 */
static size_t slot_number(Arena *arena, Query *query, const Token *token, bool is_first)
{
    size_t parameter = parameter_by_name(query, token->text);
    if (parameter == query->parameters.count)
        FAIL(token, "':%s' is not a parameter of %s", token->text.at, query->name.at);
    if (token->is_inside && !text_is(text_of(query->parameters.at[parameter].type->name), "Who"))
        FAIL(token, "':%s.is_inside': '%s' is not a Who", token->text.at, token->text.at);
    query->parameters.at[parameter].is_used = true;
    for (size_t i = 0; i < query->slots.count; i++)
        if (query->slots.at[i].parameter == parameter && query->slots.at[i].is_inside == token->is_inside)
            return i + 1;
    if (!is_first)
        FAIL(token, "':%s' is used for PostgreSQL alone", token->text.at);
    *ADD(arena, &query->slots) = (Slot){ parameter, token->is_inside };
    return query->slots.count;
}

static Text statement_text(Arena *arena, Query *query, const Tokens *statement, bool is_postgres,
                           bool is_first)
{
    Tokens numbered = { 0 };
    for (size_t i = 0; i < statement->count; i++) {
        Token token = statement->at[i];
        if (token.kind == PARAMETER) {
            size_t number = slot_number(arena, query, &token, is_first);
            const Slot *slot = &query->slots.at[number - 1];
            const char *type = query->parameters.at[slot->parameter].type->postgres;
            token.kind = WORD;
            token.text = is_postgres ? text_format(arena, "$%zu::%s", number, type)
                                     : text_format(arena, "?%zu", number);
        }
        *ADD(arena, &numbered) = token;
    }
    return text_of_tokens(arena, numbered.at, numbered.count);
}

static void check_all_used(const Query *query, const Token *where, const char *engine)
{
    for (size_t i = 0; i < query->parameters.count; i++)
        if (!query->parameters.at[i].is_used)
            FAIL(where, "the parameter '%s' of %s is not used%s", query->parameters.at[i].name.at,
                 query->name.at, engine);
}

static void compile_postgres(Compiler *c, Query *query, const Query *other)
{
    if (!text_equal(query->signature, other->signature) || query->kind != other->kind)
        FAIL(other->prototype, "the prototype of %s differs from that at %s:%d", other->name.at,
             query->prototype->file->path, query->prototype->line);
    Tokens statement = { 0 };
    expand(&(Expansion){ .c = c }, &statement, other->statement.at, other->statement.count);
    check_statement(c, other, &statement);
    for (size_t i = 0; i < query->parameters.count; i++)
        query->parameters.at[i].is_used = false;
    query->postgres = statement_text(c->arena, query, &statement, true, false);
    check_all_used(query, other->prototype, " for PostgreSQL");
    if (query->kind == RUN)
        return;
    Columns columns = columns_of(c->arena, &statement);
    bool is_same = columns.count == query->columns.count;
    for (size_t i = 0; query->row != NULL && is_same && i < columns.count; i++)
        is_same = text_equal(columns.at[i].name, query->columns.at[i].name);
    if (!is_same)
        FAIL(other->prototype, "the columns of %s differ from those at %s:%d", other->name.at,
             query->prototype->file->path, query->prototype->line);
}

static void compile_query(Compiler *c, Query *query)
{
    resolve_type(c, query);
    Tokens statement = { 0 };
    expand(&(Expansion){ .c = c }, &statement, query->statement.at, query->statement.count);
    check_statement(c, query, &statement);
    query->sqlite = statement_text(c->arena, query, &statement, false, true);
    query->postgres = statement_text(c->arena, query, &statement, true, false);
    check_all_used(query, query->prototype, "");
    if (query->kind != RUN) {
        query->columns = columns_of(c->arena, &statement);
        check_columns(query);
    }
    const Query *other = query_by_name(c, true, query->name);
    if (other != NULL)
        compile_postgres(c, query, other);
}

static void compile(Compiler *c)
{
    for (size_t i = 0; i < c->queries.count; i++)
        compile_query(c, &c->queries.at[i]);
    for (size_t i = 0; i < c->postgres_queries.count; i++)
        if (query_by_name(c, false, c->postgres_queries.at[i].name) == NULL)
            FAIL(c->postgres_queries.at[i].prototype, "there is no '%s' to replace",
                 c->postgres_queries.at[i].name.at);
}

/* ---- output ---- */

typedef LIST_OF(Text) Texts;

static void write_comment(Buffer *out, Text comment)
{
    if (text_is_empty(comment))
        return;
    buffer_add_string(out, "/* ");
    for (size_t i = 0; i < comment.length; i++) {
        buffer_add(out, &comment.at[i], 1);
        if (comment.at[i] == '\n')
            buffer_add_string(out, " * ");
        else if (i + 1 < comment.length && strchr("*/", comment.at[i]) && strchr("*/", comment.at[i + 1]))
            buffer_add_string(out, " "); /* no comment begins or ends inside */
    }
    buffer_add_string(out, " */\n");
}

/* Pieces with commas; COLUMN is where the line stands, INDENT where the next one begins. */
static void write_pieces(Buffer *out, const Texts *pieces, size_t column, size_t indent)
{
    for (size_t i = 0; i < pieces->count; i++) {
        Text piece = pieces->at[i];
        if (i > 0 && column + piece.length + 3 > WIDTH) {
            buffer_format(out, ",\n%*s", (int)indent, "");
            column = indent;
        } else if (i > 0) {
            buffer_add_string(out, ", ");
            column += 2;
        }
        buffer_add_text(out, piece);
        column += piece.length;
    }
}

/* A C string on lines of its own, broken at spaces. */
static void write_string(Buffer *out, Text text)
{
    size_t column = 0;
    buffer_add_string(out, "    \"");
    for (size_t i = 0; i < text.length; i++, column++) {
        char c = text.at[i];
        if (c == '\n')
            buffer_add_string(out, "\\n");
        else if (c == '"' || c == '\\' || (c == '?' && i > 0 && text.at[i - 1] == '?'))
            buffer_format(out, "\\%c", c);
        else if (c != '\r')
            buffer_add(out, &c, 1);
        if (c == ' ' && column > WIDTH - 25) {
            buffer_add_string(out, "\"\n    \"");
            column = 0;
        }
    }
    buffer_add_string(out, "\",\n");
}

static Text list_type(Arena *arena, const Query *query)
{
    return query->scalar != NULL ? text_of(query->scalar->list) : plural(arena, query->type);
}

/* The last parameter, with its type; empty if there is none. */
static Text result_parameter(Arena *arena, const Query *query)
{
    if (query->kind == RUN)
        return text_is(query->type, "void") ? (Text){ 0 } : TEXT("int64_t *ret_changed");
    Text type = query->kind == MANY ? list_type(arena, query) : query->type;
    Text name = query->scalar != NULL ? query->name : snake_case(arena, type);
    return text_format(arena, "%s *ret_%s", type.at, name.at);
}

static void write_prototype(Arena *arena, Buffer *out, const Query *query)
{
    Texts pieces = { 0 };
    *ADD(arena, &pieces) = TEXT("Db *db");
    for (size_t i = 0; i < query->parameters.count; i++) {
        const Parameter *parameter = &query->parameters.at[i];
        *ADD(arena, &pieces) = text_format(arena, "%s %s", parameter->type->c_type, parameter->name.at);
    }
    Text result = result_parameter(arena, query);
    if (!text_is_empty(result))
        *ADD(arena, &pieces) = result;
    buffer_format(out, "Err %s(", query->name.at);
    write_pieces(out, &pieces, query->name.length + 5, query->name.length + 5);
    buffer_add_string(out, ")");
}

static void write_query(Buffer *out, const Query *query)
{
    buffer_format(out, "static const Query query_%s = {\n    \"%s\",\n", query->name.at, query->name.at);
    write_string(out, query->sqlite);
    write_string(out, query->postgres);
    buffer_format(out, "    %zu,\n};\n\n", query->slots.count);
}

/* The array of values; returns what to call it. */
static const char *write_values(Arena *arena, Buffer *out, const Query *query)
{
    if (query->slots.count == 0)
        return "NULL";
    Texts pieces = { 0 };
    for (size_t i = 0; i < query->slots.count; i++) {
        const Parameter *parameter = &query->parameters.at[query->slots.at[i].parameter];
        const char *after = query->slots.at[i].is_inside ? ".is_inside)" : parameter->type->after;
        *ADD(arena, &pieces) =
            text_format(arena, "%s%s%s", parameter->type->before, parameter->name.at, after);
    }
    buffer_add_string(out, "    const Value values[] = { ");
    write_pieces(out, &pieces, 29, 29);
    buffer_add_string(out, " };\n");
    return "values";
}

static void write_member(Buffer *out, const Query *query, const Member *member, const char *indent)
{
    const Part *parts = member->type->parts;
    bool is_compound = parts[0].name != NULL;
    buffer_format(out, "%s    .%s = %s", indent, member->name.at, is_compound ? "{ " : "");
    FOR_EACH_PART(part, member->type)
    {
        buffer_add_string(out, part > parts ? ", " : "");
        if (is_compound)
            buffer_format(out, ".%s = ", part->name);
        size_t place = column_place(&query->columns, member->name, part->suffix);
        buffer_format(out, "%s(&rows, %zu)%s", part->read, place, part->then);
    }
    buffer_add_string(out, is_compound ? " },\n" : ",\n");
}

/* The statement that puts the current row into TARGET; a record's may fail, and sets err. */
static void write_read(Arena *arena, Buffer *out, const Query *query, const char *target, const char *indent)
{
    if (query->scalar != NULL) {
        const Part *part = query->scalar->parts;
        buffer_format(out, "%s%s = %s(&rows, 0)%s;\n", indent, target, part->read, part->then);
    } else if (query->row == NULL) {
        buffer_format(out, "%serr = record_read(&rows, &%s_record, &%s);\n", indent,
                      snake_case(arena, query->type).at, target);
    } else {
        buffer_format(out, "%s%s = (%s){\n", indent, target, query->type.at);
        for (size_t i = 0; i < query->row->members.count; i++)
            write_member(out, query, &query->row->members.at[i], indent);
        buffer_format(out, "%s};\n", indent);
    }
}

static Text result_name(Arena *arena, const Query *query)
{
    Text result = result_parameter(arena, query);
    const char *star = strchr(result.at, '*');
    return text_of(star + 1);
}

static void write_one(Arena *arena, Buffer *out, const Query *query)
{
    bool is_number = query->scalar != NULL && strcmp(query->scalar->parts[0].read, "row_integer") == 0;
    buffer_format(out,
                  "    %s found = %s;\n"
                  "    bool is_row = false;\n"
                  "    Err err = rows_next(&rows, &is_row);\n"
                  "    if (err == OK && !is_row)\n"
                  "        err = NOT_FOUND;\n"
                  "    if (err == OK)%s\n",
                  query->type.at,
                  text_is(query->type, "bool") ? "false"
                  : is_number                  ? "0"
                                               : "{ 0 }",
                  query->row != NULL ? " {" : "");
    write_read(arena, out, query, "found", "        ");
    buffer_add_string(out, query->row != NULL ? "    }\n" : "");
}

static void write_many(Arena *arena, Buffer *out, const Query *query)
{
    bool is_record = query->row == NULL && query->scalar == NULL;
    buffer_format(out,
                  "    %s found = { 0 };\n"
                  "    size_t room = 0;\n"
                  "    bool is_row = false;\n"
                  "    Err err = OK;\n"
                  "    while (%s(err = rows_next(&rows, &is_row)) == OK && is_row) {\n"
                  "        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);\n",
                  list_type(arena, query).at, is_record ? "err == OK && " : "");
    write_read(arena, out, query, "found.at[found.count]", "        ");
    buffer_add_string(out, "        found.count++;\n    }\n");
}

static void write_function(Arena *arena, Buffer *out, const Query *query)
{
    write_prototype(arena, out, query);
    buffer_add_string(out, "\n{\n");
    const char *values = write_values(arena, out, query);
    if (query->kind == RUN) {
        const char *changed = text_is(query->type, "void") ? "NULL" : "ret_changed";
        buffer_format(out, "    return db_run(db, &query_%s, %s, %s);\n}\n\n", query->name.at, values,
                      changed);
        return;
    }
    buffer_format(out, "    Rows rows;\n    TRY(rows_start(&rows, db, &query_%s, %s));\n", query->name.at,
                  values);
    if (query->kind == ONE)
        write_one(arena, out, query);
    else
        write_many(arena, out, query);
    buffer_format(out,
                  "    rows_end(&rows);\n    if (err == OK)\n        *%s = found;\n    return err;\n}\n\n",
                  result_name(arena, query).at);
}

/* "src/trial/trial.sql" → "trial" */
static Text concept_name(Arena *arena, const char *path)
{
    const char *base = base_name(path);
    const char *dot = strchr(base, '.');
    char *name = arena_get(arena, strlen(base) + 1);
    for (size_t i = 0; base[i] != '\0' && base + i != dot; i++)
        name[i] = is_word_byte(base[i]) ? base[i] : '_';
    return text_of(name);
}

static Text guard_name(Arena *arena, const char *path)
{
    Text guard = text_format(arena, "RETTESNOR_%s", base_name(path));
    char *upper = arena_get(arena, guard.length + 1);
    for (size_t i = 0; i < guard.length; i++)
        upper[i] = is_word_byte(guard.at[i]) ? (char)toupper((unsigned char)guard.at[i]) : '_';
    return text_of(upper);
}

static void write_rows(Compiler *c, Buffer *out)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const Row *row = &c->rows.at[i];
        write_comment(out, row->comment);
        buffer_format(out, "typedef struct %s {\n", row->name.at);
        for (size_t j = 0; j < row->members.count; j++)
            buffer_format(out, "    %s %s;\n", row->members.at[j].type->name, row->members.at[j].name.at);
        Text list = plural(c->arena, row->name);
        buffer_format(out, "} %s;\n\ntypedef struct %s {\n    %s *at;\n    size_t count;\n} %s;\n\n",
                      row->name.at, list.at, row->name.at, list.at);
        buffer_format(
            out, "/* Its members by name, for JSON. Ends with { 0 }. */\nextern const Field %s_fields[];\n\n",
            snake_case(c->arena, row->name).at);
    }
}

static void write_row_fields(Compiler *c, Buffer *out)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const Row *row = &c->rows.at[i];
        buffer_format(out, "const Field %s_fields[] = {\n", snake_case(c->arena, row->name).at);
        for (size_t j = 0; j < row->members.count; j++)
            buffer_format(out, "    FIELD(%s, %s),\n", row->name.at, row->members.at[j].name.at);
        buffer_add_string(out, "    { 0 },\n};\n\n");
    }
}

/* Several files may give lists of the same record. */
static void write_shared_list(Compiler *c, Buffer *out, const Query *query)
{
    if (query->kind != MANY || query->row != NULL || text_is(query->type, "int64_t"))
        return;
    Text list = list_type(c->arena, query);
    buffer_format(out,
                  "#ifndef RETTESNOR_LIST_%s\n#define RETTESNOR_LIST_%s\n"
                  "typedef struct %s {\n    %s *at;\n    size_t count;\n} %s;\n#endif\n\n",
                  list.at, list.at, list.at, query->type.at, list.at);
}

static void write_header(Compiler *c, Buffer *out, const char *path, const char *source)
{
    Text guard = guard_name(c->arena, path);
    Text concept = concept_name(c->arena, source);
    buffer_format(out,
                  "/* SPDX-License-Identifier: MPL-2.0 */\n"
                  "/* The queries of %s as functions. Made by tools/sqlc: change %s instead. */\n"
                  "#ifndef %s\n#define %s\n\n#include \"db/record.h\"\n",
                  base_name(source), base_name(source), guard.at, guard.at);
    for (size_t i = 0; i < c->includes.count; i++)
        buffer_format(out, "#include \"%s\"\n", c->includes.at[i].at);
    buffer_add_string(out, "\n");
    write_rows(c, out);
    for (size_t i = 0; i < c->queries.count; i++)
        write_shared_list(c, out, &c->queries.at[i]);
    for (size_t i = 0; i < c->queries.count; i++) {
        write_comment(out, c->queries.at[i].comment);
        write_prototype(c->arena, out, &c->queries.at[i]);
        buffer_add_string(out, ";\n\n");
    }
    buffer_format(
        out,
        "/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */\n"
        "extern const Query *const %s_queries[];\n\n#endif\n",
        concept.at);
}

static const char with_room_source[] =
    "/* AT with room for one more behind COUNT elements, in the arena of the connection. */\n"
    "static void *with_room(Db *db, void *at, size_t count, size_t *room, size_t size)\n"
    "{\n"
    "    if (count < *room)\n"
    "        return at;\n"
    "    *room = *room == 0 ? 16 : *room * 2;\n"
    "    void *larger = arena_get(db_arena(db), *room * size);\n"
    "    if (count > 0)\n"
    "        memcpy(larger, at, count * size);\n"
    "    return larger;\n"
    "}\n\n";

static void write_source(Compiler *c, Buffer *out, const char *header, const char *source)
{
    bool has_many = false;
    for (size_t i = 0; i < c->queries.count; i++)
        has_many |= c->queries.at[i].kind == MANY;
    buffer_format(out,
                  "/* SPDX-License-Identifier: MPL-2.0 */\n"
                  "/* Made by tools/sqlc from %s: change that instead. */\n"
                  "#include \"%s\"\n\n%s%s",
                  base_name(source), base_name(header), has_many ? "#include <string.h>\n\n" : "",
                  has_many ? with_room_source : "");
    write_row_fields(c, out);
    for (size_t i = 0; i < c->queries.count; i++) {
        write_query(out, &c->queries.at[i]);
        write_function(c->arena, out, &c->queries.at[i]);
    }
    buffer_format(out, "const Query *const %s_queries[] = {\n", concept_name(c->arena, source).at);
    for (size_t i = 0; i < c->queries.count; i++)
        buffer_format(out, "    &query_%s,\n", c->queries.at[i].name.at);
    buffer_add_string(out, "    NULL,\n};\n");
}

static void save(const char *path, const Buffer *buffer)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        fail(NULL, 0, "cannot write '%s': %s", path, strerror(errno));
    size_t written = fwrite(buffer->at, 1, buffer->length, stream);
    if (fclose(stream) != 0 || written != buffer->length || buffer->is_full) {
        remove(path);
        fail(NULL, 0, "cannot write '%s'", path);
    }
}

/* ---- command line ---- */

typedef struct Options {
    const char *out_c;
    const char *out_h;
    const char *postgres;
    const char *source;
    LIST_OF(const char *) migrations;
    LIST_OF(const char *) fragments;
} Options;

static void read_option(Compiler *c, Options *options, const char *option, const char *value)
{
    if (strcmp(option, "--out-c") == 0)
        options->out_c = value;
    else if (strcmp(option, "--out-h") == 0)
        options->out_h = value;
    else if (strcmp(option, "--include") == 0)
        add_include(c, text_of(value));
    else if (strcmp(option, "--migrations") == 0)
        *ADD(c->arena, &options->migrations) = value;
    else if (strcmp(option, "--fragments") == 0)
        *ADD(c->arena, &options->fragments) = value;
    else if (strcmp(option, "--postgres") == 0)
        options->postgres = value;
    else
        fail(NULL, 0, "unknown option '%s'", option);
}

static void read_options(Compiler *c, Options *options, int count, char **arguments)
{
    const char *option = "";
    for (int i = 1; i < count - 1; i++) {
        if (begins(arguments[i], arguments[i] + strlen(arguments[i]), "--"))
            option = arguments[i];
        else
            read_option(c, options, option, arguments[i]);
    }
    options->source = count > 1 ? arguments[count - 1] : NULL;
    if (options->out_c == NULL || options->out_h == NULL)
        fail(NULL, 0,
             "usage: sqlc --out-c OUT.c --out-h OUT.h [--include HEADER]... [--migrations FILE...] "
             "[--fragments FILE...] [--postgres FILE] FILE.sql");
}

static void read_all(Compiler *c, const Options *options)
{
    for (size_t i = 0; i < options->migrations.count; i++)
        read_migration(c, options->migrations.at[i]);
    for (size_t i = 0; i < options->fragments.count; i++)
        if (strcmp(options->fragments.at[i], options->source) != 0)
            read_fragments(c, options->fragments.at[i]);
    read_file(c, read_source(c->arena, options->source));
    if (options->postgres == NULL)
        return;
    File *postgres = arena_get(c->arena, sizeof *postgres);
    *postgres = *read_source(c->arena, options->postgres);
    postgres->is_postgres = true;
    read_file(c, postgres);
}

int main(int count, char **arguments)
{
    Compiler c = { .arena = arena_new() };
    Options options = { 0 };
    read_options(&c, &options, count, arguments);
    remove(options.out_c);
    remove(options.out_h);
    read_all(&c, &options);
    compile(&c);
    Buffer header;
    Buffer source;
    buffer_init(&header, MOST_BYTES);
    buffer_init(&source, MOST_BYTES);
    write_header(&c, &header, options.out_h, options.source);
    write_source(&c, &source, options.out_h, options.source);
    save(options.out_c, &source);
    save(options.out_h, &header);
    buffer_done(&header);
    buffer_done(&source);
    arena_free(c.arena);
    return 0;
}
