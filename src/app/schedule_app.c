/* schedule_app.c -- see schedule_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/schedule_app.h"

#include "base/crypto.h"
#include "domain/codes.h"
#include "store/queries_registry.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

const char *const schedule_names[SCHEDULE_FIELDS] = {
    [SCHEDULE_EXTERNAL_ID] = "external_id",
    [SCHEDULE_INSPECTOR] = "inspector_email",
    [SCHEDULE_SCHEDULED] = "scheduled_at",
    [SCHEDULE_INSPECTED] = "inspected_at",
    [SCHEDULE_ADDRESS] = "address",
    [SCHEDULE_UNIT] = "unit",
    [SCHEDULE_KIND] = "kind",
    [SCHEDULE_RESULT] = "result",
    [SCHEDULE_RECORD_URL] = "record_url",
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

struct reading {
    const struct schedule_place *at;
    struct arena *a;
    const char *const *value;
    struct scheduled *v;
};

static const char *read_id(struct reading *r)
{
    const char *id = r->value[SCHEDULE_EXTERNAL_ID];

    if (*id == '\0' || strlen(id) > 80)
        return "errors.import.external_id";
    r->v->external_id = id;
    r->v->new_id = id_to(inspection, id_mint(r->at->now));
    return NULL;
}

static const char *read_scheduled(struct reading *r)
{
    struct when at;
    char text[16];

    if (!read_when(r->at->zone, r->a, r->value[SCHEDULE_SCHEDULED], &at))
        return "errors.import.scheduled_at";
    r->v->planned_day = at.day;
    snprintf(text, sizeof text, "%02d:%02d", at.minute / 60, at.minute % 60);
    if (at.minute >= 0)
        r->v->planned_time = arena_copy(r->a, text, strlen(text));
    return NULL;
}

static const char *read_inspected(struct reading *r)
{
    struct when at;

    r->v->inspected_at = INT_NONE;
    if (*r->value[SCHEDULE_INSPECTED] == '\0')
        return NULL;
    if (!read_when(r->at->zone, r->a, r->value[SCHEDULE_INSPECTED], &at))
        return "errors.import.inspected_at";
    if (at.ms > r->at->now + DAY_MS)
        return "errors.import.ahead";
    r->v->inspected_at = at.ms;
    return NULL;
}

static const char *read_address(struct reading *r)
{
    const char *address = r->value[SCHEDULE_ADDRESS], *unit = r->value[SCHEDULE_UNIT];
    struct address_parts parts;

    if (strlen(address) > 200 || strlen(unit) > 40)
        return "errors.import.long";
    if (!address_split(r->a, address, &parts))
        return "errors.import.address";
    if (*unit != '\0')
        parts.unit = unit;
    r->v->unit = parts.unit;
    return address_read(r->a, &parts, &r->v->at) == NULL ? NULL : "errors.import.address";
}

static const char *read_kind(struct reading *r)
{
    static const char *const kinds[] = {"routine", "complaint", "emergency",
                                        "reinspection"};

    r->v->kind = r->value[SCHEDULE_KIND];
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (strcmp(r->v->kind, kinds[i]) == 0)
            return NULL;
    return "errors.import.kind";
}

static const char *read_result(struct reading *r)
{
    const char *result = r->value[SCHEDULE_RESULT];

    r->v->result = *result != '\0' ? result : NULL;
    return strlen(result) > 200 ? "errors.import.result" : NULL;
}

/* A link that a phone may follow: printable, and to a host. */
static const char *read_url(struct reading *r)
{
    const char *url = r->value[SCHEDULE_RECORD_URL];
    size_t scheme = strncmp(url, "https://", 8) == 0  ? 8
                    : strncmp(url, "http://", 7) == 0 ? 7
                                                      : 0;

    if (*url == '\0')
        return NULL;
    if (scheme == 0 || !isalnum((unsigned char)url[scheme]) || strlen(url) > 1000)
        return "errors.import.url";
    for (const char *c = url; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("\"<>\\^`{|}", *c) != NULL)
            return "errors.import.url";
    r->v->record_url = url;
    return NULL;
}

