/* layout.c -- see layout.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/layout.h"

#include "base/text.h"
#include "core/build.h"
#include "http/static.h"
#include "web/views_layout.h"

#include <stdio.h>
#include <string.h>

enum { MENU_BAR = 3, MENU_PHONE = 2 };

/* What a person may open, in the order of the bar. */
static const struct entry {
    enum act act;
    const char *path, *msg;
} entries[] = {
    {ACT_CASE_LIST, "/cases", "layout.menu.cases"},
    {ACT_SEEN_VIEW, "/privacy", "privacy.title"},
    {ACT_REFERRAL_INBOX, "/agency", "layout.menu.agency"},
    {ACT_HELP_ASK, "/cases/new", "layout.menu.ask"},
    {ACT_INSPECTION_REFER, "/agency/inspections", "layout.menu.visits"},
    {ACT_PLAN_MANAGE, "/desk", "layout.menu.desk"},
    {ACT_INSPECTION_ASK, "/requests", "layout.menu.requests"},
    {ACT_PLAN_MANAGE, "/inspections", "layout.menu.calendar"},
    {ACT_TIME_ASK, "/violations", "layout.menu.violations"},
    {ACT_FIELD_USE, "/field/", "layout.menu.field"},
    {ACT_TRAINING_VIEW, "/training", "layout.menu.training"},
    {ACT_FORM_PRINT, "/paper-form", "layout.menu.paper_form"},
    {ACT_PAPER_ENTER, "/from-paper", "layout.menu.paper"},
    {ACT_CARD_PRINT, "/cards", "layout.menu.cards"},
    {ACT_DIRECTORY_VIEW, "/directory", "layout.menu.directory"},
    {ACT_RECORDS_RELEASE, "/records", "release.title"},
    {ACT_REPORT_PUBLIC, "/city", "layout.menu.city"},
    {ACT_REPORT_INTERNAL, "/reports/evaluation", "layout.menu.evaluation"},
    {ACT_UPDATES_VIEW, "/updates", "layout.menu.updates"},
    {ACT_AGES_VIEW, "/ages", "layout.menu.ages"},
    {ACT_BLOCK_REVIEW, "/blocks", "layout.menu.blocks"},
    {ACT_GLASS_VIEW, "/glass", "layout.menu.glass"},
    {ACT_LEGAL_VIEW, "/legal", "layout.menu.legal"},
    {ACT_READS_VIEW, "/reads", "layout.menu.reads"},
    {ACT_MANDATED_VIEW, "/mandated", "layout.menu.mandated"},
    {ACT_COMPLAINT_HEAR, "/complaints", "layout.menu.complaints"},
    {ACT_CALLBACK_WORK, "/callbacks", "callback.title"},
    {ACT_RESIDENT_ERASE, "/erase", "erase.title"},
    {ACT_USER_MANAGE, "/people", "layout.menu.people"},
    {ACT_STATUS_VIEW, "/status", "layout.menu.status"},
    {ACT_READY_MANAGE, "/ready", "layout.menu.ready"},
    {ACT_ACCOUNT_OWN, "/account", "layout.menu.account"},
};

static bool may(const struct actor *who, enum act act)
{
    for (enum role r = 0; r < ROLES; r++)
        if ((who->roles & (1u << r)) && policy_needs(r, act) != NULL)
            return true;
    return false;
}

static size_t menu_of(const struct req *rq, const struct session *s, struct menu_item *to)
{
    size_t n = 0;
    struct menu_item *at = NULL; /* of "/cases" and "/cases/new" the longer one */

    for (size_t i = 0; i < COUNT(entries); i++) {
        const struct entry *e = &entries[i];

        if (!may(&s->actor, e->act))
            continue;
        to[n] = (struct menu_item){{e->path}, text(s->lang, e->msg), false};
        if (strncmp(rq->path, e->path, strlen(e->path)) == 0 &&
            (at == NULL || strlen(e->path) > strlen(at->address.s)))
            at = &to[n];
        n++;
    }
    if (at != NULL)
        at->current = true;
    return n;
}

/* More than fit stand behind "More", whose place says so when the page is one of them; on
 * a phone all of them stand behind "Menu", unless they are few. */
