/* import_directory.c -- `doorstep import directory`: a folder of HSDS 3.1 CSV.  An id of
 * theirs (a UUID) is the id here, so that a second run finds what the first brought.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"
#include "cli/import_met.h"

#include "domain/connect_codes.h"
#include "store/queries_care.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX 8000
#define TERMS_MAX 4000

/* Words of other taxonomies that name a need of ours, the narrower first. */
static const struct {
    const char *word;
    enum need need;
} known_words[] = {
    {"domestic violence", NEED_DOMESTIC_VIOLENCE},
    {"mental health", NEED_MENTAL_HEALTH},
    {"counseling", NEED_MENTAL_HEALTH},
    {"alcohol", NEED_SUBSTANCE_USE},
    {"substance", NEED_SUBSTANCE_USE},
    {"hoarding", NEED_HOARDING},
    {"home repair", NEED_HOME_REPAIR},
    {"child care", NEED_CHILDCARE},
    {"shelter", NEED_HOMELESSNESS},
    {"homeless", NEED_HOMELESSNESS},
    {"rent", NEED_RENT},
    {"housing", NEED_RENT},
    {"utility", NEED_FUEL},
    {"energy", NEED_FUEL},
    {"food", NEED_FOOD},
    {"nutrition", NEED_FOOD},
    {"legal", NEED_LEGAL},
    {"employment", NEED_EMPLOYMENT},
    {"disabilit", NEED_DISABILITY},
    {"senior", NEED_ELDER},
    {"older adult", NEED_ELDER},
    {"english as a second", NEED_LANGUAGE},
    {"health", NEED_HEALTHCARE},
};

struct term {
    struct id id;
    enum need need;
};

/* What one file of the folder says and a later row needs. */
struct folder {
    struct term terms[TERMS_MAX];
    size_t terms_len;
    struct met phones; /* services whose number was met in this pass */
};

static bool id_of_text(const char *text, struct id *out)
{
    return id_parse(text, strlen(text), out);
}

static const char *or_null(const char *s)
{
    return *s != '\0' ? s : NULL;
}

static const char *id_fault(struct import *im, struct arena *a, const char *column,
                            const char *value)
{
    (void)im;
    return cli_words(a, "%s \"%.40s\" is not a UUID, as HSDS 3.1 asks", column, value);
}

/* ---- organizations.csv ---- */

enum {
    ORG_ID,
    ORG_NAME,
    ORG_DESCRIPTION,
    ORG_WEBSITE,
    ORG_EMAIL,
    ORG_COUNTS,
    ORG_OWN,
    ORG_SMS,
    ORG_COLUMNS
};

static const struct import_column org_columns[ORG_COLUMNS] = {
    [ORG_ID] = {"id", true},
    [ORG_NAME] = {"name", true},
    [ORG_DESCRIPTION] = {"description", false},
    [ORG_WEBSITE] = {"website", false},
    [ORG_EMAIL] = {"email", false},
    [ORG_COUNTS] = {"aggregate_only", false},
    [ORG_OWN] = {"own", false},
    [ORG_SMS] = {"sms", false},
};

/* A number that a gateway can dial: ten digits of ours, or + and a country's. */
static bool sms_is_fit(const char *number)
{
    size_t digits = 0;

    for (const char *at = number; *at != '\0'; at++)
        if (isdigit((unsigned char)*at))
            digits++;
        else if (strchr(" -().", *at) == NULL && !(*at == '+' && at == number))
            return false;
    return *number == '+' ? digits >= 8 && digits <= 15 : digits == 10;
}

static const char *org_read(struct import *im, struct arena *a, const char *const *value,
                            void *row)
{
    struct q_organization_put_in *o = row;
    struct id id;

    if (!id_of_text(value[ORG_ID], &id))
        return id_fault(im, a, "id", value[ORG_ID]);
    if (*value[ORG_NAME] == '\0' || strlen(value[ORG_NAME]) > 300)
        return "name is empty or longer than 300 bytes";
    if (strlen(value[ORG_DESCRIPTION]) > TEXT_MAX)
        return "description is longer than 8000 bytes";
    if (*value[ORG_SMS] != '\0' && !sms_is_fit(value[ORG_SMS]))
        return cli_words(a, "sms \"%.40s\" is no number of ten digits, nor one with +",
                         value[ORG_SMS]);
    *o = (struct q_organization_put_in){
        .id = id_to(organization, id),
        .external_id = value[ORG_ID],
        .name = value[ORG_NAME],
        .description = value[ORG_DESCRIPTION],
        .website = or_null(value[ORG_WEBSITE]),
        .email = or_null(value[ORG_EMAIL]),
        .aggregate_only = strcmp(value[ORG_COUNTS], "yes") == 0,
        .own = strcmp(value[ORG_OWN], "yes") == 0,
        .sms = or_null(value[ORG_SMS]),
    };
    return NULL;
}

