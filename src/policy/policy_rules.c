/* SPDX-License-Identifier: MPL-2.0 */
/* What a policy must hold, and what must fit together. */
#include "policy/policy_view.h"

#include <string.h>

#include "base/banned.h"

/* The concept's demands on a policy ("Politik": a future scenario tied to vision and field, objectives), and
 * the council's decision. The last two are not demanded, but told when they are not known. */
static const Gap gaps[] = {
    { "area", "about", TR("Skriv, hvilket fagområde den gælder"),
      TR("Vi ved ikke, hvilket fagområde den gælder.") },
    { "citizen_groups", "about", TR("Vælg de borgere, den vedrører"),
      TR("Vi ved ikke, hvilke borgere den vedrører.") },
    { "future_scenario", "scenario", TR("Skriv det ønskede fremtidsscenarie"),
      TR("Vi kender ikke det fremtidsscenarie, den beskriver.") },
    { "vision", "scenario", TR("Vælg den vision, den knytter an til"),
      TR("Vi ved ikke, hvilken vision den knytter an til.") },
    { "objectives", NULL, TR("Skriv mindst én målsætning"), TR("Vi kender ingen af dens målsætninger.") },
    { "adopted_on", "decision", TR("Skriv, hvornår kommunalbestyrelsen vedtog den"),
      TR("Vi ved ikke, hvornår kommunalbestyrelsen vedtog den.") },
    { "valid_from", "decision", NULL, TR("Vi ved ikke, hvornår den begyndte at gælde.") },
    { "valid_to", "decision", NULL, TR("Vi ved ikke, hvornår den udløber.") },
};

static bool is_gap(const Gap *gap, const Policy *policy, int64_t objective_count)
{
    const Field *field = record_field(&policy_record, gap->field);
    return field != NULL ? field_is_none(field, policy) : objective_count == 0;
}

/* What runs beside the policies need not hold a scenario or objectives; only its period is asked for. */
static bool concerns(const Gap *gap, const Policy *policy)
{
    bool is_draft = text_is(policy->state, "draft");
    if (text_is(policy->kind, "other"))
        return !is_draft && gap->missing == NULL;
    return !is_draft || gap->missing != NULL;
}

Gaps policy_gaps(const Policy *policy, int64_t objective_count)
{
    Gaps found = { .count = 0 };
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
        if (concerns(&gaps[i], policy) && is_gap(&gaps[i], policy, objective_count))
            found.at[found.count++] = &gaps[i];
    return found;
}

void policy_check_kept(Request *q, const Policy *before, const Policy *after)
{
    if (text_is(before->state, "draft") || text_is(before->kind, "other"))
        return;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        const Field *field = record_field(&policy_record, gaps[i].field);
        if (field != NULL && gaps[i].missing != NULL && !field_is_none(field, before) &&
            field_is_none(field, after))
            form_error(q, field->name, gaps[i].missing);
    }
}

static Err check_replaced(Request *q, const Policy *policy)
{
    int64_t comes_after = 0;
    if (policy->id != 0 && policy->replaces != 0)
        TRY(policy_comes_after(q->db, policy->replaces, policy->id, &comes_after));
    if (comes_after > 0)
        form_error(q, "replaces",
                   TR("Vælg en tidligere politik. Den, du har valgt, afløser selv denne politik"));
    return OK;
}

Err policy_check_decision(Request *q, const Policy *policy)
{
    bool is_bounded = !period_is_none(policy->valid_from) && !period_is_none(policy->valid_to);
    if (is_bounded && day_compare(policy->valid_to.to, policy->valid_from.from) < 0)
        form_error(q, "valid_to", TR("Vælg en slutning, der ligger efter begyndelsen"));
    if (!day_is_none(policy->adopted_on) && day_compare(policy->adopted_on, q->today) > 0)
        form_error(q, "adopted_on",
                   TR("Skriv en dato, der ikke ligger i fremtiden. Skriv den, når politikken er vedtaget"));
    return check_replaced(q, policy);
}
