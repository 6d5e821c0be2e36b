/* SPDX-License-Identifier: MPL-2.0 */
/* The bundle: all records as CSV files, a file per record, in a folder or a zip; how data come in and go out.
 */
#ifndef RETTESNOR_BUNDLE_H
#define RETTESNOR_BUNDLE_H

#include <stdio.h>

#include "db/record.h"
#include "table/zip.h"

/* What is imported: the folder or zip file at PATH or, when PATH is NULL, the bytes of a zip (an upload). */
typedef struct BundleOptions {
    const char *path;
    Text zip;
    Text origin;     /* whose keys these are; empty: "local" */
    bool is_dry_run; /* says what would happen and writes nothing */
} BundleOptions;

/* Lines and columns count from 1, a column is a cell of the row; 0: the file or the row as a whole. */
typedef struct BundleError {
    Text file;
    int line;
    int column;
    Text reason;
} BundleError;

typedef struct BundleCount {
    Text file;
    size_t created;
    size_t changed;
    size_t unchanged;
} BundleCount;

/* A row that is created (no fields), or a field of it that changes, with values as the bundle writes them. */
typedef struct BundleChange {
    Text file;
    int line; /* 0: the row is not in the file, but another file changes it */
    Text key; /* for a row without key: what identifies it, separated by spaces */
    const Field *field;
    Text before;
    Text after;
} BundleChange;

/* What came of an import. Everything in it lives in the arena that the connection had when it began. */
typedef struct BundleReport {
    BundleError *errors; /* by file, line and column */
    size_t error_count;
    size_t errors_left_out; /* beyond the first BUNDLE_MOST_ERRORS */
    BundleCount *counts;    /* a file each */
    size_t count_count;
    BundleChange *changes; /* of a dry run */
    size_t change_count;
    size_t changes_left_out; /* beyond BUNDLE_MOST_CHANGES, or 100 MB of values */
    bool is_dry_run;
} BundleReport;

enum {
    BUNDLE_MOST_ERRORS = 10000,
    BUNDLE_MOST_CHANGES = 100000,
    BUNDLE_LONGEST_KEY = 200, /* bytes, the origin not counted */
    BUNDLE_LONGEST_ORIGIN = 60,
    BUNDLE_MOST_REFERENCES = 2000, /* in one cell */
};

/* Reads the *.csv of a folder, or a zip file, into the arena, by name. Folders inside and other files are
 * passed over. INVALID when it cannot be read or is past a limit of zip.h; *ret_reason then says why. */
Err bundle_files_read(Arena *arena, const char *path, ZipFiles *ret_files, Text *ret_reason);

/* The same from the bytes of a zip. */
Err bundle_zip_read(Arena *arena, Text zip, ZipFiles *ret_files, Text *ret_reason);

/* Imports inside a write transaction that the caller opened, and rolls back unless this is OK. INVALID: the
 * report has the errors, and what was written is to be undone. OK: everything is written, or nothing in a dry
 * run. Line breaks in a field of one line become spaces; an empty cell of a field that has a start value
 * gives that value. */
Err bundle_import(Db *db, const BundleOptions *options, BundleReport *ret_report);

/* Prints the report as lines of text: errors as `file:line:column: reason`, otherwise changes and counts. */
void bundle_report_print(const BundleReport *report, FILE *out);

/* Writes the bundle to PATH inside a transaction of the caller's: a zip when it ends with ".zip", otherwise a
 * folder, made if need be, in which the file of a record without rows is removed. BROKEN, logged, if it
 * cannot be written. */
Err bundle_export(Db *db, const char *path, Text origin);

/* The same as a zip, added to OUT. */
Err bundle_export_zip(Db *db, Text origin, Buffer *out);

#endif
