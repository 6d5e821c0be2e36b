/* SPDX-License-Identifier: MPL-2.0 */
#include "unit/unit_tree.h"

bool unit_is_political(const UnitLine *unit)
{
    return text_is(unit->kind, "council") || text_is(unit->kind, "committee") ||
           text_is(unit->kind, "advisory_board");
}

size_t unit_node_count(const UnitNode *node)
{
    size_t count = node->below_count;
    for (size_t i = 0; i < node->below_count; i++)
        count += unit_node_count(node->below[i]);
    return count;
}

static Text leaders_of(Arena *arena, UnitLeaders leaders, int64_t unit)
{
    Text names = { "", 0 };
    for (size_t i = 0; i < leaders.count; i++)
        if (leaders.at[i].unit == unit)
            names = text_format(arena, "%s%s%s", names.at, names.length > 0 ? ", " : "",
                                text_at(leaders.at[i].name));
    return names;
}

static UnitNode *node_by_id(UnitNode *nodes, size_t count, int64_t id)
{
    for (size_t i = 0; id != 0 && i < count; i++)
        if (nodes[i].line->id == id)
            return &nodes[i];
    return NULL;
}

/* Hangs every node below its parent; the tops are left in v. */
static void hang(Arena *arena, UnitsPage *v, UnitNode *nodes, size_t count)
{
    UnitNode **parents = arena_array(arena, UnitNode *, count);
    v->others = arena_array(arena, UnitNode *, count);
    for (size_t i = 0; i < count; i++) {
        parents[i] = node_by_id(nodes, count, nodes[i].line->parent);
        if (parents[i] != NULL)
            parents[i]->below_count++;
    }
    for (size_t i = 0; i < count; i++) {
        nodes[i].below = arena_array(arena, UnitNode *, nodes[i].below_count);
        nodes[i].below_count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (parents[i] != NULL)
            parents[i]->below[parents[i]->below_count++] = &nodes[i];
        else if (v->root == NULL && text_is(nodes[i].line->kind, "municipality"))
            v->root = &nodes[i];
        else
            v->others[v->other_count++] = &nodes[i];
    }
}

void unit_tree_grow(Arena *arena, UnitsPage *v, UnitLeaders leaders)
{
    UnitNode *nodes = arena_array(arena, UnitNode, v->units.count);
    for (size_t i = 0; i < v->units.count; i++)
        nodes[i] =
            (UnitNode){ .line = &v->units.at[i], .leaders = leaders_of(arena, leaders, v->units.at[i].id) };
    hang(arena, v, nodes, v->units.count);
    if (v->root == NULL && v->other_count > 0)
        v->root = v->others[--v->other_count];
    for (size_t i = 0; v->root != NULL && i < v->root->below_count; i++)
        v->political_count += unit_is_political(v->root->below[i]->line);
}

Text unit_listed(Html *h, const Text *parts, size_t count)
{
    Text all = { "", 0 }, last = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (text_is_empty(parts[i]))
            continue;
        if (!text_is_empty(last))
            all = text_format(h->arena, "%s%s%s", all.at, all.length > 0 ? ", " : "", last.at);
        last = parts[i];
    }
    const Text both[] = { all, last };
    return text_is_empty(all) ? last : message_format(h, TR("{1} og {2}"), both, 2);
}

static int64_t count_of_kind(UnitLines units, const char *kind)
{
    int64_t count = 0;
    for (size_t i = 0; i < units.count; i++)
        count += text_is(units.at[i].kind, kind);
    return count;
}

Text unit_tree_words(Html *h, UnitLines units)
{
    int64_t areas = count_of_kind(units, "directorate"), departments = count_of_kind(units, "department");
    int64_t institutions = count_of_kind(units, "institution");
    const Text parts[] = {
        areas > 0 ? html_count(h, areas, TR("ét direktørområde"), TR("{1} direktørområder")) : (Text){ 0 },
        departments > 0 ? html_count(h, departments, TR("én afdeling"), TR("{1} afdelinger")) : (Text){ 0 },
        institutions > 0 ? html_count(h, institutions, TR("én institution"), TR("{1} institutioner"))
                         : (Text){ 0 },
    };
    const Text listed = unit_listed(h, parts, 3);
    return text_is_empty(listed) ? listed : message_format(h, TR("Her er {1}."), &listed, 1);
}
