/* day.c -- what happens in a day of inspections: visits with findings, cards and
 * signatures, nobody at home, photographs, requests, plans, deadlines, deliveries, sheets
 * of paper.  Both worlds do exactly this.
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include "base/crypto.h"
#include "domain/codes.h"
#include "domain/library.h"

#include <string.h>

enum { OPS_MAX = 16 };

struct batch {
    const char *ops[OPS_MAX];
    size_t len;
};

static int roll(struct twin *w, int sides)
{
    return dice_roll(&w->day, sides);
}

static const char *any(struct twin *w, const struct codes *codes)
{
    return codes->list[roll(w, (int)codes->len)].word;
}

static const char *id(struct twin *w, char kind, int n)
{
    return name_id(w->t->arena, kind, n);
}

static void add(struct twin *w, struct batch *b, const char *kind, const char *data)
{
    int n = ++w->ops;
    long long at = w->t->phone->now - 60000 + (long long)b->len;

    require(b->len < OPS_MAX);
    b->ops[b->len++] =
        said(w, "{\"id\":\"%s\",\"seq\":%d,\"kind\":\"%s\",\"at\":%lld,\"data\":{%s}}",
             id(w, 'o', n), n, kind, at, data);
}

/* The author's phone seals what was asked for at that door within the same sync. */
static void send(struct twin *w, struct batch *b, const struct doing *at)
{
    int sealed = w->care && at != NULL && at->who == 1 ? dice_roll(&w->social, 4) : 0;

    for (; sealed > 0 && b->len < OPS_MAX; sealed--) {
        size_t place = (size_t)dice_roll(&w->social, (int)b->len + 1);

        memmove(b->ops + place + 1, b->ops + place, (b->len - place) * sizeof b->ops[0]);
        b->ops[place] = care_sealed(w, at);
        b->len++;
    }
    sync_as(w, at != NULL ? at->who : 2, b->ops, b->len);
}

/* ---- at a door ---- */

static struct doing *a_visit(struct twin *w, int who)
{
    for (int tries = 0; tries < 6; tries++) {
        struct doing *v = &w->visits[roll(w, w->visits_len)];

        if (!v->signed_ && (who == 0 || v->who == who))
            return v;
    }
    require(w->visits_len < VISITS_MAX);
    struct doing *v = &w->visits[w->visits_len];
    *v = (struct doing){.no = 100 + w->visits_len++,
                        .house = HOUSE_FIRST + roll(w, HOUSES),
                        .who = who != 0 ? who : 1 + roll(w, 2)};
    return v;
}

static void start(struct twin *w, struct batch *b, struct doing *v)
{
    if (v->started)
        return;
    v->started = true;
    bool empty = roll(w, 6) == 0;
    add(w, b, "inspection.start",
        said(w,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2\",\"kind\":\"%s\","
             "\"occupancy\":\"%s\",\"present\":[\"%s\"]",
             id(w, 'v', v->no), id(w, 'p', v->house), any(w, &inspection_kind_codes),
             empty ? "vacant" : "occupied", empty ? "nobody" : "occupant"));
}

static void find(struct twin *w, struct batch *b, const struct doing *v,
                 const char *photos)
{
    if (w->findings_len == FINDINGS_MAX)
        return;
    int n = w->findings_len++;
    w->findings[n] = (struct found){.no = n + 1, .visit = (int)(v - w->visits)};
    add(w, b, "finding.add",
        said(w,
             "\"finding\":\"%s\",\"inspection\":\"%s\",\"code\":\"410.180\","
             "\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"%s\",\"note\":\"Cold.\","
             "\"endangering\":\"%d\",\"correct_by\":\"2026-12-%02d\","
             "\"responsible\":\"owner\"%s",
             id(w, 'f', n + 1), id(w, 'v', v->no), any(w, &place_codes), roll(w, 2),
             1 + roll(w, 28), photos));
}

static void card(struct twin *w, struct batch *b, const struct doing *v)
{
    const char *why =
        said(w, ",\"left\":\"no\",\"reason\":\"%s\"", any(w, &card_reason_codes));

    add(w, b, "card.set",
        said(w, "\"inspection\":\"%s\"%s", id(w, 'v', v->no),
             roll(w, 3) > 0 ? ",\"left\":\"yes\"" : why));
}

#define ORDER_HEAD_TEXT \
    "Testville\\n\\nINSPECTION REPORT AND ORDER TO CORRECT VIOLATIONS\\n\\n"
#define ORDER_REST                                               \
    "1. 410.180 Temperature Requirements\\n   Where: kitchen\\n" \
    "   Correct by: Friday, December 25, 2026. The owner is responsible.\\n"

