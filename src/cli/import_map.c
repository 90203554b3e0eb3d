/* import_map.c -- column maps: `field = column`, `field = "constant"`,
 * `field.Their word = our word`, # comments.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LINE_BYTES 1024

static char *trim(char *s)
{
    char *end = s + strlen(s);

    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static int column_of(const struct import_kind *kind, const char *field, size_t len)
{
    for (size_t i = 0; i < kind->columns_len; i++)
        if (strlen(kind->columns[i].name) == len &&
            strncmp(kind->columns[i].name, field, len) == 0)
            return (int)i;
    return -1;
}

/* "constant" without its quotes, or NULL when it has none. */
static char *unquoted(char *s)
{
    size_t len = strlen(s);

    if (len < 2 || s[0] != '"' || s[len - 1] != '"')
        return NULL;
    s[len - 1] = '\0';
    return s + 1;
}

/* NULL, or what is wrong with the line. */
static const char *take_line(struct import *im, char *line, struct import_map *out)
{
    struct arena *a = &im->cli->arena;
    char *equals = strchr(line, '=');

    if (equals == NULL)
        return "write field = column";
    *equals = '\0';
    char *field = trim(line), *to = trim(equals + 1), *dot = strchr(field, '.');
    size_t len = dot ? (size_t)(dot - field) : strlen(field);
    int at = column_of(im->kind, field, len);
    if (at < 0)
        return cli_words(a, "%s have no field \"%s\"; see docs/imports.md",
                         im->kind->name, field);
    if (*to == '\0')
        return "nothing stands behind the =";
    to = arena_copy(a, to, strlen(to));
    if (dot == NULL) {
        char *constant = unquoted(to);
        out->constant[at] = constant;
        out->column[at] = constant ? NULL : to;
        return NULL;
    }
    if (out->words_len == COUNT(out->word))
        return "a map may hold at most 100 words";
    out->word[out->words_len].field = im->kind->columns[at].name;
    out->word[out->words_len].theirs = arena_copy(a, dot + 1, strlen(dot + 1));
    out->word[out->words_len++].ours = to;
    return NULL;
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

int import_map_read(struct import *im, const char *path, struct import_map *out)
{
    FILE *f CLEANUP(close_file) = fopen(path, "re");
    char buf[LINE_BYTES];

    if (f == NULL)
        return cli_refuse("cannot read the map %s: %s", path, strerror(errno));
    for (int no = 1; fgets(buf, sizeof buf, f) != NULL; no++) {
        char *line = trim(buf);
        if (*line == '\0' || *line == '#')
            continue;
        const char *wrong = take_line(im, line, out);
        if (wrong != NULL)
            return cli_refuse("%s line %d: %s", path, no, wrong);
    }
    im->map = out;
    return CLI_DONE;
}

const char *import_map_word(const struct import *im, const char *field,
                            const char *theirs)
{
    for (size_t i = 0; im->map != NULL && i < im->map->words_len; i++)
        if (strcmp(im->map->word[i].field, field) == 0 &&
            strcmp(im->map->word[i].theirs, theirs) == 0)
            return im->map->word[i].ours;
    return theirs;
}
