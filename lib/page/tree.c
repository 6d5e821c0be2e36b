/* SPDX-License-Identifier: MPL-2.0 */
#include "page/tree.h"

#include <string.h>

#include "base/banned.h"

/* In the drawing's own units, which are pixels on a screen of 1280. Letters of 14 px are 7 wide on average, 8 to be safe. */
enum { COLUMN = 232, TEXT_WIDTH = 196, LETTER = 8, LINE = 20, GAP = 16, TOP = 18, DRAWING_CEILING = 1 << 20 };
enum { LETTERS_A_LINE = TEXT_WIDTH / LETTER };

size_t tree_after(const Tree *tree, size_t at)
{
    size_t next = at + 1;
    while (next < tree->count && tree->at[next].depth > tree->at[at].depth)
        next++;
    return next;
}

size_t tree_sibling(const Tree *tree, size_t at)
{
    size_t next = tree_after(tree, at);
    return next < tree->count && tree->at[next].depth == tree->at[at].depth ? next : tree->count;
}

/* The bytes of TEXT that fit on one line, broken at a space where there is one. */
static size_t line_length(Text text)
{
    size_t letters = 0, space = 0, at = 0;
    for (; at < text.length && letters <= LETTERS_A_LINE; at++) {
        letters += ((unsigned char)text.at[at] & 0xC0) != 0x80;
        if (text.at[at] == ' ')
            space = at;
    }
    if (at == text.length && letters <= LETTERS_A_LINE)
        return text.length;
    return space > 0 ? space : at - 1;
}

static Text rest_of(Text text, size_t length)
{
    while (length < text.length && text.at[length] == ' ')
        length++;
    return (Text){ text.at + length, text.length - length };
}

static int lines_of(Text text)
{
    int lines = 0;
    for (; !text_is_empty(text); text = rest_of(text, line_length(text)))
        lines++;
    return lines;
}

static int height_of(const TreeNode *node)
{
    return (lines_of(node->title) + lines_of(node->note) + lines_of(node->state)) * LINE + GAP;
}

/* Writes TEXT line by line from Y; the y below it. */
static int write_lines(Html *h, Text text, size_t x, int y, const char *class)
{
    while (!text_is_empty(text)) {
        size_t length = line_length(text);
        buffer_format(h->out, "<text x=\"%zu\" y=\"%d\"%s>", x, y, class);
        html_text(h, (Text){ text.at, length });
        buffer_add_string(h->out, "</text>");
        text = rest_of(text, length);
        y += LINE;
    }
    return y;
}

static void write_node(Html *h, const TreeNode *node, int y)
{
    size_t x = node->depth * COLUMN;
    buffer_add_string(h->out, "<a href=\"");
    html_url(h, node->url);
    buffer_add_string(h->out, "\">");
    y = write_lines(h, node->title, x, y + TOP - 4, "");
    buffer_add_string(h->out, "</a>");
    y = write_lines(h, node->note, x, y, " class=\"g\"");
    if (node->mark != NULL)
        buffer_format(h->out, "<use href=\"%s\" x=\"%zu\" y=\"%d\" width=\"14\" height=\"14\"/>", node->mark,
                      x, y - 12);
    write_lines(h, node->state, node->mark != NULL ? x + 20 : x, y, " class=\"b\"");
}

/* Draws the node at *AT and what hangs below it from Y down, and moves *AT past it; the height used. */
static int write_branch(Html *h, const Tree *tree, size_t *at, int y)
{
    const TreeNode *node = &tree->at[(*at)++];
    int below = 0, last = y;
    size_t right = node->depth * COLUMN + TEXT_WIDTH + 8, spine = right + 12;
    write_node(h, node, y);
    while (*at < tree->count && tree->at[*at].depth > node->depth) {
        last = y + below;
        buffer_format(h->out, "<path class=\"pl\" d=\"M%zu %dH%zu\"/>", spine, last + TOP - 8, spine + 12);
        below += write_branch(h, tree, at, y + below);
    }
    if (below > 0)
        buffer_format(h->out, "<path class=\"pl\" d=\"M%zu %dH%zuV%d\"/>", right, y + TOP - 8, spine,
                      last + TOP - 8);
    int own = height_of(node);
    return own > below ? own : below;
}

static size_t columns_of(const Tree *tree)
{
    size_t deepest = 0;
    for (size_t i = 0; i < tree->count; i++)
        deepest = tree->at[i].depth > deepest ? tree->at[i].depth : deepest;
    return deepest + 1;
}

/* A tree of few levels is drawn no larger than one of five, so that letters keep their size. */
static size_t width_of(const Tree *tree)
{
    size_t columns = columns_of(tree);
    return (columns < 5 ? 5 : columns) * COLUMN;
}

/* Over each column the level of what stands in it first; a column that mixes levels keeps the first one's name. */
static void write_headings(Html *h, const Tree *tree)
{
    size_t next = 0;
    for (size_t i = 0; i < tree->count; i++)
        if (tree->at[i].depth == next && !text_is_empty(tree->at[i].level))
            write_lines(h, tree->at[i].level, next++ * COLUMN, TOP - 4, " class=\"g\"");
}

Markup tree_drawing(Html *h, const Tree *tree, Text title)
{
    Buffer body, whole;
    buffer_init(&body, DRAWING_CEILING);
    buffer_init(&whole, DRAWING_CEILING);
    Html inner = *h;
    inner.out = &body;
    size_t at = 0;
    int height = LINE + GAP;
    write_headings(&inner, tree);
    while (at < tree->count)
        height += write_branch(&inner, tree, &at, height);
    inner.out = &whole;
    buffer_format(&whole,
                  "<svg class=\"chart only-wide\" viewBox=\"0 0 %zu %d\" role=\"group\" aria-label=\"",
                  width_of(tree), height + 4);
    html_text(&inner, title);
    buffer_add_string(&whole, "\">");
    buffer_add_text(&whole, buffer_text(&body));
    buffer_add_string(&whole, "</svg>");
    Text made = buffer_text(&whole);
    Markup markup = { text_copy(h->arena, made.at, made.length) };
    buffer_done(&body);
    buffer_done(&whole);
    return markup;
}
