/* SPDX-License-Identifier: MPL-2.0 */
#include "policy/policy.h"

#include <inttypes.h>
#include <string.h>

#include "citizen_group/citizen_group.h"
#include "layout/words.h"
#include "policy.html.h"
#include "policy/policy_landscape.h"
#include "policy/policy_view.h"
#include "search/search.h"
#include "thread/thread.h"
#include "unit/unit.h"
#include "vision/vision.h"

#include "base/banned.h"

static const Field policy_fields[] = {
    FIELD(Policy, title, .flags = REQUIRED, .label = TR("Politikkens navn"),
          .hint = TR("For eksempel: Skolepolitik 2025–2028"), .missing = TR("Skriv politikkens navn")),
    FIELD(Policy, kind, .flags = REQUIRED, .words = policy_kind_words, .start = "policy",
          .label = TR("Slags"),
          .hint = TR("En strategi eller en plan løber ved siden af politikkerne. Den bliver vist, men aldrig "
                     "udvalgt eller talt med.")),
    FIELD(Policy, state, .flags = REQUIRED, .words = policy_state_words, .start = "in_force",
          .label = TR("Status")),
    FIELD(Policy, area, .label = TR("Fagområde"), .hint = TR("For eksempel: Skole")),
    FIELD(Policy, citizen_groups, .refers = &citizen_group_record, .label = TR("Borgere, den vedrører")),
    FIELD(Policy, vision, .refers = &vision_record, .label = TR("Visionen, den knytter an til")),
    FIELD(Policy, valid_from, .label = TR("Gælder fra"),
          .hint = TR("Et årstal eller en dato, for eksempel 2027 eller 24.11.2026")),
    FIELD(Policy, valid_to, .label = TR("Gælder til"),
          .hint =
              TR("Som regel fire år. Er der ingen ny politik, når perioden er gået, gælder denne stadig.")),
    FIELD(Policy, adopted_on, .label = TR("Vedtaget af kommunalbestyrelsen")),
    FIELD(Policy, future_scenario, .flags = LONG, .label = TR("Ønsket fremtidsscenarie"),
          .hint = TR("Hvor vil vi være, når perioden er gået? Skriv et afsnit for hver del, med en tom linje "
                     "imellem. Den første sætning "
                     "bliver delens navn.")),
    FIELD(Policy, owner, .label = TR("Ansvarlig")),
    FIELD(Policy, replaces, .refers = &policy_record, .label = TR("Afløser"),
          .hint = TR("Den gamle politik gælder, til den nye begynder.")),
    FIELD(Policy, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("Et link eller et punkt i et referat")),
    { 0 },
};

const Record policy_record = {
    .name = "policy",
    .path = "/policies",
    .label = TR("Politik"),
    .title_field = "title",
    .size = sizeof(Policy),
    .fields = policy_fields,
    .seen = policy_is_seen,
    .changed = search_changed,
};

static const char *kind_of(const Policy *policy)
{
    return text_is(policy->kind, "other") ? TR("Løber ved siden af") : TR("Politik");
}

/* ---- pages ---- */

