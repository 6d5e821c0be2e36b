/* SPDX-License-Identifier: MPL-2.0 */
/* Records and their history, on a record with a field of every kind. On SQLite; on PostgreSQL where RETTESNOR_TEST_POSTGRES says. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thing.h"

#include "base/banned.h"

#define assert_text(expected, text) assert_string_equal(expected, text_at(text))

static Thing loaded(World *world, int64_t id)
{
    Thing thing;
    assert_int_equal(OK, record_load(world->db, &thing_record, id, &thing));
    return thing;
}

static Thing inserted(World *world, Ids tags)
{
    Thing thing = whole_thing(world->arena, tags);
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    return thing;
}

static Changes changes_of(World *world, int64_t id)
{
    Changes changes = { 0 };
    assert_int_equal(OK, history_of(world->db, &thing_record, id, 0, 100, &changes));
    return changes;
}

static const FieldChange *field_change(const Change *change, const char *name)
{
    for (size_t i = 0; i < change->field_count; i++)
        if (strcmp(change->fields[i].field->name, name) == 0)
            return &change->fields[i];
    return NULL;
}

static int64_t changes_in(World *world)
{
    return count_in(world, "SELECT COUNT(*) FROM change WHERE record = 'thing'");
}

/* ---- values ---- */

static void every_kind_of_value_comes_back(void **state)
{
    World *world = *state;
    int64_t one = tag_new(world, WRITER), two = tag_new(world, WRITER);
    Thing thing = inserted(world, ids_of(world->arena, 2, two, one));
    const Thing back = loaded(world, thing.id);
    for (const Field *field = thing_record.fields; field->name != NULL; field++)
        if (!field_equal(field, &thing, &back))
            fail_msg("%s came back as '%s'", field->name, text_at(field_text(world->arena, field, &back)));
    assert_text("2026-10-01", text_of(back.period.from.at));
    assert_text("2026-12-31", text_of(back.period.to.at));
    assert_int_equal(7500000, back.figure.millionths);
    assert_int_equal(one, back.tags.at[0]);
}

static void what_is_absent_is_empty_and_stored_as_null(void **state)
{
    World *world = *state;
    Thing thing = { .title = TEXT("x") };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    const Thing back = loaded(world, thing.id);
    for (const Field *field = thing_record.fields + 1; field->name != NULL; field++) {
        if (!field_is_none(field, &back))
            fail_msg("%s is '%s'", field->name, text_at(field_text(world->arena, field, &back)));
        assert_text("", field_text(world->arena, field, &back));
    }
    assert_int_equal(
        1,
        count_in(world, "SELECT COUNT(*) FROM thing WHERE text IS NULL AND year IS NULL AND day IS NULL AND "
                        "period IS NULL AND figure IS NULL AND owner_unit IS NULL AND parent IS NULL"));
}

static void figure_of_nought_is_a_figure(void **state)
{
    World *world = *state;
    Thing thing = { .title = TEXT("x"), .figure = { 0, TEXT("0,0") } };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    const Thing back = loaded(world, thing.id);
    assert_text("0,0", back.figure.typed);
    assert_false(field_is_none(record_field(&thing_record, "figure"), &back));
}

static void values_are_written_as_a_bundle_has_them(void **state)
{
    static const struct {
        const char *field, *text;
    } expected[] = { { "title", "Æblet" },    { "year", "2026" },      { "is_done", "1" },
                     { "day", "2026-11-24" }, { "period", "2026-Q4" }, { "figure", "7,50" },
                     { "owner", "person:3" } };
    World *world = *state;
    const Thing thing = whole_thing(world->arena, (Ids){ 0 });
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_text(expected[i].text,
                    field_text(world->arena, record_field(&thing_record, expected[i].field), &thing));
    const Thing other = { .owner = { .unit = 4 }, .tags = ids_of(world->arena, 2, (int64_t)1, (int64_t)2) };
    assert_text("unit:4", field_text(world->arena, record_field(&thing_record, "owner"), &other));
    assert_text("1|2", field_text(world->arena, record_field(&thing_record, "tags"), &other));
}

