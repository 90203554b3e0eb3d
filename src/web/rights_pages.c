/* rights_pages.c -- see rights_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/rights_pages.h"

#include "app/reads_app.h"
#include "base/text.h"
#include "core/build.h"
#include "domain/reads.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_rights.h"

static const char *name_of(struct session *s, const struct staff *staff,
                           struct user_id who)
{
    const char *name = staff_name(staff, who);

    return name != NULL ? name : text(s->lang, "case.somebody");
}

static const char *let_line(struct session *s, const struct reads_page *p,
                            const struct read_alert *a)
{
    return text_fill(
        s->arena, s->lang, "rights.reads_let_by", "who", name_of(s, &p->staff, a->let_by),
        "n", build_number(s->arena, a->more), "when", word_when(s, a->let_at), NULL);
}

static struct read_alert_view alert_view(struct session *s, const struct reads_page *p,
                                         const struct read_alert *a)
{
    return (struct read_alert_view){
        .let_url = url_of(s->arena, "/reads/%s/more", page_id(s, a->id)),
        .name = name_of(s, &p->staff, a->person),
        .when = word_when(s, a->at),
        .line = text_fill(s->arena, s->lang, "rights.reads_line", "opened",
                          build_number(s->arena, a->opened), "budget",
                          build_number(s->arena, a->budget + a->more), NULL),
        .let_line = a->let_at != 0 ? let_line(s, p, a) : NULL,
        .let_words = a->may_let ? desk_count(s, "rights.reads_let", READS_MORE) : NULL,
    };
}

SHOW(reads_show)
{
    const struct reads_page *p = out;
    struct read_alert_view *rows =
        arena_array(s->arena, struct read_alert_view, p->len + 1);
    struct view_rights_reads v = {
        .csrf = csrf_input(s), .rows = rows, .rows_len = p->len, .may_ask = p->may_ask};

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        rows[i] = alert_view(s, p, &p->of[i]);
    page_begin(rq, s, text(s->lang, "rights.reads_title"));
    view_rights_reads(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(reads_read)
{
    struct reads_ref *r = arena_new(rq->arena, struct reads_ref);

    TRY(param_id(rq, 0, &r->id));
    *in = r;
    return ok();
}

SHOW(to_reads)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/reads");
    return ok();
}
