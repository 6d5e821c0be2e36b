/* SPDX-License-Identifier: MPL-2.0 */
#include "layout/tell.h"

#include "layout.html.h"
#include "tell.html.h"

typedef struct Words {
    int status;
    const char *title;
    const char *advice;
} Words;

static const Words words_of_status[] = {
    { 400, TR("Det kunne ikke læses"),
      TR("Adressen eller formularen var i stykker. Gå tilbage, genindlæs siden, og prøv igen.") },
    { 403, TR("Det kan du ikke her"),
      TR("Du kan se det, men en anden har ansvaret for at ændre det. Har du stået længe på siden, så "
         "genindlæs den og prøv igen.") },
    { 404, TR("Siden findes ikke"),
      TR("Den kan være flyttet eller lukket, eller den er ikke for dig at se. Søg efter den, eller begynd "
         "forfra på overblikket.") },
    { 405, TR("Det kan siden ikke"),
      TR("Adressen er til at sende en formular til. Begynd forfra på overblikket.") },
    { 409, TR("En anden kom først"),
      TR("Teksten er ændret imens. Gå tilbage, genindlæs siden, og prøv igen.") },
    { 413, TR("Det er for stort"), TR("Gør teksten eller filen mindre, og send igen.") },
    { 415, TR("Den slags fil eller formular kan vi ikke læse"), TR("Send formularen fra siden selv.") },
    { 422, TR("Det kunne ikke gemmes"),
      TR("Noget passer ikke sammen, eller det findes allerede. Gå tilbage, og se det efter.") },
    { 503, TR("Der er travlt lige nu"), TR("Intet er gået tabt. Vent et øjeblik, og prøv igen.") },
    { 500, TR("Noget gik galt hos os"),
      TR("Det er ikke din skyld, og intet er gemt halvt. Prøv igen om lidt.") },
};

static const Words *words_for(int status)
{
    size_t last = sizeof words_of_status / sizeof *words_of_status - 1;
    for (size_t i = 0; i < last; i++)
        if (words_of_status[i].status == status)
            return &words_of_status[i];
    return &words_of_status[last];
}

void tell_page(Request *q, Err err)
{
    (void)err;
    const Words *words = words_for(q->status);
    TellPage v = { .page = { .q = q, .kind = TR("Besked"), .title = html_translated(&q->html, words->title) },
                   .advice = words->advice };
    tell_page_html(&q->html, &v);
}
