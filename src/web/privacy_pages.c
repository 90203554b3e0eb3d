/* privacy_pages.c -- /privacy: what waits today for whoever has that office.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/rights_pages.h"

#include "app/privacy_app.h"
#include "base/text.h"
#include "core/build.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_rights.h"

static struct desk_row_view row(struct session *s, const char *path, const char *title,
                                int64_t n)
{
    return (struct desk_row_view){.url = {path},
                                  .title = text(s->lang, title),
                                  .state = build_number(s->arena, n),
                                  .shape = n > 0 ? "attention" : "done"};
}

SHOW(privacy_show)
{
    const struct privacy_waits *p = out;
    struct desk_row_view rows[] = {
        row(s, "/glass", "privacy.glasses", p->glasses),
        row(s, "/legal", "privacy.demands", p->demands),
        row(s, "/reads", "privacy.reads", p->reads),
        row(s, "/blocks", "privacy.blocks", p->blocks),
    };
    struct view_rights_privacy v = {
        .rows = rows,
        .rows_len = COUNT(rows),
        .nothing = p->glasses + p->demands + p->reads == 0,
    };

    (void)in;
    rows[3].shape = "done"; /* it stands, and waits for nobody */
    if (day_is_set(p->look_by)) {
        rows[0].detail = text_fill(s->arena, s->lang, "rights.glass_review_by", "day",
                                   word_day(s, p->look_by), NULL);
        rows[0].shape = p->look_by.n < p->today.n ? "late" : "attention";
    }
    page_begin(rq, s, text(s->lang, "privacy.title"));
    view_rights_privacy(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
