/* SPDX-License-Identifier: MPL-2.0 */
#include "evaluation/evaluation.h"

#include <inttypes.h>
#include <string.h>

#include "evaluation.html.h"
#include "evaluation/evaluation_view.h"
#include "thread/thread.h"

static const Field evaluation_fields[] = {
    FIELD(Evaluation, trial, .flags = REQUIRED, .refers = &trial_record, .label = TR("Prøvehandling")),
    FIELD(Evaluation, kind, .flags = REQUIRED, .words = evaluation_kind_words, .label = TR("Hvornår")),
    FIELD(Evaluation, date, .flags = REQUIRED, .label = TR("Evalueret"),
          .missing = TR("Skriv, hvornår I evaluerede")),
    FIELD(Evaluation, seen, .flags = LONG, .label = TR("Vi så"),
          .hint = TR("Hold det op mod forventningen, punkt for punkt."), .missing = TR("Skriv, hvad I så")),
    FIELD(Evaluation, effect, .flags = LONG, .label = TR("Hvilken effekt havde det?")),
    FIELD(Evaluation, value_for_citizens, .flags = LONG, .label = TR("Hvilken værdi havde det for borgerne?"),
          .hint = TR("Skriv gerne med deres egne ord. Ingen navne.")),
    FIELD(Evaluation, value_for_associations, .flags = LONG,
          .label = TR("Hvilken værdi havde det for foreningerne?")),
    FIELD(Evaluation, value_for_companies, .flags = LONG,
          .label = TR("Hvilken værdi havde det for virksomhederne?")),
    FIELD(Evaluation, judgement, .words = judgement_words, .label = TR("Hvordan vurderer I prøvehandlingen?"),
          .missing = TR("Vælg, hvordan I vurderer prøvehandlingen")),
    FIELD(Evaluation, decision, .words = decision_words, .label = TR("Beslutning"),
          .missing = TR("Vælg, hvad I gør nu")),
    FIELD(Evaluation, learning, .flags = LONG, .label = TR("Hvad bør andre vide, før de prøver?"),
          .hint = TR("En eller to sætninger. De står på kortet, når en anden vil prøve noget, der ligner."),
          .missing = TR("Skriv, hvad andre bør vide, før de prøver")),
    FIELD(Evaluation, reason, .flags = LONG, .label = TR("Hvorfor vurderer I sådan?")),
    { 0 },
};

const Record evaluation_record = {
    .name = "evaluation",
    .path = "/evaluations",
    .label = TR("Evaluering"),
    .size = sizeof(Evaluation),
    .fields = evaluation_fields,
    .seen = evaluation_is_seen,
    .reached = evaluation_is_reached,
};

/* ---- rules ---- */

/* An evaluation is what we saw, what follows, and two choices; on the way only what we saw. Everything else
 * is offered. */
static const char *const final_fields[] = { "seen", "judgement", "decision", "learning", NULL };
static const char *const interim_fields[] = { "seen", NULL };

static const char *const form_fields[] = { "date",
                                           "seen",
                                           "effect",
                                           "value_for_citizens",
                                           "value_for_associations",
                                           "value_for_companies",
                                           "judgement",
                                           "reason",
                                           "decision",
                                           "learning",
                                           NULL };

bool evaluation_is_final(const Evaluation *evaluation)
{
    return text_is(evaluation->kind, "final");
}

static const char *const *required_of(const Evaluation *evaluation)
{
    return evaluation_is_final(evaluation) ? final_fields : interim_fields;
}

bool has_partner(Arena *arena, Text partners, const char *kind)
{
    Text piece, name;
    while (text_next_piece(arena, &partners, '|', &piece))
        if (text_next_piece(arena, &piece, ':', &name) && text_is(name, kind))
            return true;
    return false;
}

static const char *hint_in(const Word *hints, const char *code)
{
    for (; hints->code != NULL; hints++)
        if (strcmp(hints->code, code) == 0)
            return hints->label;
    return NULL;
}

const char *judgement_hint(const char *code)
{
    static const Word hints[] = {
        { "effect", TR("Det, vi forventede, skete, og tegnene viser det.") },
        { "partial", TR("Noget af det skete, eller det skete kun for nogle.") },
        { "no_effect", TR("Vi har målt nok til at sige, at det ikke gjorde en forskel.") },
        { "opposite", TR("Det gik den forkerte vej.") },
        { "undecidable", TR("Vi har for få målinger, eller noget andet skete samtidig.") },
        { 0 },
    };
    return hint_in(hints, code);
}

