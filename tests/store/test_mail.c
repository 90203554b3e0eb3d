/* Letters that tell of events, over a real mail server, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

#include "app/mail_state.h"
#include "app/status_app.h"

#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define LINK "{\"referral\":\"01890000-0000-7000-8000-0000000000aa\",\"serial\":\"1\"}"

static void open_post(struct post *o, struct world *w)
{
    post_open(o, phone_new(w), NULL);
}

static struct mail_round look(struct post *o, int64_t ms)
{
    post_wait(o, ms);
    return post_look(o, STORE_CARE);
}

struct writing {
    enum store_name store;
    const char *event, *to, *template, *lang, *args;
};

static struct err write_row(struct session *s, void *ctx)
{
    const struct writing *w = ctx;
    struct db *db;

    TRY(session_db(s, w->store, &db));
    return mail_put(s, db,
                    &(struct mail){.event = w->event,
                                   .recipient = w->to,
                                   .template = w->template,
                                   .lang = w->lang,
                                   .args = w->args});
}

static void put_as(struct post *o, struct writing w)
{
    assert_ok(phone_run(o->p, w.store, write_row, &w));
}

static void put(struct post *o, const char *event, const char *to)
{
    put_as(o, (struct writing){STORE_CARE, event, to, "request-sent", "en", LINK});
}

static const char *event_of(struct post *o, int n)
{
    char *out = arena_alloc(o->p->arena, 16);

    snprintf(out, 16, "e:%d", n);
    return out;
}

static const char *header(struct post *o, size_t i, const char *name)
{
    const char *at = strstr(o->sink.letter[i], name);

    assert_non_null(at);
    return arena_copy(o->p->arena, at, strcspn(at, "\r"));
}

static void an_event_told_twice_is_one_letter_to_each(void **state)
{
    struct post o;

    open_post(&o, *state);
    put(&o, "e:1", "a@x.example");
    put(&o, "e:1", "a@x.example");
    put_as(&o, (struct writing){STORE_CARE, "e:1", "a@x.example", "request-withdrawn",
                                "es", LINK}); /* another text for what was told */
    put(&o, "e:1", "b@x.example");
    assert_int_equal(look(&o, 0).sent, 2);
    assert_int_equal(look(&o, HOUR).sent, 0);
    assert_int_equal(o.sink.len, 2);
    assert_string_not_equal(header(&o, 0, "Message-ID:"), header(&o, 1, "Message-ID:"));
    sink_close(&o.sink);
}

/* The resolver says that it is this machine; its name does not. */
static void no_letter_goes_to_another_machine_in_clear(void **state)
{
    char url[64];
    struct post o;

    open_post(&o, *state);
    snprintf(url, sizeof url, "smtp://mail.localhost%s", strrchr(o.sink.url, ':'));
    o.mail.smtp.url = url;
    put(&o, "e:1", "a@x.example");
    assert_int_equal(look(&o, 0).left, 1);
    assert_int_equal(o.sink.len, 0);
    o.mail.smtp.url = o.sink.url;
    assert_int_equal(look(&o, HOUR).sent, 1);
    sink_close(&o.sink);
}

/* The server took the letter and could not say so; meanwhile everything was renamed. */
static void a_second_try_is_the_same_letter_byte_for_byte(void **state)
{
    struct post o;

    open_post(&o, *state);
    put(&o, "e:1", "a@x.example");
    sink_mood(&o.sink, SINK_DIES);
    assert_int_equal(look(&o, 0).left, 1);
    sink_mood(&o.sink, SINK_TAKES);
    o.mail.city_name = "Elsewhere";
    o.mail.public_url = "https://other.example";
    o.mail.smtp.from = "Other <o@other.example>";
    assert_int_equal(look(&o, 2 * MINUTE).sent, 1);
    assert_int_equal(o.sink.len, 2);
    assert_string_equal(o.sink.letter[0], o.sink.letter[1]);
    assert_non_null(strstr(o.sink.letter[0], "https://d.example/r#"));
    sink_close(&o.sink);
}

static struct err take_lease(struct db *db, struct arena *a, void *ctx)
{
    struct post *o = ctx;
    struct outbox_ask ask = {.now = o->p->now};
    struct mail *rows;
    size_t len;

    return outbox_lease(db, &ask, a, &rows, &len);
}

static void what_a_lost_sender_held_is_sent_after_its_lease(void **state)
{
    struct post o;

    open_post(&o, *state);
    put(&o, "e:1", "a@x.example");
    assert_ok(world_change(o.p->w, STORE_CARE, take_lease, &o));
    assert_int_equal(look(&o, MINUTE).sent, 0); /* it is seen for the first time */
    assert_int_equal(look(&o, OUTBOX_LEASE_MS - MINUTE).sent, 0);
    assert_int_equal(look(&o, 2 * MINUTE).sent, 1);
    assert_int_equal(o.sink.len, 1);
    sink_close(&o.sink);
}

static void no_store_holds_the_secret_of_a_link(void **state)
{
    struct post o;

    open_post(&o, *state);
    put(&o, "e:1", "a@x.example");
    sink_mood(&o.sink, SINK_LATER);
    assert_int_equal(look(&o, 0).left, 1);
    sink_mood(&o.sink, SINK_TAKES);
    assert_non_null(strstr(dump_care(o.p), "https://d.example/r#{secret}"));
    assert_int_equal(look(&o, 2 * MINUTE).sent, 1);
    const char *link = strstr(o.sink.letter[0], "/r#");
    const char *secret = arena_copy(o.p->arena, link + 3, 22);
    assert_null(strstr(dump_care(o.p), secret));
    sink_close(&o.sink);
}

