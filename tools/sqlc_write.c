/* SPDX-License-Identifier: MPL-2.0 */
/* Writes the queries as C: the header with rows and prototypes, and the source. */
#include "sqlc.h"

#include <ctype.h>
#include <string.h>

#include "base/banned.h"

enum { WIDTH = 110 };

typedef LIST_OF(Text) Texts;

/* TrialLine → trial_line */
Text snake_case(Arena *arena, Text name)
{
    char *snake = arena_get(arena, name.length * 2 + 1);
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        if (isupper((unsigned char)name.at[i]) && i > 0)
            snake[length++] = '_';
        snake[length++] = (char)tolower((unsigned char)name.at[i]);
    }
    return (Text){ snake, length };
}

/* Trial → Trials, Policy → Policies, Progress → ProgressList */
static Text plural(Arena *arena, Text name)
{
    char last = name.at[name.length - 1];
    char before = name.length > 1 ? name.at[name.length - 2] : 'a';
    if (last == 's')
        return text_format(arena, "%sList", name.at);
    if (last == 'y' && strchr("aeiou", before) == NULL)
        return text_format(arena, "%.*sies", (int)name.length - 1, name.at);
    return text_format(arena, "%ss", name.at);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void write_comment(Buffer *out, Text comment)
{
    if (text_is_empty(comment))
        return;
    buffer_add_string(out, "/* ");
    for (size_t i = 0; i < comment.length; i++) {
        buffer_add(out, &comment.at[i], 1);
        if (comment.at[i] == '\n')
            buffer_add_string(out, " * ");
        else if (i + 1 < comment.length && strchr("*/", comment.at[i]) && strchr("*/", comment.at[i + 1]))
            buffer_add_string(out, " "); /* no comment begins or ends inside */
    }
    buffer_add_string(out, " */\n");
}

/* Pieces with commas; COLUMN is where the line stands, INDENT where the next one begins. */
static void write_pieces(Buffer *out, const Texts *pieces, size_t column, size_t indent)
{
    for (size_t i = 0; i < pieces->count; i++) {
        Text piece = pieces->at[i];
        if (i > 0 && column + piece.length + 3 > WIDTH) {
            buffer_format(out, ",\n%*s", (int)indent, "");
            column = indent;
        } else if (i > 0) {
            buffer_add_string(out, ", ");
            column += 2;
        }
        buffer_add_text(out, piece);
        column += piece.length;
    }
}

/* A C string on lines of its own, broken at spaces. */
static void write_string(Buffer *out, Text text)
{
    size_t column = 0;
    buffer_add_string(out, "    \"");
    for (size_t i = 0; i < text.length; i++, column++) {
        char c = text.at[i];
        if (c == '\n')
            buffer_add_string(out, "\\n");
        else if (c == '"' || c == '\\' || (c == '?' && i > 0 && text.at[i - 1] == '?'))
            buffer_format(out, "\\%c", c);
        else if (c != '\r')
            buffer_add(out, &c, 1);
        if (c == ' ' && column > WIDTH - 25) {
            buffer_add_string(out, "\"\n    \"");
            column = 0;
        }
    }
    buffer_add_string(out, "\",\n");
}

static Text list_type(Arena *arena, const Query *query)
{
    return query->scalar != NULL ? text_of(query->scalar->list) : plural(arena, query->type);
}

/* The last parameter, with its type; empty if there is none. */
static Text result_parameter(Arena *arena, const Query *query)
{
    if (query->kind == RUN)
        return text_is(query->type, "void") ? (Text){ 0 } : TEXT("int64_t *ret_changed");
    Text type = query->kind == MANY ? list_type(arena, query) : query->type;
    Text name = query->scalar != NULL ? query->name : snake_case(arena, type);
    return text_format(arena, "%s *ret_%s", type.at, name.at);
}

static void write_prototype(Arena *arena, Buffer *out, const Query *query)
{
    Texts pieces = { 0 };
    *ADD(arena, &pieces) = TEXT("Db *db");
    for (size_t i = 0; i < query->parameters.count; i++) {
        const Parameter *parameter = &query->parameters.at[i];
        *ADD(arena, &pieces) = text_format(arena, "%s %s", parameter->type->c_type, parameter->name.at);
    }
    Text result = result_parameter(arena, query);
    if (!text_is_empty(result))
        *ADD(arena, &pieces) = result;
    buffer_format(out, "Err %s(", query->name.at);
    write_pieces(out, &pieces, query->name.length + 5, query->name.length + 5);
    buffer_add_string(out, ")");
}

static void write_query(Buffer *out, const Query *query)
{
    buffer_format(out, "static const Query query_%s = {\n    \"%s\",\n", query->name.at, query->name.at);
    write_string(out, query->sqlite);
    write_string(out, query->postgres);
    buffer_format(out, "    %zu,\n};\n\n", query->slots.count);
}

/* The array of values; returns what to call it. */
static const char *write_values(Arena *arena, Buffer *out, const Query *query)
{
    if (query->slots.count == 0)
        return "NULL";
    Texts pieces = { 0 };
    for (size_t i = 0; i < query->slots.count; i++) {
        const Parameter *parameter = &query->parameters.at[query->slots.at[i].parameter];
        const char *after = query->slots.at[i].is_inside ? ".is_inside)" : parameter->type->after;
        *ADD(arena, &pieces) =
            text_format(arena, "%s%s%s", parameter->type->before, parameter->name.at, after);
    }
    buffer_add_string(out, "    const Value values[] = { ");
    write_pieces(out, &pieces, 29, 29);
    buffer_add_string(out, " };\n");
    return "values";
}

static void write_member(Buffer *out, const Query *query, const Member *member, const char *indent)
{
    const Part *parts = member->type->parts;
    bool is_compound = parts[0].name != NULL;
    buffer_format(out, "%s    .%s = %s", indent, member->name.at, is_compound ? "{ " : "");
    FOR_EACH_PART(part, member->type)
    {
        buffer_add_string(out, part > parts ? ", " : "");
        if (is_compound)
            buffer_format(out, ".%s = ", part->name);
        size_t place = column_place(&query->columns, member->name, part->suffix);
        buffer_format(out, "%s(&rows, %zu)%s", part->read, place, part->then);
    }
    buffer_add_string(out, is_compound ? " },\n" : ",\n");
}

/* The statement that puts the current row into TARGET; a record's may fail, and sets err. */
static void write_read(Arena *arena, Buffer *out, const Query *query, const char *target, const char *indent)
{
    if (query->scalar != NULL) {
        const Part *part = query->scalar->parts;
        buffer_format(out, "%s%s = %s(&rows, 0)%s;\n", indent, target, part->read, part->then);
    } else if (query->row == NULL) {
        buffer_format(out, "%serr = record_read(&rows, &%s_record, &%s);\n", indent,
                      snake_case(arena, query->type).at, target);
    } else {
        buffer_format(out, "%s%s = (%s){\n", indent, target, query->type.at);
        for (size_t i = 0; i < query->row->members.count; i++)
            write_member(out, query, &query->row->members.at[i], indent);
        buffer_format(out, "%s};\n", indent);
    }
}

static Text result_name(Arena *arena, const Query *query)
{
    Text result = result_parameter(arena, query);
    const char *star = strchr(result.at, '*');
    return text_of(star + 1);
}

static void write_one(Arena *arena, Buffer *out, const Query *query)
{
    bool is_number = query->scalar != NULL && strcmp(query->scalar->parts[0].read, "row_integer") == 0;
    buffer_format(out,
                  "    %s found = %s;\n"
                  "    bool is_row = false;\n"
                  "    Err err = rows_next(&rows, &is_row);\n"
                  "    if (err == OK && !is_row)\n"
                  "        err = NOT_FOUND;\n"
                  "    if (err == OK)%s\n",
                  query->type.at,
                  text_is(query->type, "bool") ? "false"
                  : is_number                  ? "0"
                                               : "{ 0 }",
                  query->row != NULL ? " {" : "");
    write_read(arena, out, query, "found", "        ");
    buffer_add_string(out, query->row != NULL ? "    }\n" : "");
}

static void write_many(Arena *arena, Buffer *out, const Query *query)
{
    bool is_record = query->row == NULL && query->scalar == NULL;
    buffer_format(out,
                  "    %s found = { 0 };\n"
                  "    size_t room = 0;\n"
                  "    bool is_row = false;\n"
                  "    Err err = OK;\n"
                  "    while (%s(err = rows_next(&rows, &is_row)) == OK && is_row) {\n"
                  "        found.at = with_room(db, found.at, found.count, &room, sizeof *found.at);\n",
                  list_type(arena, query).at, is_record ? "err == OK && " : "");
    write_read(arena, out, query, "found.at[found.count]", "        ");
    buffer_add_string(out, "        found.count++;\n    }\n");
}

static void write_function(Arena *arena, Buffer *out, const Query *query)
{
    write_prototype(arena, out, query);
    buffer_add_string(out, "\n{\n");
    const char *values = write_values(arena, out, query);
    if (query->kind == RUN) {
        const char *changed = text_is(query->type, "void") ? "NULL" : "ret_changed";
        buffer_format(out, "    return db_run(db, &query_%s, %s, %s);\n}\n\n", query->name.at, values,
                      changed);
        return;
    }
    buffer_format(out, "    Rows rows;\n    TRY(rows_start(&rows, db, &query_%s, %s));\n", query->name.at,
                  values);
    if (query->kind == ONE)
        write_one(arena, out, query);
    else
        write_many(arena, out, query);
    buffer_format(out,
                  "    rows_end(&rows);\n    if (err == OK)\n        *%s = found;\n    return err;\n}\n\n",
                  result_name(arena, query).at);
}

/* "src/trial/trial.sql" → "trial" */
static Text concept_name(Arena *arena, const char *path)
{
    const char *base = base_name(path);
    const char *dot = strchr(base, '.');
    char *name = arena_get(arena, strlen(base) + 1);
    for (size_t i = 0; base[i] != '\0' && base + i != dot; i++)
        name[i] = is_word_byte(base[i]) ? base[i] : '_';
    return text_of(name);
}

static Text guard_name(Arena *arena, const char *path)
{
    Text guard = text_format(arena, "RETTESNOR_%s", base_name(path));
    char *upper = arena_get(arena, guard.length + 1);
    for (size_t i = 0; i < guard.length; i++)
        upper[i] = is_word_byte(guard.at[i]) ? (char)toupper((unsigned char)guard.at[i]) : '_';
    return text_of(upper);
}

static void write_rows(Compiler *c, Buffer *out)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const Row *row = &c->rows.at[i];
        write_comment(out, row->comment);
        buffer_format(out, "typedef struct %s {\n", row->name.at);
        for (size_t j = 0; j < row->members.count; j++)
            buffer_format(out, "    %s %s;\n", row->members.at[j].type->name, row->members.at[j].name.at);
        Text list = plural(c->arena, row->name);
        buffer_format(out, "} %s;\n\ntypedef struct %s {\n    %s *at;\n    size_t count;\n} %s;\n\n",
                      row->name.at, list.at, row->name.at, list.at);
        buffer_format(
            out, "/* Its members by name, for JSON. Ends with { 0 }. */\nextern const Field %s_fields[];\n\n",
            snake_case(c->arena, row->name).at);
    }
}

