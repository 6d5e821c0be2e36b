/* SPDX-License-Identifier: MPL-2.0 */
#include "objective/objective.h"

#include <inttypes.h>

#include "budget/budget.h"
#include "objective.html.h"
#include "objective/objective_view.h"
#include "search/search.h"
#include "vision/vision.h"

static const Field objective_fields[] = {
    FIELD(Objective, text, .flags = REQUIRED, .longest = 1000, .label = TR("Målsætningens ordlyd"),
          .hint = TR("Skriv retningen eller forandringen, som kommunalbestyrelsen vil have. Arbejdspladserne "
                     "skriver selv i mål og prøvehandlinger, hvad der skal gøres."),
          .missing = TR("Skriv målsætningen, som kommunalbestyrelsen har vedtaget den")),
    FIELD(Objective, title, .label = TR("Kort titel"),
          .hint = TR("Til lister og overskrifter, hvis ordlyden er lang.")),
    FIELD(Objective, number, .longest = 20, .label = TR("Nummer")),
    FIELD(Objective, policy, .refers = &policy_record, .label = TR("Politik")),
    FIELD(Objective, budget_agreement, .refers = &budget_agreement_record, .label = TR("Budgetaftale")),
    FIELD(Objective, vision, .refers = &vision_record, .label = TR("Vision")),
    FIELD(Objective, scenario_part, .longest = 300, .label = TR("Den del af fremtidsscenariet, den tjener"),
          .hint = TR("Så kan alle se, om hvert afsnit har en målsætning, der fører derhen.")),
    FIELD(Objective, description, .flags = LONG, .label = TR("Uddybning")),
    FIELD(Objective, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("For eksempel: Skolepolitik 2025–2028, side 7")),
    { 0 },
};

const Record objective_record = {
    .name = "objective",
    .path = "/objectives",
    .label = TR("Målsætning"),
    .title_field = "text",
    .size = sizeof(Objective),
    .fields = objective_fields,
    .seen = objective_is_seen,
    .changed = search_changed,
};

/* ---- the list ---- */

bool objective_begins_source(const ObjectiveLines *lines, const ObjectiveLine *line)
{
    if (line == lines->at)
        return true;
    return line[-1].policy != line->policy || line[-1].budget_agreement != line->budget_agreement;
}

static Text with_point(Arena *arena, Text before, Text after)
{
    if (text_is_empty(before) || text_is_empty(after))
        return text_is_empty(before) ? after : before;
    return text_format(arena, "%s · %s", before.at, after.at);
}

Text objective_source_words(Html *h, const ObjectiveLine *line)
{
    Text words = html_validity(h, line->valid_from, line->valid_to);
    if (text_ends_with(line->above, text_at(words)))
        words = (Text){ "", 0 };
    if (!text_is(line->standing, "in_force"))
        words = with_point(h->arena, words,
                           html_translated(h, word_label(policy_standing_words, line->standing)));
    if (text_is(line->kind, "other"))
        words = with_point(h->arena, words, html_translated(h, TR("løber ved siden af politikkerne")));
    return words;
}

const char *objective_line_words(const ObjectiveLine *line, int64_t this_year)
{
    if (text_is(line->kind, "other"))
        return line->is_worked_on ? TR("arbejdet med") : TR("bliver ikke udvalgt");
    if (text_is(line->standing, "coming"))
        return line->policy == 0 ? TR("skal med, når året begynder") : TR("gælder endnu ikke");
    ObjectiveYear year = { .year = this_year,
                           .is_selected = line->is_chosen && line->policy != 0,
                           .is_compulsory = line->is_chosen && line->policy == 0,
                           .is_worked_on = line->is_worked_on };
    return objective_year_words(&year, this_year);
}

static Err objectives_page(Request *q)
{
    ObjectivesPage v = { .q = q, .this_year = day_year(q->today) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    text_to_integer(query_value(q, "policy"), &v.policy);
    TRY(objectives_after(q->db, after, v.policy, 0, v.this_year, q->today, q->who, OBJECTIVES_A_PAGE,
                         &v.objectives));
    TRY(policies_with_objectives(q->db, MOST_OBJECTIVE_CHOICES, &v.policies));
    if (v.objectives.count == OBJECTIVES_A_PAGE)
        v.next = url_format(q->arena, "/objectives?policy=%" PRId64 "&after=%" PRId64, v.policy,
                            v.objectives.at[v.objectives.count - 1].id);
    v.page =
        (Page){ .q = q,
                .menu = "/landscape",
                .kind = TR("Målsætninger"),
                .term = "maalsaetning",
                .title = html_translated(&q->html, TR("Det, kommunalbestyrelsen vil")),
                .lead = html_translated(
                    &q->html, TR("Alle målsætninger i de politikker, der gælder, og i budgetaftalerne.")) };
    return REPLY_ROWS(q, objectives_page_html, &v, objective_line, v.objectives);
}

const Route objective_routes[] = {
    { GET, "/objectives", objectives_page, .need = SEE },
    { GET, "/objectives/{id}", objective_page, .need = SEE, .of = &objective_record },
    { GET, "/objectives/{id}/edit", objective_edit, .need = STAFF, .of = &objective_record },
    { POST, "/objectives/{id}", objective_save, .need = STAFF, .of = &objective_record },
    { GET, "/policies/{id}/objectives/new", objective_new, .need = STAFF, .of = &policy_record },
    { POST, "/policies/{id}/objectives", objective_create, .need = STAFF, .of = &policy_record },
    { GET, "/budget-agreements/{id}/objectives/new", objective_new_agreed, .need = STAFF,
      .of = &budget_agreement_record },
    { POST, "/budget-agreements/{id}/objectives", objective_create_agreed, .need = STAFF,
      .of = &budget_agreement_record },
    { 0 },
};
