/* SPDX-License-Identifier: MPL-2.0 */
/* What stands between {{ and }}: values, blocks and other directives. */
#include "htmlc_page.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* ---- reading the source ---- */

bool is_one_of(Text name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (name.length == strlen(*names) && strncasecmp(name.at, *names, name.length) == 0)
            return true;
    return false;
}

bool is_name_character(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-' || c == ':' || c == '.' ||
           (unsigned char)c >= 0x80;
}

Place page_place(Compiler *c, size_t offset)
{
    if (offset < c->counted_to) {
        c->counted_to = 0;
        c->place = (Place){ c->path, 1, 1 };
    }
    for (; c->counted_to < offset; c->counted_to++) {
        unsigned char byte = (unsigned char)c->source.at[c->counted_to];
        c->place.column += (byte & 0xC0) != 0x80;
        if (byte == '\n') {
            c->place.line++;
            c->place.column = 1;
        }
    }
    return c->place;
}

Place page_here(Compiler *c)
{
    return page_place(c, c->at);
}

bool page_is_at(const Compiler *c, const char *string)
{
    return strncmp(c->source.at + c->at, string, strlen(string)) == 0; /* the source ends with a NUL */
}

char page_peek(const Compiler *c)
{
    return c->source.at[c->at];
}

bool page_is_at_end(const Compiler *c)
{
    return c->at >= c->source.length;
}

void page_skip_space(Compiler *c)
{
    while (isspace((unsigned char)page_peek(c)))
        c->at++;
}

Text page_slice(const Compiler *c, size_t from, size_t to)
{
    return text_copy(c->arena, c->source.at + from, to - from);
}

void page_add(Compiler *c, const char *string)
{
    add_literal(c->arena, c->out, string, strlen(string));
}

void page_state(Compiler *c, Place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_statement(c->arena, c->out, place, text_format_list(c->arena, format, arguments));
    va_end(arguments);
}

/* ---- the state of the page ---- */

Text page_element_name(const Compiler *c)
{
    return c->elements.count > 0 ? c->elements.at[c->elements.count - 1].name : (Text){ 0 };
}

bool page_is_fixed(const Compiler *c)
{
    return c->elements.count > 0 && c->elements.at[c->elements.count - 1].is_fixed;
}

bool page_is_verbatim(const Compiler *c)
{
    for (size_t i = 0; i < c->elements.count; i++)
        if (text_is(c->elements.at[i].name, "pre") || text_is(c->elements.at[i].name, "textarea"))
            return true;
    return false;
}

void page_flush(Compiler *c, bool is_before_block)
{
    if (c->where == IN_TEXT)
        run_flush(&c->run, &c->body, is_before_block);
    else if (c->where == IN_VALUE && c->attribute == SPOKEN)
        run_flush(&c->attribute_run, c->out, false);
}

/* ---- values ---- */

/* Whether the brackets that open at the first character of TEXT close at its last. */
static bool is_bracketed(Text text)
{
    int depth = 0;
    for (size_t i = 0; i < text.length; i++) {
        depth += text.at[i] == '(';
        depth -= text.at[i] == ')';
        if (depth == 0)
            return text.at[0] == '(' && i + 1 == text.length;
    }
    return false;
}

static bool is_constant_name(Text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!isupper((unsigned char)text.at[i]) && text.at[i] != '_' &&
            (i == 0 || !isdigit((unsigned char)text.at[i])))
            return false;
    return true;
}

/* A URL may be started by a Url, by a constant of the build (a string literal, which C checks), or by a
 * literal that settles the scheme. */
static bool is_safe_prefix(const Prefix *prefix)
{
    static const char *const starts[] = { "/", "#", "?", "mailto:", "tel:", NULL };
    if (prefix->is_url)
        return true;
    for (const char *const *start = starts; *start != NULL; start++)
        if (strncmp(prefix->at, *start, strlen(*start)) == 0)
            return strncmp(prefix->at, "//", 2) != 0 && strncmp(prefix->at, "/\\", 2) != 0;
    return false;
}

