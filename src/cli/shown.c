/* shown.c -- see shown.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/shown.h"

#include "core/build.h"
#include "core/str.h"

#include <stdio.h>

/* C0, DEL and C1; the marks, embeddings, overrides and isolates of direction. */
static const struct {
    uint32_t from, to;
} obeyed[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x200e, 0x200f},
              {0x2028, 0x202e}, {0x2066, 0x2069}, {0x061c, 0x061c}};

static bool is_obeyed(uint32_t letter)
{
    for (size_t i = 0; i < COUNT(obeyed); i++)
        if (letter >= obeyed[i].from && letter <= obeyed[i].to)
            return true;
    return false;
}

const char *shown_text(struct arena *a, const char *s)
{
    struct build b = {.arena = a};
    size_t len;

    for (; *s != '\0'; s += len) {
        if (is_obeyed(utf8_next(s, &len)))
            build_char(&b, '?');
        else
            build_bytes(&b, s, len);
    }
    return build_done(&b);
}

/* Outside its texts a document has none of these but line ends. */
void shown_json(struct json_out *o)
{
    size_t len;

    for (const char *s = json_done(o); *s != '\0'; s += len) {
        uint32_t letter = utf8_next(s, &len);

        if (is_obeyed(letter) && letter != '\n')
            printf("\\u%04x", letter);
        else
            fwrite(s, 1, len, stdout);
    }
    putchar('\n');
}
