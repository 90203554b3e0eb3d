/* attack_phone.c -- the corpus in what phones send: every text of an op, as JSON, in the
 * open and sealed; then the desks, the letters and the case that show it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "attack.h"

#include "base/crypto.h"

#include <stdio.h>
#include <string.h>

/* What stands between two ~ is a text that somebody types, or a word that should be of a
 * list; the version of a text is a token by its shape, and kept as it is. */
static const struct {
    bool sealed;
    const char *kind, *data;
} ops[] = {
    {false, "inspection.start",
     "\"inspection\":\"{v}\",\"property\":\"{p}\",\"unit\":\"~2~\",\"kind\":\"~routine~\","
     "\"occupancy\":\"~occupied~\",\"present\":[\"~occupant~\"]"},
    {false, "finding.add",
     "\"finding\":\"{f}\",\"inspection\":\"{v}\",\"code\":\"~410.180~\","
     "\"library\":\"~105-cmr-410:2023-05-12~\",\"place\":\"~kitchen~\",\"room\":\"~2~\","
     "\"note\":\"~Cold.~\",\"endangering\":\"0\",\"correct_by\":\"~2026-12-12~\","
     "\"responsible\":\"~owner~\""},
    {false, "inspection.sign",
     "\"inspection\":\"{v}\",\"name\":\"~A Person~\",\"lang\":\"~en~\",\"order\":\"{order}\","
     "\"order_sha256\":\"{sha}\""},
    {false, "inspection.addendum",
     "\"addendum\":\"{a}\",\"inspection\":\"{v}\",\"text\":\"~Also.~\""},
    {false, "card.set",
     "\"inspection\":\"{v}\",\"left\":\"no\",\"reason\":\"~refused~\""},
    {true, "help.request",
     "\"casefile\":\"{c}\",\"consent\":\"{n}\",\"property\":\"{p}\",\"unit\":\"~2~\","
     "\"address\":\"~12 Erie Street~\",\"choices\":[\"~talk:told~\"],"
     "\"urgency\":\"~today~\",\"phone\":\"~617 555 0142~\",\"knock\":\"~after dusk~\","
     "\"message_ok\":\"~no~\",\"call_name\":\"~Ana~\",\"text_version\":\"door-1\","
     "\"lang\":\"~es~\",\"method\":\"~shown~\",\"card_code\":\"~~\""},
    {true, "help.no", "\"no\":\"{z}\",\"property\":\"{p}\",\"unit\":\"~2~\""},
    {true, "help.alert",
     "\"casefile\":\"{c}\",\"inspection\":\"{v}\",\"property\":\"{p}\",\"unit\":\"~2~\","
     "\"address\":\"~12 Erie Street~\",\"card_left\":\"~yes~\""},
};

#define ORDER_BEGIN "Testville\n\nINSPECTION REPORT AND ORDER TO CORRECT VIOLATIONS\n\n"

/* An order whose words are the string's, and its hash. */
static void put_order(struct attack *k, struct build *b, bool hash)
{
    struct arena *a = k->t->arena;
    struct build order = {.arena = a};

    build_text(&order, ORDER_BEGIN);
    if (!k->sealed)
        build_bytes(&order, (const char *)k->string.p, k->string.len);
    build_text(&order, "\n");
    struct bytes bytes = {(const uint8_t *)build_done(&order), order.len};
    struct sha256 sha = sha256_of(bytes.p, bytes.len);
    if (hash)
        build_text(b, hex(a, (struct bytes){sha.b, SHA256_LEN}));
    else
        corpus_json(b, bytes);
}

/* The op's data with the string in its slot-th text; false when it has none. */
static bool fill_slot(struct attack *k, const char *data, int slot, struct build *b)
{
    int texts = 0;

    for (; *data != '\0'; data++) {
        if (*data == '{') {
            const char *word = ++data;
            data = strchr(word, '}');
            if (data - word > 1)
                put_order(k, b, *word == 's');
            else
                build_text(b, name_id(k->t->arena, *word, *word == 'p' ? 1 : k->tries));
        } else if (*data == '~') {
            size_t len = strcspn(++data, "~");
            if (texts++ == slot)
                corpus_json(b, k->string);
            else
                build_bytes(b, data, len);
            data += len;
        } else {
            build_char(b, *data);
        }
    }
    return slot < texts;
}

