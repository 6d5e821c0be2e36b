/* SPDX-License-Identifier: MPL-2.0 */
#include "home/home.h"

#include <inttypes.h>
#include <string.h>

#include "home.html.h"
#include "home.sql.h"
#include "home/home_view.h"

#include "base/banned.h"

/* ---- one thing that waits ---- */

typedef struct WorkKind {
    const char *code;
    const char *label;
    const char *text;
    const char *late; /* what to say when the day has passed */
    const char *button;
} WorkKind;

static const WorkKind work_kinds[] = {
    { "evaluation", TR("Evaluering"),
      TR("Prøvehandlingen skal evalueres. Skriv evalueringen, mens I kan huske det."),
      TR("Prøvehandlingen skulle have været evalueret. Skriv, hvad I så."), TR("Skriv evalueringen") },
    { "interim", TR("Evaluering undervejs"), TR("Det er snart tid til at se, hvordan det går."),
      TR("I ville have set på det nu. Skriv, hvad I har set indtil videre."), TR("Skriv, hvad I har set") },
    { "goal", TR("Mål"), TR("Målet har ingen prøvehandling, så ingen arbejder med det endnu."),
      TR("Målet har ingen prøvehandling, så ingen arbejder med det endnu."), TR("Foreslå en prøvehandling") },
    { "task", TR("Opgave"), TR("Opgaven venter på dig."),
      TR("Opgaven skulle have været gjort. Gør den, eller aftal en ny dag."), TR("Gå til opgaven") },
    { "plan", TR("Målplan"), TR("Målplanen er ikke godkendt endnu."), TR("Målplanen er ikke godkendt endnu."),
      TR("Fortsæt målplanen") },
};

static const WorkKind *kind_of(const HomeWork *work)
{
    const WorkKind *kind = work_kinds;
    for (size_t i = 0; i < sizeof work_kinds / sizeof *work_kinds; i++)
        if (text_is(work->kind, work_kinds[i].code))
            kind = &work_kinds[i];
    return kind;
}

Text home_work_kind(Html *h, const HomeWork *work)
{
    const Text words[] = { html_translated(h, kind_of(work)->label),
                           day_is_none(work->due) ? work->context : html_day_with_weekday(h, work->due) };
    if (text_is_empty(words[1]))
        return words[0];
    return message_format(h, day_is_none(work->due) ? TR("{1} · {2}") : TR("{1} · frist {2}"), words, 2);
}

const char *home_work_text(const HomeWork *work, Day today)
{
    bool is_late = !day_is_none(work->due) && day_compare(work->due, today) < 0;
    return is_late ? kind_of(work)->late : kind_of(work)->text;
}

const char *home_work_button(const HomeWork *work)
{
    return kind_of(work)->button;
}

Url home_work_url(Arena *arena, const HomeWork *work)
{
    if (text_is(work->kind, "goal"))
        return url_format(arena, "/goals/%" PRId64 "/trials/new", work->id);
    if (text_is(work->kind, "plan"))
        return url_format(arena, "/plans/%" PRId64, work->id);
    if (text_is(work->kind, "task"))
        return url_format(arena, "/tasks/%" PRId64, work->id);
    return url_format(arena, "/trials/%" PRId64 "/evaluations/new", work->id);
}

Text home_count(Html *h, int64_t count, const char *one, const char *many)
{
    if (count < COUNT_CEILING)
        return html_count(h, count, one, many);
    const Text more = html_translated(h, TR("mere end 100"));
    return message_format(h, many, &more, 1);
}

bool home_counts_newest(const HomePage *v, const HomeObjective *objective)
{
    return v->shows_all && objective->goals > NEWEST_GOALS;
}

/* ---- the page ---- */

static Text first_name(Arena *arena, Text name)
{
    Text first = name;
    text_next_piece(arena, &name, ' ', &first);
    return first;
}

static Text greeting(Request *q)
{
    int minutes;
    const Text name = first_name(q->arena, q->session.person_name);
    day_of_instant(q->now, &minutes);
    const char *words = minutes < 10 * 60   ? TR("God morgen, {1}")
                        : minutes < 12 * 60 ? TR("God formiddag, {1}")
                        : minutes < 18 * 60 ? TR("Goddag, {1}")
                                            : TR("God aften, {1}");
    return message_format(&q->html, words, &name, 1);
}

