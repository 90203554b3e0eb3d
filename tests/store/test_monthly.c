/* The page of the month, over a real mail server, on both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

#include "app/monthly_app.h"
#include "app/status_app.h"
#include "base/helper.h"
#include "store/queries_care.h"
#include "store/queries_registry.h"
#include "store/record_store.h"
#include "worker/worker.h"

#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define PARAGRAPH "Evening calls reach more homes than morning calls."

/* A city whose clocks go forward on March 8, 2026 at two, and back on November 1. */
static const struct zone_change changes[] = {{0, -5 * 3600},
                                             {INT64_C(1772953200000), -4 * 3600},
                                             {INT64_C(1793512800000), -5 * 3600}};
static const struct zone here = {changes, COUNT(changes)};
static struct helper *papers;

struct city {
    struct post post;
    int64_t released; /* texts, by release() */
};

struct setting {
    const char *name, *value;
};

static struct err put_setting(struct db *db, struct arena *a, void *ctx)
{
    const struct setting *s = ctx;

    (void)a;
    return db_exec(db, &q_setting_put, &(struct q_setting_put_in){s->name, s->value});
}

static void set(struct city *c, const char *name, const char *value)
{
    assert_ok(world_change(c->post.p->w, STORE_REGISTRY, put_setting,
                           &(struct setting){name, value}));
}

static int64_t at(int year, int month, int day, int minute)
{
    return zone_at_ms(&here, day_make(year, month, day), minute);
}

static void open_city(struct city *c, struct world *w)
{
    *c = (struct city){0};
    post_open(&c->post, phone_new(w), &here);
    c->post.rounds.papers = papers;
    set(c, "leader_email", "leader@city.example");
    set(c, "clerk_email", "clerk@city.example");
}

static void round_at(struct city *c, int64_t now)
{
    c->post.p->now = now;
    post_round(&c->post, "monthly");
}

static int count(const char *text, const char *word)
{
    int n = 0;

    for (const char *found = text; (found = strstr(found, word)) != NULL; found++)
        n++;
    return n;
}

static int pages(struct city *c)
{
    return count(dump_care(c->post.p), " monthly en ");
}

static struct mail_round send(struct city *c, int64_t later)
{
    post_wait(&c->post, later);
    return post_look(&c->post, STORE_CARE);
}

struct writing {
    struct learnt_in in;
    struct faults faults;
    char kept[200]; /* what it names; "?": its writer may say that it does not */
};

static void write_named(struct session *s, const struct named_list *named, char *to)
{
    strcpy(to, named_words(s->arena, named));
    if (!named_beyond_doubt(named))
        strcat(to, "?");
}

static struct err write_learnt(struct session *s, void *ctx)
{
    struct writing *w = ctx;
    void *out;

    s->actor.roles = 1u << ROLE_CARE_LEAD;
    s->zone = &here;
    struct err e = learnt_write(s, &w->in, &out);
    w->faults = s->faults;
    w->kept[0] = '\0';
    if (e.kind == OK && ((const struct learnt_page *)out)->form != NULL)
        write_named(s, &((const struct learnt_page *)out)->named, w->kept);
    return e;
}

static struct err learn(struct city *c, struct writing *w)
{
    return phone_run(c->post.p, STORE_CARE, write_learnt, w);
}

struct reading {
    const char *words;
    bool found;
};

static struct err read_page(struct session *s, void *ctx)
{
    struct reading *r = ctx;
    struct bytes paper;

    s->zone = &here;
    TRY(monthly_paper(s, day_make(2026, 7, 1), &paper));
    r->found = memmem(paper.p, paper.len, r->words, strlen(r->words)) != NULL;
    return ok();
}

static bool page_says(struct city *c, const char *words)
{
    struct reading r = {words, false};

    assert_ok(phone_run(c->post.p, STORE_CARE, read_page, &r));
    return r.found;
}

static void a_city_that_set_nothing_sends_no_page(void **state)
{
    struct city c;

    open_city(&c, *state);
    for (int month = 1; month <= 12; month++)
        round_at(&c, at(2026, month, 28, 23 * 60));
    assert_int_equal(pages(&c), 0);
    sink_close(&c.post.sink);
}

