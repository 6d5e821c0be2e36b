/* SPDX-License-Identifier: MPL-2.0 */
#include "bundle/bundle.h"

#include <string.h>

#include "base/banned.h"

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
    fprintf(out, "%zu errors; nothing is imported\n", report->error_count + report->errors_left_out);
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
