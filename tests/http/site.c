/* site.c -- see site.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "base/helper.h"
#include "base/password.h"
#include "base/text.h"
#include "core/build.h"
#include "worker/worker.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Atomic int64_t now_ms;

/* In place of the machine's clock (meson.build: --wrap). */
int64_t __wrap_clock_ms(void);
int64_t __wrap_clock_ms(void)
{
    return now_ms;
}

void site_clock(struct site *t, int64_t ms)
{
    t->phone->now = ms;
    now_ms = ms;
}

struct helper *site_papers;

static void end_papers(void)
{
    helper_stop(&site_papers);
}

/* Before any thread, as the program does. */
__attribute__((constructor)) static void begin_papers(void)
{
    require(helper_start(&site_papers, &worker_papers).kind == OK);
    atexit(end_papers);
}

static void stop(struct world *w, void *ctx)
{
    (void)w;
    web_stop(&((struct site *)ctx)->web);
}

struct site *site_new(struct world *w)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};
    struct site *t = arena_new(&w->arena, struct site);
    struct web_config config = {
        .stores = &t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .zone = &zone,
        .public_url = SITE_URL,
    };

    t->w = w;
    t->arena = &w->arena;
    t->phone = phone_new(w);
    site_clock(t, t->phone->now);
    for (int i = 0; i < STORES; i++)
        t->stores.of[i] = world_store(w, (enum store_name)i);
    config.keys = t->phone->keys;
    config.papers = site_papers;
    assert_ok(web_open(&config, &t->web));
    w->closing = stop;
    w->closing_ctx = t;
    return t;
}

struct person_in {
    struct visitor *v;
    enum role role;
};

static struct err add_person(struct session *s, void *ctx)
{
    struct person_in *in = ctx;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return account_add(db, s->arena,
                       &(struct account_new){.email = in->v->email,
                                             .name = "A Visitor",
                                             .lang = in->v->lang,
                                             .roles = &in->role,
                                             .roles_len = 1},
                       s->now, &in->v->id);
}

/* All of signing in but the password's slow hash; test_session.c does that too. */
static struct err open_session(struct session *s, void *ctx)
{
    struct visitor *v = ctx;
    const struct sign_in in = {.email = v->email, .kind = "cookie", .right = true};
    void *out;

    TRY(sign_in_change(s, &in, &out));
    const struct signed_in *done = out;
    require(done != NULL);
    memcpy(v->token, done->token, sizeof v->token);
    snprintf(v->csrf, sizeof v->csrf, "%s", done->csrf);
    return ok();
}

void visitor_sign_in(struct site *t, struct visitor *v)
{
    assert_ok(phone_run(t->phone, STORE_REGISTRY, open_session, v));
}

struct visitor *visitor_new(struct site *t, enum role role, const char *lang)
{
    struct visitor *v = arena_new(t->arena, struct visitor);
    struct person_in in = {v, role};
    char email[64];

    snprintf(email, sizeof email, "v%d.%s@city.example", ++t->visitors, role_name(role));
    v->email = arena_copy(t->arena, email, strlen(email));
    v->lang = lang;
    assert_ok(phone_run(t->phone, STORE_REGISTRY, add_person, &in));
    visitor_sign_in(t, v);
    return v;
}

struct joining {
    struct site *t;
    struct visitor *v;
    enum role role;
};

static struct err join_elsewhere(struct db *db, struct arena *a, void *ctx)
{
    struct joining *j = ctx;
    struct session s = {
        .city = "elsewhere",
        .now = j->t->phone->now,
        .arena = a,
        .stores = &j->t->stores,
        .writes = j->t->stores.of[STORE_REGISTRY],
    };
    struct person_in in = {j->v, j->role};

    s.db[STORE_REGISTRY] = db;
    TRY(add_person(&s, &in));
    return open_session(&s, j->v);
}

struct visitor *visitor_elsewhere(struct site *t, enum role role)
{
    struct visitor *v = arena_new(t->arena, struct visitor);
    struct joining j = {t, v, role};
    struct job job = {.city = "elsewhere", .act = join_elsewhere, .ctx = &j};

    v->email = "far@away.example";
    v->lang = "en";
    assert_ok(store_run(t->stores.of[STORE_REGISTRY], &job));
    arena_free(&job.arena);
    return v;
}

struct choosing {
    struct visitor *v;
    const char *password;
};

static struct err choose_password(struct session *s, void *ctx)
{
    const struct choosing *c = ctx;
    const char *kept;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(password_hash(s->arena, c->password, &kept));
    return account_password(db, c->v->id, kept, s->now);
}

void visitor_password(struct site *t, struct visitor *v, const char *password)
{
    struct choosing c = {v, password};

    assert_ok(phone_run(t->phone, STORE_REGISTRY, choose_password, &c));
}

static struct err disable(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return account_disable(db, ((struct visitor *)ctx)->id, s->now);
}

void visitor_disable(struct site *t, struct visitor *v)
{
    assert_ok(phone_run(t->phone, STORE_REGISTRY, disable, v));
}

static const struct pair *named(const struct ask *ask, const char *name)
{
    for (size_t i = 0; i < COUNT(ask->more) && ask->more[i].name != NULL; i++)
        if (strcmp(ask->more[i].name, name) == 0)
            return &ask->more[i];
    return NULL;
}

