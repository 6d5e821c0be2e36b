/* SPDX-License-Identifier: MPL-2.0 */
/* How much there is room for, year by year, as staff write it down. */
#include <inttypes.h>

#include "coverage.html.h"
#include "coverage/coverage_view.h"

static const Field capacity_fields[] = {
    FIELD(Capacity, year, .flags = REQUIRED | BY_YEAR, .label = TR("År"),
          .missing = TR("Skriv året, for eksempel 2027")),
    FIELD(Capacity, most, .flags = REQUIRED, .longest = 999,
          .label = TR("Hvor mange målsætninger kan organisationen arbejde med?"),
          .hint = TR("Tæl dem fra budgetaftalen med."), .missing = TR("Skriv antallet med tal, mindst 1")),
    FIELD(Capacity, reference, .longest = 500, .label = TR("Hvor er det besluttet?"),
          .hint = TR("For eksempel: Direktionen 31. august 2026, punkt 2")),
    { 0 },
};

static const char *const capacity_identity[] = { "year", NULL };

const Record capacity_record = {
    .name = "capacity",
    .label = TR("Plads i et år"),
    .size = sizeof(Capacity),
    .fields = capacity_fields,
    .seen = capacity_is_seen,
    .identity = capacity_identity,
};

static Url list_url(Arena *arena)
{
    return url_format(arena, "/coverage/capacity");
}

Err capacity_page(Request *q)
{
    CapacityPage v = { .q = q, .may_write = has_need(q, STAFF) };
    TRY(capacities_by_year(q->db, q->who, MOST_CAPACITIES, &v.capacities));
    if (q->wants_json)
        return reply_json_rows(q, "capacity", capacity_fields, v.capacities.at, sizeof *v.capacities.at,
                               v.capacities.count);
    v.page =
        (Page){ .q = q,
                .menu = "/coverage",
                .kind = TR("Dækning"),
                .term = "daekning",
                .title = html_translated(&q->html, TR("Hvor meget er der plads til?")),
                .lead = html_translated(
                    &q->html,
                    TR("Så mange målsætninger kan organisationen arbejde med i et år. De, der skal med fra "
                       "budgetaftalen, bruger af pladsen.")) };
    knots_add(&v.page.thread, TR("Dækning"),
              html_translated(&q->html, TR("Er alle målsætninger arbejdet med?")),
              url_format(q->arena, "/coverage"));
    capacity_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- the form ---- */

static const char *const form_fields[] = { "year", "most", "reference", NULL };

static void fill_form(Request *q, CapacityForm *v)
{
    bool is_new = v->capacity.id == 0;
    Text year = text_of_integer(q->arena, v->capacity.year);
    v->q = q;
    v->back = list_url(q->arena);
    v->action = is_new ? v->back : url_format(q->arena, "/coverage/capacity/%" PRId64, v->capacity.id);
    v->page = (Page){ .q = q,
                      .menu = "/coverage",
                      .kind = is_new ? TR("Plads i et nyt år") : TR("Ret pladsen i et år"),
                      .title = is_new ? html_translated(&q->html, TR("Hvor meget er der plads til?"))
                                      : message_format(&q->html, TR("Hvor meget er der plads til i {1}?"),
                                                       &year, 1) };
    knots_add(&v->page.thread, TR("Plads"), html_translated(&q->html, TR("Hvor meget er der plads til?")),
              v->back);
}

/* A year has one number. */
static Err check_year(Request *q, const Capacity *capacity)
{
    int64_t other = 0;
    TRY(capacity_id_of_year(q->db, capacity->year, &other));
    if (other != 0 && other != capacity->id)
        form_error(q, "year", TR("Der står allerede et tal for det år. Ret det i stedet"));
    return OK;
}

Err capacity_new(Request *q)
{
    CapacityForm v = { 0 };
    text_to_integer(query_value(q, "year"), &v.capacity.year);
    fill_form(q, &v);
    capacity_form_html(&q->html, &v);
    return reply_html(q);
}

Err capacity_create(Request *q)
{
    CapacityForm v = { 0 };
    TRY(read_form(q, &capacity_record, form_fields, &v.capacity));
    TRY(check_year(q, &v.capacity));
    if (has_errors(q)) {
        fill_form(q, &v);
        return REPLY_INVALID(q, capacity_form_html, &v);
    }
    TRY(db_insert(q->db, &capacity_record, &v.capacity));
    return redirect_saying(q, TR("Pladsen er gemt"), "/coverage/capacity");
}

Err capacity_edit(Request *q)
{
    CapacityForm v = { 0 };
    TRY(record_load(q->db, &capacity_record, q->id, &v.capacity));
    fill_form(q, &v);
    capacity_form_html(&q->html, &v);
    return reply_html(q);
}

Err capacity_save(Request *q)
{
    CapacityForm v = { 0 };
    TRY(record_load(q->db, &capacity_record, q->id, &v.capacity));
    const Capacity before = v.capacity;
    TRY(read_form(q, &capacity_record, form_fields, &v.capacity));
    TRY(check_year(q, &v.capacity));
    if (has_errors(q)) {
        fill_form(q, &v);
        return REPLY_INVALID(q, capacity_form_html, &v);
    }
    TRY(db_update(q->db, &capacity_record, &before, &v.capacity));
    return redirect_saying(q, TR("Pladsen er gemt"), "/coverage/capacity");
}

/* A number that was wrong to write at all: then it is not known again. The history keeps it. */
Err capacity_delete(Request *q)
{
    Capacity capacity = { 0 };
    TRY(record_load(q->db, &capacity_record, q->id, &capacity));
    TRY(db_delete(q->db, &capacity_record, &capacity));
    return redirect_saying(q, TR("Tallet er slettet"), "/coverage/capacity");
}
