/* SPDX-License-Identifier: MPL-2.0 */
/* A sign's series as drawing and in words. Both say what was measured and no more: no trend, no verdict. */
#include <string.h>

#include "page/svg.h"
#include "sign/sign_view.h"

enum { MOST_STARTS = 20, MOST_LABELLED = 12, MOST_NAMED_RUNS = 4, LEVELS = 4 };

Text measure_after(Arena *arena, Text measure)
{
    return text_is_empty(measure) ? (Text){ "", 0 } : text_format(arena, " %s", measure.at);
}

static Text with_measure(Html *h, Text words, const Sign *sign)
{
    return text_format(h->arena, "%s%s", text_at(words), text_at(measure_after(h->arena, sign->measure)));
}

static Text joined(Arena *arena, Text a, const char *between, Text b)
{
    return text_is_empty(a) ? b : text_is_empty(b) ? a : text_format(arena, "%s%s%s", a.at, between, b.at);
}

static bool is_yearly(const Sign *sign)
{
    return text_is(sign->frequency, "year");
}

static bool is_shown(const SignPoint *point)
{
    return !figure_is_none(point->value.value);
}

/* The value without hidden or missing neighbours at the series' end. */
static const SignPoint *edge(const SignSeries *series, bool is_last)
{
    for (size_t i = 0; i < series->count; i++) {
        const SignPoint *point = &series->at[is_last ? series->count - 1 - i : i];
        if (is_shown(point))
            return point;
    }
    return NULL;
}

static Text figure_words(Html *h, Figure figure)
{
    SignValue value = { .value = figure };
    return sign_value_words(h, &value);
}

/* ---- the axis of time ---- */

/* Twice the day in the middle, so that it is a whole number. */
static int64_t middle_of(Period period)
{
    return day_number(period.from) + day_number(period.to);
}

static Text year_in_middle(Html *h, Period period)
{
    return text_format(h->arena, "%d", day_year(day_of_number(middle_of(period) / 2)));
}

/* "aug": the first three letters, in both languages. */
static Text month_short(Html *h, Day day)
{
    return text_copy(h->arena, html_period_long(h, sign_period(h->arena, TEXT("month"), day)).at, 3);
}

/* Whether the name of a tick is that of a year or a school year. */
static bool names_year(Text label)
{
    return label.length >= 4 && label.at[0] >= '0' && label.at[0] <= '9' && label.at[1] != '.';
}

static Text tick_label(Html *h, Period period)
{
    Text written = period.written, number;
    char kind = written.length > 5 ? written.at[5] : '\0';
    if (written.length == 4 || (written.length == 7 && written.at[4] == '/'))
        return written;
    if (kind != 'W' && kind != 'Q' && kind != 'H')
        return month_short(h, period.from);
    number = text_copy(h->arena, written.at + 6, written.length - 6);
    if (kind == 'W' && number.at[0] == '0')
        number = text_copy(h->arena, number.at + 1, 1);
    return message_format(h,
                          kind == 'W'   ? TR("uge {1}")
                          : kind == 'Q' ? TR("{1}. kv.")
                                        : TR("{1}. halvår"),
                          &number, 1);
}

/* The year stands below the first tick of each year, unless the ticks are years themselves. */
static ChartTick tick_of(Html *h, Period period, const ChartTick *before, Text *year)
{
    ChartTick tick = { middle_of(period), tick_label(h, period), { 0 } };
    Text own = year_in_middle(h, period);
    if (!names_year(tick.label) && !text_equal(own, *year))
        tick.below = own;
    *year = own;
    if (before != NULL && text_is_empty(tick.below) && text_equal(before->label, tick.label))
        tick.label = (Text){ 0 };
    return tick;
}

static void add_tick(Html *h, Period period, ChartTick *ticks, size_t *count, Text *year)
{
    ChartTick tick = tick_of(h, period, *count > 0 ? &ticks[*count - 1] : NULL, year);
    if (!text_is_empty(tick.label))
        ticks[(*count)++] = tick;
}

