/* SPDX-License-Identifier: MPL-2.0 */
#include "bundle/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "bundle/bundle_names.h"
#include "table/csv.h"

#include "base/banned.h"

/* A row as its file will hold it, and the text that orders it: its key as written, or what identifies it. */
typedef struct ExportRow {
    Text order;
    Text line;
} ExportRow;

typedef struct Export {
    Db *db;
    Text origin;
    Arena *arena;   /* as long as the export */
    Arena *scratch; /* for one row */
    BundleNames names;
    size_t bytes; /* of all rows so far */
} Export;

static Text identity_order(Export *export, const Record *record, const void *row)
{
    Text order = { "", 0 };
    for (size_t i = 0; record->identity[i] != NULL; i++) {
        const Field *field = record_field(record, record->identity[i]);
        Text part = bundle_cell_text(export->scratch, &export->names, export->origin, field, row);
        /* a line break is below every character of a key, so that fields are compared one after another */
        order = text_format(export->scratch, "%s\n%s", text_at(order), text_at(part));
    }
    return order;
}

static void write_header(Buffer *out, const Record *record)
{
    size_t number = 0;
    if (record->identity == NULL)
        csv_write_cell(out, number++, TEXT("key"));
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (bundle_has_field(field))
            csv_write_cell(out, number++, text_of(field->name));
    csv_end_row(out);
}

static Err make_row(Export *export, const Record *record, const Name *name, Buffer *line, ExportRow *ret_row)
{
    size_t number = 0;
    arena_reset(export->scratch);
    buffer_clear(line);
    void *row = arena_get(export->scratch, record->size);
    TRY(record_load(export->db, record, name->id, row));
    Text order = record->identity != NULL ? identity_order(export, record, row)
                                          : name_written(export->scratch, name->text, export->origin);
    if (record->identity == NULL)
        csv_write_cell(line, number++, order);
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (bundle_has_field(field))
            csv_write_cell(line, number++,
                           bundle_cell_text(export->scratch, &export->names, export->origin, field, row));
    csv_end_row(line);
    *ret_row = (ExportRow){ text_copy(export->arena, text_at(order), order.length),
                            text_copy(export->arena, line->at, line->length) };
    export->bytes += line->length;
    if (!line->is_full && export->bytes <= ZIP_MOST_BYTES)
        return OK;
    log_fault("cannot export: the data are larger than a bundle may be");
    return BROKEN;
}

static int compare_rows(const void *a, const void *b)
{
    return text_compare(((const ExportRow *)a)->order, ((const ExportRow *)b)->order);
}

static Err make_rows(Export *export, const RecordNames *names, ExportRow *rows)
{
    Buffer line;
    Err err = OK;
    buffer_init(&line, 1 << 24);
    for (size_t i = 0; i < names->count && err == OK; i++)
        err = make_row(export, names->record, names->at[i], &line, &rows[i]);
    buffer_done(&line);
    return err;
}

static Err make_file(Export *export, const RecordNames *names, ZipFile *ret_file)
{
    ExportRow *rows = arena_array(export->arena, ExportRow, names->count);
    Buffer out;
    TRY(make_rows(export, names, rows));
    qsort(rows, names->count, sizeof *rows, compare_rows);
    buffer_init(&out, 2 * (size_t)ZIP_MOST_BYTES); /* make_row keeps it far below */
    write_header(&out, names->record);
    for (size_t i = 0; i < names->count; i++)
        buffer_add_text(&out, rows[i].line);
    *ret_file = (ZipFile){ text_format(export->arena, "%s.csv", names->record->name),
                           text_copy(export->arena, out.at, out.length) };
    buffer_done(&out);
    return OK;
}

static Err make_files(Export *export, ZipFiles *ret_files)
{
    TRY(bundle_names_load(export->db, export->arena, &export->names));
    ZipFiles files = { arena_array(export->arena, ZipFile, export->names.count), 0 };
    for (size_t i = 0; i < export->names.count; i++)
        if (export->names.records[i].count > 0)
            TRY(make_file(export, &export->names.records[i], &files.at[files.count++]));
    *ret_files = files;
    return OK;
}

/* ---- where it goes ---- */

static Err write_file(const char *path, Text bytes)
{
    FILE *file = fopen(path, "wbe");
    bool is_written = file != NULL && fwrite(text_at(bytes), 1, bytes.length, file) == bytes.length;
    if (file != NULL && fclose(file) != 0)
        is_written = false;
    if (!is_written)
        log_fault("cannot write '%s': %s", path, strerror(errno));
    return is_written ? OK : BROKEN;
}

static bool has_file(const ZipFiles *files, Text name)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->at[i].name, name))
            return true;
    return false;
}

/* What an earlier export left of records that have no rows any more would come back with the next import. */
static void remove_others(Arena *arena, const ZipFiles *files, const char *path)
{
    for (size_t i = 0; all_records[i] != NULL; i++) {
        Text name = text_format(arena, "%s.csv", all_records[i]->name);
        if (!has_file(files, name))
            unlink(text_at(text_format(arena, "%s/%s", path, text_at(name))));
    }
}

static Err write_folder(Arena *arena, const ZipFiles *files, const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        log_fault("cannot make '%s': %s", path, strerror(errno));
        return BROKEN;
    }
    for (size_t i = 0; i < files->count; i++)
        TRY(write_file(text_at(text_format(arena, "%s/%s", path, text_at(files->at[i].name))),
                       files->at[i].bytes));
    remove_others(arena, files, path);
    return OK;
}

static Err write_zip(const ZipFiles *files, const char *path)
{
    Buffer out;
    buffer_init(&out, ZIP_MOST_BYTES);
    Err err = zip_pack(files, &out);
    if (err == OK)
        err = write_file(path, buffer_text(&out));
    buffer_done(&out);
    return err;
}

/* PATH, or OUT when it is NULL. */
static Err export_to(Db *db, const char *path, Buffer *out, Text origin)
{
    Arena *before = db_arena(db);
    Export export = {
        .db = db,
        .origin = text_is_empty(origin) ? TEXT("local") : origin,
        .arena = arena_new(),
        .scratch = arena_new(),
    };
    ZipFiles files;
    db_set_arena(db, export.scratch);
    Err err = make_files(&export, &files);
    if (err == OK && path == NULL)
        err = zip_pack(&files, out);
    else if (err == OK && text_ends_with(text_of(path), ".zip"))
        err = write_zip(&files, path);
    else if (err == OK)
        err = write_folder(export.arena, &files, path);
    db_set_arena(db, before);
    arena_free(export.scratch);
    arena_free(export.arena);
    return err;
}

Err bundle_export(Db *db, const char *path, Text origin)
{
    return export_to(db, path, NULL, origin);
}

Err bundle_export_zip(Db *db, Text origin, Buffer *out)
{
    return export_to(db, NULL, out, origin);
}
