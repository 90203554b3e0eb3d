/* ageing_app.c -- see ageing_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ageing_app.h"

#include "base/json.h"
#include "core/zone.h"
#include "store/connect_store.h"
#include "store/withdraw_store.h"

#include <stdio.h>
#include <string.h>

#define HOUR_MS INT64_C(3600000)
enum { MORNING = 8 };

/* What one round carries into its job. */
struct reminders {
    struct ageing *of;
    size_t len;
    struct day monday;
    int64_t now;
};

static const char *args_of(const struct ageing *to, struct arena *a)
{
    struct json_out args = {.arena = a};
    char day[DAY_TEXT], n[24];

    day_format(to->oldest, day);
    snprintf(n, sizeof n, "%lld", (long long)to->open);
    json_map(&args, NULL);
    json_put_text(&args, "n", n);
    json_put_text(&args, "reply_by", day); /* of the oldest: what {day} is filled with */
    json_end_map(&args);
    return json_done(&args);
}

static struct err put(struct db *db, struct arena *a, void *ctx)
{
    const struct reminders *r = ctx;
    char day[DAY_TEXT];

    day_format(r->monday, day);
    for (size_t i = 0; i < r->len; i++) {
        char id[ID_TEXT], event[80];
        struct mail m = {
            .id = id_to(mail, id_mint(r->now)),
            .event = event,
            .recipient = mail_recipient(a, r->of[i].email, r->of[i].sms),
            .template = "requests-waiting",
            .lang = r->of[i].lang,
            .args = args_of(&r->of[i], a),
            .created_at = r->now,
        };

        id_format(id_of(r->of[i].organization), id);
        snprintf(event, sizeof event, "waiting:%s:%s", id, day);
        if (m.recipient != NULL)
            TRY(outbox_add(db, &m));
    }
    return ok();
}

static struct err look(const struct mail_config *c, struct day today, struct arena *a,
                       struct reminders *r)
{
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(c->stores->of[STORE_CARE], c->city, &db));
    return ageing_list(db, today, a, &r->of, &r->len);
}

static void free_job(struct job *job)
{
    arena_free(&job->arena);
}

struct err ageing_round(const struct mail_config *c, int64_t now)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct reminders r = {.now = now};
    struct job job CLEANUP(free_job) = {.city = c->city, .act = put, .ctx = &r};

    if (c->zone == NULL)
        return ok();
    struct day today = zone_day(c->zone, now);
    r.monday = (struct day){today.n - day_weekday(today)};
    if (now < zone_start_ms(c->zone, r.monday) + MORNING * HOUR_MS)
        return ok();
    TRY(look(c, today, &a, &r));
    return r.len > 0 ? store_run(c->stores->of[STORE_CARE], &job) : ok();
}

/* "referral:ID:..." of what was sent, "withdrawn:ID:..." of what was stopped. */
static bool is_about(const char *event, const char *about, struct referral_id *out)
{
    size_t len = strlen(about);
    struct id id;

    if (strncmp(event, about, len) != 0 || strlen(event + len) < ID_TEXT - 1 ||
        !id_parse(event + len, ID_TEXT - 1, &id))
        return false;
    *out = id_to(referral, id);
    return true;
}

struct err mail_came_back(struct db *db, const struct mail *m, int64_t now)
{
    struct referral_id id;

    if (is_about(m->event, "withdrawn:", &id))
        return stop_notice_returned(db, id);
    return is_about(m->event, "referral:", &id)
               ? returned_add(db, &m->id, id, m->recipient, now)
               : ok();
}
