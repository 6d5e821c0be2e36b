/* SPDX-License-Identifier: MPL-2.0 */
/* Forms for what was counted and seen: measurements and observations. */
#include <inttypes.h>
#include <string.h>

#include "sign.html.h"
#include "sign/sign_view.h"
#include "thread/thread.h"
#include "trial/trial.h"

static const char *const measurement_form_fields[] = { "date", "value",  "numerator", "denominator",
                                                       "note", "source", NULL };
static const char *const observation_form_fields[] = { "level", "text", "date", NULL };

/* ---- measurements ---- */

static void check_share(Request *q, const Sign *sign, const Measurement *m)
{
    if (figure_is_none(m->numerator))
        form_error(q, "numerator", TR("Skriv, hvor mange det var"));
    else if (figure_is_none(m->denominator))
        form_error(q, "denominator", TR("Skriv, hvor mange det var ud af"));
    else if (m->numerator.millionths < 0)
        form_error(q, "numerator", TR("Skriv et tal, der ikke er under nul"));
    else if (m->denominator.millionths <= 0)
        form_error(q, "denominator", TR("Skriv et tal over nul"));
    else if (measure_is_percent(sign->measure) && m->numerator.millionths > m->denominator.millionths)
        form_error(q, "numerator", TR("Skriv et tal, der ikke er større end det, det er ud af"));
}

static bool tells_a_difference(Text text)
{
    static const char *const words[] = {
        "forskel", "Forskel", "ændring", "Ændring", "udvikling", "Udvikling"
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(text_at(text), words[i]) != NULL)
            return true;
    return false;
}

/* Percentages and counts are not below zero. A difference may be, and so may a sign that has been there. */
static Err check_is_not_negative(Request *q, const Sign *sign, const Measurement *m)
{
    int64_t goes_below;
    if (m->value.millionths >= 0 || tells_a_difference(sign->title) || tells_a_difference(sign->measure))
        return OK;
    TRY(sign_goes_below_zero(q->db, sign->id, &goes_below));
    if (!goes_below)
        form_error(
            q, "value",
            TR("Skriv et tal, der ikke er under nul. Er det en forskel, så skriv det i tegnets »Måles i«"));
    return OK;
}

Err check_measurement(Request *q, const Sign *sign, const Measurement *m)
{
    bool has_share = !figure_is_none(m->numerator) || !figure_is_none(m->denominator);
    if (!period_is_none(m->date) && day_compare(m->date.from, q->today) > 0)
        form_error(q, "date", TR("Vælg et tidspunkt, der er begyndt"));
    else if (!period_is_none(m->date) && day_year(m->date.from) < day_year(q->today) - MOST_YEARS)
        form_error(q, "date",
                   TR("Vælg et tidspunkt inden for de sidste 20 år. Se, om året er skrevet rigtigt"));
    if (has_share && !figure_is_none(m->value))
        form_error(q, "value", TR("Skriv enten ét tal, eller hvor mange ud af hvor mange"));
    else if (has_share)
        check_share(q, sign, m);
    else if (figure_is_none(m->value))
        form_error(q, "value", TR("Skriv et tal, for eksempel 7,5"));
    return check_is_not_negative(q, sign, m);
}

Err check_is_not_summed(Request *q, const Sign *sign)
{
    int64_t is_summed;
    TRY(sign_is_summed(q->db, sign->id, &is_summed));
    if (is_summed)
        form_error(q, "value", TR("Tegnet lægges sammen af sine dele. Skriv tallet ved delene"));
    return OK;
}

/* A sign has one value for a period: a second one is a correction of the first. */
static Err check_is_free(Request *q, MeasurementForm *v)
{
    const Measurement *m = &v->measurement;
    int64_t other;
    if (has_errors(q) || period_is_none(m->date))
        return OK;
    Err err = measurement_at(q->db, m->sign, m->date.written, &other);
    if (err == OK && other != m->id) {
        form_error(q, "date", TR("Der er allerede et tal for den tid. Ret det i stedet"));
        v->other = other;
    }
    return err == NOT_FOUND ? OK : err;
}

static Err only_numbers(const Sign *sign, const char *kind)
{
    return text_is(sign->kind, kind) ? OK : NOT_FOUND;
}

/* Either of the two is what the form is for, unless a hidden number is there to stay. */
static const char *const number_fields[] = { "value", "numerator", "denominator", NULL };

static Err fill_measurement(Request *q, MeasurementForm *v, const char *kind)
{
    v->q = q;
    v->record =
        v->is_hidden ? &measurement_record : record_requiring(q->arena, &measurement_record, number_fields);
    v->back = url_of(q->arena, &sign_record, v->sign.id);
    v->page = (Page){ .q = q, .menu = "/signs", .kind = kind, .term = "maaling", .title = v->sign.title };
    return thread_to(q, &sign_record, v->sign.id, &v->page.thread);
}

