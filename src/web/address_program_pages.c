/* address_program_pages.c -- /cases/:id/address: a household in the state's address
 * confidentiality program.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/address_program_app.h"
#include "app/casefile_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/household_pages.h"
#include "web/layout.h"
#include "web/views_household.h"

enum { SUBSTITUTE_MAX = 200 };

READ(program_end_read)
{
    struct program_in *p = arena_new(rq->arena, struct program_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    p->casefile = id_to(casefile, id);
    p->rev = form_int(rq, "rev");
    *in = p;
    return ok();
}

READ(program_read)
{
    struct program_in *p;

    TRY(program_end_read(rq, in));
    p = *in;
    p->substitute = form_text(rq, "substitute", SUBSTITUTE_MAX);
    if (p->substitute == NULL)
        req_fault(rq, "substitute", "rights.address_missing");
    return form_check(rq);
}

SHOW(program_show)
{
    const struct program_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    const char *now = p->in_program && p->c.place.address ? p->c.place.address : "";
    struct view_household_program v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s/household", id),
        .action = url_of(s->arena, "/cases/%s/address", id),
        .end_url = url_of(s->arena, "/cases/%s/address/end", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .where = now,
        .real = word_place(s, &p->real.place, NULL),
        .in_program = p->in_program,
        .rev = p->c.rev,
        .fault = fault_text(rq, s, "substitute"),
        .typed = shown(rq, "substitute", now),
        .conflict = fault_text(rq, s, "rev"),
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "rights.address_title"));
    view_household_program(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_program)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/address", rq->param[0]);
    return ok();
}
