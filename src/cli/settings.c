/* settings.c -- see settings.h; the table below is the whole list.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/settings.h"

#include "base/near.h"
#include "base/text.h"
#include "domain/household.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MAX_BYTES 4096

static const char *check_port(const char *v)
{
    char *end;
    long n = strtol(v, &end, 10);

    return *v != '\0' && *end == '\0' && n >= 0 && n <= 65535
               ? NULL
               : "must be a number from 0 to 65535";
}

static const char *check_count(const char *v)
{
    char *end;
    long n = strtol(v, &end, 10);

    return *v != '\0' && *end == '\0' && n >= 0 && n <= 1000
               ? NULL
               : "must be a number from 0 to 1000";
}

static const char *check_days(const char *v)
{
    return check_count(v) == NULL && strtol(v, NULL, 10) > 0
               ? NULL
               : "must be a number from 1 to 1000";
}

static const char *check_time(const char *v)
{
    return *v == '\0' || (strlen(v) == 5 && clock_minute(v) >= 0)
               ? NULL
               : "must be a time of the day like 02:30";
}

static const char *check_lang(const char *v)
{
    const char *known = text_lang(v);

    return known != NULL && strcmp(known, v) == 0 ? NULL : "must be one of en es pt ht";
}

static const char *check_store(const char *v)
{
    bool known = strncmp(v, "sqlite:", 7) == 0 || strncmp(v, "postgresql://", 13) == 0;

    return *v == '\0' || known ? NULL : "must be sqlite:PATH or postgresql://...";
}

static const char *check_url(const char *v)
{
    bool http = strncmp(v, "http://", 7) == 0 || strncmp(v, "https://", 8) == 0;

    if (*v == '\0')
        return NULL;
    if (!http || v[strlen(v) - 1] == '/')
        return "must be like https://doorstep.example.gov, without a slash at the end";
    return NULL;
}

static const char *check_smtp(const char *v)
{
    bool smtp = strncmp(v, "smtp://", 7) == 0 || strncmp(v, "smtps://", 8) == 0;

    return *v == '\0' || smtp ? NULL : "must be like smtp://mail.example.gov:587";
}

/* What is sent holds links: in clear only to this machine. */
static const char *check_gateway(const char *v)
{
    bool near = strncmp(v, "http://", 7) == 0 && url_is_near(v);

    return *v == '\0' || near || strncmp(v, "https://", 8) == 0
               ? NULL
               : "must be like https://gateway.example/messages";
}

static const char *check_city(const char *v)
{
    size_t len = strlen(v);

    if (len > 40 || strspn(v, "abcdefghijklmnopqrstuvwxyz0123456789-") != len)
        return "must be at most 40 of a-z 0-9 and -";
    return NULL;
}

/* clang-format off */
const struct setting settings_table[SETTINGS] = {
    [SETTING_DATA] =       {"data", "", "the city's directory, made by `doorstep init`", NULL, false},
    [SETTING_CITY] =       {"city", "", "the city's short name in every row", check_city, false},
    [SETTING_LISTEN] =     {"listen", "127.0.0.1", "address to listen on; beyond loopback only with tls.cert", NULL, false},
    [SETTING_PORT] =       {"port", "8080", "port to listen on; 0 takes a free one", check_port, false},
    [SETTING_PUBLIC_URL] = {"public_url", "", "the address people type; default http://localhost:PORT", check_url, false},
    [SETTING_TLS_CERT] =   {"tls.cert", "", "certificate chain (PEM); empty behind a TLS proxy", NULL, false},
    [SETTING_TLS_KEY] =    {"tls.key", "", "the certificate's private key (PEM)", NULL, false},
    [SETTING_SMTP_URL] =   {"smtp.url", "", "mail server; empty: mail waits in the outbox", check_smtp, true},
    [SETTING_SMTP_FROM] =  {"smtp.from", "", "the sender of all mail", NULL, false},
    [SETTING_MAIL_ONE] =   {"mail.hour_one", "30", "mails an hour to one address; what is over waits; 0: no limit", check_count, false},
    [SETTING_MAIL_ALL] =   {"mail.hour_all", "300", "mails an hour in all; what is over waits; 0: no limit", check_count, false},
    [SETTING_SMS_URL] =    {"sms.url", "", "gateway for text messages (docs/sms.md); empty: they wait", check_gateway, false},
    [SETTING_SMS_TOKEN] =  {"sms.token", "", "bearer token for the gateway", NULL, true},
    [SETTING_LANG] =       {"lang", "en", "language where a reader has chosen none", check_lang, false},
    [SETTING_KEYS] =       {"keys", "", "directory of keys (0700); default DATA/keys", NULL, false},
    [SETTING_STORE_REGISTRY] =    {"stores.registry", "", "default sqlite:DATA/registry.db", check_store, true},
    [SETTING_STORE_ENFORCEMENT] = {"stores.enforcement", "", "default sqlite:DATA/enforcement.db", check_store, true},
    [SETTING_STORE_CARE] =        {"stores.care", "", "default sqlite:DATA/care.db", check_store, true},
    [SETTING_STORE_PHOTOS] =      {"stores.photos", "", "default sqlite:DATA/photos.db", check_store, true},
    [SETTING_METRICS_TOKEN] =     {"metrics.token", "", "bearer token for /metrics beyond loopback", NULL, true},
    [SETTING_SUPPRESS_MAX] =      {"report.suppress_max", "10", "public editions hide crossed counts from 1 to this", check_count, false},
    [SETTING_IMPORT_INSPECTIONS] = {"import.inspections", "", "a folder: files put there are imported as inspections", NULL, false},
    [SETTING_IMPORT_MAP] =         {"import.map", "", "their columns and words as ours, for import.inspections", NULL, false},
    [SETTING_RECORD_EXPORT] = {"record.export", "", "when a file of cases is written every night, like 02:30 (docs/record.md); empty: never", check_time, false},
    [SETTING_RECORD_FOLDER] = {"record.folder", "", "where to, for record.export; not encrypted; default DATA/record", NULL, false},
    [SETTING_RECORD_KEEP] =   {"record.keep_days", "30", "files of record.export that are older are deleted", check_days, false},
    [SETTING_AUDIT_ANCHOR] =  {"audit.anchor", "", "a file elsewhere that gets the signed heads of the audit chains (docs/audit.md); empty: none", NULL, false},
    [SETTING_ERASE_LEDGER] = {"erase.ledger", "", "a file that keeps who was erased, apart from the stores (docs/keys.md); default DATA/erased.ledger", NULL, false},
    [SETTING_IDP_SECRETS] = {"idp.secrets", "", "a folder outside data: what identity providers know us by, city.secret and provider.secret, 0600 (docs/deploy.md)", NULL, false},
};
/* clang-format on */