/* Of each field; a unit is read with its address, and the inspector from the registry. */
static const char *(*const readers[SCHEDULE_FIELDS])(struct reading *r) = {
    [SCHEDULE_EXTERNAL_ID] = read_id,      [SCHEDULE_SCHEDULED] = read_scheduled,
    [SCHEDULE_INSPECTED] = read_inspected, [SCHEDULE_ADDRESS] = read_address,
    [SCHEDULE_KIND] = read_kind,           [SCHEDULE_RESULT] = read_result,
    [SCHEDULE_RECORD_URL] = read_url,
};

static struct err read_inspector(struct reading *r, struct schedule_fault *fault)
{
    const char *email = r->value[SCHEDULE_INSPECTOR];
    char *lower = arena_copy(r->a, email, strlen(email));

    for (char *c = lower; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    struct err e = find_person(r->at->registry, r->a, lower, &r->v->inspector);
    if (e.kind != OK && e.kind != ERR_NOT_FOUND)
        return e;
    if (!id_is_set(id_of(r->v->inspector)))
        *fault = (struct schedule_fault){SCHEDULE_INSPECTOR, "errors.import.inspector"};
    return ok();
}

struct err schedule_read(const struct schedule_place *at, struct arena *a,
                         const char *const value[SCHEDULE_FIELDS], struct scheduled *out,
                         struct schedule_fault *fault)
{
    struct reading r = {at, a, value, out};

    *out = (struct scheduled){0};
    *fault = (struct schedule_fault){0};
    for (int i = 0; i < SCHEDULE_FIELDS; i++) {
        const char *msg = readers[i] != NULL ? readers[i](&r) : NULL;

        if (msg != NULL) {
            *fault = (struct schedule_fault){(enum schedule_field)i, msg};
            return ok();
        }
    }
    return read_inspector(&r, fault);
}

struct err schedule_put(struct db *db, struct arena *a, const struct scheduled *v,
                        enum scheduled_put *put, struct schedule_fault *fault)
{
    TRY(scheduled_put(db, a, v, put));
    *fault = (struct schedule_fault){0};
    if (*put == SCHEDULED_NO_ADDRESS)
        *fault = (struct schedule_fault){SCHEDULE_ADDRESS, "errors.import.register"};
    if (*put == SCHEDULED_HISTORY)
        *fault = (struct schedule_fault){SCHEDULE_EXTERNAL_ID, "errors.import.history"};
    return ok();
}

static struct err import_row(struct session *s, struct db *db,
                             const struct schedule_row *row, struct schedule_result *out)
{
    struct schedule_place at = {s->zone, s->now, NULL};
    struct scheduled v;

    *out =
        (struct schedule_result){.fault = {SCHEDULE_EXTERNAL_ID, "errors.import.text"}};
    if (row->bad)
        return ok();
    TRY(session_db(s, STORE_REGISTRY, &at.registry));
    TRY(schedule_read(&at, s->arena, row->value, &v, &out->fault));
    if (out->fault.msg != NULL)
        return ok();
    return schedule_put(db, s->arena, &v, &out->put, &out->fault);
}

struct err schedule_import(struct session *s, const void *in, void **out)
{
    const struct schedule_in *list = in;
    struct schedule_result *results =
        arena_array(s->arena, struct schedule_result, list->len);
    struct db *db;

    TRY(policy_check(&s->actor, ACT_INSPECTION_IMPORT, NULL));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    for (size_t i = 0; i < list->len; i++)
        TRY(import_row(s, db, &list->rows[i], &results[i]));
    db_audit(db, &(struct audit){session_actor(s), "import.inspections", "import", NULL});
    *out = results;
    return ok();
}
