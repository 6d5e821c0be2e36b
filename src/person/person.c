/* SPDX-License-Identifier: MPL-2.0 */
#include "person/person.h"

#include <inttypes.h>
#include <string.h>

#include "access/access.h"
#include "layout/words.h"
#include "person.html.h"
#include "person.sql.h"
#include "person/person_view.h"
#include "unit/unit.h"

static const Word language_words[] = {
    { "da", TR("Dansk") },
    { "en", TR("Engelsk") },
    { 0 },
};

static const Field person_fields[] = {
    FIELD(Person, name, .flags = REQUIRED | PERSONAL, .label = TR("Navn"),
          .missing = TR("Skriv, hvad personen hedder")),
    FIELD(Person, email, .flags = PERSONAL, .label = TR("E-mail"),
          .hint = TR("Den, personen logger ind med.")),
    FIELD(Person, language, .flags = LOCAL, .words = language_words, .label = TR("Sprog")),
    { 0 },
};

const Record person_record = {
    .name = "person",
    .path = "/persons",
    .label = TR("Person"),
    .title_field = "name",
    .size = sizeof(Person),
    .fields = person_fields,
    .seen = person_is_seen,
    .reached = person_is_reached,
};

static const Field role_fields[] = {
    FIELD(Role, person, .flags = REQUIRED, .refers = &person_record, .label = TR("Person")),
    FIELD(Role, unit, .flags = REQUIRED, .refers = &unit_record, .need = ADMIN, .label = TR("Enhed"),
          .missing = TR("Vælg, hvor rollen gælder")),
    FIELD(Role, role, .flags = REQUIRED, .words = role_words, .label = TR("Rolle"),
          .missing = TR("Vælg en rolle")),
    { 0 },
};

static const char *const role_identity[] = { "person", "unit", "role", NULL };

const Record role_record = {
    .name = "role",
    .label = TR("Rolle"),
    .size = sizeof(Role),
    .fields = role_fields,
    .seen = role_is_seen,
    .reached = role_is_reached,
    .identity = role_identity,
};

/* ---- rules ---- */

static bool is_email(Text email)
{
    const char *at = memchr(text_at(email), '@', email.length);
    return at != NULL && at != email.at && at + 1 < email.at + email.length &&
           memchr(email.at, ' ', email.length) == NULL &&
           memchr(at + 1, '@', (size_t)(email.at + email.length - at - 1)) == NULL;
}

/* People sign in with their e-mail, so it is one person's alone. */
static Err check_person(Request *q, const Person *person)
{
    Person other;
    if (text_is_empty(person->email))
        return OK;
    if (!is_email(person->email))
        form_error(q, "email", TR("Skriv en e-mail, for eksempel navn@kommune.dk"));
    Err err = person_by_email(q->db, person->email, &other);
    if (err == OK && other.id != person->id)
        form_error(q, "email", TR("En anden person har allerede den e-mail. Skriv en anden"));
    return err == NOT_FOUND ? OK : err;
}

/* ---- pages ---- */

static Err persons_page(Request *q)
{
    PersonsPage v = { .q = q };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(persons_after(q->db, after, PERSONS_A_PAGE, &v.persons));
    if (v.persons.count == PERSONS_A_PAGE)
        v.next = url_format(q->arena, "/persons?after=%" PRId64, v.persons.at[v.persons.count - 1].id);
    v.page =
        (Page){ .q = q, .kind = TR("Administration"), .title = html_translated(&q->html, TR("Personer")) };
    return REPLY_ROWS(q, persons_page_html, &v, person_line, v.persons);
}

static Choices role_choices(Request *q)
{
    Choices choices = { arena_array(q->arena, Choice, 16), 0 };
    for (const Word *word = role_words; word->code != NULL && choices.count < 16; word++)
        choices.at[choices.count++] = (Choice){ text_of(word->code), html_translated(&q->html, word->label) };
    return choices;
}

static Err fill_person(Request *q, PersonPage *v, int64_t id)
{
    int64_t is_reached, has_password;
    v->q = q;
    TRY(record_load(q->db, &person_record, id, &v->person));
    TRY(roles_of_person(q->db, id, q->who, MOST_ROLES, &v->roles));
    TRY(person_has_password(q->db, id, &has_password));
    TRY(person_is_reached(q->db, id, q->who, TEXT("admin"), &is_reached));
    TRY(unit_choices(q, ADMIN, &v->units));
    v->role_choices = role_choices(q);
    v->has_password = has_password;
    v->is_reached = is_reached;
    v->page = (Page){ .q = q, .kind = TR("Person"), .title = v->person.name };
    return OK;
}

static Err person_page(Request *q)
{
    PersonPage v = { 0 };
    TRY(fill_person(q, &v, q->id));
    return REPLY(q, person_page_html, &v, &person_record, &v.person);
}

/* ---- forms ---- */

static const char *const edit_fields[] = { "name", "email", NULL };

static Err show_form(Request *q, PersonForm *v, bool is_new)
{
    v->q = q;
    v->action = is_new ? url_asset("/persons") : url_of(q->arena, &person_record, q->id);
    v->back = v->action;
    v->page = (Page){ .q = q,
                      .kind = is_new ? TR("Ny person") : TR("Redigér person"),
                      .title = is_new ? html_translated(&q->html, TR("Hvem er det?")) : v->person.name };
    person_form_html(&q->html, v);
    return q->method == POST || q->is_restored ? reply_invalid(q) : reply_html(q);
}

static Err person_new(Request *q)
{
    return show_form(q, &(PersonForm){ 0 }, true);
}