static void pages_begin_with_the_first_due_day_and_come_once_to_each(void **state)
{
    struct city c;

    open_city(&c, *state);
    set(&c, "monthly", "3 8");
    round_at(&c, at(2026, 6, 20, 0));
    assert_int_equal(pages(&c), 0);
    round_at(&c, at(2026, 7, 3, 8 * 60) - 1);
    assert_int_equal(pages(&c), 0);
    for (int i = 0; i < 3; i++)
        round_at(&c, at(2026, 7, 3, 8 * 60 + i));
    assert_int_equal(pages(&c), 2);
    assert_int_equal(count(dump_care(c.post.p), "month:2026-06-01 leader@city.example"),
                     1);
    assert_int_equal(count(dump_care(c.post.p), "month:2026-06-01 clerk@city.example"),
                     1);
    round_at(&c, at(2026, 8, 3, 9 * 60));
    assert_int_equal(pages(&c), 4);
    sink_close(&c.post.sink);
}

static void off_and_on_again_tells_no_month_late(void **state)
{
    struct city c;

    open_city(&c, *state);
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 6, 20, 0));
    set(&c, "monthly", "off");
    round_at(&c, at(2026, 7, 1, 9 * 60));
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 7, 2, 0));
    assert_int_equal(pages(&c), 0);
    round_at(&c, at(2026, 8, 1, 8 * 60));
    assert_int_equal(count(dump_care(c.post.p), "month:2026-07-01 "), 2);
    sink_close(&c.post.sink);
}

static void an_hour_that_is_left_out_or_comes_twice_sends_one_page(void **state)
{
    struct city c;

    open_city(&c, *state);
    set(&c, "monthly", "8 2"); /* no such hour on March 8 */
    round_at(&c, at(2026, 2, 20, 0));
    for (int i = -90; i <= 120; i += 15)
        round_at(&c, INT64_C(1772953200000) + i * MINUTE);
    assert_int_equal(count(dump_care(c.post.p), "month:2026-02-01 "), 2);
    set(&c, "monthly", "1 1"); /* twice on November 1 */
    round_at(&c, at(2026, 10, 20, 0));
    for (int i = -120; i <= 120; i += 15)
        round_at(&c, INT64_C(1793512800000) + i * MINUTE);
    assert_int_equal(count(dump_care(c.post.p), "month:2026-10-01 "), 2);
    sink_close(&c.post.sink);
}

/* The server took it and could not say so; meanwhile the text was to change. */
static void every_try_is_the_same_letter_and_everybody_gets_the_same_page(void **state)
{
    struct city c;

    open_city(&c, *state);
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 6, 20, 0));
    struct writing w = {.in = {day_make(2026, 6, 1), PARAGRAPH, 0, true, true}};
    assert_ok(learn(&c, &w));
    round_at(&c, at(2026, 7, 1, 8 * 60));
    sink_mood(&c.post.sink, SINK_DIES);
    assert_int_equal(send(&c, 0).left, 2);
    w.in.words = "Other words.";
    w.in.rev = 1;
    assert_err(learn(&c, &w), ERR_CONFLICT); /* its page is made */
    c.post.mail.city_name = "Elsewhere";
    sink_mood(&c.post.sink, SINK_TAKES);
    assert_int_equal(send(&c, 2 * MINUTE).sent, 2);
    assert_int_equal(c.post.sink.len, 4);
    assert_string_equal(c.post.sink.letter[0], c.post.sink.letter[2]);
    assert_string_equal(c.post.sink.letter[1], c.post.sink.letter[3]);
    const char *one = strstr(c.post.sink.letter[0], "application/pdf");
    const char *other = strstr(c.post.sink.letter[1], "application/pdf");
    assert_non_null(one);
    assert_non_null(other);
    size_t same = strcspn(strstr(one, "\r\n\r\n") + 4, "-");
    assert_true(same > 10000);
    assert_memory_equal(strstr(one, "\r\n\r\n"), strstr(other, "\r\n\r\n"), same);
    assert_non_null(strstr(c.post.sink.letter[0], "filename=\"page-2026-06.pdf\""));
    sink_close(&c.post.sink);
}

static void only_what_is_released_stands_on_the_page(void **state)
{
    struct city c;

    open_city(&c, *state);
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 6, 20, 0));
    struct writing w = {.in = {day_make(2026, 6, 1), PARAGRAPH, 0, false, false}};
    assert_ok(learn(&c, &w));
    assert_false(page_says(&c, PARAGRAPH));
    w.in.rev = 1;
    w.in.release = true;
    assert_err(learn(&c, &w), ERR_INVALID);
    assert_string_equal(fault_of(&w.faults, "sure"), "updates.learnt_unsure");
    w.in.sure = true;
    assert_ok(learn(&c, &w));
    assert_true(page_says(&c, PARAGRAPH));
    assert_err(learn(&c, &w), ERR_CONFLICT); /* a stale screen */
    w.in.rev = 2;
    w.in.release = false;
    assert_ok(learn(&c, &w));
    assert_false(page_says(&c, PARAGRAPH));
    sink_close(&c.post.sink);
}

