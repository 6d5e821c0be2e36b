/* SPDX-License-Identifier: MPL-2.0 */
/* Milestones: what shall be there to see on a day, and what was done. */
#include <inttypes.h>

#include "plan.html.h"
#include "plan/plan_view.h"
#include "thread/thread.h"
#include "unit/unit.h"

static const Field milestone_fields[] = {
    FIELD(Milestone, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(Milestone, title, .flags = REQUIRED, .label = TR("Hvad skal være sket?"),
          .hint = TR("Noget, I kan vise frem. Den er enten nået eller ikke nået."),
          .missing = TR("Skriv, hvad der skal være sket")),
    FIELD(Milestone, due_on, .label = TR("Frist")),
    FIELD(Milestone, done_on, .label = TR("Nået den")),
    FIELD(Milestone, owner, .label = TR("Ansvarlig")),
    FIELD(Milestone, note, .flags = LONG, .label = TR("Hvad blev der gjort?"),
          .hint = TR("En linje er nok. Den er dokumentationen, når nogen spørger.")),
    { 0 },
};

const Record milestone_record = {
    .name = "milestone",
    .path = "/milestones",
    .label = TR("Milepæl"),
    .title_field = "title",
    .size = sizeof(Milestone),
    .fields = milestone_fields,
    .seen = milestone_is_seen,
    .reached = milestone_is_reached,
};

static const char *const edit_fields[] = { "title", "due_on", "owner", NULL };
static const char *const done_fields[] = { "done_on", "note", NULL };

static Err fill_form(Request *q, MilestoneForm *v, const char *kind)
{
    v->q = q;
    v->back = plan_section(q->arena, v->milestone.plan, "milestones");
    v->page =
        (Page){ .q = q, .menu = "/plans", .kind = kind, .term = "milepael", .title = v->milestone.title };
    if (text_is_empty(v->page.title))
        v->page.title = html_translated(&q->html, TR("Hvad skal være sket, og hvornår?"));
    TRY(thread_to(q, &plan_record, v->milestone.plan, &v->page.thread));
    TRY(party_choices(q, &v->owners));
    return choices_keep_party(q, v->milestone.owner, &v->owners);
}

/* A milestone is read on its plan's page; alone it has only its JSON. */
Err milestone_page(Request *q)
{
    Milestone milestone;
    TRY(record_load(q->db, &milestone_record, q->id, &milestone));
    if (q->wants_json)
        return reply_json(q, &milestone_record, &milestone);
    return redirect(q, "/plans/%" PRId64 "#milestone-%" PRId64, milestone.plan, q->id);
}

Err milestone_new(Request *q)
{
    MilestoneForm v = { .milestone.plan = q->id,
                        .action = url_format(q->arena, "/plans/%" PRId64 "/milestones", q->id) };
    TRY(plan_may_be_written(q->db, q->id));
    TRY(fill_form(q, &v, TR("Ny milepæl")));
    milestone_form_html(&q->html, &v);
    return reply_html(q);
}

Err milestone_create(Request *q)
{
    MilestoneForm v = { .milestone.plan = q->id,
                        .action = url_format(q->arena, "/plans/%" PRId64 "/milestones", q->id) };
    TRY(plan_may_be_written(q->db, q->id));
    TRY(read_form(q, &milestone_record, edit_fields, &v.milestone));
    if (has_errors(q)) {
        TRY(fill_form(q, &v, TR("Ny milepæl")));
        return REPLY_INVALID(q, milestone_form_html, &v);
    }
    TRY(db_insert(q->db, &milestone_record, &v.milestone));
    return redirect_saying(q, TR("Milepælen er gemt"), "/plans/%" PRId64 "#milestones", q->id);
}

Err milestone_edit(Request *q)
{
    MilestoneForm v = { .action = url_of(q->arena, &milestone_record, q->id) };
    TRY(record_load(q->db, &milestone_record, q->id, &v.milestone));
    TRY(plan_may_be_written(q->db, v.milestone.plan));
    TRY(fill_form(q, &v, TR("Redigér milepæl")));
    milestone_form_html(&q->html, &v);
    return reply_html(q);
}

Err milestone_save(Request *q)
{
    MilestoneForm v = { .action = url_of(q->arena, &milestone_record, q->id) };
    TRY(record_load(q->db, &milestone_record, q->id, &v.milestone));
    TRY(plan_may_be_written(q->db, v.milestone.plan));
    const Milestone before = v.milestone;
    TRY(read_form(q, &milestone_record, edit_fields, &v.milestone));
    if (has_errors(q)) {
        TRY(fill_form(q, &v, TR("Redigér milepæl")));
        return REPLY_INVALID(q, milestone_form_html, &v);
    }
    TRY(db_update(q->db, &milestone_record, &before, &v.milestone));
    return redirect_saying(q, TR("Milepælen er gemt"), "/plans/%" PRId64 "#milestones", v.milestone.plan);
}

Err milestone_done_edit(Request *q)
{
    MilestoneForm v = { .action = url_format(q->arena, "/milestones/%" PRId64 "/done", q->id) };
    TRY(record_load(q->db, &milestone_record, q->id, &v.milestone));
    if (day_is_none(v.milestone.done_on))
        v.milestone.done_on = q->today;
    TRY(fill_form(q, &v, TR("Er milepælen nået?")));
    milestone_done_form_html(&q->html, &v);
    return reply_html(q);
}

/* Work that is still under way when the plan closes may be finished. An empty day takes the mark away again.
 */
Err milestone_done_save(Request *q)
{
    MilestoneForm v = { .action = url_format(q->arena, "/milestones/%" PRId64 "/done", q->id) };
    TRY(record_load(q->db, &milestone_record, q->id, &v.milestone));
    const Milestone before = v.milestone;
    TRY(read_form(q, &milestone_record, done_fields, &v.milestone));
    if (!day_is_none(v.milestone.done_on) && day_compare(v.milestone.done_on, q->today) > 0)
        form_error(q, "done_on", TR("Vælg en dato, der ikke ligger i fremtiden"));
    if (has_errors(q)) {
        TRY(fill_form(q, &v, TR("Er milepælen nået?")));
        return REPLY_INVALID(q, milestone_done_form_html, &v);
    }
    TRY(db_update(q->db, &milestone_record, &before, &v.milestone));
    return redirect_saying(q, TR("Milepælen er gemt"), "/plans/%" PRId64 "#milestones", v.milestone.plan);
}

Err milestone_delete(Request *q)
{
    Milestone milestone;
    TRY(record_load(q->db, &milestone_record, q->id, &milestone));
    TRY(plan_may_be_written(q->db, milestone.plan));
    TRY(db_delete(q->db, &milestone_record, &milestone));
    return redirect_saying(q, TR("Milepælen er slettet"), "/plans/%" PRId64 "#milestones", milestone.plan);
}
