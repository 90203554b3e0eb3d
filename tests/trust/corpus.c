/* corpus.c -- see corpus.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "corpus.h"

#include <stdio.h>
#include <string.h>

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = strchr(digits, c);

    require(c != '\0' && at != NULL);
    return (int)(at - digits);
}

/* "\x0a" is a byte, "\\" a backslash. */
static struct bytes unescaped(const char *line, struct arena *a)
{
    struct build b = {.arena = a};

    for (; *line != '\0' && *line != '\n'; line++) {
        if (*line != '\\') {
            build_char(&b, *line);
            continue;
        }
        if (*++line == '\\') {
            build_char(&b, '\\');
            continue;
        }
        require(line[0] == 'x');
        build_char(&b, (char)(hex_digit(line[1]) << 4 | hex_digit(line[2])));
        line += 2;
    }
    return (struct bytes){(const uint8_t *)build_done(&b), b.len};
}

void corpus_read(struct corpus *c, const char *path, struct arena *a)
{
    FILE *f = fopen(path, "r");
    char line[1000];

    require(f != NULL);
    c->len = 0;
    while (fgets(line, sizeof line, f) != NULL) {
        bool marked = strncmp(line, "#!", 2) == 0;

        if (line[0] == '\n' || (line[0] == '#' && !marked))
            continue;
        require(c->len < CORPUS_MAX);
        c->of[c->len++] = unescaped(line + (marked ? 2 : 0), a);
    }
    fclose(f);
    require(c->len >= 500);
}

void corpus_percent(struct build *b, struct bytes s)
{
    char text[8];

    for (size_t i = 0; i < s.len; i++) {
        snprintf(text, sizeof text, "%%%02x", s.p[i]);
        build_text(b, text);
    }
}

void corpus_json(struct build *b, struct bytes s)
{
    char text[8];

    for (size_t i = 0; i < s.len; i++) {
        if (s.p[i] >= 0x20 && s.p[i] != '"' && s.p[i] != '\\') {
            build_char(b, (char)s.p[i]);
            continue;
        }
        snprintf(text, sizeof text, "\\u%04x", s.p[i]);
        build_text(b, text);
    }
}
