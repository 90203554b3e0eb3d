/* base.h -- the few words every file of this program may use.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_BASE_H
#define CORE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_CHECK __attribute__((warn_unused_result))
#define CLEANUP(fn) __attribute__((cleanup(fn)))
#define COUNT(a) (sizeof(a) / sizeof *(a))
#define STR_(x) #x
#define STR(x) STR_(x)

/* Bytes that belong to somebody else; {NULL, 0} is none. */
struct bytes {
    const uint8_t *p;
    size_t len;
};

/* A broken invariant is our bug, in release builds too: stop before it spreads. */
#define require(cond) ((cond) ? (void)0 : die(__FILE__ ":" STR(__LINE__) ": " #cond))
_Noreturn void die(const char *what);

/* The machine failed us: the process ends in order, with a line and a status that says
 * that nothing was promised which is not kept, and that starting again is right. */
enum { HALT_SYSTEM = 71, HALT_DISK = 74 }; /* EX_OSERR, EX_IOERR */
_Noreturn void halt(int status, const char *what);

/* Zeroed memory, never NULL: where there is none for a second the process halts.
 * memory_grow keeps the bytes of `p`, which may be NULL.  Both for free(). */
void *memory_new(size_t size);
void *memory_grow(void *p, size_t size);

#endif