void page_add_prefix(Compiler *c, Text text)
{
    Prefix *prefix = &c->prefix;
    for (size_t i = 0; i < text.length && prefix->length + 1 < MOST_PREFIX; i++)
        prefix->at[prefix->length++] = text.at[i];
}

static void add_address_value(Compiler *c, Text expression, Place place)
{
    if (c->prefix.length > 0 || c->prefix.is_url) {
        if (!is_safe_prefix(&c->prefix))
            fail(place, "a value in a URL must follow /, #, ?, mailto: or tel:");
        page_state(c, place, "html_url_part(h, (%s));", expression.at);
        return;
    }
    Text inner = { expression.at + 3, expression.length - (expression.length > 3 ? 3 : 0) };
    if (text_starts_with(expression, "url_") || (text_starts_with(expression, "url(") && is_bracketed(inner)))
        page_state(c, place, "html_url(h, (%s));",
                   text_starts_with(expression, "url_") ? expression.at : inner.at);
    else if (is_constant_name(expression))
        page_state(c, place, "html_raw(h, \"\" %s, sizeof(%s) - 1);", expression.at, expression.at);
    else
        fail(place, "a value at the start of a URL must be a url_… function, url(…) of a Url, or a constant");
    c->prefix.is_url = true;
}

/* The statement that writes a value in text; tr(x) is a message that a table in C holds. */
static Text value_statement(Compiler *c, Text expression, const char *function)
{
    if (text_starts_with(expression, "tr(") &&
        is_bracketed((Text){ expression.at + 2, expression.length - 2 }))
        return text_format(c->arena, "html_message(h, %s);", expression.at + 2);
    if (text_starts_with(expression, "TR(") &&
        is_bracketed((Text){ expression.at + 2, expression.length - 2 }))
        return text_format(c->arena, "html_message(h, %s);", expression.at);
    return text_format(c->arena, "%s(h, (%s));", function, expression.at);
}

static void add_run_value(Compiler *c, Run *run, Text statement, Place place)
{
    Item item = { .kind = VALUE, .place = place };
    add_statement(c->arena, &item.ops, place, statement);
    run_add(run, item);
}

static void add_text_value(Compiler *c, Text expression, Place place)
{
    static const char *const plain[] = { "title", "option", "desc", "text", NULL };
    Text element = page_element_name(c);
    if (is_one_of(element, (const char *const[]){ "script", "style", NULL }))
        fail(place, "a value inside <%s>", element.at);
    if (page_is_verbatim(c)) {
        page_flush(c, false);
        bool is_area = text_is(element, "textarea");
        add_statement(c->arena, c->out, place,
                      value_statement(c, expression, is_area ? "html_attribute" : "html_value"));
        return;
    }
    const char *function = is_one_of(element, plain) ? "html_words" : "html_value";
    add_run_value(c, &c->run, value_statement(c, expression, function), place);
}

void page_add_value(Compiler *c, Text expression, Place place)
{
    if (c->where == IN_TAG)
        fail(place, "a value in a tag or attribute name");
    else if (c->where == IN_TEXT)
        add_text_value(c, expression, place);
    else if (c->attribute == REFUSED)
        fail(place, "a value in the attribute %s", c->attribute_name.at);
    else if (c->attribute == ADDRESS)
        add_address_value(c, expression, place);
    else if (c->attribute == SPOKEN)
        add_run_value(c, &c->attribute_run, value_statement(c, expression, "html_words"), place);
    else
        add_statement(c->arena, c->out, place, value_statement(c, expression, "html_attribute"));
}

/* ---- blocks ---- */

static bool are_same_elements(const Elements *a, const Elements *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!text_equal(a->at[i].name, b->at[i].name))
            return false;
    return true;
}

static Block *open_block(Compiler *c, BlockKind kind, Place place)
{
    if (c->block_count == MOST_BLOCKS)
        fail(place, "blocks are nested too deep");
    page_flush(c, false);
    if (c->run.before == AFTER_SPACE)
        c->run.before = AFTER_INLINE; /* a branch may be left out, or come again */
    Block *block = &c->blocks[c->block_count++];
    *block = (Block){ .kind = kind, .place = place, .spot = c->spot, .before = c->elements };
    block->prefix_before = c->prefix;
    block->number = ++c->numbers;
    return block;
}

