/* SPDX-License-Identifier: MPL-2.0 */
/* What the phone page shows. */
#ifndef RETTESNOR_REGISTER_VIEW_H
#define RETTESNOR_REGISTER_VIEW_H

#include "layout/layout.h"
#include "register.sql.h"
#include "sign/sign.h"

enum { MOST_REGISTER_SIGNS = 50, MOST_SENT = 50, MOST_TASKS = 50 };

/* A sign with its small form. */
typedef struct RegisterEntry {
    int64_t id;
    Text title;
    Text measure;
    bool is_qualitative;
    bool is_counted; /* asks for how many out of how many, as the latest measurement did */
    bool is_open;
    bool is_wrong; /* this is the form that was sent and must be corrected: its inputs have the plain names as
                      ids */
    Text latest;   /* "Senest: 6,8 procent, uge 46 i 2026" */
    Period period; /* the one that a number is written for */
    Text denominator; /* of the latest measurement, as a start; empty when it is hidden */
    Text suffix;      /* of the ids of its inputs: "" or "-7" */
} RegisterEntry;

/* What was sent today. */
typedef struct RegisterLine {
    int64_t sign;
    Url edit;
    Text title;
    Text words; /* "6,8 procent, uge 48 i 2026"; empty for an observation */
    Text level;
    Text line;
    bool is_new;
} RegisterLine;

typedef struct RegisterPage {
    Page page;
    const Request *q;
    const RegisterEntry *entries;
    size_t entry_count;
    const RegisterLine *sent;
    size_t sent_count;
    RegisterTasks tasks;
} RegisterPage;

#endif
