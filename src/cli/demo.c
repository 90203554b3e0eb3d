/* demo.c -- `doorstep demo`: a furnished city to look at, served.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_city.h"
#include "cli/demo_sink.h"

#include "base/json.h"
#include "web/web.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "Harborview (a demonstration city)"
#define ZONE "America/New_York"
#define FURNITURE_MAX (64 * 1024)

static const char *data_file(struct cli *c, const char *name)
{
    char path[1200];

    snprintf(path, sizeof path, "%s/%s", settings_get(&c->settings, SETTING_DATA), name);
    return arena_copy(&c->arena, path, strlen(path));
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

/* What is told about a furnished city, but for its address: {"accounts", "agency"}. */
static const char *describe(struct demo *d)
{
    struct json_out o = {.arena = d->arena};

    json_map(&o, NULL);
    json_list(&o, "accounts");
    for (size_t i = 0; i < d->people_len; i++) {
        if (!d->people[i].shown)
            continue;
        json_map(&o, NULL);
        json_put_text(&o, "role", d->people[i].role);
        json_put_text(&o, "email", d->people[i].email);
        json_put_text(&o, "password", d->people[i].password);
        json_end_map(&o);
    }
    json_end_list(&o);
    json_put_text(&o, "agency", demo_agency_link(d));
    json_end_map(&o);
    return json_done(&o);
}

/* Written last, so that a city which has it is whole. */
static int remember(struct demo *d)
{
    const char *path = data_file(d->c, "demo.json");
    FILE *f CLEANUP(close_file) = fopen(path, "we");

    if (f == NULL || fputs(describe(d), f) < 0 || fflush(f) != 0)
        return cli_refuse("cannot write %s: %s", path, strerror(errno));
    return CLI_DONE;
}

/* The imports tell their sums; a demonstration keeps quiet until it is ready. */
static int furnish_quietly(struct demo *d)
{
    int shown = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

    fflush(stdout);
    dup2(nowhere, STDOUT_FILENO);
    close(nowhere);
    int status = demo_furnish(d);
    fflush(stdout);
    dup2(shown, STDOUT_FILENO);
    close(shown);
    return status;
}

static int make(struct cli *c, const char *dir)
{
    struct open_city city = {0};
    struct demo d = {.c = c,
                     .city = &city,
                     .public_url = "http://localhost",
                     .arena = &c->arena,
                     .now = c->now};

    fprintf(stderr, "doorstep: furnishing %s in %s\n", NAME, dir);
    int status = city_init(c, dir, NAME, ZONE, NULL);
    if (status == CLI_DONE)
        status = city_open(c, &city);
    if (status != CLI_DONE)
        return status;
    status = city_mode(cli_option(c, "inspections"), &d.beside);
    if (status == CLI_DONE)
        status = furnish_quietly(&d);
    if (status == CLI_DONE)
        status = remember(&d);
    city_close(&city);
    return status;
}

/* Turns the settings to a city that is there. */
static int find(struct cli *c)
{
    struct settings *s = &c->settings;
    struct err e = settings_file(s, data_file(c, "doorstep.conf"), false);

    if (e.kind == OK)
        e = settings_finish(s);
    return e.kind == OK ? CLI_DONE : cli_misuse("%s", s->fault);
}

static int read_description(struct cli *c, struct json *out)
{
    const char *path = data_file(c, "demo.json");
    FILE *f CLEANUP(close_file) = fopen(path, "re");
    char *text = arena_alloc(&c->arena, FURNITURE_MAX);

    if (f == NULL)
        return cli_refuse("%s holds no finished demonstration city; remove it and start "
                          "again",
                          settings_get(&c->settings, SETTING_DATA));
    struct err e = json_read(&c->arena, text, fread(text, 1, FURNITURE_MAX, f), out);
    return e.kind == OK ? CLI_DONE : cli_error("cannot read demo.json", e);
}

/* The letters of a furnished past all leave at once: more than any hour of a city. */
static struct err lift_brake(struct settings *s)
{
    static const enum setting_id brakes[] = {SETTING_MAIL_ONE, SETTING_MAIL_ALL};

    for (size_t i = 0; i < COUNT(brakes); i++)
        if (s->origin[brakes[i]] == FROM_DEFAULT)
            TRY(settings_set(s, brakes[i], "0", FROM_FLAG));
    return ok();
}