/* "aug 2024": a tick that stands alone. */
static ChartTick end_of(Html *h, Period period)
{
    Text label = tick_label(h, period);
    if (!names_year(label))
        label = text_format(h->arena, "%s %s", label.at, year_in_middle(h, period).at);
    return (ChartTick){ middle_of(period), label, { 0 } };
}

static Text title_of(Html *h, const Sign *sign, Period first, Period last)
{
    Text values[] = { sign->title, html_period_long(h, first), html_period_long(h, last) };
    return message_format(
        h, text_equal(first.written, last.written) ? TR("{1}, {2}") : TR("{1}, {2} til {3}"), values, 3);
}

/* ---- starts of trials ---- */

static bool has_begun(const SignTrial *trial, Day today)
{
    return !day_is_none(trial->starts_on) && day_compare(trial->starts_on, today) <= 0 &&
           (text_is(trial->state, "running") || text_is(trial->state, "ended") ||
            text_is(trial->state, "evaluated"));
}

/* A trial that began before the first value lies outside the drawing; its date stands in the list of trials.
 */
static size_t starts_of(Html *h, const SignPage *v, Day from, ChartStart *ret_starts)
{
    size_t count = 0;
    for (size_t i = 0; i < v->trials.count && count < MOST_STARTS; i++) {
        const SignTrial *trial = &v->trials.at[i];
        if (!has_begun(trial, h->today) || day_compare(trial->starts_on, from) < 0)
            continue;
        Text day = html_day_long(h, trial->starts_on);
        ret_starts[count++] =
            (ChartStart){ 2 * day_number(trial->starts_on), message_format(h, TR("Start {1}"), &day, 1) };
    }
    return count;
}

/* ---- the drawing of numbers ---- */

static ChartPoint point_of(const SignPoint *point, bool is_labelled, bool is_run)
{
    ChartPoint drawn = { .at = middle_of(point->date), .value = point->value.value.millionths };
    drawn.mark = point->is_missing ? CHART_CROSS : is_shown(point) ? CHART_DOT : CHART_RING;
    if (drawn.mark == CHART_DOT ? is_labelled : !is_run)
        drawn.label = point->words;
    return drawn;
}

static size_t lines_of(Html *h, const SignPage *v, ChartLine *ret_lines)
{
    size_t count = 0;
    if (!figure_is_none(v->sign.target))
        ret_lines[count++] = (ChartLine){ v->sign.target.millionths,
                                          message_format(h, TR("Ønsket: {1}"), &v->target, 1), true };
    if (!figure_is_none(v->sign.baseline) && v->sign.baseline.millionths != v->sign.target.millionths)
        ret_lines[count++] =
            (ChartLine){ v->sign.baseline.millionths,
                         message_format(h, TR("Udgangspunkt: {1}"), &v->baseline, 1), false };
    return count;
}

/* The series must hold a point. */
static Chart series_as_chart(Html *h, const SignPage *v)
{
    const SignSeries *series = &v->series;
    ChartPoint *points = arena_array(h->arena, ChartPoint, series->count);
    ChartTick *ticks = arena_array(h->arena, ChartTick, series->count);
    ChartStart *starts = arena_array(h->arena, ChartStart, MOST_STARTS);
    ChartLine *lines = arena_array(h->arena, ChartLine, 2);
    Text year = { 0 };
    Chart chart = { .id = "sign",
                    .points = points,
                    .point_count = series->count,
                    .ticks = ticks,
                    .starts = starts,
                    .lines = lines };
    bool is_labelled =
        series->value_count <= MOST_LABELLED && (is_yearly(&v->sign) || series->value_count <= FEW_VALUES);
    for (size_t i = 0; i < series->count; i++) {
        bool is_run = i > 0 && text_equal(series->at[i].words, series->at[i - 1].words);
        points[i] = point_of(&series->at[i], is_labelled, is_run);
        add_tick(h, series->at[i].date, ticks, &chart.tick_count, &year);
    }
    chart.title = title_of(h, &v->sign, series->at[0].date, series->at[series->count - 1].date);
    chart.description =
        joined(h->arena, joined(h->arena, v->words.summary, " ", v->words.too_few), " ", v->words.missing);
    chart.measure = v->sign.measure;
    chart.has_line = series->value_count >= FEWEST_FOR_LINE;
    if (chart.has_line)
        chart.latest = message_format(h, TR("Seneste: {1}"), &edge(series, true)->words, 1);
    chart.line_count = lines_of(h, v, lines);
    chart.start_count = starts_of(h, v, series->at[0].date.from, starts);
    return chart;
}

