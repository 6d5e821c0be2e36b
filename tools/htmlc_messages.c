/* SPDX-License-Identifier: MPL-2.0 */
/* Messages: where they are used, and their translations in po files. */
#include "htmlc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

enum { MOST_TAGS = 100, MOST_FILE = 1 << 24 };

void uses_add(Uses *uses, Text message, Place place)
{
    uses->at = grown(uses->arena, uses->at, uses->count, &uses->room, sizeof(Use));
    uses->at[uses->count++] = (Use){ message, place };
}

/* ---- string literals, which C and po files write alike ---- */

typedef struct Reader {
    const char *at; /* NUL-terminated */
    Place place;
} Reader;

static void step(Reader *r)
{
    r->place.line += *r->at == '\n';
    r->at++;
}

static void skip_space(Reader *r)
{
    while (isspace((unsigned char)*r->at))
        step(r);
}

static unsigned read_octal(Reader *r)
{
    unsigned value = 0;
    for (int i = 0; i < 3 && *r->at >= '0' && *r->at <= '7'; i++, r->at++)
        value = value * 8 + (unsigned)(*r->at - '0');
    return value;
}

static void add_code_point(Buffer *out, unsigned point)
{
    char bytes[4];
    size_t length = 0;
    if (point < 0x80) {
        bytes[length++] = (char)point;
    } else if (point < 0x800) {
        bytes[length++] = (char)(0xC0 | point >> 6);
        bytes[length++] = (char)(0x80 | (point & 0x3F));
    } else {
        bytes[length++] = (char)(0xE0 | point >> 12);
        bytes[length++] = (char)(0x80 | (point >> 6 & 0x3F));
        bytes[length++] = (char)(0x80 | (point & 0x3F));
    }
    buffer_add(out, bytes, length);
}

static void read_hexadecimal(Reader *r, Buffer *out, size_t most, bool is_point)
{
    char digits[8] = "";
    size_t length = 0;
    while (length < most && isxdigit((unsigned char)*r->at))
        digits[length++] = *r->at++;
    unsigned value = (unsigned)strtoul(digits, NULL, 16);
    char byte = (char)value;
    if (is_point)
        add_code_point(out, value);
    else
        buffer_add(out, &byte, 1);
}

static void read_escape(Reader *r, Buffer *out)
{
    char c = *r->at;
    if (c >= '0' && c <= '7') {
        char byte = (char)read_octal(r);
        buffer_add(out, &byte, 1);
        return;
    }
    r->at++;
    if (c == 'x')
        read_hexadecimal(r, out, 2, false);
    else if (c == 'u')
        read_hexadecimal(r, out, 4, true);
    else if (c == 'n')
        buffer_add_string(out, "\n");
    else if (c == 't')
        buffer_add_string(out, "\t");
    else if (c == '"' || c == '\\' || c == '\'')
        buffer_add(out, &c, 1);
    else
        fail(r->place, "unknown escape '\\%c'", c);
}

/* One or more literals in a row, at the first quote. */
static void read_literals(Reader *r, Buffer *out)
{
    do {
        for (r->at++; *r->at != '"';) {
            if (*r->at == '\0' || *r->at == '\n')
                fail(r->place, "a string that does not end");
            if (*r->at == '\\') {
                r->at++;
                read_escape(r, out);
            } else {
                buffer_add(out, r->at++, 1);
            }
        }
        r->at++;
        skip_space(r);
    } while (*r->at == '"');
}

/* ---- TR("…") in C ---- */

static void skip_quoted(Reader *r, char quote)
{
    for (step(r); *r->at != '\0' && *r->at != quote; step(r))
        if (*r->at == '\\' && r->at[1] != '\0')
            step(r);
    if (*r->at != '\0')
        step(r);
}

static void skip_past(Reader *r, const char *end)
{
    while (*r->at != '\0' && strncmp(r->at, end, strlen(end)) != 0)
        step(r);
}

