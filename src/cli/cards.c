/* cards.c -- `doorstep cards`: a batch of help cards as a PDF, for the printer's shop.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/letter_app.h"
#include "base/helper.h"
#include "core/str.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int read_words(struct cli *c, struct print_in *out)
{
    const char *count = cli_option(c, "count"), *lang = cli_option(c, "lang");
    int64_t n;

    if (!str_number(count, CARDS_MAX, &n) || n == 0)
        return cli_misuse("--count \"%s\" is not a number from 1 to %d", count,
                          CARDS_MAX);
    if (!lang_parse(lang, &out->lang))
        return cli_misuse("--lang \"%s\" is none of en, es, pt, ht", lang);
    out->count = (int)n;
    return CLI_DONE;
}

static struct err compose(struct cli *c, struct open_city *city,
                          const struct print_in *in, struct document *out)
{
    struct session s = {
        .city = city->code,
        .city_name = city->city.name,
        .practice = city->city.practice,
        .lang = settings_get(&c->settings, SETTING_LANG),
        .now = c->now,
        .zone = &city->zone,
        .arena = &c->arena,
        .public_url = settings_get(&c->settings, SETTING_PUBLIC_URL),
        .stores = &city->stores,
    };
    struct err e = cards_compose(&s, in, out);

    session_close(&s);
    return e;
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

/* Whole or not at all: what is there is not overwritten by half a file. */
static int write_file(const char *path, struct bytes pdf)
{
    FILE *f CLEANUP(close_file) = fopen(path, "wxe");

    if (f == NULL)
        return cli_refuse("cannot write %s: %s", path, strerror(errno));
    if (fwrite(pdf.p, 1, pdf.len, f) == pdf.len && fflush(f) == 0)
        return CLI_DONE;
    int status = cli_refuse("cannot write %s: %s", path, strerror(errno));
    unlink(path);
    return status;
}

int cli_cards(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct document d = {0};
    struct print_in in;
    struct bytes pdf;
    int status = read_words(c, &in);

    if (status == CLI_DONE)
        status = city_begin_papers(c);
    if (status == CLI_DONE)
        status = city_open(c, &city);
    if (status != CLI_DONE)
        return status;
    struct err e = compose(c, &city, &in, &d);
    if (e.kind != OK)
        return cli_error("cannot make the cards", e);
    e = helper_ask(c->papers, d.paper, &c->arena, &pdf);
    if (e.kind != OK)
        return cli_error("cannot make the cards", e);
    status = write_file(cli_option(c, "out"), pdf);
    if (status == CLI_DONE)
        printf("%d cards in %s; each has a code of its own\n", in.count,
               cli_option(c, "out"));
    return status;
}
