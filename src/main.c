/* SPDX-License-Identifier: MPL-2.0 */
/* The command line: one program, one verb a task. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "command.h"

static const Command commands[] = {
    { "serve", serve_command, "serve the pages",
      "rettesnor serve [--db ADDRESS] [--host 127.0.0.1] [--port 8080] [--today DATE] [--behind-tls] "
      "[--trace-sql]\n"
      "\n"
      "Migrates the database if need be and serves until it is told to stop (SIGTERM, SIGINT).\n"
      "  --behind-tls   a proxy in front speaks TLS: cookies are Secure\n"
      "  --trace-sql    print every statement with its time\n"
      "Example: rettesnor serve --db sqlite:egelund.db --port 8080 --today 2026-11-24\n" },
    { "migrate", migrate_command, "bring the database to the newest schema",
      "rettesnor migrate [--db ADDRESS]\n"
      "\n"
      "Example: rettesnor migrate --db postgresql:///rettesnor\n" },
    { "import", import_command, "read a bundle of CSV files",
      "rettesnor import PATH [--db ADDRESS] [--origin NAME] [--dry-run] [--today DATE]\n"
      "\n"
      "PATH is a folder or a .zip. All or nothing: every error is listed with file, line, column and "
      "reason.\n"
      "  --origin NAME  whose keys these are (default local)\n"
      "  --dry-run      say what would be created and changed, write nothing\n"
      "Example: rettesnor import examples/egelund --db sqlite:egelund.db\n" },
    { "export", export_command, "write a bundle of CSV files",
      "rettesnor export PATH [--db ADDRESS] [--origin NAME]\n"
      "\n"
      "PATH is a folder, made if need be, or ends with .zip. The same data give the same bytes.\n"
      "Example: rettesnor export backup.zip --db sqlite:egelund.db\n" },
    { "user", user_command, "give a person a password",
      "rettesnor user EMAIL [--db ADDRESS] [--name NAME] [--role ROLE] [--municipality NAME]\n"
      "\n"
      "Reads the new password (at least twelve characters) from standard input. With --name the person is "
      "made if there is none;\n"
      "with --role they get that role in the municipality: reader contributor leader staff council admin "
      "auditor;\n"
      "in a new database --municipality makes the municipality.\n"
      "Example: echo 'kastanje cykel regnvejr' | rettesnor user mette.holm@egelund.example --db "
      "sqlite:egelund.db\n" },
    { "seed", seed_command, "make up a municipality of any size, for measuring",
      "rettesnor seed --goals N [--db ADDRESS]\n"
      "\n"
      "Fills an empty database with N goals and, in proportion, units, persons, plans, trials, signs, "
      "measurements and history: the\n"
      "same rows each time. The password that it prints is known to everybody: never for a database that "
      "others can reach.\n"
      "Example: rettesnor seed --goals 50000 --db sqlite:seed.db\n" },
    { "coverage", coverage_command, "can every objective still be worked on in time",
      "rettesnor coverage FILE.json [--json]\n"
      "\n"
      "Reads a landscape and tells, for one year, which objectives were missed, how much room there is, "
      "whether "
      "all that are left can\n"
      "be reached, and how many must be chosen now. No database. FILE - is standard input.\n"
      "  year        the year to select for\n"
      "  capacity    how many objectives can be worked on in a year: a number, or an object of years, each "
      "holding until the next:\n"
      "              {\"2026\": 6, \"2028\": 5}\n"
      "  objectives  each with key, from, to (years), source (policy or budget) and worked_on (years)\n"
      "  --json      answer in JSON instead of a few Danish sentences; lists keep the order of the input\n"
      "Example: echo '{\"year\": 2026, \"capacity\": 6, \"objectives\": [{\"key\": \"o1\", \"from\": 2023, "
      "\"to\": 2026,\n"
      "           \"source\": \"policy\", \"worked_on\": []}]}' | rettesnor coverage - --json\n" },
    { "routes", routes_command, "print method, path and need of every route",
      "rettesnor routes\n"
      "\n"
      "Example: rettesnor routes | grep POST\n" },
    { 0 },
};

static int help_command(const Arguments *arguments)
{
    const char *verb = arguments->wants_help ? arguments->verb : arguments->operand;
    for (const Command *command = commands; verb != NULL && command->verb != NULL; command++)
        if (strcmp(command->verb, verb) == 0)
            return fputs(command->help, stdout) == EOF;
    puts("rettesnor VERB …\n");
    for (const Command *command = commands; command->verb != NULL; command++)
        printf("  %-8s %s\n", command->verb, command->summary);
    puts("  help     explain a verb: rettesnor help import\n");
    puts("ADDRESS is sqlite:PATH or postgresql://…; without --db the variable RETTESNOR_DB, or "
         "sqlite:rettesnor.db.");
    return verb == NULL ? 0 : 2;
}

int main(int count, char **words)
{
    Arguments arguments;
    if (sodium_init() < 0)
        return 1;
    if (!arguments_read(&arguments, count, words))
        return 2;
    for (const Command *command = commands; command->verb != NULL; command++)
        if (!arguments.wants_help && strcmp(command->verb, arguments.verb) == 0)
            return command->run(&arguments);
    return help_command(&arguments);
}
