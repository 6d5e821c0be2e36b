/* SPDX-License-Identifier: MPL-2.0 */
#include "trial/trial.h"

#include <inttypes.h>
#include <string.h>

#include "citizen_group/citizen_group.h"
#include "goal/goal.h"
#include "layout/words.h"
#include "search/search.h"
#include "thread/thread.h"
#include "trial.html.h"
#include "trial/trial_view.h"
#include "unit/unit.h"

static const Field trial_fields[] = {
    FIELD(Trial, title, .flags = REQUIRED, .label = TR("Titel"),
          .missing = TR("Skriv, hvad I vil prøve, i en kort titel")),
    FIELD(Trial, description, .flags = LONG, .label = TR("Hvad gør I?"),
          .hint = TR("Skriv, så en kollega kan gøre det samme: hvem, hvor, hvor tit.")),
    FIELD(Trial, target_group, .longest = 500, .label = TR("Hvem er det for?"),
          .missing = TR("Skriv, hvem det er for")),
    FIELD(Trial, how_many, .label = TR("Hvor mange er med?"),
          .hint = TR("For eksempel 236 børn i ti klasser.")),
    FIELD(Trial, citizen_groups, .refers = &citizen_group_record, .label = TR("Borgergrupper")),
    FIELD(Trial, mechanism, .flags = LONG, .label = TR("Hvorfor tror I, det virker?")),
    FIELD(Trial, outcome, .flags = LONG, .label = TR("Hvad skal komme ud af det?")),
    FIELD(Trial, place, .label = TR("Hvor?")),
    FIELD(Trial, starts_on, .label = TR("Begynder"),
          .hint = TR("Lader I feltet stå tomt, begynder I den dag, I sætter i gang.")),
    FIELD(Trial, ends_on, .label = TR("Slutter")),
    FIELD(Trial, interim_on, .label = TR("Evalueres undervejs")),
    FIELD(Trial, interim_reason, .longest = 500, .label = TR("Hvorfor ikke undervejs?"),
          .hint = TR("Kun hvis I ikke vil evaluere, mens den er i gang.")),
    FIELD(Trial, final_on, .label = TR("Evalueres til sidst"), .hint = TR("Sæt tid af med dem, der er med."),
          .missing = TR("Vælg, hvornår I vil evaluere")),
    FIELD(Trial, prediction, .flags = LONG, .label = TR("Vi forventer at se"),
          .hint = TR("Hvad, hvor meget og hvornår? Forventningen bliver låst, når I begynder."),
          .missing = TR("Skriv, hvad I forventer at se")),
    FIELD(Trial, state, .flags = REQUIRED, .words = trial_state_words, .start = "idea",
          .label = TR("Status")),
    FIELD(Trial, goals, .refers = &goal_record, .label = TR("Mål")),
    FIELD(Trial, units, .refers = &unit_record, .label = TR("Enheder")),
    FIELD(Trial, partners, .flags = PARTNERS, .longest = 2000, .label = TR("Sammen med")),
    FIELD(Trial, continues, .refers = &trial_record, .label = TR("Bygger videre på")),
    FIELD(Trial, started_at, .flags = INSTANT | READ_ONLY | LOCAL, .label = TR("Sat i gang")),
    { 0 },
};

/* The prediction is locked when the trial begins: what is seen can be compared honestly (concept,
 * "Prøvehandling"). */
static bool is_locked(const void *row, const Field *field)
{
    return trial_is_started(row) && strcmp(field->name, "prediction") == 0;
}

const Record trial_record = {
    .name = "trial",
    .path = "/trials",
    .label = TR("Prøvehandling"),
    .title_field = "title",
    .size = sizeof(Trial),
    .fields = trial_fields,
    .seen = trial_is_seen,
    .locked = is_locked,
    .changed = search_changed,
    .reached = trial_is_reached,
};

/* ---- what is true of a trial ---- */

bool trial_is_started(const Trial *trial)
{
    return !text_is(trial->state, "idea") && !text_is(trial->state, "prepared");
}

bool trial_is_open(const Trial *trial)
{
    return text_is(trial->state, "running") || text_is(trial->state, "ended");
}

Err trial_owner_names(Request *q, int64_t id, Text *ret_names)
{
    TrialLinks leaders;
    *ret_names = (Text){ 0 };
    TRY(trial_leaders(q->db, id, MOST_OF_TRIAL, &leaders));
    for (size_t i = 0; i < leaders.count; i++)
        *ret_names = text_format(q->arena, "%s%s%s", text_at(*ret_names), i > 0 ? ", " : "",
                                 text_at(leaders.at[i].title));
    return OK;
}

/* ---- the list ---- */

/* The address of the next page, with the same choices. */
static Url next_trials(Request *q, const TrialsPage *v)
{
    Url url = url_format(q->arena, "/trials?after=%" PRId64, v->trials.at[v->trials.count - 1].id);
    if (!text_is_empty(v->state))
        url = url_query(q->arena, url, "state", v->state);
    return v->unit == 0 ? url : url_query(q->arena, url, "unit", text_of_integer(q->arena, v->unit));
}

