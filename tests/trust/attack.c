/* attack.c -- see attack.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "attack.h"

#include "oracle.h"

#include "app/link.h"
#include "domain/policy.h"
#include "store/queries_registry.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the ear ---- */

static struct {
    pthread_mutex_t lock;
    const char *names[FIELDS_MAX];
    size_t len;
    bool listens;
} heard = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void hear(const char *name)
{
    size_t i = 0;

    pthread_mutex_lock(&heard.lock);
    while (i < heard.len && strcmp(heard.names[i], name) != 0)
        i++;
    if (heard.listens && i == heard.len && strlen(name) < 60) {
        require(heard.len < FIELDS_MAX);
        heard.names[heard.len++] = strdup(name);
    }
    pthread_mutex_unlock(&heard.lock);
}

static void hear_nothing(void)
{
    while (heard.len > 0)
        free((void *)(uintptr_t)heard.names[--heard.len]);
}

const char *__real_req_form(struct req *rq, const char *name);
const char *__wrap_req_form(struct req *rq, const char *name);
const char *__wrap_req_form(struct req *rq, const char *name)
{
    hear(name);
    return __real_req_form(rq, name);
}

const char *__real_req_query(struct req *rq, const char *name);
const char *__wrap_req_query(struct req *rq, const char *name);
const char *__wrap_req_query(struct req *rq, const char *name)
{
    hear(name);
    return __real_req_query(rq, name);
}

size_t __real_req_form_all(struct req *rq, const char *name, const char **out,
                           size_t max);
size_t __wrap_req_form_all(struct req *rq, const char *name, const char **out,
                           size_t max);
size_t __wrap_req_form_all(struct req *rq, const char *name, const char **out, size_t max)
{
    hear(name);
    return __real_req_form_all(rq, name, out, max);
}

size_t attack_fields(const char *const **names)
{
    *names = heard.names;
    return heard.len;
}

/* ---- the log ---- */

static struct {
    pthread_mutex_t lock;
    char *text;
    size_t len;
} logged = {.lock = PTHREAD_MUTEX_INITIALIZER};

ssize_t __real_write(int fd, const void *data, size_t len);
ssize_t __wrap_write(int fd, const void *data, size_t len);
ssize_t __wrap_write(int fd, const void *data, size_t len)
{
    if (fd != STDERR_FILENO)
        return __real_write(fd, data, len);
    pthread_mutex_lock(&logged.lock);
    logged.text = realloc(logged.text, logged.len + len + 1);
    require(logged.text != NULL);
    memcpy(logged.text + logged.len, data, len);
    logged.text[logged.len += len] = '\0';
    pthread_mutex_unlock(&logged.lock);
    return (ssize_t)len;
}

const char *attack_log(struct arena *a)
{
    pthread_mutex_lock(&logged.lock);
    const char *text = arena_copy(a, logged.len ? logged.text : "", logged.len);
    free(logged.text);
    logged.text = NULL;
    logged.len = 0;
    pthread_mutex_unlock(&logged.lock);
    return text;
}

/* ---- the site ---- */

static struct err hub_on(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_setting_put, &(struct q_setting_put_in){"hub", "on"});
}

struct attack *attack_new(struct world *w, const struct corpus *corpus)
{
    struct site *t = site_new(w);
    struct attack *k = arena_new(t->arena, struct attack);

    *k = (struct attack){.t = t, .corpus = corpus};
    story_begin(t);
    assert_ok(world_change(w, STORE_REGISTRY, hub_on, NULL));
    for (int i = 0; i < ROLE_AGENCY; i++)
        k->seats[i] = visitor_new(t, (enum role)i, "en");
    return k;
}

static bool may(const struct attack *k, enum role role, enum act act)
{
    const struct actor who = {.user = k->seats[role]->id, .roles = 1u << role};
    const struct subject on = {
        .consented = true, .assigned = who.user, .author = who.user};

    return policy_check(&who, act, &on).kind == OK;
}

