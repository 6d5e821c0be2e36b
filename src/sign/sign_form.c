/* SPDX-License-Identifier: MPL-2.0 */
/* Forms of a sign itself: new below a goal, a trial or a unit, edited, agreed, and used by one more trial. */
#include <inttypes.h>

#include "goal/goal.h"
#include "sign.html.h"
#include "sign/sign_view.h"
#include "thread/thread.h"
#include "trial/trial.h"
#include "unit/unit.h"

static const char *const new_fields[] = { "title",    "kind",      "definition", "measure",    "direction",
                                          "baseline", "target",    "frequency",  "counted_by", "min_count",
                                          "owner",    "agreed_by", "agreed_on",  NULL };
static const char *const edit_fields[] = { "title",     "kind",    "definition", "measure",    "direction",
                                           "baseline",  "target",  "frequency",  "counted_by", "owner",
                                           "min_count", "part_of", "goals",      "trials",     "objectives",
                                           "source",    NULL };
static const char *const agreement_fields[] = { "agreed_by", "agreed_on", NULL };

/* ---- rules ---- */

static void check_agreement(Request *q, const Sign *sign)
{
    if (!day_is_none(sign->agreed_on) && day_compare(sign->agreed_on, q->today) > 0)
        form_error(q, "agreed_on", TR("Vælg en dag, der ikke ligger i fremtiden"));
}

/* Numbers cannot become observations once some are written. */
static Err check_kind(Request *q, const Sign *before, const Sign *sign)
{
    int64_t has_values;
    if (text_equal(before->kind, sign->kind))
        return OK;
    TRY(sign_has_values(q->db, sign->id, &has_values));
    if (has_values)
        form_error(q, "kind", TR("Der er allerede skrevet noget om tegnet. Lav et nyt tegn i stedet"));
    return OK;
}

/* A sign without owner, goal and trial would be nobody's: no one could ever edit it again. */
static void check_is_held(Request *q, const Sign *sign)
{
    if (sign->owner.person == 0 && sign->owner.unit == 0 && sign->goals.count == 0 && sign->trials.count == 0)
        form_error(q, "owner",
                   TR("Vælg en ansvarlig, når tegnet ikke hører til et mål eller en prøvehandling"));
}

/* Only numbers add up, and never to themselves. */
static Err check_total(Request *q, const Sign *sign)
{
    int64_t is_circle;
    Sign total;
    if (sign->part_of == 0)
        return OK;
    TRY(record_load(q->db, &sign_record, sign->part_of, &total));
    TRY(sign_adds_up_to(q->db, sign->part_of, sign->id, &is_circle));
    if (is_circle)
        form_error(q, "part_of", TR("Vælg et andet tegn: et tegn kan ikke være en del af sig selv"));
    else if (!text_is(total.kind, "quantitative") || !text_is(sign->kind, "quantitative"))
        form_error(q, "part_of", TR("Vælg intet her: kun tal kan lægges sammen"));
    return OK;
}

/* ---- choices ---- */

static Choices choices_of(Arena *arena, SignLinks links)
{
    Choices choices = { arena_array(arena, Choice, links.count), links.count };
    for (size_t i = 0; i < links.count; i++)
        choices.at[i] = (Choice){ text_of_integer(arena, links.at[i].id), links.at[i].title };
    return choices;
}

static Err fill_links(Request *q, SignForm *v)
{
    SignLinks goals, trials, objectives, totals;
    TRY(goals_for_sign(q->db, v->sign.id, q->who, MOST_SIGN_CHOICES, &goals));
    TRY(trials_for_sign(q->db, v->sign.id, q->who, MOST_SIGN_CHOICES, &trials));
    TRY(objectives_for_sign(q->db, v->sign.id, q->who, MOST_SIGN_CHOICES, &objectives));
    TRY(totals_for_sign(q->db, v->sign.id, q->who, MOST_SIGN_CHOICES, &totals));
    v->goals = choices_of(q->arena, goals);
    v->trials = choices_of(q->arena, trials);
    v->objectives = choices_of(q->arena, objectives);
    v->totals = choices_of(q->arena, totals);
    return OK;
}

/* ---- new ---- */

static Err fill_new(Request *q, SignForm *v, const Record *parent)
{
    v->q = q;
    v->is_new = true;
    v->action = url_format(q->arena, "%s/%" PRId64 "/signs", parent->path, q->id);
    v->back = url_of(q->arena, parent, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/signs",
                      .kind = TR("Nyt tegn"),
                      .term = "tegn",
                      .title = html_translated(&q->html, TR("Hvad vil I kigge efter?")) };
    if (parent == &trial_record) {
        SignLinks existing;
        TRY(signs_for_trial(q->db, q->id, MOST_SIGN_CHOICES, &existing));
        v->trial = q->id;
        v->existing = choices_of(q->arena, existing);
    }
    if (parent == &unit_record) {
        TRY(title_of_sign_parent(q->db, TEXT("unit"), q->id, &v->page.lead));
    } else {
        TRY(thread_to(q, parent, q->id, &v->page.thread));
    }
    return party_choices(q, &v->owners);
}

/* What hangs above a new sign; a key figure belongs to its unit until somebody else is named. */
static void start_sign(Request *q, const Record *parent, Sign *sign)
{
    if (parent == &goal_record)
        sign->goals = (Ids){ &q->id, 1 };
    else if (parent == &trial_record)
        sign->trials = (Ids){ &q->id, 1 };
    else
        sign->owner = (Party){ .unit = q->id };
}

