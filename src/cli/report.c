/* report.c -- `doorstep report evaluation`: every line of the evaluation of a period.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/report_app.h"
#include "core/str.h"
#include "store/edition_store.h"
#include "web/report_pages.h"

#include <stdio.h>
#include <string.h>

struct ask {
    struct cli *c;
    struct open_city city;
    struct period period;
    enum edition_kind edition;
    const char *format;
    struct report report;
    struct edition printed; /* .lines[REPORT_LINES] */
};

static int read_day(struct ask *q, const char *option, struct day *out)
{
    const char *s = cli_option(q->c, option);

    if (s == NULL || day_parse(s, strlen(s), out))
        return CLI_DONE;
    return cli_misuse("--%s \"%s\" is not a day like 2026-07-01", option, s);
}

static int read_edition(struct ask *q)
{
    const char *s = cli_option(q->c, "edition");

    for (int i = EDITION_INTERNAL; s != NULL && i <= EDITION_PUBLIC; i++)
        if (str_same(s, edition_names[i])) {
            q->edition = (enum edition_kind)i;
            return CLI_DONE;
        }
    return cli_misuse("--edition must be internal (exact, stays in care) or public");
}

static int read_format(struct ask *q)
{
    static const char *const formats[] = {"json", "csv", "html"};
    const char *s = cli_option(q->c, "format");

    q->format = s != NULL ? s : q->c->json ? "json" : "csv";
    for (size_t i = 0; i < COUNT(formats); i++)
        if (str_same(q->format, formats[i]))
            return CLI_DONE;
    return cli_misuse("--format must be json, csv or html");
}

/* Without --from the fiscal year that --to (or today) is in. */
static int read_period(struct ask *q)
{
    struct day last = zone_day(&q->city.zone, q->c->now);
    int status = read_day(q, "to", &last);

    q->period = period_year_to_date(last);
    if (status == CLI_DONE)
        status = read_day(q, "from", &q->period.first);
    if (status == CLI_DONE && q->period.first.n > last.n)
        return cli_misuse("--from is after --to");
    return status;
}

/* A public edition of a year that is over is made once. */
static struct err print_later(struct db *care, struct arena *a, struct ask *q)
{
    const struct evaluation *e = &q->report.e;
    struct edition *p = &q->printed;

    *p = (struct edition){.year = q->period.first,
                          .at = q->c->now,
                          .small = settings_int(&q->c->settings, SETTING_SUPPRESS_MAX),
                          .lines = arena_array(a, struct report_line, REPORT_LINES)};
    p->len = evaluation_lines(e, q->edition, p->small, p->lines);
    return q->edition == EDITION_PUBLIC && e->whole ? edition_keep(care, a, p) : ok();
}

/* Exact numbers stay in care: who took them is written there. */
static struct err count(struct db *care, struct arena *a, void *ctx)
{
    struct ask *q = ctx;
    struct db *enforcement CLEANUP(store_read_end) = NULL;

    q->report = (struct report){
        .period = {q->period.first, q->period.last, q->c->now, &q->city.zone},
    };
    q->report.e.whole =
        period_is_past_year(q->period, zone_day(&q->city.zone, q->c->now));
    TRY(store_read_begin(q->city.stores.of[STORE_ENFORCEMENT], q->city.code,
                         &enforcement));
    db_audit(care, &(struct audit){q->c->actor, "report.evaluation", "report",
                                   edition_names[q->edition]});
    TRY(report_count(care, enforcement, a, &q->report));
    return print_later(care, &q->c->arena, q);
}

static void print_html(struct ask *q, const struct report_sheet *sheet)
{
    struct out o = {0};

    report_paper_put(&o, &q->c->arena,
                     &(struct report_paper){sheet, q->city.city.name, &q->city.zone});
    fwrite(o.buf, 1, o.len, stdout);
    out_free(&o);
}

static void print(struct ask *q)
{
    struct arena *a = &q->c->arena;
    struct report_sheet sheet = {
        .edition = q->edition,
        .from = q->period.first,
        .to = q->period.last,
        .as_of = q->printed.at,
        .lines = q->printed.lines,
        .len = q->printed.len,
        .lang = settings_get(&q->c->settings, SETTING_LANG),
    };

    if (str_same(q->format, "html"))
        print_html(q, &sheet);
    else if (str_same(q->format, "json"))
        puts(report_json(a, &sheet));
    else
        fputs(report_csv(a, &sheet), stdout);
}

int cli_report_evaluation(struct cli *c)
{
    struct ask *q = arena_new(&c->arena, struct ask);
    int status;

    q->c = c;
    if ((status = read_edition(q)) != CLI_DONE || (status = read_format(q)) != CLI_DONE ||
        (status = city_open(c, &q->city)) != CLI_DONE)
        return status;
    status = read_period(q);
    if (status == CLI_DONE)
        status = stores_change(c, q->city.stores.of[STORE_CARE], count, q);
    if (status == CLI_DONE)
        print(q);
    city_close(&q->city);
    return status;
}