static Err policies_page(Request *q)
{
    PoliciesPage v = { .q = q, .may_write = has_need(q, STAFF) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(policies_after(q->db, after, q->today, q->who, POLICIES_A_PAGE, &v.policies));
    if (v.policies.count == POLICIES_A_PAGE)
        v.next = url_format(q->arena, "/policies?after=%" PRId64, v.policies.at[v.policies.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Politikker"),
                     .term = "politik",
                     .title = html_translated(&q->html, TR("Politikker før og nu")) };
    return REPLY_ROWS(q, policies_page_html, &v, policy_line, v.policies);
}

/* Sorts the objectives under the parts that they serve, and the rest apart. */
static void serve_parts(Request *q, PolicyPage *v, PolicyObjectives objectives)
{
    ScenarioParts parts = scenario_parts(q->arena, v->policy.future_scenario);
    v->parts = (ServedParts){ arena_array(q->arena, ServedPart, parts.count), parts.count };
    v->others.at = arena_array(q->arena, PolicyObjective, objectives.count);
    for (size_t i = 0; i < parts.count; i++)
        v->parts.at[i] =
            (ServedPart){ &parts.at[i], { arena_array(q->arena, PolicyObjective, objectives.count), 0 } };
    for (size_t i = 0; i < objectives.count; i++) {
        const ScenarioPart *part = scenario_part_served(parts, objectives.at[i].scenario_part);
        PolicyObjectives *under = part == NULL ? &v->others : &v->parts.at[part - parts.at].objectives;
        under->at[under->count++] = objectives.at[i];
    }
}

static Err fill_page(Request *q, PolicyPage *v)
{
    PolicyObjectives objectives;
    v->q = q;
    TRY(record_load(q->db, &policy_record, q->id, &v->policy));
    TRY(policy_around(q->db, q->id, q->today, &v->around));
    TRY(objectives_of_policy(q->db, q->id, MOST_BELOW_POLICY, &objectives));
    TRY(citizen_groups_of_policy(q->db, q->id, MOST_BELOW_POLICY, &v->citizen_groups));
    TRY(policies_that_replace(q->db, q->id, q->today, MOST_BELOW_POLICY, &v->successors));
    serve_parts(q, v, objectives);
    v->gaps = policy_gaps(&v->policy, v->around.objective_count);
    v->is_draft = text_is(v->policy.state, "draft");
    v->is_beside = text_is(v->policy.kind, "other");
    v->is_over_period = text_is(v->around.standing, "over_period");
    v->is_replaced = text_is(v->around.standing, "replaced");
    v->may_write = has_need(q, STAFF);
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = kind_of(&v->policy),
                      .term = v->is_beside ? NULL : "politik",
                      .title = v->policy.title,
                      .status = word_label(policy_standing_words, v->around.standing) };
    return thread_above(q, &policy_record, q->id, &v->page.thread);
}

static Err policy_page(Request *q)
{
    PolicyPage v = { 0 };
    TRY(fill_page(q, &v));
    return REPLY(q, policy_page_html, &v, &policy_record, &v.policy);
}

static Err policy_put_in_force(Request *q)
{
    PolicyPage v = { 0 };
    TRY(fill_page(q, &v));
    if (!v.is_draft)
        return redirect_saying(q, TR("Politikken er allerede sat i kraft"), "/policies/%" PRId64, q->id);
    for (size_t i = 0; i < v.gaps.count; i++)
        form_error(q, v.gaps.at[i]->field, v.gaps.at[i]->missing);
    if (has_errors(q))
        return REPLY_INVALID(q, policy_page_html, &v);
    const Policy before = v.policy;
    v.policy.state = TEXT("in_force");
    TRY(db_update(q->db, &policy_record, &before, &v.policy));
    return redirect_saying(q, TR("Politikken er sat i kraft"), "/policies/%" PRId64, q->id);
}

/* ---- forms ---- */

static const char *const new_fields[] = { "title", "kind", "area", "vision", "replaces", NULL };
static const char *const draft_about_fields[] = { "title", "kind",   "area", "citizen_groups",
                                                  "owner", "source", NULL };
static const char *const about_fields[] = { "title", "area", "citizen_groups", "owner", "source", NULL };
static const char *const scenario_fields[] = { "vision", "future_scenario", NULL };
static const char *const decision_fields[] = { "valid_from", "valid_to", "adopted_on", "replaces", NULL };

/* The kind is chosen before a policy is put in force: afterwards it would pass the demands by. */
static const char *const *fields_of_section(const char *section, const Policy *policy)
{
    if (strcmp(section, "scenario") == 0)
        return scenario_fields;
    if (strcmp(section, "decision") == 0)
        return decision_fields;
    return text_is(policy->state, "draft") ? draft_about_fields : about_fields;
}

static const char *section_of(const Request *q)
{
    static const char *const sections[] = { "about", "scenario", "decision" };
    Text wanted = path_part(q, "section");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (text_is(wanted, sections[i]))
            return sections[i];
    return NULL;
}

static Choices choices_of_links(Arena *arena, PolicyLinks links)
{
    Choices choices = { arena_array(arena, Choice, links.count), links.count };
    for (size_t i = 0; i < links.count; i++)
        choices.at[i] = (Choice){ text_of_integer(arena, links.at[i].id), links.at[i].title };
    return choices;
}

static Err fill_choices(Request *q, PolicyForm *v)
{
    PolicyLinks visions, replaceable;
    TRY(visions_for_policy(q->db, MOST_POLICY_CHOICES, &visions));
    TRY(policies_but(q->db, v->policy.id, MOST_POLICY_CHOICES, &replaceable));
    v->visions = choices_of_links(q->arena, visions);
    v->replaceable = choices_of_links(q->arena, replaceable);
    TRY(citizen_group_choices(q, &v->citizen_groups));
    return party_choices(q, &v->owners);
}

static Err fill_edit(Request *q, PolicyForm *v, const char *section)
{
    v->q = q;
    v->section = section;
    v->action = url_format(q->arena, "/policies/%" PRId64 "/edit/%s", q->id, section);
    v->back = url_of(q->arena, &policy_record, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Redigér politik"),
                      .term = "politik",
                      .title = v->policy.title };
    TRY(thread_above(q, &policy_record, q->id, &v->page.thread));
    return fill_choices(q, v);
}

static Err policy_edit(Request *q)
{
    PolicyForm v = { 0 };
    const char *section = section_of(q);
    if (section == NULL)
        return NOT_FOUND;
    TRY(record_load(q->db, &policy_record, q->id, &v.policy));
    TRY(fill_edit(q, &v, section));
    policy_form_html(&q->html, &v);
    return reply_html(q);
}

static Err policy_save(Request *q)
{
    PolicyForm v = { 0 };
    const char *section = section_of(q);
    if (section == NULL)
        return NOT_FOUND;
    TRY(record_load(q->db, &policy_record, q->id, &v.policy));
    const Policy before = v.policy;
    TRY(read_form(q, &policy_record, fields_of_section(section, &before), &v.policy));
    policy_check_kept(q, &before, &v.policy);
    if (strcmp(section, "decision") == 0)
        TRY(policy_check_decision(q, &v.policy));
    if (has_errors(q)) {
        TRY(fill_edit(q, &v, section));
        return REPLY_INVALID(q, policy_form_html, &v);
    }
    TRY(db_update(q->db, &policy_record, &before, &v.policy));
    return redirect_saying(q, TR("Politikken er gemt"), "/policies/%" PRId64, q->id);
}

static Err fill_new(Request *q, PolicyForm *v)
{
    v->q = q;
    v->section = "new";
    v->action = url_format(q->arena, "/policies");
    v->back = url_format(q->arena, "/landscape");
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Ny politik"),
                      .term = "politik",
                      .title = html_translated(&q->html, TR("Begynd en ny politik")),
                      .lead = html_translated(
                          &q->html, TR("Det bliver en kladde. Fremtidsscenariet, målsætningerne og "
                                       "beslutningen skriver I bagefter, i den rækkefølge I vil.")) };
    return fill_choices(q, v);
}