static Err trials_page(Request *q)
{
    TrialsPage v = { .q = q, .state = query_value(q, "state") };
    int64_t before = 0;
    text_to_integer(query_value(q, "unit"), &v.unit);
    if (!text_to_integer(query_value(q, "after"), &before) || before <= 0)
        before = INT64_MAX;
    if (!word_is_known(trial_state_words, v.state))
        v.state = (Text){ "", 0 };
    if (v.unit == 0)
        TRY(trials_before(q->db, before, v.state, q->who, TRIALS_A_PAGE, &v.trials));
    else
        TRY(trials_of_unit_before(q->db, v.unit, before, v.state, q->who, TRIALS_A_PAGE, &v.trials));
    TRY(unit_choices(q, SEE, &v.units));
    if (v.trials.count == TRIALS_A_PAGE)
        v.next = next_trials(q, &v);
    v.page = (Page){ .q = q,
                     .menu = "/trials",
                     .kind = TR("Prøvehandlinger"),
                     .term = "proevehandling",
                     .title = html_translated(&q->html, TR("Prøvehandlinger")) };
    return REPLY_ROWS(q, trials_page_html, &v, trial_line, v.trials);
}

/* ---- the page ---- */

static Err fill_rights(TrialPage *v)
{
    int64_t yes;
    const Request *q = v->q;
    TRY(trial_is_reached(q->db, q->id, q->who, TEXT("lead"), &yes));
    v->may_lead = yes;
    TRY(trial_is_reached(q->db, q->id, q->who, TEXT("contribute"), &yes));
    v->may_contribute = yes;
    v->may_lead_something = has_need(q, LEAD);
    return OK;
}

static Err fill_around(Request *q, TrialPage *v)
{
    TRY(trial_owner_names(q, q->id, &v->owner_names));
    TRY(trial_goal_links(q->db, q->id, MOST_OF_TRIAL, &v->goals));
    TRY(trial_unit_links(q->db, q->id, MOST_OF_TRIAL, &v->units));
    TRY(trial_group_links(q->db, q->id, MOST_OF_TRIAL, &v->citizen_groups));
    TRY(trials_continued_by(q->db, q->id, q->who, MOST_OF_TRIAL, &v->before));
    return trials_continuing(q->db, q->id, q->who, MOST_OF_TRIAL, &v->after);
}

static Err fill_below(Request *q, TrialPage *v)
{
    TRY(sign_cards(q->db, q->id, 0, q->who, MOST_SIGN_CARDS, &v->signs));
    TRY(trial_tasks(q->db, q->id, MOST_OF_TRIAL, &v->tasks));
    TRY(trial_events(q->db, q->id, MOST_EVENTS, &v->events));
    return trial_evaluations(q->db, q->id, MOST_OF_TRIAL, &v->evaluations);
}

/* Who can see it, said while it is nobody else's business. */
static Text lead_of(const TrialPage *v)
{
    if (trial_is_started(&v->trial))
        return (Text){ 0 };
    return html_translated(
        &v->q->html, v->units.count > 0 ? TR("Kun jeres egen enhed kan se den, før den går i gang.")
                                        : TR("Den har ingen enhed endnu, så alle i kommunen kan se den."));
}

static Err trial_page(Request *q)
{
    TrialPage v = { .q = q };
    TRY(record_load(q->db, &trial_record, q->id, &v.trial));
    if (q->wants_json)
        return reply_json(q, &trial_record, &v.trial);
    TRY(trial_lock(q, &v.trial, &v.lock));
    TRY(fill_around(q, &v));
    TRY(fill_below(q, &v));
    TRY(fill_rights(&v));
    v.page = (Page){ .q = q,
                     .menu = "/trials",
                     .kind = TR("Prøvehandling"),
                     .term = "proevehandling",
                     .title = v.trial.title,
                     .lead = lead_of(&v),
                     .status = word_label(trial_state_words, v.trial.state) };
    TRY(thread_above(q, &trial_record, q->id, &v.page.thread));
    trial_page_html(&q->html, &v);
    return reply_html(q);
}

const Route trial_routes[] = {
    { GET, "/trials", trials_page, .need = SEE },
    { GET, "/trials/{id}", trial_page, .need = SEE, .of = &trial_record },
    { GET, "/goals/{id}/trials/new", trial_new, .need = LEAD, .of = &goal_record },
    { POST, "/goals/{id}/trials", trial_create, .need = LEAD, .of = &goal_record },
    { GET, "/trials/{id}/next", trial_next, .need = SEE, .of = &trial_record },
    { GET, "/trials/{id}/edit", trial_edit, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}", trial_save, .need = LEAD, .of = &trial_record },
    { GET, "/trials/{id}/edit/{part}", trial_part_edit, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/edit/{part}", trial_part_save, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/prepare", trial_prepare, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/start", trial_start, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/end", trial_end, .need = LEAD, .of = &trial_record },
    { GET, "/trials/{id}/drop", trial_drop_edit, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/drop", trial_drop, .need = LEAD, .of = &trial_record },
    { GET, "/trials/{id}/log/new", log_entry_new, .need = CONTRIBUTE, .of = &trial_record },
    { POST, "/trials/{id}/log", log_entry_create, .need = CONTRIBUTE, .of = &trial_record },
    { GET, "/log-entries/{id}/edit", log_entry_edit, .need = CONTRIBUTE, .of = &log_entry_record },
    { POST, "/log-entries/{id}", log_entry_save, .need = CONTRIBUTE, .of = &log_entry_record },
    { 0 },
};
