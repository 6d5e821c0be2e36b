/* SPDX-License-Identifier: MPL-2.0 */
#include "budget/budget.h"

#include <inttypes.h>

#include "budget.html.h"
#include "budget/budget_view.h"
#include "thread/thread.h"

static const Field budget_agreement_fields[] = {
    FIELD(BudgetAgreement, title, .flags = REQUIRED, .label = TR("Aftalens navn"),
          .hint = TR("For eksempel: Budgetaftale 2027"), .missing = TR("Skriv aftalens navn")),
    FIELD(BudgetAgreement, budget_year, .flags = REQUIRED | BY_YEAR, .label = TR("Budgetår"),
          .hint = TR("Det år, målsætningerne skal arbejdes med."),
          .missing = TR("Skriv budgetåret, for eksempel 2027")),
    FIELD(BudgetAgreement, agreed_on, .label = TR("Indgået")),
    FIELD(BudgetAgreement, adopted_on, .label = TR("Budgettet vedtaget")),
    FIELD(BudgetAgreement, parties, .longest = 500, .label = TR("Partier bag"),
          .hint = TR("Skil dem ad med komma.")),
    FIELD(BudgetAgreement, source, .longest = 2000, .label = TR("Kilde"),
          .hint = TR("Et link eller et punkt i et referat")),
    { 0 },
};

const Record budget_agreement_record = {
    .name = "budget_agreement",
    .path = "/budget-agreements",
    .label = TR("Budgetaftale"),
    .title_field = "title",
    .size = sizeof(BudgetAgreement),
    .fields = budget_agreement_fields,
    .seen = budget_agreement_is_seen,
};

/* ---- rules ---- */

static void check_past(Request *q, const char *field, Day day, const char *message)
{
    if (!day_is_none(day) && day_compare(day, q->today) > 0)
        form_error(q, field, message);
}

static void check_budget(Request *q, const BudgetAgreement *budget)
{
    check_past(q, "agreed_on", budget->agreed_on,
               TR("Skriv en dato, der ikke ligger i fremtiden. Skriv den, når aftalen er indgået"));
    check_past(q, "adopted_on", budget->adopted_on,
               TR("Skriv en dato, der ikke ligger i fremtiden. Skriv den, når budgettet er vedtaget"));
    bool are_known = !day_is_none(budget->agreed_on) && !day_is_none(budget->adopted_on);
    if (are_known && day_compare(budget->adopted_on, budget->agreed_on) < 0)
        form_error(q, "adopted_on",
                   TR("Budgettet bliver vedtaget, efter at aftalen er indgået. Ret en af datoerne"));
}

/* ---- pages ---- */

static Err budgets_page(Request *q)
{
    BudgetsPage v = { .q = q, .may_write = has_need(q, STAFF) };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(budgets_after(q->db, after, q->who, BUDGETS_A_PAGE, &v.budgets));
    if (v.budgets.count == BUDGETS_A_PAGE)
        v.next =
            url_format(q->arena, "/budget-agreements?after=%" PRId64, v.budgets.at[v.budgets.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Budgetaftaler"),
                     .term = "budgetaftale",
                     .title = html_translated(&q->html, TR("Det, partierne er blevet enige om")) };
    return REPLY_ROWS(q, budgets_page_html, &v, budget_line, v.budgets);
}

static Err budget_page(Request *q)
{
    BudgetPage v = { .q = q, .may_write = has_need(q, STAFF) };
    TRY(record_load(q->db, &budget_agreement_record, q->id, &v.budget));
    TRY(objectives_of_budget(q->db, q->id, MOST_BELOW_BUDGET, &v.objectives));
    v.year = text_of_integer(q->arena, v.budget.budget_year);
    v.page = (Page){ .q = q,
                     .menu = "/landscape",
                     .kind = TR("Budgetaftale"),
                     .term = "budgetaftale",
                     .title = v.budget.title };
    TRY(thread_above(q, &budget_agreement_record, q->id, &v.page.thread));
    return REPLY(q, budget_page_html, &v, &budget_agreement_record, &v.budget);
}

/* ---- forms ---- */

static const char *const form_fields[] = { "title",   "budget_year", "agreed_on", "adopted_on",
                                           "parties", "source",      NULL };

static Err fill_edit(Request *q, BudgetForm *v)
{
    v->q = q;
    v->action = v->back = url_of(q->arena, &budget_agreement_record, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Redigér budgetaftale"),
                      .term = "budgetaftale",
                      .title = v->budget.title };
    return thread_above(q, &budget_agreement_record, q->id, &v->page.thread);
}

static Err budget_edit(Request *q)
{
    BudgetForm v = { 0 };
    TRY(record_load(q->db, &budget_agreement_record, q->id, &v.budget));
    TRY(fill_edit(q, &v));
    budget_form_html(&q->html, &v);
    return reply_html(q);
}

static Err budget_save(Request *q)
{
    BudgetForm v = { 0 };
    TRY(record_load(q->db, &budget_agreement_record, q->id, &v.budget));
    const BudgetAgreement before = v.budget;
    TRY(read_form(q, &budget_agreement_record, form_fields, &v.budget));
    check_budget(q, &v.budget);
    if (has_errors(q)) {
        TRY(fill_edit(q, &v));
        return REPLY_INVALID(q, budget_form_html, &v);
    }
    TRY(db_update(q->db, &budget_agreement_record, &before, &v.budget));
    return redirect_saying(q, TR("Budgetaftalen er gemt"), "/budget-agreements/%" PRId64, q->id);
}

static void fill_new(Request *q, BudgetForm *v)
{
    v->q = q;
    v->action = v->back = url_format(q->arena, "/budget-agreements");
    v->page = (Page){ .q = q,
                      .menu = "/landscape",
                      .kind = TR("Ny budgetaftale"),
                      .term = "budgetaftale",
                      .title = html_translated(&q->html, TR("Hvad er partierne blevet enige om?")) };
}

static Err budget_new(Request *q)
{
    BudgetForm v = { 0 };
    fill_new(q, &v);
    budget_form_html(&q->html, &v);
    return reply_html(q);
}

static Err budget_create(Request *q)
{
    BudgetForm v = { 0 };
    TRY(read_form(q, &budget_agreement_record, form_fields, &v.budget));
    check_budget(q, &v.budget);
    if (has_errors(q)) {
        fill_new(q, &v);
        return REPLY_INVALID(q, budget_form_html, &v);
    }
    TRY(db_insert(q->db, &budget_agreement_record, &v.budget));
    return redirect_saying(q, TR("Budgetaftalen er gemt"), "/budget-agreements/%" PRId64, v.budget.id);
}

const Route budget_routes[] = {
    { GET, "/budget-agreements", budgets_page, .need = SEE },
    { GET, "/budget-agreements/new", budget_new, .need = STAFF },
    { POST, "/budget-agreements", budget_create, .need = STAFF },
    { GET, "/budget-agreements/{id}", budget_page, .need = SEE, .of = &budget_agreement_record },
    { GET, "/budget-agreements/{id}/edit", budget_edit, .need = STAFF, .of = &budget_agreement_record },
    { POST, "/budget-agreements/{id}", budget_save, .need = STAFF, .of = &budget_agreement_record },
    { 0 },
};
