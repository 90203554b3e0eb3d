/* away_pages.c -- a case manager goes away, and a colleague stands in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_pages.h"

#include "app/escalation_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_case.h"

#include <stdio.h>
#include <string.h>

/* "Carla Mendes keeps 12 cases for you until Dec 3" */
static struct lent_view lent_view(struct session *s, const struct away_page *p,
                                  const struct lent *l)
{
    bool mine = id_same(id_of(l->owner), id_of(s->actor.user));
    const char *name = staff_name(&p->everybody, mine ? l->stand_in : l->owner);
    char n[24];

    snprintf(n, sizeof n, "%lld", (long long)l->cases);
    return (struct lent_view){
        text_fill(s->arena, s->lang, mine ? "away.lent_out" : "away.lent_in", "name",
                  name ? name : "", "n", n, "day", word_day(s, l->until), NULL)};
}

static struct options_view stand_ins(struct req *rq, struct session *s,
                                     const struct away_page *p)
{
    struct options_view all =
        desk_people(s, &p->managers, shown(rq, "stand_in", ""), NULL);
    const char *own = page_id(s, id_of(s->actor.user));
    size_t kept = 0;

    for (size_t i = 0; i < all.len; i++)
        if (!str_same(all.of[i].value, own))
            all.of[kept++] = all.of[i];
    all.len = kept;
    return all;
}

SHOW(away_show)
{
    const struct away_page *p = out;
    struct lent_view *lent = arena_array(s->arena, struct lent_view, p->lent_len + 1);
    struct options_view managers = stand_ins(rq, s, p);
    struct view_case_away v = {
        .csrf = csrf_input(s),
        .lent = lent,
        .lent_len = p->lent_len,
        .open = p->open > 0 && managers.len > 0,
        .no_colleague = managers.len == 0,
        .hand_over = desk_count(s, "away.hand_over", p->open),
        .until = shown(rq, "until", ""),
        .who_fault = fault_text(rq, s, "stand_in"),
        .until_fault = fault_text(rq, s, "until"),
        .managers = managers.of,
        .managers_len = managers.len,
    };

    (void)in;
    for (size_t i = 0; i < p->lent_len; i++) {
        lent[i] = lent_view(s, p, &p->lent[i]);
        v.mine = v.mine || id_same(id_of(p->lent[i].owner), id_of(s->actor.user));
    }
    page_begin(rq, s, text(s->lang, "away.title"));
    view_case_away(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(away_read)
{
    struct away_in *a = arena_new(rq->arena, struct away_in);
    const char *who = req_form(rq, "stand_in");
    struct id id = {0};

    if (!id_parse(who, strlen(who), &id))
        req_fault(rq, "stand_in", "away.who");
    a->stand_in = id_to(user, id);
    a->until = form_day(rq, "until");
    if (!day_is_set(a->until) && !req_fault_of(rq, "until"))
        req_fault(rq, "until", "away.until_bad");
    *in = a;
    return form_check(rq);
}

READ(away_over_read)
{
    (void)rq;
    *in = NULL;
    return ok();
}
