/* SPDX-License-Identifier: MPL-2.0 */
/* Reads migrations, prototypes, rows, fragments and statements from their files; what is wrong with a prototype or a row ends the program. */
#include "sqlc.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

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

Table *table_by_name(const Compiler *c, Text name)
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

void read_migration(Compiler *c, const char *path)
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

const ReadType *read_type(Text name)
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

const Row *row_by_name(const Compiler *c, Text name)
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

const Fragment *fragment_by_name(const Compiler *c, Text name)
{
    for (size_t i = 0; i < c->fragments.count; i++)
        if (text_equal(c->fragments.at[i].name, name))
            return &c->fragments.at[i];
    return NULL;
}

size_t fragment_parameter(const Fragment *fragment, Text name)
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

size_t parameter_by_name(const Query *query, Text name)
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

const Query *query_by_name(const Compiler *c, bool is_postgres, Text name)
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

void add_include(Compiler *c, Text header)
{
    for (size_t i = 0; i < c->includes.count; i++)
        if (text_equal(c->includes.at[i], header))
            return;
    *ADD(c->arena, &c->includes) = header;
}

static Query *read_directive(Compiler *c, Scanner *s, Directive directive, Text comment)
{
    s->at = past_word(past_blanks(s->at + 2, s->end), s->end);
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

void read_file(Compiler *c, const File *file)
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
void read_fragments(Compiler *c, const char *path)
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
