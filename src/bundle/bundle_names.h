/* SPDX-License-Identifier: MPL-2.0 */
/* Private to the bundle: from ids to keys and back, for every record at once. */
#ifndef RETTESNOR_BUNDLE_NAMES_H
#define RETTESNOR_BUNDLE_NAMES_H

#include "db/record.h"

/* A row by its name: "origin:key", or what identifies it ("12|34|reader"). Rows that an import is about to
 * create have negative ids, each only once over all records. */
typedef struct Name {
    int64_t id;
    Text text;
    void *row; /* the import's */
} Name;

/* The names of a record: those of the database by id, then the new ones. */
typedef struct RecordNames {
    const Record *record;
    Name **at;
    size_t count;
    size_t room;
    size_t existing; /* of them in the database */
    Name **slots;    /* open addressing on the text */
    size_t slot_count;
} RecordNames;

typedef struct BundleNames {
    Arena *arena;
    RecordNames *records; /* as all_records */
    size_t count;
} BundleNames;

/* Whether the record, and the field of it, stand in bundles. */
bool bundle_has_record(const Record *record);
bool bundle_has_field(const Field *field);

/* The text that identifies ROW of a record with identity, in ARENA. */
Text identity_text(Arena *arena, const Record *record, const void *row);

/* Reads the names of all rows of all records of the bundle with one query a record. The arena of DB is used
 * for passing things alone, ARENA for what stays. */
Err bundle_names_load(Db *db, Arena *arena, BundleNames *ret_names);

RecordNames *names_of(const BundleNames *names, const Record *record);
RecordNames *names_of_record(const BundleNames *names, const char *record);

/* NULL if there is none. */
Name *name_by_text(const RecordNames *names, Text text);
Name *name_by_id(const RecordNames *names, int64_t id);

/* TEXT must live in the arena of the names. */
Name *name_add(BundleNames *all, RecordNames *names, int64_t id, Text text);

/* "origin:key" as a bundle of ORIGIN writes it: without the origin when it is its own. */
Text name_written(Arena *arena, Text name, Text origin);

/* The value of a field as a bundle of ORIGIN writes it: references as keys, lists in the bytewise order of
 * their keys. */
Text bundle_cell_text(Arena *arena, const BundleNames *names, Text origin, const Field *field,
                      const void *row);

#endif