static const char *order_sha(struct twin *w)
{
    static const char text[] =
        "Testville\n\nINSPECTION REPORT AND ORDER TO CORRECT VIOLATIONS\n\n"
        "1. 410.180 Temperature Requirements\n   Where: kitchen\n"
        "   Correct by: Friday, December 25, 2026. The owner is responsible.\n";
    struct sha256 sha = sha256_of(text, strlen(text));

    return hex(w->t->arena, (struct bytes){sha.b, SHA256_LEN});
}

static void sign(struct twin *w, struct batch *b, struct doing *v)
{
    v->signed_ = true;
    add(w, b, "inspection.sign",
        said(w,
             "\"inspection\":\"%s\",\"name\":\"A Person\",\"lang\":\"en\","
             "\"order\":\"" ORDER_HEAD_TEXT ORDER_REST "\",\"order_sha256\":\"%s\"",
             id(w, 'v', v->no), order_sha(w)));
    if (roll(w, 3) == 0)
        add(w, b, "inspection.addendum",
            said(w, "\"addendum\":\"%s\",\"inspection\":\"%s\",\"text\":\"Also.\"",
                 id(w, 'a', v->no), id(w, 'v', v->no)));
}

static void a_visit_is_made(struct twin *w)
{
    struct doing *v = a_visit(w, 0);
    struct batch b = {0};

    start(w, &b, v);
    for (int left = roll(w, 4); left > 0; left--)
        find(w, &b, v, "");
    if (roll(w, 3) > 0)
        card(w, &b, v);
    if (roll(w, 2) == 0)
        sign(w, &b, v);
    send(w, &b, v);
}

static void nobody_lets_in(struct twin *w)
{
    struct doing *v = a_visit(w, 0);
    struct batch b = {0};

    if (v->started)
        return;
    v->started = v->signed_ = true;
    add(w, &b, "inspection.no-entry",
        said(w,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2\",\"kind\":\"%s\","
             "\"reason\":\"%s\",\"card_left\":\"%s\",\"again\":\"%s\","
             "\"again_day\":\"2026-11-%02d\",\"again_time\":\"10:30\"",
             id(w, 'v', v->no), id(w, 'p', v->house), any(w, &inspection_kind_codes),
             any(w, &no_entry_codes), roll(w, 2) ? "yes" : "no", id(w, 'v', v->no + 500),
             25 + roll(w, 5)));
    send(w, &b, v);
}

static void an_earlier_finding_is_seen(struct twin *w)
{
    struct batch b = {0};

    if (w->findings_len == 0)
        return;
    const struct found *f = &w->findings[roll(w, w->findings_len)];
    struct doing *v = a_visit(w, w->visits[f->visit].who);
    v->house = v->started ? v->house : w->visits[f->visit].house;
    start(w, &b, v);
    add(w, &b, "finding.state",
        said(w, "\"finding\":\"%s\",\"inspection\":\"%s\",\"state\":\"%s\"",
             id(w, 'f', f->no), id(w, 'v', v->no), roll(w, 2) ? "open" : "corrected"));
    send(w, &b, v);
}

static void a_photograph_comes(struct twin *w)
{
    struct doing *v = a_visit(w, 0);
    struct batch b = {0};
    const char *bytes = said(w, "picture %d", roll(w, 1 << 20));
    struct sha256 sha = sha256_of(bytes, strlen(bytes));
    const char *name = hex(w->t->arena, (struct bytes){sha.b, SHA256_LEN});
    const struct ask put = {.who = v->who == 1 ? w->author : w->inspector,
                            .method = "PUT",
                            .path = said(w, "/api/v1/photos/%s/0", name),
                            .body = bytes,
                            .more = {{"Content-Type", "application/octet-stream"},
                                     {"Doorstep-Size", said(w, "%zu", strlen(bytes))}}};

    note(w, v->who == 1 ? AUTHOR : INSPECTOR, "PUT photo", site_ask(w->t, &put));
    start(w, &b, v);
    find(w, &b, v,
         said(w, ",\"photos\":[\"%s:%zu:%lld\"]", name, strlen(bytes),
              (long long)w->t->phone->now));
    send(w, &b, v);
}

static void phones_only_ask(struct twin *w)
{
    struct batch b = {0};

    send(w, &b, NULL);
    sync_as(w, 1, b.ops, 0);
}

static void practice_is_done(struct twin *w)
{
    const char *day = said(w, "{\"id\":\"%s\",\"day\":\"2026-11-24\",\"version\":1}",
                           id(w, 'k', w->events));

    note(w, INSPECTOR, "practice",
         site_post_json(w->t, w->inspector, "/api/v1/practice", day));
}

/* ---- at the desks ---- */

static const char *filled(struct twin *w, const char *form)
{
    struct story none = {0};

    none.token = "";
    return story_fill(w->t, &none, form);
}