static void equal_sets_of_ids_are_equal(void **state)
{
    World *world = *state;
    Ids ids = ids_of(world->arena, 5, (int64_t)3, (int64_t)1, (int64_t)3, (int64_t)2, (int64_t)1);
    ids_sort(&ids);
    assert_int_equal(3, ids.count);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(i + 1, ids.at[i]);
}

static void words_and_records_are_found_by_name(void **state)
{
    (void)state;
    const Word *words = record_field(&thing_record, "state")->words;
    assert_string_equal("Gammel", word_label(words, TEXT("old")));
    assert_string_equal("ukendt", word_label(words, TEXT("ukendt")));
    assert_false(word_is_known(words, TEXT("ol")));
    assert_null(record_field(&thing_record, "nothing"));
    assert_ptr_equal(&tag_record, record_by_name(TEXT("tag")));
    assert_null(record_by_name(TEXT("ta")));
    assert_string_equal("lead", need_name(LEAD));
}

static void row_that_is_not_there_is_not_found(void **state)
{
    World *world = *state;
    Thing thing = { .title = TEXT("uændret") };
    assert_int_equal(NOT_FOUND, record_load(world->db, &thing_record, 404, &thing));
    assert_text("uændret", thing.title);
}

/* ---- the three writes ---- */

static void insert_names_the_row_and_begins_at_revision_one(void **state)
{
    World *world = *state;
    Thing thing = inserted(world, (Ids){ 0 }), other = inserted(world, (Ids){ 0 });
    assert_true(thing.id > 0);
    assert_int_equal(1, thing.revision);
    assert_text("local", thing.origin);
    assert_true(text_starts_with(thing.key, "thing-"));
    assert_int_equal(strlen("thing-7k2m9q4xw1"), thing.key.length);
    assert_false(text_equal(thing.key, other.key));
}

static void insert_is_one_row_of_history_with_who_and_when(void **state)
{
    World *world = *state;
    int64_t tag = tag_new(world, WRITER);
    const Changes changes = changes_of(world, inserted(world, ids_of(world->arena, 1, tag)).id);
    assert_int_equal(1, changes.count);
    const Change *change = changes.at;
    assert_text("insert", change->what);
    assert_int_equal(NOW, change->at);
    assert_int_equal(WRITER, change->person);
    assert_int_equal(1, change->revision);
    assert_text("Æblet", field_change(change, "title")->after);
    assert_text("", field_change(change, "title")->before);
    assert_text("2026-Q4", field_change(change, "period")->after);
    assert_text(text_at(text_format(world->arena, "%d", (int)tag)), field_change(change, "tags")->after);
}

static void update_tells_only_of_what_changed(void **state)
{
    World *world = *state;
    const Thing before = inserted(world, (Ids){ 0 });
    Thing after = before;
    after.title = TEXT("Pæren");
    after.day = (Day){ 0 };
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    assert_int_equal(2, after.revision);
    const Change *change = changes_of(world, before.id).at;
    assert_text("update", change->what);
    assert_int_equal(2, change->revision);
    assert_int_equal(2, change->field_count);
    assert_text("Æblet", field_change(change, "title")->before);
    assert_text("Pæren", field_change(change, "title")->after);
    assert_text("2026-11-24", field_change(change, "day")->before);
    assert_text("", field_change(change, "day")->after);
}

static void links_are_part_of_the_history(void **state)
{
    World *world = *state;
    int64_t a = tag_new(world, WRITER), b = tag_new(world, WRITER), c = tag_new(world, WRITER);
    const Thing before = inserted(world, ids_of(world->arena, 2, a, b));
    Thing after = before;
    after.tags = ids_of(world->arena, 3, c, b, c);
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    const Thing back = loaded(world, before.id);
    assert_int_equal(2, back.tags.count);
    assert_int_equal(b, back.tags.at[0]);
    assert_int_equal(c, back.tags.at[1]);
    const FieldChange *change = field_change(changes_of(world, before.id).at, "tags");
    assert_text(text_at(text_format(world->arena, "%d|%d", (int)a, (int)b)), change->before);
    assert_text(text_at(text_format(world->arena, "%d|%d", (int)b, (int)c)), change->after);
}

