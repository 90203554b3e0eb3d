/* pdf_catalog.c -- see pdf_catalog.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/pdf_catalog.h"

#include "core/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MORE = 4096 };

/* The last place of `what`, or NULL. */
static const char *last(const char *in, size_t len, const char *what)
{
    const char *found = NULL;

    for (const char *at = in;
         (at = memmem(at, len - (size_t)(at - in), what, strlen(what))) != NULL; at++)
        found = at;
    return found;
}

/* The number behind a word of the trailer, or -1. */
static long number_after(const char *trailer, const char *word)
{
    const char *at = trailer != NULL ? strstr(trailer, word) : NULL;

    return at != NULL ? strtol(at + strlen(word), NULL, 10) : -1;
}

struct tail {
    long root, info, size, xref;
    const char *dict; /* of the catalog, behind its << */
    int dict_len;     /* up to its >> */
};

static bool find(const char *pdf, size_t len, struct tail *t)
{
    const char *trailer = last(pdf, len, "trailer");
    char head[40];

    t->root = number_after(trailer, "/Root ");
    t->info = number_after(trailer, "/Info ");
    t->size = number_after(trailer, "/Size ");
    t->xref = number_after(trailer, "startxref\n");
    if (t->root < 0 || t->info < 0 || t->size < 0 || t->xref < 0)
        return false;
    snprintf(head, sizeof head, "\n%ld 0 obj\n<<", t->root);
    const char *obj = last(pdf, len, head);
    const char *end = obj != NULL ? strstr(obj, "endobj") : NULL;
    if (end == NULL || memmem(obj, (size_t)(end - obj), "/Catalog", 8) == NULL)
        return false;
    t->dict = obj + strlen(head);
    while (end > t->dict && strncmp(end, ">>", 2) != 0)
        end--;
    t->dict_len = (int)(end - t->dict);
    return t->dict_len > 0 && t->dict_len < MORE / 2;
}

struct bytes pdf_with_lang(struct bytes pdf, const char *lang)
{
    char *p = memory_grow((void *)(uintptr_t)pdf.p, pdf.len + MORE);
    struct tail t;

    memset(p + pdf.len, 0, MORE);
    if (strlen(lang) > 12 || !str_only(lang, "abcdefghijklmnopqrstuvwxyzANHST-") ||
        !find(p, pdf.len, &t)) {
        free(p);
        return (struct bytes){0};
    }
    size_t obj = pdf.len, xref;
    size_t n =
        obj + (size_t)snprintf(p + obj, MORE,
                               "%ld 0 obj\n<<%.*s   /Lang (%s)\n"
                               "   /MarkInfo << /Marked true >>\n"
                               "   /ViewerPreferences << /DisplayDocTitle true >>\n"
                               ">>\nendobj\n",
                               t.root, t.dict_len, t.dict, lang);
    xref = n;
    n += (size_t)snprintf(p + n, MORE - (n - obj),
                          "xref\n%ld 1\n%010zu 00000 n \n"
                          "trailer\n<< /Size %ld\n   /Root %ld 0 R\n   /Info %ld 0 R\n"
                          "   /Prev %ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
                          t.root, obj, t.size, t.root, t.info, t.xref, xref);
    return (struct bytes){(uint8_t *)p, n};
}
