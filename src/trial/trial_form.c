/* SPDX-License-Identifier: MPL-2.0 */
/* The forms of a trial: a new one below a goal, the whole of one that is there, and a part at a time. */
#include <inttypes.h>
#include <string.h>

#include "citizen_group/citizen_group.h"
#include "goal/goal.h"
#include "thread/thread.h"
#include "trial.html.h"
#include "trial/trial_view.h"
#include "unit/unit.h"

/* The prediction stands alone, so that it can be left out when it is locked. */
static const char *const whole_fields[] = { "title",     "description", "target_group", "how_many",
                                            "starts_on", "final_on",    "interim_on",   "interim_reason",
                                            "ends_on",   "place",       "units",        "citizen_groups",
                                            "mechanism", "outcome",     "partners",     "continues",
                                            NULL };
static const char *const prediction_fields[] = { "prediction", NULL };
static const char *const context_fields[] = { "mechanism", "outcome", "goals", "continues", NULL };
static const char *const action_fields[] = { "title", "description",    "target_group", "how_many", "place",
                                             "units", "citizen_groups", "partners",     NULL };
static const char *const date_fields[] = { "starts_on",      "ends_on",  "interim_on",
                                           "interim_reason", "final_on", NULL };

const TrialPart trial_parts[] = {
    { "context", TR("Sammenhæng"), context_fields },
    { "prediction", TR("Hvad tror I, der sker?"), prediction_fields },
    { "action", TR("Tiltag"), action_fields },
    { "dates", TR("Hvornår?"), date_fields },
    { 0 },
};

const TrialPart *trial_part(Text name)
{
    for (const TrialPart *part = trial_parts; part->name != NULL; part++)
        if (text_is(name, part->name))
            return part;
    return NULL;
}

static bool part_has(const TrialPart *part, const char *field)
{
    for (const char *const *name = part->fields; *name != NULL; name++)
        if (strcmp(*name, field) == 0)
            return true;
    return false;
}

/* ---- choices ---- */

static Choices choices_of_links(Arena *arena, TrialLinks links)
{
    Choices choices = { arena_array(arena, Choice, links.count), links.count };
    for (size_t i = 0; i < links.count; i++)
        choices.at[i] = (Choice){ text_of_integer(arena, links.at[i].id), links.at[i].title };
    return choices;
}

const Choices *trial_choices(const TrialForm *v, const char *field)
{
    static const Choices none = { 0 };
    const struct {
        const char *field;
        const Choices *choices;
    } all[] = { { "citizen_groups", &v->citizen_groups },
                { "goals", &v->goals },
                { "units", &v->units },
                { "continues", &v->earlier } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i].field, field) == 0)
            return all[i].choices;
    return &none;
}

/* GOAL is that of a new trial, 0 for one that is there. */
static Err fill_choices(Request *q, TrialForm *v, int64_t goal)
{
    TrialLinks goals, units, earlier;
    TRY(trial_goal_choices(q->db, v->trial.id, q->who, MOST_TRIAL_CHOICES, &goals));
    TRY(trial_unit_choices(q->db, goal, v->trial.id, q->today, q->who, MOST_TRIAL_CHOICES, &units));
    TRY(trial_continue_choices(q->db, v->trial.id, v->trial.continues, q->who, MOST_TRIAL_CHOICES, &earlier));
    TRY(trial_sign_choices(q->db, goal, v->trial.id, MOST_TRIAL_CHOICES, &v->signs));
    v->goals = choices_of_links(q->arena, goals);
    v->units = choices_of_links(q->arena, units);
    v->earlier = choices_of_links(q->arena, earlier);
    return citizen_group_choices(q, &v->citizen_groups);
}

static void fill_view(Request *q, TrialForm *v)
{
    v->q = q;
    v->record = record_requiring(q->arena, &trial_record, trial_start_fields);
}