static void update_that_changes_nothing_writes_nothing(void **state)
{
    World *world = *state;
    int64_t a = tag_new(world, WRITER), b = tag_new(world, WRITER);
    const Thing before = inserted(world, ids_of(world->arena, 2, a, b));
    Thing after = before;
    after.tags = ids_of(world->arena, 3, b, a, b);
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    assert_int_equal(1, after.revision);
    assert_int_equal(1, loaded(world, before.id).revision);
    assert_int_equal(1, changes_in(world));
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM told"));
}

static void update_of_what_is_no_longer_the_row_is_a_conflict(void **state)
{
    World *world = *state;
    const Thing before = inserted(world, (Ids){ 0 });
    Thing mine = before, theirs = before;
    theirs.title = TEXT("Deres");
    mine.title = TEXT("Min");
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &theirs));
    assert_int_equal(CONFLICT, db_update(world->db, &thing_record, &before, &mine));
    assert_text("Deres", loaded(world, before.id).title);
    assert_int_equal(2, changes_in(world));
}

static void delete_keeps_all_of_the_row_in_the_history(void **state)
{
    World *world = *state;
    const Thing thing = inserted(world, ids_of(world->arena, 1, tag_new(world, WRITER)));
    assert_int_equal(OK, db_delete(world->db, &thing_record, &thing));
    assert_int_equal(0, count_in(world, "SELECT COUNT(*) FROM thing"));
    assert_int_equal(0, count_in(world, "SELECT COUNT(*) FROM thing_tags"));
    const Change *change = changes_of(world, thing.id).at;
    assert_text("delete", change->what);
    assert_text("Æblet", field_change(change, "title")->before);
    assert_text("7,50", field_change(change, "figure")->before);
    assert_text("", field_change(change, "figure")->after);
}

static void delete_of_what_is_no_longer_the_row_is_a_conflict(void **state)
{
    World *world = *state;
    const Thing thing = inserted(world, ids_of(world->arena, 1, tag_new(world, WRITER)));
    Thing outdated = thing;
    outdated.revision = 9;
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(CONFLICT, db_delete(world->db, &thing_record, &outdated));
    db_rollback(world->db);
    assert_int_equal(1, loaded(world, thing.id).tags.count);
}

static void row_that_others_refer_to_stays(void **state)
{
    World *world = *state;
    const Thing parent = inserted(world, (Ids){ 0 });
    Thing child = { .title = TEXT("under"), .parent = parent.id };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &child));
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(OK, db_savepoint(world->db));
    assert_int_equal(INVALID, db_delete(world->db, &thing_record, &parent));
    assert_int_equal(OK, db_rollback_to_savepoint(world->db));
    assert_int_equal(OK, db_commit(world->db));
    assert_text("Æblet", loaded(world, parent.id).title);
}

static void key_that_is_taken_is_invalid_and_the_transaction_goes_on(void **state)
{
    World *world = *state;
    assert_int_equal(OK, db_begin_write(world->db));
    Thing first = { .title = TEXT("en"), .key = TEXT("samme") },
          second = { .title = TEXT("to"), .key = TEXT("samme") },
          third = { .title = TEXT("tre"), .key = TEXT("samme"), .origin = TEXT("andetsteds") };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &first));
    assert_int_equal(INVALID, db_insert(world->db, &thing_record, &second));
    assert_int_equal(OK, db_insert(world->db, &thing_record, &third));
    assert_int_equal(OK, db_commit(world->db));
    assert_int_equal(2, count_in(world, "SELECT COUNT(*) FROM thing"));
    assert_int_equal(2, changes_in(world));
}

