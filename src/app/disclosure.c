/* disclosure.c -- see disclosure.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/disclosure.h"

#include "base/json.h"

#include <string.h>

/* Every fact a disclosure can hold, by its name in the sealed cell. */
static const struct {
    const char *name;
    size_t offset;
} facts[] = {
    {"need", offsetof(struct disclosed, need)},
    {"lang", offsetof(struct disclosed, lang)},
    {"neighbourhood", offsetof(struct disclosed, neighbourhood)},
    {"name", offsetof(struct disclosed, name)},
    {"phone", offsetof(struct disclosed, phone)},
    {"message_ok", offsetof(struct disclosed, message_ok)},
    {"knock", offsetof(struct disclosed, knock)},
    {"address", offsetof(struct disclosed, address)},
    {"unit", offsetof(struct disclosed, unit)},
};

struct disclosed disclosure_make(const struct casefile *c, const struct case_need *need,
                                 unsigned tell)
{
    struct disclosed d = {
        .need = need->word, .lang = c->lang, .neighbourhood = c->neighbourhood};

    if (tell & TELL_NAME)
        d.name = c->person.name;
    if (tell & TELL_PHONE) {
        d.phone = c->person.phone;
        d.message_ok =
            c->person.message_ok; /* the safe-contact rule goes with the number */
    }
    if (tell & TELL_ADDRESS) {
        d.address = c->place.address;
        d.unit = c->place.unit;
        d.knock = c->person.knock;
    }
    return d;
}

static const char **fact_at(const struct disclosed *d, size_t i)
{
    return (const char **)((char *)(uintptr_t)d + facts[i].offset);
}

const char *disclosure_write(const struct disclosed *d, struct arena *a)
{
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    for (size_t i = 0; i < COUNT(facts); i++)
        if (*fact_at(d, i))
            json_put_text(&j, facts[i].name, *fact_at(d, i));
    json_end_map(&j);
    return json_done(&j);
}

struct err disclosure_read(const char *json, struct arena *a, struct disclosed *out)
{
    struct json j = {0};

    *out = (struct disclosed){0};
    if (json == NULL) /* erased since */
        return ok();
    TRY(json_read(a, json, strlen(json), &j));
    for (size_t i = 0; i < COUNT(facts); i++)
        *fact_at(out, i) = json_text(&j, facts[i].name);
    return ok();
}
