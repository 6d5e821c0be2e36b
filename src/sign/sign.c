/* SPDX-License-Identifier: MPL-2.0 */
#include "sign/sign.h"

#include <inttypes.h>

#include "goal/goal.h"
#include "layout/words.h"
#include "objective/objective.h"
#include "person/person.h"
#include "search/search.h"
#include "sign.html.h"
#include "sign/sign_view.h"
#include "table/csv.h"
#include "thread/thread.h"
#include "trial/trial.h"
#include "unit/unit.h"

enum { MOST_CSV = 1 << 20 };

static const Field sign_fields[] = {
    FIELD(Sign, title, .flags = REQUIRED, .label = TR("Hvad vil I kigge efter?"),
          .hint = TR("Noget, I kan tælle eller få øje på hos dem, det er for."),
          .missing = TR("Skriv, hvad I vil kigge efter")),
    FIELD(Sign, kind, .flags = REQUIRED, .words = sign_kind_words, .label = TR("Tal eller iagttagelse?"),
          .missing = TR("Vælg, om I vil skrive tal eller iagttagelser")),
    FIELD(Sign, definition, .flags = LONG, .label = TR("Hvordan afgrænses det?"),
          .hint = TR("Skriv, så to kolleger ser det samme: hvem, hvornår og hvad der tæller med.")),
    FIELD(Sign, measure, .label = TR("Måles i"),
          .hint = TR("For eksempel procent, dage eller børn. Kun for tal.")),
    FIELD(Sign, direction, .words = sign_direction_words, .label = TR("Ønsket retning")),
    FIELD(Sign, baseline, .label = TR("Udgangspunkt"), .hint = TR("Tallet, før I begynder.")),
    FIELD(Sign, target, .label = TR("Hvor I vil hen")),
    FIELD(Sign, frequency, .words = sign_frequency_words, .label = TR("Hvor tit?"),
          .hint = TR("Ti tal eller flere kan vise en udvikling. Fire kan ikke.")),
    FIELD(Sign, counted_by, .longest = 500, .label = TR("Hvem tæller eller ser efter?")),
    FIELD(Sign, min_count, .longest = 1000, .label = TR("Mindste antal, der vises"),
          .hint = TR("Skriv 5, når det handler om få mennesker. Mindre tal står så som »under 5« for alle.")),
    FIELD(Sign, owner, .label = TR("Ansvarlig")),
    FIELD(Sign, part_of, .refers = &sign_record, .label = TR("Del af"),
          .hint = TR("Det tegn, som dette tal tælles med i.")),
    FIELD(Sign, agreed_by, .longest = 500, .label = TR("Aftalt af"),
          .hint = TR("Tegn skal aftales, før I begynder.")),
    FIELD(Sign, agreed_on, .label = TR("Aftalt den")),
    FIELD(Sign, objectives, .refers = &objective_record, .label = TR("Målsætninger")),
    FIELD(Sign, goals, .refers = &goal_record, .label = TR("Mål")),
    FIELD(Sign, trials, .refers = &trial_record, .label = TR("Prøvehandlinger")),
    FIELD(Sign, source, .longest = 2000, .label = TR("Kilde"), .hint = TR("Hvor tallene kommer fra.")),
    { 0 },
};

const Record sign_record = {
    .name = "sign",
    .path = "/signs",
    .label = TR("Tegn"),
    .title_field = "title",
    .size = sizeof(Sign),
    .fields = sign_fields,
    .seen = sign_is_seen,
    .reached = sign_is_reached,
    .changed = search_changed,
};

