/* SPDX-License-Identifier: MPL-2.0 */
/* Private to the bundle: an import under way, shared by its steps. */
#ifndef RETTESNOR_BUNDLE_IMPORT_H
#define RETTESNOR_BUNDLE_IMPORT_H

#include "bundle/bundle.h"
#include "bundle/bundle_names.h"
#include "table/csv.h"

typedef enum RowState { ROW_UNCHANGED, ROW_WAITS, ROW_IS_BEING_WRITTEN, ROW_WRITTEN } RowState;

/* A row of a file, or one without a line that only `added` changes. */
typedef struct ImportRow {
    struct ImportFile *file;
    const CsvRow *line; /* NULL: not in a file */
    Text origin;
    Text key;
    int64_t id;         /* of the row that is there; negative: will be created; 0: its key is faulty */
    int64_t written_id; /* once created */
    Ids added;          /* objectives that plan_objective.csv adds to a plan */
    RowState state;
    bool is_incomplete; /* written without a reference to a row that is not there yet */
    int walk;           /* the last walk up its parents that came by: see bundle_rules.c */
} ImportRow;

typedef struct ImportFile {
    const Record *record;
    Text name; /* "unit.csv" */
    CsvTable table;
    const Field **fields; /* by column; NULL: the key, or a column that is not known */
    int key_column;       /* -1: none */
    ImportRow **rows;
    size_t count;
    size_t room;
    BundleCount counts;
} ImportFile;

typedef struct Import {
    Db *db;
    Text origin;
    BundleReport *report;
    Arena *report_arena;
    Arena *arena;   /* as long as the import */
    Arena *scratch; /* for one row; the arena of DB meanwhile */
    BundleNames names;
    ImportFile *files; /* one a record at most, in the order of all_records */
    size_t file_count;
    int64_t created;     /* ids given to rows that will be created: -1 .. -created */
    ImportRow **creates; /* by -id - 1 */
    size_t create_room;
    bool is_quiet;           /* reading again what has been checked */
    const Field *faulty[64]; /* fields of the current row with an error */
    size_t faulty_count;
    size_t error_room;
    size_t change_room;
    size_t listed_memory; /* of values in the changes of the report */
} Import;

/* Doubles an array in the arena when it is full. */
void *array_with_room(Arena *arena, void *array, size_t count, size_t *room, size_t size);

void add_error(Import *import, Text file, int line, int column, Text reason);

/* An error in FILE (LINE and COLUMN from 1, 0 for none), unless the import is quiet. */
void import_error(Import *import, Text file, int line, int column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* An error of a field in a row: the reason begins with the field's name. */
void field_error(Import *import, const ImportRow *row, const Field *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool field_is_faulty(const Import *import, const Field *field);

/* By file, line and column. */
void errors_sort(BundleReport *report);

/* As much of what was typed as an error repeats: whole characters. */
Text text_shown(Arena *arena, Text text);

/* The name of a file or column that was probably meant; the key counts as a column. */
const char *nearest_record(Text text);
const char *nearest_column(const Record *record, Text text);

ImportFile *file_of_record(const Import *import, const char *record);

/* The column of a field of the file, from 0; -1 if it has none. */
int column_of_field(const ImportFile *file, const Field *field);

/* Adds a row to a file; LINE may be NULL. */
ImportRow *file_add_row(Import *import, ImportFile *file, const CsvRow *line);

/* "origin:key" from a cell, in the arena: the import's own origin where none is written. False with a reason
 * (literal). */
bool key_read(Import *import, Text cell, Text *ret_origin, Text *ret_key, const char **ret_reason);

/* Reads the cells of a row into AFTER, which holds what is there already, with its start values and
 * additions. Leaves errors in the report; faulty fields stay as they are. Texts are in SCRATCH and in the
 * file. */
void row_read(Import *import, const ImportRow *row, void *after);

/* One field alone from its cell; false if it is faulty. */
bool cell_read(Import *import, const ImportRow *row, const Field *field, Text cell, void *after);

/* The row as the database has it, or zeroed, and as it will be; both in SCRATCH. */
Err row_before_and_after(Import *import, const ImportRow *row, void **ret_before, void **ret_after);

/* ---- rules: bundle_rules.c ---- */

/* Adds the pairs of plan_objective.csv to plans whose objectives are not given; an error where they are and
 * disagree. */
Err plan_objectives_add(Import *import);

/* What the fields of one row must obey together. */
void row_rules(Import *import, const ImportRow *row, const void *after);

/* What holds between rows: persons and units, mail addresses, rows that would be above themselves. */
Err import_rules(Import *import);

#endif
