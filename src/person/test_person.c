/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static long long person_id(void **state, const char *key)
{
    return (long long)id_of(state, "person", key);
}

static long long unit_id(void **state, const char *key)
{
    return (long long)id_of(state, "unit", key);
}

/* Asks as the administrator for a role of somebody in a unit. */
static const Request *give(void **state, const char *person, const char *unit, const char *role)
{
    return post(state, say(state, "/persons/%lld/roles", person_id(state, person)),
                say(state, "unit=%lld&role=%s", unit_id(state, unit), role));
}

static int64_t reaches(void **state, const char *person, const char *unit, const char *need)
{
    return number_in(
        state,
        say(state,
            "SELECT COUNT(*) FROM reach r JOIN person p ON p.id = r.person JOIN unit u ON u.id = r.unit "
            "WHERE p.key = '%s' AND u.key = '%s' AND r.need = '%s'",
            person, unit, need));
}

static void list_is_for_the_administrator_alone(void **state)
{
    static const char *const others[] = {
        READER, LEADER, CONTRIBUTOR, STAFF_MEMBER, COUNCIL_MEMBER, AUDITOR
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, "/persons")->status);
        assert_int_equal(403, get(state, "/persons/new")->status);
        assert_int_equal(403,
                         get(state, say(state, "/persons/%lld", person_id(state, "mette-holm")))->status);
        assert_int_equal(403, post(state, "/persons", "name=x")->status);
    }
    sign_in_as(state, ADMINISTRATOR);
    assert_page_has(get(state, "/persons"), "mette.holm@egelund.example");
}

static void list_goes_on_behind_the_last_name(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = get(state, say(state, "/persons?after=%lld", person_id(state, "sofie-dam")));
    assert_page_has(q, "Ulla Krogh");
    assert_page_has_not(q, "Signe Voss");
}

static void json_leaves_out_what_is_personal(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = get_json(state, say(state, "/persons/%lld", person_id(state, "mette-holm")));
    assert_page_has(q, "\"record\":\"person\"");
    assert_page_has_not(q, "mette.holm@");
}

static void signed_out_asks_to_sign_in_and_unknown_is_not_found(void **state)
{
    assert_int_equal(401, get(state, "/persons")->status);
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(404, get(state, "/persons/999999")->status);
    assert_int_equal(404, get(state, "/persons/999999/edit")->status);
    assert_int_equal(404, post(state, "/persons/999999/roles", "role=leader")->status);
    assert_int_equal(404, post(state, "/roles/999999/delete", "")->status);
}

static void new_person_is_there_with_what_was_typed(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, "/persons", "name=Ida <Lund>&email=ida.lund@egelund.example");
    assert_int_equal(303, q->status);
    q = get(state, text_at(q->location));
    assert_page_has(q, "Ida &lt;Lund&gt;");
    assert_page_has(q, "har ingen rolle endnu");
}

static void e_mail_is_one_persons_alone(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, "/persons", "name=Ida Lund&email=mette.holm@egelund.example");
    assert_int_equal(422, q->status);
    assert_page_has(q, "En anden person har allerede den e-mail");
    assert_page_has(q, "value=\"Ida Lund\"");
    assert_int_equal(422, post(state, say(state, "/persons/%lld", person_id(state, "sofie-dam")),
                               "revision=1&name=Sofie Dam&email=mette.holm@egelund.example")
                              ->status);
    assert_int_equal(303, post(state, say(state, "/persons/%lld", person_id(state, "mette-holm")),
                               "revision=1&name=Mette Holm Juul&email=mette.holm@egelund.example")
                              ->status);
}

static void e_mail_must_look_like_one(void **state)
{
    static const char *const wrong[] = { "mette", "@egelund.example", "mette@", "mette holm@x.dk", "a@b@c" };
    sign_in_as(state, ADMINISTRATOR);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(422, post(state, "/persons", say(state, "name=x&email=%s", wrong[i]))->status);
    assert_page_has(post(state, "/persons", "name="), "Skriv, hvad personen hedder");
}

static void name_that_somebody_else_has_changed_is_a_conflict(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const char *path = say(state, "/persons/%lld", person_id(state, "sofie-dam"));
    const char *form = "revision=1&name=%s&email=sofie.dam@egelund.example";
    assert_int_equal(200,
                     get(state, say(state, "/persons/%lld/edit", person_id(state, "sofie-dam")))->status);
    assert_int_equal(303, post(state, path, say(state, form, "Sofie Dam Holm"))->status);
    assert_int_equal(409, post(state, path, say(state, form, "Sofie Holm"))->status);
    assert_int_equal(404, post(state, path, "revision=99&name=x")->status);
}

static void role_that_is_given_reaches_at_once(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(303, give(state, "jens-ravn", "kultur-og-fritid", "leader")->status);
    assert_int_equal(1, reaches(state, "jens-ravn", "biblioteket", "lead"));
    assert_int_equal(
        1,
        number_in(
            state,
            "SELECT COUNT(*) FROM change WHERE record = 'role' AND what = 'insert' AND person IS NOT NULL"));
}

static void same_role_twice_is_refused(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = give(state, "mette-holm", "aabrinkskolen", "leader");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Personen har allerede den rolle i enheden");
}

