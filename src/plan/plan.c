/* SPDX-License-Identifier: MPL-2.0 */
#include "plan/plan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/history.h"
#include "objective/objective.h"
#include "plan.html.h"
#include "plan/plan_view.h"
#include "search/search.h"
#include "thread/thread.h"
#include "unit/unit.h"

#include "base/banned.h"

static const Field plan_fields[] = {
    FIELD(Plan, year, .flags = REQUIRED | BY_YEAR, .label = TR("År"),
          .missing = TR("Skriv, hvilket år målplanen gælder")),
    FIELD(Plan, title, .flags = REQUIRED, .label = TR("Målplanens navn"),
          .missing = TR("Giv målplanen et navn")),
    FIELD(Plan, theme, .longest = 500, .label = TR("Tema"),
          .hint = TR("Hvis flere målplaner har en fælles ramme.")),
    FIELD(Plan, situation_now, .flags = LONG, .label = TR("Sådan er det nu"),
          .hint = TR("Hvad ser I en almindelig dag? Skriv gerne et tal.")),
    FIELD(Plan, situation_wanted, .flags = LONG, .label = TR("Sådan vil vi have det"),
          .hint = TR("Hvad vil I se i stedet, når året er gået?")),
    FIELD(Plan, state, .flags = REQUIRED, .words = plan_state_words, .start = "draft", .label = TR("Status")),
    FIELD(Plan, units, .refers = &unit_record, .label = TR("Hvem har målplanen?"),
          .hint = TR("Flere kan have en målplan sammen. De, der leder en af enhederne, kan skrive i den.")),
    FIELD(Plan, partners, .flags = PARTNERS, .longest = 2000, .label = TR("Hvem er ellers med?")),
    FIELD(Plan, objectives, .refers = &objective_record, .label = TR("Målsætninger, I henter fra")),
    FIELD(Plan, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("Adressen, hvis målplanen også findes et andet sted.")),
    { 0 },
};

const Record plan_record = {
    .name = "plan",
    .path = "/plans",
    .label = TR("Målplan"),
    .title_field = "title",
    .size = sizeof(Plan),
    .fields = plan_fields,
    .seen = plan_is_seen,
    .changed = search_changed,
    .reached = plan_is_reached,
};

static const Field plan_objective_fields[] = {
    FIELD(PlanObjective, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(PlanObjective, objective, .flags = REQUIRED, .refers = &objective_record,
          .label = TR("Målsætning")),
    FIELD(PlanObjective, meaning, .flags = REQUIRED | LONG, .label = TR("Hvad betyder den hos jer?"),
          .hint = TR("Kort og med jeres egne ord, så en kollega kan se sin hverdag i den."),
          .missing = TR("Skriv, hvad målsætningen betyder hos jer")),
    { 0 },
};

static const char *const plan_objective_identity[] = { "plan", "objective", NULL };

const Record plan_objective_record = {
    .name = "plan_objective",
    .label = TR("Målsætning i målplan"),
    .size = sizeof(PlanObjective),
    .fields = plan_objective_fields,
    .seen = plan_objective_is_seen,
    .reached = plan_objective_is_reached,
    .identity = plan_objective_identity,
};

/* ---- words ---- */

Text plan_full_title(Arena *arena, Text title, int64_t year)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, year);
    if (text_is_empty(title) || strstr(title.at, digits) != NULL)
        return title;
    return text_format(arena, "%s %s", title.at, digits);
}

Partners partners_of(Arena *arena, Text partners)
{
    static const Word kinds[] = {
        { "citizens", TR("Borgere") },
        { "association", TR("Forening") },
        { "company", TR("Virksomhed") },
        { 0 },
    };
    Partners found = { arena_array(arena, Partner, partners.length / 2 + 1), 0 };
    Text piece, kind;
    while (text_next_piece(arena, &partners, '|', &piece))
        if (text_next_piece(arena, &piece, ':', &kind))
            found.at[found.count++] = (Partner){ word_label(kinds, kind), piece };
    return found;
}

static Text joined(Arena *arena, Text names, Text name)
{
    return text_is_empty(names) ? name : text_format(arena, "%s, %s", text_at(names), text_at(name));
}

Text party_names(Arena *arena, const PlanParties *parties, int64_t plan)
{
    Text names = { 0 };
    for (size_t i = 0; i < parties->count; i++)
        if (parties->at[i].plan == plan)
            names = joined(arena, names, parties->at[i].name);
    return names;
}

