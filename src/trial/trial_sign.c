/* SPDX-License-Identifier: MPL-2.0 */
/* The signs of a trial with the latest that is known of them, as words. */
#include "trial/trial_view.h"

/* As the page writes figures. */
static Text figure_words(Html *h, Figure figure)
{
    Buffer out;
    buffer_init(&out, 100);
    Html to = *h;
    to.out = &out;
    html_figure(&to, figure);
    Text words = text_copy(h->arena, text_at(buffer_text(&out)), out.length);
    buffer_done(&out);
    return words;
}

static bool is_small(Figure figure, int64_t min_count)
{
    return !figure_is_none(figure) && figure.millionths < min_count * 1000000;
}

/* A number below the sign's smallest count could point at somebody: nothing of it is shown. */
static Text value_words(Html *h, const TrialSign *sign)
{
    if (is_small(sign->value, sign->min_count) || is_small(sign->numerator, sign->min_count) ||
        is_small(sign->denominator, sign->min_count)) {
        Text least = text_format(h->arena, "%lld", (long long)sign->min_count);
        return message_format(h, TR("under {1}"), &least, 1);
    }
    if (!figure_is_none(sign->value))
        return text_format(h->arena, "%s %s", text_at(figure_words(h, sign->value)), text_at(sign->measure));
    Text parts[2] = { figure_words(h, sign->numerator), figure_words(h, sign->denominator) };
    return message_format(h, TR("{1} af {2}"), parts, 2);
}

static void add_figure(Html *h, Text *words, const char *danish, Figure figure)
{
    if (figure_is_none(figure))
        return;
    Text number = figure_words(h, figure);
    *words = text_format(h->arena, "%s %s", text_at(*words), text_at(message_format(h, danish, &number, 1)));
}

static Text measured_words(Html *h, const TrialSign *sign)
{
    Text values[2] = { value_words(h, sign), html_period_long(h, sign->date) };
    Text words = message_format(h, TR("{1}, {2}."), values, 2);
    if (!is_small(sign->baseline, sign->min_count))
        add_figure(h, &words, TR("Udgangspunktet var {1}."), sign->baseline);
    add_figure(h, &words, TR("I vil nå {1}."), sign->target);
    return words;
}

Text sign_about(Html *h, Text kind, Text frequency, Text owner_name)
{
    Text values[3] = { text_of(translate(h->language, word_label(sign_kind_words, kind))),
                       text_of(translate(h->language, word_label(sign_frequency_words, frequency))),
                       text_is_empty(owner_name) ? text_of(translate(h->language, TR("uden ansvarlig")))
                                                 : owner_name };
    if (text_is_empty(frequency)) {
        values[1] = values[2];
        return message_format(h, TR("{1} · {2}"), values, 2);
    }
    return message_format(h, TR("{1}, {2} · {3}"), values, 3);
}

static SignNow sign_now(Html *h, const TrialSign *sign)
{
    SignNow now = { .id = sign->id,
                    .title = sign->title,
                    .about = sign_about(h, sign->kind, sign->frequency, sign->owner_name) };
    if (text_is(sign->kind, "qualitative")) {
        now.level = sign->level;
        now.words = html_day_long(h, sign->seen_on);
    } else if (!period_is_none(sign->date)) {
        now.words = measured_words(h, sign);
    }
    return now;
}

Err signs_now(Request *q, int64_t trial, SignsNow *ret_signs)
{
    TrialSigns signs;
    TRY(trial_signs(q->db, trial, MOST_OF_TRIAL, &signs));
    *ret_signs = (SignsNow){ arena_array(q->arena, SignNow, signs.count), signs.count };
    for (size_t i = 0; i < signs.count; i++)
        ret_signs->at[i] = sign_now(&q->html, &signs.at[i]);
    return OK;
}
