/* mail_app.c -- see mail_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/mail_app.h"

#include "app/ageing_app.h"
#include "app/link.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SECOND_US INT64_C(1000000)
#define PROBE_US (3600 * SECOND_US)
#define MINUTE_MS ((int64_t)60 * 1000)
enum {
    LATEST_RETRY_MINUTES = OUTBOX_LATER_MAX_MS / MINUTE_MS,
    NO_SERVER_RETRY_MINUTES = 1
};

/* A subject and a body; neither knows a person, a need or a service. */
const struct mail_template mail_templates[] = {
    {"account-invited", "account.mail_invited_subject", "account.mail_invited_body",
     NULL},
    {"answer-arrived", "agency.mail_answer_subject", "agency.mail_answer_body", NULL},
    {"request-arrived", "agency.mail_arrived_subject", "agency.mail_arrived_body", NULL},
    {"request-reminder", "agency.mail_reminder_subject", "agency.mail_sent_body",
     "agency.sms_sent"},
    {"request-sent", "agency.mail_sent_subject", "agency.mail_sent_body",
     "agency.sms_sent"},
    {"request-stopped", "agency.mail_withdrawn_subject", "withdraw.mail_counts_body",
     "withdraw.sms_counts"},
    {"request-urgent", "agency.mail_urgent_subject", "agency.mail_urgent_body", NULL},
    {"request-waits", "agency.mail_waits_subject", "agency.mail_waits_body", NULL},
    {"request-withdrawn", "agency.mail_withdrawn_subject", "agency.mail_withdrawn_body",
     "agency.sms_withdrawn"},
    {"requests-waiting", "agency.mail_waiting_subject", "agency.mail_waiting_body",
     "agency.sms_waiting"},
    {"something-due", "agency.mail_due_subject", "agency.mail_due_body", NULL},
    {"visit-overdue", "agency.mail_overdue_subject", "agency.mail_overdue_body", NULL},
    {"word-arrived", "resident.mail_word_subject", "resident.mail_word_body", NULL},
};
const size_t mail_templates_len = COUNT(mail_templates);

struct err mail_put(struct session *s, struct db *db, const struct mail *m)
{
    struct mail row = *m;

    row.id = id_to(mail, id_mint(s->now));
    row.created_at = s->now;
    return outbox_add(db, &row);
}

#define SMS "sms:"

const char *mail_recipient(struct arena *a, const char *email, const char *sms)
{
    if (email != NULL && email[0] != '\0')
        return email;
    if (sms == NULL || sms[0] == '\0')
        return NULL;
    char *to = arena_alloc(a, sizeof SMS + strlen(sms));
    sprintf(to, SMS "%s", sms);
    return to;
}

const char *mail_sms_number(const char *recipient)
{
    return strncmp(recipient, SMS, sizeof SMS - 1) == 0 ? recipient + sizeof SMS - 1
                                                        : NULL;
}

static const struct mail_template *template_of(const char *name)
{
    for (size_t i = 0; i < mail_templates_len; i++)
        if (strcmp(mail_templates[i].name, name) == 0)
            return &mail_templates[i];
    return NULL;
}

/* Where an agency says that it stops; NULL for a letter of something else. */
static const char *stopped_address(const struct mail_config *c, const struct json *args,
                                   struct arena *a)
{
    const char *referral = json_text(args, "stopped"), *at = json_text(args, "at");
    struct id id;

    if (!referral || !at || !id_parse(referral, strlen(referral), &id))
        return NULL;
    struct build url = {.arena = a};
    build_text(&url, c->public_url);
    build_text(&url, "/stopped#");
    build_text(&url, stop_token(c->keys, id_to(referral, id), strtoll(at, NULL, 10), a));
    return build_done(&url);
}

/* The address a letter leads to: the agency's link, a colleague's invitation, or the
 * sign-in of our own people. */
static const char *address_of(const struct mail_config *c, const struct json *args,
                              struct arena *a)
{
    const char *referral = json_text(args, "referral");
    const char *serial = json_text(args, "serial");
    const char *invitation = json_text(args, "invitation");
    struct id id;
    char *url = arena_alloc(a, strlen(c->public_url) + 64);

