/* legal_pages.c -- see legal_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/legal_pages.h"

#include "app/legal_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_legal.h"

#include <stdio.h>
#include <string.h>

enum { WHICH_MAX = 200, ISSUER_MAX = 200, NUMBER_MAX = 80, WORDS_MAX = 2000 };

static const char *const shapes[DEMAND_STATES] = {[DEMAND_ASKED] = "attention",
                                                  [DEMAND_RELEASED] = "done",
                                                  [DEMAND_REFUSED] = "closed",
                                                  [DEMAND_WITHDRAWN] = "closed"};

/* ---- the list, and the form under it ---- */

static unsigned classes_of(struct req *rq)
{
    unsigned asked = 0;

    for (enum legal_class c = 0; c < LEGAL_CLASSES; c++)
        if (ticked(rq, "class", legal_class_name(c)))
            asked |= 1u << c;
    return asked;
}

READ(legal_ask_read)
{
    struct legal_in *l = arena_new(rq->arena, struct legal_in);

    l->id = form_id(rq, "id");
    l->which = form_text(rq, "which", WHICH_MAX);
    if (l->which == NULL)
        req_fault(rq, "which", "rights.glass_which_missing");
    l->d.kind = (enum instrument_kind)form_code(rq, "kind", &instrument_kind_codes,
                                                "legal.kind_missing");
    l->d.classes = classes_of(rq);
    if (l->d.classes == 0)
        req_fault(rq, "class", "legal.class_missing");
    l->d.issuer = form_text(rq, "issuer", ISSUER_MAX);
    if (l->d.issuer == NULL)
        req_fault(rq, "issuer", "legal.issuer_missing");
    l->d.number = form_text(rq, "number", NUMBER_MAX);
    l->d.words = form_text(rq, "words", WORDS_MAX);
    l->d.came = form_day(rq, "came");
    if (!day_is_set(l->d.came))
        req_fault(rq, "came", "legal.came_missing");
    l->d.gagged = str_same(req_form(rq, "gagged"), "yes");
    *in = l;
    return form_check(rq);
}

static const char *name_of(struct session *s, const struct staff *staff,
                           struct user_id who)
{
    const char *name = staff_name(staff, who);

    return name != NULL ? name : text(s->lang, "case.somebody");
}

static const char *asked_line(struct session *s, const struct staff *staff,
                              const struct legal_demand *d)
{
    return text_fill(s->arena, s->lang, "legal.asked_line", "who",
                     name_of(s, staff, d->asked_by), "when", word_when(s, d->asked_at),
                     NULL);
}

static void fill_rows(struct session *s, const struct demands_page *p,
                      struct view_legal_list *v)
{
    struct legal_row_view *rows =
        arena_array(s->arena, struct legal_row_view, p->demands.len + 1);

    for (size_t i = 0; i < p->demands.len; i++) {
        const struct legal_demand *d = &p->demands.of[i];

        rows[i] = (struct legal_row_view){
            .url = url_of(s->arena, "/legal/%s", page_id(s, d->id)),
            .kind = text(s->lang, instrument_kind_msgid(d->kind)),
            .line = asked_line(s, &p->staff, d),
            .issuer = d->issuer,
            .state = text(s->lang, demand_state_msgid(d->state)),
            .shape = shapes[d->state],
            .when = when_day(s->arena, s->lang, d->came, WHEN_LONG),
        };
    }
    v->rows = rows;
    v->rows_len = p->demands.len;
}

static void fill_counts(struct session *s, const struct demands_page *p,
                        struct view_legal_list *v)
{
    struct fact_view *rows = arena_array(s->arena, struct fact_view, p->counts_len + 1);
    char n[24];

    for (size_t i = 0; i < p->counts_len; i++) {
        const struct legal_count *c = &p->counts[i];
        const char *parts[] = {text(s->lang, instrument_kind_msgid(c->kind)),
                               text(s->lang, demand_state_msgid(c->state))};
        int len = snprintf(n, sizeof n, "%lld", (long long)c->n);

        rows[i] = (struct fact_view){word_join(s, parts, 2, " · "),
                                     arena_copy(s->arena, n, (size_t)len)};
    }
    v->counts = rows;
    v->counts_len = p->counts_len;
}

/* Each class with the law that has a word on it. */
static void fill_classes(struct req *rq, struct session *s, struct view_legal_list *v)
{
    struct option_view *rows = arena_array(s->arena, struct option_view, LEGAL_CLASSES);

    for (enum legal_class c = 0; c < LEGAL_CLASSES; c++)
        rows[c] = (struct option_view){.value = legal_class_name(c),
                                       .label = text(s->lang, legal_class_msgid(c)),
                                       .why = legal_basis(c),
                                       .on = ticked(rq, "class", legal_class_name(c))};
    v->classes = rows;
    v->classes_len = LEGAL_CLASSES;
}

