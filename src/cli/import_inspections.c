/* import_inspections.c -- `doorstep import inspections`: another system's day as visits
 * on the phones of those who make them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include "domain/codes.h"
#include "store/queries_registry.h"
#include "store/scheduled_store.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum {
    EXTERNAL_ID,
    INSPECTOR,
    SCHEDULED,
    INSPECTED,
    ADDRESS,
    UNIT,
    KIND,
    RESULT,
    RECORD_URL,
    COLUMNS
};

static const struct import_column columns[COLUMNS] = {
    [EXTERNAL_ID] = {"external_id", true},
    [INSPECTOR] = {"inspector_email", true},
    [SCHEDULED] = {"scheduled_at", true},
    [INSPECTED] = {"inspected_at", false},
    [ADDRESS] = {"address", true},
    [UNIT] = {"unit", false},
    [KIND] = {"kind", true},
    [RESULT] = {"result", false},
    [RECORD_URL] = {"record_url", false},
};

/* Minutes east of UTC at the end of a time, "Z" or "-04:00", which is cut off; false
 * when there is none. */
static bool cut_offset(char *s, int *minutes)
{
    size_t len = strlen(s);
    char *at = s + len - 6;
    int hour, minute, read = 0;

    *minutes = 0;
    if (len > 16 && s[len - 1] == 'Z') {
        s[len - 1] = '\0';
        return true;
    }
    if (len < 22 || (*at != '+' && *at != '-') ||
        sscanf(at + 1, "%2d:%2d%n", &hour, &minute, &read) != 2 || read != 5 ||
        hour < 0 || hour > 14 || minute < 0 || minute > 59)
        return false;
    *minutes = (*at == '-' ? -1 : 1) * (hour * 60 + minute);
    *at = '\0';
    return true;
}

struct when {
    struct day day; /* on the city's clocks */
    int minute;     /* -1: a day alone */
    int64_t ms;
};

/* In the city's zone unless it says its offset; of a day alone its noon. */
static bool read_when(const struct zone *z, struct arena *a, const char *s,
                      struct when *out)
{
    char *text = arena_copy(a, s, strlen(s));
    int second, east;
    bool offset = cut_offset(text, &east);

    if (!day_time_parse(text, &out->day, &second) || (offset && second < 0))
        return false;
    out->minute = second < 0 ? -1 : second / 60;
    out->ms = zone_at_ms(z, out->day, second < 0 ? 12 * 60 : second / 60);
    if (second >= 0)
        out->ms += second % 60 * INT64_C(1000);
    if (!offset)
        return true;
    out->ms = ((int64_t)out->day.n * 86400 + second - east * 60) * 1000;
    out->day = zone_day(z, out->ms);
    out->minute = zone_minute_of_day(z, out->ms);
    return true;
}

static const char *read_times(struct import *im, struct arena *a,
                              const char *const *value, struct scheduled *v)
{
    struct when at;

    if (!read_when(&im->city->zone, a, value[SCHEDULED], &at))
        return cli_words(a, "scheduled_at \"%.40s\" is not like 2026-05-04 09:30",
                         value[SCHEDULED]);
    v->planned_day = at.day;
    if (at.minute >= 0)
        v->planned_time = cli_words(a, "%02d:%02d", at.minute / 60, at.minute % 60);
    v->inspected_at = INT_NONE;
    if (*value[INSPECTED] == '\0')
        return NULL;
    if (!read_when(&im->city->zone, a, value[INSPECTED], &at))
        return cli_words(a, "inspected_at \"%.40s\" is not like 2026-05-04 09:30",
                         value[INSPECTED]);
    if (at.ms > im->cli->now + INT64_C(86400000))
        return "inspected_at lies ahead";
    v->inspected_at = at.ms;
    return NULL;
}

static struct err find_person(struct db *db, struct arena *a, const char *email,
                              struct user_id *out)
{
    struct q_person_by_email_out person;
    struct q_person_roles_out *roles;
    size_t len;

    TRY(db_one(db, &q_person_by_email, &(struct q_person_by_email_in){email}, &person,
               a));
    TRY(db_many(db, &q_person_roles, &(struct q_person_roles_in){person.id}, &roles, &len,
                a));
    for (size_t i = 0; i < len; i++)
        if (strcmp(person.state, "active") == 0 &&
            (strcmp(roles[i].role, "inspector") == 0 ||
             strcmp(roles[i].role, "supervisor") == 0))
            *out = person.id;
    return ok();
}