/* What a browser would say, unless the test says otherwise. */
static void usual(struct pairs *to, struct arena *a, const struct ask *ask,
                  const char *name, const char *value)
{
    if (value != NULL && named(ask, name) == NULL)
        pairs_add(to, a, name, value);
}

static const char *cookie_of(struct arena *a, const struct visitor *who)
{
    char text[TOKEN_TEXT + 32];

    if (who == NULL)
        return NULL;
    snprintf(text, sizeof text, "__Host-doorstep=%s", who->token);
    return arena_copy(a, text, strlen(text));
}

const struct local_answer *site_ask(struct site *t, const struct ask *ask)
{
    struct local_answer *answer = arena_new(t->arena, struct local_answer);
    struct pairs headers = {0};
    bool reads = strcmp(ask->method, "GET") == 0 || strcmp(ask->method, "HEAD") == 0;

    usual(&headers, t->arena, ask, "Cookie", cookie_of(t->arena, ask->who));
    usual(&headers, t->arena, ask, "Origin", reads ? NULL : SITE_URL);
    usual(&headers, t->arena, ask, "X-CSRF-Token", ask->who ? ask->who->csrf : NULL);
    usual(&headers, t->arena, ask, "Content-Type", "application/x-www-form-urlencoded");
    for (size_t i = 0; i < COUNT(ask->more) && ask->more[i].name != NULL; i++)
        if (ask->more[i].value != NULL)
            pairs_add(&headers, t->arena, ask->more[i].name, ask->more[i].value);
    local_request(web_handler(t->web),
                  &(struct local_ask){.method = ask->method,
                                      .target = ask->path,
                                      .headers = headers.of,
                                      .headers_len = headers.len,
                                      .body = ask->body,
                                      .body_len = ask->body ? strlen(ask->body) : 0},
                  t->arena, answer);
    return answer;
}

const struct local_answer *site_get(struct site *t, const struct visitor *who,
                                    const char *path)
{
    return site_ask(t, &(struct ask){.who = who, .method = "GET", .path = path});
}

const struct local_answer *site_post(struct site *t, const struct visitor *who,
                                     const char *path, const char *form)
{
    return site_ask(
        t, &(struct ask){.who = who, .method = "POST", .path = path, .body = form});
}

const struct local_answer *site_follow(struct site *t, const char *path, const char *form)
{
    const struct local_answer *a = site_post(t, NULL, path, form);
    const char *cookie = local_header(a, "Set-Cookie");

    if (a->status != 303)
        return a;
    return site_ask(
        t, &(struct ask){
               .method = "GET",
               .path = local_header(a, "Location"),
               .more = {{"Cookie", arena_copy(t->arena, cookie, strcspn(cookie, ";"))}}});
}

const struct local_answer *site_post_json(struct site *t, const struct visitor *who,
                                          const char *path, const char *json)
{
    return site_ask(t, &(struct ask){.who = who,
                                     .method = "POST",
                                     .path = path,
                                     .body = json,
                                     .more = {{"Content-Type", "application/json"}}});
}

const char *site_dump(struct site *t)
{
    struct build b = {.arena = t->arena};

    build_text(&b, dump_care(t->phone));
    build_text(&b, dump_enforcement(t->phone));
    for (int i = 0; i < STORES; i++)
        if (i != STORE_PHOTOS && i != STORE_REGISTRY)
            build_text(&b, dump_trail(t->phone, (enum store_name)i));
    return build_done(&b);
}

/* "dump_audit 7 user:... case.view casefile:..." */
static bool is_look(const char *line, size_t len)
{
    static const char *const acts[] = {" case.view ",  " case.list ",  " case.work ",
                                       " glass.view ", " legal.view ", " reads.view "};

    for (size_t i = 0; i < COUNT(acts); i++) {
        const char *at = strstr(line, acts[i]);

        if (at != NULL && at < line + len)
            return true;
    }
    return false;
}

const char *site_changes(struct site *t)
{
    struct build b = {.arena = t->arena};

    for (const char *line = site_dump(t), *end; *line != '\0'; line = end) {
        end = line + strcspn(line, "\n") + 1;
        if (!is_look(line, (size_t)(end - line)))
            build_bytes(&b, line, (size_t)(end - line));
    }
    return build_done(&b);
}

const char *sentence(struct site *t, const char *lang, const char *msg)
{
    struct out o = {0};

    put_text(&o, text(lang, msg));
    const char *out = arena_copy(t->arena, o.buf, o.len);
    out_free(&o);
    return out;
}

void check_status(const struct local_answer *a, int want, const char *file, int line)
{
    if (a->status == want)
        return;
    print_error("%s:%d: status %d, not %d:\n%s\n", file, line, a->status, want, a->body);
    _fail(file, line);
}

void check_has(const struct local_answer *a, const char *what, bool has, const char *file,
               int line)
{
    if ((strstr(a->body, what) != NULL) == has)
        return;
    print_error("%s:%d: \"%s\" is %s the answer:\n%s\n", file, line, what,
                has ? "not in" : "in", a->body);
    _fail(file, line);
}
