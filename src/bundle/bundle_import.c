/* SPDX-License-Identifier: MPL-2.0 */
/* An import in steps: open the files, collect their keys, check every row, then write each once. Rows that do
 * not exist yet have negative ids until they are written, so that references resolve before anything is in
 * the database. */
#include "bundle/bundle_import.h"

#include <string.h>

#include "base/banned.h"

enum {
    DEEPEST = 200, /* references followed before a row is written without the optional ones */
    MOST_MEMORY = 800 * 1000 * 1000,
    MOST_LISTED_MEMORY = 100 * 1000 * 1000, /* for the changes of a dry run */
};

/* What every struct of a record begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

/* ---- files and columns ---- */

ImportFile *file_of_record(const Import *import, const char *record)
{
    for (size_t i = 0; i < import->file_count; i++)
        if (strcmp(import->files[i].record->name, record) == 0)
            return &import->files[i];
    return NULL;
}

int column_of_field(const ImportFile *file, const Field *field)
{
    for (size_t i = 0; i < file->table.columns; i++)
        if (file->fields[i] == field)
            return (int)i;
    return -1;
}

ImportRow *file_add_row(Import *import, ImportFile *file, const CsvRow *line)
{
    ImportRow *row = arena_get(import->arena, sizeof *row);
    file->rows = array_with_room(import->arena, file->rows, file->count, &file->room, sizeof(ImportRow *));
    file->rows[file->count++] = row;
    row->file = file;
    row->line = line;
    return row;
}

/* The field of a column name, or the key, or an error. */
static void match_column(Import *import, ImportFile *file, size_t column)
{
    const CsvCell *cell = &file->table.rows[0].cells[column];
    Text name = text_trimmed(import->arena, cell->text);
    const Field *field = record_field(file->record, text_at(name));
    bool is_key = file->record->identity == NULL && text_is(name, "key");
    const char *shown = text_at(text_shown(import->arena, name));
    if (is_key ? file->key_column >= 0 : field != NULL && column_of_field(file, field) >= 0)
        import_error(import, file->name, cell->line, (int)column + 1, "the column '%s' is there twice",
                     shown);
    else if (is_key)
        file->key_column = (int)column;
    else if (field != NULL && bundle_has_field(field))
        file->fields[column] = field;
    else
        import_error(import, file->name, cell->line, (int)column + 1,
                     "there is no column '%s'; the nearest is '%s'", shown,
                     nearest_column(file->record, name));
}

/* An arena ends the program when it is full, so that a bundle that would fill it is refused before. COMING is
 * how much more is needed. */
static bool has_memory(Import *import, Text file, size_t coming)
{
    if (arena_used(import->arena) + coming < MOST_MEMORY)
        return true;
    import_error(import, file, 0, 0, "the bundle is too large to be imported at once");
    return false;
}

/* What reading a file takes at most: its text, of which CP1252 may become three times as long, and its cells.
 */
static size_t memory_of_table(Text bytes)
{
    size_t cells = bytes.length < CSV_MOST_CELLS ? bytes.length : CSV_MOST_CELLS;
    return bytes.length * (text_is_utf8(bytes) ? 1 : 3) + cells * sizeof(CsvCell) * 3 / 2;
}

static void open_file(Import *import, ImportFile *file, const Record *record, const ZipFile *from)
{
    *file = (ImportFile){ .record = record, .key_column = -1 };
    file->name = text_copy(import->arena, from->name.at, from->name.length);
    if (!has_memory(import, file->name, memory_of_table(from->bytes)))
        return;
    csv_read(import->arena, from->bytes, &file->table);
    for (size_t i = 0; i < file->table.fault_count; i++) {
        const CsvFault *fault = &file->table.faults[i];
        import_error(import, file->name, fault->line, fault->column, "%s", fault->reason);
    }
    if (file->table.count == 0) {
        import_error(import, file->name, 1, 0, "the file has no column names");
        return;
    }
    file->fields = arena_array(import->arena, const Field *, file->table.columns);
    for (size_t i = 0; i < file->table.columns; i++)
        match_column(import, file, i);
    for (size_t i = 1; i < file->table.count && has_memory(import, file->name, 0); i++)
        file_add_row(import, file, &file->table.rows[i]);
}

static const ZipFile *file_named(const ZipFiles *files, const char *record)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].name.length == strlen(record) + 4 && text_starts_with(files->at[i].name, record))
            return &files->at[i];
    return NULL;
}

static void refuse_unknown_files(Import *import, const ZipFiles *files)
{
    for (size_t i = 0; i < files->count; i++) {
        Text name = files->at[i].name;
        Text stem = text_copy(import->arena, name.at, name.length - 4);
        const Record *record = record_by_name(stem);
        if (record == NULL || !bundle_has_record(record))
            import_error(import, name, 0, 0, "there is no such file in a bundle; the nearest is '%s.csv'",
                         nearest_record(stem));
    }
}