static void write_row_fields(Compiler *c, Buffer *out)
{
    for (size_t i = 0; i < c->rows.count; i++) {
        const Row *row = &c->rows.at[i];
        buffer_format(out, "const Field %s_fields[] = {\n", snake_case(c->arena, row->name).at);
        for (size_t j = 0; j < row->members.count; j++)
            buffer_format(out, "    FIELD(%s, %s),\n", row->name.at, row->members.at[j].name.at);
        buffer_add_string(out, "    { 0 },\n};\n\n");
    }
}

/* Several files may give lists of the same record. */
static void write_shared_list(Compiler *c, Buffer *out, const Query *query)
{
    if (query->kind != MANY || query->row != NULL || text_is(query->type, "int64_t"))
        return;
    Text list = list_type(c->arena, query);
    buffer_format(out,
                  "#ifndef RETTESNOR_LIST_%s\n#define RETTESNOR_LIST_%s\n"
                  "typedef struct %s {\n    %s *at;\n    size_t count;\n} %s;\n#endif\n\n",
                  list.at, list.at, list.at, query->type.at, list.at);
}

void write_header(Compiler *c, Buffer *out, const char *path, const char *source)
{
    Text guard = guard_name(c->arena, path);
    Text concept = concept_name(c->arena, source);
    buffer_format(out,
                  "/* SPDX-License-Identifier: MPL-2.0 */\n"
                  "/* The queries of %s as functions. Made by tools/sqlc: change %s instead. */\n"
                  "#ifndef %s\n#define %s\n\n#include \"db/record.h\"\n",
                  base_name(source), base_name(source), guard.at, guard.at);
    for (size_t i = 0; i < c->includes.count; i++)
        buffer_format(out, "#include \"%s\"\n", c->includes.at[i].at);
    buffer_add_string(out, "\n");
    write_rows(c, out);
    for (size_t i = 0; i < c->queries.count; i++)
        write_shared_list(c, out, &c->queries.at[i]);
    for (size_t i = 0; i < c->queries.count; i++) {
        write_comment(out, c->queries.at[i].comment);
        write_prototype(c->arena, out, &c->queries.at[i]);
        buffer_add_string(out, ";\n\n");
    }
    buffer_format(
        out,
        "/* Every statement above, for the test that both engines can prepare it. Ends with NULL. */\n"
        "extern const Query *const %s_queries[];\n\n#endif\n",
        concept.at);
}