/* The leaders stand in the order of their names, so one who leads two units comes twice in a row. */
Text leader_names(Arena *arena, const PlanLeaders *leaders, int64_t unit)
{
    Text names = { 0 };
    int64_t latest = 0;
    for (size_t i = 0; i < leaders->count; i++) {
        const PlanLeader *leader = &leaders->at[i];
        if (leader->id == latest || (unit != 0 && leader->unit != unit))
            continue;
        names = joined(arena, names, leader->name);
        latest = leader->id;
    }
    return names;
}

static Text figure_words(Html *h, Figure figure)
{
    Buffer words;
    Html apart = *h;
    buffer_init(&words, 200);
    apart.out = &words;
    html_figure(&apart, figure);
    Text text = text_copy(h->arena, text_at(buffer_text(&words)), words.length);
    buffer_done(&words);
    return text;
}

Text plan_sign_words(Html *h, const PlanSign *sign)
{
    bool is_number = text_is(sign->kind, "quantitative");
    Text words = html_translated(h, is_number ? TR("tal") : TR("iagttagelse"));
    if (!text_is_empty(sign->frequency))
        words =
            joined(h->arena, words, html_translated(h, word_label(sign_frequency_words, sign->frequency)));
    if (is_number && !figure_is_none(sign->latest)) {
        const Text values[] = { words, figure_words(h, sign->latest), sign->measure };
        words = message_format(h, TR("{1} · nu {2} {3}"), values, 3);
    }
    if (is_number && !figure_is_none(sign->target)) {
        const Text values[] = { words, figure_words(h, sign->target) };
        words = message_format(h, TR("{1} · ønsket {2}"), values, 2);
    }
    if (!is_number && !text_is_empty(sign->level)) {
        const Text values[] = { words, html_translated(h, word_label(level_words, sign->level)) };
        words = message_format(h, TR("{1} · senest: {2}"), values, 2);
    }
    return words;
}

Url plan_section(Arena *arena, int64_t plan, const char *section)
{
    return url_format(arena, "/plans/%" PRId64 "#%s", plan, section);
}

Err plan_may_be_written(Db *db, int64_t id)
{
    Text state;
    TRY(plan_state(db, id, &state));
    return text_is(state, "closed") ? DENIED : OK;
}

/* ---- the list ---- */

/* The years that have plans, newest first, and always this one and the next. */
static Err fill_years(Request *q, PlansPage *v)
{
    Ids found;
    int64_t this = day_year(q->today);
    TRY(plan_years(q->db, MOST_YEARS, &found));
    v->years = (PlanYears){ arena_array(q->arena, Text, found.count + 2), 0 };
    int64_t newest = found.count > 0 && found.at[0] > this + 1 ? found.at[0] : this + 1;
    for (int64_t year = newest; year >= FIRST_YEAR && v->years.count < found.count + 2; year--) {
        bool is_there = year == this || year == this + 1;
        for (size_t i = 0; i < found.count; i++)
            is_there = is_there || found.at[i] == year;
        if (is_there)
            v->years.at[v->years.count++] = text_of_integer(q->arena, year);
    }
    return OK;
}

static Err plans_page(Request *q)
{
    PlansPage v = { .q = q };
    int64_t after = 0, year = 0;
    text_to_integer(query_value(q, "after"), &after);
    if (!text_to_integer(query_value(q, "year"), &year) || !year_is_known(year))
        year = day_year(q->today);
    v.year = text_of_integer(q->arena, year);
    TRY(plans_of_year_after(q->db, year, after, q->who, PLANS_A_PAGE, &v.plans));
    if (!q->wants_json) {
        int64_t last = v.plans.count > 0 ? v.plans.at[v.plans.count - 1].id : after;
        TRY(fill_years(q, &v));
        TRY(units_of_plans(q->db, year, after, last, MOST_DUTY_UNITS, &v.units));
        TRY(leaders_of_plans(q->db, year, after, last, MOST_DUTY_UNITS, &v.leaders));
        TRY(units_owing_plan(q->db, year, q->who, MOST_IN_PLAN, &v.debtors));
    }
    if (v.plans.count == PLANS_A_PAGE)
        v.next = url_format(q->arena, "/plans?year=%" PRId64 "&after=%" PRId64, year,
                            v.plans.at[v.plans.count - 1].id);
    v.page = (Page){ .q = q, .menu = "/plans", .kind = TR("Målplaner"), .term = "maalplan" };
    v.page.title = message_format(&q->html, TR("Målplaner for {1}"), &v.year, 1);
    return REPLY_ROWS(q, plans_page_html, &v, plan_line, v.plans);
}

/* ---- the page ---- */

int64_t goal_number(const PlanPage *v, const PlanGoal *goal)
{
    return goal - v->goals.at + 1;
}