/* Whoever may, and of several the one who may most. */
static const struct visitor *seat_for(const struct attack *k, const struct route *r)
{
    static const enum role order[] = {ROLE_CARE_LEAD, ROLE_SUPERVISOR,  ROLE_RECORDS,
                                      ROLE_ADMIN,     ROLE_INTAKE,      ROLE_INSPECTOR,
                                      ROLE_LEADER,    ROLE_EVALUATOR,   ROLE_PRIVACY,
                                      ROLE_PROVIDER,  ROLE_CASE_MANAGER};

    for (size_t i = 0; (r->guard & (SIGNED_IN | DEVICE)) && i < COUNT(order); i++)
        if (may(k, order[i], r->act_name))
            return k->seats[order[i]];
    return NULL;
}

/* What stands under an address before its form is sent (addresses.c names the ids). */
#define ID(n) "01a20000-0000-7000-8000-0000000000" n
static const struct {
    const char *under;
    enum role seat;
    const char *path, *form;
} before[] = {
    {"/cases/:id/notes/:note", ROLE_CARE_LEAD, "/cases/{case}/notes",
     "id=" ID("07") "&note=x"},
    {"/cases/:id/goals/:goal", ROLE_CARE_LEAD, "/cases/{case}/goals",
     "id=" ID("05") "&words=A+warm+home."},
    {"/cases/:id/tasks/:task", ROLE_CARE_LEAD, "/cases/{case}/tasks",
     "id=" ID("06") "&what=Call.&due=2026-12-24&owner="},
    {"/cases/:id/hub/:matter", ROLE_CARE_LEAD, "/cases/{case}/hub",
     "id=" ID("0a") "&age=25-39&sex=unsaid&risk=losing-home&risk=alone"},
    {"/mandated/:id", ROLE_CARE_LEAD, "/mandated", "id=" ID("09") "&lane=child&words=x"},
    {"/people/:id", ROLE_ADMIN, "/people",
     "id=" ID("01") "&invitation={new}&name=Kim&email={new}@city.example&role=inspector"},
    {"/zones/:id", ROLE_SUPERVISOR, "/zones", "id=" ID("04") "&name={new}"},
    {"/records/:id", ROLE_RECORDS, "/records",
     "id=" ID(
         "0b") "&property=018f0000-0070-7000-8000-000000000001&asker=owner&reply=x@y.example"},
};

/* The ids of addresses.c, of this try alone. */
static const char *numbered(const struct attack *k, const char *text)
{
    char *own = arena_copy(k->t->arena, text, strlen(text)), hex[5];

    snprintf(hex, sizeof hex, "%04x", (unsigned)k->tries & 0xffff);
    for (char *at = own; (at = strstr(at, "01a20000-0000-7000")) != NULL; at += 18)
        memcpy(at + 4, hex, 4);
    return own;
}

static const char *replaced(struct arena *a, const char *text, const char *what,
                            const char *with)
{
    const char *at = strstr(text, what);
    struct build b = {.arena = a};

    if (at == NULL)
        return text;
    build_bytes(&b, text, (size_t)(at - text));
    build_text(&b, with);
    build_text(&b, at + strlen(what));
    return build_done(&b);
}

/* A resident's code, and the ticket of her form. */
static const char *unlocked(struct attack *k, const char *form)
{
    const char *code =
        k->story->token == NULL
            ? ""
            : withdraw_code(k->t->phone->keys, k->story->consent, k->t->arena);

    if (strcmp(k->route->path, "/help/ask") != 0)
        return replaced(k->t->arena, form, "AAAAA-AAAAA", code);
    const char *page = site_get(k->t, NULL, "/help/ask?lang=en")->body;
    const char *ticket = strstr(page, "name=\"ticket\" value=\"");
    require(ticket != NULL);
    ticket += strlen("name=\"ticket\" value=\"");
    return replaced(k->t->arena,
                    "ticket={}&lang=en&agree=yes&line=4+Pine+Street&unit=2&choices=food"
                    "&urgency=today&phone=617+555+0100&message_ok=no&call_name=Ana",
                    "{}", arena_copy(k->t->arena, ticket, strcspn(ticket, "\"")));
}

