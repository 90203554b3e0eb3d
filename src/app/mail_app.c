/* mail_app.c -- see mail_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/mail_app.h"

#include "app/ageing_app.h"
#include "base/clock.h"
#include "base/log.h"

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

struct err mail_put(const struct session *s, struct db *db, const struct mail *m)
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

/* What a round carries through its two jobs. */
struct round {
    const struct mail_config *c;
    int64_t now;
    struct outbox_hours elsewhere; /* what the other stores sent */
    size_t held;
    const struct outbox_lease *lost; /* leases whose holders are gone */
    size_t lost_len;
    bool due; /* anything to send, or to find out */
    struct mail *rows;
    size_t len;
    struct err *results; /* of each row */
    enum store_name store;
};

static bool is_set(const char *url)
{
    return url != NULL && url[0] != '\0';
}

static bool has_way(const struct mail_config *c, const struct mail *m)
{
    return is_set(mail_sms_number(m->recipient) != NULL ? c->gateway.url : c->smtp.url);
}

/* A letter whose text cannot be made is told so when it is sent. */
static struct err fix(struct db *db, struct arena *a, const struct mail_config *c,
                      struct mail *m)
{
    const char *was = m->args;

    if (!has_way(c, m) || mail_fix(c, m, a).kind != OK || m->args == was)
        return ok();
    return outbox_fix(db, m->id, m->args);
}

static struct err lease(struct db *db, struct arena *a, void *ctx)
{
    struct round *r = ctx;
    struct outbox_ask ask = {
        .now = r->now, .brake = r->c->brake, .elsewhere = &r->elsewhere};

    ask.brake.free = "request-urgent";
    for (size_t i = 0; i < r->lost_len; i++)
        TRY(outbox_free(db, &r->lost[i]));
    TRY(outbox_lease(db, &ask, a, &r->rows, &r->len));
    r->held = ask.held;
    for (size_t i = 0; i < r->len; i++)
        TRY(fix(db, a, r->c, &r->rows[i]));
    return ok();
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

static struct err send_sms(const struct mail_config *c, const struct mail *m,
                           const char *number, struct arena *a)
{
    char id[ID_TEXT];
    struct text_message sms = {.id = id, .to = number};

    id_format(id_of(m->id), id);
    TRY(mail_compose_sms(c, m, a, &sms.text));
    return gateway_send(&c->gateway, &sms, a);
}

/* ERR_CONFLICT while nothing is set that could send it. */
static struct err send_one(const struct mail_config *c, const struct mail *m,
                           struct arena *a)
{
    const char *letter, *number = mail_sms_number(m->recipient);

    if (!has_way(c, m))
        return failed(ERR_CONFLICT, number != NULL ? "sms.no_gateway" : "mail.no_server");
    if (number != NULL)
        return send_sms(c, m, number, a);
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

/* One hour is one hour, whichever store a letter waits in. */
static struct err look_elsewhere(const struct mail_config *c, enum store_name store,
                                 struct arena *a, struct round *r)
{
    for (size_t i = 0; i < outbox_stores_len; i++) {
        struct db *db CLEANUP(store_read_end) = NULL;

        if (outbox_stores[i] == store || !outbox_has_brake(&c->brake))
            continue;
        TRY(store_read_begin(c->stores->of[outbox_stores[i]], c->city, &db));
        TRY(outbox_hour(db, r->now, a, &r->elsewhere));
    }
    return ok();
}

struct err mail_round(const struct mail_config *c, enum store_name store,
                      struct mail_watch *w, struct mail_round *out)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct round r = {.c = c, .now = w->now, .store = store};
    struct job first CLEANUP(free_job) = {.city = c->city, .act = lease, .ctx = &r};
    struct job second CLEANUP(free_job) = {.city = c->city, .act = settle, .ctx = &r};

    *out = (struct mail_round){0};
    TRY(look(c, store, w, &a, &r));
    if (!r.due)
        return ok();
    TRY(look_elsewhere(c, store, &a, &r));
    TRY(store_run(c->stores->of[store], &first));
    out->held = (int)r.held;
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

static void tick(void *ctx)
{
    struct mailer *m = ctx;
    struct mail_round done;

    for (size_t i = 0; i < outbox_stores_len; i++) {
        m->watch.now = clock_ms();
        m->watch.steady_us = clock_steady_us();
        struct err e = mail_round(m->config, outbox_stores[i], &m->watch, &done);
        if (e.kind != OK)
            log_warn("mail.round", log_err(e));
    }
    probe(m);
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
