/* SPDX-License-Identifier: MPL-2.0 */
/* Runs of text become messages, and everything becomes C. */
#include "htmlc.h"

#include <string.h>

#include "base/banned.h"

#define NO_PAIR ((size_t)-1)
enum { MOST_SLOTS = 99 };

/* ---- code ---- */

static void add_op(Arena *arena, Ops *ops, Op op)
{
    ops->at = grown(arena, ops->at, ops->count, &ops->room, sizeof(Op));
    ops->at[ops->count++] = op;
}

void add_literal(Arena *arena, Ops *ops, const char *at, size_t length)
{
    if (length > 0)
        add_op(arena, ops, (Op){ .is_literal = true, .text = text_copy(arena, at, length) });
}

void add_statement(Arena *arena, Ops *ops, Place place, Text statement)
{
    add_op(arena, ops, (Op){ .text = statement, .place = place });
}

void add_ops(Arena *arena, Ops *ops, const Ops *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_op(arena, ops, more->at[i]);
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

void add_escaped(Arena *arena, Ops *ops, Text text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char *escape = escape_of(text.at[i]);
        if (escape == NULL)
            continue;
        add_literal(arena, ops, text.at + from, i - from);
        add_literal(arena, ops, escape, strlen(escape));
        from = i + 1;
    }
    add_literal(arena, ops, text_at(text) + from, text.length - from);
}

static void write_c_characters(Buffer *out, Text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == '\n')
            buffer_add_string(out, "\\n");
        else if (c == '\t')
            buffer_add_string(out, "\\t");
        else if ((unsigned char)c < ' ')
            buffer_format(out, "\\%03o", (unsigned)c);
        else if (c == '"' || c == '\\')
            buffer_format(out, "\\%c", c);
        else
            buffer_add(out, &c, 1);
    }
}

void write_c_string(Buffer *out, Text text)
{
    buffer_add_string(out, "\"");
    write_c_characters(out, text);
    buffer_add_string(out, "\"");
}

/* The literals from FROM on as one write; returns the index after them. */
static size_t write_literals(Buffer *out, const Ops *ops, size_t from)
{
    size_t length = 0, end = from;
    buffer_add_string(out, "    html_raw(h, \"");
    for (; end < ops->count && ops->at[end].is_literal; end++) {
        write_c_characters(out, ops->at[end].text);
        length += ops->at[end].text.length;
    }
    buffer_format(out, "\", %zu);\n", length);
    return end;
}

void write_ops(Buffer *out, const Ops *ops)
{
    for (size_t i = 0; i < ops->count;) {
        const Op *op = &ops->at[i];
        if (op->is_literal) {
            i = write_literals(out, ops, i);
            continue;
        }
        if (op->place.line > 0) {
            buffer_format(out, "#line %zu ", op->place.line);
            write_c_string(out, text_of(op->place.path));
            buffer_add_string(out, "\n");
        }
        buffer_add_string(out, "    ");
        buffer_add_text(out, op->text);
        buffer_add_string(out, "\n");
        i++;
    }
}

/* ---- building a run ---- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

void run_add(Run *run, Item item)
{
    item.pair = NO_PAIR;
    run->at = grown(run->arena, run->at, run->count, &run->room, sizeof(Item));
    run->at[run->count++] = item;
}

void run_add_words(Run *run, Text text, bool is_fixed, Place place)
{
    if (text.length == 0)
        return;
    Item *last = run->count > 0 ? &run->at[run->count - 1] : NULL;
    if (last == NULL || last->kind != WORDS || last->is_fixed != is_fixed) {
        run_add(run, (Item){ .kind = WORDS, .is_fixed = is_fixed, .place = place });
        last = &run->at[run->count - 1];
    }
    char *joined = arena_get(run->arena, last->words.length + text.length + 1);
    size_t length = last->words.length;
    memcpy(joined, text_at(last->words), length);
    for (size_t i = 0; i < text.length; i++) {
        bool is_white = is_space(text.at[i]);
        last->has_newline |= text.at[i] == '\n';
        if (is_white && length > 0 && joined[length - 1] == ' ')
            continue;
        joined[length++] = is_white ? ' ' : text.at[i];
    }
    last->words = (Text){ joined, length };
}

/* A letter: ASCII or from U+00C0 to U+024F, apart from the signs for times and division. */
static bool has_letters(Text words)
{
    for (size_t i = 0; i < words.length; i++) {
        unsigned char c = (unsigned char)words.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c > 0xC3 && c <= 0xC9))
            return true;
        if (c == 0xC3 && (unsigned char)words.at[i + 1] != 0x97 && (unsigned char)words.at[i + 1] != 0xB7)
            return true;
    }
    return false;
}

