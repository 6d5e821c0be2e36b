/* SPDX-License-Identifier: MPL-2.0 */
#include "search/search.h"

#include <inttypes.h>
#include <string.h>

#include "search.html.h"
#include "search.sql.h"
#include "search/search_view.h"
#include "search/stem.h"

#include "base/banned.h"

/* ---- keeping the words of a row ---- */

enum { MOST_ROW_TEXT = 1 << 20 };

static bool is_searched(const Field *field)
{
    return field->kind == KIND_TEXT && field->words == NULL &&
           !(field->flags & (PERSONAL | SECRET | GUARDED)) && strcmp(field->name, "source") != 0 &&
           strcmp(field->name, "external_uuid") != 0;
}

static Text words_of_row(Arena *arena, const Record *record, const void *row)
{
    Buffer all;
    buffer_init(&all, MOST_ROW_TEXT);
    for (const Field *field = record->fields; field->name != NULL; field++) {
        if (!is_searched(field))
            continue;
        buffer_add_text(&all, *(const Text *)field_at(field, row));
        buffer_add_string(&all, "\n");
    }
    Text words = stems_joined(arena, stems_of(arena, buffer_text(&all)));
    buffer_done(&all);
    return words;
}

/* What every record's struct begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

static bool is_text_changed(const Record *record, const void *before, const void *after)
{
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (is_searched(field) && !field_equal(field, before, after))
            return true;
    return false;
}

Err search_changed(Db *db, const Record *record, const void *before, const void *after)
{
    if (after == NULL)
        return search_text_remove(db, text_of(record->name), ((const Head *)before)->id);
    if (before != NULL && !is_text_changed(record, before, after))
        return OK;
    return search_text_put(db, text_of(record->name), ((const Head *)after)->id,
                           words_of_row(db_arena(db), record, after));
}

/* ---- searching ---- */

enum { MOST_WORDS = 4, SHORTEST_PART = 4, MOST_ASKED = 200 };

/* In the order in which the page shows them. */
static const Word kinds[] = {
    { "objective", TR("Målsætninger") }, { "goal", TR("Mål") },      { "trial", TR("Prøvehandlinger") },
    { "plan", TR("Målplaner") },         { "sign", TR("Tegn") },     { "policy", TR("Politikker") },
    { "unit", TR("Enheder") },           { "term", TR("Begreber") }, { 0 },
};

/* What is looked for in " bibliotek børn ": a word that begins with BEGIN, or one that ends with END. */
typedef struct Wanted {
    Text begin;
    Text end;
} Wanted;

typedef struct Wanteds {
    Wanted at[MOST_WORDS];
    size_t count;
} Wanteds;

/* A word of some length also finds longer ones that begin or end with it, as Danish puts words together; a short one only itself. */
static Wanteds wanted_of(Arena *arena, Text asked)
{
    Wanteds wanted = { 0 };
    Stems stems = stems_in_order(arena, asked);
    for (size_t i = 0; i < stems.count && wanted.count < MOST_WORDS; i++) {
        const char *stem = stems.at[i].at;
        bool is_part = text_characters(stems.at[i]) >= SHORTEST_PART;
        wanted.at[wanted.count++] = (Wanted){ .begin = text_format(arena, is_part ? " %s" : " %s ", stem),
                                              .end = text_format(arena, is_part ? "%s " : " %s ", stem) };
    }
    return wanted;
}

static bool term_has_all(Arena *arena, const SearchTerm *term, const Wanteds *wanted)
{
    Text words =
        stems_joined(arena, stems_of(arena, text_format(arena, "%s\n%s\n%s", text_at(term->word),
                                                        text_at(term->explanation), text_at(term->example))));
    for (size_t i = 0; i < wanted->count; i++)
        if (strstr(words.at, wanted->at[i].begin.at) == NULL &&
            strstr(words.at, wanted->at[i].end.at) == NULL)
            return false;
    return true;
}

