/* SPDX-License-Identifier: MPL-2.0 */
/* Prints the page of a golden test, which test_htmlc.sh has compiled to page.html.h, in Danish or English. */
#include "page.html.h"

#include <stdio.h>
#include <string.h>

void icon_html(Html *h, const char *name)
{
    html_raw(h, "<svg data-icon=\"", 16);
    html_string(h, name);
    html_raw(h, "\"></svg>", 8);
}

int main(int argc, char **argv)
{
    static TrialLine lines[] = { { 1, TEXT("Rolig morgen"), true }, { 2, TEXT("5 < 6"), false } };
    Buffer out;
    Arena *arena = arena_new();
    TrialPage v = { .id = 7, .title = TEXT("\"Frugt\" & <mælk>"), .name = TEXT("Mette Holm"), .count = 12345 };
    buffer_init(&out, 1 << 20);
    Html h = { &out, arena, argc > 1 && strcmp(argv[1], "en") == 0 ? ENGLISH : DANISH, { "2026-11-24" } };
    day_read(TEXT("2026-11-24"), &v.day);
    period_read(arena, TEXT("2026-Q4"), &v.period);
    figure_read(arena, TEXT("-1234,50"), &v.figure);
    v.trials = (TrialLines){ lines, 2 };
    v.source = url_outside(arena, TEXT("https://www.retsinformation.dk/?a=1&b=2"));
    v.label = TR("Afsluttet");
    page_html(&h, &v);
    printf("%s", text_at(buffer_text(&out)));
    buffer_done(&out);
    arena_free(arena);
    return 0;
}
