/* lines.h -- whether the lines of a head ended as they must, seen from where the library
 * left their texts.  It cuts a head in place: two NULs for CR LF.  Fewer are a lone CR or
 * LF; more are a NUL inside a text; a text elsewhere was folded.  It lets all of these
 * pass, and a proxy before us may read them in another way (request smuggling).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_LINES_H
#define HTTP_LINES_H

#include "core/base.h"

struct lines {
    const char *end; /* of the last text */
    bool bad;
};

/* The first text: the method. */
void lines_begin(struct lines *k, const char *text);
/* The next word of the same line. */
void lines_word(struct lines *k, const char *text);
/* The address, len bytes of it: the library has cut it at its `?` since. */
void lines_target(struct lines *k, const char *text, size_t len);
/* The next header. */
void lines_header(struct lines *k, const char *name, const char *value);
/* After the last header comes the empty line. */
void lines_end(struct lines *k);

#endif
