/* SPDX-License-Identifier: MPL-2.0 */
/* The rules of import-format that no single field can keep: within a row, and between rows. */
#include <string.h>

#include "bundle/bundle_import.h"

#include "base/banned.h"

/* ---- plan_objective.csv and plan.objectives are the same pairs ---- */

static bool ids_contain(const Ids *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i] == id)
            return true;
    return false;
}

/* Grows by doubling in an arena: the room is the next power of two. */
static void ids_add(Arena *arena, Ids *ids, int64_t id)
{
    if (ids_contain(ids, id))
        return;
    if ((ids->count & (ids->count - 1)) == 0) {
        int64_t *wider = arena_get_raw(arena, (ids->count == 0 ? 1 : ids->count * 2) * sizeof *wider);
        if (ids->count > 0)
            memcpy(wider, ids->at, ids->count * sizeof *wider);
        ids->at = wider;
    }
    ids->at[ids->count++] = id;
}

static ImportFile *plan_file(Import *import, const Record *plan)
{
    ImportFile *file = file_of_record(import, plan->name);
    if (file == NULL) {
        file = &import->files[import->file_count++];
        *file = (ImportFile){ .record = plan, .name = TEXT("plan.csv"), .key_column = -1 };
    }
    return file;
}

/* The pair must be among the objectives that plan.csv gives the plan. */
static void check_pair(Import *import, const ImportRow *row, const Field *objective, int64_t id,
                       const ImportRow *plan)
{
    const Field *objectives = record_field(plan->file->record, "objectives");
    void *draft = arena_get(import->scratch, plan->file->record->size);
    int column = column_of_field(plan->file, objectives);
    import->is_quiet = true;
    bool is_known = cell_read(import, plan, objectives, plan->line->cells[column].text, draft);
    import->is_quiet = false;
    if (is_known && !ids_contain(field_at(objectives, draft), id))
        field_error(import, row, objective, "is not among the objectives that plan.csv gives the plan");
}

static void add_pair(Import *import, const ImportRow *row)
{
    const Record *record = row->file->record;
    const Field *plan = record_field(record, "plan"), *objective = record_field(record, "objective");
    void *draft = arena_get(import->scratch, record->size);
    import->is_quiet = true;
    row_read(import, row, draft);
    import->is_quiet = false;
    int64_t plan_id = *(int64_t *)field_at(plan, draft),
            objective_id = *(int64_t *)field_at(objective, draft);
    if (plan_id == 0 || objective_id == 0)
        return;
    Name *name = name_by_id(names_of(&import->names, plan->refers), plan_id);
    ImportFile *file = plan_file(import, plan->refers);
    ImportRow *of = name->row;
    if (of == NULL) {
        of = file_add_row(import, file, NULL);
        of->id = plan_id;
        name->row = of;
    }
    if (of->line != NULL && column_of_field(file, record_field(plan->refers, "objectives")) >= 0)
        check_pair(import, row, objective, objective_id, of);
    else
        ids_add(import->arena, &of->added, objective_id);
}

Err plan_objectives_add(Import *import)
{
    ImportFile *file = file_of_record(import, "plan_objective");
    for (size_t i = 0; file != NULL && i < file->count; i++) {
        arena_reset(import->scratch);
        add_pair(import, file->rows[i]);
    }
    return OK;
}

/* ---- within a row ---- */

/* Whether the named field has a value, or an error that says enough. */
static bool is_given(const Import *import, const ImportRow *row, const char *field_name, const void *after)
{
    const Field *field = record_field(row->file->record, field_name);
    return field != NULL && (field_is_faulty(import, field) || !field_is_none(field, after));
}

static bool is_faulty(const Import *import, const ImportRow *row, const char *field_name)
{
    return field_is_faulty(import, record_field(row->file->record, field_name));
}

static void row_error(Import *import, const ImportRow *row, const char *field_name, const char *reason)
{
    int column = column_of_field(row->file, record_field(row->file->record, field_name));
    import_error(import, row->file->name, row->line == NULL ? 0 : row->line->line, column + 1, "%s", reason);
}

static void objective_rules(Import *import, const ImportRow *row, const void *after)
{
    bool has_policy = is_given(import, row, "policy", after);
    bool has_agreement = is_given(import, row, "budget_agreement", after);
    if (has_policy == has_agreement && !is_faulty(import, row, "policy") &&
        !is_faulty(import, row, "budget_agreement"))
        row_error(import, row, "policy", "an objective has exactly one of policy and budget_agreement");
}

static void measurement_rules(Import *import, const ImportRow *row, const void *after)
{
    bool has_value = is_given(import, row, "value", after);
    bool has_numerator = is_given(import, row, "numerator", after);
    bool has_denominator = is_given(import, row, "denominator", after);
    if (has_value == has_numerator || has_numerator != has_denominator)
        row_error(import, row, "value", "a measurement has either value or both numerator and denominator");
    const Figure *numerator = field_at(record_field(row->file->record, "numerator"), after);
    const Figure *denominator = field_at(record_field(row->file->record, "denominator"), after);
    if (!figure_is_none(*numerator) && numerator->millionths < 0)
        row_error(import, row, "numerator", "numerator: a count is not below 0");
    if (!figure_is_none(*denominator) && denominator->millionths <= 0)
        row_error(import, row, "denominator", "denominator: must be above 0");
}

/* The first day that a day or a period says, or the last. */
static Day day_of_field(const Field *field, const void *after, bool is_last)
{
    if (field->kind == KIND_DAY)
        return *(const Day *)field_at(field, after);
    const Period *period = field_at(field, after);
    return is_last ? period->to : period->from;
}

