/* SPDX-License-Identifier: MPL-2.0 */
/* assetc: makes the files that the program carries inside itself into C.

       assetc DEPFILE OUT.c OUT.h [PREFIX:]NAME=FILE[,LIST]...

   OUT.c holds the table of http/asset.h; OUT.h names each asset by a macro, dkfds.css as ASSET_DKFDS_CSS.
   - The name in the URL changes with the content: dkfds.css becomes dkfds.HASH.css.
   - What a style sheet points at with url(...) is taken in too, from beside the sheet, and the url rewritten.
     Of a font's sources only the woff2 is kept: every browser we serve reads it.
   - PREFIX: is for an SVG of symbols; each symbol then has a macro, PREFIX_ID, that is its whole URL.
     LIST is a file with the ids to keep, one a line; without it all are kept.
   - Text is also kept in gzip and brotli, where that is smaller.
   The same input always gives the same output. DEPFILE tells Ninja which files were read. */
#include <brotli/encode.h>
#include <ctype.h>
#include <errno.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

enum {
    MOST_ASSETS = 1000,
    MOST_DEPTH = 8, /* sheets that import sheets; deeper is a circle */
    MOST_PATH = 1000,
    MOST_NAME = 200,
    HASH_DIGITS = 12,
};

/* A growing run of bytes, always followed by a NUL that the length does not count. Owns `at`. */
typedef struct Bytes {
    char *at;
    size_t length;
    size_t room;
} Bytes;

typedef struct FileType {
    const char *ending;
    const char *type;
    bool is_text; /* worth compressing */
} FileType;

typedef struct Made {
    char path[MOST_PATH]; /* the file it was read from */
    char name[MOST_NAME]; /* as in the URL */
    char hash[HASH_DIGITS + 1];
    const FileType *type;
    Bytes plain;
    Bytes gzip;
    Bytes brotli;
} Made;

typedef struct Build {
    Made *made; /* room for MOST_ASSETS */
    size_t count;
    Bytes header;
    Bytes depends;
} Build;

static const FileType file_types[] = {
    { ".css", "text/css; charset=utf-8", true },
    { ".js", "text/javascript; charset=utf-8", true },
    { ".svg", "image/svg+xml", true },
    { ".txt", "text/plain; charset=utf-8", true },
    { ".ico", "image/vnd.microsoft.icon", true },
    { ".png", "image/png", false },
    { ".jpg", "image/jpeg", false },
    { ".webp", "image/webp", false },
    { ".woff2", "font/woff2", false },
};

__attribute__((noreturn, format(printf, 1, 2))) static void fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("assetc: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

/* ---- bytes ---- */

static void reserve(Bytes *b, size_t more)
{
    if (b->length + more < b->room)
        return;
    b->room = 2 * b->room + more + 1;
    b->at = realloc(b->at, b->room);
    if (!b->at)
        fail("out of memory");
}

static void add(Bytes *b, const char *at, size_t length)
{
    reserve(b, length);
    memcpy(b->at + b->length, at, length);
    b->length += length;
    b->at[b->length] = 0;
}

__attribute__((format(printf, 2, 3))) static void print(Bytes *b, const char *format, ...)
{
    char line[MOST_PATH + MOST_NAME];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (length < 0 || (size_t)length >= sizeof line)
        fail("a line is too long: %s", line);
    add(b, line, (size_t)length);
}

static void drop(Bytes *b)
{
    free(b->at);
    *b = (Bytes){ 0 };
}

static Bytes read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        fail("cannot open '%s': %s", path, strerror(errno));
    Bytes b = { 0 };
    char part[65536];
    size_t got;
    add(&b, "", 0);
    while ((got = fread(part, 1, sizeof part, f)) > 0)
        add(&b, part, got);
    if (ferror(f))
        fail("cannot read '%s': %s", path, strerror(errno));
    fclose(f);
    return b;
}

static void write_file(const char *path, const Bytes *b)
{
    FILE *f = fopen(path, "wb");
    if (!f)
        fail("cannot open '%s': %s", path, strerror(errno));
    const bool wrote = fwrite(b->at, 1, b->length, f) == b->length;
    if (fclose(f) != 0 || !wrote)
        fail("cannot write '%s': %s", path, strerror(errno));
}