static Block *innermost_block(Compiler *c, const char *directive, Place place)
{
    if (c->block_count == 0)
        fail(place, "{{ %s }} without a block", directive);
    return &c->blocks[c->block_count - 1];
}

/* What a branch leaves open must be what the others leave open. */
static void close_branch(Compiler *c, Block *block, Place place)
{
    if (c->spot != block->spot)
        fail(place, "a block must end where it began: in the same text, tag or attribute value");
    page_flush(c, block->kind == DEFINE);
    if (c->run.before == AFTER_SPACE)
        c->run.before = AFTER_INLINE;
    const Elements *expected = block->kind == IF ? &block->after : &block->before;
    if (block->kind == IF && !block->has_branch) {
        block->after = c->elements;
        block->prefix_after = c->prefix;
        block->has_branch = true;
    } else if (!block->is_open && !are_same_elements(expected, &c->elements)) {
        if (c->elements.count > expected->count)
            fail(c->elements.at[c->elements.count - 1].place, "<%s> is not closed in its block",
                 page_element_name(c).at);
        fail(place, "this branch leaves other elements open than the one before");
    }
    const Prefix *prefix = block->kind == IF ? &block->prefix_after : &block->prefix_before;
    if (c->where == IN_VALUE && c->attribute == ADDRESS &&
        is_safe_prefix(prefix) != is_safe_prefix(&c->prefix))
        fail(place, "the branches of a URL must all begin it, or none");
    c->elements = block->before;
    c->prefix = block->prefix_before;
}

static void end_define(Compiler *c)
{
    write_ops(&c->code, &c->body);
    buffer_add_string(&c->code, "}\n");
    c->body = (Ops){ 0 };
}

static void end_block(Compiler *c, Place place)
{
    Block *block = innermost_block(c, "end", place);
    close_branch(c, block, place);
    if (block->kind == IF && !block->has_else)
        close_branch(c, block, place); /* the branch that is not there leaves everything as it was */
    if (block->kind == IF) {
        c->elements = block->after;
        c->prefix = block->prefix_after;
    }
    c->block_count--;
    if (block->kind == DEFINE)
        end_define(c);
    else
        page_state(c, (Place){ 0 }, block->kind == EACH ? "} }" : "}");
}

static Text condition(Compiler *c, Text text, Place place)
{
    text = text_trimmed(c->arena, text);
    if (text_is_empty(text))
        fail(place, "a condition is missing");
    return is_bracketed(text) ? text : text_format(c->arena, "(%s)", text.at);
}

static void else_branch(Compiler *c, Text rest, Place place)
{
    Block *block = innermost_block(c, "else", place);
    if (block->has_else || block->kind == DEFINE || block->kind == FOR)
        fail(place, "an else that belongs to no if or each");
    close_branch(c, block, place);
    bool is_else_if = text_starts_with(rest, "if") && !is_name_character(text_at(rest)[2]);
    if (is_else_if && block->kind == EACH)
        fail(place, "an each has a plain else alone");
    if (is_else_if) {
        page_state(c, place, "} else if %s {",
                   condition(c, (Text){ rest.at + 2, rest.length - 2 }, place).at);
        return;
    }
    if (!text_is_empty(rest))
        fail(place, "'%s' after else", rest.at);
    block->has_else = true;
    if (block->kind == IF)
        page_state(c, place, "} else {");
    else
        page_state(c, place, "} if (list%zu.count == 0) {", block->number);
}

/* "const TrialLine *t in v->trials" */
static void open_each(Compiler *c, Text rest, Place place)
{
    const char *in = strstr(rest.at, " in ");
    if (in == NULL)
        fail(place, "expected {{ each TYPE *NAME in LIST }}");
    size_t number = open_block(c, EACH, place)->number;
    int length = (int)(in - rest.at);
    page_state(c, place, "{ __auto_type list%zu = (%s);", number, in + 4);
    page_state(c, place,
               "for (size_t at%zu = 0; at%zu < list%zu.count; at%zu++) { %.*s = &list%zu.at[at%zu];", number,
               number, number, number, length, rest.at, number, number);
}

