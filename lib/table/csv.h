/* SPDX-License-Identifier: MPL-2.0 */
/* Comma-separated values (RFC 4180) with `;` or `,`: tables read with every fault, and rows written. */
#ifndef RETTESNOR_CSV_H
#define RETTESNOR_CSV_H

#include "base/text.h"

enum {
    CSV_MOST_COLUMNS = 200,
    CSV_MOST_ROWS = 1000000,
    CSV_MOST_CELLS = 8000000,
    CSV_MOST_FAULTS = 1000,
    CSV_LONGEST_CELL = 1 << 20, /* bytes */
};

/* A cell with the line that it begins on; line breaks inside it are LF. */
typedef struct CsvCell {
    Text text;
    int line;
} CsvCell;

typedef struct CsvRow {
    CsvCell *cells; /* as many as the table has columns */
    int line;
} CsvRow;

/* Lines and columns count from 1; a column is a cell of the row. Column 0: the row as a whole. */
typedef struct CsvFault {
    int line;
    int column;
    const char *reason; /* a literal */
} CsvFault;

/* The first row is the header: it says how many columns there are. Rows without any text are passed over. */
typedef struct CsvTable {
    CsvRow *rows;
    size_t count;
    size_t columns;
    CsvFault *faults;
    size_t fault_count;
} CsvTable;

/* Reads BYTES: UTF-8 with or without a byte order mark, anything else as CP1252; the separator is the one of
 * the header line. Faulty rows are there as far as they could be read. Everything is in the arena; BYTES may
 * go. */
void csv_read(Arena *arena, Text bytes, CsvTable *ret_table);

/* Writes a cell, with quotes only where it needs them; NUMBER counts the cells of the row from 0. */
void csv_write_cell(Buffer *out, size_t number, Text text);
void csv_end_row(Buffer *out);

#endif