static void update_to_a_key_that_is_taken_is_invalid(void **state)
{
    World *world = *state;
    Thing first = { .title = TEXT("en"), .key = TEXT("a") },
          second = { .title = TEXT("to"), .key = TEXT("b") };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &first));
    assert_int_equal(OK, db_insert(world->db, &thing_record, &second));
    Thing after = second;
    after.key = TEXT("a");
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(OK, db_savepoint(world->db));
    assert_int_equal(INVALID, db_update(world->db, &thing_record, &second, &after));
    assert_int_equal(OK, db_rollback_to_savepoint(world->db));
    assert_int_equal(OK, db_commit(world->db));
    assert_text("b", loaded(world, second.id).key);
}

static void every_write_is_told_with_both_sides(void **state)
{
    World *world = *state;
    const Thing before = inserted(world, (Ids){ 0 });
    Thing after = before;
    after.title = TEXT("Pæren");
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    assert_int_equal(OK, db_delete(world->db, &thing_record, &after));
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM told WHERE what = 'thing >Æblet'"));
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM told WHERE what = 'thing Æblet>Pæren'"));
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM told WHERE what = 'thing Pæren>'"));
}

/* ---- the history ---- */

static void secret_value_is_in_no_history(void **state)
{
    World *world = *state;
    const Thing before = inserted(world, (Ids){ 0 });
    Thing after = before;
    after.hidden = TEXT("ny kode");
    assert_int_equal(OK, db_update(world->db, &thing_record, &before, &after));
    assert_text("ny kode", loaded(world, before.id).hidden);
    const Changes changes = changes_of(world, before.id);
    assert_int_equal(2, changes.count);
    assert_int_equal(0, changes.at[0].field_count);
    assert_null(field_change(&changes.at[1], "hidden"));
    Text after_text = text_in(world, "SELECT after FROM change WHERE record = 'thing' AND what = 'insert'");
    assert_null(strstr(after_text.at, "kode"));
}

static void personal_value_stands_apart_as_a_salted_hash(void **state)
{
    World *world = *state;
    const Thing first = inserted(world, (Ids){ 0 });
    inserted(world, (Ids){ 0 });
    unsigned char salt[16], hash[32];
    char hex[65];
    crypto_generichash_state hashing;
    Text stored = text_in(world, "SELECT after FROM change WHERE record = 'thing' ORDER BY id LIMIT 1");
    assert_null(strstr(stored.at, "Bor hos"));
    Text salt_hex = text_in(world, "SELECT salt FROM change_personal ORDER BY change LIMIT 1");
    assert_int_equal(0, sodium_hex2bin(salt, sizeof salt, salt_hex.at, salt_hex.length, NULL, NULL, NULL));
    crypto_generichash_init(&hashing, salt, sizeof salt, sizeof hash);
    crypto_generichash_update(&hashing, (const unsigned char *)text_at(first.note), first.note.length);
    crypto_generichash_final(&hashing, hash, sizeof hash);
    assert_non_null(strstr(stored.at, sodium_bin2hex(hex, sizeof hex, hash, sizeof hash)));
    /* The same value twice cannot be seen to be the same. */
    assert_int_equal(2, count_in(world, "SELECT COUNT(DISTINCT salt) FROM change_personal"));
    assert_int_equal(2, count_in(world, "SELECT COUNT(DISTINCT after) FROM change WHERE record = 'thing'"));
    assert_text("Bor hos sin mor", field_change(changes_of(world, first.id).at, "note")->after);
}

enum { MANY_NOTES = 40 };

typedef struct Diary {
    RECORD_HEAD;
    Text notes[MANY_NOTES];
} Diary;

