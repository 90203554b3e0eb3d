/* Accounts from the administrator's desk, and what Status finds, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/account.h"
#include "app/device_app.h"
#include "app/people_app.h"
#include "app/status_app.h"
#include "base/crypto.h"
#include "store/outbox_store.h"

#include <stdio.h>
#include <string.h>

static const char *const case_manager[] = {"case-manager"};
static const char *const admin[] = {"admin"};

/* An administrator's step, and what came of it. */
struct deed {
    struct err (*act)(struct session *s, const void *in, void **out);
    struct person_form form;
    unsigned roles;
    struct faults faults;
    struct err e;
    char link[128];
};

static struct person_form form_of(struct phone *p, int n, const char *email)
{
    struct person_form f = {.name = "Rosa Diaz",
                            .email = email,
                            .phone = "",
                            .roles = case_manager,
                            .roles_len = 1};
    struct id id;

    require(id_parse(name_id(p->arena, 'a', n), ID_TEXT - 1, &id));
    f.id = id_to(user, id);
    require(id_parse(name_id(p->arena, 'b', n), ID_TEXT - 1, &f.invitation));
    return f;
}

static struct err run_deed(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out = NULL;

    s->actor.roles = d->roles;
    s->public_url = "https://d.example";
    d->e = d->act(s, &d->form, &out);
    d->faults = s->faults;
    if (d->e.kind == OK && out != NULL)
        snprintf(d->link, sizeof d->link, "%s", ((struct invited *)out)->link);
    return d->e;
}

static struct deed run_as(struct phone *p, unsigned roles,
                          struct err (*act)(struct session *, const void *, void **),
                          struct person_form form)
{
    struct deed d = {.act = act, .form = form, .roles = roles};
    struct err e = phone_run(p, STORE_REGISTRY, run_deed, &d);

    d.e = e;
    return d;
}

static struct deed run(struct phone *p,
                       struct err (*act)(struct session *, const void *, void **),
                       struct person_form form)
{
    return run_as(p, 1u << ROLE_ADMIN, act, form);
}

static struct err look_link(struct session *s, void *link)
{
    struct welcome w = {.token = strchr(link, '#') + 1, .password = ""};
    void *out;

    return welcome_look(s, &w, &out);
}

static void a_form_sent_twice_makes_one_account_and_one_link(void **state)
{
    struct phone *p = phone_new(*state);
    struct deed first = run(p, people_add, form_of(p, 1, "rosa@x.example"));
    struct deed again = run(p, people_add, form_of(p, 1, "Rosa@x.example"));

    assert_ok(first.e);
    assert_ok(again.e);
    assert_string_equal(first.link, again.link);
    const char *trail = dump_trail(p, STORE_REGISTRY);
    const char *added = strstr(trail, "user.add");
    assert_non_null(added);
    assert_null(strstr(added + 1, "user.add"));
    struct deed other = run(p, people_add, form_of(p, 1, "dina@x.example"));
    assert_int_equal(other.e.kind, ERR_CONFLICT);
    assert_string_equal(other.e.msg, "people.form_used");
}

static void every_fault_is_named_at_once_and_nothing_is_made(void **state)
{
    struct phone *p = phone_new(*state);
    static const char *const agency[] = {"agency"};
    struct person_form f = form_of(p, 1, "I1@x");

    f.name = "";
    f.phone = "call me";
    f.roles = agency;
    struct deed d = run(p, people_add, f);
    assert_int_equal(d.e.kind, ERR_INVALID);
    assert_string_equal(fault_of(&d.faults, "name"), "people.name_missing");
    assert_string_equal(fault_of(&d.faults, "email"), "account.email.taken");
    assert_string_equal(fault_of(&d.faults, "phone"), "errors.bad_phone");
    assert_string_equal(fault_of(&d.faults, "role"), "people.role_bad");
    assert_null(strstr(dump_trail(p, STORE_REGISTRY), "user.add"));
}

static void nobody_is_let_in_on_both_sides_of_the_wall(void **state)
{
    static const char *const both[] = {"inspector", "case-manager"};
    struct phone *p = phone_new(*state);
    struct person_form f = form_of(p, 1, "rosa@x.example");

    f.roles = both;
    f.roles_len = COUNT(both);
    struct deed d = run(p, people_add, f);
    assert_int_equal(d.e.kind, ERR_INVALID);
    assert_string_equal(fault_of(&d.faults, "role"), "people.role_crosses");
}

