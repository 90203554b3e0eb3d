/* plain_words.c -- see plain_words.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/plain_words.h"

#include "base/crypto.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/social.h"

#include <string.h>

/* What is longer is a file of rows, no note. */
enum { STAMP_BYTES = 8, VALUE_BYTES = 4 * LIMIT_NOTE };

/* What a paper says is written down as it says it. */
static bool is_of_a_paper(enum act a)
{
    return a == ACT_LEGAL_ASK || a == ACT_RECORDS_RELEASE;
}

/* A form of somebody who works here, that can be shown again. */
static bool is_asked(const struct turn *t)
{
    const unsigned desk = SIGNED_IN | CHANGES;
    const struct route *r = t->route;

    return (r->guard & desk) == desk && r->again != NULL && r->store != STORE_REGISTRY &&
           t->session.csrf[0] != '\0' && !is_of_a_paper(r->act_name);
}

/* The word of the n-th field; false behind the last one. */
static bool word_at(struct req *rq, size_t n, const char **field, const char **word)
{
    const char *value;

    if (!req_form_at(rq, n, field, &value))
        return false;
    *word = strlen(value) > VALUE_BYTES ? NULL : status_word(value);
    return true;
}

static void mark(struct build *b, const char *field, const char *word)
{
    build_text(b, field);
    build_char(b, '=');
    build_text(b, word);
    build_char(b, ';');
}

/* Which words stand in which fields; "" when there are none. */
static const char *stamp_of(struct req *rq)
{
    struct build b = {.arena = rq->arena};
    const char *field, *word;

    for (size_t i = 0; word_at(rq, i, &field, &word); i++)
        if (word != NULL)
            mark(&b, field, word);
    if (b.len == 0)
        return "";
    struct sha256 sum = sha256_of(build_done(&b), b.len);
    return hex(rq->arena, (struct bytes){sum.b, STAMP_BYTES});
}

void plain_words(struct turn *t, struct req *rq)
{
    const char *stamp, *field, *word;

    if (!is_asked(t))
        return;
    stamp = stamp_of(rq);
    if (stamp[0] == '\0' || str_same(stamp, req_form(rq, "words_kept")))
        return;
    t->session.words_kept = stamp;
    for (size_t i = 0; word_at(rq, i, &field, &word); i++)
        if (word != NULL)
            req_fault(rq, field, "errors.status_words");
}
