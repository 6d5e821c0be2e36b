/* SPDX-License-Identifier: MPL-2.0 */
/* What may be shown of a measured value. */
#include "layout/sign_value.h"

#include <math.h>
#include <string.h>

#include "page/svg.h"

#include "base/banned.h"

bool measure_is_percent(Text measure)
{
    return text_starts_with(measure, "procent") || text_starts_with(measure, "Procent") ||
           text_starts_with(measure, "%") || text_starts_with(measure, "pct");
}

static bool is_below(Figure figure, int64_t min_count)
{
    return min_count > 0 && !figure_is_none(figure) && figure.millionths < min_count * 1000000;
}

/* A rate is our own figure, so we choose its decimals. */
static Figure rate_of(Arena *arena, bool is_percent, Figure numerator, Figure denominator)
{
    double share = (double)numerator.millionths / (double)denominator.millionths;
    int64_t millionths = is_percent ? llround(share * 1000) * 100000 : llround(share * 100) * 10000;
    Figure figure = figure_of_millionths(arena, millionths);
    if (is_percent && millionths % 1000000 == 0)
        figure.typed = text_format(arena, "%s,0", figure.typed.at);
    return figure;
}

SignValue sign_value(Arena *arena, Text measure, int64_t min_count, Figure value, Figure numerator,
                     Figure denominator)
{
    SignValue shown = { .min_count = min_count };
    if (is_below(value, min_count) || is_below(numerator, min_count) || is_below(denominator, min_count)) {
        shown.is_hidden = shown.is_below = true;
        return shown;
    }
    shown.value = value;
    shown.numerator = numerator;
    shown.denominator = denominator;
    if (figure_is_none(value) && !figure_is_none(numerator) && denominator.millionths != 0)
        shown.value = rate_of(arena, measure_is_percent(measure), numerator, denominator);
    return shown;
}

/* As many as were typed after a comma ("7,0"), and never fewer than the number has ("98.5"). */
static int decimals_of(Figure figure)
{
    const char *comma = memchr(text_at(figure.typed), ',', figure.typed.length);
    int typed = comma == NULL ? 0 : (int)(figure.typed.at + figure.typed.length - comma - 1);
    int needed = 6;
    for (int64_t rest = figure.millionths; needed > 0 && rest % 10 == 0; rest /= 10)
        needed--;
    return typed > needed ? typed : needed;
}

SignValue sign_value_of_total(SignValue value, bool gives_a_part_away)
{
    return gives_a_part_away && !value.is_hidden ? (SignValue){ .is_hidden = true } : value;
}

Text sign_value_words(Html *h, const SignValue *value)
{
    if (value->is_below) {
        Text count = text_of_integer(h->arena, value->min_count);
        return message_format(h, TR("under {1}"), &count, 1);
    }
    if (value->is_hidden)
        return html_translated(h, TR("skjult"));
    if (figure_is_none(value->value))
        return (Text){ "", 0 };
    return chart_number(h, value->value.millionths, decimals_of(value->value));
}

Text sign_share_words(Html *h, const SignValue *value)
{
    if (figure_is_none(value->denominator))
        return (Text){ "", 0 };
    SignValue numerator = { .value = value->numerator }, denominator = { .value = value->denominator };
    Text values[] = { sign_value_words(h, &numerator), sign_value_words(h, &denominator) };
    return message_format(h, TR("{1} af {2}"), values, 2);
}
