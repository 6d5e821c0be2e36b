/* SPDX-License-Identifier: MPL-2.0 */
#include "selection/selection.h"

#include <inttypes.h>
#include <stdlib.h>

#include "objective/objective.h"
#include "selection.html.h"
#include "selection/selection_view.h"
#include "thread/thread.h"
#include "vision/vision.h"

static const Field selection_fields[] = {
    FIELD(Selection, year, .flags = REQUIRED | BY_YEAR, .label = TR("År")),
    FIELD(Selection, objective, .flags = REQUIRED, .refers = &objective_record, .label = TR("Målsætning")),
    FIELD(Selection, decision, .flags = REQUIRED, .words = selection_decision_words,
          .label = TR("Beslutning"), .missing = TR("Vælg, om målsætningen er udvalgt")),
    FIELD(Selection, rank, .longest = 999, .label = TR("Plads i rækkefølgen")),
    FIELD(Selection, reason, .flags = LONG, .label = TR("Hvorfor?")),
    FIELD(Selection, decided_on, .label = TR("Besluttet af kommunalbestyrelsen")),
    FIELD(Selection, reference, .longest = 500, .label = TR("Møde og punkt i referatet"),
          .hint = TR("For eksempel: Kommunalbestyrelsen 27. oktober 2026, punkt 14")),
    { 0 },
};

static const char *const selection_identity[] = { "year", "objective", NULL };

const Record selection_record = {
    .name = "selection",
    .label = TR("Udvælgelse"),
    .size = sizeof(Selection),
    .fields = selection_fields,
    .seen = selection_is_seen,
    .identity = selection_identity,
};

static const Field line_fields[] = {
    FIELD(SelectionLine, objective),
    FIELD(SelectionLine, text),
    FIELD(SelectionLine, above),
    FIELD(SelectionLine, is_compulsory),
    FIELD(SelectionLine, is_over_period),
    FIELD(SelectionLine, is_last_chance),
    FIELD(SelectionLine, decision),
    FIELD(SelectionLine, rank),
    FIELD(SelectionLine, reason),
    FIELD(SelectionLine, decided_on),
    FIELD(SelectionLine, reference),
    FIELD(SelectionLine, takers),
    { 0 },
};

/* ---- lines ---- */

Err selection_year(const Request *q, int64_t *ret_year)
{
    int64_t year;
    if (!text_to_integer(path_part(q, "year"), &year) || year < FIRST_YEAR || year > day_year(q->today) + 1)
        return NOT_FOUND;
    *ret_year = year;
    return OK;
}

SelectionGroup selection_group(const SelectionLine *line)
{
    if (line->is_compulsory)
        return COMPULSORY;
    if (text_is_empty(line->decision))
        return UNDECIDED;
    return text_is(line->decision, "selected") ? SELECTED : NOT_SELECTED;
}

/* Lines of a group in order: by rank, those without one last; otherwise as they stood. */
static int compare_lines(const void *left, const void *right)
{
    const SelectionLine *a = left, *b = right;
    int64_t a_rank = a->rank == 0 ? INT64_MAX : a->rank, b_rank = b->rank == 0 ? INT64_MAX : b->rank;
    if (selection_group(a) != selection_group(b))
        return selection_group(a) < selection_group(b) ? -1 : 1;
    if (selection_group(a) == SELECTED && a_rank != b_rank)
        return a_rank < b_rank ? -1 : 1;
    return a->window < b->window ? -1 : a->window > b->window;
}

static void find_takers(Arena *arena, const SelectionTakers *takers, SelectionLine *line)
{
    int64_t count = 0;
    for (size_t i = 0; i < takers->count; i++) {
        if (takers->at[i].objective != line->objective)
            continue;
        if (count++ >= TAKERS_BY_NAME)
            line->other_takers++;
        else
            line->takers = count == 1 ? takers->at[i].name
                                      : text_format(arena, "%s, %s", line->takers.at, takers->at[i].name.at);
    }
}

static SelectionLine line_of(const ObjectiveWindow *window, int64_t year)
{
    return (SelectionLine){
        .objective = window->id,
        .text = window->text,
        .above = window->above,
        .policy = window->policy,
        .is_compulsory = window->policy == 0,
        .is_over_period = window_is_over(window, year),
        .is_last_chance = window->policy != 0 && !window->is_last_unknown && window->last <= year &&
                          window_worked_count(window) == 0,
        .selection = { .year = year, .objective = window->id },
        .window = window,
    };
}

static void take_decision(SelectionLine *line, const Selection *selection)
{
    line->selection = *selection;
    if (line->is_compulsory) /* needs no decision; one that was imported changes nothing */
        return;
    line->decision = selection->decision;
    line->rank = selection->rank;
    line->reason = selection->reason;
    line->decided_on = selection->decided_on;
    line->reference = selection->reference;
}

