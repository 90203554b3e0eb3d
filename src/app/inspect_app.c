/* inspect_app.c -- see inspect_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/inspect_app.h"

#include "app/casefile_app.h"
#include "app/intake_app.h"
#include "core/build.h"
#include "domain/desk_codes.h"
#include "store/address_program_store.h"
#include "store/queries_care.h"
#include "store/queries_enforcement.h"

enum { CAME_ELECTRONIC = 3 };

static struct err is_listed(struct session *s, const struct casefile *c, bool *out)
{
    struct q_request_place_in in = {c->place.property};
    struct q_request_place_out row;
    struct db *db;

    *out = false;
    if (!id_is_set(id_of(in.property)))
        return ok(); /* they moved to an address that was typed */
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    struct err e = db_one(db, &q_request_place, &in, &row, s->arena);
    *out = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

/* How it went stands in enforcement, and is read there. */
static struct err load_line(struct session *s, struct db *db,
                            const struct q_inspect_links_out *link,
                            struct inspect_page *p)
{
    struct q_request_result_in in = {link->inspection};
    struct q_request_result_out row;
    struct err e = db_one(db, &q_request_result, &in, &row, s->arena);

    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    p->lines[p->len++] = (struct inspect_line){.id = link->inspection,
                                               .kind = row.kind,
                                               .state = row.state,
                                               .time = row.planned_time,
                                               .planned = row.planned_day,
                                               .asked_at = link->asked_at,
                                               .started_at = row.started_at,
                                               .findings = row.findings,
                                               .open = row.open};
    return ok();
}

struct err inspect_look(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct inspect_page *p = arena_new(s->arena, struct inspect_page);
    struct q_inspect_links_in asked = {ref->id};
    struct q_inspect_links_out *links;
    struct casework w;
    struct db *db;
    size_t len;

    TRY(casework_begin(s, ref->id, ACT_CASE_WORK, &w));
    p->c = w.c;
    p->code = edition_on(w.today);
    TRY(address_program_has(w.db, ref->id, &p->apart));
    TRY(is_listed(s, &w.c, &p->listed));
    TRY(db_many(w.db, &q_inspect_links, &asked, &links, &len, s->arena));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    p->lines = arena_array(s->arena, struct inspect_line, len + 1);
    for (size_t i = 0; i < len; i++)
        TRY(load_line(s, db, &links[i], p));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

/* "410.180 Potable water; 410.200 Heating": the library's words and no others, for the
 * owner can read them. */
static const char *wrong_words(struct session *s, const struct inspect_form *f)
{
    struct build b = {.arena = s->arena};

    for (size_t i = 0; i < f->wrong_len; i++) {
        build_text(&b, i > 0 ? "; " : "");
        build_text(&b, f->wrong[i]->code);
        build_char(&b, ' ');
        build_text(&b, f->wrong[i]->titles[LANG_EN]);
    }
    return build_done(&b);
}

struct err inspect_ask(struct session *s, const void *in, void **out)
{
    const struct inspect_form *f = in;
    struct casework w;
    bool listed, apart;

    (void)out;
    TRY(casework_begin(s, f->casefile, ACT_CASE_WORK, &w));
    TRY(address_program_has(w.db, f->casefile, &apart));
    if (apart)
        return failed(ERR_CONFLICT, "inspect.apart");
    TRY(is_listed(s, &w.c, &listed));
    if (!listed)
        return failed(ERR_CONFLICT, "inspect.not_listed");
    const struct intake_form form = {
        .id = f->request,
        .inspection = f->inspection,
        .property = w.c.place.property,
        .unit = w.c.place.unit != NULL ? w.c.place.unit : "",
        .wrong = wrong_words(s, f),
        .line = "",
        .postcode = "",
        .came = came_codes.list[CAME_ELECTRONIC].word,
        .alleged = f->alleged,
        .social_ok = true, /* the library's words */
        .received = w.today,
    };
    return intake_from_nobody(s, &form);
}

struct err inspect_link(struct session *s, const void *in, void **out)
{
    const struct inspect_form *f = in;
    struct casework w;

    (void)out;
    TRY(casework_begin(s, f->casefile, ACT_CASE_WORK, &w));
    TRY(db_exec(w.db, &q_inspect_link,
                &(struct q_inspect_link_in){.casefile = f->casefile,
                                            .inspection = f->inspection,
                                            .asked_by = s->actor.user,
                                            .asked_at = s->now}));
    casework_audit(s, &w, "case.inspection", NULL);
    return ok();
}
