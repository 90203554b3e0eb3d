/* export.c -- `doorstep export public-records`: what is given out of the public record,
 * as files.  Opens the enforcement store and no other, and needs no key: it can run as a
 * person of the machine who cannot read the rest.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/release_file.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/tz.h"
#include "cli/files.h"
#include "cli/shown.h"
#include "core/str.h"
#include "store/property_store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct giving {
    struct cli *c;
    struct store *store;
    struct office office;
    struct zone zone;
    struct release_scope scope;
    struct release_id request;
    struct release_bundle bundle;
    const char *out;
};

static int read_day(const struct cli *c, const char *option, struct day *day)
{
    const char *s = cli_option(c, option);

    if (s == NULL || day_parse(s, strlen(s), day))
        return CLI_DONE;
    return cli_misuse("--%s \"%s\" is not a day like 2026-07-01", option, s);
}

/* A request has told all of these. */
static int read_request(struct giving *x, const char *request)
{
    static const char *const told[] = {"address", "postcode", "whole-city",
                                       "asker",   "from",     "to"};
    struct id id;

    for (size_t i = 0; i < COUNT(told); i++)
        if (cli_option(x->c, told[i]) != NULL)
            return cli_misuse("--request says all that --%s would", told[i]);
    if (!id_parse(request, strlen(request), &id) || !id_is_set(id))
        return cli_misuse("--request \"%s\" is no request's identifier", request);
    x->request = id_to(release, id);
    return CLI_DONE;
}

static int read_words(struct giving *x)
{
    const struct cli *c = x->c;
    const char *asker = cli_option(c, "asker"), *request = cli_option(c, "request");
    int status;

    x->out = cli_option(c, "out");
    x->scope.first = day_make(1900, 1, 1);
    x->scope.last = day_make(2199, 12, 31);
    if (request != NULL)
        return read_request(x, request);
    if ((cli_option(c, "address") == NULL) == (cli_option(c, "whole-city") == NULL))
        return cli_misuse("say --address \"12 MAIN ST\", --request ID or --whole-city");
    if (asker == NULL)
        return cli_misuse("say --asker anybody, owner or occupant");
    if (!asker_parse(asker, &x->scope.asker))
        return cli_misuse("--asker must be anybody, owner or occupant");
    if ((status = read_day(c, "from", &x->scope.first)) != CLI_DONE ||
        (status = read_day(c, "to", &x->scope.last)) != CLI_DONE)
        return status;
    return x->scope.first.n > x->scope.last.n ? cli_misuse("--from is after --to")
                                              : CLI_DONE;
}

/* The building of an address as people write it. */
static int find_address(struct giving *x, struct db *db)
{
    const char *line = cli_option(x->c, "address");
    struct address_parts parts = {"", "", "", ""};
    struct property_match match;
    struct address at;
    const char *wrong = "it does not begin with a number";

    if (address_split(&x->c->arena, line, &parts)) {
        const char *postcode = cli_option(x->c, "postcode");

        parts.postcode = postcode != NULL ? postcode : "";
        wrong = address_read(&x->c->arena, &parts, &at);
    }
    if (wrong != NULL)
        return cli_misuse("--address is no address: %s", wrong);
    struct err e = property_match(db, &x->c->arena, NULL, &at, &match);
    if (e.kind != OK)
        return cli_error("cannot search the register", e);
    if (!id_is_set(id_of(match.id)))
        return cli_refuse("the register has no such address, or has it with several "
                          "postcodes: say --postcode too");
    x->scope.property = match.id;
    return CLI_DONE;
}

static int find_request(struct giving *x, struct db *db)
{
    struct release_request r;
    struct err e = release_request_load(db, x->request, &x->c->arena, &r);

    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("there is no such request");
    if (e.kind != OK)
        return cli_error("cannot read the request", e);
    x->scope.property = r.property;
    x->scope.asker = r.asker;
    x->scope.first = r.first;
    x->scope.last = r.last;
    return CLI_DONE;
}

static int find_office(struct giving *x, struct db *db)
{
    struct err e = office_load(db, &x->c->arena, &x->office);

    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("this store has no city \"%s\", or has not been served by this "
                          "version yet: serve it once",
                          settings_get(&x->c->settings, SETTING_CITY));
    if (e.kind == OK)
        e = zone_load(x->office.timezone, &x->c->arena, &x->zone);
    if (e.kind != OK)
        return cli_error("cannot read the city's time zone", e);
    x->scope.zone = &x->zone;
    x->scope.today = zone_day(&x->zone, x->c->now);
    return CLI_DONE;
}