/* ---- names ---- */

static const FileType *type_of(const char *name)
{
    const char *ending = strrchr(name, '.');
    for (size_t i = 0; ending && i < sizeof file_types / sizeof *file_types; i++)
        if (strcasecmp(ending, file_types[i].ending) == 0)
            return &file_types[i];
    fail("no content type is known for '%s'", name);
}

/* Writes 'chevron-down' as CHEVRON_DOWN. */
static void print_macro_name(Bytes *out, const char *name)
{
    for (; *name; name++)
        print(out, "%c", isalnum((unsigned char)*name) ? toupper((unsigned char)*name) : '_');
}

static void hash_name(Made *made, const char *plain_name)
{
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)made->plain.at, made->plain.length, NULL, 0);
    sodium_bin2hex(made->hash, sizeof made->hash, hash, HASH_DIGITS / 2);
    const int stem = (int)(strrchr(plain_name, '.') - plain_name);
    const int length =
        snprintf(made->name, sizeof made->name, "%.*s.%s%s", stem, plain_name, made->hash, plain_name + stem);
    if (length < 0 || (size_t)length >= sizeof made->name)
        fail("the name '%s' is too long", plain_name);
}

/* ---- compressed forms ---- */

static Bytes gzip_of(const Bytes *plain)
{
    z_stream z = { 0 };
    const int window_bits_for_gzip = 15 + 16;
    if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, window_bits_for_gzip, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        fail("zlib does not start");
    Bytes b = { 0 };
    reserve(&b, deflateBound(&z, (uLong)plain->length));
    z.next_in = (Bytef *)plain->at;
    z.avail_in = (uInt)plain->length;
    z.next_out = (Bytef *)b.at;
    z.avail_out = (uInt)b.room;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        fail("zlib does not finish");
    b.length = z.total_out;
    deflateEnd(&z);
    return b;
}

static Bytes brotli_of(const Bytes *plain)
{
    Bytes b = { 0 };
    size_t length = BrotliEncoderMaxCompressedSize(plain->length);
    reserve(&b, length);
    if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, plain->length,
                               (const uint8_t *)plain->at, &length, (uint8_t *)b.at))
        fail("brotli does not finish");
    b.length = length;
    return b;
}

static void compress_made(Made *made)
{
    if (!made->type->is_text || made->plain.length == 0)
        return;
    made->gzip = gzip_of(&made->plain);
    made->brotli = brotli_of(&made->plain);
    if (made->gzip.length >= made->plain.length)
        drop(&made->gzip);
    if (made->brotli.length >= made->plain.length)
        drop(&made->brotli);
}

/* ---- SVG symbols ---- */

static bool is_listed(const Bytes *list, const char *id, size_t length)
{
    for (const char *at = list->at; *at; at += strspn(at, "\r\n")) {
        const size_t line = strcspn(at, "\r\n");
        if (line == length && memcmp(at, id, length) == 0)
            return true;
        at += line;
    }
    return false;
}

static bool has_symbol(const Bytes *svg, const char *id, size_t length)
{
    char needle[MOST_NAME];
    snprintf(needle, sizeof needle, "<symbol id=\"%.*s\"", (int)length, id);
    return strstr(svg->at, needle) != NULL;
}

/* A misspelled line in the list would otherwise be an icon that silently is not there. */
static void check_list(const Bytes *list, const char *list_path, const Bytes *svg)
{
    for (const char *at = list->at; *at; at += strspn(at, "\r\n")) {
        const size_t line = strcspn(at, "\r\n");
        if (line > 0 && *at != '#' && !has_symbol(svg, at, line))
            fail("%s: there is no symbol '%.*s'", list_path, (int)line, at);
        at += line;
    }
}

