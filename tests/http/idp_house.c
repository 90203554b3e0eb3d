/* idp_house.c -- see idp_house.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "idp_house.h"

#include "core/build.h"
#include "store/queries_registry.h"
#include "web/turn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void put_secret(const struct house *h, const char *side, const char *secret)
{
    char path[80];

    snprintf(path, sizeof path, "%s/%s.secret", h->secrets, side);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(secret, f);
    fclose(f);
    assert_int_equal(chmod(path, 0600), 0);
}

static struct err set_up(struct session *s, void *ctx)
{
    const struct setting_up *w = ctx;
    const struct q_idp_put_in in = {.side = side_name(w->side),
                                    .name =
                                        w->side == SIDE_CITY ? "Testville" : "Care Co",
                                    .issuer = w->p->issuer,
                                    .client = w->p->client,
                                    .acr = w->acr,
                                    .near = w->near,
                                    .trusted = w->trusted,
                                    .at = s->now};
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_idp_put, &in);
}

void house_set(struct house *h, const struct setting_up *as)
{
    struct setting_up w = *as;

    assert_ok(phone_run(h->t->phone, STORE_REGISTRY, set_up, &w));
}

struct house *house_open(struct world *w)
{
    struct house *h = arena_new(&w->arena, struct house);

    h->t = site_new(w);
    snprintf(h->secrets, sizeof h->secrets, "/tmp/idp-XXXXXX");
    assert_non_null(mkdtemp(h->secrets));
    h->t->web->config.site.idp_secrets = h->secrets;
    provider_begin(&h->city, "doorstep", "city-secret");
    provider_begin(&h->care, "doorstep", "care-secret");
    put_secret(h, "city", "city-secret\n");
    put_secret(h, "provider", "care-secret\n");
    house_set(h, &(struct setting_up){SIDE_CITY, &h->city, .near = true});
    house_set(h, &(struct setting_up){SIDE_PROVIDER, &h->care, .near = true});
    return h;
}

void house_close(struct house *h)
{
    char path[80];

    provider_end(&h->city);
    provider_end(&h->care);
    for (int side = 0; side < SIDES; side++) {
        snprintf(path, sizeof path, "%s/%s.secret", h->secrets,
                 side_name((enum side)side));
        unlink(path);
    }
    rmdir(h->secrets);
}

struct grouping {
    enum side side;
    const char *group;
    enum role role;
};

static struct err put_group(struct session *s, void *ctx)
{
    const struct grouping *g = ctx;
    const struct q_idp_group_put_in in = {side_name(g->side), g->group,
                                          role_name(g->role)};
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_idp_group_put, &in);
}

void house_map(struct house *h, enum side side, const char *group, enum role role)
{
    struct grouping g = {side, group, role};

    assert_ok(phone_run(h->t->phone, STORE_REGISTRY, put_group, &g));
}

struct closing {
    enum side side;
    struct user_id keeper;
};

static struct err close_passwords(struct session *s, void *ctx)
{
    const struct closing *c = ctx;
    const struct q_idp_passwords_in in = {
        .side = side_name(c->side), .passwords = 0, .keeper = c->keeper, .at = s->now};
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_idp_passwords, &in);
}

void house_passwords_off(struct house *h, enum side side, struct user_id keeper)
{
    struct closing c = {side, keeper};

    assert_ok(phone_run(h->t->phone, STORE_REGISTRY, close_passwords, &c));
}

static const char *parameter(struct arena *a, const char *url, const char *name)
{
    char key[40];
    struct build b = {.arena = a};

    snprintf(key, sizeof key, "&%s=", name);
    const char *at = strstr(url, key);
    assert_non_null(at);
    for (at += strlen(key); *at != '\0' && *at != '&'; at++) {
        if (*at == '%') {
            char digits[3] = {at[1], at[2], '\0'};
            build_char(&b, (char)strtol(digits, NULL, 16));
            at += 2;
        } else {
            build_char(&b, *at);
        }
    }
    return build_done(&b);
}

const char *house_path(struct house *h, const char *way, enum side side,
                       const char *query)
{
    char path[1500];

    snprintf(path, sizeof path, "/sign-in/%s/%s?%s", way, side_name(side), query);
    return arena_copy(h->t->arena, path, strlen(path));
}

struct trip house_go(struct house *h, enum side side)
{
    return house_go_to(h, side, "/people");
}

struct trip house_go_to(struct house *h, enum side side, const char *next)
{
    char query[100];
    snprintf(query, sizeof query, "next=%s", next);
    const struct local_answer *a =
        site_get(h->t, NULL, house_path(h, "with", side, query));
    const char *url = local_header(a, "Location"),
               *cookie = local_header(a, "Set-Cookie");

    assert_status(a, 303);
    assert_true(strncmp(cookie, "__Host-idp=", 11) == 0);
    assert_non_null(strstr(cookie, "; HttpOnly; SameSite=Lax; Max-Age=600; Secure"));
    assert_null(strstr(url, "secret"));
    return (struct trip){.state = parameter(h->t->arena, url, "state"),
                         .nonce = parameter(h->t->arena, url, "nonce"),
                         .challenge = parameter(h->t->arena, url, "code_challenge"),
                         .cookie = arena_copy(h->t->arena, cookie, strcspn(cookie, ";"))};
}

const struct local_answer *house_back(struct house *h, enum side side,
                                      const struct trip *trip, const char *code)
{
    char query[1400];

    snprintf(query, sizeof query, "code=%s&state=%s", code, trip->state);
    return site_ask(h->t, &(struct ask){.method = "GET",
                                        .path = house_path(h, "back", side, query),
                                        .more = {{"Cookie", trip->cookie}}});
}

const char *house_code(struct house *h, struct provider *p, const struct trip *trip)
{
    return provider_code(p, trip->nonce, trip->challenge, h->t->phone->now / 1000);
}

const struct local_answer *house_come(struct house *h, enum side side,
                                      const struct token *says)
{
    struct provider *p = side == SIDE_CITY ? &h->city : &h->care;
    struct trip trip = house_go(h, side);

    provider_says(p, says);
    return house_back(h, side, &trip, house_code(h, p, &trip));
}

const char *session_of(struct house *h, const struct local_answer *a)
{
    const char *cookie = local_header(a, "Set-Cookie");
    const char *at = a->status == 303 ? strstr(cookie, "__Host-doorstep=") : NULL;

    return at == NULL ? NULL : arena_copy(h->t->arena, at, strcspn(at, ";"));
}

void assert_in(struct house *h, const struct local_answer *a)
{
    assert_status(a, 303);
    assert_string_equal(local_header(a, "Location"), "/people");
    const char *cookie = session_of(h, a);
    assert_non_null(cookie);
    a = site_ask(h->t, &(struct ask){.method = "GET",
                                     .path = "/account/second-step",
                                     .more = {{"Cookie", cookie}}});
    assert_status(a, 200);
}

void assert_out(struct house *h, const struct local_answer *a, const char *msg)
{
    assert_status(a, 422);
    assert_null(strstr(local_header(a, "Set-Cookie"), "__Host-doorstep="));
    assert_has(a, sentence(h->t, "en", msg));
}

struct roles_in {
    struct user_id user;
    const char *email; /* in place of the id */
    unsigned roles;
};

static struct err look_roles(struct session *s, void *ctx)
{
    struct roles_in *r = ctx;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    if (r->email != NULL) {
        const struct q_person_by_email_in in = {.email = r->email};
        struct q_person_by_email_out row;

        TRY(db_one(db, &q_person_by_email, &in, &row, s->arena));
        r->user = row.id;
    }
    return account_roles(db, r->user, s->arena, &r->roles);
}

unsigned roles_of(struct house *h, const char *email)
{
    struct roles_in r = {.email = email};

    assert_ok(phone_run(h->t->phone, STORE_REGISTRY, look_roles, &r));
    return r.roles;
}

bool is_known(struct house *h, const char *email)
{
    struct roles_in r = {.email = email};

    return phone_run(h->t->phone, STORE_REGISTRY, look_roles, &r).kind == OK;
}