static int collect(struct giving *x)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    struct err e =
        store_read_begin(x->store, settings_get(&x->c->settings, SETTING_CITY), &db);
    int status = CLI_DONE;

    if (e.kind != OK)
        return cli_error("cannot read the public record", e);
    status = find_office(x, db);
    if (status == CLI_DONE && id_is_set(id_of(x->request)))
        status = find_request(x, db);
    else if (status == CLI_DONE && cli_option(x->c, "address") != NULL)
        status = find_address(x, db);
    if (status != CLI_DONE)
        return status;
    e = release_bundle_make(db, &x->scope, settings_get(&x->c->settings, SETTING_LANG),
                            &x->c->arena, &x->bundle);
    return e.kind == OK ? CLI_DONE : cli_error("cannot read the public record", e);
}

static struct err log_it(struct db *db, struct arena *a, void *ctx)
{
    const struct giving *x = ctx;
    struct release_made m = {
        .id = id_mint(x->c->now),
        .request = x->request,
        .asker = x->scope.asker,
        .by = x->c->actor,
        .at = x->c->now,
        .counts = x->bundle.counts,
        .sha = {x->bundle.sha.b, sizeof x->bundle.sha.b},
    };

    db_audit(db, &(struct audit){x->c->actor, "records.release", "records",
                                 asker_name(x->scope.asker)});
    return release_made_add(db, &m, a);
}

static int make_folder(const struct giving *x)
{
    const char *wrong = folder_make(x->out);

    return wrong == NULL ? CLI_DONE : cli_refuse("cannot write %s: %s", x->out, wrong);
}

static int write_files(struct giving *x)
{
    const char *wrong = NULL;

    for (size_t i = 0; wrong == NULL && i < x->bundle.len; i++)
        wrong = file_write(file_in(&x->c->arena, x->out, x->bundle.part[i].name),
                           x->bundle.part[i].bytes);
    if (wrong == NULL && !folder_settle(x->out))
        wrong = "it does not keep what is written";
    return wrong == NULL ? CLI_DONE : cli_refuse("cannot write %s: %s", x->out, wrong);
}

static void tell(struct giving *x)
{
    const struct release_counts *n = &x->bundle.counts;
    struct json_out o = {.arena = &x->c->arena};

    if (!x->c->json) {
        printf("%s: %" PRId64 " lines of %" PRId64 " properties\n", x->out, n->lines,
               n->properties);
        for (size_t i = 0; i < exemptions_len; i++)
            if (n->cut.withheld[exemptions[i].letter - 'a'] > 0)
                printf("withheld (%c): %" PRId64 "\n", exemptions[i].letter,
                       n->cut.withheld[exemptions[i].letter - 'a']);
        printf("masked in texts: %" PRId64 "; visits still to be made, not given out: "
               "%" PRId64 "\n",
               n->cut.masked, n->ahead);
        return;
    }
    json_map(&o, NULL);
    json_put_text(&o, "out", x->out);
    json_put_int(&o, "properties", n->properties);
    json_put_int(&o, "lines", n->lines);
    json_put_int(&o, "masked", n->cut.masked);
    json_put_int(&o, "ahead", n->ahead);
    for (size_t i = 0; i < exemptions_len; i++) {
        char name[] = "withheld.x";

        name[sizeof name - 2] = exemptions[i].letter;
        json_put_int(&o, name, n->cut.withheld[exemptions[i].letter - 'a']);
    }
    json_end_map(&o);
    shown_json(&o);
}

/* What left stands in the log, never the other way: the log comes before the files, and
 * behind the folder, so that nothing stands in it for a folder that cannot be.  Of what
 * failed no half is left. */
static int give(struct giving *x)
{
    int status = make_folder(x);

    if (status != CLI_DONE)
        return status;
    if ((status = stores_change(x->c, x->store, log_it, x)) != CLI_DONE ||
        (status = write_files(x)) != CLI_DONE)
        folder_drop(&x->c->arena, x->out);
    return status;
}

int cli_export_records(struct cli *c)
{
    struct giving *x = arena_new(&c->arena, struct giving);
    struct stores stores CLEANUP(stores_close) = {0};
    int status;

    x->c = c;
    if ((status = read_words(x)) != CLI_DONE ||
        (status = stores_open_one(c, STORE_ENFORCEMENT, &stores)) != CLI_DONE)
        return status;
    x->store = stores.of[STORE_ENFORCEMENT];
    if ((status = collect(x)) == CLI_DONE && (status = give(x)) == CLI_DONE)
        tell(x);
    return status;
}
