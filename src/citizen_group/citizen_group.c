/* SPDX-License-Identifier: MPL-2.0 */
#include "citizen_group/citizen_group.h"

#include <inttypes.h>

#include "citizen_group.html.h"
#include "citizen_group/citizen_group_view.h"

static const Field citizen_group_fields[] = {
    FIELD(CitizenGroup, name, .flags = REQUIRED, .label = TR("Navn"),
          .hint = TR("For eksempel: Elever i udskolingen"), .missing = TR("Skriv gruppens navn")),
    FIELD(CitizenGroup, parent, .refers = &citizen_group_record, .label = TR("Del af")),
    { 0 },
};

const Record citizen_group_record = {
    .name = "citizen_group",
    .path = "/citizen-groups",
    .label = TR("Borgergruppe"),
    .title_field = "name",
    .size = sizeof(CitizenGroup),
    .fields = citizen_group_fields,
    .seen = citizen_group_is_seen,
};

static Choice choice_of(Arena *arena, const CitizenGroupChoice *group)
{
    Text label = text_is_empty(group->parent_name)
                     ? group->name
                     : text_format(arena, "%s: %s", text_at(group->parent_name), text_at(group->name));
    return (Choice){ text_of_integer(arena, group->id), label };
}

/* Adds the groups of PARENT, each with those below it. A group that was added has no parent any more, so that
 * a circle ends. */
static void add_below(Arena *arena, CitizenGroupChoices *groups, int64_t parent, Choices *choices)
{
    for (size_t i = 0; i < groups->count; i++) {
        if (groups->at[i].parent != parent)
            continue;
        choices->at[choices->count++] = choice_of(arena, &groups->at[i]);
        groups->at[i].parent = -1;
        add_below(arena, groups, groups->at[i].id, choices);
    }
}

Err citizen_group_choices(Request *q, Choices *ret_choices)
{
    CitizenGroupChoices groups;
    TRY(citizen_groups_by_name(q->db, MOST_GROUPS, &groups));
    *ret_choices = (Choices){ arena_array(q->arena, Choice, groups.count), 0 };
    add_below(q->arena, &groups, 0, ret_choices);
    for (size_t i = 0; i < groups.count; i++) /* what an import has tied into a circle */
        if (groups.at[i].parent > 0)
            add_below(q->arena, &groups, groups.at[i].parent, ret_choices);
    return OK;
}

/* ---- rules ---- */

static Err check_group(Request *q, const CitizenGroup *group)
{
    int64_t is_circle = 0;
    if (group->id != 0 && group->parent != 0)
        TRY(citizen_group_lies_in(q->db, group->parent, group->id, &is_circle));
    if (is_circle)
        form_error(q, "parent", TR("Vælg en anden gruppe. Den, du har valgt, er selv en del af gruppen"));
    return OK;
}

/* ---- pages ---- */

static Err citizen_groups_page(Request *q)
{
    CitizenGroupsPage v = { .q = q, .may_write = has_need(q, STAFF) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(citizen_groups_after(q->db, after, q->who, GROUPS_A_PAGE, &v.groups));
    if (v.groups.count == GROUPS_A_PAGE)
        v.next = url_format(q->arena, "/citizen-groups?after=%" PRId64, v.groups.at[v.groups.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Borgergrupper"),
                     .title = html_translated(&q->html, TR("Dem, det handler om")) };
    return REPLY_ROWS(q, citizen_groups_page_html, &v, citizen_group_line, v.groups);
}

static Err citizen_group_page(Request *q)
{
    CitizenGroupPage v = { .q = q, .may_write = has_need(q, STAFF) };
    TRY(record_load(q->db, &citizen_group_record, q->id, &v.group));
    if (v.group.parent != 0)
        TRY(citizen_group_name(q->db, v.group.parent, &v.parent_name));
    TRY(parts_of_citizen_group(q->db, q->id, MOST_OF_GROUP, &v.parts));
    TRY(policies_of_citizen_group(q->db, q->id, MOST_OF_GROUP, &v.policies));
    TRY(goals_of_citizen_group(q->db, q->id, MOST_OF_GROUP, &v.goals));
    TRY(trials_of_citizen_group(q->db, q->id, q->who, MOST_OF_GROUP, &v.trials));
    v.page = (Page){ .q = q, .menu = "/landscape", .kind = TR("Borgergruppe"), .title = v.group.name };
    return REPLY(q, citizen_group_page_html, &v, &citizen_group_record, &v.group);
}

/* ---- forms ---- */

static const char *const form_fields[] = { "name", "parent", NULL };

static Err fill_form(Request *q, CitizenGroupForm *v)
{
    bool is_new = v->group.id == 0;
    v->q = q;
    v->action = v->back = is_new ? url_format(q->arena, "/citizen-groups")
                                 : url_of(q->arena, &citizen_group_record, v->group.id);
    v->page =
        (Page){ .q = q,
                .menu = "/landscape",
                .kind = is_new ? TR("Ny borgergruppe") : TR("Redigér borgergruppe"),
                .title = is_new ? html_translated(&q->html, TR("Hvem handler det om?")) : v->group.name };
    return citizen_group_choices(q, &v->parents);
}

static Err citizen_group_edit(Request *q)
{
    CitizenGroupForm v = { 0 };
    TRY(record_load(q->db, &citizen_group_record, q->id, &v.group));
    TRY(fill_form(q, &v));
    citizen_group_form_html(&q->html, &v);
    return reply_html(q);
}

static Err citizen_group_save(Request *q)
{
    CitizenGroupForm v = { 0 };
    TRY(record_load(q->db, &citizen_group_record, q->id, &v.group));
    const CitizenGroup before = v.group;
    TRY(read_form(q, &citizen_group_record, form_fields, &v.group));
    TRY(check_group(q, &v.group));
    if (has_errors(q)) {
        TRY(fill_form(q, &v));
        return REPLY_INVALID(q, citizen_group_form_html, &v);
    }
    TRY(db_update(q->db, &citizen_group_record, &before, &v.group));
    return redirect_saying(q, TR("Borgergruppen er gemt"), "/citizen-groups/%" PRId64, q->id);
}

static Err citizen_group_new(Request *q)
{
    CitizenGroupForm v = { 0 };
    TRY(fill_form(q, &v));
    citizen_group_form_html(&q->html, &v);
    return reply_html(q);
}

static Err citizen_group_create(Request *q)
{
    CitizenGroupForm v = { 0 };
    TRY(read_form(q, &citizen_group_record, form_fields, &v.group));
    if (has_errors(q)) {
        TRY(fill_form(q, &v));
        return REPLY_INVALID(q, citizen_group_form_html, &v);
    }
    TRY(db_insert(q->db, &citizen_group_record, &v.group));
    return redirect_saying(q, TR("Borgergruppen er gemt"), "/citizen-groups/%" PRId64, v.group.id);
}

const Route citizen_group_routes[] = {
    { GET, "/citizen-groups", citizen_groups_page, .need = SEE },
    { GET, "/citizen-groups/new", citizen_group_new, .need = STAFF },
    { POST, "/citizen-groups", citizen_group_create, .need = STAFF },
    { GET, "/citizen-groups/{id}", citizen_group_page, .need = SEE, .of = &citizen_group_record },
    { GET, "/citizen-groups/{id}/edit", citizen_group_edit, .need = STAFF, .of = &citizen_group_record },
    { POST, "/citizen-groups/{id}", citizen_group_save, .need = STAFF, .of = &citizen_group_record },
    { 0 },
};