    if (invitation && id_parse(invitation, strlen(invitation), &id)) {
        sprintf(url, "%s/welcome#%s", c->public_url, invite_token(c->keys, id, a));
        return url;
    }
    const char *stopped = stopped_address(c, args, a);
    if (stopped)
        return stopped;
    if (!referral || !serial || !id_parse(referral, strlen(referral), &id)) {
        sprintf(url, "%s/cases", c->public_url);
        return url;
    }
    int64_t n = strtoll(serial, NULL, 10);
    sprintf(url, "%s/r#%s", c->public_url,
            link_token(c->keys, id_to(referral, id), n, a));
    return url;
}

static const char *day_of(const struct json *args, const char *lang, struct arena *a)
{
    const char *s = json_text(args, "reply_by");
    struct day day;

    return s && day_parse(s, strlen(s), &day) ? when_day(a, lang, day, WHEN_LONG) : "";
}

/* Lines end with CRLF, and a lone dot is curl's to escape. */
static char *with_crlf(const char *s, struct arena *a)
{
    char *out = arena_alloc(a, strlen(s) * 2 + 1);
    size_t n = 0;

    for (; *s; s++) {
        if (*s == '\n')
            out[n++] = '\r';
        out[n++] = *s;
    }
    out[n] = '\0';
    return out;
}

/* A subject in UTF-8 as one encoded word (RFC 2047). */
static const char *encoded(const char *subject, struct arena *a)
{
    char *out = arena_alloc(a, strlen(subject) * 3 + 16);
    size_t n = (size_t)sprintf(out, "=?UTF-8?Q?");

    for (const unsigned char *p = (const unsigned char *)subject; *p; p++)
        if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
            (*p >= '0' && *p <= '9'))
            out[n++] = (char)*p;
        else
            n += (size_t)sprintf(out + n, "=%02X", *p);
    memcpy(out + n, "?=", 3);
    return out;
}

static const char *host_of(const char *from, char out[320])
{
    smtp_address(from, out, 320);
    const char *at = strchr(out, '@');
    return at ? at + 1 : "doorstep.invalid";
}

static char *headers(const struct mail_config *c, const struct mail *m,
                     const char *subject, struct arena *a)
{
    char id[ID_TEXT], date[64], from[320];
    time_t t = (time_t)(m->created_at / 1000);
    struct tm tm;
    size_t size = strlen(c->smtp.from) + strlen(m->recipient) + strlen(subject) + 1024;
    char *out = arena_alloc(a, size);

    gmtime_r(&t, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &tm);
    id_format(id_of(m->id), id);
    snprintf(out, size,
             "Date: %s\r\nFrom: %s\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\n"
             "Subject: %s\r\nMIME-Version: 1.0\r\n"
             "Content-Type: text/plain; charset=UTF-8\r\n"
             "Content-Transfer-Encoding: 8bit\r\nAuto-Submitted: auto-generated\r\n\r\n",
             date, c->smtp.from, m->recipient, id, host_of(c->smtp.from, from), subject);
    return out;
}

/* A template's sentence with all that a row may fill in. */
static const char *filled(const struct mail_config *c, const struct mail *m,
                          const char *msg, const struct json *args, struct arena *a)
{
    const char *reference = json_text(args, "reference"), *n = json_text(args, "n");

    return text_fill(a, m->lang, msg, "city", c->city_name, "address",
                     address_of(c, args, a), "day", day_of(args, m->lang, a), "reference",
                     reference ? reference : "", "n", n ? n : "", NULL);
}

struct err mail_compose(const struct mail_config *c, const struct mail *m,
                        struct arena *a, const char **out)
{
    const struct mail_template *t = template_of(m->template);
    struct json args = {0};

    if (!t || strpbrk(m->recipient, "\r\n<>"))
        return failed(ERR_INVALID, "mail.refused");
    TRY(json_read(a, m->args, strlen(m->args), &args));
    const char *subject =
        encoded(text_fill(a, m->lang, t->subject, "city", c->city_name, NULL), a);
    const char *body = with_crlf(filled(c, m, t->body, &args, a), a);
    char *head = headers(c, m, subject, a);
    char *letter = arena_alloc(a, strlen(head) + strlen(body) + 3);

