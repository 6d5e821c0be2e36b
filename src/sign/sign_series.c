/* SPDX-License-Identifier: MPL-2.0 */
#include "sign/sign_series.h"

#include "db/history.h"
#include "page/svg.h"
#include "sign.sql.h"

enum { MOST_CORRECTIONS = 20, MOST_CORRECTED = 100, MONTHS = 13 };

/* ---- corrections: what the value was before ---- */

static void take_back(Arena *arena, const Change *change, Measurement *measurement)
{
    for (size_t i = 0; i < change->field_count; i++) {
        const Field *field = change->fields[i].field;
        Figure figure = { 0 };
        if (field->kind != KIND_FIGURE)
            continue;
        figure_read(arena, change->fields[i].before, &figure);
        *(Figure *)field_at(field, measurement) = figure;
    }
}

static Text words_of_measurement(Html *h, const Sign *sign, const Measurement *m)
{
    SignValue value =
        sign_value(h->arena, sign->measure, sign->min_count, m->value, m->numerator, m->denominator);
    return sign_value_words(h, &value);
}

/* "Rettet fra 7,1 til 7,4 den 3. oktober 2026 af Anders Juul". */
static Err tell_correction(Request *q, const Change *change, Text before, Text after, Text *ret_sentence)
{
    Html *h = &q->html;
    int minutes;
    Text name = { 0 };
    Err err = change->person == 0 ? NOT_FOUND : sign_person_name(q->db, change->person, &name);
    if (err != OK && err != NOT_FOUND)
        return err;
    Text values[] = { before, after, html_day_long(h, day_of_instant(change->at, &minutes)), name };
    *ret_sentence = text_is_empty(name)
                        ? message_format(h, TR("Rettet fra {1} til {2} den {3} ved import."), values, 4)
                        : message_format(h, TR("Rettet fra {1} til {2} den {3} af {4}."), values, 4);
    return OK;
}

static Err corrections_of(Request *q, const Sign *sign, const Measurement *measurement, Text *ret_corrections)
{
    Changes changes;
    Measurement as_was = *measurement;
    Text sentence = { 0 };
    TRY(history_of(q->db, &measurement_record, measurement->id, 0, MOST_CORRECTIONS, &changes));
    for (size_t i = 0; i < changes.count && text_is(changes.at[i].what, "update"); i++) {
        Text after = words_of_measurement(&q->html, sign, &as_was);
        take_back(q->arena, &changes.at[i], &as_was);
        Text before = words_of_measurement(&q->html, sign, &as_was);
        if (text_equal(before, after))
            continue;
        TRY(tell_correction(q, &changes.at[i], before, after, &sentence));
        *ret_corrections = text_format(q->arena, "%s%s%s", text_at(*ret_corrections),
                                       ret_corrections->length > 0 ? " " : "", text_at(sentence));
    }
    return OK;
}

/* ---- the points ---- */

static Err add_measurements(Request *q, const Sign *sign, Measurements rows, SignSeries *series)
{
    size_t corrected = 0;
    for (size_t i = rows.count; i-- > 0;) {
        const Measurement *m = &rows.at[i];
        SignPoint *point = &series->at[series->count++];
        *point = (SignPoint){ .id = m->id, .date = m->date, .note = m->note, .source = m->source };
        point->value =
            sign_value(q->arena, sign->measure, sign->min_count, m->value, m->numerator, m->denominator);
        if (m->revision > 1 && corrected++ < MOST_CORRECTED)
            TRY(corrections_of(q, sign, m, &point->corrections));
    }
    return OK;
}

/* ---- parts that add up ---- */

/* What the parts have for one period. */
typedef struct Sum {
    size_t count;
    size_t hidden;
    size_t values;
    size_t shares;
    int64_t value;
    int64_t numerator;
    int64_t denominator;
} Sum;

static void add_part(Arena *arena, const PartMeasurement *part, Sum *sum)
{
    SignValue value =
        sign_value(arena, part->measure, part->min_count, part->value, part->numerator, part->denominator);
    sum->count++;
    sum->hidden += value.is_hidden;
    sum->values += !figure_is_none(part->value);
    sum->shares += !figure_is_none(part->denominator);
    sum->value += part->value.millionths;
    sum->numerator += part->numerator.millionths;
    sum->denominator += part->denominator.millionths;
}

/* The sum of the parts; false when they cannot be added up: one is missing, or they are rates without their
 * counts. A single part that is hidden could be found by subtraction, so then the sum is hidden as well. */
static bool sum_value(Arena *arena, const Sign *sign, const Sum *sum, size_t parts, SignValue *ret_value)
{
    Figure none = { 0 };
    if (parts == 0 || sum->count != parts)
        return false;
    if (sum->hidden == 1)
        *ret_value = (SignValue){ .is_hidden = true };
    else if (sum->shares == parts)
        *ret_value = sign_value(arena, sign->measure, sign->min_count, none,
                                figure_of_millionths(arena, sum->numerator),
                                figure_of_millionths(arena, sum->denominator));
    else if (sum->values == parts && !measure_is_percent(sign->measure))
        *ret_value = sign_value(arena, sign->measure, sign->min_count,
                                figure_of_millionths(arena, sum->value), none, none);
    else
        return false;
    return true;
}

