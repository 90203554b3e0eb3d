/* paper.c -- see paper.h.  Each text is one byte for its mark, itself, and a NUL.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/paper.h"

#include <stdarg.h>
#include <string.h>

enum { FIRST = 'A' };

static void put_mark(struct build *b, enum paper_mark mark)
{
    require(mark < PAPER_MARKS);
    build_char(b, (char)(FIRST + (int)mark));
}

void paper_put(struct build *b, enum paper_mark mark, const char *text)
{
    put_mark(b, mark);
    build_text(b, text);
    build_char(b, '\0');
}

static void put_cell(struct build *b, const char *text)
{
    for (; *text != '\0'; text++)
        build_char(b, *text == '\t' || *text == '\n' ? ' ' : *text);
}

void paper_cells(struct build *b, enum paper_mark mark, ...)
{
    const char *cell;
    va_list ap;

    put_mark(b, mark);
    va_start(ap, mark);
    for (int n = 0; (cell = va_arg(ap, const char *)) != NULL; n++) {
        if (n > 0)
            build_char(b, '\t');
        put_cell(b, cell);
    }
    va_end(ap);
    build_char(b, '\0');
}

bool paper_next(struct paper_reader *r, enum paper_mark *mark, const char **text)
{
    if (r->at == r->end || r->bad)
        return false;
    int m = (unsigned char)*r->at - FIRST;
    const char *end = memchr(r->at, '\0', (size_t)(r->end - r->at));
    r->bad = end == NULL || m < 0 || m >= PAPER_MARKS;
    if (r->bad)
        return false;
    *mark = (enum paper_mark)m;
    *text = r->at + 1;
    r->at = end + 1;
    return true;
}