static const Field measurement_fields[] = {
    FIELD(Measurement, sign, .flags = REQUIRED, .refers = &sign_record, .label = TR("Tegn")),
    FIELD(Measurement, date, .flags = REQUIRED, .label = TR("Hvornår?"),
          .hint = TR("For eksempel 24.11.2026, uge 48, november 2026, 4. kvartal 2026 eller 2026."),
          .missing = TR("Skriv, hvornår tallet gælder")),
    FIELD(Measurement, value, .flags = GUARDED, .label = TR("Tal")),
    FIELD(Measurement, numerator, .flags = GUARDED, .label = TR("Hvor mange?")),
    FIELD(Measurement, denominator, .flags = GUARDED, .label = TR("Ud af")),
    FIELD(Measurement, note, .longest = 1000, .label = TR("En linje om tallet"),
          .hint = TR("Skriv, hvis noget er talt anderledes, eller hvorfor du retter.")),
    FIELD(Measurement, source, .longest = 2000, .label = TR("Kilde")),
    { 0 },
};

static const char *const measurement_identity[] = { "sign", "date", NULL };

const Record measurement_record = {
    .name = "measurement",
    .label = TR("Måling"),
    .size = sizeof(Measurement),
    .fields = measurement_fields,
    .seen = measurement_is_seen,
    .reached = measurement_is_reached,
    .identity = measurement_identity,
};

static const Field observation_fields[] = {
    FIELD(Observation, sign, .flags = REQUIRED, .refers = &sign_record, .label = TR("Tegn")),
    FIELD(Observation, date, .flags = REQUIRED, .label = TR("Dag"),
          .missing = TR("Skriv, hvilken dag du så det")),
    FIELD(Observation, level, .flags = REQUIRED, .words = level_words, .label = TR("Hvad så du?"),
          .missing = TR("Vælg, hvad du så")),
    FIELD(Observation, text, .longest = 1000, .label = TR("En linje om det, du så"),
          .hint = TR("Ingen navne.")),
    FIELD(Observation, observer, .refers = &person_record, .label = TR("Set af")),
    { 0 },
};

const Record observation_record = {
    .name = "observation",
    .label = TR("Iagttagelse"),
    .size = sizeof(Observation),
    .fields = observation_fields,
    .seen = observation_is_seen,
    .reached = observation_is_reached,
};

/* ---- the list ---- */

/* What the JSON of a list says: nothing that has not gone through sign_value. */
static const Field listed_fields[] = {
    FIELD(SignListed, id),         FIELD(SignListed, title),
    FIELD(SignListed, kind),       FIELD(SignListed, frequency),
    FIELD(SignListed, owner_name), FIELD(SignListed, date),
    FIELD(SignListed, latest),     FIELD(SignListed, seen_on),
    FIELD(SignListed, level),      { 0 },
};

/* A sum stands in where nothing was measured but the parts. */
static Err listed_sum(Request *q, SignListed *sign, const SignLine *line)
{
    SignParts parts;
    Sign total = { .id = line->id, .measure = line->measure, .min_count = line->min_count };
    TRY(sign_parts(q, &total, &parts));
    if (text_is_empty(parts.sum_words))
        return OK;
    sign->date = parts.date;
    sign->latest = parts.sum_is_hidden ? parts.sum_words
                                       : text_format(q->arena, "%s%s", parts.sum_words.at,
                                                     text_at(measure_after(q->arena, line->measure)));
    return OK;
}

static SignListed listed(Html *h, const SignLine *line)
{
    SignValue value =
        sign_value(h->arena, line->measure, line->min_count, line->value, line->numerator, line->denominator);
    value = sign_value_of_total(value, line->is_hidden);
    Text words = sign_value_words(h, &value);
    SignListed sign = { line->id,         line->title, line->kind, line->frequency, line->owner_name,
                        line->part_count, words,       line->date, line->level,     line->seen_on };
    if (!value.is_hidden && !text_is_empty(words))
        sign.latest =
            text_format(h->arena, "%s%s", words.at, text_at(measure_after(h->arena, line->measure)));
    return sign;
}

static Err read_lines(Request *q, const SignsPage *v, SignLines *ret_lines)
{
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    if (v->unit != 0)
        return signs_of_unit(q->db, v->unit, after, q->who, SIGNS_A_PAGE, ret_lines);
    if (v->are_alone)
        return signs_alone(q->db, after, q->who, SIGNS_A_PAGE, ret_lines);
    return signs_after(q->db, after, q->who, SIGNS_A_PAGE, ret_lines);
}