#define REQUEST(n, phone, unit, name)                                         \
    "\"casefile\":\"018f0000-0063-7000-8000-00000000000" #n "\",\"consent\":" \
    "\"018f0000-006e-7000-8000-00000000000" #n "\",\"property\":"             \
    "\"018f0000-0070-7000-8000-000000000001\",\"unit\":\"" unit "\","         \
    "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"             \
    "\"urgency\":\"today\",\"phone\":\"" phone "\",\"message_ok\":\"no\","    \
    "\"call_name\":\"" name "\",\"text_version\":\"d\",\"lang\":\"es\","      \
    "\"method\":\"shown\""

static void born(struct city *c, int n, const char *data)
{
    assert_applied(
        phone_send_one(c->post.p, op_sealed(c->post.p, n, "help.request", data)));
}

static struct err give_number(struct session *s, void *ctx)
{
    struct own_number n = {.author = s->actor.user, .at = s->now, .rev = 1};
    struct id id;
    struct db *db;

    require(id_parse(name_id(s->arena, 'c', *(int *)ctx), ID_TEXT - 1, &id));
    n.casefile = id_to(casefile, id);
    n.number = "24-1187";
    TRY(session_db(s, STORE_CARE, &db));
    return own_number_save(db, s->keys, &n, s->arena);
}

static struct city *with_households(struct world *w)
{
    static struct city c;

    open_city(&c, w);
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 6, 20, 0));
    born(&c, 1, REQUEST(1, "617 555 0100", "Apt. 2-B", "Rosa de la Vázquez"));
    born(&c, 2, REQUEST(2, "617 555 0122", "9", "Олена Коваль"));
    born(&c, 3, REQUEST(3, "617 555 0133", "7", "王芳"));
    born(&c, 4, REQUEST(4, "617 555 0144", "5", "Hope May"));
    assert_ok(phone_run(c.post.p, STORE_CARE, give_number, &(int){1}));
    return &c;
}

/* "": it was released; else what kept it. */
static const char *release(struct city *c, const char *words, const char *meant)
{
    struct writing w = {.in = {.month = day_make(2026, 6, 1),
                               .words = words,
                               .rev = c->released,
                               .release = true,
                               .sure = true,
                               .meant = meant}};

    assert_ok(learn(c, &w));
    c->released += w.kept[0] == '\0';
    return arena_copy(c->post.p->arena, w.kept, strlen(w.kept));
}

static void a_text_that_names_a_household_is_not_released(void **state)
{
    static const struct {
        const char *words, *kept;
    } texts[] = {
        {"ROSA told us that evenings are better.", "Rosa"},
        {"One of them (Vazquez) waited.", "Vázquez"},
        {"Vazquezville has more stairs than rosary beads.", ""},
        {"Родина КОВАЛЬ чекала.", "Коваль"},
        {"The Kovals wait; Koval does not.", "Коваль"},
        {"我们帮助王芳找到了家。", "王芳"},
        {"At 12 Erie St, Apt 2B the heat failed.", "12 Erie Street"},
        {"The heat failed at 12 Erie Street.", "12 Erie Street?"},
        {"On Erie Street, Apt 2B, the heat failed.", "Erie Street"},
        {"Many on Erie St wait for heat.", "Erie Street?"},
        {"112 Erie Street and 12 Eriesson Street are no homes of ours.", ""},
        {"Call 617/555/0100.", "617 555 0100"},
        {"As in case 24-1187.", "24-1187"},
        {"As in 24-11870.", ""},
    };
    struct city *c = with_households(*state);

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_string_equal(release(c, texts[i].words, NULL), texts[i].kept);
    sink_close(&c->post.sink);
}

static void a_word_that_is_also_a_name_is_asked_about_once(void **state)
{
    struct city *c = with_households(*state);

    assert_string_equal(release(c, "In May there was hope.", NULL), "Hope, May?");
    assert_false(page_says(c, "In May there was hope."));
    assert_string_equal(release(c, "In May there was hope.", "Hope"), "Hope, May?");
    assert_string_equal(release(c, "Rosa had hope.", "Hope"), "Rosa");
    assert_string_equal(release(c, "In May there was hope.", "Hope, May"), "");
    assert_true(page_says(c, "In May there was hope."));
    sink_close(&c->post.sink);
}

