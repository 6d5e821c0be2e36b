/* SPDX-License-Identifier: MPL-2.0 */
#include "sign/sign.h"

#include "goal/goal.h"
#include "layout/words.h"
#include "search/search.h"
#include "objective/objective.h"
#include "person/person.h"
#include "trial/trial.h"
#include "sign.sql.h"

static const Field sign_fields[] = {
    FIELD(Sign, title, .flags = REQUIRED, .label = TR("Hvad vil I kigge efter?")),
    FIELD(Sign, kind, .flags = REQUIRED, .words = sign_kind_words, .label = TR("Tal eller iagttagelse?")),
    FIELD(Sign, definition, .flags = LONG, .label = TR("Hvordan afgrænses det?")),
    FIELD(Sign, measure, .label = TR("Måles i")),
    FIELD(Sign, direction, .words = sign_direction_words, .label = TR("Ønsket retning")),
    FIELD(Sign, baseline, .label = TR("Udgangspunkt")),
    FIELD(Sign, target, .label = TR("Hvor I vil hen")),
    FIELD(Sign, frequency, .words = sign_frequency_words, .label = TR("Hvor tit?")),
    FIELD(Sign, counted_by, .longest = 500, .label = TR("Hvem tæller eller ser efter?")),
    FIELD(Sign, min_count, .longest = 1000, .label = TR("Mindste antal, der vises")),
    FIELD(Sign, owner, .label = TR("Ansvarlig")),
    FIELD(Sign, part_of, .refers = &sign_record, .label = TR("Del af")),
    FIELD(Sign, agreed_by, .longest = 500, .label = TR("Aftalt af")),
    FIELD(Sign, agreed_on, .label = TR("Aftalt den")),
    FIELD(Sign, objectives, .refers = &objective_record, .label = TR("Målsætninger")),
    FIELD(Sign, goals, .refers = &goal_record, .label = TR("Mål")),
    FIELD(Sign, trials, .refers = &trial_record, .label = TR("Prøvehandlinger")),
    FIELD(Sign, source, .longest = 2000, .label = TR("Kilde")),
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
    FIELD(Measurement, date, .flags = REQUIRED, .label = TR("Hvornår")),
    FIELD(Measurement, value, .label = TR("Værdi")),
    FIELD(Measurement, numerator, .label = TR("Tæller")),
    FIELD(Measurement, denominator, .label = TR("Nævner")),
    FIELD(Measurement, note, .longest = 1000, .label = TR("Bemærkning")),
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
    FIELD(Observation, date, .flags = REQUIRED, .label = TR("Dag")),
    FIELD(Observation, level, .flags = REQUIRED, .words = level_words, .label = TR("Hvad så du?")),
    FIELD(Observation, text, .longest = 1000, .label = TR("En linje om det, du så")),
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

const Route sign_routes[] = {
    { 0 },
};