static void of_a_persons_links_only_the_newest_opens(void **state)
{
    struct phone *p = phone_new(*state);
    struct person_form f = form_of(p, 1, "rosa@x.example");
    struct deed first = run(p, people_add, f);

    f.invitation = form_of(p, 2, "").invitation;
    struct deed second = run(p, people_link, f);
    assert_ok(second.e);
    assert_err(phone_run(p, STORE_REGISTRY, look_link, first.link), ERR_INVALID);
    assert_ok(phone_run(p, STORE_REGISTRY, look_link, second.link));
    /* The first form, sent once more, brings its link back to nobody. */
    f.invitation = first.form.invitation;
    assert_int_equal(run(p, people_link, f).e.kind, ERR_CONFLICT);
    assert_ok(phone_run(p, STORE_REGISTRY, look_link, second.link));
}

static struct err keep_password(struct session *s, void *ctx)
{
    struct person_form *f = ctx;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return account_password(db, f->id, "$argon2id$", s->now);
}

static void the_last_administrator_stays(void **state)
{
    struct phone *p = phone_new(*state);
    struct person_form one = form_of(p, 1, "a1@x.example"),
                       two = form_of(p, 2, "a2@x.example");

    one.roles = two.roles = admin;
    assert_ok(run(p, people_add, one).e);
    assert_ok(run(p, people_add, two).e);
    assert_ok(phone_run(p, STORE_REGISTRY, keep_password, &one));
    /* The other one never came. */
    assert_string_equal(run(p, people_disable, one).e.msg, "account.last_admin");
    assert_ok(phone_run(p, STORE_REGISTRY, keep_password, &two));
    assert_ok(run(p, people_disable, one).e);
    assert_ok(run(p, people_disable, one).e); /* a second click */
    assert_string_equal(run(p, people_disable, two).e.msg, "account.last_admin");
    assert_string_equal(run(p, people_link, one).e.msg, "people.is_disabled");
}

static void only_an_administrator_finds_the_accounts(void **state)
{
    struct phone *p = phone_new(*state);
    struct person_form f = form_of(p, 1, "rosa@x.example");

    for (enum role r = 0; r < ROLES; r++)
        if (r != ROLE_ADMIN) {
            assert_int_equal(run_as(p, 1u << r, people_add, f).e.kind, ERR_NOT_FOUND);
            assert_int_equal(run_as(p, 1u << r, people_disable, f).e.kind, ERR_NOT_FOUND);
        }
}

/* A phone of the person, which signs what it sends. */
struct signing {
    struct person_form form;
    struct p256 key;
    struct device_id device;
    bool disabled, by_device;
    struct err e;
};

static struct err enrol(struct session *s, void *ctx)
{
    struct signing *g = ctx;
    struct device_new in = {.id = g->device};

    s->actor.user = g->form.id;
    memcpy(in.public_key, g->key.point, sizeof in.public_key);
    return device_enrol(s, &in);
}

static struct err come(struct session *s, void *ctx)
{
    struct signing *g = ctx;
    struct sha256 sha = sha256_of("", 0);
    uint8_t signature[SIGNATURE_LEN];
    char head[256], id[ID_TEXT];
    int n = snprintf(head, sizeof head, "POST\n/api/v1/sync\n1\n%s",
                     hex(s->arena, (struct bytes){sha.b, SHA256_LEN}));

    TRY(p256_sign(&g->key, (struct bytes){(const uint8_t *)head, (size_t)n}, signature));
    id_format(id_of(g->device), id);
    s->actor = (struct actor){0};
    const struct device_claim claim = {
        .device = id,
        .time = "1",
        .signature = base64url(s->arena, (struct bytes){signature, sizeof signature}),
        .method = "POST",
        .path = "/api/v1/sync",
        .body = {(const uint8_t *)"", 0},
    };
    TRY(device_load(s, &claim));
    g->disabled = s->disabled;
    g->by_device = s->by_device;
    return ok();
}

static void a_leavers_phone_may_bring_what_waits_and_no_more(void **state)
{
    struct phone *p = phone_new(*state);
    struct signing g = {.form = form_of(p, 1, "rosa@x.example")};

    g.device = id_to(device, g.form.invitation);
    assert_ok(p256_make(&g.key));
    assert_ok(run(p, people_add, g.form).e);
    assert_ok(phone_run(p, STORE_REGISTRY, enrol, &g));
    assert_ok(phone_run(p, STORE_REGISTRY, come, &g));
    assert_false(g.disabled);
    assert_ok(run(p, people_disable, g.form).e);
    assert_ok(phone_run(p, STORE_REGISTRY, come, &g));
    assert_true(g.disabled); /* so that its ops are parked: test_sync */
    assert_true(g.by_device);
    p256_free(&g.key);
}

/* The line of Status by its name. */
struct line {
    const char *name;
    struct status_line found;
    bool mail;
};

static struct err find_line(struct session *s, void *ctx)
{
    struct line *l = ctx;
    void *out;

    s->actor.roles = 1u << ROLE_PRIVACY;
    s->public_url = "https://d.example";
    s->site.mail = l->mail;
    TRY(status_view(s, NULL, &out));
    const struct status_page *page = out;
    for (size_t i = 0; i < page->len; i++)
        if (strcmp(page->of[i].name, l->name) == 0)
            l->found = page->of[i];
    return ok();
}

