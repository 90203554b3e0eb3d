/* cli.h -- subcommands: one table in cli.c, one function each.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/settings.h"

enum { CLI_DONE = 0, CLI_REFUSED = 1, CLI_USAGE = 2 }; /* exit statuses */

#define CLI_OPTIONS 12

struct cli_option {
    const char *name;  /* "timezone" for --timezone */
    const char *value; /* what its value is called, "TZ"; NULL: it takes none */
    bool required;
    const char *help;
    bool setting; /* of settings.c, told here since this command often needs it */
};

struct cli;

struct command {
    const char *name;     /* "import addresses" */
    const char *operands; /* "FILE..." */
    size_t operands_min, operands_max;
    const struct cli_option *options; /* ends with an empty one */
    bool away;                        /* works without a city: init, settings, routes */
    const char *help;
    int (*run)(struct cli *c);
};

/* One call of the program. */
struct helper;

struct cli {
    const struct command *command;
    struct settings settings;
    const char **operand;
    size_t operands;
    const char *option[CLI_OPTIONS]; /* by place in command->options; "" when bare */
    bool json;
    char actor[64]; /* "cli:OSUSER" */
    int64_t now;    /* ms UTC */
    struct arena arena;
    struct helper *papers; /* makes PDFs, while the city is served */
};

int cli_main(int argc, char **argv);

/* NULL when it was not given; "" for one without a value. */
const char *cli_option(const struct cli *c, const char *name);
/* A clause in `a`, as printf makes it. */
const char *cli_words(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* One line on stderr; return CLI_REFUSED and CLI_USAGE. */
int cli_refuse(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int cli_misuse(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* The same for an error of the layers below; `doing` says what was tried. */
int cli_error(const char *doing, struct err e);

/* A one-time link, with what to do with it; or as JSON. */
void cli_print_link(struct cli *c, const char *email, const char *token);

int cli_city(struct cli *c);
int cli_city_begin(struct cli *c);
int cli_city_set(struct cli *c);
int cli_init(struct cli *c);
int cli_demo(struct cli *c);
int cli_doctor(struct cli *c);
int cli_serve(struct cli *c);
int cli_routes(struct cli *c);
int cli_user_add(struct cli *c);
int cli_user_invite(struct cli *c);
int cli_user_disable(struct cli *c);
int cli_user_end_phones(struct cli *c);
int cli_user_end_second(struct cli *c);
int cli_user_list(struct cli *c);
int cli_audio_add(struct cli *c);
int cli_audio_list(struct cli *c);
int cli_audit_verify(struct cli *c);
int cli_backup(struct cli *c);
int cli_cards(struct cli *c);
int cli_erase(struct cli *c);
int cli_retention(struct cli *c);
int cli_export_records(struct cli *c);
int cli_restore(struct cli *c);
int cli_keys(struct cli *c);
int cli_keys_rotate(struct cli *c);
int cli_keys_retire(struct cli *c);
int cli_keys_entrust(struct cli *c);
int cli_keys_give_up(struct cli *c);
int cli_keys_bring_back(struct cli *c);
int cli_bounced(struct cli *c);
int cli_breach(struct cli *c);
int cli_restored(struct cli *c);
int cli_who_saw(struct cli *c);
int cli_import_addresses(struct cli *c);
int cli_import_directory(struct cli *c);
int cli_import_outcomes(struct cli *c);
int cli_import_phone(struct cli *c);
int cli_import_inspections(struct cli *c);
int cli_import_violations(struct cli *c);
int cli_import_referrals(struct cli *c);
int cli_report_evaluation(struct cli *c);
int cli_settings(struct cli *c);
int cli_migrate(struct cli *c);

#endif
