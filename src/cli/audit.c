/* audit.c -- `doorstep audit verify`: are the chains of the four stores whole?
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/anchor.h"
#include "base/json.h"
#include "cli/files.h"
#include "cli/shown.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>

/* heads: of this store in the file that was named; how many it had to meet. */
static void say(struct cli *c, struct json_out *o, int store,
                const struct audit_check *found, size_t heads)
{
    bool anchored = cli_option(c, "anchor") != NULL;

    if (!c->json) {
        printf("%-12s %" PRId64 " rows, %s", store_names[store], found->rows,
               found->broken == 0 ? "whole" : "broken");
        if (anchored)
            printf(", heads in the file: %zu", heads);
        putchar('\n');
        return;
    }
    json_map(o, NULL);
    json_put_text(o, "store", store_names[store]);
    json_put_int(o, "rows", found->rows);
    json_put_bool(o, "whole", found->broken == 0);
    if (anchored)
        json_put_int(o, "heads", (int64_t)heads);
    json_end_map(o);
}

enum { ANCHOR_BYTES_MAX = 256 * 1024 * 1024 };

/* Heads that were signed once; none without --anchor. */
static int read_anchors(struct cli *c, struct anchors *out)
{
    const char *path = cli_option(c, "anchor"), *wrong;
    struct keys keys CLEANUP(keys_free) = {0};
    struct bytes text;

    *out = (struct anchors){0};
    if (path == NULL)
        return CLI_DONE;
    struct err e = keys_load(settings_get(&c->settings, SETTING_KEYS), false, &keys);
    if (e.kind != OK)
        return city_refuse_keys(c);
    wrong = file_read(&c->arena, path, ANCHOR_BYTES_MAX, &text);
    if (wrong != NULL)
        return cli_refuse("cannot read %s: %s", path, wrong);
    *out = anchors_read(&c->arena, &keys.receipt,
                        settings_get(&c->settings, SETTING_CITY), (const char *)text.p);
    if (out->wrong != 0)
        return cli_refuse("%s: line %" PRId64 " is no head that this city signed", path,
                          out->wrong);
    for (int i = 0; i < STORES; i++)
        if (out->len[i] > 0)
            return CLI_DONE;
    return cli_refuse("%s holds no head: it proves nothing", path);
}

static struct err check(struct cli *c, struct store *store, const struct anchors *known,
                        int i, struct audit_check *found)
{
    static const struct audit_anchor none[1];

    return audit_verify_anchored(store, settings_get(&c->settings, SETTING_CITY),
                                 known->of[i] != NULL ? known->of[i] : none,
                                 known->len[i], found);
}

int cli_audit_verify(struct cli *c)
{
    struct stores stores CLEANUP(stores_close) = {0};
    struct json_out o = {.arena = &c->arena};
    struct anchors known;
    int status = read_anchors(c, &known);

    if (status == CLI_DONE)
        status = stores_open(c, &stores);
    if (status != CLI_DONE)
        return status;
    json_list(&o, NULL);
    for (int i = 0; i < STORES; i++) {
        struct audit_check found = {0};
        struct err e = check(c, stores.of[i], &known, i, &found);

        if (e.kind != OK)
            return cli_error("cannot read the audit rows", e);
        say(c, &o, i, &found, known.len[i]);
        if (found.broken != 0)
            status = cli_refuse("%s: audit row %" PRId64 " does not fit (%s)",
                                store_names[i], found.broken, found.what);
    }
    json_end_list(&o);
    if (c->json)
        shown_json(&o);
    return status;
}
