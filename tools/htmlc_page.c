/* SPDX-License-Identifier: MPL-2.0 */
/* Elements, attributes and text of a page: where everything stands decides how it is escaped. */
#include "htmlc_page.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* ---- names ---- */

/* Inside a run of text: numbered tags of its message. */
static bool is_inline(Text name)
{
    static const char *const names[] = { "a",    "abbr", "b",     "bdi",  "cite",   "code", "del",
                                         "dfn",  "em",   "i",     "ins",  "kbd",    "mark", "q",
                                         "s",    "samp", "small", "span", "strong", "sub",  "sup",
                                         "time", "u",    "var",   NULL };
    return is_one_of(name, names);
}

/* Around these white space shows nothing. */
static bool is_block(Text name)
{
    static const char *const names[] = {
        "!doctype", "address", "article", "aside",    "base",    "blockquote", "body",       "br",
        "caption",  "circle",  "col",     "colgroup", "dd",      "defs",       "desc",       "details",
        "dialog",   "div",     "dl",      "dt",       "ellipse", "fieldset",   "figcaption", "figure",
        "footer",   "form",    "g",       "h1",       "h2",      "h3",         "h4",         "h5",
        "h6",       "head",    "header",  "hgroup",   "hr",      "html",       "legend",     "li",
        "line",     "link",    "main",    "meta",     "nav",     "ol",         "optgroup",   "option",
        "p",        "path",    "polygon", "polyline", "pre",     "rect",       "script",     "section",
        "summary",  "symbol",  "table",   "tbody",    "td",      "template",   "text",       "tfoot",
        "th",       "thead",   "title",   "tr",       "ul",      "use",        NULL
    };
    return is_one_of(name, names);
}

static bool is_void(Text name)
{
    static const char *const names[] = { "!doctype", "area", "base", "br",     "col",   "embed", "hr", "img",
                                         "input",    "link", "meta", "source", "track", "wbr",   NULL };
    return is_one_of(name, names);
}

static bool is_address(Text name)
{
    static const char *const names[] = { "href",   "src",    "action",     "formaction", "cite",
                                         "poster", "data",   "xlink:href", "background", "manifest",
                                         "ping",   "srcset", "longdesc",   "codebase",   NULL };
    return is_one_of(name, names);
}

static bool is_spoken(Text name)
{
    static const char *const names[] = { "title",
                                         "alt",
                                         "aria-label",
                                         "placeholder",
                                         "data-title",
                                         "aria-description",
                                         "aria-roledescription",
                                         "aria-valuetext",
                                         NULL };
    return is_one_of(name, names);
}

/* ---- characters ---- */

static const struct {
    const char *name;
    const char *text;
} entities[] = {
    { "amp", "&" },       { "lt", "<" },       { "gt", ">" },     { "quot", "\"" }, { "apos", "'" },
    { "nbsp", "\u00A0" }, { "shy", "\u00AD" }, { "ndash", "–" },  { "mdash", "—" }, { "hellip", "…" },
    { "laquo", "«" },     { "raquo", "»" },    { "middot", "·" }, { "times", "×" }, { "minus", "−" },
    { "larr", "←" },      { "rarr", "→" },     { "uarr", "↑" },   { "darr", "↓" },  { "copy", "©" },
    { "sect", "§" },      { "aelig", "æ" },    { "oslash", "ø" }, { "aring", "å" }, { "AElig", "Æ" },
    { "Oslash", "Ø" },    { "Aring", "Å" },    { "eacute", "é" },
};

/* The character that the entity at the cursor stands for; a lone & is itself. */
static Text read_entity(Compiler *c)
{
    Place place = page_here(c);
    size_t from = ++c->at;
    while (isalnum((unsigned char)page_peek(c)) || page_peek(c) == '#')
        c->at++;
    Text name = page_slice(c, from, c->at);
    if (name.length == 0 || page_peek(c) != ';') {
        c->at = from;
        return TEXT("&");
    }
    c->at++;
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (text_is(name, entities[i].name))
            return text_of(entities[i].text);
    fail(place, "unknown entity '&%s;': write the character itself", name.at);
}

/* ---- attributes ---- */