/* "trial_page_html(const TrialPage *v)", or "open page_begin(…)" for one half of a pair of fragments. */
static void open_define(Compiler *c, Text rest, Place place)
{
    bool is_open = text_starts_with(rest, "open ");
    if (is_open)
        rest = text_trimmed(c->arena, (Text){ rest.at + 5, rest.length - 5 });
    const char *open = strchr(rest.at, '(');
    if (c->block_count > 0)
        fail(c->blocks[0].place, "this define has no end");
    if (open == NULL || rest.at[rest.length - 1] != ')')
        fail(place, "expected {{ define NAME(PARAMETERS) }}");
    Text name = text_copy(c->arena, rest.at, (size_t)(open - rest.at));
    Text parameters = text_copy(c->arena, open + 1, rest.length - name.length - 2);
    const char *comma = parameters.length > 0 ? ", " : "";
    buffer_format(&c->prototypes, "void %s(Html *h%s%s);\n", name.at, comma, parameters.at);
    buffer_format(&c->code, "\nvoid %s(Html *h%s%s)\n{\n", name.at, comma, parameters.at);
    c->run.before = AFTER_NEWLINE;
    open_block(c, DEFINE, place)->is_open = is_open;
}

/* ---- directives ---- */

static void include(Compiler *c, Text rest, Place place)
{
    if (c->block_count > 0)
        fail(place, "include belongs at the top of the file");
    if (rest.length < 3 || (rest.at[0] != '"' && rest.at[0] != '<'))
        fail(place, "expected {{ include \"FILE\" }}");
    buffer_format(&c->includes, "#include %s\n", rest.at);
}

static void render(Compiler *c, Text rest, Place place)
{
    const char *open = strchr(rest.at, '(');
    if (open == NULL)
        fail(place, "expected {{ render FUNCTION(ARGUMENTS) }}");
    if (c->where != IN_TEXT)
        fail(place, "render inside a tag");
    page_flush(c, false);
    c->run.before = AFTER_INLINE;
    bool has_arguments = open[1 + strspn(open + 1, " ")] != ')';
    page_state(c, place, "%.*s(h%s%s;", (int)(open - rest.at), rest.at, has_arguments ? ", " : "", open + 1);
}

static void let(Compiler *c, Text rest, Place place)
{
    if (strchr(rest.at, '=') == NULL)
        fail(place, "expected {{ let TYPE NAME = VALUE }}");
    if (c->where != IN_TEXT)
        fail(place, "let inside a tag");
    page_flush(c, false);
    page_state(c, place, "%s;", rest.at);
}

static void value(Compiler *c, Text expression, Place place)
{
    size_t word = 0;
    while (isalnum((unsigned char)expression.at[word]) || expression.at[word] == '_')
        word++;
    size_t next = word + strspn(expression.at + word, " ");
    char after = expression.at[next];
    if (next > word && (isalnum((unsigned char)after) || after == '_' || after == '"') &&
        strncmp(expression.at, "sizeof", word) != 0)
        fail(place, "unknown directive '%.*s'", (int)word, expression.at);
    page_add_value(c, expression, place);
}

typedef enum Directive {
    D_VALUE,
    D_INCLUDE,
    D_DEFINE,
    D_IF,
    D_ELSE,
    D_FOR,
    D_EACH,
    D_LET,
    D_RENDER,
    D_END
} Directive;