bool plan_goal_serves(const PlanPage *v, int64_t goal, int64_t objective)
{
    for (size_t i = 0; i < v->links.count; i++)
        if (v->links.at[i].goal == goal && v->links.at[i].objective == objective)
            return true;
    return false;
}

bool plan_objective_has_goal(const PlanPage *v, int64_t objective)
{
    for (size_t i = 0; i < v->links.count; i++)
        if (v->links.at[i].objective == objective)
            return true;
    return false;
}

bool plan_goal_has_trial(const PlanPage *v, int64_t goal)
{
    for (size_t i = 0; i < v->trials.count; i++)
        if (v->trials.at[i].goal == goal)
            return true;
    return false;
}

bool plan_goal_has_sign(const PlanPage *v, int64_t goal)
{
    for (size_t i = 0; i < v->signs.count; i++)
        if (v->signs.at[i].goal == goal)
            return true;
    return false;
}

static int timeline_x(const PlanPage *v, Day day)
{
    int64_t days = day_number(v->last) - day_number(v->first) + 1;
    return (int)((day_number(day) - day_number(v->first)) * TIMELINE_WIDTH / days);
}

/* One dot for each milestone due in the year; those too near to each other are lifted above the line. */
static void fill_timeline(PlanPage *v)
{
    Timeline *line = &v->timeline;
    int year = (int)v->plan.year;
    line->at = arena_array(v->q->arena, TimelineMark, v->milestones.count);
    for (size_t i = 0; i < v->milestones.count; i++) {
        Day due = v->milestones.at[i].due_on;
        if (day_is_none(due) || day_year(due) != year)
            continue;
        int x = timeline_x(v, due), y = TIMELINE_LINE;
        const TimelineMark *before = line->count > 0 ? &line->at[line->count - 1] : NULL;
        x = x < 14 ? 14 : x > TIMELINE_WIDTH - 14 ? TIMELINE_WIDTH - 14 : x;
        if (before != NULL && x - before->x < 26)
            y = before->y > 26 ? before->y - 26 : TIMELINE_LINE;
        line->at[line->count++] = (TimelineMark){ (int)i + 1, x, y };
    }
    for (int month = 0; month < 12; month++) {
        Day day = v->first;
        line->month_x[month] = timeline_x(v, day_add_months(day, month));
    }
    line->top = 50;
    for (size_t i = 0; i < line->count; i++)
        line->top = line->at[i].y < TIMELINE_LINE ? 0 : line->top;
    line->today_x = day_year(v->q->today) == year ? timeline_x(v, v->q->today) : -1;
    if (line->today_x >= 0)
        line->top = 0;
}

/* Who adopted the plan, and when: the newest change to that state in its history. */
static Err fill_adoption(PlanPage *v)
{
    Changes changes = { 0 };
    int minutes;
    if (!text_is(v->plan.state, "adopted") && !text_is(v->plan.state, "closed"))
        return OK;
    TRY(history_of(v->q->db, &plan_record, v->plan.id, 0, MOST_PLAN_CHANGES, &changes));
    for (size_t i = 0; i < changes.count; i++)
        for (size_t f = 0; f < changes.at[i].field_count; f++) {
            const Change *change = &changes.at[i];
            if (strcmp(change->fields[f].field->name, "state") != 0 ||
                !text_is(change->fields[f].after, "adopted"))
                continue;
            v->is_adoption_imported = change->person == 0;
            v->adopted_on = day_of_instant(change->at, &minutes);
            return change->person == 0 ? OK : plan_person_name(v->q->db, change->person, &v->adopted_by);
        }
    v->is_adoption_imported = true;
    return OK;
}

static Err fill_changed(PlanPage *v)
{
    PlanChanged changed = { 0 };
    int minutes;
    Err err = plan_changed(v->q->db, v->plan.id, &changed);
    if (err == NOT_FOUND)
        return OK;
    TRY(err);
    v->changed_on = day_of_instant(changed.at, &minutes);
    v->changed_by = changed.name;
    return OK;
}

static Err fill_rights(PlanPage *v)
{
    int64_t yes;
    TRY(plan_is_reached(v->q->db, v->plan.id, v->q->who, TEXT("lead"), &yes));
    v->may_lead = yes;
    v->may_write = yes && !text_is(v->plan.state, "closed");
    TRY(plan_is_reached(v->q->db, v->plan.id, v->q->who, TEXT("contribute"), &yes));
    v->may_contribute = yes;
    return OK;
}