/* Replaces the SVG by one with the listed symbols only. */
static void keep_listed_symbols(Bytes *svg, const char *list_path)
{
    static const char open[] = "<symbol id=\"";
    static const char close[] = "</symbol>";
    Bytes list = read_file(list_path);
    Bytes kept = { 0 };
    const char *at = svg->at;
    check_list(&list, list_path, svg);
    for (const char *symbol; (symbol = strstr(at, open));) {
        const char *id = symbol + strlen(open);
        const char *end = strstr(id, close);
        if (!end)
            fail("a symbol has no end: %.40s", symbol);
        end += strlen(close);
        add(&kept, at, (size_t)(symbol - at));
        if (is_listed(&list, id, strcspn(id, "\"")))
            add(&kept, symbol, (size_t)(end - symbol));
        at = end;
    }
    add(&kept, at, strlen(at));
    drop(&list);
    drop(svg);
    *svg = kept;
}

static void print_symbol_macros(Build *build, const Made *made, const char *prefix)
{
    static const char open[] = "<symbol id=\"";
    char id[MOST_NAME];
    for (const char *at = made->plain.at; (at = strstr(at, open));) {
        at += strlen(open);
        snprintf(id, sizeof id, "%.*s", (int)strcspn(at, "\""), at);
        print(&build->header, "#define %s_", prefix);
        print_macro_name(&build->header, id);
        print(&build->header, " \"/assets/%s#%s\"\n", made->name, id);
    }
}

/* ---- style sheets ---- */

static const Made *make(Build *build, const char *path, const char *name, const char *list, int depth);

/* Where the source that starts at `at` ends: at the comma between sources, or at the end of the declaration.
 */
static const char *end_of_source(const char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        else if (depth == 0 && (*at == ',' || *at == ';'))
            break;
    }
    return at;
}

/* The first `word` between `at` and `end`, or `end`. */
static const char *find(const char *at, const char *end, const char *word)
{
    const char *found = strstr(at, word);
    return found && found < end ? found : end;
}

static bool holds(const char *at, const char *end, const char *word)
{
    return find(at, end, word) < end;
}

/* Copies the sources of one src declaration, up to its end. Leaves out the older formats of a font that is
 * there as woff2. */
static void copy_sources(Bytes *out, const char *at, const char *end)
{
    const bool has_woff2 = holds(at, end, ".woff2");
    bool is_first = true;
    while (at < end) {
        const char *stop = end_of_source(at, end);
        if (!has_woff2 || holds(at, stop, ".woff2") || holds(at, stop, "local(")) {
            if (!is_first)
                add(out, ",", 1);
            add(out, at, (size_t)(stop - at));
            is_first = false;
        }
        at = stop + 1;
    }
}

/* Replaces the sheet by one whose @font-face rules name woff2 only. */
static void keep_woff2(Bytes *css)
{
    Bytes out = { 0 };
    const char *at = css->at;
    for (const char *face; (face = strstr(at, "@font-face"));) {
        const char *close = face + strcspn(face, "}");
        while (face < close) {
            const char *src = find(face, close, "src:");
            src += src < close ? strlen("src:") : 0;
            const char *end = src + strcspn(src, ";}");
            add(&out, at, (size_t)(src - at));
            copy_sources(&out, src, end);
            at = face = end;
        }
    }
    add(&out, at, strlen(at));
    drop(css);
    *css = out;
}

/* Takes in the file that a sheet points at and writes the name it has got. `url` is without quotes. */
static void print_target(Build *build, Bytes *out, const char *sheet, const char *url, size_t length,
                         int depth)
{
    const size_t length_of_path = strcspn(url, "?#") < length ? strcspn(url, "?#") : length;
    const char *fragment = memchr(url, '#', length);
    const char *slash = strrchr(sheet, '/');
    char path[MOST_PATH];
    const int got = snprintf(path, sizeof path, "%.*s%.*s", slash ? (int)(slash + 1 - sheet) : 0, sheet,
                             (int)length_of_path, url);
    if (got < 0 || (size_t)got >= sizeof path)
        fail("%s: a url is too long", sheet);
    const char *last = strrchr(path, '/');
    const Made *made = make(build, path, last ? last + 1 : path, NULL, depth + 1);
    add(out, made->name, strlen(made->name));
    if (fragment)
        add(out, fragment, length - (size_t)(fragment - url));
}

/* What is not a file beside the sheet: in the page itself, inside the url, or on another host. */
static bool is_elsewhere(const char *url, size_t length)
{
    return length == 0 || *url == '#' || *url == '/' || memchr(url, ':', length);
}