/* Sums the rows of one period from *I on, and moves *I behind them. */
static Sum sum_period(Arena *arena, PartMeasurements rows, size_t *i)
{
    Sum sum = { 0 };
    Text written = rows.at[*i].date.written;
    for (; *i < rows.count && text_equal(rows.at[*i].date.written, written); ++*i)
        add_part(arena, &rows.at[*i], &sum);
    return sum;
}

static void add_sums(Arena *arena, const Sign *sign, size_t parts, PartMeasurements rows, SignSeries *series)
{
    SignPoint *sums = arena_array(arena, SignPoint, MOST_MEASUREMENTS);
    size_t count = 0;
    for (size_t i = 0; i < rows.count && count < MOST_MEASUREMENTS;) {
        SignPoint point = { .date = rows.at[i].date };
        Sum sum = sum_period(arena, rows, &i);
        if (sum_value(arena, sign, &sum, parts, &point.value))
            sums[count++] = point;
    }
    while (count-- > 0)
        series->at[series->count++] = sums[count];
    series->is_sum = series->count > 0;
}

/* A total that was measured itself gives a single hidden part away just as a sum does. */
static void hide_totals(Arena *arena, PartMeasurements rows, SignSeries *series)
{
    for (size_t i = 0; i < rows.count;) {
        Text written = rows.at[i].date.written;
        Sum sum = sum_period(arena, rows, &i);
        for (size_t j = 0; sum.count > 1 && sum.hidden == 1 && j < series->count; j++)
            if (text_equal(series->at[j].date.written, written))
                series->at[j].value = sign_value_of_total(series->at[j].value, true);
    }
}

static Err add_parts(Request *q, const Sign *sign, SignSeries *series)
{
    SignLinks parts;
    PartMeasurements rows;
    TRY(parts_of_sign(q->db, sign->id, MOST_PARTS, &parts));
    if (parts.count == 0)
        return OK;
    TRY(measurements_of_parts(q->db, sign->id, MOST_PART_MEASUREMENTS, &rows));
    if (series->count == 0)
        add_sums(q->arena, sign, parts.count, rows, series);
    else
        hide_totals(q->arena, rows, series);
    return OK;
}

/* ---- the period of a frequency ---- */

static Text written_period(Arena *arena, Text frequency, Day day)
{
    int year = day_year(day), month = day_month(day);
    if (text_is(frequency, "year"))
        return text_format(arena, "%d", year);
    if (text_is(frequency, "half_year"))
        return text_format(arena, "%d-H%d", year, (month + 5) / 6);
    if (text_is(frequency, "quarter"))
        return text_format(arena, "%d-Q%d", year, (month + 2) / 3);
    if (text_is(frequency, "month"))
        return text_format(arena, "%d-%02d", year, month);
    if (text_is(frequency, "week")) {
        int week = day_week(day, &year);
        return text_format(arena, "%d-W%02d", year, week);
    }
    return text_copy(arena, day.at, 10);
}

Period sign_period(Arena *arena, Text frequency, Day day)
{
    Period period = { 0 };
    period_read(arena, written_period(arena, frequency, day), &period);
    return period;
}

/* ---- gaps ---- */

static bool has_gaps(Text frequency)
{
    return text_is(frequency, "week") || text_is(frequency, "month") || text_is(frequency, "quarter") ||
           text_is(frequency, "half_year") || text_is(frequency, "year");
}

/* The school year or the period of the frequency that DAY lies in. */
static Period cell_of(Arena *arena, Text frequency, bool is_school_year, Day day)
{
    Period cell = { 0 };
    if (!is_school_year)
        return sign_period(arena, frequency, day);
    int year = day_year(day) - (day_month(day) < 8);
    period_read(arena, text_format(arena, "%d/%02d", year, (year + 1) % 100), &cell);
    return cell;
}

/* The periods between two points, without the ones that the points lie in. */
static void add_gaps_between(Arena *arena, Text frequency, const SignPoint *a, const SignPoint *b,
                             SignSeries *gaps)
{
    bool is_school_year = a->date.written.length == 7 && a->date.written.at[4] == '/';
    Day day = day_add(cell_of(arena, frequency, is_school_year, a->date.to).to, 1);
    while (gaps->count < MOST_GAPS) {
        Period cell = cell_of(arena, frequency, is_school_year, day);
        if (period_is_none(cell) || day_compare(cell.to, b->date.from) >= 0)
            return;
        gaps->at[gaps->count++] = (SignPoint){ .date = cell, .is_missing = true };
        day = day_add(cell.to, 1);
    }
}

/* A calendar month in which nothing was ever counted, though it has passed twice, is no gap: the house is
 * closed then. */