static Err person_create(Request *q)
{
    PersonForm v = { 0 };
    TRY(read_form(q, &person_record, edit_fields, &v.person));
    TRY(check_person(q, &v.person));
    if (has_errors(q))
        return show_form(q, &v, true);
    TRY(db_insert(q->db, &person_record, &v.person));
    return redirect_saying(q, TR("Personen er oprettet. Giv en rolle og en adgangskode"), "/persons/%" PRId64,
                           v.person.id);
}

static Err person_edit(Request *q)
{
    PersonForm v = { 0 };
    TRY(record_load(q->db, &person_record, q->id, &v.person));
    return show_form(q, &v, false);
}

static Err person_save(Request *q)
{
    PersonForm v = { 0 };
    TRY(record_load(q->db, &person_record, q->id, &v.person));
    const Person before = v.person;
    TRY(read_form(q, &person_record, edit_fields, &v.person));
    TRY(check_person(q, &v.person));
    if (has_errors(q))
        return show_form(q, &v, false);
    TRY(db_update(q->db, &person_record, &before, &v.person));
    return redirect_saying(q, TR("Personen er gemt"), "/persons/%" PRId64, q->id);
}

/* The language of the pages is the person's own choice. */
static Err language_save(Request *q)
{
    static const char *const fields[] = { "language", NULL };
    Person person;
    TRY(record_load(q->db, &person_record, q->session.person, &person));
    const Person before = person;
    TRY(read_form(q, &person_record, fields, &person));
    if (q->is_restored)
        return redirect(q, "/profile");
    if (has_errors(q))
        return INVALID;
    TRY(db_update(q->db, &person_record, &before, &person));
    return redirect_saying(q, TR("Sproget er gemt"), "/profile");
}

/* ---- passwords ---- */

typedef struct NewPassword {
    Text password;
    Text hash;
} NewPassword;

static Err person_password_before(Request *q)
{
    NewPassword *new = arena_get(q->arena, sizeof *new);
    q->prepared = new;
    return access_make_password(q->arena, &new->password, &new->hash);
}

/* The one answer to a POST that is a page: the password must not travel through an address or a cookie. */
static Err person_password(Request *q)
{
    PersonPage v = { 0 };
    const NewPassword *new = q->prepared;
    if (new == NULL)
        return redirect(q, "/persons/%" PRId64, q->id);
    TRY(access_give_password(q->db, q->id, new->hash, q->now));
    TRY(fill_person(q, &v, q->id));
    v.new_password = new->password;
    person_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- roles ---- */

static const char *const role_form_fields[] = { "unit", "role", NULL };

/* These reach the whole municipality wherever they are held, so a school's administrator may not hand them out. */
static bool reaches_all(Text role)
{
    return text_is(role, "staff") || text_is(role, "council") || text_is(role, "auditor") ||
           text_is(role, "admin");
}

static Err check_role(Request *q, const Role *role)
{
    int64_t is_held, may_all;
    TRY(role_is_held(q->db, role->person, role->unit, role->role, &is_held));
    TRY(administers_all(q->db, q->who, &may_all));
    if (is_held)
        form_error(q, "role", TR("Personen har allerede den rolle i enheden. Vælg en anden"));
    else if (!may_all && reaches_all(role->role))
        form_error(q, "role", TR("Kun en administrator for hele kommunen kan give den rolle. Vælg en anden"));
    return OK;
}

static Err role_create(Request *q)
{
    PersonPage v = { 0 };
    Role role = { .person = q->id };
    TRY(fill_person(q, &v, q->id));
    TRY(read_form(q, &role_record, role_form_fields, &role));
    if (!has_errors(q))
        TRY(check_role(q, &role));
    if (has_errors(q)) {
        v.new_role = role;
        return REPLY_INVALID(q, person_page_html, &v);
    }
    TRY(db_insert(q->db, &role_record, &role));
    TRY(access_rebuild(q->db));
    return redirect_saying(q, TR("Rollen er givet"), "/persons/%" PRId64, q->id);
}

/* Somebody must be left to give roles. */
static Err role_delete(Request *q)
{
    Role role;
    int64_t is_left;
    TRY(record_load(q->db, &role_record, q->id, &role));
    TRY(administrator_is_left(q->db, q->id, &is_left));
    if (!is_left)
        form_error(q, "role", TR("Det er den sidste administrator. Giv først en anden person rollen"));
    if (has_errors(q)) {
        PersonPage v = { 0 };
        TRY(fill_person(q, &v, role.person));
        return REPLY_INVALID(q, person_page_html, &v);
    }
    TRY(db_delete(q->db, &role_record, &role));
    TRY(access_rebuild(q->db));
    return redirect_saying(q, TR("Rollen er taget fra"), "/persons/%" PRId64, role.person);
}

const Route person_routes[] = {
    { GET, "/persons", persons_page, .need = ADMIN },
    { GET, "/persons/new", person_new, .need = ADMIN },
    { POST, "/persons", person_create, .need = ADMIN },
    { GET, "/persons/{id}", person_page, .need = ADMIN },
    { GET, "/persons/{id}/edit", person_edit, .need = ADMIN, .of = &person_record },
    { POST, "/persons/{id}", person_save, .need = ADMIN, .of = &person_record },
    { POST, "/persons/{id}/password", person_password, .need = ADMIN, .of = &person_record,
      .before = person_password_before },
    { POST, "/persons/{id}/roles", role_create, .need = ADMIN },
    { POST, "/roles/{id}/delete", role_delete, .need = ADMIN, .of = &role_record },
    { POST, "/profile/language", language_save, .need = SIGNED_IN },
    { 0 },
};
