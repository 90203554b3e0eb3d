/* build.h -- a text under construction in an arena.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_BUILD_H
#define CORE_BUILD_H

#include "core/arena.h"

struct build {
    struct arena *arena;
    char *text; /* NUL-terminated once something was added */
    size_t len, cap;
};

void build_text(struct build *b, const char *s);
void build_bytes(struct build *b, const char *s, size_t len);
void build_char(struct build *b, char c);
void build_int(struct build *b, int64_t n);
/* The text so far, "" when nothing was added; lives in the arena. */
const char *build_done(const struct build *b);
/* A number as text. */
const char *build_number(struct arena *a, int64_t n);

#endif
