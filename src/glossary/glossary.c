/* SPDX-License-Identifier: MPL-2.0 */
#include "glossary/glossary.h"

#include <inttypes.h>

#include "glossary.html.h"
#include "glossary.sql.h"
#include "glossary/glossary_view.h"
#include "layout/words.h"

static const Field term_fields[] = {
    FIELD(Term, word, .flags = REQUIRED, .label = TR("Ord")),
    FIELD(Term, grouping, .flags = REQUIRED, .words = grouping_words, .label = TR("Gruppe")),
    FIELD(Term, explanation, .flags = REQUIRED | LONG, .label = TR("Forklaring"),
          .hint = TR("Skriv, som du ville sige det til en ny kollega."),
          .missing = TR("Skriv, hvad ordet betyder")),
    FIELD(Term, example, .flags = LONG, .label = TR("Eksempel"),
          .hint = TR("Noget, der er sket her i kommunen.")),
    FIELD(Term, sort, .longest = 9999, .label = TR("Plads i gruppen")),
    { 0 },
};

const Record term_record = {
    .name = "term",
    .label = TR("Begreb"),
    .title_field = "word",
    .size = sizeof(Term),
    .fields = term_fields,
    .seen = term_is_seen,
};

static Err terms_page(Request *q)
{
    TermsPage v = { .q = q, .may_edit = has_need(q, STAFF) };
    TRY(term_lines(q->db, MOST_TERMS_SHOWN, &v.terms));
    v.page = (Page){
        .q = q,
        .menu = "/terms",
        .kind = TR("Begreber"),
        .title = html_translated(&q->html, TR("Ordene, vi bruger")),
        .lead = html_translated(
            &q->html,
            TR("Hvert ord har et lille spørgsmålstegn ved siden af sig på siderne. Det fører herhen."))
    };
    return REPLY_ROWS(q, terms_page_html, &v, term_line, v.terms);
}

static const char *const edit_fields[] = { "explanation", "example", NULL };

static void fill_form(Request *q, TermForm *v)
{
    v->q = q;
    v->action = url_format(q->arena, "/terms/%" PRId64, q->id);
    v->back = url_format(q->arena, "/terms#%s", v->term.key.at);
    v->page = (Page){ .q = q, .menu = "/terms", .kind = TR("Redigér forklaring"), .title = v->term.word };
}

static Err term_edit(Request *q)
{
    TermForm v = { 0 };
    TRY(record_load(q->db, &term_record, q->id, &v.term));
    fill_form(q, &v);
    term_form_html(&q->html, &v);
    return reply_html(q);
}

static Err term_save(Request *q)
{
    TermForm v = { 0 };
    TRY(record_load(q->db, &term_record, q->id, &v.term));
    const Term before = v.term;
    TRY(read_form(q, &term_record, edit_fields, &v.term));
    if (has_errors(q)) {
        fill_form(q, &v);
        return REPLY_INVALID(q, term_form_html, &v);
    }
    TRY(db_update(q->db, &term_record, &before, &v.term));
    return redirect_saying(q, TR("Forklaringen er gemt"), "/terms#%s", v.term.key.at);
}

const Route glossary_routes[] = {
    { GET, "/terms", terms_page, .need = OPEN },
    { GET, "/terms/{id}/edit", term_edit, .need = STAFF, .of = &term_record },
    { POST, "/terms/{id}", term_save, .need = STAFF, .of = &term_record },
    { 0 },
};
