/* SPDX-License-Identifier: MPL-2.0 */
/* The codes that several concepts show, with their Danish words: the one table for checking, forms and pages. */
#ifndef RETTESNOR_WORDS_H
#define RETTESNOR_WORDS_H

#include "db/record.h"

extern const Word unit_kind_words[];
extern const Word role_words[];
extern const Word policy_kind_words[];
extern const Word policy_state_words[];
extern const Word policy_standing_words[]; /* of the SQL fragment policy_standing */
extern const Word selection_decision_words[];
extern const Word plan_state_words[];
extern const Word goal_state_words[];
extern const Word trial_state_words[];
extern const Word sign_kind_words[];
extern const Word sign_direction_words[];
extern const Word sign_frequency_words[];
extern const Word level_words[];
extern const Word evaluation_kind_words[];
extern const Word judgement_words[];
extern const Word decision_words[];
extern const Word grouping_words[];

#endif
