/* SPDX-License-Identifier: MPL-2.0 */
#include "thread/thread_tree.h"

#include <string.h>

#include "layout/words.h"
#include "thread.html.h"
#include "thread.sql.h"
#include "thread/thread.h"
#include "thread/thread_view.h"

/* Beyond SHOWN children the rest are folded into one line that leads to the parent's own tree. */
enum { MOST_NODES = 400, SHOWN = 12 };

static const char *level_word(Text record)
{
    return record_by_name(record)->label;
}

static Err below(Request *q, const char *record, int64_t id, ThreadBelows *ret_below)
{
    int64_t most = SHOWN + 1;
    *ret_below = (ThreadBelows){ 0 };
    if (strcmp(record, "vision") == 0)
        return thread_below_vision(q->db, id, q->today, 3 * SHOWN, ret_below);
    if (strcmp(record, "policy") == 0)
        return thread_below_policy(q->db, id, most, ret_below);
    if (strcmp(record, "budget_agreement") == 0)
        return thread_below_budget_agreement(q->db, id, most, ret_below);
    if (strcmp(record, "objective") == 0)
        return thread_below_objective(q->db, id, most, ret_below);
    if (strcmp(record, "unit") == 0)
        return thread_below_unit(q->db, id, most, ret_below);
    if (strcmp(record, "plan") == 0)
        return thread_below_plan(q->db, id, most, ret_below);
    if (strcmp(record, "goal") == 0)
        return thread_below_goal(q->db, id, q->who, most, ret_below);
    return OK;
}

static const char *state_word(const ThreadBelow *row)
{
    if (!text_is_empty(row->judgement))
        return word_label(judgement_words, row->judgement);
    if (text_is(row->record, "trial"))
        return word_label(trial_state_words, row->state);
    if (text_is(row->record, "goal"))
        return word_label(goal_state_words, row->state);
    return text_is(row->record, "plan") ? word_label(plan_state_words, row->state) : "";
}

static TreeNode node_of(Request *q, const ThreadBelow *row, size_t depth)
{
    return (TreeNode){
        .depth = depth,
        .level = html_translated(&q->html, level_word(row->record)),
        .title = row->title,
        .url = url_of(q->arena, record_by_name(row->record), row->id),
        .note = row->note,
        .state = html_translated(&q->html, state_word(row)),
        .mark = text_is_empty(row->judgement) ? NULL : mark_of(row->judgement),
    };
}

/* The line that stands for the children that are not shown. */
static TreeNode folded(Request *q, const char *record, int64_t id, size_t depth)
{
    return (TreeNode){
        .depth = depth,
        .title = html_translated(&q->html, TR("Og flere. Vis dem for sig")),
        .url = url_format(q->arena, "/thread/%s/%lld", record, (long long)id),
    };
}

static bool is_full(const Tree *tree)
{
    return tree->count >= MOST_NODES - 1;
}

static Err grow(Request *q, Tree *tree, const char *record, int64_t id, size_t depth)
{
    ThreadBelows rows;
    TRY(below(q, record, id, &rows));
    size_t shown = strcmp(record, "vision") == 0 || rows.count <= SHOWN ? rows.count : SHOWN;
    for (size_t i = 0; i < shown && !is_full(tree); i++) {
        tree->at[tree->count++] = node_of(q, &rows.at[i], depth);
        TRY(grow(q, tree, text_at(rows.at[i].record), rows.at[i].id, depth + 1));
    }
    if (depth > 1 && (shown < rows.count || (is_full(tree) && shown > 0)) && tree->count < MOST_NODES)
        tree->at[tree->count++] = folded(q, record, id, depth);
    return OK;
}

static const Record *root_record(Text name)
{
    static const char *const names[] = { "vision", "policy", "budget_agreement", "objective", "unit",
                                         "plan",   "goal" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(name, names[i]))
            return record_by_name(name);
    return NULL;
}

static Err may_see(Request *q, const Record *record, int64_t id)
{
    int64_t yes = 0;
    TRY(record->seen(q->db, id, q->who, &yes));
    return yes ? OK : NOT_FOUND;
}

static const Field tree_node_fields[] = {
    FIELD(TreeNode, level), FIELD(TreeNode, title), FIELD(TreeNode, note), FIELD(TreeNode, state), { 0 },
};

Err thread_page(Request *q)
{
    const Record *record = root_record(path_part(q, "record"));
    ThreadPage v = { .q = q, .tree = { arena_array(q->arena, TreeNode, MOST_NODES), 1 } };
    if (record == NULL)
        return NOT_FOUND;
    TRY(may_see(q, record, q->id));
    Knots knots;
    TRY(thread_to(q, record, q->id, &knots));
    const Knot *own = &knots.at[knots.count - 1];
    v.root = url_of(q->arena, record, q->id);
    v.tree.at[0] =
        (TreeNode){ .level = html_translated(&q->html, record->label), .title = own->title, .url = v.root };
    TRY(grow(q, &v.tree, record->name, q->id, 1));
    v.page = (Page){ .q = q, .menu = "/landscape", .kind = TR("Den røde tråd"), .title = own->title };
    knots.count -= knots.count > 0;
    v.page.thread = knots;
    if (q->wants_json)
        return reply_json_rows(q, "thread", tree_node_fields, v.tree.at, sizeof *v.tree.at, v.tree.count);
    thread_page_html(&q->html, &v);
    return reply_html(q);
}
