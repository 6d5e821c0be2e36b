/* SPDX-License-Identifier: MPL-2.0 */
/* Makes of each statement its text for both engines: fragments expanded, parameters numbered, everything checked. */
#include "sqlc.h"

#include "base/banned.h"

enum { MOST_DEPTH = 20 }; /* fragments within fragments; deeper is a circle */

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

void compile(Compiler *c)
{
    for (size_t i = 0; i < c->queries.count; i++)
        compile_query(c, &c->queries.at[i]);
    for (size_t i = 0; i < c->postgres_queries.count; i++)
        if (query_by_name(c, false, c->postgres_queries.at[i].name) == NULL)
            FAIL(c->postgres_queries.at[i].prototype, "there is no '%s' to replace",
                 c->postgres_queries.at[i].name.at);
}
