/* SPDX-License-Identifier: MPL-2.0 */
/* The plan's forms, a section each, and its changes of state. */
#include <inttypes.h>

#include "plan.html.h"
#include "plan/plan_view.h"
#include "thread/thread.h"
#include "unit/unit.h"

static const char *const name_fields[] = { "title", "year", "theme", "source", NULL };
static const char *const new_fields[] = { "title", "year", NULL };
static const char *const situation_fields[] = { "situation_now", "situation_wanted", NULL };
static const char *const objective_fields[] = { "objectives", NULL };
static const char *const unit_fields[] = { "units", "partners", NULL };
static const char *const meaning_fields[] = { "meaning", NULL };

/* ---- choices ---- */

static void add_choice(Arena *arena, Choices *choices, Text value, Text label)
{
    Choices more = { arena_array(arena, Choice, choices->count + 1), 0 };
    for (size_t i = 0; i < choices->count; i++) {
        if (text_equal(choices->at[i].value, value))
            return;
        more.at[more.count++] = choices->at[i];
    }
    more.at[more.count++] = (Choice){ value, label };
    *choices = more;
}

Err choices_keep_party(Request *q, Party party, Choices *choices)
{
    Text name;
    if (party.person == 0 && party.unit == 0)
        return OK;
    TRY(party_name(q->db, party.person, party.unit, &name));
    add_choice(q->arena, choices,
               party.person != 0 ? text_format(q->arena, "person:%" PRId64, party.person)
                                 : text_format(q->arena, "unit:%" PRId64, party.unit),
               name);
    return OK;
}

/* The units of today, and those the plan has already though they are no more. */
static Err fill_units(PlanForm *v)
{
    PlanParties own;
    TRY(unit_choices((Request *)(uintptr_t)v->q, SEE, &v->units));
    TRY(units_of_plan(v->q->db, v->plan.id, MOST_IN_PLAN, &own));
    for (size_t i = 0; i < own.count; i++)
        add_choice(v->q->arena, &v->units, text_of_integer(v->q->arena, own.at[i].id), own.at[i].name);
    return OK;
}

static Err fill_objectives(PlanForm *v)
{
    Day first, last;
    day_from(v->plan.year, 1, 1, &first);
    day_from(v->plan.year, 12, 31, &last);
    return objectives_for_plan(v->q->db, v->plan.id, v->plan.year, first, last, MOST_IN_PLAN, &v->objectives);
}

/* ---- a new plan ---- */

Err plan_new_where(Request *q)
{
    PlanUnitsPage v = { .q = q };
    TRY(unit_choices(q, LEAD, &v.units));
    if (v.units.count == 1)
        return redirect(q, "/units/%s/plans/new", text_at(v.units.at[0].value));
    v.page = (Page){ .q = q,
                     .menu = "/plans",
                     .kind = TR("Ny målplan"),
                     .term = "maalplan",
                     .title = html_translated(&q->html, TR("Hvem skal have målplanen?")) };
    plan_units_page_html(&q->html, &v);
    return reply_html(q);
}

/* "Åbrinkskolens målplan"; after s, x and z an apostrophe alone, as Danes write. */
static Err suggest_title(Request *q, Text *ret_title)
{
    Text name;
    TRY(plan_unit_name(q->db, q->id, &name));
    bool has_s = text_ends_with(name, "s") || text_ends_with(name, "x") || text_ends_with(name, "z");
    *ret_title = text_format(q->arena, has_s ? "%s’ målplan" : "%ss målplan", text_at(name));
    return OK;
}

static void fill_new(Request *q, PlanForm *v)
{
    v->q = q;
    v->action = url_format(q->arena, "/units/%" PRId64 "/plans", q->id);
    v->back = url_of(q->arena, &unit_record, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/plans",
                      .kind = TR("Ny målplan"),
                      .term = "maalplan",
                      .title = html_translated(&q->html, TR("Begynd en målplan")),
                      .lead = html_translated(
                          &q->html, TR("Giv den et navn og et år. Resten skriver I lidt efter lidt.")) };
}

