/* SPDX-License-Identifier: MPL-2.0 */
/* Which units owe a plan in a year: central staff marks them, the list of plans tells who has none. */
#include <inttypes.h>

#include "plan.html.h"
#include "plan/plan_view.h"
#include "unit/unit.h"

static const Field plan_duty_fields[] = {
    FIELD(PlanDuty, year, .flags = REQUIRED | BY_YEAR, .label = TR("År")),
    FIELD(PlanDuty, unit, .flags = REQUIRED, .refers = &unit_record, .label = TR("Enhed")),
    { 0 },
};

static const char *const plan_duty_identity[] = { "year", "unit", NULL };

const Record plan_duty_record = {
    .name = "plan_duty",
    .label = TR("Skal have en målplan"),
    .size = sizeof(PlanDuty),
    .fields = plan_duty_fields,
    .seen = plan_duty_is_seen,
    .identity = plan_duty_identity,
};

/* The year of the path. */
static Err duty_year(const Request *q, int64_t *ret_year)
{
    bool is_year = text_to_integer(path_part(q, "year"), ret_year) && year_is_known(*ret_year);
    return is_year ? OK : NOT_FOUND;
}

static Err units_in_year(Request *q, int64_t year, PlanDutyUnits *ret_units)
{
    Day first, last;
    day_from(year, 1, 1, &first);
    day_from(year, 12, 31, &last);
    return plan_duty_units(q->db, year, first, last, MOST_DUTY_UNITS, ret_units);
}

Err plan_duty_page(Request *q)
{
    PlanDutyPage v = { .q = q };
    int64_t year;
    TRY(duty_year(q, &year));
    TRY(units_in_year(q, year, &v.units));
    v.year = text_of_integer(q->arena, year);
    v.before = text_of_integer(q->arena, year - 1);
    v.after = text_of_integer(q->arena, year + 1);
    v.page = (Page){
        .q = q,
        .menu = "/plans",
        .kind = TR("Målplaner"),
        .term = "maalplan",
        .title = message_format(&q->html, TR("Hvem skal have en målplan for {1}?"), &v.year, 1),
        .lead = html_translated(
            &q->html,
            TR("Alle kan se, hvem der mangler en. Har to en målplan sammen, tæller den for dem begge."))
    };
    return REPLY_ROWS(q, plan_duty_page_html, &v, plan_duty_unit, v.units);
}

/* Only what was changed on the form is changed here, so that two who mark at the same time do not undo each
 * other. */
Err plan_duty_save(Request *q)
{
    PlanDutyUnits units;
    int64_t year;
    TRY(duty_year(q, &year));
    TRY(units_in_year(q, year, &units));
    for (size_t i = 0; i < units.count; i++) {
        const PlanDutyUnit *unit = &units.at[i];
        Text id = text_of_integer(q->arena, unit->id);
        bool is_marked = form_has_value(q, "unit", id);
        bool was_marked = form_has(q, text_format(q->arena, "was-%s", id.at).at);
        PlanDuty duty = { .year = year, .unit = unit->id };
        if (is_marked && !was_marked && unit->duty == 0)
            TRY(db_insert(q->db, &plan_duty_record, &duty));
        if (is_marked || !was_marked || unit->duty == 0)
            continue;
        TRY(record_load(q->db, &plan_duty_record, unit->duty, &duty));
        TRY(db_delete(q->db, &plan_duty_record, &duty));
    }
    return redirect_saying(q, TR("Det er gemt"), "/plans?year=%" PRId64, year);
}
