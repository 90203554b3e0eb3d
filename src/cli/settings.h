/* settings.h -- every setting of an installation: file < environment < flags.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "core/arena.h"
#include "core/err.h"

enum setting_id {
    SETTING_DATA,
    SETTING_CITY,
    SETTING_LISTEN,
    SETTING_PORT,
    SETTING_PUBLIC_URL,
    SETTING_TLS_CERT,
    SETTING_TLS_KEY,
    SETTING_SMTP_URL,
    SETTING_SMTP_FROM,
    SETTING_MAIL_ONE,
    SETTING_MAIL_ALL,
    SETTING_SMS_URL,
    SETTING_SMS_TOKEN,
    SETTING_LANG,
    SETTING_KEYS,
    SETTING_STORE_REGISTRY, /* the four stores in the order of enum store_name */
    SETTING_STORE_ENFORCEMENT,
    SETTING_STORE_CARE,
    SETTING_STORE_PHOTOS,
    SETTING_METRICS_TOKEN,
    SETTING_SUPPRESS_MAX,
    SETTING_IMPORT_INSPECTIONS,
    SETTING_IMPORT_MAP,
    SETTING_RECORD_EXPORT,
    SETTING_RECORD_FOLDER,
    SETTING_RECORD_KEEP,
    SETTING_AUDIT_ANCHOR,
    SETTING_ERASE_LEDGER,
    SETTING_IDP_SECRETS,
    SETTINGS
};

enum setting_origin { FROM_DEFAULT, FROM_FILE, FROM_ENVIRONMENT, FROM_FLAG };

struct setting {
    const char *name;     /* "tls.cert"; flag --tls-cert, environment DOORSTEP_TLS_CERT */
    const char *fallback; /* NULL: derived, or none */
    const char *help;
    const char *(*check)(const char *value); /* NULL, or what is wrong, for people */
    bool secret;                             /* never printed */
};
extern const struct setting settings_table[SETTINGS];

struct settings {
    const char *value[SETTINGS]; /* never NULL after settings_finish(); "" when unset */
    enum setting_origin origin[SETTINGS];
    struct arena *arena;
    char fault[512]; /* what is wrong and the way out, one line, after ERR_INVALID */
};

/* ERR_INVALID with s->fault for what cannot be; the value is copied. */
MUST_CHECK struct err settings_set(struct settings *s, enum setting_id id,
                                   const char *value, enum setting_origin origin);
/* The setting of a flag's name without dashes, "tls-cert"; SETTINGS when none is. */
enum setting_id settings_by_flag(const char *flag);
/* Lines `name = value`, # comments.  A missing file is an error only when named. */
MUST_CHECK struct err settings_file(struct settings *s, const char *path, bool optional);
MUST_CHECK struct err settings_environment(struct settings *s);
/* Fills defaults and checks what must fit together. */
MUST_CHECK struct err settings_finish(struct settings *s);

const char *settings_get(const struct settings *s, enum setting_id id);
int settings_int(const struct settings *s, enum setting_id id);
/* "--tls-cert" and "DOORSTEP_TLS_CERT" from the name. */
void setting_flag(enum setting_id id, char out[64]);
void setting_environment(enum setting_id id, char out[64]);

#endif
