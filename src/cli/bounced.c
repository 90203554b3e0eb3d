/* bounced.c -- `doorstep bounced`: a mail server's report (RFC 3464) on standard input.
 * Which of our letters it is about stands in their Message-ID; a case manager finds it on
 * Today.  SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/ageing_app.h"
#include "cli/stores.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

#define REPORT_MAX ((size_t)1024 * 1024)

struct report {
    const char *text;
    int64_t now;
    int found;
};

static struct err one(struct db *db, struct arena *a, struct report *r,
                      struct mail_id mail)
{
    struct q_returned_mail_in in = {.mail = mail};
    struct q_returned_mail_out *rows;
    size_t len;

    TRY(db_many(db, &q_returned_mail, &in, (void *)&rows, &len, a));
    if (len == 0)
        return ok();
    r->found++;
    struct mail m = {.id = mail, .event = rows[0].event, .recipient = rows[0].recipient};
    return mail_came_back(db, &m, r->now);
}

/* The report quotes the head of our letter; its own Message-ID is of somebody else. */
static struct err read_report(struct db *db, struct arena *a, void *ctx)
{
    static const char name[] = "message-id:";
    struct report *r = ctx;

    for (const char *at = r->text; (at = strcasestr(at, name)) != NULL;) {
        struct id id;

        at += sizeof name - 1;
        at += strspn(at, " \t\r\n<");
        if (strlen(at) >= ID_TEXT - 1 && id_parse(at, ID_TEXT - 1, &id))
            TRY(one(db, a, r, id_to(mail, id)));
    }
    return ok();
}

int cli_bounced(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    char *text = arena_alloc(&c->arena, REPORT_MAX + 1);
    size_t len = fread(text, 1, REPORT_MAX, stdin);
    struct report r = {.text = text, .now = c->now};

    text[len] = '\0';
    int status = city_open(c, &city);
    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_CARE], read_report, &r);
    if (status == CLI_DONE && r.found == 0)
        return cli_refuse("this report names no letter of this city");
    if (status == CLI_DONE)
        printf("Noted: %d came back.\n", r.found);
    return status;
}
