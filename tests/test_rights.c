/* SPDX-License-Identifier: MPL-2.0 */
/* Every route for every role, as a table: tests/rights.txt says who gets what, and this test that it is so. With KEEP=1 in the
 * environment the table is written anew: read the difference before it is committed. A POST is only asked whether it may go on, never carried out.
 * And what else holds for all concepts at once: their statements, and their columns in the bundle. */
#include "harness.h"

#include <inttypes.h>
#include <stdio.h>

#include "bundle/bundle_names.h"

static const char *const people[] = { NULL,         READER,         CONTRIBUTOR,   LEADER, OTHER_LEADER,
                                      STAFF_MEMBER, COUNCIL_MEMBER, ADMINISTRATOR, AUDITOR };
static const char heading[] =
    "# method path: signed-out reader contributor leader other-leader staff council admin auditor\n";

/* The row that stands for its record: what Åbrinkskolen's leader works with, where there is such a thing. */
static int64_t row_of(void **state, const char *record)
{
    static const struct {
        const char *record;
        const char *key;
    } rows[] = { { "unit", "aabrinkskolen" },
                 { "plan", "aabrinkskolen-2027" },
                 { "goal", "i-gang-kl-815" },
                 { "trial", "rolig-morgen" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].record, record) == 0)
            return id_of(state, record, rows[i].key);
    return number_in(state, say(state, "SELECT COALESCE(MIN(id), 1) FROM %s", record));
}

/* The route's path with numbers and words in its places. */
static const char *path_of(void **state, const Route *route)
{
    Buffer path;
    buffer_init(&path, 400);
    for (const char *at = route->path; *at != '\0'; at++) {
        if (*at != '{') {
            buffer_add(&path, at, 1);
            continue;
        }
        size_t length = strcspn(at, "}");
        if (strncmp(at, "{id", 3) == 0 && route->of != NULL)
            buffer_add_integer(&path, row_of(state, route->of->name));
        else if (strncmp(at, "{record", 7) == 0)
            buffer_add_string(&path, "goal");
        else
            buffer_add_string(&path, "1");
        at += length;
    }
    const char *copy = say(state, "%s", path.at);
    buffer_done(&path);
    return copy;
}

static int status_for(void **state, const Route *route, const char *path)
{
    Fixture *fixture = *state;
    if (route->method == GET)
        return get(state, path)->status;
    Request *q = &fixture->q;
    request_reset(q);
    q->method = POST;
    q->path = text_of(path);
    q->cookie = text_of(fixture->cookie);
    q->content_type = TEXT("application/x-www-form-urlencoded");
    q->body = text_format(
        q->arena, "csrf=%s",
        csrf_token(&fixture->site, q->arena, fixture->session, clock_now(&fixture->site.clock)).at);
    Step step = dispatch(&fixture->site, fixture->db, q);
    db_set_arena(fixture->db, fixture->arena);
    return step == ANSWERED ? q->status : 0;
}

static void write_table(void **state, Buffer *table)
{
    int statuses[9][1000];
    size_t count = 0;
    for (size_t person = 0; person < 9; person++) {
        sign_in_as(state, people[person]);
        count = 0;
        for (const Route *const *module = app_modules; *module != NULL; module++)
            for (const Route *route = *module; route->path != NULL; route++)
                statuses[person][count++] = status_for(state, route, path_of(state, route));
    }
    buffer_add_string(table, heading);
    count = 0;
    for (const Route *const *module = app_modules; *module != NULL; module++)
        for (const Route *route = *module; route->path != NULL; route++, count++) {
            buffer_format(table, "%s %s:", route->method == GET ? "GET" : "POST", route->path);
            for (size_t person = 0; person < 9; person++)
                if (statuses[person][count] == 0)
                    buffer_add_string(table, " yes");
                else
                    buffer_format(table, " %d", statuses[person][count]);
            buffer_add_string(table, "\n");
        }
}

static Text read_file(Arena *arena, const char *path)
{
    static char bytes[200000];
    FILE *in = fopen(path, "rb");
    size_t length = in != NULL ? fread(bytes, 1, sizeof bytes, in) : 0;
    if (in != NULL)
        fclose(in);
    return text_copy(arena, bytes, length);
}

static void keep(const Buffer *table)
{
    FILE *out = fopen("tests/rights.txt", "wb");
    assert_non_null(out);
    fwrite(table->at, 1, table->length, out);
    fclose(out);
}

static void every_route_answers_every_role_as_the_table_says(void **state)
{
    Fixture *fixture = *state;
    Buffer table;
    buffer_init(&table, 1 << 20);
    write_table(state, &table);
    if (getenv("KEEP") != NULL)
        keep(&table);
    Text expected = read_file(fixture->arena, "tests/rights.txt"), found = buffer_text(&table), a, b;
    while (text_next_piece(fixture->arena, &found, '\n', &a) &&
           text_next_piece(fixture->arena, &expected, '\n', &b))
        if (!text_equal(a, b)) {
            print_error("found    %s\nexpected %s\n", text_at(a), text_at(b));
            fail();
        }
    assert_int_equal(found.length, expected.length);
    buffer_done(&table);
}