static struct err put_row(struct db *db, const struct query *q, const void *in,
                          struct verdict *out)
{
    int64_t changed;

    TRY(db_exec_count(db, q, in, &changed));
    out->result = changed > 0 ? ROW_ACCEPTED : ROW_UNCHANGED;
    return ok();
}

static struct err org_apply(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    (void)im, (void)a;
    return put_row(db, &q_organization_put, row, out);
}

/* ---- services.csv ---- */

enum {
    SVC_ID,
    SVC_ORG,
    SVC_NAME,
    SVC_DESCRIPTION,
    SVC_URL,
    SVC_EMAIL,
    SVC_STATUS,
    SVC_APPLICATION,
    SVC_FEES,
    SVC_ELIGIBILITY,
    SVC_CAPACITY,
    SVC_OWNER,
    SVC_FROM,
    SVC_TO,
    SVC_PROOFS,
    SVC_COLUMNS
};

static const struct import_column svc_columns[SVC_COLUMNS] = {
    [SVC_ID] = {"id", true},
    [SVC_ORG] = {"organization_id", true},
    [SVC_NAME] = {"name", true},
    [SVC_DESCRIPTION] = {"description", false},
    [SVC_URL] = {"url", false},
    [SVC_EMAIL] = {"email", false},
    [SVC_STATUS] = {"status", false},
    [SVC_APPLICATION] = {"application_process", false},
    [SVC_FEES] = {"fees_description", false},
    [SVC_ELIGIBILITY] = {"eligibility_description", false},
    [SVC_CAPACITY] = {"capacity", false},
    [SVC_OWNER] = {"contacts_owner", false},
    [SVC_FROM] = {"season_from", false},
    [SVC_TO] = {"season_to", false},
    [SVC_PROOFS] = {"papers", false},
};

static const char *state_of(const char *status)
{
    static const char *const states[] = {"active", "inactive", "defunct"};

    for (size_t i = 0; i < COUNT(states); i++)
        if (strcmp(status, states[i]) == 0)
            return states[i];
    if (strcmp(status, "temporarily closed") == 0)
        return "temporarily-closed";
    return *status == '\0' ? "active" : NULL;
}

/* "11-01": a month and a day that every year has. */
static bool is_season_day(const char *value)
{
    char day[DAY_TEXT];
    struct day read;

    if (strlen(value) != 5)
        return false;
    snprintf(day, sizeof day, "2023-%s", value);
    return day_parse(day, DAY_TEXT - 1, &read);
}

/* What is wrong with a service's season and its papers, or NULL. */
static const char *application_fault(struct arena *a, const char *const *value)
{
    const char *from = value[SVC_FROM], *to = value[SVC_TO];

    if ((*from != '\0' || *to != '\0') && (!is_season_day(from) || !is_season_day(to)))
        return cli_words(a, "season \"%.10s\" to \"%.10s\" is not MM-DD to MM-DD", from,
                         to);
    for (const char *at = value[SVC_PROOFS]; *at != '\0'; at += *at == ';') {
        size_t len = strcspn(at, ";");
        enum proof proof;

        if (!proof_parse(arena_copy(a, at, len), &proof))
            return cli_words(a, "papers: \"%.*s\" is not known",
                             (int)(len < 40 ? len : 40), at);
        at += len;
    }
    return NULL;
}

static const char *svc_read(struct import *im, struct arena *a, const char *const *value,
                            void *row)
{
    struct q_service_put_in *s = row;
    struct id id, org;
    enum capacity capacity = CAPACITY_UNKNOWN;

    if (!id_of_text(value[SVC_ID], &id))
        return id_fault(im, a, "id", value[SVC_ID]);
    if (!id_of_text(value[SVC_ORG], &org))
        return id_fault(im, a, "organization_id", value[SVC_ORG]);
    if (*value[SVC_NAME] == '\0' || strlen(value[SVC_NAME]) > 300)
        return "name is empty or longer than 300 bytes";
    if (state_of(value[SVC_STATUS]) == NULL)
        return cli_words(a, "status \"%.40s\" is none of HSDS 3.1", value[SVC_STATUS]);
    if (*value[SVC_CAPACITY] != '\0' && !capacity_parse(value[SVC_CAPACITY], &capacity))
        return cli_words(a, "capacity \"%.40s\" is not known", value[SVC_CAPACITY]);
    const char *fault = application_fault(a, value);
    if (fault != NULL)
        return fault;
    *s = (struct q_service_put_in){
        .id = id_to(service, id),
        .organization = id_to(organization, org),
        .external_id = value[SVC_ID],
        .name = value[SVC_NAME],
        .description = value[SVC_DESCRIPTION],
        .url = or_null(value[SVC_URL]),
        .email = or_null(value[SVC_EMAIL]),
        .application = or_null(value[SVC_APPLICATION]),
        .fees = or_null(value[SVC_FEES]),
        .eligibility = or_null(value[SVC_ELIGIBILITY]),
        .contacts_owner = strcmp(value[SVC_OWNER], "yes") == 0,
        .capacity = capacity_name(capacity),
        .state = state_of(value[SVC_STATUS]),
        .season_from = or_null(value[SVC_FROM]),
        .season_to = or_null(value[SVC_TO]),
        .proofs = or_null(value[SVC_PROOFS]),
    };
    return NULL;
}

