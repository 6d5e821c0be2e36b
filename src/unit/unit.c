/* SPDX-License-Identifier: MPL-2.0 */
#include "unit/unit.h"

#include <inttypes.h>

#include "access/access.h"
#include "layout/words.h"
#include "search/search.h"
#include "unit.html.h"
#include "unit.sql.h"
#include "unit/unit_tree.h"
#include "unit/unit_view.h"

static const Field unit_fields[] = {
    FIELD(Unit, name, .flags = REQUIRED, .label = TR("Navn"), .missing = TR("Skriv, hvad enheden hedder")),
    FIELD(Unit, kind, .flags = REQUIRED, .words = unit_kind_words, .label = TR("Slags"),
          .missing = TR("Vælg, hvad det er for en enhed")),
    FIELD(Unit, parent, .refers = &unit_record, .need = ADMIN, .label = TR("Hører under")),
    FIELD(Unit, external_uuid, .label = TR("Nøgle i FK Organisation")),
    FIELD(Unit, valid_from, .label = TR("Blev til"),
          .hint = TR("En dato eller et år, for eksempel 24.11.2026 eller 1962.")),
    FIELD(Unit, valid_to, .label = TR("Lukker"),
          .hint = TR("Den sidste dag. Det, enheden har prøvet, kan stadig læses bagefter.")),
    FIELD(Unit, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("Hvor er det besluttet? Skriv punktet eller en adresse.")),
    { 0 },
};

const Record unit_record = {
    .name = "unit",
    .path = "/units",
    .label = TR("Enhed"),
    .title_field = "name",
    .size = sizeof(Unit),
    .fields = unit_fields,
    .seen = unit_is_seen,
    .reached = unit_is_reached,
    .changed = search_changed,
};

/* ---- what other concepts' forms offer ---- */

enum { MOST_UNIT_CHOICES = 1000 };

static void add_choices(Request *q, Choices *choices, const char *kind, UnitChoices found)
{
    for (size_t i = 0; i < found.count; i++)
        choices->at[choices->count++] =
            (Choice){ text_format(q->arena, "%s%" PRId64, kind, found.at[i].id), found.at[i].name };
}

Err party_choices(Request *q, Choices *ret_choices)
{
    UnitChoices persons, units;
    TRY(persons_with_role(q->db, MOST_UNIT_CHOICES, &persons));
    TRY(units_on(q->db, q->today, MOST_UNIT_CHOICES, &units));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, persons.count + units.count), 0 };
    add_choices(q, ret_choices, "person:", persons);
    add_choices(q, ret_choices, "unit:", units);
    return OK;
}

Err unit_choices(Request *q, Need need, Choices *ret_choices)
{
    UnitChoices units;
    if (need > SEE)
        TRY(units_on_in_reach(q->db, q->today, q->who, text_of(need_name(need)), MOST_UNIT_CHOICES, &units));
    else
        TRY(units_on(q->db, q->today, MOST_UNIT_CHOICES, &units));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, units.count), 0 };
    add_choices(q, ret_choices, "", units);
    return OK;
}

static Choices kind_choices(Request *q)
{
    Choices choices = { arena_array(q->arena, Choice, 16), 0 };
    for (const Word *word = unit_kind_words; word->code != NULL && choices.count < 16; word++)
        choices.at[choices.count++] = (Choice){ text_of(word->code), html_translated(&q->html, word->label) };
    return choices;
}

/* ---- rules ---- */

static Err check_unit(Request *q, const Unit *before, const Unit *unit)
{
    int64_t is_within = 0;
    if (!day_is_none(unit->valid_from.from) && !day_is_none(unit->valid_to.to) &&
        day_compare(unit->valid_to.to, unit->valid_from.from) < 0)
        form_error(q, "valid_to", TR("Vælg en dag, der ligger efter den, hvor enheden blev til"));
    if (before->parent != 0 && unit->parent == 0)
        form_error(q, "parent", TR("Vælg den enhed, den hører under"));
    if (unit->id != 0 && unit->parent != before->parent && unit->parent != 0)
        TRY(unit_is_within(q->db, unit->parent, unit->id, &is_within));
    if (is_within)
        form_error(
            q, "parent",
            TR("En enhed kan ikke høre under sig selv eller en enhed, der ligger under den. Vælg en anden"));
    return OK;
}

/* ---- pages ---- */

/* The vision hangs above the whole organisation. */
static Err add_vision(Request *q, Knots *knots)
{
    UnitVision vision;
    Err err = unit_vision(q->db, q->today, &vision);
    if (err == OK)
        knots_add(knots, TR("Vision"), vision.title, url_format(q->arena, "/visions/%" PRId64, vision.id));
    return err == NOT_FOUND ? OK : err;
}

