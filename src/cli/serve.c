/* serve.c -- `doorstep serve`: the city's web side until SIGTERM or SIGINT.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_key.h"
#include "cli/watch.h"
#include "store/release_store.h"

#include "app/mail_app.h"
#include "app/rounds.h"
#include "base/helper.h"
#include "base/log.h"
#include "worker/worker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PEM_MAX_BYTES (256u * 1024)

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

/* The PEM text of a file that a setting names; *out stays NULL when it names none. */
static int read_pem(struct cli *c, enum setting_id id, const char **out)
{
    const char *path = settings_get(&c->settings, id);

    if (*path == '\0')
        return CLI_DONE;
    FILE *f CLEANUP(close_file) = fopen(path, "re");
    if (f == NULL)
        return cli_refuse("cannot read %s %s: %s", settings_table[id].name, path,
                          strerror(errno));
    char *text = arena_alloc(&c->arena, PEM_MAX_BYTES);
    size_t len = fread(text, 1, PEM_MAX_BYTES - 1, f);
    if (strstr(text, "-----BEGIN ") == NULL || len == PEM_MAX_BYTES - 1)
        return cli_refuse("%s %s is no PEM file", settings_table[id].name, path);
    *out = text;
    return CLI_DONE;
}

static int config_of(struct cli *c, struct open_city *city, struct probe_board *board,
                     struct web_config *out)
{
    const struct settings *s = &c->settings;
    const char *token = settings_get(s, SETTING_METRICS_TOKEN);

    *out = (struct web_config){
        .stores = &city->stores,
        .city = city->code,
        .city_name = city->city.name,
        .practice = city->city.practice,
        .zone = &city->zone,
        .keys = city->keys,
        .papers = c->papers,
        .site = {.data = settings_get(s, SETTING_DATA),
                 .keys = settings_get(s, SETTING_KEYS),
                 .mail = *settings_get(s, SETTING_SMTP_URL) != '\0',
                 .lang = settings_get(s, SETTING_LANG),
                 .board = board,
                 .record = city_nightly(c),
                 .ledger = city_ledger(c),
                 .idp_secrets = settings_get(s, SETTING_IDP_SECRETS)},
        .public_url = settings_get(s, SETTING_PUBLIC_URL),
        .listen = settings_get(s, SETTING_LISTEN),
        .port = (uint16_t)settings_int(s, SETTING_PORT),
        .metrics_token = *token != '\0' ? token : NULL,
    };
    int status = read_pem(c, SETTING_TLS_CERT, &out->tls_cert);
    return status == CLI_DONE ? read_pem(c, SETTING_TLS_KEY, &out->tls_key) : status;
}

static struct mail_config mail_of(const struct cli *c, struct open_city *city)
{
    const char *from = settings_get(&c->settings, SETTING_SMTP_FROM);

    return (struct mail_config){
        .stores = &city->stores,
        .city = city->code,
        .city_name = city->city.name,
        .public_url = settings_get(&c->settings, SETTING_PUBLIC_URL),
        .keys = city->keys,
        .smtp = {.url = settings_get(&c->settings, SETTING_SMTP_URL),
                 .from = *from != '\0' ? from : "Doorstep <doorstep@localhost>"},
        .brake = {.one = settings_int(&c->settings, SETTING_MAIL_ONE),
                  .all = settings_int(&c->settings, SETTING_MAIL_ALL)},
        .gateway = {.url = settings_get(&c->settings, SETTING_SMS_URL),
                    .token = settings_get(&c->settings, SETTING_SMS_TOKEN)},
    };
}

static struct rounds_config rounds_of(const struct cli *c, struct open_city *city)
{
    const char *anchor = settings_get(&c->settings, SETTING_AUDIT_ANCHOR);

    return (struct rounds_config){
        .record = city_nightly(c),
        .anchor = *anchor != '\0' ? anchor : NULL,
        .ledger = city_ledger(c),
        .stores = &city->stores,
        .city = city->code,
        .city_name = city->city.name,
        .public_url = settings_get(&c->settings, SETTING_PUBLIC_URL),
        .zone = &city->zone,
        .keys = city->keys,
        .papers = c->papers,
        .practice = city->city.practice,
        .lang = settings_get(&c->settings, SETTING_LANG),
    };
}

