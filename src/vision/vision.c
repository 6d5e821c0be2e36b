/* SPDX-License-Identifier: MPL-2.0 */
#include "vision/vision.h"

#include <inttypes.h>

#include "thread/thread.h"
#include "vision.html.h"
#include "vision/vision_view.h"

static const Field vision_fields[] = {
    FIELD(Vision, title, .flags = REQUIRED, .label = TR("Visionens navn"),
          .missing = TR("Skriv visionens navn")),
    FIELD(Vision, text, .flags = LONG, .label = TR("Teksten"),
          .hint = TR("Hvilken værdi har det at bo og leve i kommunen?")),
    FIELD(Vision, valid_from, .label = TR("Gælder fra"),
          .hint = TR("Et årstal eller en dato. Visionen afløser den forrige fra den dag.")),
    FIELD(Vision, valid_to, .label = TR("Gælder til")),
    FIELD(Vision, adopted_on, .label = TR("Vedtaget")),
    FIELD(Vision, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("Et link eller et punkt i et referat")),
    { 0 },
};

const Record vision_record = {
    .name = "vision",
    .path = "/visions",
    .label = TR("Vision"),
    .title_field = "title",
    .size = sizeof(Vision),
    .fields = vision_fields,
    .seen = vision_is_seen,
};

const Word vision_standing_words[] = {
    { "coming", TR("Gælder endnu ikke") },
    { "in_force", TR("Gælder nu") },
    { "over_period", TR("Over perioden") },
    { "replaced", TR("Afløst") },
    { 0 },
};

/* ---- rules ---- */

static void check_vision(Request *q, const Vision *vision)
{
    bool is_bounded = !period_is_none(vision->valid_from) && !period_is_none(vision->valid_to);
    if (is_bounded && day_compare(vision->valid_to.to, vision->valid_from.from) < 0)
        form_error(q, "valid_to", TR("Vælg en slutning, der ligger efter begyndelsen"));
    if (!day_is_none(vision->adopted_on) && day_compare(vision->adopted_on, q->today) > 0)
        form_error(q, "adopted_on",
                   TR("Skriv en dato, der ikke ligger i fremtiden. Skriv den, når visionen er vedtaget"));
}

/* ---- pages ---- */

static Err visions_page(Request *q)
{
    VisionsPage v = { .q = q, .may_write = has_need(q, STAFF) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(visions_after(q->db, after, q->today, q->who, VISIONS_A_PAGE, &v.visions));
    if (v.visions.count == VISIONS_A_PAGE)
        v.next = url_format(q->arena, "/visions?after=%" PRId64, v.visions.at[v.visions.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Visioner"),
                     .term = "vision",
                     .title = html_translated(&q->html, TR("Visionen, og dem før den")) };
    return REPLY_ROWS(q, visions_page_html, &v, vision_line, v.visions);
}

/* The neighbours in time; a vision whose beginning is not known has none. */
static Err fill_neighbours(Request *q, VisionPage *v)
{
    if (period_is_none(v->vision.valid_from))
        return OK;
    TRY(vision_before(q->db, v->vision.valid_from.from, 1, &v->before));
    return vision_after(q->db, v->vision.valid_from.from, 1, &v->after);
}

static Err vision_page(Request *q)
{
    VisionPage v = { .q = q, .may_write = has_need(q, STAFF) };
    VisionPolicies policies;
    size_t count = 0;
    TRY(record_load(q->db, &vision_record, q->id, &v.vision));
    TRY(vision_standing_today(q->db, q->id, q->today, &v.standing));
    TRY(policies_of_vision(q->db, q->id, q->today, MOST_BELOW_VISION, &policies));
    TRY(fill_neighbours(q, &v));
    while (count < policies.count && text_is(policies.at[count].kind, "policy"))
        count++;
    v.policies = (VisionPolicies){ policies.at, count };
    v.beside = (VisionPolicies){ policies.at + count, policies.count - count };
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Vision"),
                     .term = "vision",
                     .title = v.vision.title,
                     .status = word_label(vision_standing_words, v.standing) };
    TRY(thread_above(q, &vision_record, q->id, &v.page.thread));
    return REPLY(q, vision_page_html, &v, &vision_record, &v.vision);
}

/* ---- forms ---- */

static const char *const form_fields[] = { "title",      "text",   "valid_from", "valid_to",
                                           "adopted_on", "source", NULL };

static void fill_edit(Request *q, VisionForm *v)
{
    v->q = q;
    v->action = v->back = url_of(q->arena, &vision_record, q->id);
    v->page = (Page){
        .q = q, .menu = "/landscape", .kind = TR("Redigér vision"), .term = "vision", .title = v->vision.title
    };
}

static Err vision_edit(Request *q)
{
    VisionForm v = { 0 };
    TRY(record_load(q->db, &vision_record, q->id, &v.vision));
    fill_edit(q, &v);
    vision_form_html(&q->html, &v);
    return reply_html(q);
}

static Err vision_save(Request *q)
{
    VisionForm v = { 0 };
    TRY(record_load(q->db, &vision_record, q->id, &v.vision));
    const Vision before = v.vision;
    TRY(read_form(q, &vision_record, form_fields, &v.vision));
    check_vision(q, &v.vision);
    if (has_errors(q)) {
        fill_edit(q, &v);
        return REPLY_INVALID(q, vision_form_html, &v);
    }
    TRY(db_update(q->db, &vision_record, &before, &v.vision));
    return redirect_saying(q, TR("Visionen er gemt"), "/visions/%" PRId64, q->id);
}

static void fill_new(Request *q, VisionForm *v)
{
    v->q = q;
    v->action = v->back = url_format(q->arena, "/visions");
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Ny vision"),
                      .term = "vision",
                      .title = html_translated(&q->html, TR("Hvad skal være rettesnoren?")) };
}

static Err vision_new(Request *q)
{
    VisionForm v = { 0 };
    fill_new(q, &v);
    vision_form_html(&q->html, &v);
    return reply_html(q);
}

static Err vision_create(Request *q)
{
    VisionForm v = { 0 };
    TRY(read_form(q, &vision_record, form_fields, &v.vision));
    check_vision(q, &v.vision);
    if (has_errors(q)) {
        fill_new(q, &v);
        return REPLY_INVALID(q, vision_form_html, &v);
    }
    TRY(db_insert(q->db, &vision_record, &v.vision));
    return redirect_saying(q, TR("Visionen er gemt"), "/visions/%" PRId64, v.vision.id);
}

const Route vision_routes[] = {
    { GET, "/visions", visions_page, .need = SEE },
    { GET, "/visions/new", vision_new, .need = STAFF },
    { POST, "/visions", vision_create, .need = STAFF },
    { GET, "/visions/{id}", vision_page, .need = SEE, .of = &vision_record },
    { GET, "/visions/{id}/edit", vision_edit, .need = STAFF, .of = &vision_record },
    { POST, "/visions/{id}", vision_save, .need = STAFF, .of = &vision_record },
    { 0 },
};
