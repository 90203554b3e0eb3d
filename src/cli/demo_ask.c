/* demo_ask.c -- help asked for at a door of data/demo: sealed as a phone would seal it,
 * and sent. SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "base/crypto.h"
#include "base/json.h"
#include "base/key_ring.h"
#include "domain/library.h"

#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60000)

struct asking {
    struct demo *d;
    const struct demo_row *row;
    struct casefile_id casefile;
    int64_t at;
};

static const char *get(const struct asking *ask, const char *column)
{
    return demo_get(ask->row, column);
}

static struct id fresh(const struct asking *ask)
{
    return id_mint(ask->at);
}

static void put_id(struct json_out *o, const char *name, struct id id)
{
    char text[ID_TEXT];

    id_format(id, text);
    json_put_text(o, name, text);
}

static void put_same(struct json_out *o, const struct asking *ask,
                     const char *const *names)
{
    for (; *names != NULL; names++)
        json_put_text(o, *names, get(ask, *names));
}

static void put_choices(struct json_out *o, struct asking *ask)
{
    const char *rest = get(ask, "choices"), *word;

    json_list(o, "choices");
    while ((word = demo_word(ask->d->arena, &rest, ';')) != NULL)
        json_put_text(o, NULL, word);
    json_end_list(o);
}

static void put_request(struct json_out *o, struct asking *ask)
{
    static const char *const same[] = {"urgency", "phone",     "knock",
                                       "lang",    "call_name", NULL};

    put_choices(o, ask);
    put_same(o, ask, same);
    json_put_text(o, "message_ok", *get(ask, "phone") != '\0' ? "yes" : "no");
    put_id(o, "consent", fresh(ask));
    json_put_text(o, "text_version", permission_version);
    json_put_text(o, "method", "shown");
    json_put_text(o, "card_code", get(ask, "card"));
    if (strstr(get(ask, "choices"), "heat") != NULL)
        json_put_text(o, "heat_payer", "occupant");
}

/* What stands inside the envelope. */
static struct err content(struct asking *ask, const char **out)
{
    struct json_out o = {.arena = ask->d->arena};
    bool alert = strcmp(get(ask, "kind"), "alert") == 0;
    struct property_id property;

    TRY(demo_property(ask->d, get(ask, "address"), get(ask, "unit"), &property));
    json_map(&o, NULL);
    json_put_text(&o, "kind", alert ? "help.alert" : "help.request");
    json_map(&o, "data");
    put_id(&o, "casefile", id_of(ask->casefile));
    put_id(&o, "inspection", fresh(ask));
    put_id(&o, "property", id_of(property));
    json_put_text(&o, "unit", get(ask, "unit"));
    json_put_text(&o, "address", get(ask, "address"));
    if (alert)
        json_put_text(&o, "card_left", "yes");
    else
        put_request(&o, ask);
    json_end_map(&o);
    json_end_map(&o);
    *out = json_done(&o);
    return ok();
}

static struct err seal(struct asking *ask, struct id op, const char **out)
{
    struct arena *a = ask->d->arena;
    char aad[ID_TEXT], info[80];
    const char *plain;
    struct bytes sealed;
    uint8_t point[POINT_LEN];

    care_box_point(ask->d->city->keys, point);
    TRY(content(ask, &plain));
    id_format(op, aad);
    int len = snprintf(info, sizeof info, "doorstep envelope 1|%s", ask->d->city->code);
    TRY(hpke_seal(point,
                  &(struct hpke){.aead = HPKE_AES256,
                                 .info = {(const uint8_t *)info, (size_t)len},
                                 .aad = {(const uint8_t *)aad, ID_TEXT - 1}},
                  (struct bytes){(const uint8_t *)plain, strlen(plain)}, a, &sealed));
    *out = base64url(a, sealed);
    return ok();
}

static struct err send(struct asking *ask)
{
    struct json_out o = {.arena = ask->d->arena};
    struct id op = fresh(ask);
    const char *envelope;

    TRY(seal(ask, op, &envelope));
    json_map(&o, NULL);
    put_id(&o, "device", fresh(ask));
    json_put_int(&o, "now", ask->at + MINUTE);
    json_put_text(&o, "cursor", "");
    json_list(&o, "ops");
    json_map(&o, NULL);
    put_id(&o, "id", op);
    json_put_int(&o, "seq", 1);
    json_put_text(&o, "kind", "envelope");
    json_put_int(&o, "at", ask->at);
    json_put_text(&o, "envelope", envelope);
    json_end_map(&o);
    json_end_list(&o);
    json_end_map(&o);
    return demo_upload(ask->d,
                       &(struct demo_upload){STORE_CARE, demo_person(ask->d, "inspector"),
                                             ask->at + MINUTE, json_done(&o)});
}

struct err demo_ask(struct demo *d, const struct demo_row *row, int64_t at,
                    struct casefile_id *out)
{
    struct asking ask = {.d = d, .row = row, .at = at};

    *out = ask.casefile = id_to(casefile, fresh(&ask));
    return send(&ask);
}
