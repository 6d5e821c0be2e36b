/* SPDX-License-Identifier: MPL-2.0 */
/* htmlc: makes the pages in an .html file into C functions, and keeps the messages of all pages.

       htmlc --out-c X.html.c --out-h X.html.h X.html
       htmlc messages FILE.html... FILE.c...            prints a .po template
       htmlc po en.po OUT.c                             compiles translations
       htmlc missing en.po FILE.html... FILE.c...       1 if any message has no translation, or the reverse

   Every value is escaped for where it stands. What cannot be made safe, or is against the content security
   policy of the product (no inline script, no inline style), is an error with line and column. */
#include "htmlc_page.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

/* ---- files and errors ---- */

void fail(Place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%zu:%zu: ", place.path, place.line, place.column);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

Text read_file(Arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    char piece[1 << 14];
    Buffer bytes;
    buffer_init(&bytes, MOST_FILE);
    for (size_t length = 1; file != NULL && length > 0; buffer_add(&bytes, piece, length))
        length = fread(piece, 1, sizeof piece, file);
    if (file == NULL || ferror(file) || bytes.is_full) {
        fprintf(stderr, "htmlc: cannot read '%s'\n", path);
        exit(1);
    }
    fclose(file);
    Text text = text_copy(arena, text_at(buffer_text(&bytes)), bytes.length);
    buffer_done(&bytes);
    if (!text_is_utf8(text))
        fail((Place){ path, 1, 1 }, "not UTF-8");
    return text;
}

void write_file(const char *path, const Buffer *content)
{
    FILE *file = fopen(path, "wb");
    bool is_written =
        file != NULL && fwrite(text_at(buffer_text(content)), 1, content->length, file) == content->length;
    if (file == NULL || fclose(file) != 0 || !is_written || content->is_full) {
        fprintf(stderr, "htmlc: cannot write '%s'\n", path);
        exit(1);
    }
}

void *grown(Arena *arena, void *at, size_t count, size_t *room, size_t element_size)
{
    if (count < *room)
        return at;
    *room = *room == 0 ? 8 : *room * 2;
    void *more = arena_get(arena, *room * element_size);
    if (count > 0)
        memcpy(more, at, count * element_size);
    return more;
}

/* ---- the command ---- */

static Compiler *compile_file(Arena *arena, const char *path, Uses *uses)
{
    Compiler *c = arena_get(arena, sizeof *c);
    c->arena = arena;
    c->path = path;
    c->source = read_file(arena, path);
    c->place = (Place){ path, 1, 1 };
    buffer_init(&c->includes, MOST_FILE);
    buffer_init(&c->prototypes, MOST_FILE);
    buffer_init(&c->code, MOST_FILE);
    c->run = (Run){ .arena = arena, .uses = uses, .numbers = &c->numbers };
    c->attribute_run = c->run;
    c->out = &c->body;
    page_compile(c);
    return c;
}

static void done(Compiler *c)
{
    buffer_done(&c->includes);
    buffer_done(&c->prototypes);
    buffer_done(&c->code);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void write_header(const Compiler *c, const char *path)
{
    Buffer out, guard;
    buffer_init(&out, MOST_FILE);
    buffer_init(&guard, MOST_FILE);
    buffer_add_string(&guard, "RETTESNOR_");
    for (const char *at = base_name(path); *at != '\0'; at++) {
        char upper = (char)(isalnum((unsigned char)*at) ? toupper((unsigned char)*at) : '_');
        buffer_add(&guard, &upper, 1);
    }
    buffer_format(&out, "/* Made by htmlc from %s: its pages as functions. */\n#ifndef %s\n#define %s\n\n",
                  c->path, guard.at, guard.at);
    buffer_add_string(&out, "#include \"page/html.h\"\n");
    buffer_add_text(&out, buffer_text(&c->includes));
    buffer_add_string(&out, "\n");
    buffer_add_text(&out, buffer_text(&c->prototypes));
    buffer_add_string(&out, "\n#endif\n");
    write_file(path, &out);
    buffer_done(&out);
    buffer_done(&guard);
}

static void write_code(const Compiler *c, const char *path, const char *header)
{
    Buffer out;
    buffer_init(&out, MOST_FILE);
    buffer_format(&out, "/* Made by htmlc from %s. */\n#include \"%s\"\n\n", c->path, base_name(header));
    buffer_add_string(
        &out, "#pragma GCC diagnostic ignored \"-Wsign-conversion\" /* counts are written as integers */\n"
              "#pragma GCC diagnostic ignored \"-Wunused-parameter\"\n");
    buffer_add_text(&out, buffer_text(&c->code));
    write_file(path, &out);
    buffer_done(&out);
}

static void compile_page(Arena *arena, Uses *uses, const char *c_path, const char *h_path, const char *path)
{
    Compiler *c = compile_file(arena, path, uses);
    write_header(c, h_path);
    write_code(c, c_path, h_path);
    done(c);
}

/* Templates by their name, everything else as C. */
static void collect(Uses *uses, char **paths)
{
    for (; *paths != NULL; paths++) {
        if (text_ends_with(text_of(*paths), ".html"))
            done(compile_file(uses->arena, *paths, uses));
        else
            uses_add_from_c(uses, read_file(uses->arena, *paths), (Place){ *paths, 1, 1 });
    }
}

static int usage(void)
{
    fputs("usage: htmlc --out-c OUT.c --out-h OUT.h FILE.html\n"
          "       htmlc messages FILE...\n"
          "       htmlc po FILE.po OUT.c\n"
          "       htmlc missing FILE.po FILE...\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    Arena *arena = arena_new();
    Uses uses = { .arena = arena };
    int code = 0;
    if (argc == 6 && strcmp(argv[1], "--out-c") == 0 && strcmp(argv[3], "--out-h") == 0) {
        compile_page(arena, &uses, argv[2], argv[4], argv[5]);
    } else if (argc >= 3 && strcmp(argv[1], "messages") == 0) {
        collect(&uses, argv + 2);
        uses_print(&uses, stdout);
    } else if (argc == 4 && strcmp(argv[1], "po") == 0) {
        po_compile(arena, argv[2], argv[3]);
    } else if (argc >= 4 && strcmp(argv[1], "missing") == 0) {
        collect(&uses, argv + 3);
        code = po_print_missing(argv[2], &uses, stdout);
    } else {
        code = usage();
    }
    arena_free(arena);
    return code;
}
