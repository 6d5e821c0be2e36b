/* SPDX-License-Identifier: MPL-2.0 */
#include "command.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "access.sql.h"
#include "access/access.h"
#include "app.h"
#include "assets.h"
#include "db/migrate.h"
#include "http/server.h"
#include "layout/words.h"
#include "person/person.h"
#include "unit/unit.h"

/* An option and where its value goes; a flag has no value. */
typedef struct Option {
    const char *name;
    const char **value;
    bool *flag;
} Option;

static bool take_option(const Option *options, int *i, int count, char **words)
{
    for (const Option *option = options; option->name != NULL; option++) {
        if (strcmp(option->name, words[*i]) != 0)
            continue;
        if (option->flag != NULL) {
            *option->flag = true;
            return true;
        }
        if (*i + 1 == count) {
            fprintf(stderr, "rettesnor: %s needs a value\n", words[*i]);
            return false;
        }
        *option->value = words[++*i];
        return true;
    }
    fprintf(stderr, "rettesnor: unknown option %s; see rettesnor help\n", words[*i]);
    return false;
}

bool arguments_read(Arguments *arguments, int count, char **words)
{
    const char *today = NULL;
    const char *database = getenv("RETTESNOR_DB");
    *arguments = (Arguments){ .verb = count > 1 ? words[1] : "help",
                              .db = database != NULL ? database : "sqlite:rettesnor.db",
                              .host = "127.0.0.1",
                              .port = "8080",
                              .origin = "local" };
    const Option options[] = {
        { "--db", &arguments->db, NULL },
        { "--host", &arguments->host, NULL },
        { "--port", &arguments->port, NULL },
        { "--origin", &arguments->origin, NULL },
        { "--name", &arguments->name, NULL },
        { "--role", &arguments->role, NULL },
        { "--municipality", &arguments->municipality, NULL },
        { "--workers", &arguments->workers, NULL },
        { "--goals", &arguments->goals, NULL },
        { "--today", &today, NULL },
        { "--dry-run", NULL, &arguments->is_dry_run },
        { "--json", NULL, &arguments->is_json },
        { "--behind-tls", NULL, &arguments->is_behind_tls },
        { "--trace-sql", NULL, &arguments->traces_sql },
        { 0 },
    };
    for (int i = 2; i < count; i++) {
        bool is_option = words[i][0] == '-' && words[i][1] != '\0';
        if (strcmp(words[i], "--help") == 0)
            arguments->wants_help = true;
        else if (!is_option && arguments->operand == NULL)
            arguments->operand = words[i];
        else if (!take_option(options, &i, count, words))
            return false;
    }
    if (today != NULL && !day_read(text_of(today), &arguments->today)) {
        fprintf(stderr, "rettesnor: --today wants a date like 2026-11-24\n");
        return false;
    }
    if (today != NULL)
        arguments->clock = clock_at(arguments->today);
    else
        arguments->today = clock_today(&arguments->clock);
    return true;
}

Err command_open(const Arguments *arguments, Arena *arena, Db **ret_db)
{
    Db *db;
    TRY(db_open(arguments->db, false, &db));
    db_set_arena(db, arena);
    db_set_actor(db, 0, clock_now(&arguments->clock));
    Err err = migrate(db, migrations, NULL);
    if (err != OK) {
        db_close(db);
        return err;
    }
    *ret_db = db;
    return OK;
}

int migrate_command(const Arguments *arguments)
{
    Arena *arena = arena_new();
    Db *db;
    int run = 0;
    Err err = db_open(arguments->db, false, &db);
    if (err == OK) {
        db_set_arena(db, arena);
        db_set_actor(db, 0, clock_now(&arguments->clock));
        err = migrate(db, migrations, &run);
        db_close(db);
    }
    arena_free(arena);
    int all = 0;
    while (migrations[all].name != NULL)
        all++;
    if (err == OK)
        printf("%s%d migrations run\n", run == all ? "new database: " : "", run);
    return err == OK ? 0 : 1;
}

/* The first line of standard input without its line end. */
static Text read_password(char *line, int room)
{
    if (fgets(line, room, stdin) == NULL)
        return (Text){ 0 };
    line[strcspn(line, "\r\n")] = '\0';
    return text_of(line);
}

static Err find_or_make(Db *db, const Arguments *arguments, Person *ret_person)
{
    Err err = person_by_email(db, text_of(arguments->operand), ret_person);
    if (err != NOT_FOUND || arguments->name == NULL)
        return err;
    *ret_person = (Person){ .name = text_of(arguments->name),
                            .email = text_of(arguments->operand),
                            .language = TEXT("da") };
    return db_insert(db, &person_record, ret_person);
}

