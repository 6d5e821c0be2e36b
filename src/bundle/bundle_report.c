/* SPDX-License-Identifier: MPL-2.0 */
/* The report of an import: what it says when something is wrong, the names that were probably meant, and its print. */
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle_import.h"

#include "base/banned.h"

enum { LONGEST_SHOWN = 60 };

void *array_with_room(Arena *arena, void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room == 0 ? 16 : *room * 2;
    void *wider = arena_get_raw(arena, *room * size);
    if (count > 0)
        memcpy(wider, array, count * size);
    return wider;
}

void add_error(Import *import, Text file, int line, int column, Text reason)
{
    BundleReport *report = import->report;
    if (report->error_count == BUNDLE_MOST_ERRORS) {
        report->errors_left_out++;
        return;
    }
    report->errors = array_with_room(import->report_arena, report->errors, report->error_count,
                                     &import->error_room, sizeof(BundleError));
    report->errors[report->error_count++] = (BundleError){
        .file = text_copy(import->report_arena, text_at(file), file.length),
        .line = line,
        .column = column,
        .reason = reason,
    };
}

void import_error(Import *import, Text file, int line, int column, const char *format, ...)
{
    va_list arguments;
    if (import->is_quiet)
        return;
    va_start(arguments, format);
    add_error(import, file, line, column, text_format_list(import->report_arena, format, arguments));
    va_end(arguments);
}

void field_error(Import *import, const ImportRow *row, const Field *field, const char *format, ...)
{
    va_list arguments;
    if (import->is_quiet)
        return;
    if (import->faulty_count < sizeof import->faulty / sizeof *import->faulty)
        import->faulty[import->faulty_count++] = field;
    va_start(arguments, format);
    Text reason = text_format_list(import->scratch, format, arguments);
    va_end(arguments);
    int column = column_of_field(row->file, field);
    int line = row->line == NULL ? 0 : column < 0 ? row->line->line : row->line->cells[column].line;
    add_error(import, row->file->name, line, column + 1,
              text_format(import->report_arena, "%s: %s", field->name, text_at(reason)));
}

bool field_is_faulty(const Import *import, const Field *field)
{
    for (size_t i = 0; i < import->faulty_count; i++)
        if (import->faulty[i] == field)
            return true;
    return false;
}

static int compare_errors(const void *a, const void *b)
{
    const BundleError *x = a, *y = b;
    int order = text_compare(x->file, y->file);
    if (order == 0)
        order = x->line - y->line;
    if (order == 0)
        order = x->column - y->column;
    return order != 0 ? order : text_compare(x->reason, y->reason);
}

void errors_sort(BundleReport *report)
{
    if (report->error_count > 0)
        qsort(report->errors, report->error_count, sizeof *report->errors, compare_errors);
}

Text text_shown(Arena *arena, Text text)
{
    if (text.length <= LONGEST_SHOWN)
        return text;
    size_t length = LONGEST_SHOWN;
    while (length > 0 && ((unsigned char)text.at[length] & 0xC0) == 0x80)
        length--;
    return text_format(arena, "%.*s…", (int)length, text.at);
}

/* ---- names that are nearly right ---- */

static size_t least(size_t a, size_t b, size_t c)
{
    size_t least_of_two = a < b ? a : b;
    return least_of_two < c ? least_of_two : c;
}

/* Insertions, deletions and replacements of bytes between two texts; longer ones count by their first 63. */
static size_t edit_distance(Text a, const char *b)
{
    size_t row[64], width = strnlen(b, 63), height = a.length < 63 ? a.length : 63;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; i <= height; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a.at[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[width];
}

static void keep_nearer(Text text, const char *candidate, const char **nearest)
{
    if (*nearest == NULL || edit_distance(text, candidate) < edit_distance(text, *nearest))
        *nearest = candidate;
}

const char *nearest_record(Text text)
{
    const char *nearest = NULL;
    for (size_t i = 0; all_records[i] != NULL; i++)
        if (bundle_has_record(all_records[i]))
            keep_nearer(text, all_records[i]->name, &nearest);
    return nearest;
}

const char *nearest_column(const Record *record, Text text)
{
    const char *nearest = record->identity == NULL ? "key" : NULL;
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (bundle_has_field(field))
            keep_nearer(text, field->name, &nearest);
    return nearest;
}

/* ---- printing ---- */

static void print_errors(const BundleReport *report, FILE *out)
{
    for (size_t i = 0; i < report->error_count; i++) {
        const BundleError *error = &report->errors[i];
        fputs(text_at(error->file), out);
        if (error->line > 0)
            fprintf(out, ":%d", error->line);
        if (error->column > 0)
            fprintf(out, ":%d", error->column);
        fprintf(out, ": %s\n", text_at(error->reason));
    }
    if (report->errors_left_out > 0)
        fprintf(out, "and %zu more errors\n", report->errors_left_out);
    size_t count = report->error_count + report->errors_left_out;
    fprintf(out, count == 1 ? "1 error; nothing is imported\n" : "%zu errors; nothing is imported\n", count);
}

/* A value on one line. */
static void print_value(Text value, FILE *out)
{
    for (size_t i = 0; i < value.length; i++)
        fputc(value.at[i] == '\n' ? ' ' : value.at[i], out);
}

static void print_changes(const BundleReport *report, FILE *out)
{
    for (size_t i = 0; i < report->change_count; i++) {
        const BundleChange *change = &report->changes[i];
        fputs(text_at(change->file), out);
        if (change->line > 0)
            fprintf(out, ":%d", change->line);
        fprintf(out, ": %s", text_at(change->key));
        if (change->field == NULL) {
            fputs(" is created\n", out);
            continue;
        }
        fprintf(out, ": %s: ", change->field->name);
        print_value(change->before, out);
        fputs(" -> ", out);
        print_value(change->after, out);
        fputs("\n", out);
    }
    if (report->changes_left_out > 0)
        fprintf(out, "and %zu more changes\n", report->changes_left_out);
}

static void print_count(const BundleCount *count, bool is_dry_run, FILE *out)
{
    fprintf(out, "%s: %s%zu created, %zu changed, %zu unchanged\n", text_at(count->file),
            is_dry_run ? "would be " : "", count->created, count->changed, count->unchanged);
}

void bundle_report_print(const BundleReport *report, FILE *out)
{
    BundleCount all = { .file = TEXT("in all") };
    if (report->error_count > 0) {
        print_errors(report, out);
        return;
    }
    print_changes(report, out);
    for (size_t i = 0; i < report->count_count; i++) {
        const BundleCount *count = &report->counts[i];
        print_count(count, report->is_dry_run, out);
        all.created += count->created;
        all.changed += count->changed;
        all.unchanged += count->unchanged;
    }
    print_count(&all, report->is_dry_run, out);
}