/* What a new policy begins with: today's vision, and the policy it was begun from. */
static Err fill_beginning(Request *q, Policy *policy)
{
    PolicyLinks visions;
    Policy replaced = { 0 };
    TRY(policy_vision_today(q->db, q->today, 1, &visions));
    policy->vision = visions.count > 0 ? visions.at[0].id : 0;
    policy->kind = TEXT("policy");
    if (!text_to_integer(query_value(q, "replaces"), &policy->replaces))
        return OK;
    TRY(record_load(q->db, &policy_record, policy->replaces, &replaced));
    policy->kind = replaced.kind;
    policy->area = replaced.area;
    return OK;
}

static Err policy_new(Request *q)
{
    PolicyForm v = { 0 };
    TRY(fill_beginning(q, &v.policy));
    TRY(fill_new(q, &v));
    policy_form_html(&q->html, &v);
    return reply_html(q);
}

static Err policy_create(Request *q)
{
    PolicyForm v = { 0 };
    TRY(read_form(q, &policy_record, new_fields, &v.policy));
    v.policy.state = TEXT("draft");
    if (has_errors(q)) {
        TRY(fill_new(q, &v));
        return REPLY_INVALID(q, policy_form_html, &v);
    }
    TRY(db_insert(q->db, &policy_record, &v.policy));
    return redirect_saying(q, TR("Kladden er oprettet"), "/policies/%" PRId64, v.policy.id);
}

const Route policy_routes[] = {
    { GET, "/policies", policies_page, .need = SEE },
    { GET, "/policies/new", policy_new, .need = STAFF },
    { POST, "/policies", policy_create, .need = STAFF },
    { GET, "/policies/{id}", policy_page, .need = SEE, .of = &policy_record },
    { GET, "/policies/{id}/edit/{section}", policy_edit, .need = STAFF, .of = &policy_record },
    { POST, "/policies/{id}/edit/{section}", policy_save, .need = STAFF, .of = &policy_record },
    { POST, "/policies/{id}/put-in-force", policy_put_in_force, .need = STAFF, .of = &policy_record },
    { GET, "/landscape", landscape_page, .need = SEE },
    { 0 },
};
