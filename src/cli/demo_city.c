/* demo_city.c -- furnishes an empty city: people, homes, agencies, visits, cases.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_city.h"

#include "app/account.h"
#include "app/ready_app.h"
#include "app/training_app.h"
#include "base/embedded.h"
#include "base/password.h"
#include "cli/import.h"
#include "domain/holiday.h"
#include "store/queries_registry.h"
#include "store/outbox_store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off */
static const struct {
    const char *role;
    enum role as;
    const char *name, *phone;
    bool shown;
} staff[] = {
    {"inspector",    ROLE_INSPECTOR,    "Ines Calder",   "617-555-0101", true},
    {"colleague",    ROLE_INSPECTOR,    "Jo Whitcomb",   "617-555-0102", false},
    {"supervisor",   ROLE_SUPERVISOR,   "Sol Marsh",     "617-555-0103", true},
    {"intake",       ROLE_INTAKE,       "Tess Okafor",   "617-555-0104", true},
    {"case-manager", ROLE_CASE_MANAGER, "Carla Mendes",  "617-555-0105", true},
    {"relief",       ROLE_CASE_MANAGER, "Noor Haddad",   "617-555-0113", false},
    {"care-lead",    ROLE_CARE_LEAD,    "Lena Baptiste", "617-555-0106", true},
    {"provider",     ROLE_PROVIDER,     "Pat Quill",     "617-555-0107", true},
    {"leader",       ROLE_LEADER,       "Morgan Hale",   "617-555-0108", true},
    {"evaluator",    ROLE_EVALUATOR,    "Eve Strand",    "617-555-0109", true},
    {"records",      ROLE_RECORDS,      "Rory Finch",    "617-555-0110", true},
    {"privacy",      ROLE_PRIVACY,      "Priya Lowe",    "617-555-0111", true},
    {"admin",        ROLE_ADMIN,        "Ada Thorn",     "617-555-0112", true},
};
/* clang-format on */

/* Four groups of four letters that nobody confuses: 80 bits. */
static void make_password(char out[DEMO_PASSWORD])
{
    static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32 */
    uint8_t random[16];

    crypto_random(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++) {
        if (i > 0 && i % 4 == 0)
            *out++ = '-';
        *out++ = letters[random[i] & 31];
    }
    *out = '\0';
}

struct hiring {
    struct demo *d;
    struct demo_person *who;
    const char *phone, *kept;
};

static struct err hire(struct db *db, struct arena *a, void *ctx)
{
    struct hiring *h = ctx;
    struct account_new account = {
        .email = h->who->email,
        .name = h->who->name,
        .phone = h->phone,
        .lang = "en",
        .roles = &h->who->as,
        .roles_len = 1,
    };

    TRY(account_add(db, a, &account, h->d->now, &h->who->id));
    TRY(account_password(db, h->who->id, h->kept, h->d->now));
    db_audit(db, &(struct audit){h->d->c->actor, "demo.person", "city", h->who->role});
    return ok();
}

static int hire_all(struct demo *d)
{
    int status = CLI_DONE;

    d->people_len = COUNT(staff);
    d->people = arena_array(d->arena, struct demo_person, COUNT(staff));
    for (size_t i = 0; i < COUNT(staff) && status == CLI_DONE; i++) {
        struct demo_person *p = &d->people[i];
        struct hiring h = {d, p, staff[i].phone, NULL};

        *p = (struct demo_person){.role = staff[i].role,
                                  .as = staff[i].as,
                                  .name = staff[i].name,
                                  .shown = staff[i].shown};
        snprintf(p->email, sizeof p->email, "%s@harborview.example", p->role);
        make_password(p->password);
        struct err e = password_hash(d->arena, p->password, &h.kept);
        if (e.kind != OK)
            return cli_error("cannot make a password", e);
        status = stores_change(d->c, d->city->stores.of[STORE_REGISTRY], hire, &h);
    }
    return status;
}

/* The imports read files: what the program carries is laid out for them, and taken away
 * again. */
static int lay_out(const char *folder, const struct embedded *f)
{
    char path[1200];

    snprintf(path, sizeof path, "%s/%s", folder, f->name);
    FILE *out = fopen(path, "we");
    if (out == NULL || fwrite(f->bytes, 1, f->len, out) != f->len || fclose(out) != 0)
        return cli_refuse("cannot write %s: %s", path, strerror(errno));
    return CLI_DONE;
}