/* The vision and the units above, from the top down. */
static Err knots_above(Request *q, int64_t id, bool with_itself, Knots *ret_knots)
{
    UnitLines above;
    Unit unit;
    *ret_knots = (Knots){ 0 };
    TRY(add_vision(q, ret_knots));
    TRY(units_above(q->db, id, MOST_KNOTS, &above));
    for (size_t i = 0; i < above.count; i++)
        knots_add(ret_knots, word_label(unit_kind_words, above.at[i].kind), above.at[i].name,
                  url_of(q->arena, &unit_record, above.at[i].id));
    if (!with_itself)
        return OK;
    TRY(record_load(q->db, &unit_record, id, &unit));
    knots_add(ret_knots, word_label(unit_kind_words, unit.kind), unit.name,
              url_of(q->arena, &unit_record, id));
    return OK;
}

static void read_day_of_query(Request *q, UnitsPage *v)
{
    v->day_typed = text_trimmed(q->arena, query_value(q, "on"));
    v->day = q->today;
    if (!text_is_empty(v->day_typed))
        v->is_wrong_day = !day_read(v->day_typed, &v->day);
    if (text_is_empty(v->day_typed))
        v->day_typed = text_format(q->arena, "%d.%d.%d", day_of_month(q->today), day_month(q->today),
                                   day_year(q->today));
    v->shows_leaders = day_compare(v->day, q->today) >= 0;
}

static Err units_page(Request *q)
{
    UnitsPage v = { .q = q, .may_administer = has_need(q, ADMIN) };
    UnitLeaders leaders;
    read_day_of_query(q, &v);
    TRY(unit_lines(q->db, v.day, q->who, MOST_UNITS, &v.units));
    TRY(unit_leaders(q->db, MOST_UNITS, &leaders));
    TRY(unit_events(q->db, day_add_months(q->today, -EVENT_MONTHS), q->who, MOST_UNIT_EVENTS, &v.events));
    unit_tree_grow(q->arena, &v, leaders);
    const Text words[] = { v.root != NULL ? v.root->line->name
                                          : html_translated(&q->html, TR("Organisationen")),
                           html_day_long(&q->html, v.day) };
    v.page = (Page){ .q = q,
                     .kind = TR("Organisation"),
                     .term = "organisation",
                     .title = message_format(&q->html, TR("{1} den {2}"), words, 2),
                     .lead = unit_tree_words(&q->html, v.units) };
    TRY(add_vision(q, &v.page.thread));
    return REPLY_ROWS(q, units_page_html, &v, unit_line, v.units);
}

bool unit_is_closed(const UnitBelowLine *unit, Day day)
{
    return !day_is_none(unit->closed_on) && day_compare(unit->closed_on, day) < 0;
}

Text unit_person_duties(Html *h, const UnitPerson *person)
{
    const Text parts[] = {
        person->goals > 0 ? html_count(h, person->goals, TR("ét mål"), TR("{1} mål")) : (Text){ 0 },
        person->signs > 0 ? html_count(h, person->signs, TR("ét tegn"), TR("{1} tegn")) : (Text){ 0 },
        person->tasks > 0 ? html_count(h, person->tasks, TR("én opgave"), TR("{1} opgaver")) : (Text){ 0 },
    };
    return unit_listed(h, parts, 3);
}

static void count_parts(UnitPage *v)
{
    for (size_t i = 0; i < v->people.count; i++)
        v->leader_count += text_is(v->people.at[i].role, "leader");
    for (size_t i = 0; i < v->trials.count; i++)
        v->over_count += v->trials.at[i].is_over;
    v->alive_count = (int64_t)v->trials.count - v->over_count;
    for (size_t i = 0; i < v->below.count; i++)
        v->closed_count += unit_is_closed(&v->below.at[i], v->q->today);
    v->open_count = (int64_t)v->below.count - v->closed_count;
}

