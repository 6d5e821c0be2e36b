/* SPDX-License-Identifier: MPL-2.0 */
#include "page/markdown.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/banned.h"

/* Line breaks are kept: people who press Enter mean it. */
enum { OPTIONS = CMARK_OPT_SAFE | CMARK_OPT_HARDBREAKS | CMARK_OPT_VALIDATE_UTF8 };

/* Moves what is in FROM to where it stands, and removes it. */
static void unwrap(cmark_node *from)
{
    for (cmark_node *child; (child = cmark_node_first_child(from)) != NULL;)
        cmark_node_insert_before(from, child);
    cmark_node_free(from);
}

static void move_children(cmark_node *from, cmark_node *to)
{
    for (cmark_node *child; (child = cmark_node_first_child(from)) != NULL;)
        cmark_node_append_child(to, child);
}

static void replace(cmark_node *old, cmark_node *new)
{
    cmark_node_insert_before(old, new);
    cmark_node_free(old);
}

static void heading_to_paragraph(cmark_node *heading)
{
    cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node *strong = cmark_node_new(CMARK_NODE_STRONG);
    cmark_node_append_child(paragraph, strong);
    move_children(heading, strong);
    replace(heading, paragraph);
}

static bool is_safe_address(const char *address)
{
    static const char *const starts[] = { "https://", "http://", "mailto:", "tel:", "#", NULL };
    for (const char *const *start = starts; *start != NULL; start++)
        if (strncasecmp(address, *start, strlen(*start)) == 0)
            return true;
    return address[0] == '/' && address[1] != '/' && address[1] != '\\';
}

static bool is_inside_link(cmark_node *node)
{
    while ((node = cmark_node_parent(node)) != NULL)
        if (cmark_node_get_type(node) == CMARK_NODE_LINK)
            return true;
    return false;
}

static void image_to_link(cmark_node *image)
{
    const char *address = cmark_node_get_url(image);
    if (!is_safe_address(address) || is_inside_link(image) || cmark_node_first_child(image) == NULL) {
        unwrap(image);
        return;
    }
    cmark_node *link = cmark_node_new(CMARK_NODE_LINK);
    cmark_node_set_url(link, address);
    move_children(image, link);
    replace(image, link);
}

/* People write "5. klasse" and "8. december" where Markdown sees a list: one that does not begin with 1, or holds one
 * thing alone, is given back as it was written. */
static bool is_meant_as_list(cmark_node *list)
{
    bool is_single = cmark_node_first_child(list) == cmark_node_last_child(list);
    return cmark_node_get_list_type(list) != CMARK_ORDERED_LIST ||
           (cmark_node_get_list_start(list) == 1 && !is_single);
}

static void number_back(cmark_node *item, int number, const char *end)
{
    char text[16];
    cmark_node *first = cmark_node_first_child(item);
    cmark_node *written = cmark_node_new(CMARK_NODE_TEXT);
    snprintf(text, sizeof text, "%d%s ", number, end);
    cmark_node_set_literal(written, text);
    if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_PARAGRAPH) {
        cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node_prepend_child(item, paragraph);
        first = paragraph;
    }
    cmark_node_prepend_child(first, written);
}

static void list_to_paragraphs(cmark_node *list)
{
    int number = cmark_node_get_list_start(list);
    const char *end = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".";
    for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item))
        number_back(item, number++, end);
    for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item))
        for (cmark_node *child; (child = cmark_node_first_child(item)) != NULL;)
            cmark_node_insert_before(list, child); /* an item can stand in a list alone */
    cmark_node_free(list);
}

/* Called when NODE has been left, so that it may be replaced. */
static void make_safe(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        cmark_node_free(node);
        break;
    case CMARK_NODE_LIST:
        if (!is_meant_as_list(node))
            list_to_paragraphs(node);
        break;
    case CMARK_NODE_HEADING:
        heading_to_paragraph(node);
        break;
    case CMARK_NODE_IMAGE:
        image_to_link(node);
        break;
    case CMARK_NODE_LINK:
        if (!is_safe_address(cmark_node_get_url(node)))
            unwrap(node);
        break;
    default:
        break;
    }
}

static bool is_leaf(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

static void make_all_safe(cmark_node *document)
{
    cmark_iter *iterator = cmark_iter_new(document);
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        if (event == CMARK_EVENT_EXIT || is_leaf(node)) /* leaves are never left */
            make_safe(node);
    }
    cmark_iter_free(iterator);
}

Markup markdown(Html *h, Text text)
{
    if (text_is_empty(text))
        return (Markup){ 0 };
    cmark_node *document = cmark_parse_document(text.at, text.length, OPTIONS);
    make_all_safe(document);
    char *html = cmark_render_html(document, OPTIONS);
    Markup markup = { text_copy(h->arena, html, strlen(html)) };
    free(html);
    cmark_node_free(document);
    return markup;
}
