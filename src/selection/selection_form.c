/* SPDX-License-Identifier: MPL-2.0 */
/* The form of a year: for each objective of a policy whether it is selected, why, and its place; the date and
 * the minutes once. An objective's inputs end with its id ("reason-7"); part_of_form gives them their own
 * names back, so that each row is read, merged and checked as any other form. */
#include <inttypes.h>
#include <string.h>

#include "selection.html.h"
#include "selection/selection_view.h"
#include "thread/thread.h"

#include "base/banned.h"

enum { MOST_PART_FIELDS = 16 };

static const char *const line_fields[] = { "decision", "rank", "reason", NULL };
static const char *const shared_fields[] = { "decided_on", "reference", NULL };

const char *selection_input(Arena *arena, const char *field, int64_t objective)
{
    return text_format(arena, "%s-%" PRId64, field, objective).at;
}

/* ---- one objective's part of the form ---- */

static bool is_shared(Text name)
{
    return text_is(name, "reference") || text_is(name, "decided_on") || text_starts_with(name, "decided_on-");
}

static Request *part_of_form(const Request *q, int64_t objective)
{
    Request *part = arena_get(q->arena, sizeof *part);
    const char *suffix = text_format(q->arena, "-%" PRId64, objective).at;
    *part = *q;
    part->error_count = 0;
    part->form = (Pairs){ arena_array(q->arena, Pair, MOST_PART_FIELDS), 0 };
    for (size_t i = 0; i < q->form.count && part->form.count < MOST_PART_FIELDS; i++) {
        Pair pair = q->form.at[i];
        bool is_own = text_ends_with(pair.name, suffix);
        if (is_own)
            pair.name = text_copy(q->arena, pair.name.at, pair.name.length - strlen(suffix));
        if (is_own || is_shared(pair.name))
            part->form.at[part->form.count++] = pair;
    }
    return part;
}

/* Takes over what is wrong; of an objective's own fields under the names of their inputs. */
static void take_errors(Request *q, Request *part, int64_t objective)
{
    for (size_t i = 0; i < part->error_count && q->error_count < MOST_FORM_ERRORS; i++) {
        FormError error = part->errors[i];
        if (objective != 0)
            error.field = selection_input(q->arena, error.field, objective);
        if (form_error_of(q, error.field) == NULL)
            q->errors[q->error_count++] = error;
    }
    part->error_count = 0;
    q->is_conflict = q->is_conflict || part->is_conflict;
}

/* Whether the form says anything of the objective, and whether all it says is nothing. */
static bool is_asked(const Request *part)
{
    return form_has(part, "decision") || form_has(part, "reason") || form_has(part, "rank");
}

static bool is_left_empty(const Request *part)
{
    return text_is_empty(form_value(part, "decision")) && text_is_empty(form_value(part, "reason")) &&
           text_is_empty(form_value(part, "rank"));
}

/* ---- reading the form ---- */

/* An objective that is to be saved: its row before and after. */
typedef struct Saved {
    Request *part;
    Selection before;
    Selection after;
    bool is_decided_anew;
} Saved;

typedef struct SavedList {
    Saved *at;
    size_t count;
    bool has_decided_anew;
} SavedList;

static const SelectionLine *line_named(const SelectionLines *lines, int64_t objective)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->at[i].objective == objective)
            return &lines->at[i];
    return NULL;
}

/* Every objective that the form decides on must be one of the year's; one of the budget agreement cannot be
 * left out (concept, "Budgetaftale": its objectives must all be worked on). */
static Err check_names(Request *q, const SelectionLines *lines)
{
    for (size_t i = 0; i < q->form.count; i++) {
        const Pair *pair = &q->form.at[i];
        int64_t objective;
        if (!text_starts_with(pair->name, "decision-"))
            continue;
        if (!text_to_integer(text_of(pair->name.at + strlen("decision-")), &objective))
            return NOT_FOUND;
        const SelectionLine *line = line_named(lines, objective);
        if (line == NULL)
            return NOT_FOUND;
        if (line->is_compulsory && !text_is(pair->value, "selected"))
            form_error(q, selection_input(q->arena, "decision", objective),
                       TR("Målsætningen står i budgetaftalen. Den skal med og kan ikke vælges fra"));
    }
    return OK;
}

static Err read_line(Request *q, SelectionLine *line, SavedList *list)
{
    Request *part = part_of_form(q, line->objective);
    line->part = part;
    if (line->is_compulsory || !is_asked(part) || (line->selection.id == 0 && is_left_empty(part)))
        return OK;
    Saved *saved = &list->at[list->count++];
    *saved = (Saved){ .part = part, .before = line->selection, .after = line->selection };
    TRY(read_form(part, &selection_record, line_fields, &saved->after));
    take_errors(q, part, line->objective);
    saved->is_decided_anew = !text_equal(saved->before.decision, saved->after.decision);
    list->has_decided_anew = list->has_decided_anew || saved->is_decided_anew;
    return OK;
}