/* However many of them change at once. */
static void every_personal_value_stands_apart(void **state)
{
    World *world = *state;
    Field fields[MANY_NOTES + 1] = { 0 };
    const Record diary = { .name = "diary", .size = sizeof(Diary), .fields = fields };
    Diary before = { .id = 1, .revision = 1 }, after = { .id = 1, .revision = 2 };
    for (size_t i = 0; i < MANY_NOTES; i++) {
        fields[i] = (Field){ .name = text_format(world->arena, "note_%zu", i).at,
                             .kind = KIND_TEXT,
                             .flags = PERSONAL,
                             .offset = offsetof(Diary, notes) + i * sizeof(Text) };
        before.notes[i] = TEXT("Bor hos sin mor");
        after.notes[i] = TEXT("Bor hos sin far");
    }
    assert_int_equal(OK, history_write(world->db, &diary, &before, &after));
    assert_int_equal(
        0, count_in(world, "SELECT COUNT(*) FROM change WHERE before LIKE '%Bor%' OR after LIKE '%Bor%'"));
    assert_int_equal(2 * MANY_NOTES, count_in(world, "SELECT COUNT(*) FROM change_personal"));
}

static void personal_value_can_be_erased_while_its_hash_stays(void **state)
{
    World *world = *state;
    const Thing thing = inserted(world, (Ids){ 0 });
    Text before = text_in(world, "SELECT after FROM change WHERE record = 'thing'");
    assert_int_equal(OK, db_script(world->db, "DELETE FROM change_personal"));
    const FieldChange *change = field_change(changes_of(world, thing.id).at, "note");
    assert_true(change->is_erased);
    assert_text("", change->after);
    assert_text("Æblet", field_change(changes_of(world, thing.id).at, "title")->after);
    assert_text(text_at(before), text_in(world, "SELECT after FROM change WHERE record = 'thing'"));
}

/* The title is "1" at revision 1 … "5" at revision 5, each by a person of its own. */
static Thing five_times_changed(World *world)
{
    static const char *const titles[] = { "1", "2", "3", "4", "5" };
    Thing thing = { .title = TEXT("1"), .text = TEXT("hele tiden") };
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    for (int i = 1; i < 5; i++) {
        const Thing before = thing;
        thing.title = text_of(titles[i]);
        db_set_actor(world->db, 100 + i, NOW + i);
        assert_int_equal(OK, db_update(world->db, &thing_record, &before, &thing));
    }
    return thing;
}

static void history_is_newest_first_and_comes_in_pages(void **state)
{
    World *world = *state;
    const Thing thing = five_times_changed(world);
    Changes first = { 0 }, second = { 0 };
    assert_int_equal(OK, history_of(world->db, &thing_record, thing.id, 0, 2, &first));
    assert_int_equal(2, first.count);
    assert_int_equal(5, first.at[0].revision);
    assert_int_equal(NOW + 4, first.at[0].at);
    assert_int_equal(OK, history_of(world->db, &thing_record, thing.id, first.at[1].id, 2, &second));
    assert_int_equal(3, second.at[0].revision);
    assert_int_equal(2, second.at[1].revision);
}

static void field_is_known_as_it_was(void **state)
{
    World *world = *state;
    const Thing thing = five_times_changed(world);
    const Field *title = record_field(&thing_record, "title"), *text = record_field(&thing_record, "text");
    Text was;
    for (int64_t revision = 1; revision <= 5; revision++) {
        assert_int_equal(OK, history_field_at(world->db, &thing_record, &thing, title, revision, &was));
        assert_int_equal('0' + revision, was.at[0]);
    }
    assert_int_equal(OK, history_field_at(world->db, &thing_record, &thing, text, 1, &was));
    assert_text("hele tiden", was);
}

static void who_changed_a_field_last_is_known(void **state)
{
    World *world = *state;
    const Thing thing = five_times_changed(world);
    const Field *title = record_field(&thing_record, "title"), *text = record_field(&thing_record, "text");
    int64_t person;
    assert_int_equal(OK, history_changed_by(world->db, &thing_record, thing.id, title, 2, &person));
    assert_int_equal(104, person);
    assert_int_equal(OK, history_changed_by(world->db, &thing_record, thing.id, title, 5, &person));
    assert_int_equal(0, person);
    assert_int_equal(OK, history_changed_by(world->db, &thing_record, thing.id, text, 1, &person));
    assert_int_equal(0, person);
}

/* ---- when the machine fails ---- */