    sprintf(letter, "%s%s\r\n", head, body);
    *out = letter;
    return ok();
}

struct err mail_compose_sms(const struct mail_config *c, const struct mail *m,
                            struct arena *a, const char **out)
{
    const struct mail_template *t = template_of(m->template);
    struct json args = {0};

    if (!t || !t->sms)
        return failed(ERR_INVALID, "sms.refused");
    TRY(json_read(a, m->args, strlen(m->args), &args));
    *out = filled(c, m, t->sms, &args, a);
    return ok();
}

/* What a round carries through its two jobs. */
struct round {
    int64_t now;
    const struct outbox_lease *lost; /* leases whose holders are gone */
    size_t lost_len;
    bool due; /* anything to send, or to find out */
    struct mail *rows;
    size_t len;
    struct err *results; /* of each row */
    enum store_name store;
};

static struct err lease(struct db *db, struct arena *a, void *ctx)
{
    struct round *r = ctx;

    for (size_t i = 0; i < r->lost_len; i++)
        TRY(outbox_free(db, &r->lost[i]));
    return outbox_lease(db, r->now, a, &r->rows, &r->len);
}

/* Minutes 1, 2, 4 ... six hours. */
static int64_t next_try(int64_t now, int64_t tries)
{
    int64_t minutes =
        tries < 9 ? (int64_t)1 << (tries > 0 ? tries - 1 : 0) : LATEST_RETRY_MINUTES;

    return now + minutes * MINUTE_MS;
}

static struct err settle(struct db *db, struct arena *a, void *ctx)
{
    const struct round *r = ctx;

    (void)a;
    for (size_t i = 0; i < r->len; i++) {
        const struct mail *m = &r->rows[i];

        struct err e = r->results[i];

        if (e.kind == ERR_CONFLICT)
            TRY(outbox_later(db, m->id, r->now + NO_SERVER_RETRY_MINUTES * MINUTE_MS,
                             e.msg));
        else if (e.kind == OK)
            TRY(outbox_sent(db, m->id, r->now));
        else
            TRY(outbox_later(db, m->id, next_try(r->now, m->tries), e.msg));
        if (e.kind == ERR_INVALID && r->store == STORE_CARE)
            TRY(mail_came_back(db, m, r->now));
    }
    return ok();
}

static bool is_set(const char *url)
{
    return url != NULL && url[0] != '\0';
}

static struct err send_sms(const struct mail_config *c, const struct mail *m,
                           const char *number, struct arena *a)
{
    char id[ID_TEXT];
    struct text_message sms = {.id = id, .to = number};

    if (!is_set(c->gateway.url))
        return failed(ERR_CONFLICT, "sms.no_gateway");
    id_format(id_of(m->id), id);
    TRY(mail_compose_sms(c, m, a, &sms.text));
    return gateway_send(&c->gateway, &sms, a);
}

/* ERR_CONFLICT while nothing is set that could send it. */
static struct err send_one(const struct mail_config *c, const struct mail *m,
                           struct arena *a)
{
    const char *letter, *number = mail_sms_number(m->recipient);

    if (number != NULL)
        return send_sms(c, m, number, a);
    if (!is_set(c->smtp.url))
        return failed(ERR_CONFLICT, "mail.no_server");
    TRY(mail_compose(c, m, a, &letter));
    return smtp_send(&c->smtp, m->recipient, letter);
}

static void send_all(const struct mail_config *c, struct round *r, struct arena *a,
                     struct mail_round *out)
{
    r->results = arena_array(a, struct err, r->len + 1);
    for (size_t i = 0; i < r->len; i++) {
        r->results[i] = send_one(c, &r->rows[i], a);
        bool sent = r->results[i].kind == OK;
        out->sent += sent;
        out->left += !sent;
        if (!sent && r->results[i].kind != ERR_CONFLICT)
            log_warn("mail.waits", log_id("mail", id_of(r->rows[i].id)),
                     log_err(r->results[i]));
    }
}

static void free_job(struct job *job)
{
    arena_free(&job->arena);
}

