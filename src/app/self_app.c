/* self_app.c -- see self_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/self_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "app/help_take.h"
#include "app/link.h"
#include "base/crypto.h"
#include "base/keys.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define HOUR_MS INT64_C(3600000)
#define SOONEST_MS INT64_C(2000) /* nobody fills it in faster */
#define LONGEST_MS (24 * HOUR_MS)

enum { MARK_BYTES = 16, MARK_LETTERS = 22 };

static struct sha256 keyed(const struct session *s, const char *what, struct id id)
{
    char text[ID_TEXT], line[80];

    id_format(id, text);
    int len = snprintf(line, sizeof line, "%s|%s|%s", what, s->city, text);
    require(len > 0);
    size_t most = (size_t)len < sizeof line ? (size_t)len : sizeof line - 1;
    return hmac_sha256((struct bytes){s->keys->link, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)line, most});
}

static const char *mark_of(const struct session *s, struct id id)
{
    struct sha256 mac = keyed(s, "self", id);

    return base64url(s->arena, (struct bytes){mac.b, MARK_BYTES});
}

const char *self_ticket(const struct session *s)
{
    struct id id = id_mint(s->now);
    char *out = arena_alloc(s->arena, ID_TEXT + MARK_LETTERS + 1);
    char text[ID_TEXT];

    id_format(id, text);
    snprintf(out, ID_TEXT + MARK_LETTERS + 1, "%s.%s", text, mark_of(s, id));
    return out;
}

static int64_t minted_ms(struct id id)
{
    int64_t ms = 0;

    for (int i = 0; i < 6; i++)
        ms = ms << 8 | id.b[i];
    return ms;
}

static bool ticket_holds(struct session *s, const char *ticket, struct id *out)
{
    return strlen(ticket) == ID_TEXT + MARK_LETTERS && ticket[ID_TEXT - 1] == '.' &&
           id_parse(ticket, ID_TEXT - 1, out) &&
           secret_same(mark_of(s, *out), ticket + ID_TEXT, MARK_LETTERS) &&
           s->now - minted_ms(*out) <= LONGEST_MS;
}

/* One plain answer, whatever is wrong with it: the form again, with a new ticket. */
static struct err open_ticket(struct session *s, const char *ticket, struct id *out)
{
    if (!ticket_holds(s, ticket, out))
        return failed(ERR_INVALID, "ask.self_again");
    return s->now - minted_ms(*out) >= SOONEST_MS ? ok()
                                                  : failed(ERR_INVALID, "ask.self_quick");
}

static struct err was_sent(struct session *s, struct id casefile, bool *out)
{
    struct q_birth_casefile_by_ids_in in = {{casefile.b, sizeof casefile.b}};
    struct q_birth_casefile_by_ids_out *rows;
    struct db *db;
    size_t len;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_birth_casefile_by_ids, &in, &rows, &len, s->arena));
    *out = len > 0;
    return ok();
}

static struct err room_for_one(struct session *s, struct db *db)
{
    int64_t since = s->now - HOUR_MS;
    struct q_intake_self_count_in in = {zone_day(s->zone, since), since};
    struct q_intake_self_count_out row;

    TRY(db_one(db, &q_intake_self_count, &in, &row, s->arena));
    return row.times < SELF_AN_HOUR ? ok() : failed(ERR_TOO_MANY, "ask.self_many");
}

static struct err promise(struct session *s, const struct ask_form *f, struct day *out)
{
    enum urgency urgency = URGENCY_ROUTINE;
    struct calendar cal;

    for (size_t i = 0; i < f->told_len; i++)
        if (str_same(f->told[i].name, "urgency"))
            urgency_parse(f->told[i].value, &urgency);
    TRY(calendar_load(s, &cal));
    *out = promise_make(&cal, &care_policy_default, urgency, s->now).day;
    return ok();
}

struct err self_look(struct session *s, const void *in, void **out)
{
    const struct self_look *asked = in;
    struct self_page *p = arena_new(s->arena, struct self_page);
    struct id id;

    TRY(contact_case_manager(s, &p->who));
    p->ticket = asked->ticket;
    if (ticket_holds(s, asked->ticket, &id))
        TRY(was_sent(s, id, &p->sent));
    else
        p->ticket = self_ticket(s);
    *out = p;
    return ok();
}

struct err self_take(struct session *s, const void *in, void **out)
{
    const struct self_form *f = in;
    struct self_taken *t = arena_new(s->arena, struct self_taken);
    struct ask_form form = f->ask;
    struct bytes sha;
    struct db *db;

    *out = t;
    TRY(contact_case_manager(s, &t->who));
    if (!f->agreed)
        return ok();
    if (care_is_closed(s->keys)) /* she is no phone of ours: nothing waits */
        return failed(ERR_BUSY, "ask.closed");
    if (f->trapped)
        return failed(ERR_INVALID, "ask.self_again");
    TRY(open_ticket(s, f->ticket, &form.id));
    form.consent = id_from_bytes(keyed(s, "self-consent", form.id).b);
    TRY(session_db(s, STORE_CARE, &db));
    TRY(room_for_one(s, db));
    t->code = withdraw_code(s->keys, id_to(consent, form.consent), s->arena);
    require(withdraw_code_sha(t->code, s->arena, &sha));
    s->actor = (struct actor){0}; /* whoever is signed in on this computer */
    form.answer = ASK_YES_SHOWN;
    form.source = SOURCE_SELF;
    TRY(ask_form_take(s, db, &form, sha));
    t->taken = true;
    return promise(s, &form, &t->by);
}
