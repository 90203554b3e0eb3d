/* cli.c -- what the program can do, as a table, and how a command line is read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "base/crypto.h"
#include "base/helper.h"
#include "base/text.h"
#include "cli/idp_cmd.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* clang-format off */
static const struct cli_option init_options[] = {
    {"city", "NAME", true, "the city's name, \"Chelsea\""},
    {"timezone", "TZ", true, "as in \"America/New_York\""},
    {"admin", "EMAIL", false, "the first administrator's address; admin@localhost without"},
    {"inspections", "MODE", false, "own, or beside another system whose day is imported"},
    {0},
};

static const struct cli_option demo_options[] = {
    {"inspections", "MODE", false, "own, or beside: the day of another system"},
    {0},
};

static const struct cli_option import_options[] = {
    {"dry-run", NULL, false, "say what would happen and write nothing"},
    {0},
};

static const struct cli_option phone_options[] = {
    {"set-aside", NULL, false, "take also what the phone's person set aside"},
    {0},
};

static const struct cli_option outcome_options[] = {
    {"as", "EMAIL", true, "whose work it is: a case manager or care-lead"},
    {"dry-run", NULL, false, "say what would happen and write nothing"},
    {0},
};

static const struct cli_option map_options[] = {
    {"map", "FILE", false, "their columns and words as ours, docs/imports.md"},
    {"dry-run", NULL, false, "say what would happen and write nothing"},
    {0},
};

static const struct cli_option report_options[] = {
    {"edition", "EDITION", true, "internal (exact, stays in care) or public"},
    {"from", "DATE", false, "first day of receiving; the fiscal year's (1 July) without"},
    {"to", "DATE", false, "last day; today without"},
    {"format", "FORMAT", false, "json, csv or html; csv without"},
    {0},
};

static const struct cli_option user_options[] = {
    {"name", "NAME", true, "as colleagues know the person"},
    {"role", "ROLE", true, "one or more, by commas"},
    {"phone", "PHONE", false, "shown to residents for a case manager"},
    {0},
};

static const struct cli_option restore_options[] = {
    {"check", NULL, false, "prove that it can be restored, and keep nothing of it"},
    {"ledger", "FILE", false, "who was erased, when that file is kept elsewhere"},
    {"without-ledger", NULL, false, "there is no such file, and nobody was ever erased"},
    {"old", NULL, false, "take a backup that is older than a week"},
    {"data", "NEW", false, "a new folder; with --check, the city's or the new machine's", true},
    {"keys", "DIR", false, "where the city's keys lie; NEW/keys without", true},
    {0},
};

static const struct cli_option erase_options[] = {
    {"as", "EMAIL", true, "the privacy officer who decides it"},
    {"reason", "REASON", true, "asked (by the resident) or mistake (never to be recorded)"},
    {"yes", NULL, false, "do it; without it only what will be lost is told"},
    {0},
};

static const struct cli_option retention_options[] = {
    {"as", "EMAIL", true, "the records officer who decides it"},
    {"permission", "TEXT", false, "who permitted it, and its number or day"},
    {"yes", NULL, false, "do it; without it only what is due is told"},
    {0},
};

static const struct cli_option idp_options[] = {
    {"issuer", "URL", true, "as its discovery document says it, letter by letter"},
    {"client", "ID", true, "what it calls us"},
    {"name", "NAME", true, "the organisation's, on the button"},
    {"acr", "VALUE", false, "asked for, and a second factor when the token has it"},
    {"near", NULL, false, "it stands on an address within the house, and may"},
    {"trust-email", NULL, false, "every address it says is verified, though it does not say so"},
    {0},
};

static const struct cli_option keeper_options[] = {
    {"keeper", "EMAIL", false, "the administrator whose password opens all the same"},
    {0},
};

static const struct cli_option serve_options[] = {
    {"care-key-ask", NULL, false, "the provider types the care key, and care is closed until then (docs/keys.md)"},
    {"keys", "DIR", false, "where the city's keys lie; DATA/keys without", true},
    {0},
};

static const struct cli_option rotate_options[] = {
    {"again", NULL, false, "though the key of now is not a day old"},
    {0},
};

static const struct cli_option retire_options[] = {
    {"phones", NULL, false, "though phones still seal to the old one: what is on the road is lost"},
    {0},
};

static const struct cli_option give_up_options[] = {
    {"yes", NULL, false, "do it; without it only what will be lost is told"},
    {0},
};

