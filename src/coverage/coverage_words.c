/* SPDX-License-Identifier: MPL-2.0 */
/* The forecast in sentences. */
#include <inttypes.h>

#include "coverage/coverage.h"
#include "layout/layout.h"

static Text joined(Html *h, Text first, Text second)
{
    return text_format(h->arena, "%s %s", text_at(first), text_at(second));
}

/* "Tre": a number that begins a sentence. */
static Text number_first(Html *h, int64_t count)
{
    return capitalised(h->arena, html_count(h, count, TR("én"), "{1}"));
}

/* ---- room ---- */

static Text compulsory_words(Html *h, const CoverageForecast *forecast)
{
    int64_t compulsory = (int64_t)forecast->compulsory.count, over = compulsory - forecast->capacity;
    Text values[2] = { number_first(h, compulsory), html_count(h, forecast->room, TR("én"), "{1}") };
    if (compulsory == 0)
        return html_translated(h, TR("Ingen af pladserne er bundet af en budgetaftale."));
    if (over > 0) {
        values[1] = html_count(h, over, TR("én"), "{1}");
        return message_format(h, TR("{1} skal med fra budgetaftalen. Det er {2} mere, end der er plads til."),
                              values, 2);
    }
    if (forecast->room == 0)
        return message_format(h, TR("{1} skal med fra budgetaftalen, og så er der ikke plads til flere."),
                              values, 2);
    return message_format(h, TR("{1} skal med fra budgetaftalen, så der er plads til {2} fra politikkerne."),
                          values, 2);
}

Text coverage_room_words(Html *h, const CoverageForecast *forecast)
{
    Text values[2] = { html_count(h, forecast->capacity, TR("én målsætning"), TR("{1} målsætninger")),
                       text_of_integer(h->arena, forecast->year) };
    if (!forecast->is_capacity_known)
        return message_format(h,
                              TR("Vi ved ikke, hvor mange målsætninger organisationen kan arbejde med i "
                                 "{2}. Derfor ved vi heller ikke, om alle kan nås."),
                              values, 2);
    Text capacity = forecast->capacity == 0
                        ? message_format(h, TR("Organisationen har ikke plads til nogen i {2}."), values, 2)
                        : message_format(h, TR("Organisationen kan arbejde med {1} i {2}."), values, 2);
    return joined(h, capacity, compulsory_words(h, forecast));
}

/* ---- reach ---- */

Text coverage_reach_words(Html *h, const CoverageForecast *forecast)
{
    int64_t left = (int64_t)forecast->uncovered.count;
    Text values[4] = { number_first(h, left), text_of_integer(h->arena, forecast->year),
                       number_first(h, forecast->reachable),
                       html_count(h, forecast->unreachable, TR("én"), "{1}") };
    const char *words;
    if (left == 0)
        words = TR("Ingen mangler fra perioder, der løber i {2} eller senere.");
    else if (!forecast->is_capacity_known)
        words = TR("{1} mangler fra perioder, der løber i {2} eller senere.");
    else if (forecast->unreachable == 0)
        words = left == 1 ? TR("{1} mangler fra perioder, der løber i {2} eller senere, og den kan nås.")
                          : TR("{1} mangler fra perioder, der løber i {2} eller senere, og de kan alle nås.");
    else if (forecast->reachable > 0)
        words = TR(
            "{1} mangler fra perioder, der løber i {2} eller senere. {3} af dem kan nås, og {4} kan ikke.");
    else
        words = left == 1 ? TR("{1} mangler fra perioder, der løber i {2} eller senere. Den kan ikke nås: "
                               "der er ikke plads i de år, den gælder.")
                          : TR("{1} mangler fra perioder, der løber i {2} eller senere. Ingen af dem kan "
                               "nås: der er ikke plads i de år, de gælder.");
    return message_format(h, words, values, 4);
}

/* ---- what must be chosen now ---- */

Text coverage_needed_words(Html *h, const CoverageForecast *forecast)
{
    Text values[2] = { html_count(h, forecast->needed_now, TR("én"), "{1}"),
                       text_of_integer(h->arena, forecast->year) };
    const char *words;
    if (!forecast->is_capacity_known || forecast->reachable == 0)
        return (Text){ "", 0 };
    if (forecast->needed_now == 0)
        words = forecast->reachable == 1
                    ? TR("Den behøver ikke at blive udvalgt til {2}: den kan nås i årene efter.")
                    : TR("Ingen af dem behøver at blive udvalgt til {2}: de kan nås i årene efter.");
    else if (forecast->uncovered.count == 1)
        words = TR("Den skal udvælges til {2}, hvis den skal nås.");
    else if (forecast->unreachable == 0)
        words = TR("Mindst {1} skal udvælges til {2}, hvis alle skal nås. Begynd med dem, hvis periode "
                   "slutter først.");
    else
        words = TR("Mindst {1} skal udvælges til {2}, hvis så mange som muligt skal nås. Begynd med dem, "
                   "hvis periode "
                   "slutter først.");
    return message_format(h, words, values, 2);
}