/* Writes the url(...) that starts at `at`; returns what follows it. */
static const char *rewrite_url(Build *build, Bytes *out, const char *sheet, const char *at, int depth)
{
    const char *url = at + strlen("url(");
    url += strspn(url, " \t\r\n");
    const char quote[2] = { *url == '"' || *url == '\'' ? *url : ')', 0 };
    url += *quote != ')';
    const size_t length = strcspn(url, quote);
    const char *end = strchr(url + length, ')');
    if (!end)
        fail("%s: a url has no end: %.40s", sheet, at);
    if (is_elsewhere(url, length)) {
        if (strncmp(url, "data:", 5) != 0 && *url != '#')
            fail("%s: a url leads out of the program: %.80s", sheet, at);
        add(out, at, (size_t)(end + 1 - at));
        return end + 1;
    }
    add(out, "url(", 4);
    print_target(build, out, sheet, url, length, depth);
    add(out, ")", 1);
    return end + 1;
}

static const char *end_of_comment(const char *at, const char *sheet)
{
    const char *end = strstr(at + 2, "*/");
    if (!end)
        fail("%s: a comment has no end: %.40s", sheet, at);
    return end + 2;
}

static const char *end_of_string(const char *at, const char *sheet)
{
    const char quote = *at;
    for (at++; *at && *at != quote; at++)
        if (*at == '\\' && at[1])
            at++;
    if (!*at)
        fail("%s: a string has no end", sheet);
    return at + 1;
}

/* Replaces the sheet by one that points at hashed names. A comment that names a source map goes: the map is
 * not served. */
static void rewrite_sheet(Build *build, Bytes *css, const char *sheet, int depth)
{
    Bytes out = { 0 };
    const char *at = css->at;
    while (*at) {
        const char *end = at + 1;
        if (strncmp(at, "/*", 2) == 0)
            end = end_of_comment(at, sheet);
        else if (*at == '"' || *at == '\'')
            end = end_of_string(at, sheet);
        else if (strncasecmp(at, "url(", 4) == 0) {
            at = rewrite_url(build, &out, sheet, at, depth);
            continue;
        }
        if (strncmp(at, "/*#", 3) != 0)
            add(&out, at, (size_t)(end - at));
        at = end;
    }
    drop(css);
    *css = out;
}

/* ---- assets ---- */

static const Made *made_from(const Build *build, const char *path)
{
    for (size_t i = 0; i < build->count; i++)
        if (strcmp(build->made[i].path, path) == 0)
            return &build->made[i];
    return NULL;
}

static const Made *made_named(const Build *build, const char *name)
{
    for (size_t i = 0; i < build->count; i++)
        if (strcmp(build->made[i].name, name) == 0)
            return &build->made[i];
    return NULL;
}

static const Made *keep(Build *build, const Made *made)
{
    if (build->count == MOST_ASSETS)
        fail("more than %d assets", MOST_ASSETS);
    build->made[build->count] = *made;
    return &build->made[build->count++];
}

static void print_depend(Build *build, const char *path)
{
    print(&build->depends, " \\\n ");
    for (; *path; path++)
        print(&build->depends, *path == ' ' ? "\\%c" : "%c", *path);
}

/* Reads a file and makes it an asset, with what it points at; one that is made already is returned as it is.
 */
static const Made *make(Build *build, const char *path, const char *name, const char *list, int depth)
{
    const Made *earlier = made_from(build, path);
    if (earlier)
        return earlier;
    if (depth > MOST_DEPTH)
        fail("'%s' points at itself", path);
    Made made = { .type = type_of(name), .plain = read_file(path) };
    snprintf(made.path, sizeof made.path, "%s", path);
    print_depend(build, path);
    if (list) {
        print_depend(build, list);
        keep_listed_symbols(&made.plain, list);
    }
    if (strcmp(made.type->ending, ".css") == 0) {
        keep_woff2(&made.plain);
        rewrite_sheet(build, &made.plain, path, depth);
    }
    hash_name(&made, name);
    earlier = made_named(build, made.name);
    if (earlier) {
        drop(&made.plain);
        return earlier;
    }
    compress_made(&made);
    return keep(build, &made);
}