Markup series_chart(Html *h, const SignPage *v)
{
    if (v->series.value_count == 0)
        return (Markup){ 0 };
    Chart chart = series_as_chart(h, v);
    return chart_drawing(h, &chart);
}

/* ---- the drawing of observations ---- */

static int64_t level_number(Text level)
{
    int64_t number = 0;
    while (number < LEVELS - 1 && !text_is(level, level_words[number].code))
        number++;
    return number;
}

static Period period_of_day(Arena *arena, Day day)
{
    return sign_period(arena, TEXT("day"), day);
}

/* There must be an observation. */
static Chart observations_as_chart(Html *h, const SignPage *v)
{
    const SignObservations *seen = &v->observations;
    ChartPoint *points = arena_array(h->arena, ChartPoint, seen->count);
    ChartTick *ticks = arena_array(h->arena, ChartTick, seen->count);
    ChartStart *starts = arena_array(h->arena, ChartStart, MOST_STARTS);
    Text *levels = arena_array(h->arena, Text, LEVELS), year = { 0 };
    Chart chart = { .id = "sign",
                    .points = points,
                    .point_count = seen->count,
                    .ticks = ticks,
                    .starts = starts,
                    .levels = levels };
    for (size_t i = 0; i < LEVELS; i++)
        levels[i] = html_translated(h, level_words[i].label);
    for (size_t i = 0; i < seen->count; i++) {
        const SignObservation *one = &seen->at[seen->count - 1 - i];
        Period day = period_of_day(h->arena, one->date);
        points[i] = (ChartPoint){ .at = middle_of(day), .value = level_number(one->level) };
        add_tick(h, day, ticks, &chart.tick_count, &year);
    }
    Day first = seen->at[seen->count - 1].date, last = seen->at[0].date;
    chart.level_count = LEVELS;
    chart.title = title_of(h, &v->sign, period_of_day(h->arena, first), period_of_day(h->arena, last));
    chart.description = v->words.summary;
    chart.start_count = starts_of(h, v, first, starts);
    return chart;
}

Markup observation_chart(Html *h, const SignPage *v)
{
    if (v->observations.count == 0)
        return (Markup){ 0 };
    Chart chart = observations_as_chart(h, v);
    return chart_drawing(h, &chart);
}

/* ---- the small drawing ---- */

static Text draw_small(Html *h, Chart *chart, Period first, Period last)
{
    const ChartTick ends[] = { end_of(h, first), end_of(h, last) };
    ChartStart *starts = arena_array(h->arena, ChartStart, chart->start_count);
    for (size_t i = 0; i < chart->start_count; i++)
        starts[i] = (ChartStart){ chart->starts[i].at, html_translated(h, TR("start")) };
    chart->starts = starts;
    chart->ticks = ends;
    chart->tick_count = text_equal(ends[0].label, ends[1].label) ? 1 : 2;
    return chart_small(h, chart);
}

Text sign_small_chart(Html *h, const SignPage *v)
{
    const SignSeries *series = &v->series;
    const SignObservations *seen = &v->observations;
    Chart chart;
    if (v->is_quantitative) {
        chart = series_as_chart(h, v);
        return draw_small(h, &chart, series->at[0].date, series->at[series->count - 1].date);
    }
    chart = observations_as_chart(h, v);
    return draw_small(h, &chart, period_of_day(h->arena, seen->at[seen->count - 1].date),
                      period_of_day(h->arena, seen->at[0].date));
}

/* ---- in words ---- */