static void order_rule(Import *import, const ImportRow *row, const char *first_name, const char *last_name,
                       const void *after)
{
    const Field *first = record_field(row->file->record, first_name);
    const Field *last = record_field(row->file->record, last_name);
    if (first == NULL || last == NULL || field_is_none(first, after) || field_is_none(last, after) ||
        field_is_faulty(import, first) || field_is_faulty(import, last))
        return;
    if (day_compare(day_of_field(first, after, false), day_of_field(last, after, true)) > 0)
        field_error(import, row, last, "lies before %s", first_name);
}

void row_rules(Import *import, const ImportRow *row, const void *after)
{
    const char *record = row->file->record->name;
    if (row->line == NULL)
        return;
    if (strcmp(record, "objective") == 0)
        objective_rules(import, row, after);
    if (strcmp(record, "measurement") == 0)
        measurement_rules(import, row, after);
    order_rule(import, row, "valid_from", "valid_to", after);
    order_rule(import, row, "starts_on", "ends_on", after);
    order_rule(import, row, "starts_on", "due_on", after);
}

/* ---- between rows ---- */

static Text full_key(Import *import, const ImportRow *row)
{
    return text_format(import->scratch, "%s:%s", text_at(row->origin), text_at(row->key));
}

/* Every key of FILE that OTHER has too; where both are in files, the error is given with the persons alone.
 */
static void check_keys_apart(Import *import, const ImportFile *file, const char *other, bool is_reported_once)
{
    const RecordNames *names = names_of_record(&import->names, other);
    for (size_t i = 0; file != NULL && names != NULL && i < file->count; i++) {
        const ImportRow *row = file->rows[i];
        const Name *name = row->id == 0 ? NULL : name_by_text(names, full_key(import, row));
        if (name != NULL && !(is_reported_once && name->row != NULL))
            import_error(import, file->name, row->line->line, file->key_column + 1,
                         "key: '%s' is the key of a %s too", text_at(row->key), other);
    }
}

/* Notes the row's mail address under its id; an error if another row has it. */
static Err check_email(Import *import, BundleNames *all, RecordNames *emails, const Name *name)
{
    void *before, *after;
    const Field *field = record_field(emails->record, "email");
    ImportRow *row = name->row, other = { .file = file_of_record(import, "person"), .id = name->id };
    arena_reset(import->scratch);
    import->is_quiet = true;
    Err err = row_before_and_after(import, row != NULL ? row : &other, &before, &after);
    import->is_quiet = false;
    TRY(err);
    Text email = *(const Text *)field_at(field, after);
    if (text_is_empty(email))
        return OK;
    if (name_by_text(emails, email) == NULL)
        name_add(all, emails, name->id, text_copy(import->arena, email.at, email.length));
    else if (row != NULL)
        field_error(import, row, field, "another person has '%s'", text_at(email));
    return OK;
}

/* Mail addresses are unique. Rows that are in no file come first, so that the error stands with the one in
 * the file. */
static Err check_emails(Import *import)
{
    const ImportFile *file = file_of_record(import, "person");
    const Field *field = file == NULL ? NULL : record_field(file->record, "email");
    if (field == NULL || column_of_field(file, field) < 0)
        return OK;
    const RecordNames *persons = names_of(&import->names, file->record);
    BundleNames all = { .arena = import->arena };
    RecordNames emails = { .record = file->record };
    for (int is_in_file = 0; is_in_file < 2; is_in_file++)
        for (size_t i = 0; i < persons->count; i++)
            if ((persons->at[i]->row != NULL) == is_in_file)
                TRY(check_email(import, &all, &emails, persons->at[i]));
    return OK;
}

/* The row above, by the file where a row is in one, otherwise by the database. */
static Err find_parent(Import *import, const ImportFile *file, const Field *field, const Name *name,
                       int64_t *ret_id)
{
    void *before, *after;
    ImportRow none = { .file = (ImportFile *)(uintptr_t)file, .id = name->id };
    arena_reset(import->scratch);
    import->is_quiet = true;
    Err err = row_before_and_after(import, name->row != NULL ? name->row : &none, &before, &after);
    import->is_quiet = false;
    TRY(err);
    *ret_id = *(int64_t *)field_at(field, after);
    return OK;
}

/* Goes up from ROW until there is nothing above or a row that walk FIRST_WALK or a later one has come by. */
static Err walk_up(Import *import, const Field *field, ImportRow *row, int first_walk, int walk)
{
    const RecordNames *names = names_of(&import->names, row->file->record);
    int64_t id = row->id;
    for (size_t steps = 0; id != 0 && steps <= names->count; steps++) {
        const Name *name = name_by_id(names, id);
        ImportRow *at = name->row;
        if (at != NULL && at->walk == walk)
            field_error(import, at, field, "leads back to the row itself");
        if (at != NULL && at->walk >= first_walk)
            return OK;
        if (at != NULL)
            at->walk = walk;
        TRY(find_parent(import, row->file, field, name, &id));
    }
    return OK;
}

static Err check_circles(Import *import, ImportFile *file, int *walk)
{
    for (const Field *field = file->record->fields; field->name != NULL; field++) {
        int first_walk = *walk + 1;
        if (field->kind != KIND_INTEGER || field->refers != file->record || column_of_field(file, field) < 0)
            continue;
        for (size_t i = 0; i < file->count; i++)
            if (file->rows[i]->id != 0)
                TRY(walk_up(import, field, file->rows[i], first_walk, ++*walk));
    }
    return OK;
}

Err import_rules(Import *import)
{
    int walk = 0;
    check_keys_apart(import, file_of_record(import, "person"), "unit", false);
    check_keys_apart(import, file_of_record(import, "unit"), "person", true);
    TRY(check_emails(import));
    for (size_t i = 0; i < import->file_count; i++)
        TRY(check_circles(import, &import->files[i], &walk));
    return OK;
}