static Err start_measurement(Request *q, MeasurementForm *v)
{
    TRY(record_load(q->db, &sign_record, q->id, &v->sign));
    TRY(only_numbers(&v->sign, "quantitative"));
    v->measurement.sign = q->id;
    v->action = url_format(q->arena, "/signs/%" PRId64 "/measurements", q->id);
    return OK;
}

Err measurement_new(Request *q)
{
    MeasurementForm v = { 0 };
    int64_t is_summed;
    TRY(start_measurement(q, &v));
    TRY(sign_is_summed(q->db, q->id, &is_summed));
    if (is_summed)
        return redirect_saying(q, TR("Tegnet lægges sammen af sine dele. Skriv tallet ved delene"),
                               "/signs/%" PRId64 "#parts", q->id);
    if (!period_read(q->arena, query_value(q, "date"), &v.measurement.date))
        v.measurement.date = sign_period(q->arena, v.sign.frequency, q->today);
    TRY(fill_measurement(q, &v, TR("Skriv et tal")));
    measurement_form_html(&q->html, &v);
    return reply_html(q);
}

Err measurement_create(Request *q)
{
    MeasurementForm v = { 0 };
    TRY(start_measurement(q, &v));
    TRY(read_form(q, &measurement_record, measurement_form_fields, &v.measurement));
    TRY(check_is_not_summed(q, &v.sign));
    if (!has_errors(q))
        TRY(check_measurement(q, &v.sign, &v.measurement));
    TRY(check_is_free(q, &v));
    if (has_errors(q)) {
        TRY(fill_measurement(q, &v, TR("Skriv et tal")));
        return REPLY_INVALID(q, measurement_form_html, &v);
    }
    TRY(db_insert(q->db, &measurement_record, &v.measurement));
    return redirect_saying(q, TR("Tallet er gemt"), "/signs/%" PRId64 "#values", q->id);
}

static Err load_measurement(Request *q, MeasurementForm *v)
{
    Measurement *m = &v->measurement;
    TRY(record_load(q->db, &measurement_record, q->id, m));
    TRY(record_load(q->db, &sign_record, m->sign, &v->sign));
    SignValue value =
        sign_value(q->arena, v->sign.measure, v->sign.min_count, m->value, m->numerator, m->denominator);
    v->is_hidden = value.is_hidden;
    v->hidden = sign_value_words(&q->html, &value);
    v->action = url_format(q->arena, "/measurements/%" PRId64, q->id);
    return OK;
}

static void take_figures(Measurement *to, const Measurement *from)
{
    to->value = from->value;
    to->numerator = from->numerator;
    to->denominator = from->denominator;
}

Err measurement_edit(Request *q)
{
    MeasurementForm v = { 0 };
    TRY(load_measurement(q, &v));
    if (v.is_hidden)
        take_figures(&v.measurement, &(Measurement){ 0 });
    TRY(fill_measurement(q, &v, TR("Ret et tal")));
    measurement_form_html(&q->html, &v);
    return reply_html(q);
}

/* Figures that are hidden are not shown in the form: when none is typed they stay as they are. */
static Err read_correction(Request *q, MeasurementForm *v)
{
    static const char *const words_fields[] = { "date", "note", "source", NULL };
    size_t date = form_has(q, "date") ? 0 : 1;
    bool is_typed = !text_is_empty(form_value(q, "value")) || !text_is_empty(form_value(q, "numerator")) ||
                    !text_is_empty(form_value(q, "denominator"));
    TRY(read_form(q, &measurement_record,
                  (v->is_hidden && !is_typed ? words_fields : measurement_form_fields) + date,
                  &v->measurement));
    for (size_t i = 0; v->is_hidden && i < q->error_count; i++)
        if (!text_is_empty(q->errors[i].theirs))
            q->errors[i].theirs = v->hidden;
    return OK;
}

Err measurement_save(Request *q)
{
    MeasurementForm v = { 0 };
    TRY(load_measurement(q, &v));
    const Measurement before = v.measurement;
    TRY(read_correction(q, &v));
    if (!has_errors(q))
        TRY(check_measurement(q, &v.sign, &v.measurement));
    TRY(check_is_free(q, &v));
    if (has_errors(q)) {
        TRY(fill_measurement(q, &v, TR("Ret et tal")));
        return REPLY_INVALID(q, measurement_form_html, &v);
    }
    TRY(db_update(q->db, &measurement_record, &before, &v.measurement));
    return redirect_saying(q, TR("Tallet er rettet. Det gamle er gemt"), "/signs/%" PRId64 "#values",
                           v.sign.id);
}

