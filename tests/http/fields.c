/* fields.c -- see fields.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fields.h"

#include "core/build.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 600 };

struct shown {
    struct arena *a;
    const char *of[FIELDS_MAX];
    size_t len;
};

static bool is_type(const struct local_answer *answer, const char *type)
{
    return strncmp(local_header(answer, "Content-Type"), type, strlen(type)) == 0;
}

/* "Visits (3)" is "Visits". */
static size_t without_count(const char *from, size_t len)
{
    size_t at = len;

    if (len > 0 && from[len - 1] == ')') {
        for (at--; at > 0 && isdigit((unsigned char)from[at - 1]);)
            at--;
        at = at > 0 && from[at - 1] == '(' ? at - 1 : len;
    }
    while (at > 0 && isspace((unsigned char)from[at - 1]))
        at--;
    return at;
}

static void add(struct shown *f, const char *mark, const char *from, size_t len)
{
    struct build b = {.arena = f->a};

    len = without_count(from, len);
    if (len == 0)
        return;
    build_text(&b, mark);
    for (size_t i = 0; i < len; i++)
        build_char(&b, from[i] == '\n' ? ' ' : from[i]);
    const char *word = build_done(&b);
    for (size_t i = 0; i < f->len; i++)
        if (strcmp(f->of[i], word) == 0)
            return;
    require(f->len < FIELDS_MAX);
    f->of[f->len++] = word;
}

/* ---- of a page ---- */

/* The words of <dt>, <th> and <h2>, up to the first markup within. */
static void add_labels(struct shown *f, const char *page)
{
    static const char *const tags[] = {"<dt", "<th", "<h2", "<legend", "<caption"};

    for (size_t i = 0; i < COUNT(tags); i++)
        for (const char *at = page; (at = strstr(at, tags[i])) != NULL;) {
            at += strlen(tags[i]);
            if (*at != '>' && *at != ' ')
                continue;
            const char *words = strchr(at, '>') + 1;
            add(f, "", words, strcspn(words, "<"));
        }
}

static void add_controls(struct shown *f, const char *page)
{
    for (const char *at = page; (at = strstr(at, " name=\"")) != NULL;) {
        at += strlen(" name=\"");
        add(f, "name=", at, strcspn(at, "\""));
    }
}

/* A page's own part; its menu is on every page of its reader. */
static const char *main_of(const char *page)
{
    const char *at = strstr(page, "<main");

    return at != NULL ? at : page;
}

/* ---- of other answers ---- */

static void add_keys(struct shown *f, const char *json)
{
    for (const char *at = json; (at = strchr(at, '"')) != NULL;) {
        const char *from = ++at;

        while (*at != '\0' && *at != '"')
            at += *at == '\\' && at[1] != '\0' ? 2 : 1;
        if (*at == '\0')
            return;
        if (at[1 + strspn(at + 1, " ")] == ':')
            add(f, "", from, (size_t)(at - from));
        at++;
    }
}

static void add_columns(struct shown *f, const char *csv)
{
    size_t line = strcspn(csv, "\r\n");

    for (size_t at = 0; at < line;) {
        size_t len = strcspn(csv + at, ",\r\n");

        add(f, "", csv + at, len);
        at += len + 1;
    }
}

static int by_word(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *fields_of(struct arena *a, const struct local_answer *answer)
{
    struct shown f = {.a = a};
    struct build b = {.arena = a};

    if (is_type(answer, "text/html")) {
        add_labels(&f, main_of(answer->body));
        add_controls(&f, main_of(answer->body));
    } else if (is_type(answer, "application/json"))
        add_keys(&f, answer->body);
    else if (is_type(answer, "text/csv"))
        add_columns(&f, answer->body);
    else
        add(&f, "", local_header(answer, "Content-Type"),
            strcspn(local_header(answer, "Content-Type"), ";"));
    qsort(f.of, f.len, sizeof f.of[0], by_word);
    for (size_t i = 0; i < f.len; i++) {
        build_text(&b, i > 0 ? ", " : "");
        build_text(&b, f.of[i]);
    }
    return build_done(&b);
}

size_t words_of(const struct local_answer *answer)
{
    bool page = is_type(answer, "text/html"), tag = false, space = true;
    size_t n = 0;

    for (const char *at = page ? main_of(answer->body) : answer->body;
         *at != '\0' && !(page && strncmp(at, "</main>", 7) == 0); at++) {
        bool blank = isspace((unsigned char)*at);

        tag = page && (*at == '<' || tag);
        n += !tag && !(blank && space);
        space = tag || blank;
        tag = tag && *at != '>';
    }
    return n;
}
