/* SPDX-License-Identifier: MPL-2.0 */
/* Checks statements: what both engines take, what may be written, and whether the columns are those of the type. */
#include "sqlc.h"

#include <ctype.h>
#include <string.h>

#include "base/banned.h"

/* What the two engines do differently, and what to do instead. */
typedef struct RefusedWord {
    const char *word;
    bool is_call;
    const char *instead;
} RefusedWord;

#define SEARCH_INSTEAD "find people's words through the search index, or compare whole values"
#define FOLD_INSTEAD   "store the text in the form in which it is compared"
#define JOIN_INSTEAD   "read a row for each and join them in C"
#define DAY_INSTEAD    "reckon with days in C and hand them in as Day parameters"
#define CLOCK_INSTEAD  "hand the clock's time in as a parameter (Day today, Instant now)"

static const RefusedWord refused_words[] = {
    { "like", false, SEARCH_INSTEAD },
    { "ilike", false, SEARCH_INSTEAD },
    { "glob", false, SEARCH_INSTEAD },
    { "regexp", false, SEARCH_INSTEAD },
    { "lower", true, FOLD_INSTEAD },
    { "upper", true, FOLD_INSTEAD },
    { "group_concat", true, JOIN_INSTEAD },
    { "string_agg", true, JOIN_INSTEAD },
    { "date", true, DAY_INSTEAD },
    { "datetime", true, DAY_INSTEAD },
    { "strftime", true, DAY_INSTEAD },
    { "julianday", true, DAY_INSTEAD },
    { "now", true, CLOCK_INSTEAD },
    { "current_date", false, CLOCK_INSTEAD },
    { "current_time", false, CLOCK_INSTEAD },
    { "current_timestamp", false, CLOCK_INSTEAD },
    { "boolean", false, "use INTEGER 0 or 1" },
    { "any", true, "use IN (SELECT …)" },
    { "ifnull", true, "use COALESCE" },
    { "iif", true, "use CASE WHEN" },
};

/* Whether the call whose `(` is at AT has more than one argument. */
static bool has_two_arguments(const Token *at)
{
    int depth = 0;
    for (; at->kind != END; at++) {
        depth += depth_change(at);
        if (depth == 0 || (depth == 1 && is_sign(at, ",")))
            return depth == 1;
    }
    return false;
}

static void check_engine_word(const Token *token, const Token *before)
{
    bool is_call = is_sign(token + 1, "(");
    if (is_sign(token, "::"))
        FAIL(token, ":: is PostgreSQL's own: use CAST(… AS …)");
    if (token->kind != WORD || (before != NULL && is_sign(before, ".")))
        return;
    if (is_call && (is_word(token, "max") || is_word(token, "min")) && has_two_arguments(token + 1))
        FAIL(token, "%s of two values differs between the engines: use CASE WHEN", token->text.at);
    for (size_t i = 0; i < sizeof refused_words / sizeof *refused_words; i++) {
        const RefusedWord *refused = &refused_words[i];
        if (is_word(token, refused->word) && (is_call || !refused->is_call))
            FAIL(token, "%s%s differs between the engines: %s", token->text.at, refused->is_call ? "()" : "",
                 refused->instead);
    }
}

/* The table that the word at AT writes, or NULL. */
static const Token *written_table(const Token *at, const Token *before)
{
    if ((is_word(at, "insert") && is_word(at + 1, "or")) ||
        (is_word(at, "replace") && is_word(at + 1, "into")))
        FAIL(at, "%s is SQLite's own: use ON CONFLICT", is_word(at, "insert") ? "INSERT OR" : "REPLACE");
    bool is_insert = is_word(at, "insert") && is_word(at + 1, "into");
    bool is_delete = is_word(at, "delete") && is_word(at + 1, "from");
    bool is_update =
        is_word(at, "update") && !(before != NULL && (is_word(before, "do") || is_word(before, "for")));
    if (!is_insert && !is_delete && !is_update)
        return NULL;
    const Token *table = at + (is_update ? 1 : 2);
    if (is_word(table, "only"))
        table++;
    return is_sign(table + 1, ".") ? table + 2 : table;
}