static Err show_new(Request *q, const Record *parent)
{
    SignForm v = { 0 };
    start_sign(q, parent, &v.sign);
    TRY(fill_new(q, &v, parent));
    sign_form_html(&q->html, &v);
    return reply_html(q);
}

static Err create(Request *q, const Record *parent)
{
    SignForm v = { 0 };
    start_sign(q, parent, &v.sign);
    TRY(read_form(q, &sign_record, new_fields, &v.sign));
    if (parent == &unit_record && v.sign.owner.person == 0 && v.sign.owner.unit == 0)
        start_sign(q, parent, &v.sign);
    check_agreement(q, &v.sign);
    if (has_errors(q)) {
        TRY(fill_new(q, &v, parent));
        return REPLY_INVALID(q, sign_form_html, &v);
    }
    TRY(db_insert(q->db, &sign_record, &v.sign));
    return redirect_saying(q, TR("Tegnet er gemt"), "/signs/%" PRId64, v.sign.id);
}

Err sign_new_of_goal(Request *q)
{
    return show_new(q, &goal_record);
}

Err sign_new_of_trial(Request *q)
{
    return show_new(q, &trial_record);
}

Err sign_new_of_unit(Request *q)
{
    return show_new(q, &unit_record);
}

Err sign_create_of_goal(Request *q)
{
    return create(q, &goal_record);
}

Err sign_create_of_trial(Request *q)
{
    return create(q, &trial_record);
}

Err sign_create_of_unit(Request *q)
{
    return create(q, &unit_record);
}

/* ---- one more trial ---- */

static bool serves(const Sign *sign, int64_t trial)
{
    for (size_t i = 0; i < sign->trials.count; i++)
        if (sign->trials.at[i] == trial)
            return true;
    return false;
}

Err sign_attach(Request *q)
{
    Sign sign;
    int64_t id, is_seen;
    if (!text_to_integer(form_value(q, "sign"), &id)) {
        SignForm v = { 0 };
        form_error(q, "sign", TR("Vælg et tegn"));
        start_sign(q, &trial_record, &v.sign);
        TRY(fill_new(q, &v, &trial_record));
        return REPLY_INVALID(q, sign_form_html, &v);
    }
    TRY(sign_is_seen(q->db, id, q->who, &is_seen));
    if (!is_seen)
        return NOT_FOUND;
    TRY(record_load(q->db, &sign_record, id, &sign));
    const Sign before = sign;
    if (!serves(&sign, q->id)) {
        int64_t *trials = arena_array(q->arena, int64_t, sign.trials.count + 1);
        for (size_t i = 0; i < sign.trials.count; i++)
            trials[i] = sign.trials.at[i];
        trials[sign.trials.count] = q->id;
        sign.trials = (Ids){ trials, sign.trials.count + 1 };
        ids_sort(&sign.trials);
        TRY(db_update(q->db, &sign_record, &before, &sign));
    }
    return redirect_saying(q, TR("Tegnet er knyttet til prøvehandlingen"), "/trials/%" PRId64, q->id);
}

/* ---- edited ---- */

static Err fill_edit(Request *q, SignForm *v, const char *kind)
{
    v->q = q;
    v->back = url_of(q->arena, &sign_record, q->id);
    v->page = (Page){ .q = q, .menu = "/signs", .kind = kind, .term = "tegn", .title = v->sign.title };
    TRY(thread_above(q, &sign_record, q->id, &v->page.thread));
    TRY(fill_links(q, v));
    return party_choices(q, &v->owners);
}

Err sign_edit(Request *q)
{
    SignForm v = { .action = url_of(q->arena, &sign_record, q->id) };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    TRY(fill_edit(q, &v, TR("Redigér tegn")));
    sign_form_html(&q->html, &v);
    return reply_html(q);
}

Err sign_save(Request *q)
{
    SignForm v = { .action = url_of(q->arena, &sign_record, q->id) };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    const Sign before = v.sign;
    TRY(read_form(q, &sign_record, edit_fields, &v.sign));
    TRY(check_kind(q, &before, &v.sign));
    TRY(check_total(q, &v.sign));
    check_is_held(q, &v.sign);
    if (has_errors(q)) {
        v.sign.title = before.title;
        TRY(fill_edit(q, &v, TR("Redigér tegn")));
        return REPLY_INVALID(q, sign_form_html, &v);
    }
    TRY(db_update(q->db, &sign_record, &before, &v.sign));
    return redirect_saying(q, TR("Tegnet er gemt"), "/signs/%" PRId64, q->id);
}

Err sign_agreement_edit(Request *q)
{
    SignForm v = { .action = url_format(q->arena, "/signs/%" PRId64 "/agreement", q->id) };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    if (day_is_none(v.sign.agreed_on))
        v.sign.agreed_on = q->today;
    TRY(fill_edit(q, &v, TR("Hvem har aftalt tegnet?")));
    sign_agreement_form_html(&q->html, &v);
    return reply_html(q);
}

Err sign_agreement_save(Request *q)
{
    SignForm v = { .action = url_format(q->arena, "/signs/%" PRId64 "/agreement", q->id) };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    const Sign before = v.sign;
    TRY(read_form(q, &sign_record, agreement_fields, &v.sign));
    check_agreement(q, &v.sign);
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, TR("Hvem har aftalt tegnet?")));
        return REPLY_INVALID(q, sign_agreement_form_html, &v);
    }
    TRY(db_update(q->db, &sign_record, &before, &v.sign));
    return redirect_saying(q, TR("Aftalen er gemt"), "/signs/%" PRId64, q->id);
}
