/* updates_app.c -- see updates_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/updates_app.h"

#include "app/letter_app.h"
#include "base/json.h"
#include "store/outbox_store.h"

#include <string.h>

/* No case is named in a week's letter, but whose they are is care's to know. */
static bool sees_care(const struct session *s)
{
    static const struct subject any = {0};

    return policy_check(&s->actor, ACT_UPDATES_VIEW, NULL).kind == OK &&
           policy_check(&s->actor, ACT_CASE_VIEW, &any).kind == OK;
}

/* As the mailer would word it. */
static struct err word(struct session *s, struct mail *m, struct update_letter *out)
{
    const struct mail_config c = {.city_name = s->city_name, .public_url = s->public_url};
    struct json fixed = {0};

    TRY(mail_fix(&c, m, s->arena));
    TRY(json_read(s->arena, m->args, strlen(m->args), &fixed));
    *out = (struct update_letter){m->recipient, m->lang, json_text(&fixed, "subject"),
                                  json_text(&fixed, "body")};
    return ok();
}

static struct err add_week(struct session *s, struct updates_page *p)
{
    struct weekly_preview w;

    TRY(weekly_look(s, p->care, &w));
    p->week = w.day;
    p->week_hour = w.hour;
    struct update_letter *to = arena_array(s->arena, struct update_letter, w.len + 1);
    for (size_t i = 0; i < w.len; i++)
        TRY(word(s, &w.letters[i], &to[i]));
    p->letters = to;
    p->letters_len = w.len;
    return ok();
}

static const char *city_lang(const struct session *s)
{
    return s->site.lang != NULL ? s->site.lang : "en";
}

static struct err add_month(struct session *s, struct updates_page *p)
{
    TRY(monthly_plan(s, &p->month));
    struct mail m = {
        .recipient = "",
        .template = "monthly",
        .lang = city_lang(s),
        .args = monthly_args(s, p->month.month, NULL),
    };
    return word(s, &m, &p->page);
}

static struct err add_sent(struct session *s, struct updates_page *p,
                           const char *template)
{
    struct outbox_state *rows;
    struct db *db;
    size_t len;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(outbox_recent(db, template, s->arena, &rows, &len));
    for (size_t i = 0; i < len; i++)
        p->sent[p->sent_len++] = (struct update_sent){
            .monthly = template[0] == 'm',
            .to = rows[i].recipient,
            .at = rows[i].sent_at != 0 ? rows[i].sent_at : rows[i].created_at,
            .state = rows[i].sent_at != 0    ? UPDATE_SENT
                     : rows[i].fault != NULL ? UPDATE_FAILED
                                             : UPDATE_WAITING,
            .fault = rows[i].fault,
        };
    return ok();
}

struct err updates_view(struct session *s, const void *in, void **out)
{
    struct updates_page *p = arena_new(s->arena, struct updates_page);

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_UPDATES_VIEW, NULL)));
    p->care = sees_care(s);
    p->may_write = policy_check(&s->actor, ACT_LEARNT_WRITE, NULL).kind == OK;
    p->sent = arena_array(s->arena, struct update_sent, 2 * OUTBOX_BATCH);
    TRY(add_week(s, p));
    TRY(add_month(s, p));
    TRY(add_sent(s, p, "monthly"));
    if (p->care)
        TRY(add_sent(s, p, "weekly"));
    *out = p;
    return ok();
}

struct err updates_sheet(struct session *s, const void *in, void **out)
{
    struct document *d = arena_new(s->arena, struct document);
    const char *lang = s->lang;
    struct monthly_plan plan;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_UPDATES_VIEW, NULL)));
    TRY(monthly_plan(s, &plan));
    s->lang = city_lang(s);
    struct err e = monthly_paper(s, monthly_day(&plan), &d->paper);
    s->lang = lang;
    d->file_name = "page.pdf";
    *out = d;
    return e;
}