static const char *filled(struct attack *k, const char *pattern)
{
    return story_fill(k->t, k->story, unlocked(k, numbered(k, pattern)));
}

/* ---- one try ---- */

/* Names a thing of a story; else none is made. */
static bool needs_story(const struct attack *k)
{
    const char *both[] = {k->way.path, k->way.body != NULL ? k->way.body : ""};

    for (size_t i = 0; i < COUNT(both); i++)
        for (const char *at = both[i]; (at = strchr(at, '{')) != NULL; at++)
            if (strncmp(at, "{new}", 5) != 0 && strncmp(at, "{}", 2) != 0)
                return true;
    return strstr(both[1], "AAAAA") != NULL;
}

static void join_agency(struct attack *k)
{
    char form[64] = "person=";

    id_format(id_of(k->seats[ROLE_PROVIDER]->id), form + strlen(form));
    site_post(k->t, k->seats[ROLE_CARE_LEAD],
              story_fill(k->t, k->story, "/directory/{service}/team"), form);
}

static void make_ready(struct attack *k)
{
    k->tries++;
    k->story = needs_story(k) ? story_new(k->t, ++k->stories) : story_unborn(k->t, 1);
    if (needs_story(k))
        story_own(k->t, k->story, k->seats[ROLE_CARE_LEAD]);
    if (strncmp(k->route->path, "/agency", 7) == 0)
        join_agency(k);
    for (size_t i = 0; i < COUNT(before); i++)
        if (strncmp(k->route->path, before[i].under, strlen(before[i].under)) == 0)
            site_post(k->t, k->seats[before[i].seat], filled(k, before[i].path),
                      filled(k, before[i].form));
}

/* One field of a form of parts. */
static void put_in_part(struct build *b, const char *form, const char *field,
                        struct bytes s)
{
    char head[120];

    snprintf(head, sizeof head, "name=\"%s\"", field);
    const char *at = strstr(form, head);
    const char *value = at != NULL ? strstr(at, "\r\n\r\n") : NULL;
    const char *end = value != NULL ? strstr(value + 4, "\r\n--cut") : NULL;
    if (end == NULL) {
        build_text(b, form);
        return;
    }
    build_bytes(b, form, (size_t)(value + 4 - form));
    build_bytes(b, (const char *)s.p, s.len);
    build_text(b, end);
}

/* The form with that field's value replaced, or added. */
static const char *spoilt(struct attack *k, const char *form, const char *field,
                          struct bytes s)
{
    struct build b = {.arena = k->t->arena};
    size_t name = strlen(field);

    if (strncmp(form, "\r\n--cut", 7) == 0) {
        put_in_part(&b, form, field, s);
        return build_done(&b);
    }
    build_text(&b, field);
    build_char(&b, '=');
    corpus_percent(&b, s);
    while (*form != '\0') {
        size_t len = strcspn(form, "&");

        if (strncmp(form, field, name) != 0 ||
            (form[name] != '=' && form[name] != '\0')) {
            build_char(&b, '&');
            build_bytes(&b, form, len);
        }
        form += len + (form[len] == '&');
    }
    return build_done(&b);
}

static const struct local_answer *sent(struct attack *k, const char *path,
                                       const char *body)
{
    const char *type = strncmp(body, "\r\n--cut", 7) == 0
                           ? "multipart/form-data; boundary=cut"
                           : "application/x-www-form-urlencoded";

    return site_ask(k->t, &(struct ask){.who = seat_for(k, k->route),
                                        .method = method_names[k->route->method],
                                        .path = path,
                                        .body = body,
                                        .more = {{"Content-Type", type}}});
}

static const char *form_of(struct attack *k)
{
    return k->way.body != NULL ? filled(k, k->way.body) : "";
}

void attack_route(struct attack *k, const struct route *r)
{
    k->route = r;
    k->way = way_to(k->t, r);
    hear_nothing();
    heard.listens = true;
    make_ready(k);
    sent(k, filled(k, k->way.path), form_of(k));
    heard.listens = false;
}

