/* SPDX-License-Identifier: MPL-2.0 */
/* Memory by lifetime: what is allocated in an arena lives until the arena is reset or freed as a whole. */
#ifndef RETTESNOR_ARENA_H
#define RETTESNOR_ARENA_H

#include <stddef.h>

typedef struct Arena Arena;

/* A new arena that the caller frees. Ends the program when there is no memory: nothing works without it. */
Arena *arena_new(void);
void arena_free(Arena *arena);

/* Gives everything back but keeps the first block, so that the next request starts without malloc. */
void arena_reset(Arena *arena);

/* Zeroed memory, aligned for any type. Never NULL: more than ARENA_CEILING in one arena ends the program,
 * since every door has a limit far below it. */
void *arena_get(Arena *arena, size_t size);

/* The same without zeroing, for memory that is filled at once. */
void *arena_get_raw(Arena *arena, size_t size);

/* A zeroed array of COUNT elements of TYPE. */
#define arena_array(arena, type, count) ((type *)arena_get((arena), sizeof(type) * (size_t)(count)))

/* Bytes handed out since the last reset. */
size_t arena_used(const Arena *arena);

#define ARENA_CEILING ((size_t)1 << 30)

#endif