/* Mail goes to a sink of our own unless a server was named. */
static int catch_mail(struct cli *c, struct demo_sink *sink)
{
    char url[64];
    struct err brake = lift_brake(&c->settings);

    if (brake.kind != OK)
        return cli_error("cannot set the mail's brake", brake);
    if (c->settings.origin[SETTING_SMTP_URL] != FROM_DEFAULT)
        return CLI_DONE;
    snprintf(sink->folder, sizeof sink->folder, "%s", data_file(c, "mail"));
    if (mkdir(sink->folder, 0700) != 0 && errno != EEXIST)
        return cli_refuse("cannot make %s: %s", sink->folder, strerror(errno));
    struct err e = demo_sink_start(sink);
    if (e.kind == OK) {
        snprintf(url, sizeof url, "smtp://127.0.0.1:%d", sink->port);
        e = settings_set(&c->settings, SETTING_SMTP_URL, url, FROM_FLAG);
    }
    return e.kind == OK ? CLI_DONE : cli_error("cannot catch the mail", e);
}

struct ready {
    struct cli *c;
    struct json about;
    const char *mail; /* folder of letters, or NULL */
};

static const char *link_of(struct ready *r, const char *url, const char *path)
{
    char text[300];

    snprintf(text, sizeof text, "%s%s", url, path);
    return arena_copy(&r->c->arena, text, strlen(text));
}

static const char *agency_link(struct ready *r, const char *url)
{
    const char *token = json_text(&r->about, "agency");

    return token != NULL ? link_of(r, link_of(r, url, "/r#"), token) : NULL;
}

static void print_json(struct ready *r, const char *url)
{
    static const char *const links[][2] = {
        {"field", "/field/"}, {"cases", "/cases"}, {"desk", "/desk"}, {"city", "/city"}};
    struct json_out o = {.arena = &r->c->arena};

    json_map(&o, NULL);
    json_put_text(&o, "url", url);
    json_put(&o, "accounts", json_get(&r->about, "accounts"));
    json_map(&o, "links");
    for (size_t i = 0; i < COUNT(links); i++)
        json_put_text(&o, links[i][0], link_of(r, url, links[i][1]));
    json_put_text(&o, "agency", agency_link(r, url));
    json_end_map(&o);
    json_end_map(&o);
    puts(json_done(&o));
}

static void print_text(struct ready *r, const char *url)
{
    const struct json *accounts = json_get(&r->about, "accounts");
    const char *agency = agency_link(r, url);

    printf("%s is served at %s\n\n", NAME, url);
    for (size_t i = 0; i < accounts->len; i++)
        printf("  %-13s %-34s %s\n", json_text(&accounts->items[i], "role"),
               json_text(&accounts->items[i], "email"),
               json_text(&accounts->items[i], "password"));
    printf("\n  inspector's phone   %s/field/\n  case manager        %s/cases\n"
           "  supervisor          %s/desk\n  City Manager        %s/city\n",
           url, url, url, url);
    if (agency != NULL)
        printf("  an agency's answer  %s\n", agency);
    if (r->mail != NULL)
        printf("  letters             %s/ (nothing is sent)\n", r->mail);
    puts("\nCtrl-C ends it; the city stays in its folder.");
}

static void tell(void *ctx, struct web *web)
{
    struct ready *r = ctx;
    char url[64];

    snprintf(url, sizeof url, "http://localhost:%d", web_port(web));
    if (r->c->json)
        print_json(r, url);
    else
        print_text(r, url);
    fflush(stdout);
}

int cli_demo(struct cli *c)
{
    struct demo_sink sink = {0};
    struct ready r = {.c = c};

    if (*settings_get(&c->settings, SETTING_DATA) == '\0' &&
        settings_set(&c->settings, SETTING_DATA, "demo-data", FROM_FLAG).kind != OK)
        return cli_misuse("%s", c->settings.fault);
    int begun = city_begin_papers(c);
    if (begun != CLI_DONE)
        return begun;
    bool there = access(data_file(c, "doorstep.conf"), F_OK) == 0;
    int status = there ? find(c) : make(c, settings_get(&c->settings, SETTING_DATA));
    if (status == CLI_DONE)
        status = read_description(c, &r.about);
    city_hold_signals();
    if (status == CLI_DONE)
        status = city_confine(c);
    if (status == CLI_DONE)
        status = catch_mail(c, &sink);
    if (sink.port != 0)
        r.mail = sink.folder;
    struct open_city city CLEANUP(city_close) = {0};
    if (status == CLI_DONE)
        status = city_open(c, &city);
    return status == CLI_DONE ? city_serve(c, &city, tell, &r) : status;
}
