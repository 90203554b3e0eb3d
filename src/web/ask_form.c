/* ask_form.c -- see ask_form.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_form.h"

#include "base/text.h"
#include "core/build.h"
#include "core/str.h"

void ask_told(struct ask_form *f, const char *name, const char *value)
{
    if (value[0] == '\0')
        return;
    require(f->told_len < COUNT(f->told));
    f->told[f->told_len++] = (struct field){name, value};
}

void ask_read_told(struct req *rq, struct ask_form *f)
{
    static const char *const names[] = {"phone",     "knock",      "message_ok",
                                        "call_name", "heat_payer", "card_code"};

    for (enum choice c = 0; c < CHOICES; c++) {
        struct build b = {.arena = rq->arena};

        if (!ticked(rq, "choices", choice_name(c)))
            continue;
        build_text(&b, choice_name(c));
        build_text(&b, ":told");
        ask_told(f, "choices", build_done(&b));
    }
    for (size_t i = 0; i < COUNT(names); i++)
        ask_told(f, names[i], req_form(rq, names[i]));
}

struct options_view ask_ticked(struct req *rq, struct session *s,
                               const struct codes *list, const char *name)
{
    struct options_view o = options_of(s, list, NULL);

    for (size_t i = 0; i < o.len; i++)
        o.of[i].on = ticked(rq, name, o.of[i].value);
    return o;
}

const char *ask_word(const struct session *s, enum ask_word w, bool self)
{
    static const char *const words[ASK_WORDS][2] = {
        [ASK_W_CHOICES] = {"ask.choices", "ask.self_choices"},
        [ASK_W_HEAT] = {"ask.heat", "ask.self_heat"},
        [ASK_W_NAME] = {"ask.name", "ask.self_name"},
        [ASK_W_PHONE_HINT] = {"ask.phone_hint", "ask.self_phone_hint"},
        [ASK_W_MESSAGE] = {"ask.message", "ask.self_message"},
        [ASK_W_KNOCK] = {"ask.knock", "ask.self_knock"},
    };

    return text(s->lang, words[w][self]);
}

struct options_view ask_home_options(struct req *rq, struct session *s,
                                     const struct home *homes, size_t len)
{
    struct options_view o = {arena_array(s->arena, struct option_view, len + 1), len};

    for (size_t i = 0; i < len; i++) {
        const struct home *h = &homes[i];

        o.of[i] =
            (struct option_view){.value = page_id(s, id_of(h->id)),
                                 .label = desk_address(s, h->number, h->street, h->unit)};
        o.of[i].on = str_same(o.of[i].value, req_form(rq, "property"));
    }
    return o;
}