SHOW(legal_list_show)
{
    const struct demands_page *p = out;
    struct options_view kinds =
        options_of(s, &instrument_kind_codes, shown(rq, "kind", ""));
    struct view_legal_list v = {
        .csrf = csrf_input(s),
        .new_id = minted(s),
        .kinds = kinds.of,
        .kinds_len = kinds.len,
        .which_fault = fault_text(rq, s, "which"),
        .which_typed = shown(rq, "which", ""),
        .kind_fault = fault_text(rq, s, "kind"),
        .class_fault = fault_text(rq, s, "class"),
        .issuer_fault = fault_text(rq, s, "issuer"),
        .issuer_typed = shown(rq, "issuer", ""),
        .number_typed = shown(rq, "number", ""),
        .came_fault = fault_text(rq, s, "came"),
        .came_typed = shown(rq, "came", ""),
        .words_typed = shown(rq, "words", ""),
        .number_fault = fault_text(rq, s, "number"),
        .words_fault = fault_text(rq, s, "words"),
        .gagged = ticked(rq, "gagged", "yes"),
    };

    (void)in;
    fill_rows(s, p, &v);
    fill_counts(s, p, &v);
    fill_classes(rq, s, &v);
    page_begin(rq, s, text(s->lang, "legal.title"));
    view_legal_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_legal)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/legal");
    return ok();
}

/* ---- one demand ---- */

READ(legal_ref_read)
{
    struct legal_ref *r = arena_new(rq->arena, struct legal_ref);

    TRY(param_id(rq, 0, &r->id));
    *in = r;
    return ok();
}

READ(legal_decide_read)
{
    struct legal_ref *r;

    TRY(legal_ref_read(rq, in));
    r = *in;
    r->rev = form_int(rq, "rev");
    r->release = str_same(req_form(rq, "do"), "give");
    r->counsel = form_text(rq, "counsel", ISSUER_MAX);
    r->counsel_day = form_day(rq, "counsel_day");
    r->why = form_text(rq, "why", LIMIT_REASON);
    return form_check(rq);
}

READ(legal_withdraw_read)
{
    struct legal_ref *r;

    TRY(legal_ref_read(rq, in));
    r = *in;
    r->rev = form_int(rq, "rev");
    r->why = form_text(rq, "back", LIMIT_REASON);
    return form_check(rq);
}

static void fill_scope(struct session *s, const struct legal_demand *d,
                       struct view_legal_show *v)
{
    struct legal_class_view *rows =
        arena_array(s->arena, struct legal_class_view, LEGAL_CLASSES + 1);

    for (enum legal_class c = 0; c < LEGAL_CLASSES; c++) {
        bool goes = (d->given & 1u << c) != 0;

        if ((d->classes & 1u << c) == 0)
            continue;
        rows[v->classes_len++] = (struct legal_class_view){
            .label = text(s->lang, legal_class_msgid(c)),
            .shape = goes ? "done" : "closed",
            .what = text(s->lang, goes ? "legal.goes" : "legal.stays"),
            .basis = legal_basis(c)};
    }
    v->classes = rows;
}

static const char *sum_words(struct session *s, const struct sha256 *sha)
{
    char out[SHA256_LEN * 2 + 1];

    for (size_t i = 0; i < SHA256_LEN; i++)
        snprintf(out + 2 * i, 3, "%02x", sha->b[i]);
    return arena_copy(s->arena, out, SHA256_LEN * 2);
}

static const char *const decided_msgs[DEMAND_STATES] = {
    [DEMAND_RELEASED] = "legal.released_line",
    [DEMAND_REFUSED] = "legal.refused_line",
    [DEMAND_WITHDRAWN] = "legal.withdrawn_line"};

/* "R. Vance, Nov 24, 2026": the store has the day behind the name, as it was typed. */
static const char *counsel_words(struct session *s, const char *counsel)
{
    const char *comma = counsel != NULL ? strrchr(counsel, ',') : NULL;
    struct build b = {.arena = s->arena};
    struct day day;

    if (comma == NULL || comma[1] != ' ' ||
        !day_parse(comma + 2, strlen(comma + 2), &day))
        return counsel;
    build_bytes(&b, counsel, (size_t)(comma + 2 - counsel));
    build_text(&b, when_day(s->arena, s->lang, day, WHEN_LONG));
    return build_done(&b);
}

static void fill_decision(struct session *s, const struct legal_one *p,
                          struct view_legal_show *v)
{
    const struct legal_demand *d = &p->d;

