/* import_inspections.c -- `doorstep import inspections`: another system's day as visits
 * on the phones of those who make them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include "app/schedule_app.h"
#include "base/text.h"

#include <string.h>

static const struct import_column columns[SCHEDULE_FIELDS] = {
    [SCHEDULE_EXTERNAL_ID] = {"external_id", true},
    [SCHEDULE_INSPECTOR] = {"inspector_email", true},
    [SCHEDULE_SCHEDULED] = {"scheduled_at", true},
    [SCHEDULE_INSPECTED] = {"inspected_at", false},
    [SCHEDULE_ADDRESS] = {"address", true},
    [SCHEDULE_UNIT] = {"unit", false},
    [SCHEDULE_KIND] = {"kind", true},
    [SCHEDULE_RESULT] = {"result", false},
    [SCHEDULE_RECORD_URL] = {"record_url", false},
};

/* With what stood there, and how a map would mend a kind. */
static const char *reason(struct arena *a, const char *const *value,
                          const struct schedule_fault *fault)
{
    const char *words = text("en", fault->msg), *stood = value[fault->field];

    if (fault->field == SCHEDULE_KIND)
        return cli_words(a, "%s Or add kind.%.40s = routine to the map.", words, stood);
    return *stood == '\0' ? words : cli_words(a, "%s (%.80s)", words, stood);
}

/* Enforcement may ask the registry, before the job that writes. */
static const char *read_row(struct import *im, struct arena *a, const char *const *value,
                            void *out)
{
    struct db *registry CLEANUP(store_read_end) = NULL;
    const char *ours[SCHEDULE_FIELDS];
    struct schedule_fault fault = {0};

    memcpy(ours, value, sizeof ours);
    ours[SCHEDULE_KIND] = import_map_word(im, "kind", value[SCHEDULE_KIND]);
    struct err e =
        store_read_begin(im->city->stores.of[STORE_REGISTRY], im->city->code, &registry);
    struct schedule_place at = {&im->city->zone, im->cli->now, registry};
    if (e.kind == OK)
        e = schedule_read(&at, a, ours, out, &fault);
    im->away |= e.kind != OK;
    if (e.kind != OK)
        return "the registry could not be read; run the same command again";
    return fault.msg != NULL ? reason(a, value, &fault) : NULL;
}

static struct err apply_row(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    struct schedule_fault fault;
    enum scheduled_put put;

    (void)im;
    TRY(schedule_put(db, a, row, &put, &fault));
    *out = (struct verdict){ROW_ACCEPTED, NULL};
    if (put == SCHEDULED_SAME)
        out->result = ROW_UNCHANGED;
    if (fault.msg != NULL)
        *out = (struct verdict){ROW_REFUSED, text("en", fault.msg)};
    return ok();
}

const struct import_kind import_inspections_kind = {
    .name = "inspections",
    .store = STORE_ENFORCEMENT,
    .columns = columns,
    .columns_len = SCHEDULE_FIELDS,
    .row_bytes = sizeof(struct scheduled),
    .read = read_row,
    .apply = apply_row,
};

int cli_import_inspections(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct import_map map = {0};
    struct import im = {.cli = c,
                        .city = &city,
                        .kind = &import_inspections_kind,
                        .dry_run = cli_option(c, "dry-run") != NULL};
    const char *path = cli_option(c, "map");
    int status = path != NULL ? import_map_read(&im, path, &map) : CLI_DONE;

    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? import_files(&im, c->operand, c->operands) : status;
}
