/* SPDX-License-Identifier: MPL-2.0 */
#include "table/csv.h"

#include <limits.h>
#include <string.h>

#include "base/banned.h"

/* A file being read. Cells are unquoted in place and end with a NUL where their separator stood. */
typedef struct Reader {
    Arena *arena;
    CsvTable *table;
    char *at;
    char *end; /* a NUL stands here */
    char separator;
    int line;
    CsvCell cells[CSV_MOST_COLUMNS]; /* of the row being read */
    size_t cell_count;
    size_t all_cells;
    size_t row_room;
    size_t fault_room;
} Reader;

/* Doubles an array in the arena when it is full. */
static void *with_room(Arena *arena, void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room == 0 ? 64 : *room * 2;
    void *wider = arena_get_raw(arena, *room * size);
    if (count > 0)
        memcpy(wider, array, count * size);
    return wider;
}

static void add_fault(Reader *r, int line, size_t column, const char *reason)
{
    CsvTable *table = r->table;
    if (table->fault_count == CSV_MOST_FAULTS)
        return;
    table->faults = with_room(r->arena, table->faults, table->fault_count, &r->fault_room, sizeof(CsvFault));
    table->faults[table->fault_count++] = (CsvFault){ line, (int)column, reason };
}

/* ---- characters ---- */

/* The code points of the bytes 80-9F in CP1252; 0: none. */
static const unsigned short cp1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        to[0] = (char)(0xC0 | code >> 6);
        to[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | code >> 12);
    to[1] = (char)(0x80 | (code >> 6 & 0x3F));
    to[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

/* Copies CP1252 as UTF-8 up to its end or the first byte that is no text in it, with a fault there. */
static void copy_cp1252(Reader *r, Text bytes)
{
    int line = 1;
    r->at = r->end = arena_get_raw(r->arena, bytes.length * 3 + 1);
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        unsigned code = byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte;
        if (code == 0) {
            add_fault(r, line, 0, "is neither UTF-8 nor CP1252: save the file as CSV UTF-8");
            break;
        }
        line += byte == '\n';
        r->end += put_utf8(r->end, code);
    }
}

static void copy_characters(Reader *r, Text bytes)
{
    if (text_starts_with(bytes, "\xEF\xBB\xBF"))
        bytes = (Text){ bytes.at + 3, bytes.length - 3 };
    if (text_is_utf8(bytes)) {
        r->at = arena_get_raw(r->arena, bytes.length + 1);
        if (bytes.length > 0)
            memcpy(r->at, bytes.at, bytes.length);
        r->end = r->at + bytes.length;
    } else {
        copy_cp1252(r, bytes);
    }
    *r->end = '\0';
}

/* The separator that the header line has more of, outside quotes; `;` when it has neither. */
static char find_separator(const char *at, const char *end)
{
    int semicolons = 0, commas = 0;
    bool is_quoted = false;
    for (; at < end && (is_quoted || (*at != '\n' && *at != '\r')); at++) {
        is_quoted ^= *at == '"';
        semicolons += !is_quoted && *at == ';';
        commas += !is_quoted && *at == ',';
    }
    return commas > semicolons ? ',' : ';';
}

/* ---- cells ---- */

static bool is_at_cell_end(const Reader *r)
{
    return r->at == r->end || *r->at == r->separator || *r->at == '\n' || *r->at == '\r';
}

/* Moves over one line break, LF, CR LF or CR. */
static void pass_line_break(Reader *r)
{
    r->at += r->at[0] == '\r' && r->at[1] == '\n' ? 2 : 1;
    r->line++;
}

/* Reads after the opening quote and past the closing one; the text without its quotes. */
static Text read_quoted(Reader *r)
{
    char *start = r->at, *to = r->at;
    int opened_at = r->line;
    for (;;) {
        if (r->at == r->end) {
            add_fault(r, opened_at, r->cell_count + 1, "the quote that opens here is never closed");
            break;
        }
        if (*r->at == '\n' || *r->at == '\r') {
            pass_line_break(r);
            *to++ = '\n';
        } else if (*r->at != '"') {
            *to++ = *r->at++;
        } else if (r->at[1] == '"') {
            *to++ = '"';
            r->at += 2;
        } else {
            r->at++;
            break;
        }
    }
    return (Text){ start, (size_t)(to - start) };
}

static Text read_plain(Reader *r)
{
    char *start = r->at;
    bool has_quote = false;
    for (; !is_at_cell_end(r); r->at++)
        has_quote |= *r->at == '"';
    if (has_quote)
        add_fault(r, r->line, r->cell_count + 1,
                  "a quote inside a cell: put the whole cell in quotes and write \"\"");
    return (Text){ start, (size_t)(r->at - start) };
}