/* Adds the words of the concept that match to HITS; those that match by themselves, not by their explanation, first. */
static Err find_terms(Request *q, const Wanteds *wanted, SearchHits *hits)
{
    SearchTerms terms;
    TRY(search_terms(q->db, MOST_TERMS, &terms));
    SearchHits all = { arena_array(q->arena, SearchHit, hits->count + terms.count), hits->count };
    for (size_t i = 0; i < hits->count; i++)
        all.at[i] = hits->at[i];
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < terms.count; i++) {
            const SearchTerm *term = &terms.at[i], word = { .word = term->word };
            bool is_word = term_has_all(q->arena, &word, wanted);
            if (is_word == (pass == 0) && (is_word || term_has_all(q->arena, term, wanted)))
                all.at[all.count++] = (SearchHit){ TEXT("term"), term->id, term->word, { 0 }, term->key };
        }
    }
    *hits = all;
    return OK;
}

/* The hits of one kind out of ALL, cut to MOST, with a link to what is left out. */
static void add_group(SearchPage *v, const Word *kind, SearchHits all, size_t most)
{
    Arena *arena = v->q->arena;
    HitGroup group = { .record = kind->code,
                       .label = kind->label,
                       .hits = { arena_array(arena, SearchHit, all.count), 0 } };
    for (size_t i = 0; i < all.count; i++)
        if (text_is(all.at[i].record, kind->code))
            group.hits.at[group.hits.count++] = all.at[i];
    if (group.hits.count == 0)
        return;
    if (group.hits.count > most) {
        group.hits.count = most;
        Url more = url_query(arena, url_format(arena, "/search?kind=%s", kind->code), "q", v->asked);
        if (most == HITS_A_PAGE)
            more = url_query(arena, more, "before", text_of_integer(arena, group.hits.at[most - 1].id));
        group.more = more;
    }
    v->groups[v->group_count++] = group;
}

static Err find(Request *q, SearchPage *v, SearchHits *ret_all)
{
    const Wanteds wanted = wanted_of(q->arena, v->asked);
    const Wanted *w = wanted.at;
    Text kind = query_value(q, "kind");
    int64_t before = INT64_MAX;
    size_t most = text_is_empty(kind) ? HITS_A_KIND : text_is(kind, "term") ? MOST_TERMS : HITS_A_PAGE;
    if (wanted.count == 0 || (!text_is_empty(kind) && !word_is_known(kinds, kind)))
        return OK;
    text_to_integer(query_value(q, "before"), &before);
    TRY(search_hits(q->db, kind, before, w[0].begin, w[0].end, w[1].begin, w[1].end, w[2].begin, w[2].end,
                    w[3].begin, w[3].end, q->who, (int64_t)most + 1, ((int64_t)most + 1) * MOST_HIT_KINDS,
                    ret_all));
    if (text_is_empty(kind) || text_is(kind, "term"))
        TRY(find_terms(q, &wanted, ret_all));
    for (const Word *one = kinds; one->code != NULL; one++)
        add_group(v, one, *ret_all, most);
    return OK;
}

static Err search_page(Request *q)
{
    SearchPage v = { .q = q, .asked = text_trimmed(q->arena, query_value(q, "q")) };
    SearchHits all = { 0 };
    if (v.asked.length > MOST_ASKED)
        v.asked = (Text){ 0 };
    TRY(find(q, &v, &all));
    const char *title =
        text_is_empty(v.asked) ? translate(q->html.language, TR("Hvad leder du efter?")) : NULL;
    v.page = (Page){ .q = q,
                     .kind = TR("Søg"),
                     .title = title != NULL ? text_of(title)
                                            : message_format(&q->html, TR("Fundet for »{1}«"), &v.asked, 1) };
    return REPLY_ROWS(q, search_page_html, &v, search_hit, all);
}

const Route search_routes[] = {
    { GET, "/search", search_page, .need = SEE },
    { 0 },
};
