/* SPDX-License-Identifier: MPL-2.0 */
/* CSV and zip: what is read, what is refused and where, and that what is written is read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "table/csv.h"
#include "table/zip.h"

#include "base/banned.h"

static int set_up(void **state)
{
    *state = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static CsvTable table_of(void **state, Text bytes)
{
    CsvTable table;
    csv_read(*state, bytes, &table);
    return table;
}

static const char *cell(const CsvTable *table, size_t row, size_t column)
{
    assert_true(row < table->count && column < table->columns);
    return text_at(table->rows[row].cells[column].text);
}

static void assert_fault(const CsvTable *table, int line, int column, const char *part)
{
    assert_int_equal(1, table->fault_count);
    assert_int_equal(line, table->faults[0].line);
    assert_int_equal(column, table->faults[0].column);
    assert_non_null(strstr(table->faults[0].reason, part));
}

/* ---- CSV ---- */

static void csv_reads_quotes_and_line_breaks(void **state)
{
    CsvTable table = table_of(state, TEXT("a;b\r\n\"one \"\"1\"\"\r\ntwo; three\";x\r\n;\"\"\n\ny;\"z\""));
    assert_int_equal(0, table.fault_count);
    assert_int_equal(3, table.count);
    assert_string_equal("one \"1\"\ntwo; three", cell(&table, 1, 0));
    assert_string_equal("x", cell(&table, 1, 1));
    assert_string_equal("z", cell(&table, 2, 1));
    assert_int_equal(2, table.rows[1].line);
    assert_int_equal(3, table.rows[1].cells[1].line);
    assert_int_equal(6, table.rows[2].line);
}

static void csv_takes_the_separator_of_the_header(void **state)
{
    CsvTable commas = table_of(state, TEXT("\xEF\xBB\xBF\"a;1\",b,c\n1;5,2,3\n"));
    assert_int_equal(3, commas.columns);
    assert_string_equal("a;1", cell(&commas, 0, 0));
    assert_string_equal("1;5", cell(&commas, 1, 0));
    CsvTable alone = table_of(state, TEXT("a\n1,5\n"));
    assert_string_equal("1,5", cell(&alone, 1, 0));
}

static void csv_reads_cp1252(void **state)
{
    CsvTable table = table_of(state, TEXT("navn;pris\n\xC6r\xF8 \x96 \xE5;5 \x80\n"));
    assert_int_equal(0, table.fault_count);
    assert_string_equal("Ærø – å", cell(&table, 1, 0));
    assert_string_equal("5 €", cell(&table, 1, 1));
    CsvTable neither = table_of(state, TEXT("a\nb\n\xE5\x81\n"));
    assert_fault(&neither, 3, 0, "neither UTF-8 nor CP1252");
}

static void csv_tells_where_a_fault_is(void **state)
{
    CsvTable open = table_of(state, TEXT("a;b\n1;2\n3;\"four\nfive\n"));
    assert_fault(&open, 3, 2, "never closed");
    CsvTable after = table_of(state, TEXT("a;b\n1;\"2\" x\n3;4\n"));
    assert_fault(&after, 2, 2, "after the closing quote");
    assert_int_equal(3, after.count);
    CsvTable inside = table_of(state, TEXT("a;b\n1 \"x\";2\n"));
    assert_fault(&inside, 2, 1, "quote inside");
    CsvTable wide = table_of(state, TEXT("a;b\n1;2;;\n1;2;3\n"));
    assert_fault(&wide, 3, 3, "more cells");
    CsvTable narrow = table_of(state, TEXT("a;b;c\n1;2\n"));
    assert_fault(&narrow, 2, 2, "fewer cells");
}

static void csv_has_limits(void **state)
{
    Buffer wide;
    buffer_init(&wide, 1 << 22);
    for (int i = 0; i < 300; i++)
        buffer_add_string(&wide, "x;");
    CsvTable table = table_of(state, buffer_text(&wide));
    assert_fault(&table, 1, 201, "more than 200 cells");
    buffer_clear(&wide);
    buffer_add_string(&wide, "a\n");
    for (int i = 0; i <= CSV_LONGEST_CELL; i++)
        buffer_add_string(&wide, "x");
    table = table_of(state, buffer_text(&wide));
    assert_fault(&table, 2, 1, "1 MiB");
    buffer_done(&wide);
}

static void csv_of_nothing_has_no_rows(void **state)
{
    CsvTable table = table_of(state, (Text){ 0 });
    assert_int_equal(0, table.count);
    table = table_of(state, TEXT("\n;;\r\n\n"));
    assert_int_equal(0, table.count);
}

static void csv_reads_what_it_writes(void **state)
{
    static const char *const cells[] = { "plain", "semi;colon", "\"quoted\"", "line\nbreak", "", "a,b" };
    Buffer out;
    buffer_init(&out, 1000);
    for (size_t row = 0; row < 2; row++) {
        for (size_t i = 0; i < 6; i++)
            csv_write_cell(&out, i, text_of(row == 0 ? "name" : cells[i]));
        csv_end_row(&out);
    }
    assert_string_equal("name;name;name;name;name;name\n"
                        "plain;\"semi;colon\";\"\"\"quoted\"\"\";\"line\nbreak\";;a,b\n",
                        out.at);
    CsvTable table = table_of(state, buffer_text(&out));
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(cells[i], cell(&table, 1, i));
    buffer_done(&out);
}

/* ---- zip ---- */