static void read_cell(Reader *r)
{
    CsvCell cell = { .line = r->line };
    if (*r->at == '"' && r->at < r->end) {
        r->at++;
        cell.text = read_quoted(r);
        if (!is_at_cell_end(r)) {
            add_fault(r, r->line, r->cell_count + 1, "text after the closing quote");
            while (!is_at_cell_end(r))
                r->at++;
        }
    } else {
        cell.text = read_plain(r);
    }
    if (cell.text.length > CSV_LONGEST_CELL) {
        add_fault(r, cell.line, r->cell_count + 1, "the cell is longer than 1 MiB");
        cell.text = (Text){ 0 };
    }
    if (r->cell_count < CSV_MOST_COLUMNS)
        r->cells[r->cell_count] = cell;
    r->cell_count++;
}

/* Ends each text of the row with its NUL, now that nothing needs the byte behind it. */
static void end_texts(Reader *r)
{
    for (size_t i = 0; i < r->cell_count; i++)
        if (r->cells[i].text.at != NULL)
            ((char *)(uintptr_t)r->cells[i].text.at)[r->cells[i].text.length] = '\0';
}

/* ---- rows ---- */

/* The count of the row's cells without the empty ones at its end. */
static size_t filled_cells(const Reader *r)
{
    size_t count = r->cell_count;
    while (count > 0 && text_is_empty(r->cells[count - 1].text))
        count--;
    return count;
}

static void keep_row(Reader *r, int line)
{
    CsvTable *table = r->table;
    size_t filled = filled_cells(r);
    if (filled == 0)
        return;
    if (table->count == 0)
        table->columns = filled;
    else if (filled > table->columns)
        add_fault(r, line, table->columns + 1, "the row has more cells than there are column names");
    else if (r->cell_count < table->columns)
        add_fault(r, line, r->cell_count, "the row has fewer cells than there are column names");
    CsvRow row = { arena_array(r->arena, CsvCell, table->columns), line };
    for (size_t i = 0; i < table->columns; i++)
        row.cells[i] = i < r->cell_count ? r->cells[i] : (CsvCell){ .line = line };
    table->rows = with_room(r->arena, table->rows, table->count, &r->row_room, sizeof(CsvRow));
    table->rows[table->count++] = row;
    r->all_cells += table->columns;
}

static void read_row(Reader *r)
{
    int line = r->line;
    r->cell_count = 0;
    read_cell(r);
    while (r->at < r->end && *r->at == r->separator) {
        r->at++;
        read_cell(r);
    }
    if (r->at < r->end)
        pass_line_break(r);
    if (r->cell_count > CSV_MOST_COLUMNS) {
        add_fault(r, line, CSV_MOST_COLUMNS + 1, "the row has more than 200 cells");
        r->cell_count = CSV_MOST_COLUMNS;
    }
    end_texts(r);
    keep_row(r, line);
}

void csv_read(Arena *arena, Text bytes, CsvTable *ret_table)
{
    CsvTable table = { 0 };
    Reader r = { .arena = arena, .table = &table, .line = 1 };
    copy_characters(&r, bytes);
    r.separator = find_separator(r.at, r.end);
    while (r.at < r.end) {
        if (table.count > CSV_MOST_ROWS || r.all_cells > CSV_MOST_CELLS) {
            add_fault(&r, r.line, 0, "the file is too large: at most a million rows and eight million cells");
            break;
        }
        read_row(&r);
    }
    *ret_table = table;
}

/* ---- writing ---- */

static bool needs_quotes(size_t number, Text text)
{
    if (text_is_empty(text))
        return false;
    if (number == 0 && text_starts_with(text, "\xEF\xBB\xBF"))
        return true;
    for (size_t i = 0; i < text.length; i++)
        if (strchr(";\"\n\r", text.at[i]) != NULL)
            return true;
    return false;
}

void csv_write_cell(Buffer *out, size_t number, Text text)
{
    if (number > 0)
        buffer_add_string(out, ";");
    if (!needs_quotes(number, text)) {
        buffer_add_text(out, text);
        return;
    }
    buffer_add_string(out, "\"");
    for (size_t i = 0; i < text.length; i++)
        buffer_add(out, text.at[i] == '"' ? "\"\"" : &text.at[i], text.at[i] == '"' ? 2 : 1);
    buffer_add_string(out, "\"");
}

void csv_end_row(Buffer *out)
{
    buffer_add_string(out, "\n");
}