static bool is_letters(const Item *item)
{
    return item->kind == WORDS && !item->is_fixed && has_letters(item->words);
}

static void add_item(Run *run, Ops *out, const Item *item)
{
    if (item->kind == WORDS)
        add_escaped(run->arena, out, item->words);
    else
        add_ops(run->arena, out, &item->ops);
}

static void pair_tags(Run *run)
{
    for (size_t i = 0; i < run->count; i++)
        run->at[i].pair = NO_PAIR;
    for (size_t i = 0; i < run->count; i++) {
        if (run->at[i].kind != CLOSE)
            continue;
        for (size_t open = i; open-- > 0;) {
            if (run->at[open].kind == OPEN && run->at[open].pair == NO_PAIR) {
                run->at[open].pair = i;
                run->at[i].pair = open;
                break;
            }
        }
    }
}

void run_fix_last_element(Run *run)
{
    pair_tags(run);
    size_t open = run->at[run->count - 1].pair;
    if (open == NO_PAIR)
        return;
    Item whole = { .kind = VALUE, .place = run->at[open].place };
    for (size_t i = open; i < run->count; i++)
        add_item(run, &whole.ops, &run->at[i]);
    run->count = open;
    run_add(run, whole);
}

/* ---- writing a run ---- */

/* Words that a page would mistake for a slot cannot be in a message. */
static void refuse_slots(const Item *item)
{
    for (size_t i = 0; i + 2 < item->words.length; i++) {
        const char *at = item->words.at + i;
        bool is_tag = at[0] == '<' && (at[1] == '/' || (at[1] >= '0' && at[1] <= '9'));
        if (is_tag || (at[0] == '{' && at[1] >= '0' && at[1] <= '9'))
            fail(item->place, "'%.3s' looks like a placeholder of a message; write it as a value", at);
    }
}

static void add_case(Buffer *code, const Item *item, const char *kind, size_t slot)
{
    if (slot > MOST_SLOTS)
        fail(item->place, "too many values or elements in one run of text");
    buffer_format(code, "    case MESSAGE_%s + %zu: {\n", kind, slot);
    write_ops(code, &item->ops);
    buffer_add_string(code, "    } break;\n");
}

/* The text of the message and the cases that fill its slots. */
static void build_message(Run *run, size_t from, size_t to, Buffer *message, Buffer *cases)
{
    size_t values = 0, tags = 0;
    size_t *numbers = arena_array(run->arena, size_t, run->count);
    for (size_t i = from; i < to; i++) {
        const Item *item = &run->at[i];
        switch (item->kind) {
        case WORDS:
            refuse_slots(item);
            buffer_add_text(message, item->words);
            break;
        case VALUE:
            buffer_format(message, "{%zu}", ++values);
            add_case(cases, item, "VALUE", values);
            break;
        case OPEN:
            numbers[item->pair] = ++tags;
            buffer_format(message, "<%zu>", tags);
            add_case(cases, item, "OPEN", tags);
            break;
        case CLOSE:
            buffer_format(message, "</%zu>", numbers[i]);
            add_case(cases, item, "CLOSE", numbers[i]);
            break;
        }
    }
}

