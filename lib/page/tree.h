/* SPDX-License-Identifier: MPL-2.0 */
/* A tree from left to right as SVG with links and text that can be read. Knows nothing of what the nodes are. */
#ifndef RETTESNOR_TREE_H
#define RETTESNOR_TREE_H

#include "page/html.h"

/* A node; a tree is an array in which every node stands before what hangs below it, one deeper. */
typedef struct TreeNode {
    size_t depth;
    Text level; /* "Målsætning", for the list and for whoever listens */
    Text title;
    Url url;
    Text note;        /* a line below: where, when; empty: none */
    Text state;       /* the state or the judgement in words; empty: none */
    const char *mark; /* the address of the judgement's shape; NULL: none */
} TreeNode;

typedef struct Tree {
    TreeNode *at;
    size_t count;
} Tree;

/* The index of the first node after AT that does not hang below it; tree->count when there is none. */
size_t tree_after(const Tree *tree, size_t at);

/* The index of AT's next sibling, or tree->count. */
size_t tree_sibling(const Tree *tree, size_t at);

/* The drawing, class only-wide: a column a level. TITLE says what it is. In H's arena. */
Markup tree_drawing(Html *h, const Tree *tree, Text title);

#endif