static Err fill_unit(Request *q, UnitPage *v)
{
    UnitLines above;
    int64_t may_lead, may_administer;
    TRY(unit_plans(q->db, q->id, MOST_BELOW_UNIT, &v->plans));
    TRY(unit_trials(q->db, q->id, q->who, MOST_BELOW_UNIT, &v->trials));
    TRY(unit_goals(q->db, q->id, MOST_BELOW_UNIT, &v->goals));
    TRY(unit_signs(q->db, q->id, MOST_BELOW_UNIT, &v->signs));
    TRY(unit_people(q->db, q->id, MOST_BELOW_UNIT, &v->people));
    TRY(units_below(q->db, q->id, MOST_BELOW_UNIT, &v->below));
    TRY(units_above(q->db, q->id, MOST_KNOTS, &above));
    if (above.count > 0)
        v->parent = above.at[above.count - 1];
    TRY(unit_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    TRY(unit_is_reached(q->db, q->id, q->who, TEXT("admin"), &may_administer));
    v->may_lead = may_lead;
    v->may_administer = may_administer;
    count_parts(v);
    return OK;
}

static Err unit_page(Request *q)
{
    UnitPage v = { .q = q };
    TRY(record_load(q->db, &unit_record, q->id, &v.unit));
    TRY(fill_unit(q, &v));
    v.page = (Page){ .q = q, .kind = TR("Enhed"), .term = "organisation", .title = v.unit.name };
    if (!day_is_none(v.unit.valid_to.to) && day_compare(v.unit.valid_to.to, q->today) < 0)
        v.page.status = TR("Lukket");
    TRY(knots_above(q, q->id, false, &v.page.thread));
    return REPLY(q, unit_page_html, &v, &unit_record, &v.unit);
}

/* ---- forms ---- */

static const char *const edit_fields[] = { "name",          "kind",   "valid_from", "valid_to",
                                           "external_uuid", "source", "parent",     NULL };
static const char *const place_fields[] = { "name",          "kind",   "valid_from", "valid_to",
                                            "external_uuid", "source", NULL };

/* A unit is moved only by whoever may administer where it hangs now; the top of the tree stays. */
static Err may_move(Request *q, const Unit *unit, bool *ret_yes)
{
    int64_t yes = 0;
    if (unit->parent != 0)
        TRY(unit_is_reached(q->db, unit->parent, q->who, TEXT("admin"), &yes));
    *ret_yes = yes;
    return OK;
}

static Err fill_edit(Request *q, UnitForm *v, int64_t parent)
{
    bool moves;
    v->q = q;
    v->action = v->back = url_of(q->arena, &unit_record, q->id);
    v->kinds = kind_choices(q);
    v->page = (Page){ .q = q, .kind = TR("Redigér enhed"), .term = "organisation", .title = v->unit.name };
    TRY(may_move(q, &(Unit){ .parent = parent }, &moves));
    if (moves)
        TRY(unit_choices(q, ADMIN, &v->parents));
    return knots_above(q, q->id, false, &v->page.thread);
}

static Err unit_edit(Request *q)
{
    UnitForm v = { 0 };
    TRY(record_load(q->db, &unit_record, q->id, &v.unit));
    TRY(fill_edit(q, &v, v.unit.parent));
    unit_form_html(&q->html, &v);
    return reply_html(q);
}

static Err unit_save(Request *q)
{
    UnitForm v = { 0 };
    bool moves;
    TRY(record_load(q->db, &unit_record, q->id, &v.unit));
    const Unit before = v.unit;
    TRY(may_move(q, &before, &moves));
    TRY(read_form(q, &unit_record, moves ? edit_fields : place_fields, &v.unit));
    TRY(check_unit(q, &before, &v.unit));
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, before.parent));
        return REPLY_INVALID(q, unit_form_html, &v);
    }
    TRY(db_update(q->db, &unit_record, &before, &v.unit));
    if (v.unit.parent != before.parent)
        TRY(access_rebuild(q->db));
    return redirect_saying(q, TR("Enheden er gemt"), "/units/%" PRId64, q->id);
}

/* The form of a unit that is new below unit q->id. */
static Err fill_new(Request *q, UnitForm *v)
{
    v->q = q;
    v->action = url_format(q->arena, "/units/%" PRId64 "/units", q->id);
    v->back = url_of(q->arena, &unit_record, q->id);
    v->kinds = kind_choices(q);
    v->page = (Page){ .q = q,
                      .kind = TR("Ny enhed"),
                      .term = "organisation",
                      .title = html_translated(&q->html, TR("Hvad hedder enheden?")) };
    return knots_above(q, q->id, true, &v->page.thread);
}

static Err unit_new(Request *q)
{
    UnitForm v = { 0 };
    TRY(fill_new(q, &v));
    unit_form_html(&q->html, &v);
    return reply_html(q);
}

static Err unit_create(Request *q)
{
    UnitForm v = { 0 };
    TRY(read_form(q, &unit_record, place_fields, &v.unit));
    v.unit.parent = q->id;
    TRY(check_unit(q, &v.unit, &v.unit));
    if (has_errors(q)) {
        TRY(fill_new(q, &v));
        return REPLY_INVALID(q, unit_form_html, &v);
    }
    TRY(db_insert(q->db, &unit_record, &v.unit));
    TRY(access_rebuild(q->db));
    return redirect_saying(q, TR("Enheden er oprettet"), "/units/%" PRId64, v.unit.id);
}

const Route unit_routes[] = {
    { GET, "/units", units_page, .need = SEE },
    { GET, "/units/{id}", unit_page, .need = SEE, .of = &unit_record },
    { GET, "/units/{id}/edit", unit_edit, .need = ADMIN, .of = &unit_record },
    { POST, "/units/{id}", unit_save, .need = ADMIN, .of = &unit_record },
    { GET, "/units/{id}/units/new", unit_new, .need = ADMIN, .of = &unit_record },
    { POST, "/units/{id}/units", unit_create, .need = ADMIN, .of = &unit_record },
    { 0 },
};
