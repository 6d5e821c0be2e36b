/* SPDX-License-Identifier: MPL-2.0 */
/* What the trials below an objective have shown: five columns, equally loud, and those that are not judged
 * yet. */
#include <string.h>

#include "objective/objective_view.h"

#include "base/banned.h"

/* How many are in a state, said within a sentence. */
typedef struct StateWords {
    const char *state;
    const char *one;
    const char *many;
} StateWords;

static const StateWords state_words[] = {
    { "running", TR("én er i gang"), TR("{1} er i gang") },
    { "ended", TR("én venter på evaluering"), TR("{1} venter på evaluering") },
    { "evaluated", TR("én er evalueret uden vurdering"), TR("{1} er evalueret uden vurdering") },
    { "prepared", TR("én er planlagt"), TR("{1} er planlagt") },
    { "idea", TR("én er en idé"), TR("{1} er idéer") },
    { "dropped", TR("én er droppet"), TR("{1} er droppet") },
};

enum { STATES = sizeof state_words / sizeof *state_words };

static int64_t count_in_state(const ObjectiveTrialCounts *counts, const char *state)
{
    int64_t count = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (text_is_empty(counts->at[i].judgement) && text_is(counts->at[i].state, state))
            count += counts->at[i].count;
    return count;
}

static int64_t count_judged(const ObjectiveTrialCounts *counts, const char *judgement)
{
    int64_t count = 0;
    for (size_t i = 0; i < counts->count; i++)
        if (text_is(counts->at[i].judgement, judgement))
            count += counts->at[i].count;
    return count;
}

/* "to er i gang, én venter på evaluering, og én er planlagt" */
static Text states_listed(Html *h, const ObjectiveTrialCounts *counts)
{
    Text listed = { "", 0 }, last = { "", 0 };
    for (size_t i = 0; i < STATES; i++) {
        int64_t count = count_in_state(counts, state_words[i].state);
        if (count == 0)
            continue;
        if (!text_is_empty(last))
            listed = text_is_empty(listed) ? last : text_format(h->arena, "%s, %s", listed.at, last.at);
        last = html_count(h, count, state_words[i].one, state_words[i].many);
    }
    return text_is_empty(listed) ? last : message_format(h, TR("{1}, og {2}"), (Text[]){ listed, last }, 2);
}

static Text unjudged_words(Html *h, const ObjectiveTrialCounts *counts)
{
    int64_t count = 0;
    for (size_t i = 0; i < STATES; i++)
        count += count_in_state(counts, state_words[i].state);
    if (count == 0)
        return (Text){ "", 0 };
    Text values[2] = { capitalised(h->arena,
                                   html_count(h, count, TR("én prøvehandling"), TR("{1} prøvehandlinger"))),
                       states_listed(h, counts) };
    return message_format(h, TR("{1} er ikke vurderet endnu: {2}."), values, 2);
}

static Text judged_words(Html *h, int64_t count)
{
    if (count == 0)
        return html_translated(h, TR("Ingen prøvehandling er vurderet endnu."));
    Text trials =
        capitalised(h->arena, html_count(h, count, TR("én prøvehandling"), TR("{1} prøvehandlinger")));
    return message_format(
        h, TR("{1} er vurderet. En prøvehandling uden effekt er lige så vigtig at kende som en med."),
        &trials, 1);
}

Err objective_shown(Request *q, ObjectivePage *v)
{
    ObjectiveTrialCounts counts;
    ObjectiveJudgeds judged;
    TRY(trial_counts_below_objective(q->db, q->id, q->who, MOST_TRIAL_COUNTS, &counts));
    TRY(judged_below_objective(q->db, q->id, MOST_JUDGED_EACH, q->who, JUDGEMENTS * MOST_JUDGED_EACH,
                               &judged));
    int64_t judged_count = 0;
    for (size_t i = 0; i < JUDGEMENTS; i++) {
        JudgedColumn *column = &v->columns[i];
        column->code = judgement_words[i].code;
        column->count = count_judged(&counts, column->code);
        judged_count += column->count;
        for (size_t j = 0; j < judged.count; j++)
            if (text_is(judged.at[j].judgement, column->code) && column->trial_count++ == 0)
                column->trials = &judged.at[j]; /* the rows of a judgement stand together */
    }
    for (size_t i = 0; i < counts.count; i++)
        v->trial_count += counts.at[i].count;
    v->judged_words = judged_words(&q->html, judged_count);
    v->unjudged_words = unjudged_words(&q->html, &counts);
    return OK;
}