void attack_field(struct attack *k, const char *field)
{
    k->string = k->corpus->of[k->next++ % k->corpus->len];
    k->field = field;
    make_ready(k);
    const char *path = filled(k, k->way.path);
    const struct local_answer *a = sent(k, path, spoilt(k, form_of(k), field, k->string));
    k->taken += a->status == 303 || a->status == 200;
    attack_judge(k, path, a);
}

void attack_judge(struct attack *k, const char *path, const struct local_answer *a)
{
    const char *wrong = answer_fault(a, k->t->arena);
    struct build b = {.arena = k->t->arena};

    if (wrong == NULL || ++k->faults > 20)
        return;
    corpus_percent(&b, k->string);
    print_error("%s %s, field %s, string %s: %s answers %d: %s\n",
                method_names[k->route->method], k->route->path, k->field, build_done(&b),
                path, a->status, wrong);
}

/* ---- reading ---- */

static void read_as(struct attack *k, const struct visitor *who, const char *path)
{
    struct arena own = {0}, *kept = k->t->arena;

    k->t->arena = &own;
    attack_judge(k, path, site_get(k->t, who, filled(k, path)));
    k->t->arena = kept;
    arena_free(&own);
}

void attack_read_case(struct attack *k)
{
    for (size_t i = 0; i < routes_len; i++)
        if (routes[i].method == GET && strncmp(routes[i].path, "/cases/:id", 10) == 0 &&
            strstr(routes[i].path, ".pdf") == NULL)
            read_as(k, k->seats[ROLE_CARE_LEAD], way_to(k->t, &routes[i]).path);
}

/* A page that asks for the password once more lets an account rest after so many wrong
 * ones; the strings of the corpus were all wrong. */
static struct err rested(struct db *db, struct arena *a, void *ctx)
{
    const struct visitor *v = ctx;

    (void)a;
    return db_exec(db, &q_person_failed, &(struct q_person_failed_in){.id = v->id});
}

void attack_seats(struct attack *k)
{
    for (int role = 0; role < ROLE_AGENCY; role++) {
        assert_ok(world_change(k->t->w, STORE_REGISTRY, rested, k->seats[role]));
        visitor_sign_in(k->t, k->seats[role]);
    }
}

void attack_read_all(struct attack *k)
{
    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];

        if (r->method != GET)
            continue;
        if ((r->guard & (SIGNED_IN | DEVICE)) == 0)
            read_as(k, NULL, way_to(k->t, r).path);
        for (int role = 0; (r->guard & (SIGNED_IN | DEVICE)) && role < ROLE_AGENCY;
             role++)
            if (may(k, (enum role)role, r->act_name))
                read_as(k, k->seats[role], way_to(k->t, r).path);
    }
}

/* ---- addresses ---- */

/* ":id" and its like, each in turn. */
static const char *with_word(struct attack *k, const char *path, const char *at)
{
    struct build b = {.arena = k->t->arena};

    build_bytes(&b, path, (size_t)(at - path));
    corpus_percent(&b, k->string);
    at += strcspn(at, "/");
    build_text(&b, at);
    return build_done(&b);
}

static void ask_for(struct attack *k, const char *path)
{
    const struct visitor *who = seat_for(k, k->route);

    attack_judge(k, path, site_get(k->t, who, path));
}

void attack_address(struct attack *k, const struct route *r)
{
    const char *at = r->path;

    attack_route(k, r);
    k->field = "of the address";
    while ((at = strchr(at, ':')) != NULL) {
        k->string = k->corpus->of[k->next++ % k->corpus->len];
        ask_for(k, with_word(k, r->path, at++));
    }
    for (size_t i = 0; i < heard.len; i++) {
        struct build b = {.arena = k->t->arena};

        k->field = heard.names[i];
        k->string = k->corpus->of[k->next++ % k->corpus->len];
        build_text(&b, filled(k, k->way.path));
        build_text(&b, "?");
        build_text(&b, k->field);
        build_text(&b, "=");
        corpus_percent(&b, k->string);
        ask_for(k, build_done(&b));
    }
}