static Err fill_sections(PlanPage *v)
{
    Db *db = v->q->db;
    int64_t id = v->plan.id;
    TRY(units_of_plan(db, id, MOST_IN_PLAN, &v->units));
    TRY(leaders_of_plan(db, id, MOST_IN_PLAN, &v->leaders));
    TRY(objectives_of_plan(db, id, MOST_IN_PLAN, &v->objectives));
    TRY(goals_in_plan(db, id, MOST_IN_PLAN, &v->goals));
    TRY(objectives_of_goals_in_plan(db, id, MOST_IN_PLAN, &v->links));
    TRY(signs_in_plan(db, id, MOST_IN_PLAN, &v->signs));
    TRY(trials_in_plan(db, id, v->q->who, MOST_IN_PLAN, &v->trials));
    TRY(milestones_of_plan(db, id, MOST_IN_PLAN, &v->milestones));
    TRY(tasks_of_plan(db, id, v->q->who, MOST_IN_PLAN, &v->tasks));
    v->partners = partners_of(v->q->arena, v->plan.partners);
    for (size_t i = 0; i < v->goals.count; i++)
        v->unreached +=
            !text_is(v->goals.at[i].state, "reached") && !text_is(v->goals.at[i].state, "given_up");
    v->may_carry = v->may_lead && v->unreached > 0 &&
                   (text_is(v->plan.state, "adopted") || text_is(v->plan.state, "closed"));
    fill_timeline(v);
    return OK;
}

static Err plan_page(Request *q)
{
    PlanPage v = { .q = q };
    TRY(record_load(q->db, &plan_record, q->id, &v.plan));
    if (q->wants_json)
        return reply_json(q, &plan_record, &v.plan);
    v.year = text_of_integer(q->arena, v.plan.year);
    v.next_year = text_of_integer(q->arena, v.plan.year + 1);
    day_from(v.plan.year, 1, 1, &v.first);
    day_from(v.plan.year, 12, 31, &v.last);
    TRY(fill_rights(&v));
    TRY(fill_sections(&v));
    TRY(fill_changed(&v));
    TRY(fill_adoption(&v));
    v.page = (Page){ .q = q,
                     .menu = "/plans",
                     .kind = TR("Målplan"),
                     .term = "maalplan",
                     .lead = v.plan.theme,
                     .title = plan_full_title(q->arena, v.plan.title, v.plan.year),
                     .status = word_label(plan_state_words, v.plan.state) };
    TRY(thread_above(q, &plan_record, q->id, &v.page.thread));
    plan_page_html(&q->html, &v);
    return reply_html(q);
}

const Route plan_routes[] = {
    { GET, "/plans", plans_page, .need = SEE },
    { GET, "/plans/new", plan_new_where, .need = LEAD },
    { GET, "/plans/{id}", plan_page, .need = SEE, .of = &plan_record },
    { GET, "/units/{id}/plans/new", plan_new, .need = LEAD, .of = &unit_record },
    { POST, "/units/{id}/plans", plan_create, .need = LEAD, .of = &unit_record },
    { GET, "/plans/{id}/edit", plan_name_edit, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}", plan_name_save, .need = LEAD, .of = &plan_record },
    { GET, "/plans/{id}/situation", plan_situation_edit, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/situation", plan_situation_save, .need = LEAD, .of = &plan_record },
    { GET, "/plans/{id}/objectives", plan_objectives_edit, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/objectives", plan_objectives_save, .need = LEAD, .of = &plan_record },
    { GET, "/plans/{id}/objectives/{objective_id}", plan_meaning_edit, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/objectives/{objective_id}", plan_meaning_save, .need = LEAD, .of = &plan_record },
    { GET, "/plans/{id}/units", plan_units_edit, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/units", plan_units_save, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/qualify", plan_qualify, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/adopt", plan_adopt, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/close", plan_close, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/reopen", plan_reopen, .need = LEAD, .of = &plan_record },
    { GET, "/plans/{id}/milestones/new", milestone_new, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/milestones", milestone_create, .need = LEAD, .of = &plan_record },
    { GET, "/milestones/{id}", milestone_page, .need = SEE, .of = &milestone_record },
    { GET, "/milestones/{id}/edit", milestone_edit, .need = LEAD, .of = &milestone_record },
    { POST, "/milestones/{id}", milestone_save, .need = LEAD, .of = &milestone_record },
    { GET, "/milestones/{id}/done", milestone_done_edit, .need = CONTRIBUTE, .of = &milestone_record },
    { POST, "/milestones/{id}/done", milestone_done_save, .need = CONTRIBUTE, .of = &milestone_record },
    { POST, "/milestones/{id}/delete", milestone_delete, .need = LEAD, .of = &milestone_record },
    { GET, "/plan-duties/{year}", plan_duty_page, .need = STAFF },
    { POST, "/plan-duties/{year}", plan_duty_save, .need = STAFF },
    { 0 },
};