Err trial_fill_form(Request *q, TrialForm *v, const TrialPart *part)
{
    fill_view(q, v);
    v->part = part;
    v->back = url_of(q->arena, &trial_record, q->id);
    v->action =
        part == NULL ? v->back : url_format(q->arena, "/trials/%" PRId64 "/edit/%s", q->id, part->name);
    v->page = (Page){ .q = q,
                      .menu = "/trials",
                      .kind = TR("Redigér prøvehandling"),
                      .term = "proevehandling",
                      .title = v->trial.title };
    TRY(thread_above(q, &trial_record, q->id, &v->page.thread));
    TRY(trial_lock(q, &v->trial, &v->lock));
    return fill_choices(q, v, 0);
}

/* ---- the signs that are chosen; the link stands on the sign, which lies below and is written through its
 * record ---- */

static bool is_typed_sign(const Request *q, int64_t sign)
{
    int64_t typed;
    for (size_t i = 0; i < q->form.count; i++)
        if (text_is(q->form.at[i].name, "signs") && text_to_integer(q->form.at[i].value, &typed) &&
            typed == sign)
            return true;
    return false;
}

bool trial_sign_is_chosen(const TrialForm *v, const TrialSignChoice *sign)
{
    return v->q->method == POST || v->q->is_restored ? is_typed_sign(v->q, sign->id) : sign->is_linked;
}

/* How many of the offered signs are chosen; NOT_FOUND when one was sent that was not offered. */
static Err count_chosen(const Request *q, const TrialSignChoices *offered, size_t *ret_count)
{
    size_t sent = 0;
    *ret_count = 0;
    for (size_t i = 0; i < q->form.count; i++)
        sent += text_is(q->form.at[i].name, "signs");
    for (size_t i = 0; i < offered->count; i++)
        *ret_count += is_typed_sign(q, offered->at[i].id);
    return sent == *ret_count ? OK : NOT_FOUND;
}

static Err link_sign(Request *q, int64_t sign, int64_t trial, bool is_chosen)
{
    const Record *record = record_by_name(TEXT("sign"));
    const Field *trials = record_field(record, "trials");
    void *before = arena_get(q->arena, record->size), *after = arena_get(q->arena, record->size);
    TRY(record_load(q->db, record, sign, before));
    memcpy(after, before, record->size);
    const Ids *old = field_at(trials, before);
    Ids *ids = field_at(trials, after);
    *ids = (Ids){ arena_array(q->arena, int64_t, old->count + 1), 0 };
    for (size_t i = 0; i < old->count; i++)
        if (old->at[i] != trial)
            ids->at[ids->count++] = old->at[i];
    if (is_chosen)
        ids->at[ids->count++] = trial;
    ids_sort(ids);
    return db_update(q->db, record, before, after);
}

static Err save_signs(Request *q, const TrialSignChoices *offered, int64_t trial)
{
    for (size_t i = 0; i < offered->count; i++) {
        bool is_chosen = is_typed_sign(q, offered->at[i].id);
        if (is_chosen != offered->at[i].is_linked)
            TRY(link_sign(q, offered->at[i].id, trial, is_chosen));
    }
    return OK;
}

/* ---- what is typed ---- */

/* Somebody who leads one of the units must be left, or nobody here could carry the trial on. */
static Err check_units(Request *q, const Trial *trial)
{
    int64_t yes = 0;
    for (size_t i = 0; i < trial->units.count && !yes; i++)
        TRY(unit_record.reached(q->db, trial->units.at[i], q->who, TEXT("lead"), &yes));
    if (!yes)
        form_error(q, "units", TR("Vælg mindst én af de enheder, du leder"));
    return OK;
}

static Err read_trial(Request *q, const char *const *fields, Trial *trial)
{
    TRY(read_form(q, &trial_record, fields, trial));
    if (trial->id != 0 && trial->continues == trial->id)
        form_error(q, "continues", TR("Vælg en anden prøvehandling end den selv"));
    return OK;
}