/* The municipality; where there is none, one is made by NAME unless that is NULL. */
static Err find_or_make_municipality(Db *db, const char *name, int64_t *ret_unit)
{
    Unit municipality = { .name = text_of(name), .kind = TEXT("municipality") };
    Err err = municipality_unit(db, ret_unit);
    if (err == NOT_FOUND && name == NULL)
        fprintf(stderr,
                "rettesnor: there is no municipality in the database yet: import a bundle first, or let "
                "--municipality NAME make one\n");
    if (err != NOT_FOUND || name == NULL)
        return err;
    TRY(db_insert(db, &unit_record, &municipality));
    *ret_unit = municipality.id;
    return OK;
}

/* A role in the municipality, which reaches every unit below it. */
static Err give_role(Db *db, int64_t person, const Arguments *arguments)
{
    Role held = { .person = person, .role = text_of(arguments->role) };
    if (!word_is_known(role_words, held.role)) {
        fprintf(stderr, "rettesnor: no role is called %s\n", arguments->role);
        return INVALID;
    }
    TRY(find_or_make_municipality(db, arguments->municipality, &held.unit));
    Err err = db_insert(db, &role_record, &held);
    TRY(err == INVALID ? OK : err); /* INVALID: held already */
    return access_rebuild(db);
}

static Err set_password(Db *db, const Arguments *arguments, Text password)
{
    Person person;
    TRY(db_begin_write(db));
    Err err = find_or_make(db, arguments, &person);
    if (err == NOT_FOUND)
        fprintf(stderr, "rettesnor: nobody has the e-mail %s; --name NAME makes one\n", arguments->operand);
    if (err == OK)
        err = access_set_password(db, person.id, password, db_now(db));
    bool is_short = err == INVALID;
    if (err == OK && arguments->role != NULL)
        err = give_role(db, person.id, arguments);
    if (is_short)
        fprintf(stderr, "rettesnor: the password must have at least twelve characters\n");
    if (err == OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

int user_command(const Arguments *arguments)
{
    char line[512];
    Db *db;
    if (arguments->operand == NULL) {
        fprintf(stderr, "rettesnor: user wants an e-mail; see rettesnor help user\n");
        return 2;
    }
    Arena *arena = arena_new();
    Err err = command_open(arguments, arena, &db);
    if (err == OK) {
        err = set_password(db, arguments, read_password(line, sizeof line));
        db_close(db);
    }
    arena_free(arena);
    return err == OK ? 0 : 1;
}

/* Serves beside the thread that runs the jobs. */
static Err serve_with_jobs(const Site *site, const ServerOptions *options)
{
    JobThread *jobs;
    TRY(job_thread_new(options->database, app_jobs, &site->clock, &jobs));
    Err err = serve(site, options);
    job_thread_free(jobs);
    return err;
}

static Err make_site(const Arguments *arguments, unsigned char *ret_secret, Site *ret_site)
{
    Arena *arena = arena_new();
    Db *db;
    Err err = command_open(arguments, arena, &db);
    if (err == OK) {
        err = app_site(db, arguments->clock, arguments->is_behind_tls, ret_secret, ret_site);
        if (err == OK)
            err = app_plan_jobs(db, db_now(db));
        db_close(db);
    }
    arena_free(arena);
    return err;
}

int serve_command(const Arguments *arguments)
{
    unsigned char secret[32];
    Site site;
    int64_t port, workers = 0;
    if (!text_to_integer(text_of(arguments->port), &port) || port < 0 || port > 65535 ||
        (arguments->workers != NULL && !text_to_integer(text_of(arguments->workers), &workers))) {
        fprintf(stderr, "rettesnor: --port and --workers want numbers\n");
        return 2;
    }
    if (make_site(arguments, secret, &site) != OK)
        return 1;
    const ServerOptions options = { .database = arguments->db,
                                    .host = arguments->host,
                                    .port = (uint16_t)port,
                                    .workers = (unsigned)workers,
                                    .traces_sql = arguments->traces_sql,
                                    .assets = assets,
                                    .asset_count = asset_count };
    return serve_with_jobs(&site, &options) == OK ? 0 : 1;
}

int routes_command(const Arguments *arguments)
{
    (void)arguments;
    for (const Route *const *module = app_modules; *module != NULL; module++)
        for (const Route *route = *module; route->path != NULL; route++)
            printf("%-4s %-48s %s%s%s\n", route->method == GET ? "GET" : "POST", route->path,
                   need_name(route->need), route->of != NULL ? " of " : "",
                   route->of != NULL ? route->of->name : "");
    return 0;
}