/* Enforcement may ask the registry, before the job that writes. */
static const char *read_inspector(struct import *im, struct arena *a, const char *email,
                                  struct user_id *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    char *lower = arena_copy(a, email, strlen(email));

    for (char *c = lower; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    struct err e =
        store_read_begin(im->city->stores.of[STORE_REGISTRY], im->city->code, &db);
    if (e.kind == OK)
        e = find_person(db, a, lower, out);
    if (e.kind != OK && e.kind != ERR_NOT_FOUND)
        return "the registry could not be read; run the same command again";
    return id_is_set(id_of(*out))
               ? NULL
               : cli_words(a, "no inspector here has the address \"%.80s\"", email);
}

static const char *read_address(struct arena *a, const char *const *value,
                                struct scheduled *v)
{
    struct address_parts parts;

    if (strlen(value[ADDRESS]) > 200 || strlen(value[UNIT]) > 40)
        return "address or unit is longer than 200 or 40 bytes";
    if (!address_split(a, value[ADDRESS], &parts))
        return cli_words(a, "address \"%.80s\" does not begin with a house number",
                         value[ADDRESS]);
    if (*value[UNIT] != '\0')
        parts.unit = value[UNIT];
    v->unit = parts.unit;
    return address_read(a, &parts, &v->at);
}

/* A link that a phone may follow: printable, and to a host. */
static const char *read_url(const char *url, struct scheduled *v)
{
    size_t scheme = strncmp(url, "https://", 8) == 0  ? 8
                    : strncmp(url, "http://", 7) == 0 ? 7
                                                      : 0;

    if (*url == '\0')
        return NULL;
    if (scheme == 0 || !isalnum((unsigned char)url[scheme]))
        return "record_url must begin with https:// or http:// and a host";
    if (strlen(url) > 1000)
        return "record_url is longer than 1,000 bytes";
    for (const char *c = url; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\^`{|}", *c) != NULL)
            return "record_url holds a sign that no address may hold";
    v->record_url = url;
    return NULL;
}

static const char *read_kind(struct import *im, struct arena *a, const char *theirs,
                             struct scheduled *v)
{
    static const char *const kinds[] = {"routine", "complaint", "emergency",
                                        "reinspection"};

    v->kind = import_map_word(im, "kind", theirs);
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(v->kind, kinds[i]) == 0)
            return NULL;
    return cli_words(a,
                     "the kind \"%.40s\" is not known; write routine, complaint, "
                     "emergency or reinspection, or add kind.%.40s = routine to the map",
                     theirs, theirs);
}

static const char *read_row(struct import *im, struct arena *a, const char *const *value,
                            void *out)
{
    struct scheduled *v = out;
    const char *why;

    if (*value[EXTERNAL_ID] == '\0' || strlen(value[EXTERNAL_ID]) > 80)
        return "external_id must be 1 to 80 bytes: it is how a second run knows the row";
    if (strlen(value[RESULT]) > 200)
        return "result is longer than 200 bytes";
    v->external_id = value[EXTERNAL_ID];
    v->result = *value[RESULT] != '\0' ? value[RESULT] : NULL;
    v->new_id = id_to(inspection, id_mint(im->cli->now));
    if ((why = read_kind(im, a, value[KIND], v)) != NULL ||
        (why = read_times(im, a, value, v)) != NULL ||
        (why = read_address(a, value, v)) != NULL ||
        (why = read_url(value[RECORD_URL], v)) != NULL)
        return why;
    return read_inspector(im, a, value[INSPECTOR], &v->inspector);
}

static struct err apply_row(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    enum scheduled_put put;

    (void)im;
    TRY(scheduled_put(db, a, row, &put));
    *out = (struct verdict){ROW_ACCEPTED, NULL};
    if (put == SCHEDULED_SAME)
        out->result = ROW_UNCHANGED;
    if (put == SCHEDULED_NO_ADDRESS)
        *out = (struct verdict){ROW_REFUSED, "the register does not know the address; "
                                             "import addresses first"};
    if (put == SCHEDULED_HISTORY)
        *out = (struct verdict){ROW_REFUSED, "external_id is that of an imported case"};
    return ok();
}

static const struct import_kind inspections = {
    .name = "inspections",
    .store = STORE_ENFORCEMENT,
    .columns = columns,
    .columns_len = COLUMNS,
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
                        .kind = &inspections,
                        .dry_run = cli_option(c, "dry-run") != NULL};
    const char *path = cli_option(c, "map");
    int status = path != NULL ? import_map_read(&im, path, &map) : CLI_DONE;

    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? import_files(&im, c->operand, c->operands) : status;
}