static void post(struct twin *w, struct visitor *who, const char *path, const char *form)
{
    enum observer sees = who == w->records ? RECORDS : SUPERVISOR;

    note(w, sees, path, site_post(w->t, who, path, filled(w, form)));
}

static void somebody_asks_for_an_inspection(struct twin *w)
{
    post(w, roll(w, 2) ? w->intake : w->supervisor, "/requests",
         said(w, "id={new}&inspection={new}&property=%s&wrong=Door&came=phone&alleged=no",
              id(w, 'p', HOUSE_FIRST + roll(w, HOUSES))));
}

static void a_visit_is_planned(struct twin *w)
{
    const struct doing *v = &w->visits[roll(w, w->visits_len)];

    post(w, w->supervisor, said(w, "/inspections/%s/plan", id(w, 'v', v->no)),
         said(w, "inspector=%s&day=2026-12-%02d&time=10:30&rev=%d",
              id(w, 'u', 1 + roll(w, 2)), 1 + roll(w, 28), 1 + roll(w, 3)));
}

static void a_deadline_moves(struct twin *w)
{
    if (w->findings_len == 0)
        return;
    struct found *f = &w->findings[roll(w, w->findings_len)];
    const char *at = said(w, "/violations/%s", id(w, 'f', f->no));

    switch (roll(w, 3)) {
    case 0:
        post(w, w->supervisor, said(w, "%s/extend", at),
             said(w, "extension={new}&rev=%d&until=2026-12-30&reason=weather",
                  1 + roll(w, 2)));
        return;
    case 1:
        snprintf(f->ask, sizeof f->ask, "%s", id(w, 'q', w->events));
        post(w, w->intake, said(w, "%s/more-time", at),
             said(w, "ask=%s&ask_until=2026-12-29&asked_by=owner&time_reason=weather",
                  f->ask));
        return;
    default:
        if (f->ask[0] != '\0')
            post(w, w->supervisor, said(w, "%s/more-time/%s", at, f->ask),
                 "decision=grant");
    }
}

static void an_order_is_delivered(struct twin *w)
{
    const struct doing *v = &w->visits[roll(w, w->visits_len)];

    post(w, roll(w, 2) ? w->records : w->supervisor,
         said(w, "/inspections/%s/deliveries", id(w, 'v', v->no)),
         "id={new}&day=2026-11-24&recipient=owner&how=hand");
}

static void zones_are_drawn(struct twin *w)
{
    post(w, w->supervisor, "/zones", said(w, "id={new}&name=Zone+%d", w->events));
    post(w, w->supervisor, "/rebalance",
         said(w, "from=%s&to=%s&day=2026-11-24&n=1", id(w, 'u', 1), id(w, 'u', 2)));
}

/* Its lower part is care's: in one world nothing is ticked there. */
static void a_sheet_is_typed_in(struct twin *w)
{
    const char *form = said(
        w,
        "id=%s&new_visit=%s&visit=new&property=%s&inspector=%s&number=&inside=yes&unit=2B"
        "&day=2026-11-23&time=10:05&kind=routine&occupancy=occupied&present=occupant"
        "&code1=410.180&place1=kitchen&note1=Drip.&responsible1=owner&by1=2026-12-12"
        "&card_left=yes&signed_name=A+Person&signed_day=2026-11-23&signed_time=10:50"
        "&on_paper=yes",
        id(w, 'r', w->events), id(w, 'v', 700 + w->events),
        id(w, 'p', HOUSE_FIRST + roll(w, HOUSES)), id(w, 'u', 1)); /* the author's */

    post(w, w->intake, "/from-paper",
         said(w, "%s%s", form, w->care ? care_on_paper(w) : "&help=none"));
}

static void another_system_plans(struct twin *w)
{
    const char *row =
        said(w,
             "[{\"external_id\":\"x%d\",\"inspector_email\":\"i%d@x\",\"scheduled_at\":"
             "\"2026-11-25 09:30\",\"address\":\"%d Pine Street\",\"kind\":\"routine\","
             "\"result\":null,\"record_url\":null}]",
             w->events, 1 + roll(w, 2), HOUSE_FIRST + roll(w, HOUSES));

    note(w, SUPERVISOR, "schedule",
         site_post_json(w->t, w->admin, "/api/v1/inspections", row));
}

void day_event(struct twin *w)
{
    static void (*const doings[])(struct twin *) = {
        a_visit_is_made,       a_visit_is_made,  a_visit_is_made,
        a_visit_is_made,       nobody_lets_in,   an_earlier_finding_is_seen,
        a_photograph_comes,    phones_only_ask,  somebody_asks_for_an_inspection,
        a_visit_is_planned,    a_deadline_moves, a_deadline_moves,
        an_order_is_delivered, zones_are_drawn,  a_sheet_is_typed_in,
        another_system_plans,  practice_is_done,
    };

    doings[roll(w, COUNT(doings))](w);
}