Text tell_observations(Html *h, const SignObservations *seen)
{
    size_t counts[LEVELS] = { 0 };
    Text all = { "", 0 };
    if (seen->count == 0)
        return all;
    for (size_t i = 0; i < seen->count; i++)
        counts[level_number(seen->at[i].level)]++;
    for (size_t i = 0; i < LEVELS; i++)
        if (counts[i] > 0)
            all = joined(
                h->arena, all, ", ",
                text_format(h->arena, "%s: %zu", translate(h->language, level_words[i].label), counts[i]));
    Text latest = html_translated(h, level_words[level_number(seen->at[0].level)].label);
    Text values[] = { html_count(h, (int64_t)seen->count, TR("én iagttagelse"), TR("{1} iagttagelser")), all,
                      html_day_long(h, seen->at[0].date), latest };
    return message_format(h, TR("I alt {1}. {2}. Senest den {3}: {4}."), values, 4);
}

/* The end of the run of missing points that begins at I. */
static size_t run_end(const SignSeries *series, size_t i)
{
    while (i + 1 < series->count && series->at[i + 1].is_missing)
        i++;
    return i;
}

static Text run_name(Html *h, const SignSeries *series, size_t from, size_t to)
{
    Text first = html_period_long(h, series->at[from].date);
    return from == to ? first
                      : text_format(h->arena, "%s–%s", first.at, html_period_long(h, series->at[to].date).at);
}

static Text tell_missing(Html *h, const SignSeries *series)
{
    Text names = { "", 0 };
    size_t runs = 0, missing = 0;
    for (size_t i = 0; i < series->count; i++) {
        if (!series->at[i].is_missing)
            continue;
        size_t end = run_end(series, i);
        names = joined(h->arena, names, ", ", run_name(h, series, i, end));
        missing += end - i + 1;
        runs++;
        i = end;
    }
    if (runs == 0)
        return names;
    if (runs > MOST_NAMED_RUNS)
        return html_count(h, (int64_t)missing, TR("Der mangler én måling undervejs."),
                          TR("Der mangler {1} målinger undervejs."));
    return message_format(h, TR("Mangler: {1}."), &names, 1);
}

const SignRow *series_rows(Html *h, const SignSeries *series, size_t *ret_count)
{
    SignRow *rows = arena_array(h->arena, SignRow, series->count);
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        size_t end = series->at[i].is_missing ? run_end(series, i) : i;
        if (end - i + 1 < SHORTEST_HIDDEN_RUN)
            end = i;
        rows[count++] = (SignRow){ run_name(h, series, i, end), &series->at[i] };
        i = end;
    }
    *ret_count = count;
    return rows;
}

static const SignPoint *extreme(const SignSeries *series, const SignPoint *without, bool is_highest)
{
    const SignPoint *found = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const SignPoint *point = &series->at[i];
        if (!is_shown(point) || point == without)
            continue;
        int64_t own = point->value.value.millionths;
        if (found == NULL ||
            (is_highest ? own > found->value.value.millionths : own < found->value.value.millionths))
            found = point;
    }
    return found;
}

/* "81 procent (2023), 79 procent (2024)". */
static Text list_values(Html *h, const Sign *sign, const SignSeries *series)
{
    Text all = { "", 0 };
    for (size_t i = 0; i < series->count; i++) {
        const SignPoint *point = &series->at[i];
        if (!point->is_missing)
            all =
                joined(h->arena, all, ", ",
                       text_format(h->arena, "%s (%s)",
                                   is_shown(point) ? with_measure(h, point->words, sign).at : point->words.at,
                                   html_period_long(h, point->date).at));
    }
    return all;
}

static Text tell_span(Html *h, const Sign *sign, const SignSeries *series)
{
    const SignPoint *first = edge(series, false), *latest = edge(series, true);
    Text values[] = {
        html_count(h, (int64_t)series->value_count, TR("én måling"), TR("{1} målinger")),
        extreme(series, NULL, false)->words,
        with_measure(h, extreme(series, NULL, true)->words, sign),
        first->words,
        html_period_long(h, first->date),
        latest->words,
        html_period_long(h, latest->date),
    };
    return message_format(
        h, TR("I alt {1} mellem {2} og {3}. Den første er {4} ({5}), den seneste {6} ({7})."), values, 7);
}

static Text tell_values(Html *h, const Sign *sign, const SignSeries *series)
{
    Text list;
    if (series->value_count == 0)
        return html_translated(h, TR("Alle tal er skjult, fordi de er små."));
    if (series->value_count > FEW_VALUES)
        return tell_span(h, sign, series);
    list = list_values(h, sign, series);
    return message_format(h, series->value_count == 1 ? TR("Kun én måling: {1}.") : TR("Målingerne er {1}."),
                          &list, 1);
}