/* Which directive TEXT is, and the rest of it. */
static Directive directive_of(Compiler *c, Text text, Text *ret_rest)
{
    static const char *const names[] = { [D_INCLUDE] = "include", [D_DEFINE] = "define", [D_IF] = "if",
                                         [D_ELSE] = "else",       [D_FOR] = "for",       [D_EACH] = "each",
                                         [D_LET] = "let",         [D_RENDER] = "render", [D_END] = "end" };
    for (Directive d = D_INCLUDE; d <= D_END; d++) {
        size_t length = strlen(names[d]);
        char after = text_starts_with(text, names[d]) ? text.at[length] : 'x';
        if (after != '\0' && after != ' ' && !(after == '(' && (d == D_IF || d == D_FOR)) && after != '"')
            continue;
        *ret_rest = text_trimmed(c->arena, (Text){ text.at + length, text.length - length });
        return d;
    }
    return D_VALUE;
}

static void run_directive(Compiler *c, Text text, Place place)
{
    Text rest = { "", 0 };
    Directive directive = directive_of(c, text, &rest);
    if (directive > D_DEFINE && directive != D_END && c->block_count == 0)
        fail(place, "%s stands outside {{ define }}", text.at);
    switch (directive) {
    case D_VALUE:
        if (c->block_count == 0)
            fail(place, "a value outside {{ define }}");
        value(c, text, place);
        break;
    case D_INCLUDE:
        include(c, rest, place);
        break;
    case D_DEFINE:
        open_define(c, rest, place);
        break;
    case D_IF:
        open_block(c, IF, place);
        page_state(c, place, "if %s {", condition(c, rest, place).at);
        break;
    case D_FOR:
        open_block(c, FOR, place);
        page_state(c, place, "for %s {", condition(c, rest, place).at);
        break;
    case D_ELSE:
        else_branch(c, rest, place);
        break;
    case D_EACH:
        open_each(c, rest, place);
        break;
    case D_LET:
        let(c, rest, place);
        break;
    case D_RENDER:
        render(c, rest, place);
        break;
    case D_END:
        if (!text_is_empty(rest))
            fail(place, "'%s' after end", rest.at);
        end_block(c, place);
        break;
    }
}

/* The offset of the }} that ends the C text from FROM on, past strings and braces. */
static size_t directive_end(Compiler *c, size_t from, Place place)
{
    int depth = 0;
    for (size_t i = from; i < c->source.length; i++) {
        char character = c->source.at[i];
        if (character == '"' || character == '\'') {
            for (i++; i < c->source.length && c->source.at[i] != character; i++)
                i += c->source.at[i] == '\\';
        } else if (character == '{') {
            depth++;
        } else if (character == '}' && depth > 0) {
            depth--;
        } else if (character == '}' && c->source.at[i + 1] == '}') {
            return i;
        }
    }
    fail(place, "{{ without }}");
}

/* Skips {{# … #}} and {{ / * … * / }}; false where there is none. */
static bool skip_template_comment(Compiler *c)
{
    Place place = page_here(c);
    size_t inside = c->at + 2 + strspn(c->source.at + c->at + 2, " ");
    bool is_hash = c->source.at[inside] == '#';
    if (!is_hash && strncmp(c->source.at + inside, "/*", 2) != 0)
        return false;
    const char *end = strstr(c->source.at + inside + 1, is_hash ? "#}}" : "*/");
    if (end == NULL)
        fail(place, "a comment that does not end");
    c->at = (size_t)(end - c->source.at) + (is_hash ? 1 : 2);
    page_skip_space(c);
    if (!page_is_at(c, "}}"))
        fail(page_here(c), "a comment stands alone between {{ and }}");
    c->at += 2;
    return true;
}

void page_read_directive(Compiler *c)
{
    Place place = page_here(c);
    if (skip_template_comment(c))
        return;
    c->at += 2;
    page_skip_space(c);
    Place inside = page_here(c);
    size_t end = directive_end(c, c->at, place);
    Text text = text_trimmed(c->arena, page_slice(c, c->at, end));
    if (text_is_empty(text))
        fail(place, "an empty directive");
    uses_add_from_c(c->run.uses, text, inside);
    char *line = arena_get(c->arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++)
        line[i] = text.at[i] == '\n' ? ' ' : text.at[i];
    c->at = end + 2;
    run_directive(c, (Text){ line, text.length }, place);
}