Err selection_lines(Request *q, int64_t year, SelectionLines *ret_lines)
{
    ObjectivesWanted wanted = { .first_agreed = year };
    ObjectiveWindows windows;
    Selections selections;
    SelectionTakers takers;
    day_from(year, 1, 1, &wanted.first_day);
    day_from(year, 12, 31, &wanted.last_day);
    TRY(objective_windows(q, wanted, &windows));
    TRY(selections_of_year(q->db, year, MOST_SELECTIONS, &selections));
    TRY(selection_takers(q->db, year, MOST_TAKERS, &takers));
    SelectionLines lines = { arena_array(q->arena, SelectionLine, windows.count), windows.count };
    for (size_t i = 0; i < lines.count; i++) {
        lines.at[i] = line_of(&windows.at[i], year);
        find_takers(q->arena, &takers, &lines.at[i]);
        for (size_t j = 0; j < selections.count; j++)
            if (selections.at[j].objective == lines.at[i].objective)
                take_decision(&lines.at[i], &selections.at[j]);
    }
    if (lines.count > 0)
        qsort(lines.at, lines.count, sizeof *lines.at, compare_lines);
    *ret_lines = lines;
    return OK;
}

const SelectionLine *latest_decision(const SelectionLines *lines)
{
    const SelectionLine *latest = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        const SelectionLine *line = &lines->at[i];
        if (text_is_empty(line->decision))
            continue;
        if (latest == NULL || day_compare(line->decided_on, latest->decided_on) > 0)
            latest = line;
    }
    return latest;
}

/* ---- words ---- */

Text selection_takers_words(Html *h, const SelectionLine *line)
{
    if (text_is_empty(line->takers))
        return html_translated(h, TR("Ingen har hentet den endnu"));
    if (line->other_takers == 0)
        return message_format(h, TR("Hentet af {1}"), &line->takers, 1);
    Text values[2] = { line->takers, html_count(h, line->other_takers, TR("én anden"), TR("{1} andre")) };
    return message_format(h, TR("Hentet af {1} og {2}"), values, 2);
}

Text selection_past_words(Html *h, const SelectionLine *line)
{
    int64_t latest = 0;
    for (size_t i = 0; i < line->window->year_count; i++)
        if (line->window->years[i].is_worked_on)
            latest = line->window->years[i].year;
    Text values[2] = { text_of_integer(h->arena, latest), text_of_integer(h->arena, line->window->last) };
    if (line->is_last_chance)
        return message_format(h, TR("Aldrig arbejdet med, og perioden slutter med {2}"), values, 2);
    return message_format(
        h, latest == 0 ? TR("Aldrig arbejdet med. Kan nås til og med {2}") : TR("Senest arbejdet med i {1}"),
        values, 2);
}

/* ---- pages ---- */

static Err thread_to_vision(Request *q, Knots *ret_thread)
{
    int64_t vision;
    TRY(vision_of_selection(q->db, q->today, &vision));
    return vision == 0 ? OK : thread_to(q, &vision_record, vision, ret_thread);
}

static Err selections_page(Request *q)
{
    SelectionsPage v = { .q = q };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(selection_years(q->db, after, day_year(q->today), q->who, SELECTION_YEARS_A_PAGE, &v.years));
    if (v.years.count == SELECTION_YEARS_A_PAGE)
        v.next = url_format(q->arena, "/selections?after=%" PRId64, v.years.at[v.years.count - 1].year);
    v.page =
        (Page){ .q = q,
                .menu = "/coverage",
                .kind = TR("Udvælgelse"),
                .term = "udvaelgelse",
                .title = html_translated(&q->html, TR("Hvad kommunalbestyrelsen har valgt, år for år")),
                .lead = html_translated(&q->html, TR("Hvert år i 4. kvartal udvælger kommunalbestyrelsen de "
                                                     "målsætninger, der skal arbejdes med året efter.")) };
    TRY(thread_to_vision(q, &v.page.thread));
    return REPLY_ROWS(q, selections_page_html, &v, selection_year, v.years);
}

static Text selection_title(Html *h, const SelectionPage *v)
{
    if (v->counts[SELECTED] == 0)
        return message_format(h, TR("Udvælgelsen til {1}"), &v->year_text, 1);
    Text values[2] = { html_count(h, v->counts[SELECTED], TR("én målsætning"), TR("{1} målsætninger")),
                       v->year_text };
    return message_format(h, TR("{1} er udvalgt for {2}"),
                          (Text[]){ capitalised(h->arena, values[0]), values[1] }, 2);
}

static Err selection_page(Request *q)
{
    SelectionPage v = { .q = q, .may_write = has_need(q, STAFF) };
    TRY(selection_year(q, &v.year));
    TRY(selection_lines(q, v.year, &v.lines));
    if (q->wants_json)
        return reply_json_rows(q, "selection_line", line_fields, v.lines.at, sizeof *v.lines.at,
                               v.lines.count);
    v.year_text = text_of_integer(q->arena, v.year);
    v.latest = latest_decision(&v.lines);
    for (size_t i = 0; i < v.lines.count; i++) {
        v.counts[selection_group(&v.lines.at[i])]++;
        if (v.lines.at[i].is_compulsory)
            v.agreement = v.lines.at[i].above;
    }
    v.page = (Page){ .q = q,
                     .menu = "/coverage",
                     .kind = TR("Udvælgelse"),
                     .term = "udvaelgelse",
                     .title = selection_title(&q->html, &v) };
    TRY(thread_to_vision(q, &v.page.thread));
    selection_page_html(&q->html, &v);
    return reply_html(q);
}

const Route selection_routes[] = {
    { GET, "/selections", selections_page, .need = SEE },
    { GET, "/selections/{year}", selection_page, .need = SEE },
    { GET, "/selections/{year}/edit", selection_edit, .need = STAFF },
    { POST, "/selections/{year}", selection_save, .need = STAFF },
    { 0 },
};
