/* changes_app.c -- the answer to a sync: a receipt for what is durable, and the changes
 * since the phone's cursor.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/changes.h"

#include "app/sync_app.h"
#include "base/keys.h"
#include "domain/casefile.h"
#include "store/queries_care.h"
#include "store/queries_common.h"

#include <string.h>

#define CURSOR_FORMAT 1
#define CURSOR_LEN (1 + sizeof(struct cursor))
#define GAP_MAX 20000 /* change rows; beyond, a full download is shorter */
#define REQUEST_DAYS 90
#define LOOK_MS 60000 /* reference data is compared at most once a minute a phone */

const char *id_text(struct arena *a, struct id id)
{
    char *s = arena_alloc(a, ID_TEXT);

    id_format(id, s);
    return s;
}

const char *cursor_write(struct arena *a, const struct cursor *c)
{
    uint8_t buf[CURSOR_LEN] = {CURSOR_FORMAT};

    memcpy(buf + 1, c, sizeof *c);
    return base64url(a, (struct bytes){buf, sizeof buf});
}

bool cursor_read(struct arena *a, const char *text, struct cursor *out)
{
    struct bytes b;

    if (!base64url_read(a, text, strlen(text), &b) || b.len != CURSOR_LEN ||
        b.p[0] != CURSOR_FORMAT)
        return false;
    memcpy(out, b.p + 1, sizeof *out);
    return true;
}

void changes_add(struct changes *c, const char *kind, const char *id, const char *data)
{
    require(c->len < CHANGES_MAX); /* the statements' limits see to it */
    if (c->len == c->cap) {
        struct sync_change *more;

        c->cap = c->cap == 0 ? 16 : 2 * c->cap;
        more = arena_array(c->s->arena, struct sync_change, c->cap);
        if (c->len > 0)
            memcpy(more, c->list, c->len * sizeof *more);
        c->list = more;
    }
    c->list[c->len++] = (struct sync_change){kind, id, data};
}

/* The day of the state an inspector may know, and no more of the case. */
static void add_request(struct changes *c, const struct q_request_own_out *row)
{
    struct json_out o = {.arena = c->s->arena};
    enum case_state state = CASE_SUBMITTED;
    char day[DAY_TEXT], promised[DAY_TEXT];

    case_state_parse(row->state, &state);
    enum coarse coarse = coarse_of(state);
    const struct day days[COARSES] = {
        [COARSE_RECEIVED] = row->received_day,
        [COARSE_CONTACTED] = row->contacted_day,
        [COARSE_CONNECTED] = row->connected_day,
        [COARSE_CLOSED] = row->closed_day,
    };
    day_format(day_is_set(days[coarse]) ? days[coarse] : row->received_day, day);
    day_format(row->contact_by != 0 ? zone_day(c->s->zone, row->contact_by) : DAY_NONE,
               promised);
    json_map(&o, NULL);
    json_put_text(&o, "casefile", id_text(c->s->arena, id_of(row->id)));
    json_put_text(&o, "state", coarse_name(coarse));
    json_put_text(&o, "day", day);
    json_put_text(&o, "promised_day", promised[0] != '\0' ? promised : NULL);
    if (row->thanks != 0)
        json_put_bool(&o, "thanks", true);
    json_end_map(&o);
    changes_add(c, "request", id_text(c->s->arena, id_of(row->id)), json_done(&o));
}

struct err requests_add(struct changes *c, bool whole, int64_t *no)
{
    struct session *s = c->s;
    struct q_changes_since_in since = {*no, s->actor.user};
    struct q_request_own_in in = {s->actor.user,
                                  {zone_day(s->zone, s->now).n - REQUEST_DAYS}};
    struct q_changes_since_out *rows = NULL;
    struct q_request_own_out *own;
    size_t len = 0, own_len;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    if (!whole)
        TRY(db_many(db, &q_changes_since, &since, &rows, &len, s->arena));
    if (!whole && len == 0)
        return ok();
    /* Few and short: whatever changed, the whole list is the simplest truth. */
    TRY(db_many(db, &q_request_own, &in, &own, &own_len, s->arena));
    for (size_t i = 0; i < own_len; i++)
        add_request(c, &own[i]);
    return ok();
}