/* Takes one argument, [PREFIX:]NAME=FILE[,LIST], apart in place. */
static void make_argument(Build *build, char *argument)
{
    char *path = strchr(argument, '=');
    if (!path)
        fail("'%s' is not NAME=FILE", argument);
    *path++ = 0;
    char *list = strchr(path, ',');
    if (list)
        *list++ = 0;
    char *colon = strchr(argument, ':');
    if (colon)
        *colon = 0;
    const char *name = colon ? colon + 1 : argument;
    const Made *made = make(build, path, name, list, 0);
    print(&build->header, "#define ASSET_");
    print_macro_name(&build->header, name);
    print(&build->header, " \"/assets/%s\"\n", made->name);
    if (colon)
        print_symbol_macros(build, made, argument);
}

/* ---- output ---- */

/* One array, as a string: gcc reads that ten times as fast as a list of numbers. */
static void print_array(Bytes *out, const char *form, size_t number, const Bytes *bytes)
{
    enum { PER_LINE = 64 };
    print(out, "static const unsigned char %s_%zu[] =", form, number);
    for (size_t i = 0; i < bytes->length; i++) {
        const unsigned char c = (unsigned char)bytes->at[i];
        if (i % PER_LINE == 0)
            add(out, i == 0 ? "\n    \"" : "\"\n    \"", i == 0 ? 6 : 7);
        if (c >= ' ' && c < 127 && !strchr("\"\\?", c))
            add(out, (const char *)&c, 1);
        else
            print(out, "\\%03o", c);
    }
    add(out, bytes->length == 0 ? "\n    \"\";\n" : "\";\n", bytes->length == 0 ? 9 : 3);
}

static void print_form(Bytes *out, const char *form, size_t number, const Bytes *bytes)
{
    if (bytes->at)
        print(out, " .%s = %s_%zu, .%s_length = %zu,", form, form, number, form, bytes->length);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const Made *)a)->name, ((const Made *)b)->name);
}

static Bytes table_of(const Build *build)
{
    Bytes out = { 0 };
    print(&out, "/* Made by tools/assetc. */\n#include \"http/asset.h\"\n\n");
    for (size_t i = 0; i < build->count; i++) {
        const Made *made = &build->made[i];
        print_array(&out, "plain", i, &made->plain);
        if (made->gzip.at)
            print_array(&out, "gzip", i, &made->gzip);
        if (made->brotli.at)
            print_array(&out, "brotli", i, &made->brotli);
    }
    print(&out, "\nconst Asset assets[] = {\n");
    for (size_t i = 0; i < build->count; i++) {
        const Made *made = &build->made[i];
        print(&out, "    { .name = \"%s\", .type = \"%s\",", made->name, made->type->type);
        print_form(&out, "plain", i, &made->plain);
        print_form(&out, "gzip", i, &made->gzip);
        print_form(&out, "brotli", i, &made->brotli);
        print(&out, " .etag = \"W/\\\"%s\\\"\" },\n", made->hash);
    }
    print(&out, "};\nconst size_t asset_count = %zu;\n", build->count);
    return out;
}

static void build_done(Build *build)
{
    for (size_t i = 0; i < build->count; i++) {
        drop(&build->made[i].plain);
        drop(&build->made[i].gzip);
        drop(&build->made[i].brotli);
    }
    free(build->made);
    drop(&build->header);
    drop(&build->depends);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        fail("usage: assetc DEPFILE OUT.c OUT.h [PREFIX:]NAME=FILE[,LIST]...");
    Build build = { .made = calloc(MOST_ASSETS, sizeof(Made)) };
    if (!build.made || sodium_init() < 0)
        fail("cannot start");
    print(&build.depends, "%s:", argv[2]);
    print(&build.header, "/* Made by tools/assetc. */\n/* The URLs of the files that the program carries. "
                         "*/\n#pragma once\n\n");
    for (int i = 4; i < argc; i++)
        make_argument(&build, argv[i]);
    print(&build.depends, "\n");
    qsort(build.made, build.count, sizeof *build.made, by_name);
    Bytes table = table_of(&build);
    write_file(argv[1], &build.depends);
    write_file(argv[2], &table);
    write_file(argv[3], &build.header);
    drop(&table);
    build_done(&build);
    return 0;
}
