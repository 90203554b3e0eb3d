/* ageing_app.c -- see ageing_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ageing_app.h"

#include "app/casework.h"
#include "base/json.h"
#include "core/zone.h"
#include "store/connect_store.h"
#include "store/withdraw_store.h"

#include <stdio.h>
#include <string.h>

#define HOUR_MS INT64_C(3600000)
enum { MORNING = 8 };

/* What one round finds; `due` first, see rounds.h. */
struct reminders {
    bool due;
    struct mail *of;
    size_t len;
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

static const char *event_of(const struct ageing *to, struct day monday, struct arena *a)
{
    char id[ID_TEXT], day[DAY_TEXT], *event = arena_alloc(a, 80);

    id_format(id_of(to->organization), id);
    day_format(monday, day);
    snprintf(event, 80, "waiting:%s:%s", id, day);
    return event;
}

/* Whom nobody told this week. */
static struct err look(struct session *s, struct day today, struct reminders *r)
{
    struct day monday = {today.n - day_weekday(today)};
    struct ageing *all;
    struct db *db;
    size_t len;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(ageing_list(db, today, s->arena, &all, &len));
    r->of = arena_array(s->arena, struct mail, len + 1);
    for (size_t i = 0; i < len; i++) {
        struct mail m = {
            .event = event_of(&all[i], monday, s->arena),
            .recipient = mail_recipient(s->arena, all[i].email, all[i].sms),
            .template = "requests-waiting",
            .lang = all[i].lang,
            .args = args_of(&all[i], s->arena),
        };
        bool told = m.recipient == NULL;

        if (!told)
            TRY(outbox_is_told(db, m.event, m.recipient, &told));
        if (!told)
            r->of[r->len++] = m;
    }
    return ok();
}

struct err ageing_round_due(struct session *s, const void *in, void **out)
{
    struct reminders *r = arena_new(s->arena, struct reminders);
    struct day today = session_today(s), monday = {today.n - day_weekday(today)};

    (void)in;
    *out = r;
    if (s->now < zone_start_ms(s->zone, monday) + MORNING * HOUR_MS)
        return ok();
    TRY(look(s, today, r));
    r->due = r->len > 0;
    return ok();
}

struct err ageing_round(struct session *s, const void *in, void **out)
{
    const struct reminders *r = in;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    for (size_t i = 0; i < r->len; i++)
        TRY(mail_put(s, db, &r->of[i]));
    return ok();
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