/* A piece of the value of an attribute, decoded. */
static void add_value_text(Compiler *c, Text text, Place place)
{
    if (c->attribute == SPOKEN) {
        run_add_words(&c->attribute_run, text, false, place);
        return;
    }
    page_add_prefix(c, text);
    if (c->attribute == ADDRESS && strncasecmp(c->prefix.at, "javascript:", 11) == 0)
        fail(place, "a script in a URL");
    add_escaped(c->arena, c->out, text);
}

static void read_value_text(Compiler *c, char quote)
{
    Place place = page_here(c);
    if (page_peek(c) == '&') {
        add_value_text(c, read_entity(c), place);
        return;
    }
    size_t from = c->at;
    while (!page_is_at_end(c) && page_peek(c) != '&' && !page_is_at(c, "{{")) {
        bool is_end = quote != ' ' ? page_peek(c) == quote
                                   : isspace((unsigned char)page_peek(c)) || page_peek(c) == '>';
        if (is_end)
            break;
        c->at++;
    }
    if (quote == ' ' && page_is_at(c, "{{"))
        fail(page_here(c), "a value in an attribute without quotes");
    add_value_text(c, page_slice(c, from, c->at), place);
}

/* Reads a value with or without quotes and returns it as it was written. */
static Text read_attribute_value(Compiler *c)
{
    Place place = page_here(c);
    if (page_is_at(c, "{{"))
        fail(place, "a value in an attribute without quotes");
    char quote = page_peek(c) == '"' || page_peek(c) == '\'' ? page_peek(c) : ' ';
    size_t spot = c->spot;
    c->spot = ++c->spots;
    c->where = IN_VALUE;
    c->prefix = (Prefix){ 0 };
    c->attribute_run.before = AFTER_INLINE;
    c->at += quote != ' ';
    page_add(c, "=\"");
    size_t from = c->at;
    while (quote != ' ' ? page_peek(c) != quote
                        : !isspace((unsigned char)page_peek(c)) && page_peek(c) != '>') {
        if (page_is_at_end(c))
            fail(place, "an attribute value that does not end");
        if (page_is_at(c, "{{"))
            page_read_directive(c);
        else
            read_value_text(c, quote);
    }
    page_flush(c, false);
    if (c->block_count > 0 && c->blocks[c->block_count - 1].spot == c->spot)
        fail(c->blocks[c->block_count - 1].place, "a block without end in an attribute value");
    page_add(c, "\"");
    Text written = page_slice(c, from, c->at);
    c->at += quote != ' ';
    c->spot = spot;
    c->where = IN_TAG;
    return written;
}

/* What is known of the tag that is being read. */
typedef struct Tag {
    Text name;
    bool is_button; /* an input whose value is its label */
    bool has_source;
    bool has_rel;
    bool is_new_window;
    bool is_fixed;
} Tag;

static bool is_in_svg(const Compiler *c)
{
    for (size_t i = 0; i < c->elements.count; i++)
        if (text_is(c->elements.at[i].name, "svg"))
            return true;
    return false;
}

static bool is_pair(Text name, const char *expected_name, Text value_text, const char *expected)
{
    return text_is(name, expected_name) && text_is(value_text, expected);
}

static AttributeKind attribute_kind(const Tag *tag, Text name, Place place)
{
    if (strncasecmp(name.at, "on", 2) == 0)
        fail(place, "a script in the attribute %s", name.at);
    if (strcasecmp(name.at, "style") == 0)
        fail(place, "a style attribute");
    if (is_one_of(name, (const char *const[]){ "srcdoc", "http-equiv", NULL }))
        return REFUSED;
    if (is_address(name))
        return ADDRESS;
    bool is_label =
        (text_is(name, "value") && tag->is_button) ||
        (text_is(name, "label") && is_one_of(tag->name, (const char *const[]){ "option", "optgroup", NULL }));
    return is_spoken(name) || is_label ? SPOKEN : PLAIN;
}

static void read_attribute(Compiler *c, Tag *tag)
{
    Place place = page_here(c);
    size_t from = c->at;
    while (is_name_character(page_peek(c)))
        c->at++;
    if (c->at == from)
        fail(place, "'%c' in a tag", page_peek(c));
    Text name = page_slice(c, from, c->at);
    AttributeKind kind = attribute_kind(tag, name, place);
    c->attribute = kind == SPOKEN && (tag->is_fixed || page_is_fixed(c)) ? PLAIN : kind;
    c->attribute_name = name;
    page_add(c, " ");
    page_add(c, name.at);
    page_skip_space(c);
    if (page_peek(c) == '=') {
        c->at++;
        page_skip_space(c);
        Text written = read_attribute_value(c);
        tag->is_fixed |= is_pair(name, "translate", written, "no");
        tag->is_new_window |= is_pair(name, "target", written, "_blank");
    }
    tag->has_source |= text_is(name, "src");
    tag->has_rel |= text_is(name, "rel");
}