static struct err fault(struct settings *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static struct err fault(struct settings *s, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(s->fault, sizeof s->fault, fmt, ap);
    va_end(ap);
    return failed(ERR_INVALID, "settings.fault");
}

static void spell(const char *prefix, const char *name, char to, char out[64])
{
    size_t n = (size_t)snprintf(out, 64, "%s", prefix);

    for (const char *p = name; *p != '\0' && n < 63; p++)
        out[n++] = *p == '.' || *p == '_' ? to
                   : to == '_'            ? (char)toupper((unsigned char)*p)
                                          : *p;
    out[n] = '\0';
}

void setting_flag(enum setting_id id, char out[64])
{
    spell("--", settings_table[id].name, '-', out);
}

void setting_environment(enum setting_id id, char out[64])
{
    spell("DOORSTEP_", settings_table[id].name, '_', out);
}

enum setting_id settings_by_flag(const char *flag)
{
    char spelled[64];

    for (int i = 0; i < SETTINGS; i++) {
        setting_flag((enum setting_id)i, spelled);
        if (strcmp(spelled + 2, flag) == 0)
            return (enum setting_id)i;
    }
    return SETTINGS;
}

/* How the person who set it would find it again. */
static const char *spelled_by(enum setting_id id, enum setting_origin origin,
                              char buf[64])
{
    switch (origin) {
    case FROM_FLAG:
        setting_flag(id, buf);
        return buf;
    case FROM_ENVIRONMENT:
        setting_environment(id, buf);
        return buf;
    case FROM_DEFAULT:
    case FROM_FILE:
        return settings_table[id].name;
    }
    return settings_table[id].name;
}

struct err settings_set(struct settings *s, enum setting_id id, const char *value,
                        enum setting_origin origin)
{
    const char *wrong = settings_table[id].check ? settings_table[id].check(value) : NULL;
    char name[64];

    if (wrong != NULL)
        return fault(s, "%s %s, not \"%s\"", spelled_by(id, origin, name), wrong,
                     settings_table[id].secret ? "..." : value);
    if (s->value[id] != NULL && origin < s->origin[id])
        return ok();
    s->value[id] = arena_copy(s->arena, value, strlen(value));
    s->origin[id] = origin;
    return ok();
}

static char *trim(char *s)
{
    char *end = s + strlen(s);

    while (end > s && isspace((unsigned char)end[-1]))
        *--end = '\0';
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static struct err file_line(struct settings *s, const char *path, int no, char *line)
{
    char *name = trim(line), *equals = strchr(name, '=');

    if (*name == '\0' || *name == '#')
        return ok();
    if (equals == NULL)
        return fault(s, "%s line %d: write name = value", path, no);
    *equals = '\0';
    name = trim(name);
    for (int i = 0; i < SETTINGS; i++) {
        if (strcmp(name, settings_table[i].name) != 0)
            continue;
        struct err e = settings_set(s, (enum setting_id)i, trim(equals + 1), FROM_FILE);
        if (e.kind == OK)
            return e;
        char why[400];
        snprintf(why, sizeof why, "%.399s", s->fault);
        return fault(s, "%s line %d: %s", path, no, why);
    }
    return fault(s,
                 "%s line %d: no setting is called \"%s\"; `doorstep settings` lists all",
                 path, no, name);
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

struct err settings_file(struct settings *s, const char *path, bool optional)
{
    FILE *f CLEANUP(close_file) = fopen(path, "re");
    char line[LINE_MAX_BYTES];

    if (f == NULL && optional && errno == ENOENT)
        return ok();
    if (f == NULL)
        return fault(s, "cannot read the settings file %s: %s", path, strerror(errno));
    for (int no = 1; fgets(line, sizeof line, f) != NULL; no++) {
        if (strchr(line, '\n') == NULL && !feof(f))
            return fault(s, "%s line %d: longer than %d bytes", path, no, LINE_MAX_BYTES);
        TRY(file_line(s, path, no, line));
    }
    return ferror(f) ? fault(s, "cannot read the settings file %s", path) : ok();
}

struct err settings_environment(struct settings *s)
{
    char name[64];

    for (int i = 0; i < SETTINGS; i++) {
        setting_environment((enum setting_id)i, name);
        const char *value = getenv(name);
        if (value != NULL)
            TRY(settings_set(s, (enum setting_id)i, value, FROM_ENVIRONMENT));
    }
    return ok();
}

/* Unset, and there is something to derive it from: before + arg + after. */
static void derive(struct settings *s, enum setting_id id, const char *before,
                   const char *arg, const char *after)
{
    char buf[1024];

    if (*s->value[id] != '\0' || *arg == '\0')
        return;
    snprintf(buf, sizeof buf, "%s%s%s", before, arg, after);
    s->value[id] = arena_copy(s->arena, buf, strlen(buf));
}

static bool is_address(const char *s)
{
    struct in6_addr ignored;

    return inet_pton(AF_INET, s, &ignored) == 1 || inet_pton(AF_INET6, s, &ignored) == 1;
}

static bool is_loopback(const char *address)
{
    return strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static bool is_within(const char *path, const char *folder)
{
    size_t len = strlen(folder);

    return len > 0 && strncmp(path, folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

struct err settings_finish(struct settings *s)
{
    for (int i = 0; i < SETTINGS; i++)
        if (s->value[i] == NULL)
            s->value[i] = settings_table[i].fallback;

    const char *data = s->value[SETTING_DATA];
    bool cert = *s->value[SETTING_TLS_CERT] != '\0';
    if (cert != (*s->value[SETTING_TLS_KEY] != '\0'))
        return fault(s, "tls.cert and tls.key belong together: set both or neither");
    if (!is_address(s->value[SETTING_LISTEN]))
        return fault(s,
                     "listen must be an address of this machine, like 127.0.0.1 or ::1, "
                     "not \"%s\"; the port is a setting of its own",
                     s->value[SETTING_LISTEN]);
    if (!cert && !is_loopback(s->value[SETTING_LISTEN]))
        return fault(s,
                     "listen %s would send passwords in clear: set tls.cert and tls.key, "
                     "or listen on 127.0.0.1 behind a TLS proxy",
                     s->value[SETTING_LISTEN]);
    if (is_within(s->value[SETTING_IDP_SECRETS], data))
        return fault(s,
                     "idp.secrets %s is within the data directory, which is backed up: "
                     "name a folder elsewhere",
                     s->value[SETTING_IDP_SECRETS]);
    derive(s, SETTING_KEYS, "", data, "/keys");
    derive(s, SETTING_RECORD_FOLDER, "", data, "/record");
    derive(s, SETTING_ERASE_LEDGER, "", data, "/erased.ledger");
    derive(s, SETTING_STORE_REGISTRY, "sqlite:", data, "/registry.db");
    derive(s, SETTING_STORE_ENFORCEMENT, "sqlite:", data, "/enforcement.db");
    derive(s, SETTING_STORE_CARE, "sqlite:", data, "/care.db");
    derive(s, SETTING_STORE_PHOTOS, "sqlite:", data, "/photos.db");
    derive(s, SETTING_PUBLIC_URL,
           cert ? "https://localhost:" : "http://localhost:", s->value[SETTING_PORT], "");
    return ok();
}

const char *settings_get(const struct settings *s, enum setting_id id)
{
    return s->value[id];
}

int settings_int(const struct settings *s, enum setting_id id)
{
    return (int)strtol(s->value[id], NULL, 10);
}
