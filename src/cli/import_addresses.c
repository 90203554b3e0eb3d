/* import_addresses.c -- `doorstep import addresses`: OpenAddresses CSV into the register.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include "base/crypto.h"
#include "store/property_store.h"

#include <stdlib.h>
#include <string.h>

enum {
    LON,
    LAT,
    NUMBER,
    STREET,
    UNIT,
    CITY,
    DISTRICT,
    REGION,
    POSTCODE,
    ID,
    YEAR,
    NEIGHBOURHOOD,
    COLUMNS
};

static const struct import_column columns[COLUMNS] = {
    [LON] = {"LON", false},           [LAT] = {"LAT", false},
    [NUMBER] = {"NUMBER", true},      [STREET] = {"STREET", true},
    [UNIT] = {"UNIT", false},         [CITY] = {"CITY", false},
    [DISTRICT] = {"DISTRICT", false}, [REGION] = {"REGION", false},
    [POSTCODE] = {"POSTCODE", false}, [ID] = {"ID", false},
    [YEAR] = {"YEAR_BUILT", false},   [NEIGHBOURHOOD] = {"NEIGHBOURHOOD", false},
};

struct row {
    struct property property;
    struct address key;
};

/* Degrees as ten-millionths; false when it is no number within the limit. */
static bool degrees(const char *s, double limit, int64_t *out)
{
    char *end;
    double d = strtod(s, &end);

    *out = INT_NONE;
    if (*s == '\0')
        return true;
    if (*end != '\0' || !(d >= -limit && d <= limit))
        return false;
    *out = (int64_t)(d * 1e7 + (d < 0 ? -0.5 : 0.5));
    return true;
}

static bool year(const char *s, int64_t *out)
{
    char *end;
    long n = strtol(s, &end, 10);

    *out = *s == '\0' ? INT_NONE : n;
    return *s == '\0' || (*end == '\0' && n >= 1600 && n <= 2100);
}

static const char *read_row(struct import *im, struct arena *a, const char *const *value,
                            void *out)
{
    struct row *r = out;
    struct property *p = &r->property;

    *p = (struct property){
        .external_id = *value[ID] != '\0' ? value[ID] : NULL,
        .at = {value[NUMBER], value[STREET], value[UNIT], value[POSTCODE]},
        .place = value[CITY],
        .region = value[REGION],
        .neighbourhood = *value[NEIGHBOURHOOD] ? value[NEIGHBOURHOOD] : NULL,
    };
    if (!degrees(value[LAT], 90, &p->lat_e7))
        return cli_words(a, "LAT \"%.20s\" is not a number from -90 to 90", value[LAT]);
    if (!degrees(value[LON], 180, &p->lon_e7))
        return cli_words(a, "LON \"%.20s\" is not a number from -180 to 180", value[LON]);
    if (!year(value[YEAR], &p->year_built))
        return cli_words(a, "YEAR_BUILT \"%.20s\" is not a year from 1600 to 2100",
                         value[YEAR]);
    if (strlen(p->place) > 80 || strlen(p->region) > 40 || strlen(value[ID]) > 80)
        return "CITY, REGION or ID is longer than 80, 40 or 80 bytes";
    p->id = id_to(property, id_mint(im->cli->now));
    return address_read(a, &p->at, &r->key);
}

static struct err apply_row(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    const struct row *r = row;
    enum property_put put;

    (void)im;
    TRY(property_put(db, a, &r->property, &r->key, &put));
    out->result =
        put == PROPERTY_ADDED || put == PROPERTY_CHANGED ? ROW_ACCEPTED : ROW_UNCHANGED;
    return ok();
}

static const struct import_kind addresses = {
    .name = "addresses",
    .store = STORE_ENFORCEMENT,
    .columns = columns,
    .columns_len = COLUMNS,
    .row_bytes = sizeof(struct row),
    .read = read_row,
    .apply = apply_row,
};

int import_addresses(struct cli *c, struct open_city *city, const char *path)
{
    struct import im = {.cli = c, .city = city, .kind = &addresses};

    return import_one(&im, path);
}

int cli_import_addresses(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct import im = {.cli = c,
                        .city = &city,
                        .kind = &addresses,
                        .dry_run = cli_option(c, "dry-run") != NULL};
    int status = city_open(c, &city);

    return status == CLI_DONE ? import_files(&im, c->operand, c->operands) : status;
}