static const char with_room_source[] =
    "/* AT with room for one more behind COUNT elements, in the arena of the connection. */\n"
    "static void *with_room(Db *db, void *at, size_t count, size_t *room, size_t size)\n"
    "{\n"
    "    if (count < *room)\n"
    "        return at;\n"
    "    *room = *room == 0 ? 16 : *room * 2;\n"
    "    void *larger = arena_get(db_arena(db), *room * size);\n"
    "    if (count > 0)\n"
    "        memcpy(larger, at, count * size);\n"
    "    return larger;\n"
    "}\n\n";

void write_source(Compiler *c, Buffer *out, const char *header, const char *source)
{
    bool has_many = false;
    for (size_t i = 0; i < c->queries.count; i++)
        has_many |= c->queries.at[i].kind == MANY;
    buffer_format(out,
                  "/* SPDX-License-Identifier: MPL-2.0 */\n"
                  "/* Made by tools/sqlc from %s: change that instead. */\n"
                  "#include \"%s\"\n\n%s%s",
                  base_name(source), base_name(header), has_many ? "#include <string.h>\n\n" : "",
                  has_many ? with_room_source : "");
    write_row_fields(c, out);
    for (size_t i = 0; i < c->queries.count; i++) {
        write_query(out, &c->queries.at[i]);
        write_function(c->arena, out, &c->queries.at[i]);
    }
    buffer_format(out, "const Query *const %s_queries[] = {\n", concept_name(c->arena, source).at);
    for (size_t i = 0; i < c->queries.count; i++)
        buffer_format(out, "    &query_%s,\n", c->queries.at[i].name.at);
    buffer_add_string(out, "    NULL,\n};\n");
}
