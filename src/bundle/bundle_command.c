/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "access/access.h"
#include "bundle/bundle.h"
#include "command.h"

/* Commits what OK says is whole, otherwise nothing. */
static Err import_all(Db *db, const BundleOptions *options, BundleReport *report)
{
    TRY(db_begin_write(db));
    Err err = bundle_import(db, options, report);
    if (err == OK && !options->is_dry_run)
        err = access_rebuild(db);
    if (err == OK && !options->is_dry_run)
        return db_commit(db);
    db_rollback(db);
    return err;
}

int import_command(const Arguments *arguments)
{
    BundleReport report = { 0 };
    Db *db;
    if (arguments->operand == NULL) {
        fprintf(stderr, "rettesnor: import wants a folder or a .zip; see rettesnor help import\n");
        return 2;
    }
    Arena *arena = arena_new();
    Err err = command_open(arguments, arena, &db);
    if (err == OK) {
        err = import_all(db,
                         &(BundleOptions){ .path = arguments->operand,
                                           .origin = text_of(arguments->origin),
                                           .is_dry_run = arguments->is_dry_run },
                         &report);
        bundle_report_print(&report, err == OK ? stdout : stderr);
        db_close(db);
    }
    arena_free(arena);
    return err == OK ? 0 : 1;
}

/* A database that is to be read is not made by a slip of the pen. */
static bool is_there(const char *address)
{
    static const char file[] = "sqlite:";
    size_t length = sizeof file - 1;
    return strncmp(address, file, length) != 0 || access(address + length, F_OK) == 0;
}

int export_command(const Arguments *arguments)
{
    Db *db;
    if (arguments->operand == NULL) {
        fprintf(stderr, "rettesnor: export wants a folder or a .zip; see rettesnor help export\n");
        return 2;
    }
    if (!is_there(arguments->db)) {
        fprintf(stderr, "rettesnor: there is no database '%s'\n", arguments->db);
        return 1;
    }
    Arena *arena = arena_new();
    Err err = command_open(arguments, arena, &db);
    if (err == OK)
        err = db_begin_read(db);
    if (err == OK) {
        err = bundle_export(db, arguments->operand, text_of(arguments->origin));
        db_rollback(db);
        db_close(db);
    }
    arena_free(arena);
    return err == OK ? 0 : 1;
}