static Day nearest_day(const Request *q, HomeWorks work)
{
    for (size_t i = 0; i < work.count; i++)
        if (!day_is_none(work.at[i].due) && day_compare(work.at[i].due, q->today) >= 0)
            return work.at[i].due;
    return (Day){ 0 };
}

/* "Tirsdag den 24. november 2026, uge 48. Tre ting venter på dig. Den nærmeste frist er mandag den 30. november 2026." */
static Text lead(Request *q, HomeWorks work)
{
    Html *h = &q->html;
    int year;
    Day nearest = nearest_day(q, work);
    const Text day[] = { capitalised(q->arena, html_day_with_weekday(h, q->today)),
                         text_format(q->arena, "%d", day_week(q->today, &year)) };
    Text words = message_format(h, TR("{1}, uge {2}."), day, 2);
    if (work.count == 0)
        return words;
    Text waiting = capitalised(q->arena, html_count(h, (int64_t)work.count, TR("én ting venter på dig."),
                                                    TR("{1} ting venter på dig.")));
    words = text_format(q->arena, "%s %s", words.at, waiting.at);
    if (day_is_none(nearest))
        return words;
    const Text due = html_day_with_weekday(h, nearest);
    return text_format(q->arena, "%s %s", words.at,
                       message_format(h, TR("Den nærmeste frist er {1}."), &due, 1).at);
}

/* Who leads or works in a unit sees the thread of their units; council, staff and readers see the whole, and so does whoever reaches so many
 * units that theirs is hardly less. */
static Err fill_objectives(Request *q, HomePage *v)
{
    int year = day_year(q->today);
    int64_t units;
    TRY(home_units_in_reach(q->db, q->who, MOST_UNITS_OF_MINE + 1, &units));
    v->year = text_format(q->arena, "%d", year);
    v->shows_all = !has_need(q, CONTRIBUTE) || units > MOST_UNITS_OF_MINE;
    if (!v->shows_all)
        TRY(home_objectives_of_mine(q->db, year, q->who, MOST_HOME_OBJECTIVES, &v->objectives));
    if (v->objectives.count > 0)
        return OK;
    v->shows_all = true;
    return home_objectives(q->db, year, NEWEST_GOALS, q->who, MOST_HOME_OBJECTIVES, &v->objectives);
}

static Err home_page(Request *q)
{
    HomePage v = { .q = q,
                   .is_inside = q->session.is_inside,
                   .may_register = has_need(q, CONTRIBUTE),
                   .may_lead = has_need(q, LEAD) };
    HomeVision vision = { 0 };
    if (v.is_inside) {
        TRY(home_work(q->db, q->who, q->today, day_add(q->today, SOON_DAYS), MOST_WORK, &v.work));
        TRY(fill_objectives(q, &v));
        Err err = home_vision(q->db, q->today, &vision);
        if (err != OK && err != NOT_FOUND)
            return err;
    }
    v.page =
        (Page){ .q = q, .menu = "/", .kind = TR("Overblik"), .title = greeting(q), .lead = lead(q, v.work) };
    knots_add(&v.page.thread, TR("Vision"), vision.title,
              url_format(q->arena, "/visions/%" PRId64, vision.id));
    return REPLY_ROWS(q, home_page_html, &v, home_work, v.work);
}

/* ---- the texts that every public site must have ---- */

static Err accessibility_page(Request *q)
{
    PlainPage v = { .q = q };
    v.page = (Page){ .q = q,
                     .kind = TR("Om siden"),
                     .title = html_translated(&q->html, TR("Tilgængelighedserklæring")) };
    accessibility_page_html(&q->html, &v);
    return reply_html(q);
}

static Err privacy_page(Request *q)
{
    PlainPage v = { .q = q };
    v.page = (Page){ .q = q, .kind = TR("Om siden"), .title = html_translated(&q->html, TR("Persondata")) };
    privacy_page_html(&q->html, &v);
    return reply_html(q);
}

const Route home_routes[] = {
    { GET, "/", home_page, .need = SIGNED_IN },
    { GET, "/accessibility", accessibility_page, .need = OPEN },
    { GET, "/privacy", privacy_page, .need = OPEN },
    { 0 },
};