static void check_write(const Compiler *c, const Token *at, const Token *before)
{
    const Token *written = written_table(at, before);
    if (written == NULL || !is_name(written))
        return;
    const Table *table = table_by_name(c, name_of(c->arena, written));
    if (table != NULL && table->is_link)
        FAIL(written, "'%s' is a link table: write it through the Ids of its record", table->name.at);
    if (table != NULL && table->is_record)
        FAIL(written,
             "'%s' has a record: write it through db_insert, db_update or db_delete, for the history",
             table->name.at);
}

static bool is_verb(const Token *token)
{
    return is_word(token, "select") || is_word(token, "insert") || is_word(token, "update") ||
           is_word(token, "delete");
}

/* Where one of the words that IS accepts stands outside parentheses, from FROM on; count if nowhere. */
static size_t find_outside(const Tokens *tokens, size_t from, bool (*is)(const Token *token))
{
    int depth = 0;
    size_t i = from;
    for (; i < tokens->count; i++) {
        depth += depth_change(&tokens->at[i]);
        if (depth == 0 && is(&tokens->at[i]))
            break;
    }
    return i;
}

static bool is_limit(const Token *token)
{
    return is_word(token, "limit");
}

static bool is_returning(const Token *token)
{
    return is_word(token, "returning");
}

static bool has_limit(const Tokens *statement, bool is_select)
{
    if (is_select)
        return find_outside(statement, 0, is_limit) < statement->count;
    for (size_t i = 0; i < statement->count; i++)
        if (is_limit(&statement->at[i]))
            return true;
    return false;
}

void check_statement(const Compiler *c, const Query *query, const Tokens *statement)
{
    const Token *first = statement->at;
    if (statement->count == 0 || (!is_verb(first) && !is_word(first, "with")))
        FAIL(statement->count == 0 ? query->prototype : first,
             "the statement of %s must begin with SELECT, WITH, INSERT, UPDATE or DELETE", query->name.at);
    for (size_t i = 0; i < statement->count; i++) {
        const Token *before = i == 0 ? NULL : &statement->at[i - 1];
        if (!statement->at[i].file->is_postgres)
            check_engine_word(&statement->at[i], before);
        check_write(c, &statement->at[i], before);
    }
    size_t verb = find_outside(statement, 0, is_verb);
    bool is_select = verb == statement->count || is_word(&statement->at[verb], "select");
    bool has_rows = is_select || find_outside(statement, verb, is_returning) < statement->count;
    if (query->kind == RUN && has_rows)
        FAIL(first, "%s has rows: it is 'one' or 'many', not 'run'", query->name.at);
    if (query->kind != RUN && !has_rows)
        FAIL(first, "%s has no rows: it needs RETURNING, or is 'run'", query->name.at);
    if (query->kind == MANY && !has_limit(statement, is_select))
        FAIL(query->prototype, "%s needs a LIMIT, best LIMIT :most", query->name.at);
}

static bool ends_select_list(const Token *token)
{
    static const char *const words[] = { "from",  "where",  "group",     "having", "window",
                                         "union", "except", "intersect", "order",  "limit" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(token, words[i]))
            return !(i == 0 && is_word(token - 1, "distinct")); /* IS DISTINCT FROM */
    return false;
}

static bool is_comma(const Token *token)
{
    return is_sign(token, ",");
}

static Column column_of(Arena *arena, const Token *at, size_t count)
{
    const Token *last = &at[count - 1];
    bool has_alias = count > 2 && is_word(last - 1, "as") && is_name(last);
    bool is_plain = is_name(last) && (count == 1 || (count == 3 && is_sign(&at[1], ".")));
    Column column = { .token = at, .is_all = is_sign(last, "*") && (count == 1 || is_sign(last - 1, ".")) };
    if (has_alias || is_plain)
        column.name = name_of(arena, last);
    return column;
}