static bool is_name_character(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static void read_tr(Uses *uses, Reader *r)
{
    Place place = r->place;
    Buffer message;
    r->at += strlen("TR(");
    skip_space(r);
    if (*r->at != '"')
        return; /* the macro itself, or TR of something that is one already */
    buffer_init(&message, MOST_FILE);
    read_literals(r, &message);
    if (*r->at != ')')
        fail(place, "TR takes string literals and nothing else");
    uses_add(uses, text_copy(uses->arena, text_at(buffer_text(&message)), message.length), place);
    buffer_done(&message);
}

void uses_add_from_c(Uses *uses, Text source, Place place)
{
    Reader r = { text_at(source), place };
    while (*r.at != '\0') {
        if (strncmp(r.at, "/*", 2) == 0) {
            skip_past(&r, "*/");
        } else if (strncmp(r.at, "//", 2) == 0) {
            skip_past(&r, "\n");
        } else if (*r.at == '"' || *r.at == '\'') {
            skip_quoted(&r, *r.at);
        } else if (strncmp(r.at, "TR(", 3) == 0) {
            read_tr(uses, &r);
        } else if (is_name_character(*r.at)) {
            while (is_name_character(*r.at))
                r.at++;
        } else {
            step(&r);
        }
    }
}

/* ---- the template ---- */

static int compare_uses(const void *a, const void *b)
{
    const Use *first = a, *second = b;
    int order = text_compare(first->message, second->message);
    if (order == 0)
        order = strcmp(first->place.path, second->place.path);
    if (order == 0)
        order = (first->place.line > second->place.line) - (first->place.line < second->place.line);
    return order;
}

static void sort_uses(Uses *uses)
{
    if (uses->count > 0)
        qsort(uses->at, uses->count, sizeof(Use), compare_uses);
}

static bool is_same_message(const Uses *uses, size_t i)
{
    return i > 0 && text_equal(uses->at[i - 1].message, uses->at[i].message);
}

void uses_print(Uses *uses, FILE *out)
{
    Buffer text;
    buffer_init(&text, MOST_FILE);
    sort_uses(uses);
    for (size_t i = 0; i < uses->count;) {
        size_t first = i;
        for (; i == first || (i < uses->count && is_same_message(uses, i)); i++)
            if (i == first || compare_uses(&uses->at[i - 1], &uses->at[i]) != 0)
                buffer_format(&text, "#: %s:%zu\n", uses->at[i].place.path, uses->at[i].place.line);
        buffer_add_string(&text, "msgid ");
        write_c_string(&text, uses->at[first].message);
        buffer_add_string(&text, "\nmsgstr \"\"\n\n");
    }
    fputs(text_at(buffer_text(&text)), out);
    buffer_done(&text);
}

/* ---- po files ---- */

typedef struct Entry {
    Text danish;
    Text english;
    Place place; /* of the translation */
} Entry;

typedef struct Entries {
    Entry *at;
    size_t count;
    size_t room;
} Entries;

static Text read_po_string(Arena *arena, Reader *r, const char *keyword)
{
    if (strncmp(r->at, keyword, strlen(keyword)) != 0)
        fail(r->place, "expected %s", keyword);
    r->at += strlen(keyword);
    skip_space(r);
    if (*r->at != '"')
        fail(r->place, "expected a string after %s", keyword);
    Buffer string;
    buffer_init(&string, MOST_FILE);
    read_literals(r, &string);
    Text text = text_copy(arena, text_at(buffer_text(&string)), string.length);
    buffer_done(&string);
    return text;
}

/* A slot of a message at AT: its length, and "{1", "<1" or "/1" as kind and number; 0 where there is none. */
static size_t slot_at(const char *at, char *ret_kind, int *ret_number)
{
    const char *from = at;
    if (*at != '{' && *at != '<')
        return 0;
    *ret_kind = *at++;
    if (*ret_kind == '<' && *at == '/')
        *ret_kind = *at++;
    int number = 0, digits = 0;
    for (; isdigit((unsigned char)*at) && digits < 2; digits++)
        number = number * 10 + (*at++ - '0');
    *ret_number = number;
    return digits > 0 && *at == (*ret_kind == '{' ? '}' : '>') ? (size_t)(at + 1 - from) : 0;
}

typedef struct Slots {
    bool has_value[MOST_TAGS];
    bool has_tag[MOST_TAGS];
} Slots;

static Slots slots_of(Text message, Place place)
{
    Slots slots = { 0 };
    int open[MOST_TAGS], depth = 0, number;
    char kind;
    for (size_t i = 0; i < message.length;) {
        size_t length = slot_at(message.at + i, &kind, &number);
        i += length > 0 ? length : 1;
        if (length == 0)
            continue;
        if (kind == '{') {
            slots.has_value[number] = true;
        } else if (kind == '<') {
            if (slots.has_tag[number])
                fail(place, "<%d> stands twice", number);
            slots.has_tag[number] = true;
            open[depth++] = number;
        } else if (depth == 0 || open[--depth] != number) {
            fail(place, "</%d> closes what is not open", number);
        }
    }
    if (depth > 0)
        fail(place, "<%d> is not closed", open[depth - 1]);
    return slots;
}

static void check_slots(const Entry *entry)
{
    Slots danish = slots_of(entry->danish, entry->place);
    Slots english = slots_of(entry->english, entry->place);
    for (int i = 0; i < MOST_TAGS; i++) {
        if (danish.has_value[i] != english.has_value[i])
            fail(entry->place, "{%d} is %s", i, danish.has_value[i] ? "missing" : "not in the message");
        if (danish.has_tag[i] != english.has_tag[i])
            fail(entry->place, "<%d> is %s", i, danish.has_tag[i] ? "missing" : "not in the message");
    }
}

static int compare_entries(const void *a, const void *b)
{
    const Entry *first = a, *second = b;
    int order = text_compare(first->danish, second->danish);
    return order != 0 ? order
                      : (first->place.line > second->place.line) - (first->place.line < second->place.line);
}

static void read_entry(Arena *arena, Reader *r, Entries *entries)
{
    Entry entry;
    entry.danish = read_po_string(arena, r, "msgid");
    entry.place = r->place;
    entry.english = read_po_string(arena, r, "msgstr");
    if (text_is_empty(entry.danish) || text_is_empty(entry.english))
        return; /* the file's own header, or not translated yet */
    check_slots(&entry);
    entries->at = grown(arena, entries->at, entries->count, &entries->room, sizeof(Entry));
    entries->at[entries->count++] = entry;
}

/* All translations of the file, sorted; a message that stands twice is an error. */
static Entries read_po(Arena *arena, const char *path)
{
    Reader r = { text_at(read_file(arena, path)), { path, 1, 1 } };
    Entries entries = { 0 };
    for (skip_space(&r); *r.at != '\0'; skip_space(&r)) {
        if (*r.at == '#')
            skip_past(&r, "\n");
        else
            read_entry(arena, &r, &entries);
    }
    if (entries.count > 0)
        qsort(entries.at, entries.count, sizeof(Entry), compare_entries);
    for (size_t i = 1; i < entries.count; i++)
        if (text_equal(entries.at[i - 1].danish, entries.at[i].danish))
            fail(entries.at[i].place, "\"%s\" stands twice", entries.at[i].danish.at);
    return entries;
}

void po_compile(Arena *arena, const char *po_path, const char *c_path)
{
    Entries entries = read_po(arena, po_path);
    Buffer out;
    buffer_init(&out, MOST_FILE);
    buffer_format(
        &out,
        "/* Made by htmlc from %s. */\n#include \"page/html.h\"\n\nconst Translation translations[] = {\n",
        po_path);
    for (size_t i = 0; i < entries.count; i++) {
        buffer_add_string(&out, "    { ");
        write_c_string(&out, entries.at[i].danish);
        buffer_add_string(&out, ", ");
        write_c_string(&out, entries.at[i].english);
        buffer_add_string(&out, " },\n");
    }
    buffer_format(&out, "    { NULL, NULL },\n};\nconst size_t translation_count = %zu;\n", entries.count);
    write_file(c_path, &out);
    buffer_done(&out);
}

bool po_print_missing(const char *po_path, Uses *uses, FILE *out)
{
    Entries entries = read_po(uses->arena, po_path);
    bool is_any = false;
    size_t e = 0;
    sort_uses(uses);
    for (size_t u = 0; u < uses->count || e < entries.count;) {
        int order = u == uses->count     ? 1
                    : e == entries.count ? -1
                                         : text_compare(uses->at[u].message, entries.at[e].danish);
        if (order < 0)
            fprintf(out, "%s:%zu: no translation: \"%s\"\n", uses->at[u].place.path, uses->at[u].place.line,
                    uses->at[u].message.at);
        if (order > 0)
            fprintf(out, "%s:%zu: no such message: \"%s\"\n", po_path, entries.at[e].place.line,
                    entries.at[e].danish.at);
        is_any |= order != 0;
        e += order >= 0;
        if (order <= 0)
            for (u++; u < uses->count && is_same_message(uses, u); u++)
                ;
    }
    return is_any;
}