static const struct cli_option cards_options[] = {
    {"count", "N", true, "how many, at most 400; eight on a page"},
    {"lang", "LANG", true, "en, es, pt or ht"},
    {"out", "FILE.pdf", true, "a new file"},
    {0},
};

static const struct cli_option audio_options[] = {
    {"lang", "LANG", true, "en, es, pt or ht"},
    {"text", "TEXT", true, "which text is spoken: permission"},
    {"text-version", "VERSION", false, "which version of it; must be this release's"},
    {0},
};

static const struct cli_option verify_options[] = {
    {"anchor", "FILE", false, "compare with the signed heads of this file, too"},
    {0},
};

static const struct cli_option export_options[] = {
    {"address", "ADDRESS", false, "of one building, all its homes: \"12 MAIN ST\""},
    {"postcode", "POSTCODE", false, "where several streets have that name"},
    {"request", "ID", false, "what a request of /records asks for"},
    {"whole-city", NULL, false, "every building that was visited"},
    {"asker", "WHO", false, "who it goes to: anybody, owner or occupant"},
    {"from", "DAY", false, "visits from this day on"},
    {"to", "DAY", false, "and up to this one"},
    {"out", "DIR", true, "a new folder"},
    {0},
};

static const struct cli_option breach_options[] = {
    {"from", "DAY", true, "the first day"},
    {"to", "DAY", true, "and the last"},
    {"person", "EMAIL", false, "what this person saw; everybody without"},
    {"device", "ID", false, "what the person of this phone saw"},
    {"names", NULL, false, "with names and numbers, for whoever writes the notices"},
    {"out", "DIR", true, "a new folder"},
    {0},
};