static int64_t seen_since(const struct mail_watch *w, enum store_name store,
                          const struct outbox_lease *lease)
{
    for (size_t i = 0; i < w->seen_len[store]; i++) {
        const struct mail_watched *was = &w->seen[store][i];

        if (id_same(id_of(was->lease.id), id_of(lease->id)) &&
            was->lease.tries == lease->tries)
            return was->since_us;
    }
    return w->steady_us;
}

/* Which leases have been seen for their whole time; *lost has room for all. */
static size_t watch(struct mail_watch *w, enum store_name store,
                    const struct outbox_lease *leases, size_t len,
                    struct outbox_lease *lost)
{
    struct mail_watched now[OUTBOX_BATCH];
    size_t lost_len = 0;

    require(len <= OUTBOX_BATCH);
    for (size_t i = 0; i < len; i++) {
        now[i] = (struct mail_watched){leases[i], seen_since(w, store, &leases[i])};
        if (w->steady_us - now[i].since_us >= (int64_t)OUTBOX_LEASE_MS * 1000)
            lost[lost_len++] = leases[i];
    }
    memcpy(w->seen[store], now, len * sizeof *now);
    w->seen_len[store] = len;
    return lost_len;
}

/* A look through a reader, so that an idle city writes nothing. */
static struct err look(const struct mail_config *c, enum store_name store,
                       struct mail_watch *w, struct arena *a, struct round *r)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct outbox_lease *leases;
    size_t len;

    TRY(store_read_begin(c->stores->of[store], c->city, &db));
    TRY(outbox_leases(db, a, &leases, &len));
    struct outbox_lease *lost = arena_array(a, struct outbox_lease, len + 1);
    r->lost_len = watch(w, store, leases, len, lost);
    r->lost = lost;
    TRY(outbox_is_due(db, w->now, &r->due));
    r->due = r->due || r->lost_len > 0;
    return ok();
}

struct err mail_round(const struct mail_config *c, enum store_name store,
                      struct mail_watch *w, struct mail_round *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct round r = {.now = w->now, .store = store};
    struct job first CLEANUP(free_job) = {.city = c->city, .act = lease, .ctx = &r};
    struct job second CLEANUP(free_job) = {.city = c->city, .act = settle, .ctx = &r};

    *out = (struct mail_round){0};
    TRY(look(c, store, w, &a, &r));
    if (!r.due)
        return ok();
    TRY(store_run(c->stores->of[store], &first));
    if (r.len == 0)
        return ok();
    send_all(c, &r, &first.arena, out);
    return store_run(c->stores->of[store], &second);
}

/* Whether letters could leave, and what else takes a try to know. */
static void probe(struct mailer *m)
{
    const struct mail_config *c = m->config;
    struct probe_ask ask = {c->public_url, c->smtp.url};
    struct probe found;

    if (c->board == NULL || m->watch.steady_us < m->probe_at_us)
        return;
    m->probe_at_us = m->watch.steady_us + PROBE_US;
    probe_look(&ask, m->watch.now, &found);
    probe_board_put(c->board, &found);
}

/* Agencies that owe several answers hear so, once a week. */
static void remind(struct mailer *m)
{
    if (m->watch.steady_us < m->ageing_at_us)
        return;
    m->ageing_at_us = m->watch.steady_us + PROBE_US;
    struct err e = ageing_round(m->config, m->watch.now);
    if (e.kind != OK)
        log_warn("mail.ageing", log_err(e));
}

/* Care tells case managers and agencies; the registry tells people of their accounts. */
static void tick(void *ctx)
{
    struct mailer *m = ctx;
    static const enum store_name stores[] = {STORE_CARE, STORE_REGISTRY};
    struct mail_round done;

    for (size_t i = 0; i < COUNT(stores); i++) {
        m->watch.now = clock_ms();
        m->watch.steady_us = clock_steady_us();
        struct err e = mail_round(m->config, stores[i], &m->watch, &done);
        if (e.kind != OK)
            log_warn("mail.round", log_err(e));
    }
    probe(m);
    remind(m);
}

struct err mail_start(struct mailer *m, const struct mail_config *config)
{
    *m = (struct mailer){.config = config};
    return ticker_start(&m->ticker, tick, m, SECOND_US)
               ? ok()
               : failed(ERR_BROKEN, "error.broken");
}

void mail_stop(struct mailer *m)
{
    ticker_stop(&m->ticker);
}