/* ---- tags ---- */

/* Whether the <input> at the cursor says that it is a button, before or after its value. */
static bool is_button_input(const Compiler *c, Text name)
{
    if (!text_is(name, "input"))
        return false;
    const char *from = c->source.at + c->at, *end = strchr(from, '>');
    size_t length = end == NULL ? 0 : (size_t)(end - from);
    Text tag = text_copy(c->arena, from, length);
    return strstr(tag.at, "type=\"submit\"") != NULL || strstr(tag.at, "type=\"button\"") != NULL ||
           strstr(tag.at, "type=\"reset\"") != NULL;
}

static void check_tag(const Tag *tag, Place place)
{
    if (strcasecmp(tag->name.at, "script") == 0 && !tag->has_source)
        fail(place, "a script without src");
    if (strcasecmp(tag->name.at, "style") == 0)
        fail(place, "a style element");
    if (tag->is_new_window && !tag->has_rel)
        fail(place, "target=\"_blank\" without rel");
}

static void open_element(Compiler *c, const Tag *tag, Place place)
{
    if (c->elements.count == MOST_DEPTH)
        fail(place, "elements are nested too deep");
    bool is_inside_fixed = page_is_fixed(c);
    c->elements.at[c->elements.count++] = (Element){ tag->name, tag->is_fixed || is_inside_fixed, place };
}

/* The attributes and the end of a tag; whether it closes itself. */
static bool read_tag_rest(Compiler *c, Tag *tag, Place place)
{
    size_t spot = c->spot;
    c->spot = ++c->spots;
    c->where = IN_TAG;
    for (page_skip_space(c); page_peek(c) != '>' && !page_is_at(c, "/>"); page_skip_space(c)) {
        if (page_is_at_end(c))
            fail(place, "<%s that does not end", tag->name.at);
        if (page_is_at(c, "{{"))
            page_read_directive(c);
        else
            read_attribute(c, tag);
    }
    if (c->block_count > 0 && c->blocks[c->block_count - 1].spot == c->spot)
        fail(c->blocks[c->block_count - 1].place, "a block without end in a tag");
    bool is_self_closed = page_peek(c) == '/';
    c->at += is_self_closed ? 2 : 1;
    c->where = IN_TEXT;
    c->spot = spot;
    return is_self_closed;
}

static void finish_open_tag(Compiler *c, const Tag *tag, bool is_self_closed, Place place)
{
    bool is_closed = is_void(tag->name) || is_self_closed;
    check_tag(tag, place);
    if (is_self_closed && !is_void(tag->name) && !is_in_svg(c) && !text_is(tag->name, "svg"))
        fail(place, "<%s/> must be closed by </%s>", tag->name.at, tag->name.at);
    page_add(c, is_self_closed && !is_void(tag->name) ? "/>" : ">");
    if (text_is(tag->name, "textarea"))
        page_add(c, "\n"); /* browsers drop the first line break, which may be one that a person typed */
    if (!is_closed)
        open_element(c, tag, place);
}

static void read_open_tag(Compiler *c)
{
    Place place = page_here(c);
    size_t from = ++c->at;
    c->at += page_peek(c) == '!';
    while (is_name_character(page_peek(c)))
        c->at++;
    if (c->at == from)
        fail(place, page_is_at(c, "{{") ? "a value in a tag or attribute name" : "write &lt; for a <");
    Tag tag = { .name = page_slice(c, from, c->at) };
    tag.is_button = is_button_input(c, tag.name);
    bool is_in_run = is_inline(tag.name);
    Ops ops = { 0 };
    if (!is_in_run)
        page_flush(c, is_block(tag.name));
    c->out = &ops;
    page_add(c, "<");
    page_add(c, tag.name.at);
    finish_open_tag(c, &tag, read_tag_rest(c, &tag, place), place);
    c->out = &c->body;
    if (is_in_run) {
        run_add(&c->run, (Item){ .kind = OPEN, .ops = ops, .place = place });
        return;
    }
    add_ops(c->arena, &c->body, &ops);
    c->run.before = is_block(tag.name) ? AFTER_BLOCK : AFTER_INLINE;
}