/* The whole form. A form that tries to change a locked prediction keeps the old one. */
static Err read_whole(Request *q, Trial *trial)
{
    TRY(read_trial(q, whole_fields, trial));
    if (!trial_is_started(trial))
        TRY(read_form(q, &trial_record, prediction_fields, trial));
    return OK;
}

static bool wants_start(const Request *q, const Trial *trial)
{
    return form_has(q, "start") && !trial_is_started(trial);
}

/* What a saved trial leads to: starting it, describing a sign, or its page. */
static Err go_on(Request *q, Trial *trial)
{
    if (wants_start(q, trial)) {
        TRY(trial_set_in_motion(q, trial));
        return redirect_saying(q, TR("Prøvehandlingen er sat i gang, og forventningen er låst"),
                               "/trials/%" PRId64, trial->id);
    }
    if (text_is(form_value(q, "then"), "sign"))
        return redirect_saying(q, TR("Prøvehandlingen er gemt. Beskriv nu tegnet"),
                               "/trials/%" PRId64 "/signs/new", trial->id);
    return redirect_saying(q, TR("Prøvehandlingen er gemt"), "/trials/%" PRId64, trial->id);
}

/* ---- a new one, below goal q->id ---- */

static Err fill_new(Request *q, TrialForm *v)
{
    fill_view(q, v);
    v->action = url_format(q->arena, "/goals/%" PRId64 "/trials", q->id);
    v->back = url_of(q->arena, &goal_record, q->id);
    v->page = (Page){ .q = q, .menu = "/trials", .kind = TR("Ny prøvehandling"), .term = "proevehandling" };
    v->page.title =
        text_is_empty(v->trial.title) ? html_translated(&q->html, TR("Beskriv jeres idé")) : v->trial.title;
    v->page.lead = html_translated(&q->html, TR("Skriv kort. I kan gemme og gøre det færdigt senere. "
                                                "Kun jeres egen enhed kan se den, før den går i gang."));
    TRY(thread_to(q, &goal_record, q->id, &v->page.thread));
    return fill_choices(q, v, q->id);
}

/* One that builds on an earlier trial begins with what was done there, and for whom. */
static Err build_on(Request *q, Text earlier, Trial *trial)
{
    Trial before = { 0 };
    int64_t id, is_seen = 0;
    if (text_is_empty(earlier))
        return OK;
    if (!text_to_integer(earlier, &id))
        return NOT_FOUND;
    TRY(trial_is_seen(q->db, id, q->who, &is_seen));
    if (!is_seen)
        return NOT_FOUND;
    TRY(record_load(q->db, &trial_record, id, &before));
    trial->continues = id;
    trial->description = before.description;
    trial->target_group = before.target_group;
    trial->mechanism = before.mechanism;
    trial->citizen_groups = before.citizen_groups;
    return OK;
}

Err trial_new(Request *q)
{
    TrialForm v = { .trial = { .state = TEXT("idea") } };
    TRY(build_on(q, query_value(q, "continues"), &v.trial));
    TRY(trial_units_by_default(q->db, q->id, q->who, MOST_TRIAL_CHOICES, &v.trial.units));
    TRY(fill_new(q, &v));
    trial_form_html(&q->html, &v);
    return reply_html(q);
}

Err trial_create(Request *q)
{
    TrialForm v = { .trial = { .state = TEXT("idea") } };
    size_t sign_count;
    TRY(read_whole(q, &v.trial));
    v.trial.goals = (Ids){ &q->id, 1 };
    if (v.trial.units.count == 0)
        TRY(trial_units_by_default(q->db, q->id, q->who, MOST_TRIAL_CHOICES, &v.trial.units));
    TRY(check_units(q, &v.trial));
    TRY(fill_new(q, &v));
    TRY(count_chosen(q, &v.signs, &sign_count));
    if (wants_start(q, &v.trial))
        check_trial_start(q, &v.trial, sign_count);
    check_trial_dates(q, &v.trial);
    if (has_errors(q))
        return REPLY_INVALID(q, trial_form_html, &v);
    TRY(db_insert(q->db, &trial_record, &v.trial));
    TRY(save_signs(q, &v.signs, v.trial.id));
    return go_on(q, &v.trial);
}

