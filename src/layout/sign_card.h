/* SPDX-License-Identifier: MPL-2.0 */
/* A sign on the page of what it serves: its small drawing and the latest that is known of it, in words. It stands here
 * because src/sign includes the concepts whose pages show it. */
#ifndef RETTESNOR_SIGN_CARD_H
#define RETTESNOR_SIGN_CARD_H

#include "layout.sql.h"
#include "layout/layout.h"

enum { MOST_SIGN_CARDS = 100 };

/* "Tal, hver måned · Anders Juul" */
Text sign_about(Html *h, Text kind, Text frequency, Text owner_name);

/* "7,7 procent, oktober 2026. I vil nå 6,0.", or the day of the latest observation; small counts are held back. Empty
 * when nothing was seen yet. */
Text sign_card_words(Html *h, const SignCard *card);

/* What the drawing says, for those who do not see it: the name, how many there are, the first and the latest with
 * their dates. */
Text sign_card_alternative(Html *h, const SignCard *card);

/* Whether the sign is drawn: one value is no drawing. */
bool sign_card_is_drawn(const SignCard *card);

bool sign_card_is_qualitative(const SignCard *card);

#endif