static Err read_files(Import *import, const BundleOptions *options, Arena *arena, ZipFiles *ret_files)
{
    Text reason;
    Err err = options->path != NULL ? bundle_files_read(arena, options->path, ret_files, &reason)
                                    : bundle_zip_read(arena, options->zip, ret_files, &reason);
    if (err == INVALID)
        import_error(import, options->path == NULL ? TEXT("zip") : text_of(options->path), 0, 0, "%s",
                     text_at(reason));
    return err;
}

static void open_files(Import *import, const ZipFiles *files)
{
    refuse_unknown_files(import, files);
    import->files = arena_array(import->arena, ImportFile, import->names.count);
    for (size_t i = 0; all_records[i] != NULL; i++) {
        const ZipFile *file = file_named(files, all_records[i]->name);
        if (file != NULL && bundle_has_record(all_records[i]))
            open_file(import, &import->files[import->file_count++], all_records[i], file);
    }
}

/* The bytes of the files are needed no longer than until their cells are read. */
static Err read_and_open_files(Import *import, const BundleOptions *options)
{
    Arena *arena = arena_new();
    ZipFiles files;
    Err err = read_files(import, options, arena, &files);
    if (err == OK)
        open_files(import, &files);
    arena_free(arena);
    return err;
}

/* ---- keys ---- */

/* A name for a row that will be created. */
static Name *name_new_row(Import *import, RecordNames *names, ImportRow *row, Text text)
{
    import->creates = array_with_room(import->arena, import->creates, (size_t)import->created,
                                      &import->create_room, sizeof(ImportRow *));
    import->creates[import->created++] = row;
    return name_add(&import->names, names, -import->created, text_copy(import->arena, text.at, text.length));
}

/* Ties a row to its name. False if another row of the file has it. */
static bool claim_name(Import *import, ImportRow *row, Text text, int *ret_other_line)
{
    RecordNames *names = names_of(&import->names, row->file->record);
    Name *name = name_by_text(names, text);
    if (name == NULL)
        name = name_new_row(import, names, row, text);
    row->id = name->id;
    if (name->row != NULL) {
        *ret_other_line = ((ImportRow *)name->row)->line->line;
        return false;
    }
    name->row = row;
    return true;
}

static void collect_key(Import *import, ImportRow *row)
{
    const CsvCell *cell = &row->line->cells[row->file->key_column];
    int column = row->file->key_column + 1, other;
    const char *reason;
    Text origin, key;
    if (!key_read(import, text_trimmed(import->scratch, cell->text), &origin, &key, &reason)) {
        import_error(import, row->file->name, cell->line, column, "key: %s", reason);
        return;
    }
    row->origin = text_copy(import->arena, text_at(origin), origin.length);
    row->key = text_copy(import->arena, text_at(key), key.length);
    if (!claim_name(import, row, text_format(import->scratch, "%s:%s", text_at(origin), text_at(key)),
                    &other))
        import_error(import, row->file->name, cell->line, column, "key: '%s' stands in line %d too",
                     text_at(key), other);
}

static void collect_keys(Import *import, ImportFile *file)
{
    if (file->table.count == 0 || file->record->identity != NULL)
        return;
    if (file->key_column < 0)
        import_error(import, file->name, 1, 0, "the column 'key' is missing");
    for (size_t i = 0; i < file->count && file->key_column >= 0 && has_memory(import, file->name, 0); i++) {
        arena_reset(import->scratch);
        collect_key(import, file->rows[i]);
    }
}

/* Finds which row a line without a key is about; its errors come later. */
static void collect_identity(Import *import, ImportRow *row)
{
    const Record *record = row->file->record;
    void *draft = arena_get(import->scratch, record->size);
    int other;
    import->is_quiet = true;
    row_read(import, row, draft);
    import->is_quiet = false;
    for (size_t i = 0; record->identity[i] != NULL; i++)
        if (field_is_none(record_field(record, record->identity[i]), draft))
            return;
    row->origin = import->origin;
    if (!claim_name(import, row, identity_text(import->scratch, record, draft), &other))
        import_error(import, row->file->name, row->line->line, 1, "the same row stands in line %d too",
                     other);
}

/* ---- checking ---- */

Err row_before_and_after(Import *import, const ImportRow *row, void **ret_before, void **ret_after)
{
    const Record *record = row->file->record;
    Head *before = arena_get(import->scratch, record->size),
         *after = arena_get(import->scratch, record->size);
    if (row->id > 0)
        TRY(record_load(import->db, record, row->id, before));
    memcpy(after, before, record->size);
    if (row->id <= 0) {
        after->origin = row->origin;
        after->key = row->key;
    }
    row_read(import, row, after);
    *ret_before = before;
    *ret_after = after;
    return OK;
}