/* The columns that a statement gives: the list of its outermost, first SELECT, or of its RETURNING. */
Columns columns_of(Arena *arena, const Tokens *statement)
{
    Columns columns = { 0 };
    size_t from = find_outside(statement, 0, is_verb);
    Tokens list = *statement;
    if (is_word(&statement->at[from], "select"))
        list.count = find_outside(statement, from, ends_select_list);
    else
        from = find_outside(statement, from, is_returning);
    from += is_word(&statement->at[from + 1], "distinct") || is_word(&statement->at[from + 1], "all") ? 2 : 1;
    while (from < list.count) {
        size_t to = find_outside(&list, from, is_comma);
        if (to == from)
            FAIL(&list.at[from], "a column is missing before ','");
        *ADD(arena, &columns) = column_of(arena, &list.at[from], to - from);
        from = to + 1;
    }
    return columns;
}

static bool is_column_of(Text column, Text member, const char *suffix)
{
    return column.length == member.length + strlen(suffix) && text_starts_with(column, member.at) &&
           text_ends_with(column, suffix);
}

/* Where the column of a member's part is; count if nowhere. */
size_t column_place(const Columns *columns, Text member, const char *suffix)
{
    size_t i = 0;
    while (i < columns->count && !is_column_of(columns->at[i].name, member, suffix))
        i++;
    return i;
}

static bool row_has_column(const Row *row, Text name)
{
    for (size_t i = 0; i < row->members.count; i++)
        FOR_EACH_PART(part, row->members.at[i].type)
    if (is_column_of(name, row->members.at[i].name, part->suffix))
        return true;
    return false;
}

static void check_row_columns(const Query *query)
{
    const Columns *columns = &query->columns;
    for (size_t i = 0; i < columns->count; i++) {
        const Column *column = &columns->at[i];
        if (column->is_all)
            FAIL(column->token, "'*' is for records: name the columns of %s", query->row->name.at);
        if (text_is_empty(column->name))
            FAIL(column->token, "column %zu of %s has no name: write AS name", i + 1, query->name.at);
        if (!row_has_column(query->row, column->name))
            FAIL(column->token, "%s has no member for the column '%s'", query->row->name.at, column->name.at);
        if (column_place(columns, column->name, "") < i)
            FAIL(column->token, "the column '%s' is there twice", column->name.at);
    }
    for (size_t i = 0; i < query->row->members.count; i++) {
        const Member *member = &query->row->members.at[i];
        FOR_EACH_PART(part, member->type)
        if (column_place(columns, member->name, part->suffix) == columns->count)
            FAIL(query->prototype, "%s gives no column '%s%s' for %s", query->name.at, member->name.at,
                 part->suffix, query->row->name.at);
    }
}

void check_columns(const Query *query)
{
    if (query->row != NULL)
        check_row_columns(query);
    if (query->scalar != NULL && (query->columns.count != 1 || query->columns.at[0].is_all))
        FAIL(query->prototype, "%s must give exactly one column", query->name.at);
}

void resolve_type(const Compiler *c, Query *query)
{
    if (query->kind == RUN) {
        if (!text_is(query->type, "void") && !text_is(query->type, "int64_t"))
            FAIL(query->prototype, "a run gives int64_t (how many rows were changed) or void, not '%s'",
                 query->type.at);
        return;
    }
    query->row = row_by_name(c, query->type);
    query->scalar = read_type(query->type);
    if (query->scalar != NULL && query->scalar->list == NULL)
        FAIL(query->prototype, "a %s alone cannot be read: make it the member of a row", query->type.at);
    if (query->row != NULL || query->scalar != NULL)
        return;
    const Table *table = table_by_name(c, snake_case(c->arena, query->type));
    if (!isupper((unsigned char)query->type.at[0]) || table == NULL || !table->is_record)
        FAIL(query->prototype, "unknown type '%s': neither a row of this file nor a record of the migrations",
             query->type.at);
}