static void one_address_gets_no_more_than_the_hour_allows(void **state)
{
    struct post o;

    open_post(&o, *state);
    o.mail.brake = (struct outbox_brake){.one = 3};
    for (int i = 0; i < 5; i++)
        put(&o, event_of(&o, i), "a@x.example");
    put(&o, "e:9", "b@x.example");
    struct mail_round r = look(&o, 0);
    assert_int_equal(r.sent, 4); /* three, and the other address's */
    assert_int_equal(r.held, 2);
    put_as(&o, (struct writing){STORE_REGISTRY, "r:1", "a@x.example", "account-invited",
                                "en", "{}"});
    assert_int_equal(post_look(&o, STORE_REGISTRY).held, 1); /* of both stores */
    assert_int_equal(look(&o, 59 * MINUTE).sent, 0);
    assert_int_equal(look(&o, MINUTE).sent, 2);
    assert_int_equal(post_look(&o, STORE_REGISTRY).sent, 1);
    sink_close(&o.sink);
}

static void a_crisis_does_not_wait_for_the_hour(void **state)
{
    struct post o;

    open_post(&o, *state);
    o.mail.brake = (struct outbox_brake){.one = 1, .all = 1};
    put(&o, "e:1", "a@x.example");
    assert_int_equal(look(&o, 0).sent, 1);
    put(&o, "e:2", "a@x.example");
    put_as(&o, (struct writing){STORE_CARE, "e:3", "a@x.example", "request-urgent", "en",
                                "{}"});
    struct mail_round r = look(&o, MINUTE);
    assert_int_equal(r.sent, 1);
    assert_int_equal(r.held, 1);
    assert_non_null(strstr(header(&o, 1, "Subject:"), "Please=20look=20now"));
    sink_close(&o.sink);
}

static void all_addresses_get_no_more_than_the_hour_allows(void **state)
{
    struct post o;
    char to[32];

    open_post(&o, *state);
    o.mail.brake = (struct outbox_brake){.one = 3, .all = 6};
    for (int i = 0; i < 8; i++) {
        snprintf(to, sizeof to, "p%d@x.example", i);
        put(&o, "e:1", arena_copy(o.p->arena, to, strlen(to)));
    }
    assert_int_equal(look(&o, 0).sent, 6);
    assert_int_equal(look(&o, 30 * MINUTE).sent, 0);
    assert_int_equal(look(&o, 30 * MINUTE).sent, 2);
    sink_close(&o.sink);
}

/* What Status and /metrics say. */
struct told {
    struct status_line line;
    char fault[32];
    bool stalled;
};

static struct err tell(struct session *s, void *ctx)
{
    struct told *t = ctx;
    void *out;

    s->actor.roles = 1u << ROLE_ADMIN;
    s->public_url = "https://d.example";
    s->site.mail = true;
    TRY(status_view(s, NULL, &out));
    const struct status_page *page = out;
    for (size_t i = 0; i < page->len; i++)
        if (strcmp(page->of[i].name, "status.name_mail") == 0)
            t->line = page->of[i];
    if (t->line.fault != NULL)
        snprintf(t->fault, sizeof t->fault, "%s", t->line.fault);
    TRY(mail_stalled(s, NULL, &out));
    t->stalled = *(const bool *)out;
    return ok();
}

static struct told told(struct post *o)
{
    struct told t = {0};

    assert_ok(phone_run(o->p, STORE_PHOTOS, tell, &t));
    return t;
}

static void a_letter_that_is_late_is_an_alarm_and_one_that_is_held_is_not(void **state)
{
    struct post o;

    open_post(&o, *state);
    o.mail.brake = (struct outbox_brake){.one = 1};
    put(&o, "e:1", "a@x.example");
    put(&o, "e:2", "a@x.example");
    assert_int_equal(look(&o, 0).sent, 1);
    assert_int_equal(look(&o, 10 * MINUTE).sent, 0);
    struct told t = told(&o);
    assert_string_equal(t.line.words, "status.mail_held");
    assert_int_equal(t.line.kind, STATUS_LOOK);
    assert_int_equal(t.line.n, 1);
    assert_false(t.stalled);
    put(&o, "e:3", "b@x.example");
    sink_mood(&o.sink, SINK_LATER);
    assert_int_equal(look(&o, 0).left, 1);
    o.p->now += 3 * MINUTE;
    t = told(&o);
    assert_string_equal(t.line.words, "status.mail_waits");
    assert_string_equal(t.fault, "mail.later");
    assert_int_equal(t.line.kind, STATUS_BAD);
    assert_true(t.stalled);
    sink_close(&o.sink);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_told_twice_is_one_letter_to_each),
        cmocka_unit_test(a_second_try_is_the_same_letter_byte_for_byte),
        cmocka_unit_test(what_a_lost_sender_held_is_sent_after_its_lease),
        cmocka_unit_test(no_store_holds_the_secret_of_a_link),
        cmocka_unit_test(one_address_gets_no_more_than_the_hour_allows),
        cmocka_unit_test(a_crisis_does_not_wait_for_the_hour),
        cmocka_unit_test(all_addresses_get_no_more_than_the_hour_allows),
        cmocka_unit_test(a_letter_that_is_late_is_an_alarm_and_one_that_is_held_is_not),
        cmocka_unit_test(no_letter_goes_to_another_machine_in_clear),
    };

    return world_run_ready("mail", tests, COUNT(tests));
}