static void take_away(const char *folder)
{
    char path[1200];

    for (const struct embedded *f = demo_files; f->name != NULL; f++) {
        snprintf(path, sizeof path, "%s/%s", folder, f->name);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/directory", folder);
    rmdir(path);
    rmdir(folder);
}

static int import_from(struct demo *d, const char *folder)
{
    char path[1200];
    int status;

    snprintf(path, sizeof path, "%s/addresses.csv", folder);
    status = import_addresses(d->c, d->city, path);
    snprintf(path, sizeof path, "%s/directory", folder);
    return status == CLI_DONE ? import_directory(d->c, d->city, path) : status;
}

static int import_all(struct demo *d)
{
    char folder[1024], inner[1100];
    int status = CLI_DONE;

    snprintf(folder, sizeof folder, "%s/furniture",
             settings_get(&d->c->settings, SETTING_DATA));
    snprintf(inner, sizeof inner, "%s/directory", folder);
    if ((mkdir(folder, 0700) != 0 || mkdir(inner, 0700) != 0) && errno != EEXIST)
        return cli_refuse("cannot make %s: %s", folder, strerror(errno));
    for (const struct embedded *f = demo_files; f->name != NULL && status == CLI_DONE;
         f++)
        status = lay_out(folder, f);
    if (status == CLI_DONE)
        status = import_from(d, folder);
    take_away(folder);
    return status;
}

static void know_the_calendar(struct demo *d)
{
    struct day *days = arena_array(d->arena, struct day, 4 * HOLIDAYS_A_YEAR);
    int year, month, dom;

    d->today = zone_day(&d->city->zone, d->now);
    day_split(d->today, &year, &month, &dom);
    d->holidays = (struct holidays){days, holidays_make(year - 1, year + 1, days)};
}

/* One of three has practised; a demonstration shows both. */
static struct err practise(struct demo *d)
{
    const struct demo_person *who = demo_person(d, "colleague");
    struct practice_told told = {
        .id = id_to(practice, id_of(who->id)),
        .day = zone_day(&d->city->zone, demo_at(d, 30, "16:00")),
        .version = 1,
    };

    return demo_do(d, &(struct demo_act){STORE_REGISTRY, who, demo_at(d, 30, "16:00"),
                                         practice_done, &told});
}

/* A letter of last month that goes out today would look late. */
static struct err write_letters_now(struct db *db, struct arena *a, void *ctx)
{
    const struct demo *d = ctx;

    (void)a;
    return outbox_redate(db, d->c->now);
}

/* So that the Ready page shows what it is like; nobody approved anything. */
static struct err approve(struct db *db, struct arena *a, void *ctx)
{
    const struct demo *d = ctx;
    const struct legal_form as = {.name = "Nobody (a demonstration)",
                                  .day = zone_day(&d->city->zone, d->now)};

    return legal_approve_texts(db, a, &as, d->now);
}

/* Who signs the orders, and whom owners and occupants call; that there is a Hub. */
static struct err name_office(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    TRY(db_exec(db, &q_setting_put,
                &(struct q_setting_put_in){"department", "Inspectional Services"}));
    TRY(db_exec(db, &q_setting_put, &(struct q_setting_put_in){"hub", "on"}));
    TRY(db_exec(db, &q_setting_put,
                &(struct q_setting_put_in){"case_manager_name", "Carla Mendes"}));
    TRY(db_exec(db, &q_setting_put,
                &(struct q_setting_put_in){"case_manager_phone", "617-555-0105"}));
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"office_phone", "617-555-0100"});
}

int demo_furnish(struct demo *d)
{
    know_the_calendar(d);
    int status = stores_change(d->c, d->city->stores.of[STORE_REGISTRY], name_office, d);
    if (status == CLI_DONE)
        status = stores_change(d->c, d->city->stores.of[STORE_REGISTRY], approve, d);
    if (status == CLI_DONE)
        status = hire_all(d);
    if (status == CLI_DONE)
        status = import_all(d);
    if (status != CLI_DONE)
        return status;
    struct err e = demo_visits(d);
    if (e.kind == OK)
        e = demo_desk(d);
    if (e.kind == OK)
        e = demo_cases(d);
    if (e.kind == OK)
        e = demo_agency(d);
    if (e.kind == OK)
        e = demo_asked(d);
    if (e.kind == OK)
        e = demo_household(d);
    if (e.kind == OK)
        e = practise(d);
    if (e.kind != OK)
        return cli_error("cannot furnish the city", e);
    return stores_change(d->c, d->city->stores.of[STORE_CARE], write_letters_now, d);
}