static struct err close_to_writer(struct session *s, void *ctx)
{
    struct q_block_add_in in = {.id = id_mint(s->now),
                                .person = s->actor.user,
                                .author = s->actor.user,
                                .at = s->now};
    struct id id;
    struct db *db;

    require(id_parse(name_id(s->arena, 'c', *(int *)ctx), ID_TEXT - 1, &id));
    in.casefile = id_to(casefile, id);
    TRY(session_db(s, STORE_CARE, &db));
    return db_exec(db, &q_block_add, &in);
}

static void a_case_that_is_closed_to_the_writer_keeps_no_text(void **state)
{
    struct city *c = with_households(*state);

    assert_string_equal(release(c, "Rosa, 24-1187.", NULL), "Rosa, 24-1187");
    assert_ok(phone_run(c->post.p, STORE_CARE, close_to_writer, &(int){1}));
    assert_string_equal(release(c, "Rosa, 24-1187.", NULL), "");
    sink_close(&c->post.sink);
}

static struct err close_case(struct session *s, void *ctx)
{
    struct casefile c;
    struct id id;
    struct db *db;

    require(id_parse(name_id(s->arena, 'c', *(int *)ctx), ID_TEXT - 1, &id));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(casefile_load(db, s->keys, id_to(casefile, id), s->arena, &c));
    c.closed_at = s->now - 366 * DAY;
    c.rev++;
    return casefile_save(db, &c);
}

static void a_case_that_was_closed_long_ago_keeps_no_text(void **state)
{
    struct city *c = with_households(*state);

    assert_ok(phone_run(c->post.p, STORE_CARE, close_case, &(int){2}));
    assert_string_equal(release(c, "Коваль", NULL), "");
    assert_string_equal(release(c, "Rosa", NULL), "Rosa");
    sink_close(&c->post.sink);
}

struct status {
    enum status_kind kind;
    const char *words;
};

static struct err read_status(struct session *s, void *ctx)
{
    struct status *found = ctx;
    struct status_page *p = arena_new(s->arena, struct status_page);

    s->zone = &here;
    s->public_url = "https://d.example";
    status_look(s, p);
    for (size_t i = 0; i < p->len; i++)
        if (strcmp(p->of[i].name, "status.name_month") == 0)
            *found = (struct status){p->of[i].kind, p->of[i].words};
    return ok();
}

static void assert_status(struct city *c, enum status_kind kind, const char *words)
{
    struct status found = {0};

    assert_ok(phone_run(c->post.p, STORE_CARE, read_status, &found));
    assert_string_equal(found.words, words);
    assert_int_equal(found.kind, kind);
}

static void the_status_says_when_a_page_goes_and_when_it_did_not(void **state)
{
    struct city c;

    open_city(&c, *state);
    assert_status(&c, STATUS_TOLD, "status.month_off");
    set(&c, "monthly", "1 8");
    round_at(&c, at(2026, 6, 20, 0));
    assert_status(&c, STATUS_GOOD, "status.month");
    c.post.p->now = at(2026, 7, 1, 8 * 60 + 59); /* nobody made it yet */
    assert_status(&c, STATUS_GOOD, "status.month");
    c.post.p->now += 2 * MINUTE;
    assert_status(&c, STATUS_BAD, "status.month_late");
    round_at(&c, c.post.p->now);
    assert_status(&c, STATUS_GOOD, "status.month");
    set(&c, "leader_email", "");
    set(&c, "clerk_email", "");
    assert_status(&c, STATUS_LOOK, "status.month_nobody");
    sink_close(&c.post.sink);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_city_that_set_nothing_sends_no_page),
        cmocka_unit_test(pages_begin_with_the_first_due_day_and_come_once_to_each),
        cmocka_unit_test(off_and_on_again_tells_no_month_late),
        cmocka_unit_test(an_hour_that_is_left_out_or_comes_twice_sends_one_page),
        cmocka_unit_test(every_try_is_the_same_letter_and_everybody_gets_the_same_page),
        cmocka_unit_test(only_what_is_released_stands_on_the_page),
        cmocka_unit_test(a_text_that_names_a_household_is_not_released),
        cmocka_unit_test(a_word_that_is_also_a_name_is_asked_about_once),
        cmocka_unit_test(a_case_that_is_closed_to_the_writer_keeps_no_text),
        cmocka_unit_test(a_case_that_was_closed_long_ago_keeps_no_text),
        cmocka_unit_test(the_status_says_when_a_page_goes_and_when_it_did_not),
    };

    require(helper_start(&papers, &worker_papers).kind == OK);
    int status = world_run_ready("monthly", tests, COUNT(tests));
    helper_stop(&papers);
    return status;
}
