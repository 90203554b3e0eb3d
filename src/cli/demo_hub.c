/* demo_hub.c -- what data/demo/hub.csv tells of a household before the Hub.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/consent_app.h"
#include "app/hub_app.h"

#include <stdlib.h>
#include <string.h>

#define MORNING "09:40"
#define MINUTE INT64_C(60000)

/* One household's way; its steps move `at` on. */
struct way {
    struct demo *d;
    const char *call_name;
    struct casefile_id id;
    struct id matter;
    struct consent_id consent;
    int64_t at, rev;
};

static struct err manage(struct way *w,
                         struct err (*act)(struct session *, const void *, void **),
                         const void *in)
{
    return demo_do(w->d, &(struct demo_act){STORE_CARE, demo_person(w->d, "case-manager"),
                                            w->at, act, in});
}

/* word: the age; text: risks */
static struct err sheet(struct way *w, const struct demo_row *row)
{
    const char *rest = demo_get(row, "text"), *word;
    struct hub_sheet_in in = {.of = {w->id, id_mint(w->at), 0}};

    w->matter = in.of.matter;
    w->rev = 1;
    require(hub_age_parse(demo_get(row, "word"), &in.sheet.age));
    while ((word = demo_word(w->d->arena, &rest, ';')) != NULL) {
        int at = hub_risk_find(word);

        require(at >= 0);
        in.sheet.risk[at] = true;
    }
    return manage(w, hub_begin, &in);
}

/* word: in which language it was read */
static struct err yes(struct way *w, const struct demo_row *row)
{
    struct hub_consent_in in = {
        .casefile = w->id,
        .id = id_to(consent, id_mint(w->at)),
        .yes = true,
        .how = {.lang = demo_get(row, "word"),
                .method = "signed",
                .expires = {zone_day(&w->d->city->zone, w->at).n + 90}},
    };

    w->consent = in.id;
    return manage(w, hub_consent_answer, &in);
}

static struct err second(struct way *w, const struct demo_row *row)
{
    struct confirm_in in = {w->id, w->consent, demo_get(row, "word")};

    return manage(w, consent_confirm, &in);
}

/* word: the filter; text: who leads */
static struct err accept(struct way *w, const struct demo_row *row)
{
    struct hub_decide_in in = {.of = {w->id, w->matter, w->rev++},
                               .filter = demo_int(row, "word"),
                               .accepted = true,
                               .lead = demo_get(row, "text")};

    return manage(w, hub_decide, &in);
}

static struct err tell(struct way *w, const struct demo_row *row)
{
    struct hub_reveal_in in = {
        .of = {w->id, w->matter, 0},
        .id = id_mint(w->at),
        .agency = demo_get(row, "text"),
        .police = strcmp(demo_get(row, "word"), "police") == 0,
        .told = 1u << HUB_TOLD_NAME | 1u << HUB_TOLD_PHONE,
    };

    return manage(w, hub_reveal, &in);
}

static const struct {
    const char *what;
    struct err (*take)(struct way *w, const struct demo_row *row);
} kinds[] = {{"sheet", sheet},
             {"yes", yes},
             {"second", second},
             {"accept", accept},
             {"tell", tell}};

static struct err take(void *ctx, const struct demo_row *row)
{
    struct way *w = ctx;
    int64_t day = demo_at(w->d, demo_int(row, "days_ago"), MORNING);

    if (strcmp(demo_get(row, "call_name"), w->call_name) != 0)
        return ok();
    w->at = day > w->at ? day : w->at + MINUTE;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(kinds[i].what, demo_get(row, "what")) == 0)
            return kinds[i].take(w, row);
    die("hub.csv says what nobody knows");
    return ok();
}

struct err demo_hub(struct demo *d, const char *call_name, struct casefile_id id)
{
    struct way w = {.d = d, .call_name = call_name, .id = id};

    return demo_each(d->arena, "hub.csv", &w, take);
}
