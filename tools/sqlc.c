/* SPDX-License-Identifier: MPL-2.0 */
/* sqlc: makes the queries of a concept's .sql file into C functions.

       sqlc --out-c OUT.c --out-h OUT.h [--include HEADER]... [--migrations FILE...] [--fragments FILE...]
            [--postgres FILE] FILE.sql

   FILE.sql, the last argument, holds comment lines that are read as follows, and one statement below each
   prototype (one, many, run):
       -- include "trial/trial.h"
       -- row TrialLine { int64_t id; Text title; }    a struct, and its list TrialLines
       -- fragment visible_trial(t, who)               an SQL expression, used as {visible_trial(t, :who)}
       -- one Trial trial_by_id(int64_t id)            one row: a record, a row of this file, or one value
       -- many TrialLine trials_of_goal(int64_t goal, Who who, int64_t most)
       -- run int64_t close_old(Day today)             no rows, but how many were changed (or void)
   In a fragment `t.` stands for the alias given and `:who` for the argument given. The file of --postgres
   holds queries of the same prototypes whose text is for PostgreSQL; the migrations tell which tables have a
   record. What is wrong is told as FILE:LINE: message, and then there is no output. */
#include "sqlc.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

void fail(const File *file, int line, const char *format, ...)
{
    if (file != NULL && line > 0)
        fprintf(stderr, "%s:%d: ", file->path, line);
    else
        fprintf(stderr, "sqlc: ");
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

void *with_room(Arena *arena, void *at, size_t count, size_t *room, size_t size)
{
    if (count + 1 < *room)
        return at;
    *room = *room == 0 ? 8 : *room * 2;
    void *larger = arena_get(arena, *room * size);
    if (count > 0)
        memcpy(larger, at, count * size);
    return larger;
}

const File *read_source(Arena *arena, const char *path)
{
    FILE *stream = fopen(path, "rb");
    if (stream == NULL)
        fail(NULL, 0, "cannot open '%s': %s", path, strerror(errno));
    Buffer buffer;
    buffer_init(&buffer, MOST_BYTES);
    char piece[1 << 14];
    for (size_t length; (length = fread(piece, 1, sizeof piece, stream)) > 0;)
        buffer_add(&buffer, piece, length);
    if (ferror(stream) || buffer.is_full)
        fail(NULL, 0, "cannot read '%s'", path);
    fclose(stream);
    File *file = arena_get(arena, sizeof *file);
    *file = (File){ .path = path, .text = text_copy(arena, text_at(buffer_text(&buffer)), buffer.length) };
    buffer_done(&buffer);
    return file;
}

static void save(const char *path, const Buffer *buffer)
{
    FILE *stream = fopen(path, "wb");
    if (stream == NULL)
        fail(NULL, 0, "cannot write '%s': %s", path, strerror(errno));
    size_t written = fwrite(buffer->at, 1, buffer->length, stream);
    if (fclose(stream) != 0 || written != buffer->length || buffer->is_full) {
        remove(path);
        fail(NULL, 0, "cannot write '%s'", path);
    }
}

/* ---- command line ---- */

typedef struct Options {
    const char *out_c;
    const char *out_h;
    const char *postgres;
    const char *source;
    LIST_OF(const char *) migrations;
    LIST_OF(const char *) fragments;
} Options;

static void read_option(Compiler *c, Options *options, const char *option, const char *value)
{
    if (strcmp(option, "--out-c") == 0)
        options->out_c = value;
    else if (strcmp(option, "--out-h") == 0)
        options->out_h = value;
    else if (strcmp(option, "--include") == 0)
        add_include(c, text_of(value));
    else if (strcmp(option, "--migrations") == 0)
        *ADD(c->arena, &options->migrations) = value;
    else if (strcmp(option, "--fragments") == 0)
        *ADD(c->arena, &options->fragments) = value;
    else if (strcmp(option, "--postgres") == 0)
        options->postgres = value;
    else
        fail(NULL, 0, "unknown option '%s'", option);
}

static void read_options(Compiler *c, Options *options, int count, char **arguments)
{
    const char *option = "";
    for (int i = 1; i < count - 1; i++) {
        if (begins(arguments[i], arguments[i] + strlen(arguments[i]), "--"))
            option = arguments[i];
        else
            read_option(c, options, option, arguments[i]);
    }
    options->source = count > 1 ? arguments[count - 1] : NULL;
    if (options->out_c == NULL || options->out_h == NULL)
        fail(NULL, 0,
             "usage: sqlc --out-c OUT.c --out-h OUT.h [--include HEADER]... [--migrations FILE...] "
             "[--fragments FILE...] [--postgres FILE] FILE.sql");
}

static void read_all(Compiler *c, const Options *options)
{
    for (size_t i = 0; i < options->migrations.count; i++)
        read_migration(c, options->migrations.at[i]);
    for (size_t i = 0; i < options->fragments.count; i++)
        if (strcmp(options->fragments.at[i], options->source) != 0)
            read_fragments(c, options->fragments.at[i]);
    read_file(c, read_source(c->arena, options->source));
    if (options->postgres == NULL)
        return;
    File *postgres = arena_get(c->arena, sizeof *postgres);
    *postgres = *read_source(c->arena, options->postgres);
    postgres->is_postgres = true;
    read_file(c, postgres);
}

int main(int count, char **arguments)
{
    Compiler c = { .arena = arena_new() };
    Options options = { 0 };
    read_options(&c, &options, count, arguments);
    remove(options.out_c);
    remove(options.out_h);
    read_all(&c, &options);
    compile(&c);
    Buffer header;
    Buffer source;
    buffer_init(&header, MOST_BYTES);
    buffer_init(&source, MOST_BYTES);
    write_header(&c, &header, options.out_h, options.source);
    write_source(&c, &source, options.out_h, options.source);
    save(options.out_c, &source);
    save(options.out_h, &header);
    buffer_done(&header);
    buffer_done(&source);
    arena_free(c.arena);
    return 0;
}
