/* import_violations.c -- `doorstep import violations`: another system's cases and
 * violations as inspections and findings of the public record.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"
#include "cli/import_met.h"

#include "base/crypto.h"
#include "domain/library.h"
#include "store/imported_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CASE,
    ID,
    OBSERVED,
    STATE,
    CODE,
    NOTE,
    LIBRARY,
    NUMBER,
    NUMBER_HIGH,
    STREET,
    SUFFIX,
    UNIT,
    PLACE,
    REGION,
    POSTCODE,
    PROPERTY,
    LAT,
    LON,
    NEIGHBOURHOOD,
    COLUMNS
};

static const struct import_column columns[COLUMNS] = {
    [CASE] = {"case", true},
    [ID] = {"id", false},
    [OBSERVED] = {"observed", true},
    [STATE] = {"state", true},
    [CODE] = {"code", true},
    [NOTE] = {"note", false},
    [LIBRARY] = {"library", true},
    [NUMBER] = {"number", true},
    [NUMBER_HIGH] = {"number_high", false},
    [STREET] = {"street", true},
    [SUFFIX] = {"street_suffix", false},
    [UNIT] = {"unit", false},
    [PLACE] = {"place", false},
    [REGION] = {"region", false},
    [POSTCODE] = {"postcode", false},
    [PROPERTY] = {"property", false},
    [LAT] = {"lat", false},
    [LON] = {"lon", false},
    [NEIGHBOURHOOD] = {"neighbourhood", false},
};

/* Local time; of a day alone its noon. */
static bool read_time(const struct zone *z, const char *s, struct day *day, int64_t *ms)
{
    int second;

    if (!day_time_parse(s, day, &second))
        return false;
    if (second < 0)
        second = 12 * 3600;
    *ms = zone_at_ms(z, *day, second / 60) + second % 60 * INT64_C(1000);
    return true;
}

static const char *join(struct arena *a, const char *one, const char *by,
                        const char *other)
{
    return *other != '\0' ? cli_words(a, "%s%s%s", one, by, other) : one;
}

static int64_t degrees(const char *s)
{
    double d = strtod(s, NULL);

    return *s == '\0' || !(d >= -180 && d <= 180) ? INT_NONE : (int64_t)(d * 1e7);
}

static const char *read_code(struct arena *a, const char *const *value,
                             struct imported_violation *v)
{
    const struct edition *edition = edition_named(value[LIBRARY]);

    if (edition == NULL)
        return cli_words(a, "no code library is called \"%.60s\"", value[LIBRARY]);
    const struct section *section = section_find(edition, value[CODE]);
    if (section == NULL)
        return cli_words(a, "\"%.60s\" is no section of %s", value[CODE], edition->id);
    v->code = section->code;
    v->library = edition->id;
    v->place = place_name(PLACE_WHOLE_UNIT);
    v->endangering = section->endangering;
    v->responsible = responsible_name(section->responsible);
    v->note = *value[NOTE] != '\0' ? value[NOTE] : section->titles[LANG_EN];
    return NULL;
}

static const char *read_state(struct import *im, struct arena *a, const char *theirs,
                              struct imported_violation *v)
{
    enum finding_state state;

    v->state = import_map_word(im, "state", theirs);
    if (finding_state_parse(v->state, &state))
        return NULL;
    return cli_words(a,
                     "the state \"%.40s\" is not known; write open, corrected or closed, "
                     "or add state.%.40s = closed to the map",
                     theirs, theirs);
}

static const char *read_property(struct import *im, struct arena *a,
                                 const char *const *value, struct imported_violation *v)
{
    v->property = (struct property){
        .id = id_to(property, id_mint(im->cli->now)),
        .external_id = *value[PROPERTY] ? value[PROPERTY] : NULL,
        .at = {join(a, value[NUMBER], "-", value[NUMBER_HIGH]),
               join(a, value[STREET], " ", value[SUFFIX]), value[UNIT], value[POSTCODE]},
        .place = value[PLACE],
        .region = value[REGION],
        .lat_e7 = degrees(value[LAT]),
        .lon_e7 = degrees(value[LON]),
        .year_built = INT_NONE,
        .neighbourhood = *value[NEIGHBOURHOOD] ? value[NEIGHBOURHOOD] : NULL,
    };
    if (strlen(v->property.place) > 80 || strlen(v->property.region) > 40)
        return "place or region is longer than 80 or 40 bytes";
    return address_read(a, &v->property.at, &v->at);
}

static const char *read_row(struct import *im, struct arena *a, const char *const *value,
                            void *out)
{
    struct imported_violation *v = out;
    const char *wrong;

    if (*value[CASE] == '\0' || strlen(value[CASE]) > 80 || strlen(value[ID]) > 80)
        return "case is empty, or case or id is longer than 80 bytes";
    if (strlen(value[NOTE]) > 2000)
        return "note is longer than 2,000 bytes";
    if (!read_time(&im->city->zone, value[OBSERVED], &v->day, &v->observed_at))
        return cli_words(a, "observed \"%.40s\" is not like 2023-02-22 16:34:56",
                         value[OBSERVED]);
    if ((wrong = read_state(im, a, value[STATE], v)) != NULL ||
        (wrong = read_code(a, value, v)) != NULL ||
        (wrong = read_property(im, a, value, v)) != NULL)
        return wrong;
    v->visit = value[CASE];
    v->new_visit = id_to(inspection, id_mint(im->cli->now));
    v->new_finding = id_to(finding, id_mint(im->cli->now));
    v->finding = cli_words(a, "%s/%s", value[CASE], *value[ID] ? value[ID] : value[CODE]);
    if (*value[ID] == '\0')
        v->finding = cli_words(
            a, "%s/%llu", v->finding,
            (unsigned long long)met_again(im->ctx, &im->cli->arena, v->finding));
    return NULL;
}

static void begin(struct import *im)
{
    *(struct met *)im->ctx = (struct met){0};
}

static struct err apply_row(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    bool changed;

    (void)im;
    TRY(imported_violation_put(db, a, row, &changed));
    out->result = changed ? ROW_ACCEPTED : ROW_UNCHANGED;
    return ok();
}

static const struct import_kind violations = {
    .name = "violations",
    .store = STORE_ENFORCEMENT,
    .columns = columns,
    .columns_len = COLUMNS,
    .row_bytes = sizeof(struct imported_violation),
    .begin = begin,
    .read = read_row,
    .apply = apply_row,
};

int cli_import_violations(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct import_map map = {0};
    struct met met = {0};
    struct import im = {.cli = c,
                        .city = &city,
                        .kind = &violations,
                        .ctx = &met,
                        .dry_run = cli_option(c, "dry-run") != NULL};
    const char *path = cli_option(c, "map");
    int status = path != NULL ? import_map_read(&im, path, &map) : CLI_DONE;

    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? import_files(&im, c->operand, c->operands) : status;
}
