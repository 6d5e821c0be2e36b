/* SPDX-License-Identifier: MPL-2.0 */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, ALIGNMENT = 16 };

typedef struct Block {
    struct Block *next;
    size_t size;
    _Alignas(ALIGNMENT) unsigned char bytes[];
} Block;

struct Arena {
    Block *first;
    Block *current;
    size_t offset; /* into current */
    size_t used;
};

static void end_for_memory(void)
{
    fputs("rettesnor: out of memory\n", stderr);
    abort();
}

static Block *block_new(size_t size)
{
    Block *block = malloc(sizeof(Block) + size);
    if (block == NULL)
        end_for_memory();
    block->next = NULL;
    block->size = size;
    return block;
}

Arena *arena_new(void)
{
    Arena *arena = malloc(sizeof *arena);
    if (arena == NULL)
        end_for_memory();
    arena->first = arena->current = block_new(FIRST_BLOCK);
    arena->offset = arena->used = 0;
    return arena;
}

static void free_after(Block *block)
{
    Block *next = block->next;
    block->next = NULL;
    while (next != NULL) {
        Block *gone = next;
        next = next->next;
        free(gone);
    }
}

void arena_reset(Arena *arena)
{
    free_after(arena->first);
    arena->current = arena->first;
    arena->offset = arena->used = 0;
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    free_after(arena->first);
    free(arena->first);
    free(arena);
}

void *arena_get_raw(Arena *arena, size_t size)
{
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > ARENA_CEILING - arena->used)
        end_for_memory();
    if (size > arena->current->size - arena->offset) {
        size_t next_size = arena->current->size * 2;
        Block *block = block_new(size > next_size ? size : next_size);
        arena->current->next = block;
        arena->current = block;
        arena->offset = 0;
    }
    void *at = arena->current->bytes + arena->offset;
    arena->offset += size;
    arena->used += size;
    return at;
}

void *arena_get(Arena *arena, size_t size)
{
    return memset(arena_get_raw(arena, size), 0, size);
}

size_t arena_used(const Arena *arena)
{
    return arena->used;
}