static struct status_line status_of(struct phone *p, const char *name, bool mail)
{
    struct line l = {.name = name, .mail = mail};

    assert_ok(phone_run(p, STORE_PHOTOS, find_line, &l));
    assert_non_null(l.found.words);
    return l.found;
}

static void every_store_answers_with_its_schema(void **state)
{
    struct phone *p = phone_new(*state);
    static const char *const names[] = {"status.name_registry", "status.name_enforcement",
                                        "status.name_care", "status.name_photos"};

    for (size_t i = 0; i < COUNT(names); i++) {
        struct status_line l = status_of(p, names[i], false);

        assert_int_equal(l.kind, STATUS_GOOD);
        assert_int_equal(l.n, l.of);
    }
    /* Nobody said where the keys are, so they are not called private. */
    assert_int_equal(status_of(p, "status.name_keys", false).kind, STATUS_BAD);
}

static struct err write_letter(struct session *s, void *ctx)
{
    struct phone *p = ctx;
    struct id id;
    struct db *db;

    require(id_parse(name_id(s->arena, 'm', 1), ID_TEXT - 1, &id));
    struct mail m = {.id = id_to(mail, id),
                     .event = "e:1",
                     .recipient = "x@x",
                     .template = "request-arrived",
                     .lang = "en",
                     .args = "{}",
                     .created_at = p->now - 3 * 60 * 1000};
    TRY(session_db(s, STORE_CARE, &db));
    return outbox_add(db, &m);
}

static void mail_is_green_only_when_a_letter_has_left(void **state)
{
    struct phone *p = phone_new(*state);
    static const char name[] = "status.name_mail";

    assert_int_equal(status_of(p, name, false).kind, STATUS_LOOK);
    assert_int_equal(status_of(p, name, true).kind, STATUS_TOLD);
    assert_ok(phone_run(p, STORE_CARE, write_letter, p));
    assert_string_equal(status_of(p, name, false).words, "status.mail_no_server_waits");
    struct status_line late = status_of(p, name, true);
    assert_int_equal(late.kind, STATUS_BAD);
    assert_int_equal(late.n, 1);
}

static void a_silent_phone_is_told_by_its_days_alone(void **state)
{
    struct phone *p = phone_new(*state);
    struct signing g = {.form = form_of(p, 1, "rosa@x.example")};
    static const char name[] = "status.name_phones";

    g.device = id_to(device, g.form.invitation);
    assert_ok(p256_make(&g.key));
    assert_ok(run(p, people_add, g.form).e);
    assert_int_equal(status_of(p, name, false).kind, STATUS_TOLD);
    assert_ok(phone_run(p, STORE_REGISTRY, enrol, &g));
    assert_int_equal(status_of(p, name, false).kind, STATUS_GOOD);
    p->now += 5 * DAY_MS;
    struct status_line l = status_of(p, name, false);
    assert_int_equal(l.kind, STATUS_LOOK);
    assert_int_equal(l.n, 5);
    assert_ok(phone_run(p, STORE_REGISTRY, come, &g));
    world_shut(p->w, STORE_REGISTRY); /* what was noted on the side is done by then */
    assert_int_equal(status_of(p, name, false).kind, STATUS_GOOD);
    p256_free(&g.key);
}

static void a_clock_that_went_back_is_noticed(void **state)
{
    struct phone *p = phone_new(*state);

    p->now = 4000000000000; /* audit rows carry the machine's own time */
    assert_int_equal(status_of(p, "status.name_clock", false).kind, STATUS_GOOD);
    assert_ok(run(p, people_add, form_of(p, 1, "rosa@x.example")).e);
    p->now = 1000000000000;
    assert_int_equal(status_of(p, "status.name_clock", false).kind, STATUS_BAD);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_sent_twice_makes_one_account_and_one_link),
        cmocka_unit_test(every_fault_is_named_at_once_and_nothing_is_made),
        cmocka_unit_test(nobody_is_let_in_on_both_sides_of_the_wall),
        cmocka_unit_test(of_a_persons_links_only_the_newest_opens),
        cmocka_unit_test(the_last_administrator_stays),
        cmocka_unit_test(only_an_administrator_finds_the_accounts),
        cmocka_unit_test(a_leavers_phone_may_bring_what_waits_and_no_more),
        cmocka_unit_test(every_store_answers_with_its_schema),
        cmocka_unit_test(mail_is_green_only_when_a_letter_has_left),
        cmocka_unit_test(a_silent_phone_is_told_by_its_days_alone),
        cmocka_unit_test(a_clock_that_went_back_is_noticed),
    };

    return world_run("people", tests, COUNT(tests));
}