static const char *sync_body(struct attack *k, const char *op)
{
    struct build b = {.arena = k->t->arena};

    build_text(&b, "{\"device\":\"");
    build_text(&b, name_id(k->t->arena, 'd', 1));
    build_text(&b, "\",\"now\":");
    build_int(&b, k->t->phone->now);
    build_text(&b, ",\"cursor\":\"\",\"ops\":[");
    build_text(&b, op);
    build_text(&b, "]}");
    return build_done(&b);
}

static void send(struct attack *k, size_t i, const char *data)
{
    struct phone *p = k->t->phone;
    int n = 8 * k->tries + (int)i;
    const char *op = ops[i].sealed ? op_sealed(p, n, ops[i].kind, data)
                                   : op_make(p, n, ops[i].kind, data, "");
    const struct local_answer *a =
        site_post_json(k->t, k->author, "/api/v1/sync", sync_body(k, op));

    k->taken += (int)times(a->body, "\"status\":\"applied\"");
    attack_judge(k, ops[i].kind, a);
}

static void sign_in(struct attack *k)
{
    const char *point = base64url(
        k->t->arena, (struct bytes){k->t->phone->keys->care_box.point, POINT_LEN});
    struct visitor *v = arena_new(k->t->arena, struct visitor);
    char body[300];

    *v = (struct visitor){.email = "i1@x", .lang = "en"};
    visitor_sign_in(k->t, v);
    snprintf(body, sizeof body, "{\"id\":\"%s\",\"public_key\":\"%s\"}",
             name_id(k->t->arena, 'd', 1), point);
    assert_status(site_post_json(k->t, v, "/api/v1/devices", body), 200);
    k->author = v;
}

/* All ops of one visit, the string in the slot-th text of each that has so many. */
static bool one_visit(struct attack *k, int slot, bool sealed)
{
    bool some = false;

    k->string = k->corpus->of[k->next++ % k->corpus->len];
    k->tries++;
    for (size_t i = 0; i < COUNT(ops); i++) {
        struct build b = {.arena = k->t->arena};

        k->field = ops[i].kind;
        /* In the open it is enforcement's own: no string of a resident. */
        bool in = fill_slot(k, ops[i].data, sealed && !ops[i].sealed ? -1 : slot, &b);
        some |= in && (!sealed || ops[i].sealed);
        send(k, i, build_done(&b));
    }
    return some;
}

static void read_visit(struct attack *k)
{
    static const char *const ends[] = {"", "/order.pdf", "/occupant.pdf?lang=es"};
    char path[120];

    for (size_t i = 0; i < COUNT(ends); i++) {
        snprintf(path, sizeof path, "/inspections/%s%s",
                 name_id(k->t->arena, 'v', k->tries), ends[i]);
        attack_judge(k, path, site_get(k->t, k->seats[ROLE_SUPERVISOR], path));
    }
    snprintf(path, sizeof path, "/violations/%s", name_id(k->t->arena, 'f', k->tries));
    attack_judge(k, path, site_get(k->t, k->seats[ROLE_SUPERVISOR], path));
    snprintf(path, sizeof path, "/cases/%s", name_id(k->t->arena, 'c', k->tries));
    attack_judge(k, path, site_get(k->t, k->seats[ROLE_CARE_LEAD], path));
}

static void begin(struct attack *k)
{
    k->route = &routes[0];
    k->story = story_unborn(k->t, 1);
    k->tries = 100; /* phone.c's own ids are lower */
    sign_in(k);
}

void attack_phone_sealed(struct attack *k, int strings)
{
    begin(k);
    k->sealed = true;
    for (int n = 0; n < strings; n++)
        for (int slot = 0; one_visit(k, slot, true);)
            slot++;
}

void attack_phone(struct attack *k, int strings)
{
    begin(k);
    for (int n = 0; n < strings; n++)
        for (int slot = 0; one_visit(k, slot, false); slot++)
            read_visit(k);
}