static void full_disk_is_broken_and_leaves_nothing(void **state)
{
    World *world = *state;
    if (world->engine != SQLITE)
        skip();
    const Thing kept = inserted(world, (Ids){ 0 });
    char *long_text = arena_get(world->arena, 2000001);
    memset(long_text, 'a', 2000000);
    Thing thing = { .title = TEXT("for stor"), .text = { long_text, 2000000 } };
    Text limit =
        text_format(world->arena, "PRAGMA max_page_count=%s", text_at(text_in(world, "PRAGMA page_count")));
    assert_int_equal(OK, db_script(world->db, limit.at));
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(OK, db_savepoint(world->db));
    assert_int_equal(BROKEN, db_insert(world->db, &thing_record, &thing));
    db_rollback(world->db);
    Thing after = kept;
    after.text = thing.text;
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(BROKEN, db_update(world->db, &thing_record, &kept, &after));
    db_rollback(world->db);
    assert_text("En linje\nog en til", loaded(world, kept.id).text);
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM thing"));
    assert_int_equal(1, changes_in(world));
}

static void history_that_cannot_be_written_fails_the_write(void **state)
{
    World *world = *state;
    assert_int_equal(OK, db_script(world->db, "ALTER TABLE change RENAME TO change_away"));
    Thing thing = whole_thing(world->arena, (Ids){ 0 });
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_not_equal(OK, db_insert(world->db, &thing_record, &thing));
    db_rollback(world->db);
    assert_int_equal(OK, db_script(world->db, "ALTER TABLE change_away RENAME TO change"));
    assert_int_equal(0, count_in(world, "SELECT COUNT(*) FROM thing"));
}

static void lost_server_is_busy_and_comes_back(void **state)
{
    World *world = *state;
    if (world->engine != POSTGRES)
        skip();
    Thing thing = whole_thing(world->arena, (Ids){ 0 });
    assert_int_equal(OK, db_begin_write(world->db));
    end_sessions(world);
    assert_int_equal(BUSY, db_insert(world->db, &thing_record, &thing));
    db_rollback(world->db);
    assert_int_equal(OK, db_begin_write(world->db));
    assert_int_equal(OK, db_insert(world->db, &thing_record, &thing));
    assert_int_equal(OK, db_commit(world->db));
    assert_int_equal(1, count_in(world, "SELECT COUNT(*) FROM thing"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_value_comes_back),
        TEST(what_is_absent_is_empty_and_stored_as_null),
        TEST(figure_of_nought_is_a_figure),
        TEST(values_are_written_as_a_bundle_has_them),
        TEST(equal_sets_of_ids_are_equal),
        TEST(words_and_records_are_found_by_name),
        TEST(row_that_is_not_there_is_not_found),
        TEST(insert_names_the_row_and_begins_at_revision_one),
        TEST(insert_is_one_row_of_history_with_who_and_when),
        TEST(update_tells_only_of_what_changed),
        TEST(links_are_part_of_the_history),
        TEST(update_that_changes_nothing_writes_nothing),
        TEST(update_of_what_is_no_longer_the_row_is_a_conflict),
        TEST(delete_keeps_all_of_the_row_in_the_history),
        TEST(delete_of_what_is_no_longer_the_row_is_a_conflict),
        TEST(row_that_others_refer_to_stays),
        TEST(key_that_is_taken_is_invalid_and_the_transaction_goes_on),
        TEST(update_to_a_key_that_is_taken_is_invalid),
        TEST(every_write_is_told_with_both_sides),
        TEST(secret_value_is_in_no_history),
        TEST(personal_value_stands_apart_as_a_salted_hash),
        TEST(every_personal_value_stands_apart),
        TEST(personal_value_can_be_erased_while_its_hash_stays),
        TEST(history_is_newest_first_and_comes_in_pages),
        TEST(field_is_known_as_it_was),
        TEST(who_changed_a_field_last_is_known),
        TEST(full_disk_is_broken_and_leaves_nothing),
        TEST(history_that_cannot_be_written_fails_the_write),
        TEST(lost_server_is_busy_and_comes_back),
    };
    return cmocka_run_group_tests(tests, world_begin, world_end);
}