/* The element that </NAME> closes. In an open define it may be one that another define has opened. */
static Element close_element(Compiler *c, Text name, Place place)
{
    if (c->elements.count == 0) {
        if (c->block_count != 1 || !c->blocks[0].is_open)
            fail(place, "</%s> closes nothing", name.at);
        return (Element){ .name = name, .place = place };
    }
    Element closed = c->elements.at[c->elements.count - 1];
    if (!text_equal(closed.name, name))
        fail(place, "</%s> where <%s> of line %zu is open", name.at, closed.name.at, closed.place.line);
    return closed;
}

static Text read_close_name(Compiler *c)
{
    size_t from = c->at += 2;
    while (is_name_character(page_peek(c)))
        c->at++;
    Text name = page_slice(c, from, c->at);
    page_skip_space(c);
    if (page_is_at(c, "{{"))
        fail(page_here(c), "a value in a tag or attribute name");
    if (page_peek(c) != '>')
        fail(page_here(c), "</%s that does not end", name.at);
    c->at++;
    return name;
}

static void read_close_tag(Compiler *c)
{
    Place place = page_here(c);
    Text name = read_close_name(c);
    Element closed = close_element(c, name, place);
    Item item = { .kind = CLOSE, .place = place };
    Text written = text_format(c->arena, "</%s>", name.at);
    add_literal(c->arena, &item.ops, written.at, written.length);
    if (!is_inline(name))
        page_flush(c, is_block(name));
    c->elements.count -= c->elements.count > 0;
    if (!is_inline(name)) {
        add_ops(c->arena, &c->body, &item.ops);
        c->run.before = is_block(name) ? AFTER_BLOCK : AFTER_INLINE;
        return;
    }
    run_add(&c->run, item);
    if (closed.is_fixed && !page_is_fixed(c))
        run_fix_last_element(&c->run);
}

/* ---- text ---- */

static void skip_comment(Compiler *c)
{
    Place place = page_here(c);
    const char *end = strstr(c->source.at + c->at, "-->");
    if (end == NULL)
        fail(place, "a comment that does not end");
    const char *directive = strstr(c->source.at + c->at, "{{");
    if (directive != NULL && directive < end)
        fail(page_place(c, (size_t)(directive - c->source.at)), "a value in a comment");
    c->at = (size_t)(end - c->source.at) + 3;
}

static void read_characters(Compiler *c)
{
    Place place = page_here(c);
    Text text;
    if (page_peek(c) == '&') {
        text = read_entity(c);
    } else {
        size_t from = c->at;
        while (!page_is_at_end(c) && page_peek(c) != '&' && page_peek(c) != '<' && !page_is_at(c, "{{"))
            c->at++;
        text = page_slice(c, from, c->at);
        size_t space = strspn(text.at, " \t\r\n");
        place = page_place(c, space < text.length ? from + space : from);
    }
    bool is_blank = text_is_empty(text_trimmed(c->arena, text));
    if (c->block_count == 0) {
        if (!is_blank)
            fail(place, "text outside {{ define }}");
    } else if (text_is(page_element_name(c), "script") && !is_blank) {
        fail(place, "text inside <script>");
    } else if (page_is_verbatim(c)) {
        page_flush(c, false);
        add_escaped(c->arena, &c->body, text);
    } else {
        run_add_words(&c->run, text, page_is_fixed(c), place);
    }
}

void page_compile(Compiler *c)
{
    while (!page_is_at_end(c)) {
        if (page_is_at(c, "{{"))
            page_read_directive(c);
        else if (page_is_at(c, "<") && c->block_count == 0)
            fail(page_here(c), "an element outside {{ define }}");
        else if (page_is_at(c, "<!--"))
            skip_comment(c);
        else if (page_is_at(c, "</"))
            read_close_tag(c);
        else if (page_is_at(c, "<"))
            read_open_tag(c);
        else
            read_characters(c);
    }
    if (c->block_count > 0)
        fail(c->blocks[c->block_count - 1].place, "a block without end");
}
