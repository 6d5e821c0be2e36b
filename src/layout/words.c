/* SPDX-License-Identifier: MPL-2.0 */
#include "layout/words.h"

#include "page/html.h"

const Word unit_kind_words[] = {
    { "municipality", TR("Kommune") },
    { "council", TR("Kommunalbestyrelse") },
    { "committee", TR("Udvalg") },
    { "advisory_board", TR("Råd") },
    { "directorate", TR("Direktørområde") },
    { "department", TR("Afdeling") },
    { "staff", TR("Stab") },
    { "institution", TR("Institution") },
    { "team", TR("Team") },
    { 0 },
};

const Word role_words[] = {
    { "reader", TR("læser") },
    { "contributor", TR("medarbejder") },
    { "leader", TR("leder") },
    { "staff", TR("central stab") },
    { "council", TR("kommunalbestyrelsen") },
    { "admin", TR("administrator") },
    { "auditor", TR("revisor") },
    { 0 },
};

const Word policy_kind_words[] = {
    { "policy", TR("Politik") },
    { "other", TR("Løber ved siden af") },
    { 0 },
};

const Word policy_state_words[] = {
    { "draft", TR("Kladde") },
    { "in_force", TR("I kraft") },
    { 0 },
};

const Word policy_standing_words[] = {
    { "draft", TR("Kladde") },
    { "coming", TR("Gælder endnu ikke") },
    { "in_force", TR("I kraft") },
    { "over_period", TR("Over perioden") },
    { "replaced", TR("Afløst") },
    { "ended", TR("Afsluttet") },
    { 0 },
};

const Word selection_decision_words[] = {
    { "selected", TR("Udvalgt") },
    { "not_selected", TR("Ikke i år") },
    { 0 },
};

const Word plan_state_words[] = {
    { "draft", TR("Kladde") },
    { "qualified", TR("Kvalificeret") },
    { "adopted", TR("Godkendt") },
    { "closed", TR("Afsluttet") },
    { 0 },
};

const Word goal_state_words[] = {
    { "not_started", TR("Ikke begyndt") },
    { "on_the_way", TR("På vej") },
    { "partly_reached", TR("Delvist indfriet") },
    { "reached", TR("Indfriet") },
    { "given_up", TR("Opgivet") },
    { 0 },
};

const Word trial_state_words[] = {
    { "idea", TR("Idé") },
    { "prepared", TR("Planlagt") },
    { "running", TR("I gang") },
    { "ended", TR("Venter på evaluering") },
    { "evaluated", TR("Evalueret") },
    { "dropped", TR("Droppet") },
    { 0 },
};

const Word sign_kind_words[] = {
    { "quantitative", TR("Tal") },
    { "qualitative", TR("Iagttagelse") },
    { 0 },
};

const Word sign_direction_words[] = {
    { "up", TR("Op") },
    { "down", TR("Ned") },
    { "keep", TR("Som nu") },
    { 0 },
};

const Word sign_frequency_words[] = {
    { "day", TR("hver dag") },
    { "week", TR("hver uge") },
    { "month", TR("hver måned") },
    { "quarter", TR("hvert kvartal") },
    { "half_year", TR("hvert halve år") },
    { "year", TR("hvert år") },
    { "once", TR("én gang") },
    { 0 },
};

const Word level_words[] = {
    { "clear", TR("Ses tydeligt") },
    { "partly", TR("Ses delvist") },
    { "not_seen", TR("Ses ikke") },
    { "opposite", TR("Modsat") },
    { 0 },
};

const Word evaluation_kind_words[] = {
    { "interim", TR("Undervejs") },
    { "final", TR("Til sidst") },
    { 0 },
};

const Word judgement_words[] = {
    { "effect", TR("Effekt") },
    { "partial", TR("Delvis effekt") },
    { "no_effect", TR("Ingen effekt") },
    { "opposite", TR("Modsat effekt") },
    { "undecidable", TR("Kan ikke vurderes") },
    { 0 },
};

const Word decision_words[] = {
    { "spread", TR("Udbred") },
    { "continue", TR("Fortsæt") },
    { "adjust", TR("Justér og prøv igen") },
    { "stop", TR("Stop") },
    { 0 },
};

const Word grouping_words[] = {
    { "tasks", TR("Opgaver") },
    { "behaviour", TR("Adfærd") },
    { "structure", TR("Struktur") },
    { 0 },
};