static void fill_menu(const struct req *rq, const struct session *s,
                      struct menu_item *menu, struct view_layout_begin *v)
{
    size_t len = menu_of(rq, s, menu);
    size_t bar = len > MENU_BAR + 1 ? MENU_BAR : len;

    v->menu = menu;
    v->menu_len = bar;
    v->rest = menu + bar;
    v->rest_len = len - bar;
    v->folds = len > MENU_PHONE;
    for (size_t i = 0; i < len; i++) {
        if (menu[i].current)
            v->here = menu[i].words;
        if (menu[i].current && i >= bar)
            v->rest_current = menu[i].words;
    }
}

static size_t summary_of(const struct req *rq, const struct session *s,
                         struct summary_item *to, const char **general)
{
    size_t n = 0;

    for (size_t i = 0; i < rq->faults.len; i++) {
        const struct fault *f = &rq->faults.of[i];
        char anchor[80];

        if (f->field[0] == '\0') {
            *general = text(s->lang, f->msg);
            continue;
        }
        int len = snprintf(anchor, sizeof anchor, "#%.70s", f->field);
        to[n++] = (struct summary_item){{arena_copy(rq->arena, anchor, (size_t)len)},
                                        text(s->lang, f->msg)};
    }
    return n;
}

struct url asset_url(struct arena *a, const char *name)
{
    return url_of(a, "/a/%s/%s", static_build, name);
}

static void begin(struct req *rq, const struct session *s, const char *title, bool wide)
{
    struct menu_item menu[COUNT(entries)];
    struct summary_item faults[FAULTS_MAX];
    struct view_layout_begin v = {
        .lang = s->lang,
        .title = title,
        .city_name = s->city_name,
        .person = s->actor.name,
        .practice = s->practice,
        .wide = wide,
        .styles = asset_url(rq->arena, "css/doorstep.css"),
        .icon = asset_url(rq->arena, "img/icon.svg"),
        .csrf = csrf_input(s),
        .faults = faults,
    };

    fill_menu(rq, s, menu, &v);
    v.faults_len = summary_of(rq, s, faults, &v.general_fault);
    rq->out.lang = s->lang;
    view_layout_begin(&rq->out, &v);
}

void page_begin(struct req *rq, const struct session *s, const char *title)
{
    begin(rq, s, title, false);
}

void page_begin_wide(struct req *rq, const struct session *s, const char *title)
{
    begin(rq, s, title, true);
}

static const char *address_of(struct req *rq)
{
    struct build b = {.arena = rq->arena};

    build_text(&b, rq->path);
    if (rq->query != NULL && rq->query[0] != '\0') {
        build_char(&b, '?');
        build_text(&b, rq->query);
    }
    return build_done(&b);
}

/* A page that a link opened is asked for by its code alone, and can be loaded again. */
static bool keeps_what_was_sent(const struct req *rq, const struct session *s)
{
    return rq->method != GET && (s->actor.name[0] != '\0' || rq->faults.len > 0);
}

void page_end(struct req *rq, const struct session *s)
{
    struct lang_choice langs[TEXT_LANGS];
    /* What a form answered is at no address: another language would lose it. */
    struct view_layout_end v = {
        .langs = langs,
        .langs_len = rq->method == GET ? TEXT_LANGS : 0,
        .csrf = csrf_input(s),
        .back = address_of(rq),
        .sent = keeps_what_was_sent(rq, s),
        .forget_script = asset_url(rq->arena, "js/desk/forget.js"),
    };

    for (size_t i = 0; i < TEXT_LANGS; i++)
        langs[i] = (struct lang_choice){text_langs[i], text(text_langs[i], "lang.name"),
                                        strcmp(text_langs[i], s->lang) == 0};
    view_layout_end(&rq->out, &v);
}

void page_end_bare(struct req *rq)
{
    view_layout_end(&rq->out, &(struct view_layout_end){.back = ""});
}

const char *page_fault(const struct req *rq, const struct session *s, const char *field)
{
    const char *msg = req_fault_of(rq, field);

    return msg == NULL ? NULL : text(s->lang, msg);
}