    v->waits = d->state == DEMAND_ASKED && !p->may_decide;
    v->neutral = d->state == DEMAND_REFUSED;
    if (d->state == DEMAND_ASKED)
        return;
    if (!id_is_set(id_of(d->decided_by))) {
        v->decided = text(s->lang, "legal.not_enough");
        return;
    }
    const char *why = d->state == DEMAND_RELEASED ? counsel_words(s, d->counsel) : d->why;
    v->decided = text_fill(s->arena, s->lang, decided_msgs[d->state], "who",
                           name_of(s, &p->staff, d->decided_by), "when",
                           word_when(s, d->decided_at), "why",
                           why != NULL ? why : text(s->lang, "legal.why_erased"), NULL);
    if (p->erased && d->state == DEMAND_RELEASED)
        v->sha = sum_words(s, &d->sha);
    if (d->released != NULL) {
        v->file_words = text(s->lang, "legal.file");
        v->sha = sum_words(s, &d->sha);
    }
}

static const struct fact_view *part_rows(struct session *s, const struct legal_part *of,
                                         size_t len)
{
    struct fact_view *rows = arena_array(s->arena, struct fact_view, len + 1);

    for (size_t i = 0; i < len; i++)
        rows[i] = (struct fact_view){text(s->lang, of[i].title),
                                     build_number(s->arena, (int64_t)of[i].entries)};
    return rows;
}

static void fill_preview(struct session *s, const struct legal_preview *p,
                         struct view_legal_show *v)
{
    v->goes = part_rows(s, p->goes, p->goes_len);
    v->goes_len = p->goes_len;
    v->stays = part_rows(s, p->stays, p->stays_len);
    v->stays_len = p->stays_len;
}

/* Somebody decided it while this form was being filled in. */
static void fill_lost(struct view_legal_show *v)
{
    const char *typed[] = {v->why_typed, v->counsel_typed, v->back_typed};

    if (v->decided == NULL)
        return;
    for (size_t i = 0; i < COUNT(typed) && v->lost == NULL; i++)
        if (typed[i][0] != '\0')
            v->lost = typed[i];
    v->lost_id = "lost";
    v->lost_why = v->decided;
}

SHOW(demand_show)
{
    const struct legal_one *p = out;
    const struct legal_demand *d = &p->d;
    const char *id = page_id(s, d->id);
    struct view_legal_show v = {
        .csrf = csrf_input(s),
        .decide_url = url_of(s->arena, "/legal/%s/decide", id),
        .file_url = url_of(s->arena, "/legal/%s/record.txt", id),
        .kind = text(s->lang, instrument_kind_msgid(d->kind)),
        .state = text(s->lang, demand_state_msgid(d->state)),
        .shape = shapes[d->state],
        .line = asked_line(s, &p->staff, d),
        .issuer = d->issuer,
        .number = d->number,
        .came = when_day(s->arena, s->lang, d->came, WHEN_LONG),
        .household = p->erased ? text(s->lang, "legal.erased")
                               : word_name(s, &p->c.person, p->c.kind),
        .where = p->erased ? NULL : word_place(s, &p->c.place, NULL),
        .words = d->words,
        .tell = text(s->lang, p->erased                    ? "legal.tell_gone"
                              : d->state >= DEMAND_REFUSED ? "legal.tell_none"
                              : d->gagged                  ? "legal.tell_no"
                                                           : "legal.tell_yes"),
        .rev = d->rev,
        .may_decide = p->may_decide,
        .may_withdraw = p->may_withdraw,
        .withdraw_url = url_of(s->arena, "/legal/%s/withdraw", id),
        .back_fault = fault_text(rq, s, "back"),
        .back_typed = shown(rq, "back", ""),
        .fault = fault_text(rq, s, ""),
        .counsel_fault = fault_text(rq, s, "counsel"),
        .counsel_typed = shown(rq, "counsel", ""),
        .day_fault = fault_text(rq, s, "counsel_day"),
        .day_typed = shown(rq, "counsel_day", ""),
        .why_fault = fault_text(rq, s, "why"),
        .why_typed = shown(rq, "why", ""),
    };

    (void)in;
    fill_scope(s, d, &v);
    fill_decision(s, p, &v);
    fill_lost(&v);
    fill_preview(s, &p->preview, &v);
    page_begin(rq, s, v.kind);
    view_legal_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(legal_file_show)
{
    const struct legal_one *p = out;

    (void)s, (void)in;
    if (p->d.released == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    rq->content_type = "text/plain; charset=utf-8";
    resp_header(rq, "Content-Disposition", "attachment; filename=\"record.txt\"");
    put_markup(&rq->out, p->d.released);
    return ok();
}

SHOW(to_legal_one)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/legal/%s", rq->param[0]);
    return ok();
}
