/* SPDX-License-Identifier: MPL-2.0 */
/* What people write in long fields: a safe subset of Markdown, rendered by cmark in safe mode. */
#ifndef RETTESNOR_MARKDOWN_H
#define RETTESNOR_MARKDOWN_H

#include "page/html.h"

/* Paragraphs, emphasis, lists, links. Raw HTML and dangerous addresses are left out, headings become bold paragraphs (the page
 * owns its headings), images become links. In the arena. */
Markup markdown(Html *h, Text text);

#endif
