/* doctor.c -- `doorstep doctor`: the Status page's lines, where no browser reaches.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/status_app.h"
#include "base/json.h"
#include "base/probe.h"
#include "base/text.h"
#include "cli/shown.h"
#include "web/status_words.h"

#include <stdio.h>

static const char *const kinds[STATUS_KINDS] = {
    [STATUS_BAD] = "mend",
    [STATUS_LOOK] = "look",
    [STATUS_TOLD] = "told",
    [STATUS_GOOD] = "good",
};

static void print_line(struct session *s, const struct status_line *l)
{
    printf("%-5s %s: %s\n", kinds[l->kind], text(s->lang, l->name), status_words(s, l));
    if (l->fault != NULL)
        printf("      %s\n", text(s->lang, l->fault));
    if (l->todo != NULL)
        printf("      -> %s\n", text(s->lang, l->todo));
}

static void print_json(struct session *s, const struct status_page *p)
{
    struct json_out o = {.arena = s->arena};

    json_list(&o, NULL);
    for (size_t i = 0; i < p->len; i++) {
        const struct status_line *l = &p->of[i];

        json_map(&o, NULL);
        json_put_text(&o, "check", l->name);
        json_put_text(&o, "state", kinds[l->kind]);
        json_put_text(&o, "says", status_words(s, l));
        json_put_text(&o, "todo", l->todo != NULL ? text(s->lang, l->todo) : NULL);
        json_end_map(&o);
    }
    json_end_list(&o);
    shown_json(&o);
}

static void probe_now(struct cli *c, struct probe_board *board)
{
    struct probe_ask ask = {settings_get(&c->settings, SETTING_PUBLIC_URL),
                            settings_get(&c->settings, SETTING_SMTP_URL)};
    struct probe found;

    probe_board_open(board);
    probe_look(&ask, c->now, &found);
    probe_board_put(board, &found);
}

int cli_doctor(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct probe_board board;
    struct status_page p;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    struct session s = {
        .city = city.code,
        .city_name = city.city.name,
        .practice = city.city.practice,
        .lang = settings_get(&c->settings, SETTING_LANG),
        .now = c->now,
        .zone = &city.zone,
        .arena = &c->arena,
        .keys = &city.keys,
        .public_url = settings_get(&c->settings, SETTING_PUBLIC_URL),
        .site = {.data = settings_get(&c->settings, SETTING_DATA),
                 .keys = settings_get(&c->settings, SETTING_KEYS),
                 .mail = *settings_get(&c->settings, SETTING_SMTP_URL) != '\0',
                 .board = &board,
                 .record = city_nightly(c)},
        .stores = &city.stores,
    };
    probe_now(c, &board);
    status_look(&s, &p);
    session_close(&s);
    if (c->json)
        print_json(&s, &p);
    for (size_t i = 0; !c->json && i < p.len; i++)
        print_line(&s, &p.of[i]);
    return p.count[STATUS_BAD] == 0 ? CLI_DONE : CLI_REFUSED;
}