/* A zip of the named files, each with the same content, stored or packed. */
static Text zip_of(void **state, const char *const *names, size_t count, Text content)
{
    ZipFiles files = { arena_array(*state, ZipFile, count), count };
    Buffer out;
    for (size_t i = 0; i < count; i++)
        files.at[i] = (ZipFile){ text_of(names[i]), content };
    buffer_init(&out, 1 << 24);
    assert_int_equal(OK, zip_pack(&files, &out));
    Text zip = text_copy(*state, out.at, out.length);
    buffer_done(&out);
    return zip;
}

static void assert_refused(void **state, Text zip, const char *part)
{
    ZipFiles files;
    const char *reason = NULL;
    assert_int_equal(INVALID, zip_unpack(*state, zip, &files, &reason));
    assert_non_null(strstr(reason, part));
}

static void zip_gives_back_what_was_packed(void **state)
{
    static const char *const names[] = { "unit.csv", "goal.csv" };
    ZipFiles files;
    const char *reason;
    Text zip = zip_of(state, names, 2, TEXT("key;name\na;Ærø\n"));
    assert_int_equal(OK, zip_unpack(*state, zip, &files, &reason));
    assert_int_equal(2, files.count);
    assert_string_equal("goal.csv", files.at[0].name.at);
    assert_string_equal("key;name\na;Ærø\n", files.at[1].bytes.at);
    assert_true(text_equal(zip, zip_of(state, names, 2, TEXT("key;name\na;Ærø\n"))));
}

static void zip_may_have_one_folder_around_all(void **state)
{
    static const char *const one[] = { "data/a.csv", "data/b.csv", "__MACOSX/data/._a.csv",
                                       "data/.DS_Store" };
    static const char *const two[] = { "data/a.csv", "other/b.csv" };
    static const char *const deep[] = { "data/more/a.csv" };
    static const char *const mixed[] = { "a.csv", "data/b.csv" };
    ZipFiles files;
    const char *reason;
    assert_int_equal(OK, zip_unpack(*state, zip_of(state, one, 4, TEXT("x")), &files, &reason));
    assert_int_equal(2, files.count);
    assert_string_equal("a.csv", files.at[0].name.at);
    assert_refused(state, zip_of(state, two, 2, TEXT("x")), "folders");
    assert_refused(state, zip_of(state, deep, 1, TEXT("x")), "folders");
    assert_refused(state, zip_of(state, mixed, 2, TEXT("x")), "folders");
}

static void zip_refuses_paths_that_lead_outside(void **state)
{
    static const char *const paths[] = { "../a.csv", "/etc/a.csv", "data/../../a.csv", "C:a.csv",
                                         "..\\a.csv" };
    for (size_t i = 0; i < 5; i++)
        assert_refused(state, zip_of(state, &paths[i], 1, TEXT("x")), "outside");
}

static void zip_has_limits(void **state)
{
    const char *names[ZIP_MOST_FILES + 1];
    for (int i = 0; i <= ZIP_MOST_FILES; i++)
        names[i] = text_format(*state, "%d.csv", i).at;
    assert_refused(state, zip_of(state, names, ZIP_MOST_FILES + 1, TEXT("x")), "more than 200 files");
    Text zeros = { arena_get(*state, 1 << 20), 1 << 20 };
    assert_refused(state, zip_of(state, names, 1, zeros), "200 to 1");
    Text huge = { arena_get(*state, ZIP_MOST_BYTES + 1), ZIP_MOST_BYTES + 1 };
    assert_refused(state, zip_of(state, names, 1, huge), "200 MB");
}

static void zip_refuses_what_is_damaged_or_no_zip(void **state)
{
    static const char *const name = "unit.csv";
    Text zip = zip_of(state, &name, 1, TEXT("key;name\nabc;def\n"));
    ((char *)(uintptr_t)zip.at)[40] ^= 0x55; /* inside the packed bytes */
    assert_refused(state, zip, "damaged");
    assert_refused(state, TEXT("key;name\n"), "not a zip");
    ZipFiles files;
    const char *reason = NULL;
    assert_int_equal(INVALID, zip_unpack_file(*state, "no such file", &files, &reason));
    assert_non_null(strstr(reason, "not a zip"));
}

static void zip_that_does_not_fit_is_broken(void **state)
{
    ZipFile file = { TEXT("unit.csv"), TEXT("key\n") };
    ZipFiles files = { &file, 1 };
    Buffer out;
    (void)state;
    buffer_init(&out, 20);
    assert_int_equal(BROKEN, zip_pack(&files, &out));
    buffer_done(&out);
}

#define TABLE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(csv_reads_quotes_and_line_breaks),
        TABLE_TEST(csv_takes_the_separator_of_the_header),
        TABLE_TEST(csv_reads_cp1252),
        TABLE_TEST(csv_tells_where_a_fault_is),
        TABLE_TEST(csv_has_limits),
        TABLE_TEST(csv_of_nothing_has_no_rows),
        TABLE_TEST(csv_reads_what_it_writes),
        TABLE_TEST(zip_gives_back_what_was_packed),
        TABLE_TEST(zip_may_have_one_folder_around_all),
        TABLE_TEST(zip_refuses_paths_that_lead_outside),
        TABLE_TEST(zip_has_limits),
        TABLE_TEST(zip_refuses_what_is_damaged_or_no_zip),
        TABLE_TEST(zip_that_does_not_fit_is_broken),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
