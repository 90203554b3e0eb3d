/* block_pages.c -- "not this person": set and ended on the household's page, and the list
 * of those that stand.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/household_pages.h"

#include "app/block_app.h"
#include "base/text.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_household.h"

#include <string.h>

READ(block_read)
{
    struct block_in *b = arena_new(rq->arena, struct block_in);
    const char *person = req_form(rq, "person");
    struct id id, whom = {0};

    TRY(param_id(rq, 0, &id));
    if (!id_parse(person, strlen(person), &whom))
        req_fault(rq, "person", "household.block_whom");
    *b = (struct block_in){
        .casefile = id_to(casefile, id),
        .id = form_id(rq, "id"),
        .person = id_to(user, whom),
        .reason = form_text(rq, "reason", LIMIT_REASON),
    };
    *in = b;
    return form_check(rq);
}

READ(block_end_read)
{
    struct block_in *b = arena_new(rq->arena, struct block_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &b->id));
    b->casefile = id_to(casefile, id);
    *in = b;
    return ok();
}

static struct block_view review_view(struct session *s, const struct block_page *p,
                                     const struct block *b)
{
    const char *name = staff_name(&p->staff, b->person);
    const char *author = staff_name(&p->staff, b->author);

    return (struct block_view){
        .url = url_of(s->arena, "/cases/%s/household", page_id(s, id_of(b->casefile))),
        .name = name != NULL ? name : text(s->lang, "case.somebody"),
        .line = text_fill(s->arena, s->lang, "household.block_line", "who",
                          author != NULL ? author : text(s->lang, "case.somebody"),
                          "when", word_when(s, b->at), NULL),
        .reason = b->reason,
        .may_open = p->may_open,
    };
}

SHOW(blocks_show)
{
    const struct block_page *p = out;
    struct block_view *rows = arena_array(s->arena, struct block_view, p->blocks.len + 1);
    struct view_household_blocks v = {.blocks = rows, .blocks_len = p->blocks.len};

    (void)in;
    for (size_t i = 0; i < p->blocks.len; i++)
        rows[i] = review_view(s, p, &p->blocks.of[i]);
    page_begin(rq, s, text(s->lang, "household.blocks_title"));
    view_household_blocks(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