/* What a report calls a row. */
static Text row_title(Import *import, const ImportRow *row, const void *after)
{
    const Record *record = row->file->record;
    Text title = { "", 0 };
    if (record->identity == NULL)
        return name_written(import->report_arena, name_by_id(names_of(&import->names, record), row->id)->text,
                            import->origin);
    for (size_t i = 0; record->identity[i] != NULL; i++) {
        const Field *field = record_field(record, record->identity[i]);
        Text part = bundle_cell_text(import->scratch, &import->names, import->origin, field, after);
        title = text_format(import->report_arena, "%s%s%s", text_at(title), i == 0 ? "" : " ", text_at(part));
    }
    return title;
}

static Text value_kept(Import *import, const Field *field, const void *row)
{
    Text text = bundle_cell_text(import->scratch, &import->names, import->origin, field, row);
    import->listed_memory += text.length;
    return text_copy(import->report_arena, text_at(text), text.length);
}

static void add_change(Import *import, const ImportRow *row, const Field *field, const void *before,
                       const void *after)
{
    BundleReport *report = import->report;
    if (!report->is_dry_run || report->error_count > 0)
        return;
    if (report->change_count == BUNDLE_MOST_CHANGES || import->listed_memory > MOST_LISTED_MEMORY) {
        report->changes_left_out++;
        return;
    }
    report->changes = array_with_room(import->report_arena, report->changes, report->change_count,
                                      &import->change_room, sizeof(BundleChange));
    BundleChange *change = &report->changes[report->change_count++];
    *change = (BundleChange){
        .file = text_copy(import->report_arena, row->file->name.at, row->file->name.length),
        .line = row->line == NULL ? 0 : row->line->line,
        .key = row_title(import, row, after),
        .field = field,
    };
    if (field != NULL) {
        change->before = value_kept(import, field, before);
        change->after = value_kept(import, field, after);
    }
}

/* Notes whether the row is created, changed or left alone. */
static void weigh_row(Import *import, ImportRow *row, const void *before, const void *after)
{
    ImportFile *file = row->file;
    if (row->id < 0) {
        row->state = ROW_WAITS;
        file->counts.created++;
        add_change(import, row, NULL, before, after);
        return;
    }
    for (const Field *field = file->record->fields; field->name != NULL; field++) {
        if (field_equal(field, before, after))
            continue;
        row->state = ROW_WAITS;
        add_change(import, row, field, before, after);
    }
    if (row->state == ROW_WAITS)
        file->counts.changed++;
    else if (row->line != NULL)
        file->counts.unchanged++;
}

static Err check_row(Import *import, ImportRow *row)
{
    void *before, *after;
    arena_reset(import->scratch);
    import->faulty_count = 0;
    if (row->file->record->identity != NULL)
        collect_identity(import, row);
    TRY(row_before_and_after(import, row, &before, &after));
    row_rules(import, row, after);
    if (row->id != 0)
        weigh_row(import, row, before, after);
    return OK;
}

static bool is_in_identity(const Record *record, const Field *field)
{
    for (size_t i = 0; record->identity != NULL && record->identity[i] != NULL; i++)
        if (strcmp(record->identity[i], field->name) == 0)
            return true;
    return false;
}

/* A column that must be filled may be missing only where every row is there already. */
static void check_columns(Import *import, const ImportFile *file)
{
    bool has_new_rows = false;
    for (size_t i = 0; i < file->count; i++)
        has_new_rows |= file->rows[i]->id <= 0;
    for (const Field *field = file->record->fields; field->name != NULL; field++) {
        bool is_needed = (field->flags & REQUIRED && field->start == NULL && has_new_rows) ||
                         is_in_identity(file->record, field);
        if (is_needed && bundle_has_field(field) && file->table.count > 0 && column_of_field(file, field) < 0)
            import_error(import, file->name, 1, 0, "the column '%s' is missing", field->name);
    }
}

static Err check_file(Import *import, ImportFile *file)
{
    for (size_t i = 0; i < file->count && has_memory(import, file->name, 0); i++)
        TRY(check_row(import, file->rows[i]));
    check_columns(import, file);
    return OK;
}

/* ---- writing ---- */

static Err write_row(Import *import, ImportRow *row, int depth);

/* The id in the database of what *ID refers to, which is written first if need be; 0 if it must come later.
 */
static Err write_target(Import *import, ImportRow *row, const Field *field, int depth, int64_t *id)
{
    if (*id >= 0)
        return OK;
    ImportRow *target = import->creates[-*id - 1];
    if (target->state == ROW_WAITS && (depth < DEEPEST || field->flags & REQUIRED))
        TRY(write_row(import, target, depth + 1));
    *id = target->written_id;
    row->is_incomplete |= *id == 0;
    return OK;
}