static void drop_closed_months(const SignSeries *points, SignSeries *gaps)
{
    size_t counted[MONTHS] = { 0 }, missing[MONTHS] = { 0 }, kept = 0;
    for (size_t i = 0; i < points->count; i++)
        counted[day_month(points->at[i].date.from)]++;
    for (size_t i = 0; i < gaps->count; i++)
        missing[day_month(gaps->at[i].date.from)]++;
    for (size_t i = 0; i < gaps->count; i++) {
        int month = day_month(gaps->at[i].date.from);
        if (counted[month] > 0 || missing[month] < 2)
            gaps->at[kept++] = gaps->at[i];
    }
    gaps->count = kept;
}

/* Puts the gaps between the points, in order of time. */
static void merge_gaps(Arena *arena, const SignSeries *gaps, SignSeries *series)
{
    SignPoint *all = arena_array(arena, SignPoint, series->count + gaps->count);
    size_t count = 0, next = 0;
    for (size_t i = 0; i < series->count; i++) {
        while (next < gaps->count && day_compare(gaps->at[next].date.from, series->at[i].date.from) < 0)
            all[count++] = gaps->at[next++];
        all[count++] = series->at[i];
    }
    series->at = all;
    series->count = count;
}

static void add_gaps(Arena *arena, const Sign *sign, SignSeries *series)
{
    SignSeries gaps = { .at = arena_array(arena, SignPoint, MOST_GAPS) };
    if (!has_gaps(sign->frequency))
        return;
    for (size_t i = 0; i + 1 < series->count; i++)
        add_gaps_between(arena, sign->frequency, &series->at[i], &series->at[i + 1], &gaps);
    if (text_is(sign->frequency, "month"))
        drop_closed_months(series, &gaps);
    merge_gaps(arena, &gaps, series);
}

static void finish(Request *q, SignSeries *series)
{
    for (size_t i = 0; i < series->count; i++) {
        SignPoint *point = &series->at[i];
        point->words = point->is_missing ? html_translated(&q->html, TR("mangler"))
                                         : sign_value_words(&q->html, &point->value);
        series->hides |= point->value.is_hidden;
        series->value_count += !figure_is_none(point->value.value);
    }
}

Err sign_series(Request *q, const Sign *sign, SignSeries *ret_series)
{
    Measurements rows;
    SignSeries series = { .at = arena_array(q->arena, SignPoint, MOST_MEASUREMENTS) };
    TRY(measurements_of_sign(q->db, sign->id, MOST_MEASUREMENTS, &rows));
    TRY(add_measurements(q, sign, rows, &series));
    TRY(add_parts(q, sign, &series));
    add_gaps(q->arena, sign, &series);
    finish(q, &series);
    *ret_series = series;
    return OK;
}

const SignPoint *series_first(const SignSeries *series)
{
    return series->count > 0 ? &series->at[0] : NULL;
}

const SignPoint *series_latest(const SignSeries *series)
{
    return series->count > 0 ? &series->at[series->count - 1] : NULL;
}

/* ---- the parts of a total side by side ---- */

/* Where in ROWS the newest period begins that all parts have; the count of rows when there is none. */
static size_t newest_common(Arena *arena, PartMeasurements rows, size_t parts, Sum *ret_sum)
{
    for (size_t i = 0; i < rows.count;) {
        size_t begin = i;
        *ret_sum = sum_period(arena, rows, &i);
        if (ret_sum->count == parts)
            return begin;
    }
    return rows.count;
}

static void tell_part(Html *h, const PartMeasurement *row, SignParts *parts)
{
    SignValue value =
        sign_value(h->arena, row->measure, row->min_count, row->value, row->numerator, row->denominator);
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].id == row->sign) {
            parts->at[i].words = sign_value_words(h, &value);
            parts->at[i].share = sign_share_words(h, &value);
        }
}

Err sign_parts(Request *q, const Sign *sign, SignParts *ret_parts)
{
    SignLinks links;
    PartMeasurements rows;
    Sum sum = { 0 };
    SignValue total;
    TRY(parts_of_sign(q->db, sign->id, MOST_PARTS, &links));
    *ret_parts = (SignParts){ .at = arena_array(q->arena, SignPart, links.count), .count = links.count };
    for (size_t i = 0; i < links.count; i++)
        ret_parts->at[i] = (SignPart){ .id = links.at[i].id, .title = links.at[i].title };
    if (links.count == 0)
        return OK;
    TRY(measurements_of_parts(q->db, sign->id, MOST_PART_MEASUREMENTS, &rows));
    size_t begin = newest_common(q->arena, rows, links.count, &sum);
    if (begin == rows.count)
        return OK;
    ret_parts->date = rows.at[begin].date;
    for (size_t i = begin; i < begin + links.count; i++)
        tell_part(&q->html, &rows.at[i], ret_parts);
    if (sum_value(q->arena, sign, &sum, links.count, &total)) {
        ret_parts->sum_words = sign_value_words(&q->html, &total);
        ret_parts->sum_share = sign_share_words(&q->html, &total);
        ret_parts->sum_is_hidden = total.is_hidden;
    }
    return OK;
}