static const char *search_text(struct arena *a, const char *name, const char *org,
                               const char *description)
{
    size_t len = strlen(name) + strlen(org) + strlen(description) + 3;
    char *text = arena_alloc(a, len);

    snprintf(text, len, "%s %s %s", name, org, description);
    for (char *c = text; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    return text;
}

static struct err svc_apply(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    struct q_service_put_in s = *(const struct q_service_put_in *)row;
    struct q_organization_name_out org;
    struct err e = db_one(db, &q_organization_name,
                          &(struct q_organization_name_in){s.organization}, &org, a);

    (void)im;
    if (e.kind == ERR_NOT_FOUND) {
        out->result = ROW_REFUSED;
        out->why = "organization_id names no organization of this directory";
        return ok();
    }
    TRY(e);
    s.search_text = search_text(a, s.name, org.name, s.description);
    return put_row(db, &q_service_put, &s, out);
}

/* ---- phones.csv ---- */

enum { PHONE_SERVICE, PHONE_NUMBER, PHONE_COLUMNS };

static const struct import_column phone_columns[PHONE_COLUMNS] = {
    [PHONE_SERVICE] = {"service_id", true}, [PHONE_NUMBER] = {"number", true}};

struct phone {
    bool ours; /* a service's, and its first */
    struct q_service_phone_put_in put;
};

static void phone_begin(struct import *im)
{
    ((struct folder *)im->ctx)->phones = (struct met){0};
}

/* HSDS hangs numbers on organizations, locations and contacts too; those are not kept,
 * and of several of one service the first is. */
static const char *phone_read(struct import *im, struct arena *a,
                              const char *const *value, void *row)
{
    struct folder *folder = im->ctx;
    struct phone *p = row;
    struct id id;

    *p = (struct phone){0};
    if (*value[PHONE_SERVICE] == '\0')
        return NULL;
    if (!id_of_text(value[PHONE_SERVICE], &id))
        return id_fault(im, a, "service_id", value[PHONE_SERVICE]);
    if (*value[PHONE_NUMBER] == '\0' || strlen(value[PHONE_NUMBER]) > 60)
        return "number is empty or longer than 60 bytes";
    p->ours = met_again(&folder->phones, &im->cli->arena, value[PHONE_SERVICE]) == 1;
    p->put = (struct q_service_phone_put_in){id_to(service, id), value[PHONE_NUMBER]};
    return NULL;
}

static struct err phone_apply(struct import *im, struct db *db, struct arena *a,
                              const void *row, struct verdict *out)
{
    const struct phone *p = row;

    (void)im, (void)a;
    out->result = ROW_UNCHANGED;
    return p->ours ? put_row(db, &q_service_phone_put, &p->put, out) : ok();
}

/* ---- taxonomy_terms.csv and attributes.csv ---- */

enum { TERM_ID, TERM_NAME, TERM_COLUMNS };

static const struct import_column term_columns[TERM_COLUMNS] = {
    [TERM_ID] = {"id", true}, [TERM_NAME] = {"name", true}};

/* A need code, or a word known to stand for one. */
static bool need_of(const char *name, enum need *out)
{
    if (need_parse(name, out))
        return true;
    for (size_t i = 0; i < COUNT(known_words); i++)
        if (strcasestr(name, known_words[i].word) != NULL) {
            *out = known_words[i].need;
            return true;
        }
    return false;
}

static const char *term_read(struct import *im, struct arena *a, const char *const *value,
                             void *row)
{
    struct folder *folder = im->ctx;
    struct term t;

    (void)row;
    if (!id_of_text(value[TERM_ID], &t.id))
        return id_fault(im, a, "id", value[TERM_ID]);
    if (need_of(value[TERM_NAME], &t.need) && folder->terms_len < TERMS_MAX)
        folder->terms[folder->terms_len++] = t;
    return NULL;
}

static struct err term_apply(struct import *im, struct db *db, struct arena *a,
                             const void *row, struct verdict *out)
{
    (void)im, (void)db, (void)a, (void)row;
    out->result = ROW_UNCHANGED; /* read, and kept nowhere but for the attributes */
    return ok();
}

static void term_begin(struct import *im)
{
    ((struct folder *)im->ctx)->terms_len = 0;
}

enum { ATTR_LINK, ATTR_TERM, ATTR_ENTITY, ATTR_COLUMNS };

static const struct import_column attr_columns[ATTR_COLUMNS] = {
    [ATTR_LINK] = {"link_id", true},
    [ATTR_TERM] = {"taxonomy_term_id", true},
    [ATTR_ENTITY] = {"link_entity", true}};

struct attribute {
    bool ours; /* of a service, and naming a need */
    struct q_service_need_put_in put;
};

static const char *attr_read(struct import *im, struct arena *a, const char *const *value,
                             void *row)
{
    const struct folder *folder = im->ctx;
    struct attribute *at = row;
    struct id service, term;

    *at = (struct attribute){0};
    if (!id_of_text(value[ATTR_LINK], &service))
        return id_fault(im, a, "link_id", value[ATTR_LINK]);
    if (!id_of_text(value[ATTR_TERM], &term))
        return id_fault(im, a, "taxonomy_term_id", value[ATTR_TERM]);
    for (size_t i = 0; i < folder->terms_len && !at->ours; i++)
        if (id_same(folder->terms[i].id, term) &&
            strcmp(value[ATTR_ENTITY], "service") == 0)
            *at = (struct attribute){
                true, {id_to(service, service), need_name(folder->terms[i].need)}};
    return NULL;
}

static struct err attr_apply(struct import *im, struct db *db, struct arena *a,
                             const void *row, struct verdict *out)
{
    const struct attribute *at = row;

    (void)im, (void)a;
    out->result = ROW_UNCHANGED;
    return at->ours ? put_row(db, &q_service_need_put, &at->put, out) : ok();
}

/* clang-format off */
static const struct {
    const char *file;
    bool needed;
    struct import_kind kind;
} files[] = {
    {"organizations.csv",  true,  {.name = "organizations", .store = STORE_CARE, .columns = org_columns, .columns_len = ORG_COLUMNS, .row_bytes = sizeof(struct q_organization_put_in), .read = org_read, .apply = org_apply}},
    {"services.csv",       true,  {.name = "services", .store = STORE_CARE, .columns = svc_columns, .columns_len = SVC_COLUMNS, .row_bytes = sizeof(struct q_service_put_in), .read = svc_read, .apply = svc_apply}},
    {"phones.csv",         false, {.name = "phones", .store = STORE_CARE, .columns = phone_columns, .columns_len = PHONE_COLUMNS, .row_bytes = sizeof(struct phone), .begin = phone_begin, .read = phone_read, .apply = phone_apply}},
    {"taxonomy_terms.csv", false, {.name = "terms", .store = STORE_CARE, .columns = term_columns, .columns_len = TERM_COLUMNS, .row_bytes = sizeof(int), .begin = term_begin, .read = term_read, .apply = term_apply}},
    {"attributes.csv",     false, {.name = "attributes", .store = STORE_CARE, .columns = attr_columns, .columns_len = ATTR_COLUMNS, .row_bytes = sizeof(struct attribute), .read = attr_read, .apply = attr_apply}},
};
/* clang-format on */

static int import_folder(struct cli *c, struct open_city *city, const char *folder,
                         bool dry_run)
{
    struct folder *about = arena_new(&c->arena, struct folder);
    int status = CLI_DONE;

    for (size_t i = 0; i < COUNT(files) && status == CLI_DONE; i++) {
        struct import im = {.cli = c,
                            .city = city,
                            .kind = &files[i].kind,
                            .dry_run = dry_run,
                            .ctx = about};
        char path[1200];
        const char *paths[] = {path};

        snprintf(path, sizeof path, "%s/%s", folder, files[i].file);
        if (files[i].needed || access(path, F_OK) == 0)
            status = import_files(&im, paths, 1);
    }
    return status;
}

int import_directory(struct cli *c, struct open_city *city, const char *path)
{
    return import_folder(c, city, path, false);
}

int cli_import_directory(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    int status = city_open(c, &city);

    return status == CLI_DONE
               ? import_folder(c, &city, c->operand[0], cli_option(c, "dry-run") != NULL)
               : status;
}