static const struct command commands[] = {
    {"demo", "", 0, 0, demo_options, true, "a furnished demonstration city, served; --json prints it as JSON", cli_demo},
    {"init", "DIR", 1, 1, init_options, true, "make an empty city; prints a one-time link for its first admin", cli_init},
    {"serve", "", 0, 0, serve_options, false, "serve the city until SIGTERM", cli_serve},
    {"user add", "EMAIL", 1, 1, user_options, false, "a new account; prints the link that opens it", cli_user_add},
    {"user invite", "EMAIL", 1, 1, NULL, false, "a new link, for a lost password", cli_user_invite},
    {"user end-phones", "EMAIL", 1, 1, NULL, false, "a phone was lost: end them all, and every session", cli_user_end_phones},
    {"user end-second", "EMAIL", 1, 1, NULL, false, "a second factor was lost: end it, and every session", cli_user_end_second},
    {"user disable", "EMAIL", 1, 1, NULL, false, "sign out everywhere, for ever", cli_user_disable},
    {"user list", "", 0, 0, NULL, false, "all accounts, their state and roles", cli_user_list},
    {"routes", "", 0, 0, NULL, true, "every address with its guard and roles", cli_routes},
    {"settings", "", 0, 0, NULL, true, "this server's settings; the city's own: `city`", cli_settings},
    {"migrate", "", 0, 0, NULL, false, "bring the four stores' schemas forward", cli_migrate},
    {"city set", "NAME VALUE", 2, 2, NULL, false, "say it, for every server and phone", cli_city_set},
    {"city begin", "", 0, 0, NULL, false, "practice ends and requests are real, once every legal line is approved (docs/deploy.md)", cli_city_begin},
    {"city idp set", "SIDE", 1, 1, idp_options, false, "sign in by the own identity provider of the city or the provider (docs/deploy.md)", cli_idp_set},
    {"city idp group", "SIDE GROUP ROLE", 3, 3, NULL, false, "what a group of theirs gives here; none: nothing", cli_idp_group},
    {"city idp passwords", "SIDE on|off", 2, 2, keeper_options, false, "may its people still sign in by a password here", cli_idp_passwords},
    {"city idp unlink", "SIDE EMAIL", 2, 2, NULL, false, "the account is nobody's there any more", cli_idp_unlink},
    {"city idp drop", "SIDE", 1, 1, NULL, false, "no such sign-in any more", cli_idp_drop},
    {"city idp", "", 0, 0, NULL, false, "the identity providers, and what their groups give", cli_idp},
    {"city", "", 0, 0, NULL, false, "what the city says of itself", cli_city},
    {"import addresses", "FILE...", 1, 100, import_options, false, "OpenAddresses CSV into the register", cli_import_addresses},
    {"import directory", "FOLDER", 1, 1, import_options, false, "HSDS 3.1 CSV: agencies and their services", cli_import_directory},
    {"import phone", "FILE", 1, 1, phone_options, false, "what waited on a phone, from the file it saved", cli_import_phone},
    {"import inspections", "FILE...", 1, 100, map_options, false, "another system's day, for the phones", cli_import_inspections},
    {"import violations", "FILE...", 1, 100, map_options, false, "another system's violations into the public record", cli_import_violations},
    {"import referrals", "FILE...", 1, 100, import_options, false, "a programme's history of referrals", cli_import_referrals},
    {"import outcomes", "FILE", 1, 1, outcome_options, false, "what became of cases, by their own number (docs/record.md)", cli_import_outcomes},
    {"report evaluation", "", 0, 0, report_options, false, "every line, with what is known and unknown", cli_report_evaluation},
    {"export public-records", "", 0, 0, export_options, false, "the public record of a building, without what is withheld (docs/records.md)", cli_export_records},
    {"cards", "", 0, 0, cards_options, false, "a batch of help cards as PDF, with marks where to cut", cli_cards},
    {"audio add", "FILE", 1, 1, audio_options, false, "the permission as a person speaks it, MP3 or M4A of at most 512 KiB", cli_audio_add},
    {"audio list", "", 0, 0, NULL, false, "the recordings, and which of them phones play", cli_audio_list},
    {"backup", "DIR", 1, 1, NULL, false, "a sealed, signed copy of the city, while it is served", cli_backup},
    {"restore", "DIR", 1, 1, restore_options, true, "a backup becomes the city of --data NEW, or nothing changes", cli_restore},
    {"restored", "", 0, 0, NULL, false, "the stores came back by PostgreSQL's own backup: prove them", cli_restored},
    {"erase", "CASE", 1, 1, erase_options, false, "destroy what a household told, for ever", cli_erase},
    {"retention", "CLASS", 0, 1, retention_options, false, "public records whose years are over; a class of them is destroyed by --yes (docs/records.md)", cli_retention},
    {"keys rotate", "", 0, 0, rotate_options, false, "a new care key, while the city is served; goes on where it was (docs/keys.md)", cli_keys_rotate},
    {"keys retire", "", 0, 0, retire_options, false, "remove the care keys before it, once nothing needs them", cli_keys_retire},
    {"keys entrust", "", 0, 0, NULL, false, "the care key leaves this machine's files, to be typed at each start", cli_keys_entrust},
    {"keys bring-back", "", 0, 0, NULL, false, "and is a file again", cli_keys_bring_back},
    {"keys give-up-class", "", 0, 0, give_up_options, false, "class.key is lost for ever: go on without what it sealed (docs/keys.md)", cli_keys_give_up},
    {"keys", "", 0, 0, NULL, false, "the keys by their prints, and what is sealed with an older one", cli_keys},
    {"bounced", "", 0, 0, NULL, false, "a mail server's report of what it could not deliver, on standard input", cli_bounced},
    {"doctor", "", 0, 0, NULL, false, "is this installation well, and what to do; 1 when something must be mended", cli_doctor},
    {"audit verify", "", 0, 0, verify_options, false, "walk the audit chains of the four stores", cli_audit_verify},
    {"breach", "", 0, 0, breach_options, false, "who saw what, when, and whose data of which classes (docs/rights.md)", cli_breach},
    {"audit who-saw", "CASE", 1, 1, NULL, false, "who saw a case, day by day", cli_who_saw},
};
/* clang-format on */

const char *cli_words(struct arena *a, const char *fmt, ...)
{
    char buf[512];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    return arena_copy(a, buf, strlen(buf));
}

static int line(int status, const char *fmt, va_list ap)
{
    fputs("doorstep: ", stderr);
    vfprintf(stderr, fmt, ap); /* NOLINT: checked by the callers' format attribute */
    fputc('\n', stderr);
    return status;
}

int cli_refuse(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    int status = line(CLI_REFUSED, fmt, ap);
    va_end(ap);
    return status;
}

int cli_misuse(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    int status = line(CLI_USAGE, fmt, ap);
    va_end(ap);
    return status;
}

int cli_error(const char *doing, struct err e)
{
    return cli_refuse("%s: %s", doing, text("en", e.msg));
}

static int usage(FILE *to)
{
    fputs("usage: doorstep COMMAND [--data DIR | --config FILE] [options] [--json]\n\n",
          to);
    for (size_t i = 0; i < COUNT(commands); i++) {
        char head[64];
        snprintf(head, sizeof head, "%s %s", commands[i].name, commands[i].operands);
        fprintf(to, "  %-28s %s\n", head, commands[i].help);
    }
    fputs("\n`doorstep COMMAND --help` tells its options; `doorstep settings` lists all "
          "settings.\nExit status: 0 done, 1 refused or failed, 2 misused.\n",
          to);
    return to == stdout ? CLI_DONE : CLI_USAGE;
}