static Err write_targets(Import *import, ImportRow *row, const Field *field, int depth, void *after)
{
    void *at = field_at(field, after);
    if (field->kind == KIND_INTEGER && field->refers != NULL)
        return write_target(import, row, field, depth, at);
    if (field->kind == KIND_PARTY) {
        TRY(write_target(import, row, field, depth, &((Party *)at)->person));
        return write_target(import, row, field, depth, &((Party *)at)->unit);
    }
    if (field->kind == KIND_IDS) {
        Ids *ids = at;
        size_t kept = 0;
        for (size_t i = 0; i < ids->count; i++) {
            TRY(write_target(import, row, field, depth, &ids->at[i]));
            if (ids->at[i] != 0)
                ids->at[kept++] = ids->at[i];
        }
        ids->count = kept;
    }
    return OK;
}

static Err save_row(Import *import, ImportRow *row, const void *before, void *after)
{
    const Record *record = row->file->record;
    Err err =
        row->id > 0 ? db_update(import->db, record, before, after) : db_insert(import->db, record, after);
    if (err == INVALID)
        add_error(import, row->file->name, row->line == NULL ? 0 : row->line->line, 0,
                  TEXT("another row has a value that must be unique"));
    return err;
}

static Err write_row(Import *import, ImportRow *row, int depth)
{
    void *before, *after;
    if (depth == 0)
        arena_reset(import->scratch);
    row->state = ROW_IS_BEING_WRITTEN;
    TRY(row_before_and_after(import, row, &before, &after));
    for (const Field *field = row->file->record->fields; field->name != NULL; field++)
        TRY(write_targets(import, row, field, depth, after));
    TRY(save_row(import, row, before, after));
    row->written_id = ((Head *)after)->id;
    row->state = ROW_WRITTEN;
    return OK;
}

/* Writes a row again, now that all it refers to is there. */
static Err complete_row(Import *import, ImportRow *row)
{
    row->id = row->written_id;
    return write_row(import, row, 0);
}

/* First every row that waits, then again those that were written without all they refer to. */
static Err write_rows(Import *import, bool is_second)
{
    for (size_t i = 0; i < import->file_count; i++) {
        ImportFile *file = &import->files[i];
        for (size_t j = 0; j < file->count; j++) {
            if (is_second && file->rows[j]->is_incomplete)
                TRY(complete_row(import, file->rows[j]));
            if (!is_second && file->rows[j]->state == ROW_WAITS)
                TRY(write_row(import, file->rows[j], 0));
        }
    }
    return OK;
}

/* ---- the whole ---- */

static void report_counts(Import *import)
{
    BundleReport *report = import->report;
    report->counts = arena_array(import->report_arena, BundleCount, import->file_count);
    for (size_t i = 0; i < import->file_count; i++) {
        BundleCount *count = &report->counts[report->count_count++];
        *count = import->files[i].counts;
        count->file = text_copy(import->report_arena, import->files[i].name.at, import->files[i].name.length);
    }
}

static Err check_all(Import *import)
{
    for (size_t i = 0; i < import->file_count; i++)
        collect_keys(import, &import->files[i]);
    TRY(plan_objectives_add(import));
    for (size_t i = 0; i < import->file_count; i++)
        TRY(check_file(import, &import->files[i]));
    TRY(import_rules(import));
    return import->report->error_count > 0 ? INVALID : OK;
}

static Err import_all(Import *import, const BundleOptions *options)
{
    if (import->origin.length > BUNDLE_LONGEST_ORIGIN || strpbrk(text_at(import->origin), ":| \n;") != NULL) {
        import_error(import, import->origin, 0, 0,
                     "an origin has at most 60 characters, none of them : | ; or a space");
        return INVALID;
    }
    TRY(bundle_names_load(import->db, import->arena, &import->names));
    TRY(read_and_open_files(import, options));
    TRY(check_all(import));
    report_counts(import);
    if (options->is_dry_run)
        return OK;
    import->is_quiet = true; /* everything that is read again has been found good */
    TRY(write_rows(import, false));
    return write_rows(import, true);
}

Err bundle_import(Db *db, const BundleOptions *options, BundleReport *ret_report)
{
    *ret_report = (BundleReport){ .is_dry_run = options->is_dry_run };
    Import import = {
        .db = db,
        .origin = text_is_empty(options->origin) ? TEXT("local") : options->origin,
        .report = ret_report,
        .report_arena = db_arena(db),
        .arena = arena_new(),
        .scratch = arena_new(),
    };
    db_set_arena(db, import.scratch);
    Err err = import_all(&import, options);
    errors_sort(ret_report);
    db_set_arena(db, import.report_arena);
    arena_free(import.scratch);
    arena_free(import.arena);
    return err;
}
