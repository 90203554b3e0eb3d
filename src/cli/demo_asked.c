/* demo_asked.c -- help asked for at the desks of the demonstration city, once for a
 * household that an inspector was at already. SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/ask_app.h"
#include "base/crypto.h"
#include "core/build.h"

static void told(struct ask_form *f, const struct demo_row *row, const char *name)
{
    const char *value = demo_get(row, name);

    if (value[0] != '\0')
        f->told[f->told_len++] = (struct field){name, value};
}

static void told_choices(struct demo *d, struct ask_form *f, const struct demo_row *row)
{
    const char *rest = demo_get(row, "choices"), *word;

    while ((word = demo_word(d->arena, &rest, ';')) != NULL) {
        struct build b = {.arena = d->arena};

        build_text(&b, word);
        build_text(&b, ":told");
        f->told[f->told_len++] = (struct field){"choices", build_done(&b)};
    }
}

static struct err asked(void *ctx, const struct demo_row *row)
{
    static const char *const same[] = {"urgency", "lang", "call_name", "phone", "knock"};
    struct demo *d = ctx;
    int64_t at = demo_at(d, demo_int(row, "days_ago"), demo_get(row, "time"));
    struct ask_form f = {.id = id_mint(at),
                         .consent = id_mint(at),
                         .at = {.line = "", .unit = demo_get(row, "unit")},
                         .answer = ASK_YES_READ,
                         .told = {{"message_ok", "no"}},
                         .told_len = 1};

    require(source_parse(demo_get(row, "source"), &f.source));
    TRY(demo_property(d, demo_get(row, "address"), demo_get(row, "unit"),
                      &f.at.property));
    told_choices(d, &f, row);
    for (size_t i = 0; i < COUNT(same); i++)
        told(&f, row, same[i]);
    return demo_do(
        d, &(struct demo_act){STORE_CARE, demo_person(d, "intake"), at, ask_take, &f});
}

struct err demo_asked(struct demo *d)
{
    return demo_each(d->arena, "asked.csv", d, asked);
}