static int help(const struct command *cmd)
{
    printf("usage: doorstep %s%s%s\n  %s\n", cmd->name, *cmd->operands ? " " : "",
           cmd->operands, cmd->help);
    for (const struct cli_option *o = cmd->options; o != NULL && o->name != NULL; o++) {
        char head[64];
        snprintf(head, sizeof head, "--%s %s", o->name, o->value ? o->value : "");
        printf("  %-28s %s%s\n", head, o->help, o->required ? " (needed)" : "");
    }
    return CLI_DONE;
}

/* How many words of argv name this command; 0 when they do not. */
static int named_by(const struct command *cmd, int argc, char **argv)
{
    int words = 0;

    for (const char *at = cmd->name;; at++) {
        size_t len = strcspn(at, " ");

        if (++words >= argc || strlen(argv[words]) != len ||
            strncmp(argv[words], at, len) != 0)
            return 0;
        at += len;
        if (*at == '\0')
            return words;
    }
}

static const struct cli_option *find_option(const struct command *cmd, const char *name,
                                            size_t *at)
{
    const struct cli_option *o = cmd->options;

    for (*at = 0; o != NULL && o[*at].name != NULL; ++*at)
        if (strcmp(o[*at].name, name) == 0)
            return o[*at].setting ? NULL : &o[*at];
    return NULL;
}

/* One --name or --name=value at argv[*i]; takes the next word when it needs one. */
static int take_flag(struct cli *c, int argc, char **argv, int *i)
{
    char name[64];
    const char *equals = strchr(argv[*i], '=');
    size_t len = equals ? (size_t)(equals - argv[*i]) : strlen(argv[*i]);
    size_t at;

    snprintf(name, sizeof name, "%.*s", (int)len - 2, argv[*i] + 2);
    const struct cli_option *o = find_option(c->command, name, &at);
    enum setting_id id = settings_by_flag(name);
    bool bare = strcmp(name, "json") == 0 || (o != NULL && o->value == NULL);

    if (!bare && o == NULL && id == SETTINGS && strcmp(name, "config") != 0)
        return cli_misuse("%s has no option --%s; see `doorstep %s --help`",
                          c->command->name, name, c->command->name);
    if (bare && equals != NULL)
        return cli_misuse("--%s takes no value", name);
    if (!bare && equals == NULL && *i + 1 >= argc)
        return cli_misuse("--%s needs a value", name);

    const char *value = bare ? "" : equals ? equals + 1 : argv[++*i];
    if (strcmp(name, "json") == 0)
        c->json = true;
    else if (o != NULL)
        c->option[at] = value;
    else if (id != SETTINGS &&
             settings_set(&c->settings, id, value, FROM_FLAG).kind != OK)
        return cli_misuse("%s", c->settings.fault);
    return CLI_DONE;
}

/* The words after the command's name. */
static int take_words(struct cli *c, int argc, char **argv, int from)
{
    c->operand = arena_array(&c->arena, const char *, (size_t)argc);
    for (int i = from; i < argc; i++) {
        int status = CLI_DONE;
        if (strncmp(argv[i], "--", 2) == 0 && argv[i][2] != '\0')
            status = take_flag(c, argc, argv, &i);
        else
            c->operand[c->operands++] = argv[i];
        if (status != CLI_DONE)
            return status;
    }
    return CLI_DONE;
}

/* "rotate, retire": the commands whose name begins with this one's; "" for none. */
static const char *below(struct arena *a, const struct command *cmd)
{
    size_t len = strlen(cmd->name);
    const char *all = "";

    for (size_t i = 0; i < COUNT(commands); i++)
        if (strncmp(commands[i].name, cmd->name, len) == 0 &&
            commands[i].name[len] == ' ')
            all =
                cli_words(a, "%s%s%s", all, *all ? ", " : "", commands[i].name + len + 1);
    return all;
}

/* `doorstep export`: a first word that needs a second. */
static int misuse_name(struct cli *c, int argc, char **argv)
{
    const struct command first = {.name = argv[1]};
    const char *more = below(&c->arena, &first);

    if (*more == '\0')
        return cli_misuse("no command \"%s\"; `doorstep help` lists all", argv[1]);
    if (argc < 3 || strncmp(argv[2], "--", 2) == 0)
        return cli_misuse("%s needs a second word; it knows %s", argv[1], more);
    return cli_misuse("%s knows no \"%s\"; it knows %s", argv[1], argv[2], more);
}

