/* wasm.c -- the rules as a WebAssembly module: doorstep.wasm.
 * SPDX-License-Identifier: Apache-2.0
 *
 * It imports env.die(address, length) and nothing else.  To ask:
 *   at = question_at(length)       room for the question, valid until the answer is read
 *   (write the bytes, ask.h)
 *   from = ask(length)             the answer's address; answer_len() bytes
 * Every question begins on an empty heap.  static/js/rules_wasm.js is the only caller. */
#include <stdlib.h>
#include <string.h>

#include "domain/ask.h"

#define PAGE ((size_t)65536)
#define EXPORT(name) __attribute__((export_name(#name))) name
#define QUESTION_MAX (4 * 1024 * 1024)

__attribute__((import_module("env"), import_name("die"))) _Noreturn void host_die(
    const char *what, size_t len);

extern unsigned char __heap_base; /* the linker's: where free memory begins */

static size_t heap_at; /* the next free byte */
static struct ask_city city;
static char *question;
static size_t answer_bytes;

_Noreturn void die(const char *what)
{
    host_die(what, strlen(what));
}

/* The arena's memory: taken in a row, given back all at once by the next question. */
void *memory_new(size_t size)
{
    size_t bytes = (size + 15) & ~(size_t)15;
    size_t have = __builtin_wasm_memory_size(0) * PAGE;

    if (heap_at + bytes > have &&
        __builtin_wasm_memory_grow(0, (heap_at + bytes - have + PAGE - 1) / PAGE) ==
            SIZE_MAX)
        die("wasm: out of memory");

    void *p = (void *)heap_at;
    heap_at += bytes;
    return memset(p, 0, bytes);
}

void free(void *p)
{
    (void)p;
}

char *EXPORT(question_at)(size_t len);
char *question_at(size_t len)
{
    require(len <= QUESTION_MAX);
    if (!city.set)
        ask_city_default(&city);
    heap_at = ((size_t)&__heap_base + 15) & ~(size_t)15;
    question = memory_new(len + 1);
    return question;
}

const char *EXPORT(ask)(size_t len);
const char *ask(size_t len)
{
    struct arena a = {0};
    struct build out = {.arena = &a};

    require(question != NULL);
    ask_rules(&city, question, len, &out);
    question = NULL;
    answer_bytes = out.len;
    return build_done(&out);
}

size_t EXPORT(answer_len)(void);
size_t answer_len(void)
{
    return answer_bytes;
}