static struct err head_of(struct session *s, enum store_name name, struct cursor *c,
                          int i)
{
    struct q_head_get_out head;
    struct db *db;

    TRY(session_db(s, name, &db));
    struct err e = db_one(db, &q_head_get, NULL, &head, s->arena);
    if (e.kind == ERR_NOT_FOUND) /* nothing was ever written: the epoch of no rows */
        return ok();
    TRY(e);
    c->epoch[i] = head.epoch;
    c->no[i] = head.change_no;
    return ok();
}

static bool follows(const struct cursor *has, const struct cursor *now, int i)
{
    return id_same(has->epoch[i], now->epoch[i]) && has->no[i] <= now->no[i] &&
           now->no[i] - has->no[i] <= GAP_MAX;
}

static struct err look_at_reference(struct changes *c, const struct cursor *has,
                                    struct cursor *now)
{
    int64_t since = has != NULL ? c->s->now - has->looked_at : LOOK_MS;

    if (since >= 0 && since < LOOK_MS) {
        now->looked_at = has->looked_at;
        now->reference = has->reference;
        return ok();
    }
    now->looked_at = c->s->now;
    return reference_add(c, has != NULL ? &has->reference : NULL, &now->reference);
}

/* Numbers are read before the rows, in the same read transaction, so nothing between is
 * lost. */
static struct err download(struct session *s, const char *text, struct sync_answer *out)
{
    struct changes c = {.s = s};
    struct cursor has = {0}, now = {0};
    bool known = cursor_read(s->arena, text, &has);

    TRY(head_of(s, STORE_ENFORCEMENT, &now, CURSOR_ENFORCEMENT));
    TRY(head_of(s, STORE_CARE, &now, CURSOR_CARE));
    bool visits = known && follows(&has, &now, CURSOR_ENFORCEMENT);
    bool requests = known && follows(&has, &now, CURSOR_CARE);
    TRY(look_at_reference(&c, known ? &has : NULL, &now));
    TRY(visits_add(&c, !visits, &has.no[CURSOR_ENFORCEMENT]));
    TRY(requests_add(&c, !requests, &has.no[CURSOR_CARE]));
    if (c.more)
        now.no[CURSOR_ENFORCEMENT] = has.no[CURSOR_ENFORCEMENT];
    out->changes = c.list;
    out->changes_len = c.len;
    out->more = c.more;
    out->cursor = cursor_write(s->arena, &now);
    return ok();
}

static bool any_durable(const struct sync_done *done)
{
    for (size_t i = 0; i < done->len; i++)
        if (done->results[i].status != SYNC_REFUSED)
            return true;
    return false;
}

static struct err sign_receipt(struct session *s, struct device_id device,
                               struct sync_answer *out)
{
    const char *payload = sync_receipt_payload(s->arena, s->city, device, s->now, out);
    uint8_t signature[SIGNATURE_LEN];

    TRY(p256_sign(&s->keys->receipt,
                  (struct bytes){(const uint8_t *)payload, strlen(payload)}, signature));
    out->receipt = sync_receipt(s->arena, payload, signature);
    return ok();
}

struct err sync_answer(struct session *s, const struct sync_request *rq,
                       const struct sync_done *done, struct sync_answer *out)
{
    struct sync_answer answer = {.results = done->results, .results_len = done->len};

    if (any_durable(done))
        TRY(sign_receipt(s, rq->device, &answer));
    if (!s->by_device && !s->disabled)
        TRY(download(s, rq->cursor, &answer));
    *out = answer;
    return ok();
}