static int check_words(struct cli *c)
{
    const struct cli_option *o = c->command->options;
    const char *more = below(&c->arena, c->command);

    if (c->operands > c->command->operands_max && *more != '\0')
        return cli_misuse("%s knows no \"%s\"; it knows %s", c->command->name,
                          c->operand[0], more);
    if (c->operands < c->command->operands_min || c->operands > c->command->operands_max)
        return cli_misuse("usage: doorstep %s%s%s%s", c->command->name,
                          *c->command->operands ? " " : "", c->command->operands,
                          c->operands > c->command->operands_max ? " (too many words)"
                                                                 : " (too few words)");
    for (size_t i = 0; o != NULL && o[i].name != NULL; i++)
        if (o[i].required && c->option[i] == NULL)
            return cli_misuse("%s needs --%s %s: %s", c->command->name, o[i].name,
                              o[i].value, o[i].help);
    return CLI_DONE;
}

static const char *find_word(int argc, char **argv, const char *flag)
{
    size_t len = strlen(flag);

    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], flag, len) == 0 && argv[i][len] == '=')
            return argv[i] + len + 1;
        if (strcmp(argv[i], flag) == 0 && i + 1 < argc)
            return argv[i + 1];
    }
    return NULL;
}

/* A city's settings lie in its directory, unless they say otherwise. */
static struct err beside(struct cli *c, const char *config)
{
    const char *data = c->settings.value[SETTING_DATA], *slash = strrchr(config, '/');
    size_t len = slash == NULL ? 1 : slash == config ? 1 : (size_t)(slash - config);

    if (data != NULL && *data != '\0')
        return ok();
    return settings_set(&c->settings, SETTING_DATA,
                        slash ? arena_copy(&c->arena, config, len) : ".", FROM_FILE);
}

/* The settings file: --config, or DATA/doorstep.conf where the city was made. */
static int load_settings(struct cli *c, int argc, char **argv)
{
    const char *config = find_word(argc, argv, "--config");
    struct err e = settings_environment(&c->settings);
    const char *data = c->settings.value[SETTING_DATA];
    char path[1024];

    if (e.kind == OK && config != NULL) {
        e = settings_file(&c->settings, config, false);
        if (e.kind == OK)
            e = beside(c, config);
    } else if (e.kind == OK && data != NULL && *data != '\0') {
        snprintf(path, sizeof path, "%s/doorstep.conf", data);
        e = settings_file(&c->settings, path, true);
    }
    if (e.kind == OK)
        e = settings_finish(&c->settings);
    if (e.kind != OK)
        return cli_misuse("%s", c->settings.fault);
    if (!c->command->away && *settings_get(&c->settings, SETTING_CITY) == '\0' &&
        data != NULL && *data != '\0')
        return cli_misuse("no city is in %s: it has no doorstep.conf", data);
    if (!c->command->away && *settings_get(&c->settings, SETTING_CITY) == '\0')
        return cli_misuse("which city? Give --data DIR (a directory that `doorstep init` "
                          "made) or --config FILE");
    return CLI_DONE;
}

static void name_actor(struct cli *c)
{
    const struct passwd *pw = getpwuid(getuid());
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    c->now = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
    snprintf(c->actor, sizeof c->actor, "cli:%s", pw != NULL ? pw->pw_name : "unknown");
}

static int run(struct cli *c, int argc, char **argv, int words)
{
    for (int i = words + 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            return help(c->command);
    int status = take_words(c, argc, argv, words + 1);
    if (status == CLI_DONE)
        status = check_words(c);
    if (status == CLI_DONE)
        status = load_settings(c, argc, argv);
    return status == CLI_DONE ? c->command->run(c) : status;
}

int cli_main(int argc, char **argv)
{
    struct cli c = {0};
    int status = -1;

    umask(077); /* what we make is for us alone */
    crypto_begin();
    c.settings.arena = &c.arena;
    name_actor(&c);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
        return usage(argc < 2 ? stderr : stdout);
    for (size_t i = 0; i < COUNT(commands) && status < 0; i++) {
        int words = named_by(&commands[i], argc, argv);
        if (words == 0)
            continue;
        c.command = &commands[i];
        status = run(&c, argc, argv, words);
    }
    if (status < 0)
        status = misuse_name(&c, argc, argv);
    helper_stop(&c.papers);
    arena_free(&c.arena);
    return status;
}

const char *cli_option(const struct cli *c, const char *name)
{
    size_t at;

    require(find_option(c->command, name, &at) != NULL);
    return c->option[at];
}
