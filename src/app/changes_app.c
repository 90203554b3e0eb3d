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

#define CURSOR_FORMAT 2
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
static const char *request_json(struct session *s, const struct q_request_own_out *row)
{
    struct json_out o = {.arena = s->arena};
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
    day_format(row->contact_by != 0 ? zone_day(s->zone, row->contact_by) : DAY_NONE,
               promised);
    json_map(&o, NULL);
    json_put_text(&o, "casefile", id_text(s->arena, id_of(row->id)));
    json_put_text(&o, "state", coarse_name(coarse));
    json_put_text(&o, "day", day);
    json_put_text(&o, "promised_day", promised[0] != '\0' ? promised : NULL);
    if (row->thanks != 0)
        json_put_bool(&o, "thanks", true);
    json_end_map(&o);
    return json_done(&o);
}

/* Few and short: whatever changed, the whole list is the simplest truth. */
struct err requests_add(struct changes *c, const struct sha256 *has, struct sha256 *out)
{
    struct session *s = c->s;
    struct q_request_own_in in = {s->actor.user,
                                  {zone_day(s->zone, s->now).n - REQUEST_DAYS},
                                  s->now - (REQUEST_DAYS + 2) * DAY_MS};
    struct q_request_own_out *own;
    size_t len;
    struct db *db;

    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_request_own, &in, &own, &len, s->arena));
    struct bytes *pieces = arena_array(s->arena, struct bytes, len + 1);
    for (size_t i = 0; i < len; i++) {
        const char *json = request_json(s, &own[i]);

        pieces[i] = (struct bytes){(const uint8_t *)json, strlen(json)};
    }
    *out = sha256_of_all(pieces, len);
    if (has != NULL && memcmp(has->b, out->b, SHA256_LEN) == 0)
        return ok();
    for (size_t i = 0; i < len; i++)
        changes_add(c, "request", id_text(s->arena, id_of(own[i].id)),
                    (const char *)pieces[i].p);
    return ok();
}

static struct err head_of(struct session *s, struct cursor *c)
{
    struct q_head_get_out head;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    struct err e = db_one(db, &q_head_get, NULL, &head, s->arena);
    if (e.kind == ERR_NOT_FOUND) /* nothing was ever written: the epoch of no rows */
        return ok();
    TRY(e);
    c->epoch = head.epoch;
    c->no = head.change_no;
    return ok();
}

static bool follows(const struct cursor *has, const struct cursor *now)
{
    return id_same(has->epoch, now->epoch) && has->no <= now->no &&
           now->no - has->no <= GAP_MAX;
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

    TRY(head_of(s, &now));
    bool visits = known && follows(&has, &now);
    TRY(look_at_reference(&c, known ? &has : NULL, &now));
    TRY(visits_add(&c, !visits, &has.no));
    TRY(requests_add(&c, known ? &has.requests : NULL, &now.requests));
    if (c.more)
        now.no = has.no;
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
