/* ask_form.c -- see ask_form.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ask_form.h"

#include "base/text.h"
#include "core/build.h"

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