static void add_message(Run *run, Ops *out, size_t from, size_t to)
{
    Buffer message, cases, code;
    buffer_init(&message, 1 << 20);
    buffer_init(&cases, 1 << 22);
    buffer_init(&code, 1 << 23);
    build_message(run, from, to, &message, &cases);
    const Item *first = &run->at[from + (run->at[from].kind == WORDS && run->at[from].words.length == 0)];
    uses_add(run->uses, text_copy(run->arena, message.at, message.length), first->place);
    if (cases.length == 0) {
        buffer_add_string(&code, "html_message(h, ");
        write_c_string(&code, buffer_text(&message));
        buffer_add_string(&code, ");");
    } else {
        size_t number = ++*run->numbers;
        buffer_format(&code, "for (Message message%zu = message_start(h, ", number);
        write_c_string(&code, buffer_text(&message));
        buffer_format(&code, "); message_next(&message%zu);)\n    switch (message%zu.slot) {\n", number,
                      number);
        buffer_add_text(&code, buffer_text(&cases));
        buffer_add_string(&code, "    }");
    }
    add_statement(run->arena, out, first->place, text_copy(run->arena, code.at, code.length));
    buffer_done(&message);
    buffer_done(&cases);
    buffer_done(&code);
}

/* Takes the white space off the ends of words; true where there was some. */
static bool trim_start(Item *item)
{
    if (item->kind != WORDS || item->words.length == 0 || item->words.at[0] != ' ')
        return false;
    item->words = (Text){ item->words.at + 1, item->words.length - 1 };
    return true;
}

static bool trim_end(Item *item)
{
    if (item->kind != WORDS || item->words.length == 0 || item->words.at[item->words.length - 1] != ' ')
        return false;
    item->words.length--;
    return true;
}

/* A piece in which every tag has its pair. It is one message when words stand beside its elements;
 * when all words are inside elements, each element is looked at alone, so that a lone link's text is just
 * that text. */
static void add_segment(Run *run, Ops *out, size_t from, size_t to)
{
    bool has_words = false, has_words_on_top = false;
    for (size_t i = from, depth = 0; i < to; i++) {
        Item *item = &run->at[i];
        depth += item->kind == OPEN;
        depth -= item->kind == CLOSE;
        has_words |= is_letters(item);
        has_words_on_top |= depth == 0 && is_letters(item);
    }
    if (has_words && has_words_on_top) {
        if (trim_start(&run->at[from]))
            add_literal(run->arena, out, " ", 1);
        bool has_end = trim_end(&run->at[to - 1]);
        add_message(run, out, from, to);
        add_literal(run->arena, out, " ", has_end);
        return;
    }
    for (size_t i = from; i < to; i++) {
        add_item(run, out, &run->at[i]);
        if (has_words && run->at[i].kind == OPEN) {
            add_segment(run, out, i + 1, run->at[i].pair);
            i = run->at[i].pair - 1;
        }
    }
}

static void add_segments(Run *run, Ops *out)
{
    size_t from = 0;
    for (size_t i = 0; i < run->count; i++) {
        Item *item = &run->at[i];
        if ((item->kind != OPEN && item->kind != CLOSE) || item->pair != NO_PAIR)
            continue;
        add_segment(run, out, from, i);
        add_item(run, out, item);
        from = i + 1;
    }
    add_segment(run, out, from, run->count);
}

static bool is_only_space(const Run *run)
{
    return run->count == 1 && run->at[0].kind == WORDS && text_is(run->at[0].words, " ");
}

void run_flush(Run *run, Ops *out, bool is_before_block)
{
    if (run->count == 0)
        return;
    bool is_line = is_only_space(run) && run->at[0].has_newline;
    Item *last = &run->at[run->count - 1];
    if (run->before != AFTER_INLINE)
        trim_start(&run->at[0]);
    if (is_before_block)
        trim_end(last);
    if (is_line && run->before == AFTER_BLOCK) {
        add_literal(run->arena, out, "\n", 1);
        run->before = AFTER_NEWLINE;
    } else if (run->count > 1 || last->kind != WORDS || last->words.length > 0) {
        bool ends_with_space = last->kind == WORDS && text_ends_with(last->words, " ");
        pair_tags(run);
        add_segments(run, out);
        run->before = ends_with_space ? AFTER_SPACE : AFTER_INLINE;
    }
    run->count = 0;
}
