/* directory_pages.c -- who offers help: searched by words or by need.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_people_app.h"
#include "app/count_app.h"
#include "app/directory_app.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/connect_words.h"
#include "web/layout.h"
#include "web/service_parts.h"
#include "web/views_case.h"

#include <string.h>

enum { WORDS_MAX = 80, PEOPLE_MAX = 9999 };

READ(directory_read)
{
    struct directory_in *d = arena_new(rq->arena, struct directory_in);
    int need = codes_find(&need_codes, req_query(rq, "need"));

    d->words = req_query(rq, "q");
    if (utf8_len(d->words) > WORDS_MAX)
        d->words = "";
    d->need = need < 0 || d->words[0] ? NULL : need_codes.list[need].word;
    *in = d;
    return ok();
}

SHOW(directory_show_page)
{
    const struct directory_in *asked = in;
    const struct directory_page *p = out;
    struct reading_view *needs =
        arena_array(s->arena, struct reading_view, need_codes.len);
    struct view_case_directory v = {
        .words = asked->words,
        .needs = needs,
        .needs_len = need_codes.len,
        .services = service_views(s, &p->found, "/directory"),
        .services_len = p->found.len,
    };

    for (size_t i = 0; i < need_codes.len; i++)
        needs[i] = (struct reading_view){
            .url = url_of(s->arena, "/directory?need=%s", need_codes.list[i].word),
            .label = text(s->lang, need_codes.list[i].msgid),
            .on = str_same(need_codes.list[i].word, asked->need),
        };
    page_begin(rq, s, text(s->lang, "case.directory"));
    view_case_directory(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(offer_read)
{
    struct directory_in *d = arena_new(rq->arena, struct directory_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    d->id = id_to(service, id);
    *in = d;
    return ok();
}

READ(count_read)
{
    struct count_in *c = arena_new(rq->arena, struct count_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->service = id_to(service, id);
    c->month = req_form(rq, "month");
    if (!str_number(req_form(rq, "people"), PEOPLE_MAX, &c->people))
        c->people = -1;
    *in = c;
    return ok();
}

static struct err team_read(struct req *rq, struct agency_person_in **out)
{
    struct agency_person_in *p = arena_new(rq->arena, struct agency_person_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    p->service = id_to(service, id);
    *out = p;
    return ok();
}

READ(team_join_read)
{
    const char *person = req_form(rq, "person");
    struct agency_person_in *p;
    struct id id = {0}; /* of nobody, when none was chosen */

    TRY(team_read(rq, &p));
    if (id_parse(person, strlen(person), &id))
        p->person = id_to(user, id);
    *in = p;
    return ok();
}

READ(team_leave_read)
{
    struct agency_person_in *p;
    struct id id;

    TRY(team_read(rq, &p));
    TRY(param_id(rq, 1, &id));
    p->person = id_to(user, id);
    *in = p;
    return ok();
}

SHOW(to_offer)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/directory/%s", rq->param[0]);
    return ok();
}

static const char *this_month(struct session *s)
{
    char day[DAY_TEXT];

    day_format(session_today(s), day);
    return arena_copy(s->arena, day, 7);
}

static void fill_counts(struct req *rq, struct session *s, const struct directory_page *p,
                        struct view_case_offer *v)
{
    struct fact_view *rows = arena_array(s->arena, struct fact_view, p->counts_len + 1);

    for (size_t i = 0; i < p->counts_len; i++) {
        struct build n = {.arena = s->arena};

        build_int(&n, (int)p->counts[i].people);
        rows[i] = (struct fact_view){p->counts[i].month, build_done(&n)};
    }
    v->counts = rows;
    v->counts_len = p->counts_len;
    v->may_count = p->may_count;
    v->month = shown(rq, "month", this_month(s));
    v->people = shown(rq, "people", "");
    v->month_fault = fault_text(rq, s, "month");
    v->people_fault = fault_text(rq, s, "people");
    v->count_url = url_of(s->arena, "/directory/%s/counts", page_id(s, id_of(p->one.id)));
    v->csrf = csrf_input(s);
}

static void fill_team(struct req *rq, struct session *s, const struct directory_page *p,
                      struct view_case_offer *v)
{
    struct team_row_view *team =
        arena_array(s->arena, struct team_row_view, p->team.len + 1);
    struct option_view *free = arena_array(s->arena, struct option_view, p->free.len + 1);
    const char *service = page_id(s, id_of(p->one.id));

    for (size_t i = 0; i < p->team.len; i++) {
        const struct staff_person *who = &p->team.of[i];

        team[i] = (struct team_row_view){who->name, who->email,
                                         url_of(s->arena, "/directory/%s/team/%s/leave",
                                                service, page_id(s, id_of(who->id)))};
    }
    for (size_t i = 0; i < p->free.len; i++) {
        const char *id = page_id(s, id_of(p->free.of[i].id));

        free[i] = (struct option_view){.value = id,
                                       .label = p->free.of[i].name,
                                       .on = str_same(id, shown(rq, "person", ""))};
    }
    v->may_team = p->may_team;
    v->team = team;
    v->team_len = p->team.len;
    v->free = free;
    v->free_len = p->free.len;
    v->person_fault = fault_text(rq, s, "person");
    v->team_url = url_of(s->arena, "/directory/%s/team", service);
}

SHOW(offer_show)
{
    const struct directory_page *p = out;
    struct view_case_offer v = {
        .name = p->one.name,
        .organization = p->one.organization_name,
        .capacity = text(s->lang, capacity_msgid(p->one.capacity)),
        .shape = shape_capacity(p->one.capacity),
        .description = p->one.description,
        .contacts_owner = p->one.contacts_owner,
    };

    (void)in;
    v.facts = service_facts(s, &p->one, &v.facts_len);
    v.season = word_season(s, &p->one);
    struct options_view proofs = word_proofs(s, &p->one, NULL);
    v.proofs = proofs.of;
    v.proofs_len = proofs.len;
    fill_counts(rq, s, p, &v);
    fill_team(rq, s, p, &v);
    page_begin(rq, s, p->one.name);
    view_case_offer(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