/* ---- the whole of one that is there ---- */

Err trial_edit(Request *q)
{
    TrialForm v = { 0 };
    TRY(record_load(q->db, &trial_record, q->id, &v.trial));
    TRY(trial_fill_form(q, &v, NULL));
    trial_form_html(&q->html, &v);
    return reply_html(q);
}

Err trial_save(Request *q)
{
    TrialForm v = { 0 };
    size_t sign_count = 0;
    TRY(record_load(q->db, &trial_record, q->id, &v.trial));
    const Trial before = v.trial;
    TRY(read_whole(q, &v.trial));
    TRY(check_units(q, &v.trial));
    TRY(trial_fill_form(q, &v, NULL));
    bool has_signs = form_has(q, "has_signs") && !trial_is_started(&before);
    if (has_signs)
        TRY(count_chosen(q, &v.signs, &sign_count));
    if (wants_start(q, &v.trial))
        check_trial_start(q, &v.trial, sign_count);
    check_trial_dates(q, &v.trial);
    if (has_errors(q))
        return REPLY_INVALID(q, trial_form_html, &v);
    TRY(db_update(q->db, &trial_record, &before, &v.trial));
    if (has_signs)
        TRY(save_signs(q, &v.signs, q->id));
    return go_on(q, &v.trial);
}

/* ---- a part at a time ---- */

/* The part that the address names, of the trial as it is. NOT_FOUND when there is none, DENIED for a
 * prediction that is locked. */
static Err load_part(Request *q, TrialForm *v, const TrialPart **ret_part)
{
    *ret_part = trial_part(path_part(q, "part"));
    if (*ret_part == NULL)
        return NOT_FOUND;
    TRY(record_load(q->db, &trial_record, q->id, &v->trial));
    return part_has(*ret_part, "prediction") && trial_is_started(&v->trial) ? DENIED : OK;
}

Err trial_part_edit(Request *q)
{
    TrialForm v = { 0 };
    const TrialPart *part;
    TRY(load_part(q, &v, &part));
    TRY(trial_fill_form(q, &v, part));
    trial_part_form_html(&q->html, &v);
    return reply_html(q);
}

Err trial_part_save(Request *q)
{
    TrialForm v = { 0 };
    const TrialPart *part;
    TRY(load_part(q, &v, &part));
    const Trial before = v.trial;
    TRY(read_trial(q, part->fields, &v.trial));
    if (part_has(part, "units"))
        TRY(check_units(q, &v.trial));
    if (part_has(part, "final_on"))
        check_trial_dates(q, &v.trial);
    if (has_errors(q)) {
        TRY(trial_fill_form(q, &v, part));
        return REPLY_INVALID(q, trial_part_form_html, &v);
    }
    TRY(db_update(q->db, &trial_record, &before, &v.trial));
    return redirect_saying(q, TR("Prøvehandlingen er gemt"), "/trials/%" PRId64, q->id);
}

/* ---- building on an ended one ---- */

Err trial_next(Request *q)
{
    TrialNextPage v = { .q = q, .trial = q->id };
    Trial trial;
    if (!has_need(q, LEAD))
        return DENIED;
    TRY(record_load(q->db, &trial_record, q->id, &trial));
    TRY(trial_goals_led(q->db, q->id, q->who, MOST_TRIAL_CHOICES, &v.goals));
    if (v.goals.count == 1)
        return redirect(q, "/goals/%" PRId64 "/trials/new?continues=%" PRId64, v.goals.at[0].id, q->id);
    v.page = (Page){ .q = q,
                     .menu = "/trials",
                     .kind = TR("Byg videre"),
                     .term = "proevehandling",
                     .title = html_translated(&q->html, TR("Hvilket mål skal den næste hjælpe?")) };
    TRY(thread_to(q, &trial_record, q->id, &v.page.thread));
    trial_next_page_html(&q->html, &v);
    return reply_html(q);
}
