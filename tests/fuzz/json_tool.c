/* json_tool.c -- reads documents (a length in a line, then so many bytes) and answers
 * each in a line: "refused", or "accepted " and the document as our writer has it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <stdio.h>

enum { DOCUMENT_MAX = 64 * 1024 };

static void free_arena(struct arena *a)
{
    arena_free(a);
}

static void answer(const char *document, size_t len)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct json_out o = {.arena = &a};
    struct json v;

    if (json_read(&a, document, len, &v).kind != OK) {
        puts("refused");
        return;
    }
    json_put(&o, NULL, &v);
    printf("accepted %s\n", json_done(&o));
}

int main(void)
{
    static char document[DOCUMENT_MAX];
    size_t len;

    while (scanf("%zu", &len) == 1) {
        require(getchar() == '\n' && len <= sizeof document);
        require(fread(document, 1, len, stdin) == len);
        answer(document, len);
    }
    return 0;
}
