/* SPDX-License-Identifier: MPL-2.0 */
/* What the verbs of the command line share. */
#ifndef RETTESNOR_COMMAND_H
#define RETTESNOR_COMMAND_H

#include <stdbool.h>

#include "db/db.h"

/* The words of the command line; texts belong to it. */
typedef struct Arguments {
    const char *verb;
    const char
        *operand; /* the first word after the verb that is no option ("-" is none); NULL if there is none */
    const char *db;
    const char *host;
    const char *port;
    const char *origin;
    const char *name;
    const char *role;
    const char *municipality;
    const char *workers;
    const char *goals;
    bool wants_help; /* --help after a verb */
    bool is_dry_run;
    bool is_json;
    bool is_behind_tls;
    bool traces_sql;
    Clock clock;
    Day today;
} Arguments;

/* Reads them; says on standard error what is wrong and returns false. */
bool arguments_read(Arguments *arguments, int count, char **words);

typedef struct Command {
    const char *verb;
    int (*run)(const Arguments *arguments);
    const char *summary;
    const char *help;
} Command;

/* Each returns the exit status: 0 done, 1 not done, 2 called wrongly. */
int serve_command(const Arguments *arguments);
int migrate_command(const Arguments *arguments);
int import_command(const Arguments *arguments);
int export_command(const Arguments *arguments);
int user_command(const Arguments *arguments);
int seed_command(const Arguments *arguments);
int routes_command(const Arguments *arguments);
int coverage_command(const Arguments *arguments);

/* Opens the database of the arguments, with the schema brought up to date when it may be written. The caller closes. */
Err command_open(const Arguments *arguments, Arena *arena, Db **ret_db);

#endif