const char *decision_hint(const char *code)
{
    static const Word hints[] = {
        { "spread", TR("Andre kan gøre det samme.") },
        { "continue", TR("Vi bliver ved, som vi gør nu.") },
        { "adjust", TR("Vi ændrer noget og prøver en gang til.") },
        { "stop", TR("Vi bruger kræfterne på noget andet.") },
        { 0 },
    };
    return hint_in(hints, code);
}

/* ---- the page ---- */

static Text title_of(Request *q, const Evaluation *evaluation, const Trial *trial)
{
    return message_format(
        &q->html, evaluation_is_final(evaluation) ? TR("Hvad lærte vi af {1}?") : TR("Undervejs i {1}"),
        &trial->title, 1);
}

static Err evaluation_page(Request *q)
{
    EvaluationPage v = { .q = q };
    int64_t may_lead;
    TRY(record_load(q->db, &evaluation_record, q->id, &v.evaluation));
    if (q->wants_json)
        return reply_json(q, &evaluation_record, &v.evaluation);
    TRY(record_load(q->db, &trial_record, v.evaluation.trial, &v.trial));
    TRY(trial_lock(q, &v.trial, &v.lock));
    TRY(sign_cards(q->db, v.trial.id, 0, q->who, MOST_SIGN_CARDS, &v.signs));
    TRY(trial_owner_names(q, v.trial.id, &v.owner_names));
    TRY(evaluation_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    v.may_lead = may_lead;
    v.may_lead_something = has_need(q, LEAD);
    v.page = (Page){ .q = q,
                     .menu = "/trials",
                     .kind = TR("Evaluering"),
                     .term = "evaluering",
                     .title = title_of(q, &v.evaluation, &v.trial),
                     .status = word_label(evaluation_kind_words, v.evaluation.kind) };
    TRY(thread_to(q, &trial_record, v.trial.id, &v.page.thread));
    evaluation_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- the form ---- */

/* v->evaluation and v->trial are filled; the rest is made from them. */
static Err fill_form(Request *q, EvaluationForm *v)
{
    bool is_final = evaluation_is_final(&v->evaluation);
    v->q = q;
    v->record = record_requiring(q->arena, &evaluation_record, required_of(&v->evaluation));
    v->page = (Page){ .q = q,
                      .menu = "/trials",
                      .kind = TR("Evaluering"),
                      .term = "evaluering",
                      .title = title_of(q, &v->evaluation, &v->trial),
                      .status = word_label(evaluation_kind_words, v->evaluation.kind) };
    Text due = html_day_with_weekday(&q->html, v->trial.final_on);
    bool has_deadline = is_final && !day_is_none(v->trial.final_on) && !text_is(v->trial.state, "evaluated");
    v->page.lead = has_deadline
                       ? message_format(&q->html,
                                        TR("Skriv den sammen med dem, der var med. Frist {1}. Det, I "
                                           "skriver, kan læses af alle i kommunen."),
                                        &due, 1)
                       : html_translated(&q->html, TR("Skriv den sammen med dem, der var med. Det, "
                                                      "I skriver, kan læses af alle i kommunen."));
    TRY(trial_lock(q, &v->trial, &v->lock));
    TRY(sign_cards(q->db, v->trial.id, 0, q->who, MOST_SIGN_CARDS, &v->signs));
    TRY(trial_owner_names(q, v->trial.id, &v->owner_names));
    return thread_to(q, &trial_record, v->trial.id, &v->page.thread);
}

static Err read_evaluation(Request *q, EvaluationForm *v)
{
    TRY(read_form(q, &evaluation_record, form_fields, &v->evaluation));
    require_fields(q, &evaluation_record, required_of(&v->evaluation), &v->evaluation);
    if (day_compare(v->evaluation.date, q->today) > 0)
        form_error(q, "date", TR("Vælg en dato, der ikke ligger i fremtiden"));
    else if (!day_is_none(v->evaluation.date) && day_compare(v->evaluation.date, v->trial.starts_on) < 0)
        form_error(q, "date", TR("Vælg en dato, hvor prøvehandlingen var begyndt"));
    return OK;
}

/* ---- a new one, of trial q->id ---- */

/* KIND is "interim" or "final"; anything else is the final one. */
static Err begin_new(Request *q, Text kind, EvaluationForm *v)
{
    TRY(record_load(q->db, &trial_record, q->id, &v->trial));
    v->evaluation = (Evaluation){ .trial = q->id,
                                  .kind = text_is(kind, "interim") ? TEXT("interim") : TEXT("final"),
                                  .date = q->today };
    v->action = url_format(q->arena, "/trials/%" PRId64 "/evaluations", q->id);
    v->back = url_of(q->arena, &trial_record, q->id);
    return OK;
}

static Err evaluation_new(Request *q)
{
    EvaluationForm v = { 0 };
    int64_t final;
    TRY(begin_new(q, query_value(q, "kind"), &v));
    TRY(final_evaluation_of(q->db, q->id, &final));
    if (evaluation_is_final(&v.evaluation) && final != 0)
        return redirect(q, "/evaluations/%" PRId64 "/edit", final);
    if (!trial_is_started(&v.trial))
        return redirect_saying(q, TR("Sæt prøvehandlingen i gang, før I evaluerer den"), "/trials/%" PRId64,
                               q->id);
    if (!trial_is_open(&v.trial))
        return redirect_saying(q, TR("Prøvehandlingen er afsluttet"), "/trials/%" PRId64, q->id);
    TRY(fill_form(q, &v));
    evaluation_form_html(&q->html, &v);
    return reply_html(q);
}

/* The state of the trial follows in the same transaction. */
static Err evaluation_create(Request *q)
{
    EvaluationForm v = { 0 };
    int64_t final;
    TRY(begin_new(q, form_value(q, "kind"), &v));
    TRY(final_evaluation_of(q->db, q->id, &final));
    if (!trial_is_open(&v.trial) || (evaluation_is_final(&v.evaluation) && final != 0))
        return CONFLICT;
    TRY(read_evaluation(q, &v));
    if (has_errors(q)) {
        TRY(fill_form(q, &v));
        return REPLY_INVALID(q, evaluation_form_html, &v);
    }
    TRY(db_insert(q->db, &evaluation_record, &v.evaluation));
    if (evaluation_is_final(&v.evaluation))
        TRY(trial_evaluate(q->db, q->id, v.evaluation.date));
    return redirect_saying(q, TR("Evalueringen er gemt"), "/evaluations/%" PRId64, v.evaluation.id);
}

/* ---- one that is there ---- */

static Err load_for_edit(Request *q, EvaluationForm *v)
{
    TRY(record_load(q->db, &evaluation_record, q->id, &v->evaluation));
    TRY(record_load(q->db, &trial_record, v->evaluation.trial, &v->trial));
    v->action = v->back = url_of(q->arena, &evaluation_record, q->id);
    return OK;
}

static Err evaluation_edit(Request *q)
{
    EvaluationForm v = { 0 };
    TRY(load_for_edit(q, &v));
    TRY(fill_form(q, &v));
    evaluation_form_html(&q->html, &v);
    return reply_html(q);
}

static Err evaluation_save(Request *q)
{
    EvaluationForm v = { 0 };
    TRY(load_for_edit(q, &v));
    const Evaluation before = v.evaluation;
    TRY(read_evaluation(q, &v));
    if (has_errors(q)) {
        TRY(fill_form(q, &v));
        return REPLY_INVALID(q, evaluation_form_html, &v);
    }
    TRY(db_update(q->db, &evaluation_record, &before, &v.evaluation));
    return redirect_saying(q, TR("Evalueringen er gemt"), "/evaluations/%" PRId64, q->id);
}

const Route evaluation_routes[] = {
    { GET, "/trials/{id}/evaluations/new", evaluation_new, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/evaluations", evaluation_create, .need = LEAD, .of = &trial_record },
    { GET, "/evaluations/{id}", evaluation_page, .need = SEE, .of = &evaluation_record },
    { GET, "/evaluations/{id}/edit", evaluation_edit, .need = LEAD, .of = &evaluation_record },
    { POST, "/evaluations/{id}", evaluation_save, .need = LEAD, .of = &evaluation_record },
    { 0 },
};