static Text tell_start(Html *h, const SignPage *v)
{
    ChartStart starts[MOST_STARTS];
    size_t count = starts_of(h, v, v->series.at[0].date.from, starts);
    if (count == 0)
        return (Text){ "", 0 };
    if (count > 1)
        return html_count(h, (int64_t)count, TR("Undervejs begyndte én prøvehandling."),
                          TR("Undervejs begyndte {1} prøvehandlinger."));
    Text day = html_day_long(h, day_of_number(starts[0].at / 2));
    return message_format(h, TR("Prøvehandlingen begyndte den {1}."), &day, 1);
}

static Text tell_goal(Html *h, const SignPage *v)
{
    Text target = with_measure(h, v->target, &v->sign);
    return figure_is_none(v->sign.target) ? (Text){ "", 0 }
                                          : message_format(h, TR("I vil nå {1}."), &target, 1);
}

/* The difference in the sign's own unit; of per cent that is percentage points. */
static Text tell_difference(Html *h, const Sign *sign, const SignPoint *first, const SignPoint *latest)
{
    int64_t difference = latest->value.value.millionths - first->value.value.millionths;
    int64_t size = difference < 0 ? -difference : difference;
    Text unit = measure_is_percent(sign->measure) ? html_translated(h, TR("procentpoint")) : sign->measure;
    Text values[] = { figure_words(h, figure_of_millionths(h->arena, size)), measure_after(h->arena, unit) };
    if (difference == 0)
        return html_translated(h, TR("uændret"));
    return message_format(h, difference > 0 ? TR("{1}{2} mere") : TR("{1}{2} mindre"), values, 2);
}

static Text tell_earlier(Html *h, const SignSeries *series, const SignPoint *latest)
{
    const SignPoint *low = extreme(series, latest, false), *high = extreme(series, latest, true);
    return low == high ? low->words : text_format(h->arena, "%s–%s", low->words.at, high->words.at);
}

/* First, latest and the difference, when the values are few or yearly: then they say more than a drawing. */
static void tell_few(Html *h, const SignPage *v, SignWords *words)
{
    const SignPoint *first = series_first(&v->series), *latest = series_latest(&v->series);
    Text name = html_period_long(h, first->date);
    words->first_name = message_format(h, TR("Første, {1}"), &name, 1);
    words->first = is_shown(first) ? with_measure(h, first->words, &v->sign) : first->words;
    name = html_period_long(h, latest->date);
    words->latest_name = message_format(h, TR("Seneste, {1}"), &name, 1);
    words->latest = is_shown(latest) ? with_measure(h, latest->words, &v->sign) : latest->words;
    words->share_name = message_format(h, TR("Talt, {1}"), &name, 1);
    words->share = sign_share_words(h, &latest->value);
    if (is_shown(first) && is_shown(latest))
        words->difference = tell_difference(h, &v->sign, first, latest);
    if (v->series.value_count > 2 && is_shown(latest))
        words->earlier = tell_earlier(h, &v->series, latest);
}

void tell_series(Html *h, const SignPage *v, SignWords *ret_words)
{
    const SignSeries *series = &v->series;
    Arena *arena = h->arena;
    *ret_words = (SignWords){ 0 };
    if (series->count == 0)
        return;
    Text summary = tell_values(h, &v->sign, series);
    summary = joined(arena, summary, " ", tell_goal(h, v));
    ret_words->summary = joined(arena, summary, " ", tell_start(h, v));
    ret_words->missing = tell_missing(h, series);
    Text count = text_format(arena, "%zu", series->value_count);
    if (series->value_count < FEWEST_FOR_LINE)
        ret_words->too_few = message_format(h,
                                            TR("Der er for få målinger ({1}) til at skelne udvikling fra "
                                               "tilfældighed. Det kræver mindst ti."),
                                            &count, 1);
    if (series->count > 1 && (series->value_count <= FEW_VALUES || is_yearly(&v->sign)))
        tell_few(h, v, ret_words);
}