static void post_without_token_is_refused_everywhere(void **state)
{
    sign_in_as(state, LEADER);
    for (const Route *const *module = app_modules; *module != NULL; module++)
        for (const Route *route = *module; route->path != NULL; route++)
            if (route->method == POST && post_with_token(state, path_of(state, route), "", "")->status != 403)
                fail_msg("POST %s without a token answers %d", route->path, ((Fixture *)*state)->q.status);
}

static void every_statement_fits_the_schema(void **state)
{
    Fixture *fixture = *state;
    for (const Query *const *const *list = app_queries; *list != NULL; list++)
        for (const Query *const *query = *list; *query != NULL; query++)
            if (db_check(fixture->db, *query) != OK)
                fail_msg("%s: %s", (*query)->name, text_at(db_message(fixture->db)));
}

/* The files of the bundle as they were first agreed with others, each with its columns but the key. */
static const Word first_format[] = {
    { "unit", " name kind parent external_uuid valid_from valid_to source " },
    { "person", " name email " },
    { "role", " person unit role " },
    { "vision", " title text valid_from valid_to adopted_on source " },
    { "policy", " title kind area citizen_groups vision valid_from valid_to adopted_on future_scenario owner "
                "replaces source " },
    { "budget_agreement", " title budget_year agreed_on adopted_on parties source " },
    { "objective", " text title number policy budget_agreement vision scenario_part description source " },
    { "selection", " year objective decision rank reason decided_on reference " },
    { "plan", " year title theme situation_now situation_wanted state units partners objectives source " },
    { "plan_objective", " plan objective meaning " },
    { "goal", " title text situation_now situation_wanted starts_on due_on owner plans objectives "
              "citizen_groups partners state state_date state_reason " },
    { "milestone", " plan title due_on done_on owner note " },
    { "task", " plan title assigned_to due_on done_on trial " },
    { "trial", " title description target_group citizen_groups mechanism outcome place starts_on ends_on "
               "interim_on final_on prediction state goals units partners continues " },
    { "sign", " title kind definition measure direction baseline target frequency counted_by min_count owner "
              "part_of objectives goals trials source " },
    { "measurement", " sign date value numerator denominator note source " },
    { "observation", " sign date level text observer " },
    { "evaluation", " trial kind date seen effect value_for_citizens value_for_associations "
                    "value_for_companies judgement decision learning reason " },
    { "citizen_group", " name parent " },
    { 0 },
};

static const char *columns_of(const Record *record)
{
    for (const Word *file = first_format; file->code != NULL; file++)
        if (strcmp(file->code, record->name) == 0)
            return file->label;
    return NULL;
}

/* A file of its own must be named with all its columns: `log_entry.csv`: key trial date text person. */
static const char *file_with_columns(void **state, const Record *record)
{
    const char *named = say(state, "`%s.csv`:%s", record->name, record->identity == NULL ? " key" : "");
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (bundle_has_field(field))
            named = say(state, "%s %s", named, field->name);
    return say(state, "%s |", named);
}

static void bundle_holds_its_first_format_and_what_the_decision_names(void **state)
{
    Fixture *fixture = *state;
    const char *decision =
        read_file(fixture->arena, "docs/decisions/0009-the-bundle-says-more-than-its-first-format.md").at;
    for (const Record *const *record = all_records; *record != NULL; record++) {
        const char *columns = columns_of(*record);
        if (columns == NULL && strstr(decision, file_with_columns(state, *record)) == NULL)
            fail_msg("the decision does not say %s", file_with_columns(state, *record));
        for (const Field *field = (*record)->fields; columns != NULL && field->name != NULL; field++)
            if (strstr(columns, say(state, " %s ", field->name)) == NULL &&
                strstr(decision, say(state, "`%s.%s`", (*record)->name, field->name)) == NULL)
                fail_msg("the decision does not name %s.%s", (*record)->name, field->name);
    }
    for (const Word *file = first_format; file->code != NULL; file++) {
        Text rest = text_of(file->label), column;
        while (text_next_piece(fixture->arena, &rest, ' ', &column))
            if (!text_is_empty(column) &&
                record_field(record_by_name(text_of(file->code)), column.at) == NULL)
                fail_msg("%s.%s is no longer there", file->code, column.at);
    }
}

HARNESS_MAIN(TEST(every_route_answers_every_role_as_the_table_says),
             TEST(post_without_token_is_refused_everywhere), TEST(every_statement_fits_the_schema),
             TEST(bundle_holds_its_first_format_and_what_the_decision_names))