/* A port that nobody has, and the public address with it. */
static int take_free_port(struct cli *c)
{
    struct sockaddr_in any = {.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof any;
    char port[8];
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool found = fd >= 0 && bind(fd, (struct sockaddr *)&any, sizeof any) == 0 &&
                 getsockname(fd, (struct sockaddr *)&any, &len) == 0;

    if (fd >= 0)
        close(fd);
    if (!found)
        return cli_refuse("cannot find a free port: %s", strerror(errno));
    snprintf(port, sizeof port, "%u", ntohs(any.sin_port));
    if (c->settings.origin[SETTING_PUBLIC_URL] == FROM_DEFAULT)
        c->settings.value[SETTING_PUBLIC_URL] = "";
    struct err e = settings_set(&c->settings, SETTING_PORT, port, FROM_FLAG);
    if (e.kind == OK)
        e = settings_finish(&c->settings);
    return e.kind == OK ? CLI_DONE : cli_misuse("%s", c->settings.fault);
}

static void web_done(struct web **web)
{
    if (*web != NULL)
        web_stop(web);
}

static sigset_t endings(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

void city_hold_signals(void)
{
    sigset_t set = endings();

    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static struct err set_office(struct db *db, struct arena *a, void *ctx)
{
    const struct open_city *city = ctx;

    (void)a;
    return office_save(db, &(struct office){city->city.name, city->city.timezone});
}

/* For `doorstep export`, which opens that store alone. */
static int tell_office(struct cli *c, struct open_city *city)
{
    return stores_change(c, city->stores.of[STORE_ENFORCEMENT], set_office, city);
}

int city_serve(struct cli *c, struct open_city *city,
               void (*ready)(void *ctx, struct web *web), void *ctx)
{
    struct web *web CLEANUP(web_done) = NULL;
    struct mailer mailer CLEANUP(mail_stop) = {0};
    struct watch watch CLEANUP(watch_stop) = {0};
    struct ask_key ask_key CLEANUP(ask_key_stop) = {0};
    struct rounds rounds CLEANUP(rounds_stop) = {0};
    struct rounds_config round_config;
    struct web_config config;
    struct mail_config mail;
    struct probe_board board;
    sigset_t set = endings();
    int got;
    int status = CLI_DONE;

    probe_board_open(&board);
    status = tell_office(c, city);
    if (status != CLI_DONE)
        return status;

    if (settings_int(&c->settings, SETTING_PORT) == 0)
        status = take_free_port(c);
    if (status == CLI_DONE)
        status = config_of(c, city, &board, &config);
    if (status != CLI_DONE)
        return status;
    mail = mail_of(c, city);
    mail.board = &board;
    struct err e = mail_start(&mailer, &mail);
    if (e.kind != OK)
        return cli_refuse("cannot start the thread that sends mail: too many run here");
    round_config = rounds_of(c, city);
    e = rounds_start(&rounds, &round_config);
    if (e.kind != OK)
        return cli_refuse("cannot start the thread of rounds: too many run here");
    status = watch_start(&watch, c, city);
    if (status != CLI_DONE)
        return status;
    /* The last of them: who answers will go on answering. */
    e = web_start(&config, &web);
    if (e.kind != OK)
        return cli_refuse("cannot listen on %s port %d: is another program there?",
                          config.listen, config.port);
    ready(ctx, web);
    status = ask_key_start(&ask_key, c, city);
    if (status != CLI_DONE)
        return status;
    sigwait(&set, &got);
    log_info("serve.stopping", LOG_NOTHING);
    return CLI_DONE;
}

static void say_ready(void *ctx, struct web *web)
{
    const struct cli *c = ctx;

    printf("Doorstep serves %s on port %u.\n",
           settings_get(&c->settings, SETTING_PUBLIC_URL), web_port(web));
    fflush(stdout);
}

int city_begin_papers(struct cli *c)
{
    struct err e = helper_start(&c->papers, &worker_papers);

    return e.kind == OK ? CLI_DONE
                        : cli_refuse("cannot start the process that makes PDFs");
}

int cli_serve(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};

    city_hold_signals();
    int status = city_begin_papers(c);
    if (status == CLI_DONE)
        status = city_confine(c);
    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? city_serve(c, &city, say_ready, c) : status;
}

int cli_routes(struct cli *c)
{
    struct out o = {0};

    (void)c;
    web_routes_text(&o);
    fwrite(o.buf, 1, o.len, stdout);
    out_free(&o);
    return CLI_DONE;
}
