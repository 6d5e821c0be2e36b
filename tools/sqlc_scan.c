/* SPDX-License-Identifier: MPL-2.0 */
/* Reads a .sql file as tokens, and tells the comments that are directives from prose. */
#include "sqlc.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

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

/* ---- tokens ---- */

bool is_word(const Token *token, const char *word)
{
    return token->kind == WORD && strcasecmp(token->text.at, word) == 0;
}

bool is_sign(const Token *token, const char *sign)
{
    return token->kind == PUNCTUATION && text_is(token->text, sign);
}

/* 1 at an opening parenthesis, -1 at a closing one. */
int depth_change(const Token *token)
{
    return is_sign(token, "(") ? 1 : is_sign(token, ")") ? -1 : 0;
}

bool is_name(const Token *token)
{
    return token->kind == WORD || token->kind == QUOTED;
}

Text name_of(Arena *arena, const Token *token)
{
    return token->kind == QUOTED ? text_copy(arena, token->text.at + 1, token->text.length - 2) : token->text;
}

bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

const char *past_word(const char *at, const char *end)
{
    while (at < end && is_word_byte(*at))
        at++;
    return at;
}

const char *past_blanks(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r'))
        at++;
    return at;
}

const char *line_end(const char *at, const char *end)
{
    const char *found = memchr(at, '\n', (size_t)(end - at));
    return found == NULL ? end : found;
}

bool begins(const char *at, const char *end, const char *with)
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
Directive directive_at(const char *at, const char *end)
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
Token next_token(Scanner *s)
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

Token expect(Scanner *s, TokenKind kind, const char *sign, const char *what)
{
    Token token = next_token(s);
    if (token.kind != kind || (sign != NULL && !text_is(token.text, sign)))
        FAIL(&token, "expected %s, found '%s'", what, text_at(token.text));
    return token;
}

Text text_of_tokens(Arena *arena, const Token *at, size_t count)
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