static void role_needs_unit_and_role(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, say(state, "/persons/%lld/roles", person_id(state, "mette-holm")), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg, hvor rollen gælder");
    assert_page_has(q, "Vælg en rolle");
    assert_int_equal(404, post(state, say(state, "/persons/%lld/roles", person_id(state, "mette-holm")),
                               "unit=999999&role=leader")
                              ->status);
}

static long long role_id(void **state, const char *person, const char *role)
{
    return number_in(
        state,
        say(state,
            "SELECT r.id FROM role r JOIN person p ON p.id = r.person WHERE p.key = '%s' AND r.role = '%s'",
            person, role));
}

static void role_that_is_taken_reaches_no_more(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(
        303,
        post(state, say(state, "/roles/%lld/delete", role_id(state, "signe-voss", "leader")), "")->status);
    assert_int_equal(0, reaches(state, "signe-voss", "biblioteket", "lead"));
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, get(state, "/units")->status);
}

static void last_administrator_stays(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q =
        post(state, say(state, "/roles/%lld/delete", role_id(state, "mads-kruse", "admin")), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Det er den sidste administrator");
    assert_int_equal(303, give(state, "inge-thorsen", "egelund", "admin")->status);
    assert_int_equal(
        303,
        post(state, say(state, "/roles/%lld/delete", role_id(state, "mads-kruse", "admin")), "")->status);
}

static void administrator_of_a_school_keeps_to_the_school(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(303, give(state, "mette-holm", "aabrinkskolen", "admin")->status);
    sign_in_as(state, LEADER);
    assert_int_equal(303, give(state, "ulla-krogh", "aabrinkskolen", "contributor")->status);
    assert_int_equal(404, give(state, "ulla-krogh", "biblioteket", "contributor")->status);
    const Request *q = give(state, "mette-holm", "aabrinkskolen", "staff");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Kun en administrator for hele kommunen");
    assert_int_equal(
        403, post(state, say(state, "/persons/%lld", person_id(state, "mads-kruse")), "revision=1&name=x")
                 ->status);
    assert_int_equal(
        403, post(state, say(state, "/persons/%lld/password", person_id(state, "mads-kruse")), "")->status);
    assert_int_equal(
        403,
        post(state, say(state, "/roles/%lld/delete", role_id(state, "signe-voss", "leader")), "")->status);
    assert_page_has_not(get(state, say(state, "/persons/%lld", person_id(state, "mads-kruse"))),
                        "Lav en ny adgangskode");
}

static void new_password_is_said_once_and_signs_off(void **state)
{
    sign_in_as(state, LEADER);
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, say(state, "/persons/%lld/password", person_id(state, "mette-holm")), "");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Den vises kun denne ene gang");
    assert_page_has(q, "<code translate=\"no\">");
    assert_int_equal(
        1,
        number_in(
            state,
            "SELECT COUNT(*) FROM password w JOIN person p ON p.id = w.person WHERE p.key = 'mette-holm'"));
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM session s JOIN person p ON p.id = s.person "
                                         "WHERE p.key = 'mette-holm' AND s.ended_at IS NULL"));
    q = get(state, say(state, "/persons/%lld", person_id(state, "mette-holm")));
    assert_page_has_not(q, "<code");
    assert_page_has(q, "kan logge ind");
}

static void password_is_not_for_others_to_make(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(
        403, post(state, say(state, "/persons/%lld/password", person_id(state, "mette-holm")), "")->status);
    assert_int_equal(
        403, post(state, say(state, "/persons/%lld/roles", person_id(state, "mette-holm")), "role=leader")
                 ->status);
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM password"));
}

static void language_is_ones_own_choice(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(303, post(state, "/profile/language", "language=en")->status);
    assert_page_has(get(state, "/profile"), "<html lang=\"en\">");
    assert_int_equal(422, post(state, "/profile/language", "language=kl")->status);
    assert_page_has(get(state, "/profile"), "<html lang=\"en\">");
    sign_in_as(state, NULL);
    assert_int_equal(401, post(state, "/profile/language", "language=da")->status);
}

static void post_without_token_is_refused(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(403, post_with_token(state, "/persons", "name=x", "")->status);
    assert_int_equal(403,
                     post_with_token(state, say(state, "/persons/%lld/roles", person_id(state, "mette-holm")),
                                     "role=leader", "")
                         ->status);
    assert_int_equal(
        403, post_with_token(state, say(state, "/roles/%lld/delete", role_id(state, "signe-voss", "leader")),
                             "", "")
                 ->status);
}

HARNESS_MAIN(TEST(list_is_for_the_administrator_alone), TEST(list_goes_on_behind_the_last_name),
             TEST(json_leaves_out_what_is_personal),
             TEST(signed_out_asks_to_sign_in_and_unknown_is_not_found),
             TEST(new_person_is_there_with_what_was_typed), TEST(e_mail_is_one_persons_alone),
             TEST(e_mail_must_look_like_one), TEST(name_that_somebody_else_has_changed_is_a_conflict),
             TEST(role_that_is_given_reaches_at_once), TEST(same_role_twice_is_refused),
             TEST(role_needs_unit_and_role), TEST(role_that_is_taken_reaches_no_more),
             TEST(last_administrator_stays), TEST(administrator_of_a_school_keeps_to_the_school),
             TEST(new_password_is_said_once_and_signs_off), TEST(password_is_not_for_others_to_make),
             TEST(language_is_ones_own_choice), TEST(post_without_token_is_refused))