static Url next_of(Request *q, const SignsPage *v, int64_t last)
{
    Url next = url_format(q->arena, "/signs?after=%" PRId64, last);
    if (v->unit != 0)
        next = url_query(q->arena, next, "unit", text_of_integer(q->arena, v->unit));
    return v->are_alone ? url_query(q->arena, next, "alone", TEXT("1")) : next;
}

static Err signs_page(Request *q)
{
    SignsPage v = { .q = q, .are_alone = text_is(query_value(q, "alone"), "1") };
    SignLines lines;
    text_to_integer(query_value(q, "unit"), &v.unit);
    TRY(read_lines(q, &v, &lines));
    TRY(units_with_signs(q->db, MOST_SIGN_CHOICES, &v.units));
    SignListed *signs = arena_array(q->arena, SignListed, lines.count);
    for (size_t i = 0; i < lines.count; i++) {
        signs[i] = listed(&q->html, &lines.at[i]);
        if (lines.at[i].part_count > 0 && text_is_empty(signs[i].latest))
            TRY(listed_sum(q, &signs[i], &lines.at[i]));
    }
    v.signs = signs;
    v.count = lines.count;
    if (v.count == SIGNS_A_PAGE)
        v.next = next_of(q, &v, signs[v.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/signs",
                     .kind = TR("Tegn"),
                     .term = "tegn",
                     .title = html_translated(&q->html, v.are_alone ? TR("Nøgletal") : TR("Tegn")) };
    if (q->wants_json)
        return reply_json_rows(q, "sign", listed_fields, signs, sizeof *signs, v.count);
    signs_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- the page of one ---- */

static Err read_around(Request *q, SignPage *v)
{
    int64_t may_lead, may_contribute;
    TRY(sign_names(q->db, q->id, &v->names));
    TRY(trials_of_sign(q->db, q->id, q->who, MOST_AROUND_SIGN, &v->trials));
    TRY(goals_of_sign(q->db, q->id, MOST_AROUND_SIGN, &v->goals));
    TRY(objectives_of_sign(q->db, q->id, MOST_AROUND_SIGN, &v->objectives));
    TRY(sign_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    TRY(sign_is_reached(q->db, q->id, q->who, TEXT("contribute"), &may_contribute));
    v->may_lead = may_lead;
    v->may_contribute = may_contribute;
    return OK;
}

static Text target_words(Html *h, Figure target)
{
    SignValue value = { .value = target };
    return sign_value_words(h, &value);
}

/* A baseline was counted, too, so it is guarded like a measurement; afterwards it is none where it is hidden.
 */
static void guard_baseline(Request *q, SignPage *v)
{
    SignValue value = sign_value(q->arena, v->sign.measure, v->sign.min_count, v->sign.baseline,
                                 (Figure){ 0 }, (Figure){ 0 });
    v->baseline = sign_value_words(&q->html, &value);
    v->target = target_words(&q->html, v->sign.target);
    if (value.is_hidden)
        v->sign.baseline = (Figure){ 0 };
}

static Err read_values(Request *q, SignPage *v)
{
    int64_t is_summed;
    TRY(sign_is_summed(q->db, q->id, &is_summed));
    v->is_summed = is_summed;
    TRY(sign_series(q, &v->sign, &v->series));
    TRY(sign_parts(q, &v->sign, &v->parts));
    tell_series(&q->html, v, &v->words);
    for (size_t i = 0; i < v->series.count; i++)
        v->has_shares |= !figure_is_none(v->series.at[i].value.denominator);
    v->rows = series_rows(&q->html, &v->series, &v->row_count);
    v->chart = series_chart(&q->html, v);
    return OK;
}

static Err read_observations(Request *q, SignPage *v)
{
    TRY(observations_of_sign(q->db, q->id, MOST_OBSERVATIONS, &v->observations));
    v->words.summary = tell_observations(&q->html, &v->observations);
    v->chart = observation_chart(&q->html, v);
    return OK;
}

static Err sign_page(Request *q)
{
    SignPage v = { .q = q };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    guard_baseline(q, &v);
    if (q->wants_json)
        return reply_json(q, &sign_record, &v.sign);
    v.is_quantitative = text_is(v.sign.kind, "quantitative");
    TRY(read_around(q, &v));
    TRY(v.is_quantitative ? read_values(q, &v) : read_observations(q, &v));
    v.page = (Page){ .q = q, .menu = "/signs", .kind = TR("Tegn"), .term = "tegn", .title = v.sign.title };
    TRY(thread_above(q, &sign_record, q->id, &v.page.thread));
    sign_page_html(&q->html, &v);
    return reply_html(q);
}

/* The trial that the query names, if any, without the others. */
static void keep_named_trial(Request *q, SignTrials *trials)
{
    int64_t named = 0;
    size_t kept = 0;
    if (!text_to_integer(query_value(q, "trial"), &named))
        return;
    for (size_t i = 0; i < trials->count; i++)
        if (trials->at[i].id == named)
            trials->at[kept++] = trials->at[i];
    trials->count = kept;
}

/* For the pages of others, who do not know how a sign is drawn. On the page of a trial only its own start counts.
 */
static Err sign_small_svg(Request *q)
{
    SignPage v = { .q = q };
    TRY(record_load(q->db, &sign_record, q->id, &v.sign));
    guard_baseline(q, &v);
    v.is_quantitative = text_is(v.sign.kind, "quantitative");
    TRY(trials_of_sign(q->db, q->id, q->who, MOST_AROUND_SIGN, &v.trials));
    keep_named_trial(q, &v.trials);
    if (v.is_quantitative)
        TRY(sign_series(q, &v.sign, &v.series));
    else
        TRY(observations_of_sign(q->db, q->id, MOST_OBSERVATIONS, &v.observations));
    if (v.series.count == 0 && v.observations.count == 0)
        return NOT_FOUND;
    return reply_file(q, "image/svg+xml; charset=utf-8", (Text){ 0 }, sign_small_chart(&q->html, &v));
}

/* ---- values for machines ---- */

/* Only what sign_value lets through: hidden figures are null, and "words" says why. */
static const Field point_fields[] = {
    FIELD(SignPoint, date),
    { .name = "value", .kind = KIND_FIGURE, .offset = offsetof(SignPoint, value.value) },
    { .name = "numerator", .kind = KIND_FIGURE, .offset = offsetof(SignPoint, value.numerator) },
    { .name = "denominator", .kind = KIND_FIGURE, .offset = offsetof(SignPoint, value.denominator) },
    { .name = "is_hidden", .kind = KIND_YES, .offset = offsetof(SignPoint, value.is_hidden) },
    FIELD(SignPoint, is_missing),
    FIELD(SignPoint, words),
    FIELD(SignPoint, note),
    FIELD(SignPoint, source),
    FIELD(SignPoint, corrections),
    { 0 },
};

static Err measurements_page(Request *q)
{
    Sign sign;
    SignSeries series;
    TRY(record_load(q->db, &sign_record, q->id, &sign));
    if (!q->wants_json)
        return redirect(q, "/signs/%" PRId64 "#values", q->id);
    TRY(sign_series(q, &sign, &series));
    return reply_json_rows(q, "measurement", point_fields, series.at, sizeof *series.at, series.count);
}

static void write_csv_row(Buffer *out, const Text *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        csv_write_cell(out, i, cells[i]);
    csv_end_row(out);
}

static Err measurements_csv(Request *q)
{
    Sign sign;
    SignSeries series;
    Buffer out;
    Html *h = &q->html;
    TRY(record_load(q->db, &sign_record, q->id, &sign));
    TRY(sign_series(q, &sign, &series));
    const Text head[] = { TEXT("date"), TEXT("value"), TEXT("share"), TEXT("note"), TEXT("source") };
    buffer_init(&out, MOST_CSV);
    write_csv_row(&out, head, 5);
    for (size_t i = 0; i < series.count; i++) {
        const SignPoint *point = &series.at[i];
        const Text cells[] = { point->date.written, point->words, sign_share_words(h, &point->value),
                               point->note, point->source };
        write_csv_row(&out, cells, 5);
    }
    Text bytes = text_copy(q->arena, out.at, out.length);
    buffer_done(&out);
    return reply_file(q, "text/csv; charset=utf-8", text_format(q->arena, "tegn-%" PRId64 ".csv", q->id),
                      bytes);
}

static Err observations_page(Request *q)
{
    Sign sign;
    SignObservations observations;
    TRY(record_load(q->db, &sign_record, q->id, &sign));
    if (!q->wants_json)
        return redirect(q, "/signs/%" PRId64 "#values", q->id);
    TRY(observations_of_sign(q->db, q->id, MOST_OBSERVATIONS, &observations));
    return reply_json_rows(q, "observation", sign_observation_fields, observations.at,
                           sizeof *observations.at, observations.count);
}

const Route sign_routes[] = {
    { GET, "/signs", signs_page, .need = SEE },
    { GET, "/signs/{id}", sign_page, .need = SEE, .of = &sign_record },
    { GET, "/signs/{id}/small.svg", sign_small_svg, .need = SEE, .of = &sign_record },
    { GET, "/signs/{id}/edit", sign_edit, .need = LEAD, .of = &sign_record },
    { POST, "/signs/{id}", sign_save, .need = LEAD, .of = &sign_record },
    { GET, "/signs/{id}/agreement", sign_agreement_edit, .need = LEAD, .of = &sign_record },
    { POST, "/signs/{id}/agreement", sign_agreement_save, .need = LEAD, .of = &sign_record },
    { GET, "/goals/{id}/signs/new", sign_new_of_goal, .need = LEAD, .of = &goal_record },
    { POST, "/goals/{id}/signs", sign_create_of_goal, .need = LEAD, .of = &goal_record },
    { GET, "/trials/{id}/signs/new", sign_new_of_trial, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/signs", sign_create_of_trial, .need = LEAD, .of = &trial_record },
    { POST, "/trials/{id}/signs/attach", sign_attach, .need = LEAD, .of = &trial_record },
    { GET, "/units/{id}/signs/new", sign_new_of_unit, .need = LEAD, .of = &unit_record },
    { POST, "/units/{id}/signs", sign_create_of_unit, .need = LEAD, .of = &unit_record },
    { GET, "/signs/{id}/measurements", measurements_page, .need = SEE, .of = &sign_record },
    { GET, "/signs/{id}/measurements.csv", measurements_csv, .need = SEE, .of = &sign_record },
    { GET, "/signs/{id}/measurements/new", measurement_new, .need = CONTRIBUTE, .of = &sign_record },
    { POST, "/signs/{id}/measurements", measurement_create, .need = CONTRIBUTE, .of = &sign_record },
    { GET, "/measurements/{id}/edit", measurement_edit, .need = CONTRIBUTE, .of = &measurement_record },
    { POST, "/measurements/{id}", measurement_save, .need = CONTRIBUTE, .of = &measurement_record },
    { POST, "/measurements/{id}/delete", measurement_delete, .need = CONTRIBUTE, .of = &measurement_record },
    { GET, "/signs/{id}/observations", observations_page, .need = SEE, .of = &sign_record },
    { GET, "/signs/{id}/observations/new", observation_new, .need = CONTRIBUTE, .of = &sign_record },
    { POST, "/signs/{id}/observations", observation_create, .need = CONTRIBUTE, .of = &sign_record },
    { GET, "/observations/{id}/edit", observation_edit, .need = CONTRIBUTE, .of = &observation_record },
    { POST, "/observations/{id}", observation_save, .need = CONTRIBUTE, .of = &observation_record },
    { 0 },
};