/* The date and the minutes belong to what this form decides anew. When it decides nothing anew, they correct
 * the decision that the form showed, the latest. */
static bool concerns(const SavedList *list, const Saved *saved, const SelectionLine *latest)
{
    if (list->has_decided_anew)
        return saved->is_decided_anew;
    return latest != NULL && day_equal(saved->before.decided_on, latest->decided_on) &&
           text_equal(saved->before.reference, latest->reference);
}

static bool has_shared(const Request *q)
{
    for (size_t i = 0; i < q->form.count; i++)
        if (is_shared(q->form.at[i].name))
            return true;
    return false;
}

static Err read_shared(Request *q, SavedList *list, const SelectionLine *latest)
{
    Selection shared = { 0 };
    size_t concerned = 0;
    if (!has_shared(q))
        return OK;
    TRY(read_form(q, &selection_record, shared_fields, &shared));
    if (!day_is_none(shared.decided_on) && day_compare(shared.decided_on, q->today) > 0)
        form_error(q, "decided_on",
                   TR("Skriv en dato, der ikke ligger i fremtiden. Skriv den, når det er besluttet"));
    for (size_t i = 0; i < list->count && !has_errors(q); i++) {
        if (!concerns(list, &list->at[i], latest))
            continue;
        concerned++;
        TRY(read_form(list->at[i].part, &selection_record, shared_fields, &list->at[i].after));
        take_errors(q, list->at[i].part, 0);
    }
    if (!has_errors(q) && concerned == 0 && latest == NULL &&
        !(day_is_none(shared.decided_on) && text_is_empty(shared.reference)))
        form_error(q, "decided_on", TR("Vælg først, hvilke målsætninger der er besluttet"));
    return OK;
}

static Err save_all(Request *q, SavedList *list)
{
    for (size_t i = 0; i < list->count; i++) {
        Saved *saved = &list->at[i];
        TRY(saved->before.id == 0 ? db_insert(q->db, &selection_record, &saved->after)
                                  : db_update(q->db, &selection_record, &saved->before, &saved->after));
    }
    return OK;
}

/* ---- handlers ---- */

static Err fill_form(Request *q, int64_t year, SelectionForm *v)
{
    const SelectionLine *latest = latest_decision(&v->lines);
    v->q = q;
    v->year_text = text_of_integer(q->arena, year);
    v->action = v->back = url_format(q->arena, "/selections/%" PRId64, year);
    if (latest != NULL)
        v->shared = latest->selection;
    for (size_t i = 0; i < v->lines.count; i++) {
        if (v->lines.at[i].part == NULL)
            v->lines.at[i].part = part_of_form(q, v->lines.at[i].objective);
        v->last_chance_count += v->lines.at[i].is_last_chance;
        v->compulsory_count += v->lines.at[i].is_compulsory;
    }
    v->page = (Page){ .q = q,
                      .menu = "/coverage",
                      .kind = TR("Redigér udvælgelsen"),
                      .term = "udvaelgelse",
                      .title = message_format(&q->html, TR("Hvad har kommunalbestyrelsen udvalgt for {1}?"),
                                              &v->year_text, 1),
                      .lead = html_translated(&q->html,
                                              TR("Kommunalbestyrelsen beslutter på et møde. Her skriver du, "
                                                 "hvad den besluttede, og hvorfor.")) };
    knots_add(&v->page.thread, TR("Udvælgelse"), v->year_text, v->back);
    return OK;
}

Err selection_edit(Request *q)
{
    SelectionForm v = { 0 };
    int64_t year;
    TRY(selection_year(q, &year));
    TRY(selection_lines(q, year, &v.lines));
    TRY(fill_form(q, year, &v));
    selection_form_html(&q->html, &v);
    return reply_html(q);
}

Err selection_save(Request *q)
{
    SelectionForm v = { 0 };
    SavedList list = { 0 };
    int64_t year;
    TRY(selection_year(q, &year));
    TRY(selection_lines(q, year, &v.lines));
    TRY(check_names(q, &v.lines));
    list.at = arena_array(q->arena, Saved, v.lines.count);
    for (size_t i = 0; i < v.lines.count; i++)
        TRY(read_line(q, &v.lines.at[i], &list));
    TRY(read_shared(q, &list, latest_decision(&v.lines)));
    if (has_errors(q)) {
        TRY(fill_form(q, year, &v));
        return REPLY_INVALID(q, selection_form_html, &v);
    }
    TRY(save_all(q, &list));
    return redirect_saying(q, TR("Udvælgelsen er gemt"), "/selections/%" PRId64, year);
}