/* The reason is written on the measurement before it goes, so that the history keeps both. */
Err measurement_delete(Request *q)
{
    MeasurementForm v = { 0 };
    TRY(load_measurement(q, &v));
    const Measurement before = v.measurement;
    Text reason = text_trimmed(q->arena, form_value(q, "reason"));
    if (text_is_empty(reason))
        form_error(q, "reason", TR("Skriv, hvorfor målingen trækkes tilbage"));
    else if (text_characters(reason) > MOST_REASON)
        form_error(q, "reason", TR("Skriv højst 500 tegn"));
    if (has_errors(q)) {
        if (v.is_hidden)
            take_figures(&v.measurement, &(Measurement){ 0 });
        TRY(fill_measurement(q, &v, TR("Ret et tal")));
        return REPLY_INVALID(q, measurement_form_html, &v);
    }
    v.measurement.note = message_format(&q->html, TR("Trukket tilbage: {1}"), &reason, 1);
    TRY(db_update(q->db, &measurement_record, &before, &v.measurement));
    TRY(db_delete(q->db, &measurement_record, &v.measurement));
    return redirect_saying(q, TR("Målingen er trukket tilbage. Historikken husker den"),
                           "/signs/%" PRId64 "#values", v.sign.id);
}

/* ---- observations ---- */

static void check_observation(Request *q, const Observation *observation)
{
    if (day_is_none(observation->date))
        return;
    if (day_compare(observation->date, q->today) > 0)
        form_error(q, "date", TR("Vælg en dag, der ikke ligger i fremtiden"));
    else if (day_year(observation->date) < day_year(q->today) - MOST_YEARS)
        form_error(q, "date",
                   TR("Vælg et tidspunkt inden for de sidste 20 år. Se, om året er skrevet rigtigt"));
}

static Err fill_observation(Request *q, ObservationForm *v, const char *kind)
{
    v->q = q;
    v->back = url_of(q->arena, &sign_record, v->sign.id);
    v->page = (Page){ .q = q, .menu = "/signs", .kind = kind, .term = "iagttagelse", .title = v->sign.title };
    return thread_to(q, &sign_record, v->sign.id, &v->page.thread);
}

static Err start_observation(Request *q, ObservationForm *v)
{
    TRY(record_load(q->db, &sign_record, q->id, &v->sign));
    TRY(only_numbers(&v->sign, "qualitative"));
    v->observation.sign = q->id;
    v->observation.observer = q->who.person;
    v->observation.date = q->today;
    v->action = url_format(q->arena, "/signs/%" PRId64 "/observations", q->id);
    return OK;
}

Err observation_new(Request *q)
{
    ObservationForm v = { 0 };
    TRY(start_observation(q, &v));
    TRY(fill_observation(q, &v, TR("Skriv en iagttagelse")));
    observation_form_html(&q->html, &v);
    return reply_html(q);
}

Err observation_create(Request *q)
{
    ObservationForm v = { 0 };
    TRY(start_observation(q, &v));
    TRY(read_form(q, &observation_record, observation_form_fields, &v.observation));
    check_observation(q, &v.observation);
    if (has_errors(q)) {
        TRY(fill_observation(q, &v, TR("Skriv en iagttagelse")));
        return REPLY_INVALID(q, observation_form_html, &v);
    }
    TRY(db_insert(q->db, &observation_record, &v.observation));
    return redirect_saying(q, TR("Iagttagelsen er gemt"), "/signs/%" PRId64 "#values", q->id);
}

static Err load_observation(Request *q, ObservationForm *v)
{
    TRY(record_load(q->db, &observation_record, q->id, &v->observation));
    v->action = url_format(q->arena, "/observations/%" PRId64, q->id);
    return record_load(q->db, &sign_record, v->observation.sign, &v->sign);
}

Err observation_edit(Request *q)
{
    ObservationForm v = { 0 };
    TRY(load_observation(q, &v));
    TRY(fill_observation(q, &v, TR("Ret en iagttagelse")));
    observation_form_html(&q->html, &v);
    return reply_html(q);
}

Err observation_save(Request *q)
{
    ObservationForm v = { 0 };
    TRY(load_observation(q, &v));
    const Observation before = v.observation;
    TRY(read_form(q, &observation_record, observation_form_fields, &v.observation));
    check_observation(q, &v.observation);
    if (has_errors(q)) {
        TRY(fill_observation(q, &v, TR("Ret en iagttagelse")));
        return REPLY_INVALID(q, observation_form_html, &v);
    }
    TRY(db_update(q->db, &observation_record, &before, &v.observation));
    return redirect_saying(q, TR("Iagttagelsen er rettet"), "/signs/%" PRId64 "#values", v.sign.id);
}