/* Plans are written in the fourth quarter for the year that follows. */
Err plan_new(Request *q)
{
    PlanForm v = { .plan.year = day_year(q->today) + (day_month(q->today) >= 10) };
    int64_t year;
    if (text_to_integer(query_value(q, "year"), &year) && year_is_known(year))
        v.plan.year = year;
    TRY(suggest_title(q, &v.plan.title));
    fill_new(q, &v);
    plan_new_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_create(Request *q)
{
    PlanForm v = { .plan.state = TEXT("draft") };
    TRY(read_form(q, &plan_record, new_fields, &v.plan));
    v.plan.units = (Ids){ &q->id, 1 };
    if (has_errors(q)) {
        fill_new(q, &v);
        return REPLY_INVALID(q, plan_new_form_html, &v);
    }
    TRY(db_insert(q->db, &plan_record, &v.plan));
    return redirect_saying(q, TR("Målplanen er begyndt"), "/plans/%" PRId64, v.plan.id);
}

/* ---- one section at a time ---- */

/* Loads the plan that is to be edited; DENIED when it is closed. */
static Err load_open(Request *q, Plan *ret_plan)
{
    TRY(record_load(q->db, &plan_record, q->id, ret_plan));
    return text_is(ret_plan->state, "closed") ? DENIED : OK;
}

static Err fill_edit(Request *q, PlanForm *v, const char *kind, const char *part, const char *section)
{
    v->q = q;
    v->year = text_of_integer(q->arena, v->plan.year);
    v->action = url_format(q->arena, "/plans/%" PRId64 "%s", q->id, part);
    v->back = plan_section(q->arena, q->id, section);
    v->page = (Page){ .q = q,
                      .menu = "/plans",
                      .kind = kind,
                      .term = "maalplan",
                      .title = plan_full_title(q->arena, v->plan.title, v->plan.year) };
    return thread_above(q, &plan_record, q->id, &v->page.thread);
}

static Err fill_name(Request *q, PlanForm *v)
{
    return fill_edit(q, v, TR("Redigér navn og år"), "", "main-content");
}

Err plan_name_edit(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    TRY(fill_name(q, &v));
    plan_name_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_name_save(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    const Plan before = v.plan;
    TRY(read_form(q, &plan_record, name_fields, &v.plan));
    if (has_errors(q)) {
        TRY(fill_name(q, &v));
        return REPLY_INVALID(q, plan_name_form_html, &v);
    }
    TRY(db_update(q->db, &plan_record, &before, &v.plan));
    return redirect_saying(q, TR("Det er gemt"), "/plans/%" PRId64, q->id);
}

static Err fill_situation(Request *q, PlanForm *v)
{
    return fill_edit(q, v, TR("Fra nu til det ønskede"), "/situation", "situation");
}

Err plan_situation_edit(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    TRY(fill_situation(q, &v));
    plan_situation_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_situation_save(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    const Plan before = v.plan;
    TRY(read_form(q, &plan_record, situation_fields, &v.plan));
    if (has_errors(q)) {
        TRY(fill_situation(q, &v));
        return REPLY_INVALID(q, plan_situation_form_html, &v);
    }
    TRY(db_update(q->db, &plan_record, &before, &v.plan));
    return redirect_saying(q, TR("Det er gemt"), "/plans/%" PRId64 "#situation", q->id);
}

/* ---- objectives ---- */

static Err fill_objective_form(Request *q, PlanForm *v)
{
    TRY(fill_edit(q, v, TR("Målsætninger, vi henter fra"), "/objectives", "objectives"));
    return fill_objectives(v);
}

static bool is_among(Ids ids, int64_t id)
{
    for (size_t i = 0; i < ids.count; i++)
        if (ids.at[i] == id)
            return true;
    return false;
}

/* What an objective means here goes with the objective. */
static Err drop_meanings(Request *q, const Plan *plan)
{
    PlanObjectives meanings;
    TRY(plan_objectives_of_plan(q->db, plan->id, MOST_IN_PLAN, &meanings));
    for (size_t i = 0; i < meanings.count; i++)
        if (!is_among(plan->objectives, meanings.at[i].objective))
            TRY(db_delete(q->db, &plan_objective_record, &meanings.at[i]));
    return OK;
}

Err plan_objectives_edit(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    TRY(fill_objective_form(q, &v));
    plan_objectives_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_objectives_save(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    const Plan before = v.plan;
    TRY(read_form(q, &plan_record, objective_fields, &v.plan));
    if (has_errors(q)) {
        TRY(fill_objective_form(q, &v));
        return REPLY_INVALID(q, plan_objectives_form_html, &v);
    }
    TRY(db_update(q->db, &plan_record, &before, &v.plan));
    TRY(drop_meanings(q, &v.plan));
    return redirect_saying(q, TR("Det er gemt"), "/plans/%" PRId64 "#objectives", q->id);
}

/* Loads what the objective of the path means in the plan; a new row when nobody has said it yet. NOT_FOUND
 * when the plan does not work on it. */
static Err load_meaning(Request *q, PlanForm *v)
{
    int64_t objective = path_id(q, "objective_id");
    TRY(load_open(q, &v->plan));
    TRY(objective_title_in_plan(q->db, q->id, objective, &v->objective_title));
    Err err = plan_objective_of(q->db, q->id, objective, &v->meaning);
    if (err == NOT_FOUND)
        v->meaning = (PlanObjective){ .plan = q->id, .objective = objective };
    return err == NOT_FOUND ? OK : err;
}

static Err fill_meaning(Request *q, PlanForm *v)
{
    TRY(fill_edit(q, v, TR("Hvad målsætningen betyder her"), "", "objectives"));
    v->action = url_format(q->arena, "/plans/%" PRId64 "/objectives/%" PRId64, q->id, v->meaning.objective);
    v->page.term = "maalsaetning";
    v->page.title = v->objective_title;
    return thread_to(q, &plan_record, q->id, &v->page.thread);
}

Err plan_meaning_edit(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_meaning(q, &v));
    TRY(fill_meaning(q, &v));
    plan_meaning_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_meaning_save(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_meaning(q, &v));
    const PlanObjective before = v.meaning;
    TRY(read_form(q, &plan_objective_record, meaning_fields, &v.meaning));
    if (has_errors(q)) {
        TRY(fill_meaning(q, &v));
        return REPLY_INVALID(q, plan_meaning_form_html, &v);
    }
    TRY(before.id == 0 ? db_insert(q->db, &plan_objective_record, &v.meaning)
                       : db_update(q->db, &plan_objective_record, &before, &v.meaning));
    return redirect_saying(q, TR("Det er gemt"), "/plans/%" PRId64 "#objectives", q->id);
}

/* ---- units and other parties ---- */

/* Whoever leads one of the units may ask others in, but nobody may put another unit out: that is for those
 * who lead it. A plan is never without a unit. */
static Err check_units(Request *q, const Plan *before, const Plan *after)
{
    int64_t may_lead;
    if (after->units.count == 0)
        form_error(q, "units", TR("Vælg mindst én enhed, der har målplanen"));
    for (size_t i = 0; i < before->units.count; i++) {
        if (is_among(after->units, before->units.at[i]))
            continue;
        TRY(unit_record.reached(q->db, before->units.at[i], q->who, TEXT("lead"), &may_lead));
        if (!may_lead)
            form_error(
                q, "units",
                TR("Lad de enheder stå, I ikke selv leder. Kun deres egen leder kan tage dem af målplanen"));
    }
    return OK;
}

static Err fill_unit_form(Request *q, PlanForm *v)
{
    TRY(fill_edit(q, v, TR("Hvem er med"), "/units", "together"));
    return fill_units(v);
}

Err plan_units_edit(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    TRY(fill_unit_form(q, &v));
    plan_units_form_html(&q->html, &v);
    return reply_html(q);
}

Err plan_units_save(Request *q)
{
    PlanForm v = { 0 };
    TRY(load_open(q, &v.plan));
    const Plan before = v.plan;
    TRY(read_form(q, &plan_record, unit_fields, &v.plan));
    TRY(check_units(q, &before, &v.plan));
    if (has_errors(q)) {
        TRY(fill_unit_form(q, &v));
        return REPLY_INVALID(q, plan_units_form_html, &v);
    }
    TRY(db_update(q->db, &plan_record, &before, &v.plan));
    return redirect_saying(q, TR("Det er gemt"), "/plans/%" PRId64 "#together", q->id);
}

/* ---- draft → qualified → adopted → closed ---- */

/* From one state to the next; CONFLICT when somebody has moved it meanwhile. A second click changes nothing.
 */
static Err move(Request *q, const char *from, const char *to, const char *said)
{
    Plan plan;
    TRY(record_load(q->db, &plan_record, q->id, &plan));
    const Plan before = plan;
    if (!text_is(plan.state, from) && !text_is(plan.state, to))
        return CONFLICT;
    plan.state = text_of(to);
    TRY(db_update(q->db, &plan_record, &before, &plan));
    return redirect_saying(q, said, "/plans/%" PRId64, q->id);
}

Err plan_qualify(Request *q)
{
    return move(q, "draft", "qualified", TR("Målplanen er kvalificeret. Nu kan den godkendes"));
}

Err plan_adopt(Request *q)
{
    return move(q, "qualified", "adopted", TR("Målplanen er godkendt"));
}

Err plan_close(Request *q)
{
    return move(q, "adopted", "closed", TR("Målplanen er afsluttet"));
}

/* Back to a draft from wherever it is; what it was stands in the history. */
Err plan_reopen(Request *q)
{
    Plan plan;
    TRY(record_load(q->db, &plan_record, q->id, &plan));
    const Plan before = plan;
    plan.state = TEXT("draft");
    TRY(db_update(q->db, &plan_record, &before, &plan));
    return redirect_saying(q, TR("Målplanen er åbnet igen som kladde"), "/plans/%" PRId64, q->id);
}
