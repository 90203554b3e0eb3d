/* test_forms.c -- forms of the case manager's desk that are wrong, stale or sent twice:
 * one clear answer, nothing stored, nothing lost.  On both engines
 * where stores decide.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/mail_app.h"
#include "core/build.h"
#include "domain/limits.h"

#include <string.h>

struct desk {
    struct site *t;
    struct visitor *me;
    struct story *st;
};

static struct desk desk_new(struct world *w, const char *lang)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.me = visitor_new(d.t, ROLE_CASE_MANAGER, lang);
    d.st = story_new(d.t, 1);
    story_own(d.t, d.st, d.me);
    return d;
}

static const struct local_answer *post(const struct desk *d, const char *path,
                                       const char *form)
{
    return site_post(d->t, d->me, story_fill(d->t, d->st, path),
                     story_fill(d->t, d->st, form));
}

static const struct local_answer *get(const struct desk *d, const char *path)
{
    return site_get(d->t, d->me, story_fill(d->t, d->st, path));
}

/* The answer is 422, says `msg`, and no row of any store is another. */
static const struct local_answer *refused(const struct desk *d, const char *path,
                                          const char *form, const char *msg)
{
    const char *before = site_changes(d->t);
    const struct local_answer *a = post(d, path, form);

    assert_status(a, 422);
    assert_has(a, sentence(d->t, d->me->lang, msg));
    assert_string_equal(site_changes(d->t), before);
    return a;
}

static const char *letters(struct site *t, size_t n)
{
    char *s = arena_alloc(t->arena, n + 1);

    memset(s, 'w', n);
    return s;
}

static void an_over_long_note_comes_back_as_it_was_typed(void **state)
{
    struct desk d = desk_new(*state, "en");
    const char *typed = letters(d.t, LIMIT_NOTE + 1);
    struct build form = {.arena = d.t->arena};

    build_text(&form, "id={new}&note=");
    build_text(&form, typed);
    assert_has(refused(&d, "/cases/{case}/notes", build_done(&form), "case.too_long"),
               typed);
    assert_lacks(get(&d, "/cases/{case}"), typed);
}

static void a_note_of_the_greatest_length_is_kept(void **state)
{
    struct desk d = desk_new(*state, "en");
    const char *typed = letters(d.t, LIMIT_NOTE);
    struct build form = {.arena = d.t->arena};

    build_text(&form, "id={new}&note=");
    build_text(&form, typed);
    assert_status(post(&d, "/cases/{case}/notes", build_done(&form)), 303);
    assert_has(get(&d, "/cases/{case}"), typed);
}

static void bytes_that_are_not_utf8_are_refused(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/notes", "id={new}&note=caf%E9", "errors.not_utf8");
    refused(&d, "/cases/{case}/notes", "id={new}&note=%C0%AF", "errors.not_utf8");
    refused(&d, "/cases/{case}/notes", "id={new}&note=caf%E", "errors.not_utf8");
}

static void a_nul_byte_ends_no_text_early(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/notes", "id={new}&note=short%00er", "errors.not_utf8");
    assert_lacks(get(&d, "/cases/{case}"), "short");
    assert_status(get(&d, "/cases/{case}%00"), 400);
    assert_status(get(&d, "/cases/%00"), 400);
    assert_status(get(&d, "/cases/{case}%2"), 400);
    assert_status(get(&d, "/cases/caf%E9"), 400);
}

static void an_unknown_code_is_refused_at_its_field(void **state)
{
    struct desk d = desk_new(*state, "en");
    static const struct {
        const char *path, *form, *msg;
    } bad[] = {
        {"/cases/{case}/attempts", "id={new}&channel=phone&outcome=party",
         "case.outcome_missing"},
        {"/cases/{case}/attempts", "id={new}&channel=pigeon&outcome=reached",
         "case.channel_missing"},
        {"/cases/{case}/needs", "id={new}&need=gold&known_by=told", "case.need_missing"},
        {"/cases/{case}/prior", "rev={rev}&prior=perhaps", "case.prior_missing"},
        {"/cases/{case}/close", "rev={rev}&note_id={new}&reason=bored",
         "case.reason_missing"},
    };

    for (size_t i = 0; i < COUNT(bad); i++)
        refused(&d, bad[i].path, bad[i].form, bad[i].msg);
}

static void a_number_that_would_not_ring_is_refused_on_every_form(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/household/contact", "rev={rev}&call_name=Ana&phone=12",
            "errors.bad_phone");
    refused(&d, "/cases/{case}/attempts",
            "id={new}&channel=visit&outcome=reached&phone=abc", "errors.bad_phone");
}

static void a_need_that_is_open_is_not_added_again(void **state)
{
    struct desk d = desk_new(*state, "en");
    const char *first = story_fill(d.t, d.st, "id={new}&need=food&known_by=told");

    assert_status(post(&d, "/cases/{case}/needs", first), 303);
    refused(&d, "/cases/{case}/needs", "id={new}&need=food&known_by=seen",
            "connect.need_there");
    assert_status(post(&d, "/cases/{case}/needs", first), 303); /* a second click */
}

static void who_takes_a_yes_is_not_its_witness(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/consent",
            "id={new}&lang=en&method=verbal-witnessed&witness=+a++VISITOR"
            "&expires=2026-12-24&scope={need}:{organization}",
            "connect.witness_self");
}

static void a_next_step_is_neither_past_nor_years_away(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/attempts",
            "id={new}&channel=phone&outcome=no-answer&next_day=1999-02-01",
            "errors.next_day");
    refused(&d, "/cases/{case}/attempts",
            "id={new}&channel=phone&outcome=no-answer&next_day=2090-02-01",
            "errors.next_day");
}

static void all_faults_come_at_once_in_the_readers_language(void **state)
{
    struct desk d = desk_new(*state, "es");
    const struct local_answer *a =
        refused(&d, "/cases/{case}/attempts", "id={new}&next_day=2026-02-30&note=Llamé",
                "case.outcome_missing");

    assert_has(a, sentence(d.t, "es", "case.channel_missing"));
    assert_has(a, sentence(d.t, "es", "case.no_such_day"));
    assert_has(a, "href=\"#outcome\"");
    assert_has(a, "href=\"#channel\"");
    assert_has(a, "href=\"#next_day\"");
    assert_has(a, "Llamé");
    assert_has(a, "<html lang=\"es\"");
}

static void an_id_that_is_none_is_refused(void **state)
{
    struct desk d = desk_new(*state, "en");

    refused(&d, "/cases/{case}/notes", "id=7&note=x", "errors.form");
    refused(&d, "/cases/{case}/notes", "note=x", "errors.form");
    assert_status(get(&d, "/cases/7"), 404);
}

static void what_is_not_there_is_headed_so_and_not_as_a_fault(void **state)
{
    struct desk d = desk_new(*state, "es");
    const char *heading = sentence(d.t, "es", "error.not_found_title");
    struct build h1 = {.arena = d.t->arena};

    build_text(&h1, "<h1>");
    build_text(&h1, heading);
    build_text(&h1, "</h1>");
    const struct local_answer *a = get(&d, "/nothing-here");
    assert_status(a, 404);
    assert_has(a, build_done(&h1));
    assert_lacks(a, sentence(d.t, "es", "error.title"));
}

static void two_clicks_are_one(void **state)
{
    struct desk d = desk_new(*state, "en");
    static const struct {
        const char *path, *form;
    } forms[] = {
        {"/cases/{case}/notes", "id={new}&note=Twice+told"},
        {"/cases/{case}/attempts",
         "id={new}&channel=visit&outcome=reached&note=Twice+tried"},
        {"/cases/{case}/needs", "id={new}&need=food&known_by=told"},
        {"/cases/{case}/needs/{need}/services/{service}", "id={referral}&tell=name"},
        {"/cases/{case}/consent",
         "id={new}&method=signed&expires=2026-12-24&scope={need}:{organization}"},
    };

    for (size_t i = 0; i < COUNT(forms); i++) {
        const char *form = story_fill(d.t, d.st, forms[i].form);

        assert_status(post(&d, forms[i].path, form), 303);
        const char *once = get(&d, "/cases/{case}")->body;
        const char *rows = site_changes(d.t);
        assert_status(post(&d, forms[i].path, form), 303);
        const char *twice = get(&d, "/cases/{case}")->body;

        assert_int_equal(times(once, "<li"), times(twice, "<li"));
        assert_string_equal(site_changes(d.t), rows);
    }
    assert_int_equal(times(get(&d, "/cases/{case}")->body, "Twice told"), 1);
    assert_int_equal(times(get(&d, "/cases/{case}")->body, "Twice tried"), 1);
}

static void a_stale_form_is_told_who_was_faster_and_keeps_its_words(void **state)
{
    struct desk d = desk_new(*state, "en");
    static const char close[] =
        "rev={rev}&note_id={new}&reason=declined-after-contact&barrier=no-capacity";

    assert_status(post(&d, "/cases/{case}/prior", "rev={rev}&prior=no"), 303);
    const char *rows = dump_care(d.t->phone);
    const struct local_answer *a = post(&d, "/cases/{case}/close", close);
    assert_status(a, 409);
    assert_has(a, "value=\"declined-after-contact\" checked=\"checked\"");
    assert_has(a, "value=\"no-capacity\" checked=\"checked\"");
    assert_has(a, "A Visitor"); /* who, and when */
    assert_string_equal(dump_care(d.t->phone), rows);
    assert_status(post(&d, "/cases/{case}/prior", "rev={rev}&prior=yes"), 409);
    assert_status(post(&d, "/cases/{case}/referrals/{referral}/ask", "rev={answer_rev}"),
                  303);
    assert_status(post(&d, "/cases/{case}/referrals/{referral}/ask", "rev={answer_rev}"),
                  409);
}

static void a_body_over_the_limit_is_413_before_it_is_read(void **state)
{
    struct desk d = desk_new(*state, "en");
    const char *before = site_changes(d.t);
    const struct local_answer *a =
        site_ask(d.t, &(struct ask){.who = d.me,
                                    .method = "POST",
                                    .path = story_fill(d.t, d.st, "/cases/{case}/notes"),
                                    .more = {{"Content-Length", "16385"}}});

    assert_status(a, 413);
    assert_has(a, sentence(d.t, "en", "errors.too_large"));
    assert_string_equal(site_changes(d.t), before);
}

static void without_a_mail_server_mail_waits_and_today_says_so(void **state)
{
    struct desk d = desk_new(*state, "en");
    struct mail_round done;
    struct mail_watch watch = {.now = d.t->phone->now};
    const struct mail_config mail = {
        .stores = &d.t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = SITE_URL,
        .keys = d.t->phone->keys,
        .smtp = {.url = ""},
    };

    const char *rows = dump_care(d.t->phone);
    assert_non_null(strstr(rows, STORY_MAIL " request-sent"));
    assert_ok(mail_round(&mail, STORE_CARE, &watch, &done));
    assert_int_equal(done.sent, 0);
    assert_true(done.left > 0);
    assert_string_equal(dump_care(d.t->phone), rows);
    assert_lacks(get(&d, "/cases"), "mail server"); /* a minute is nothing to speak of */
    site_clock(d.t, d.t->phone->now + 3 * MINUTE);
    assert_has(get(&d, "/cases"), "mail server");
}

#define PARTS "multipart/form-data; boundary=\"a cut\""

/* The file of a form of parts, and the name that a browser gives it. */
static const struct local_answer *attach(const struct desk *d, const char *file)
{
    struct build b = {.arena = d->t->arena};

    build_text(&b, story_fill(d->t, d->st,
                              "--a cut\r\nContent-Disposition: form-data; name=\"id\""
                              "\r\n\r\n{new}\r\n--a cut\r\n"
                              "content-disposition: form-data; name=\"name\"\r\n\r\n"
                              "Letter\r\n"));
    build_text(&b, file);
    build_text(&b, "--a cut--\r\n");
    return site_ask(d->t,
                    &(struct ask){.who = d->me,
                                  .method = "POST",
                                  .path = story_fill(d->t, d->st, "/cases/{case}/files"),
                                  .body = build_done(&b),
                                  .more = {{"Content-Type", PARTS}}});
}

static void a_file_arrives_in_a_form_of_parts_and_leaves_as_a_download(void **state)
{
    struct desk d = desk_new(*state, "en");
    const struct local_answer *a =
        attach(&d, "--a cut\r\nContent-Disposition: form-data; name=\"file\"; "
                   "filename=\"eviction \\\"Zenobia\\\".pdf\"\r\nContent-Type: "
                   "text/html\r\n\r\n%PDF-1.4 body\r\n--a cu\r\n\r\n");

    assert_status(a, 303);
    const struct local_answer *page = get(&d, "/cases/{case}/files");
    assert_has(page, "Letter");
    assert_lacks(page, "eviction"); /* what the disk called it is nobody's business */
    const char *at = strstr(page->body, "/files/");
    assert_non_null(at);
    const char *path = arena_copy(d.t->arena, at + 7, ID_TEXT - 1);
    struct build b = {.arena = d.t->arena};
    build_text(&b, story_fill(d.t, d.st, "/cases/{case}/files/"));
    build_text(&b, path);
    const struct local_answer *file = site_get(d.t, d.me, build_done(&b));
    assert_status(file, 200);
    assert_string_equal(local_header(file, "Content-Type"), "application/pdf");
    assert_string_equal(local_header(file, "Content-Disposition"),
                        "attachment; filename=\"file.pdf\"");
    assert_string_equal(local_header(file, "Cache-Control"), "no-store");
    assert_string_equal(file->body, "%PDF-1.4 body\r\n--a cu\r\n");
}

static void a_form_of_parts_that_is_cut_off_stores_nothing(void **state)
{
    static const char *const bodies[] = {
        "",
        "--",
        "--a cut",
        "--a cut\r\n",
        "--a cut--",
        "--a cut\r\n\r\n--a cut",
        "--a cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"",
        "--a cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n"
        "\r\n%PDF-1.4 half",
    };
    struct desk d = desk_new(*state, "en");
    const char *before = site_changes(d.t);

    for (size_t i = 0; i < COUNT(bodies); i++) {
        const struct local_answer *a = site_ask(
            d.t, &(struct ask){.who = d.me,
                               .method = "POST",
                               .path = story_fill(d.t, d.st, "/cases/{case}/files"),
                               .body = bodies[i],
                               .more = {{"Content-Type", PARTS}}});
        assert_status(a, 422);
    }
    assert_string_equal(site_changes(d.t), before);
    assert_lacks(get(&d, "/cases/{case}/files"), "/remove");
}

/* "checked" behind the value, of a choice that stays chosen. */
static const char *chosen(struct site *t, const char *value)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "name=\"property\" value=\"");
    build_text(&b, value);
    build_text(&b, "\" checked=\"checked\"");
    return build_done(&b);
}

static void a_home_that_was_chosen_stays_chosen_whatever_else_is_asked(void **state)
{
    static const char home[] = "018f0000-0070-7000-8000-000000000002";
    static const char whole[] =
        "id={new}&consent={new}&line=12+Erie+Street&answer=unasked&source=311";
    static const char faulty[] =
        "id={new}&consent={new}&line=12+Erie+Street&source=311&property=";
    struct desk d = desk_new(*state, "en");
    struct build one = {.arena = d.t->arena}, none = {.arena = d.t->arena};
    const struct local_answer *a = refused(&d, "/cases", whole, "ask.address_which");

    assert_has(a, home);
    assert_lacks(a, chosen(d.t, home));
    build_text(&one, faulty);
    build_text(&one, home);
    assert_has(refused(&d, "/cases", build_done(&one), "ask.answer_missing"),
               chosen(d.t, home));
    build_text(&none, faulty);
    build_text(&none, "none");
    assert_has(refused(&d, "/cases", build_done(&none), "ask.answer_missing"),
               chosen(d.t, "none"));
}

static const struct local_answer *resident(struct site *t, const char *ticket,
                                           const char *more)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "lang=en&agree=yes&choices=food&message_ok=yes&urgency=routine"
                   "&call_name=Nadia&line=12+Erie+Street&ticket=");
    build_text(&b, ticket);
    build_text(&b, more);
    return site_ask(
        t, &(struct ask){.method = "POST", .path = "/help/ask", .body = build_done(&b)});
}

/* No card, no words on one: she asked by the web. */
static void her_page_says_nothing_of_a_card(struct site *t, const struct local_answer *a)
{
    static const char field[] = "class=\"ds-code\">";
    const char *at = strstr(a->body, field);

    assert_non_null(at);
    at += strlen(field);
    struct build form = {.arena = t->arena};
    build_text(&form, "lang=en&token=");
    build_bytes(&form, at, strcspn(at, "<"));
    a = site_follow(t, "/my/open", build_done(&form));
    assert_status(a, 200);
    assert_has(a, "We got your request.");
    assert_lacks(a, sentence(t, "en", "resident.word_of_card"));
}

static void what_a_resident_sent_is_shown_to_nobody_who_goes_back(void **state)
{
    static const char field[] = "name=\"ticket\" value=\"";
    struct site *t = site_new(*state);
    const char *at = strstr(site_get(t, NULL, "/help/ask?lang=en")->body, field);

    assert_non_null(at);
    at += strlen(field);
    const char *ticket = arena_copy(t->arena, at, strcspn(at, "\""));
    site_clock(t, t->phone->now + MINUTE);
    const struct local_answer *a = resident(t, ticket, "");
    assert_status(a, 422);
    assert_has(a, "Nadia");
    assert_has(a, ticket); /* what comes of it is told by it */
    a = resident(t, ticket, "&phone=617+555+0111");
    assert_has(a, "class=\"ds-code\"");
    her_page_says_nothing_of_a_card(t, a);
    const char *rows = site_changes(t);
    a = resident(t, ticket, ""); /* the way back sends it again */
    assert_status(a, 200);
    assert_has(a, sentence(t, "en", "ask.self_sent"));
    assert_lacks(a, "Nadia");
    assert_lacks(a, "Erie");
    assert_string_equal(site_changes(t), rows);
}

/* The value of a form's hidden input. */
static const char *hidden_of(struct site *t, const struct local_answer *a,
                             const char *name)
{
    struct build b = {.arena = t->arena};

    build_text(&b, "name=\"");
    build_text(&b, name);
    build_text(&b, "\" value=\"");
    const char *at = strstr(a->body, build_done(&b));
    assert_non_null(at);
    at += b.len;
    return arena_copy(t->arena, at, strcspn(at, "\""));
}

static const char *kept(const struct desk *d, const struct local_answer *asked,
                        const char *form)
{
    struct build b = {.arena = d->t->arena};

    build_text(&b, form);
    build_text(&b, "&words_kept=");
    build_text(&b, hidden_of(d->t, asked, "words_kept"));
    return build_done(&b);
}

#define NOTES "/cases/{case}/notes"
#define STATUS "id={new}&note=She+says+she+is+undocumented."

static void words_of_an_immigration_status_are_asked_about_once_and_then_kept(
    void **state)
{
    struct desk d = desk_new(*state, "es");
    const struct local_answer *a = refused(&d, NOTES, STATUS, "errors.status_words");

    assert_has(a, "She says she is undocumented.");
    assert_status(post(&d, NOTES, kept(&d, a, STATUS)), 303);
    assert_has(get(&d, "/cases/{case}"), "She says she is undocumented.");
    assert_lacks(get(&d, "/cases/{case}"), "words_kept");
}

static void what_was_answered_for_one_word_is_not_for_another(void **state)
{
    struct desk d = desk_new(*state, "en");
    const struct local_answer *a = refused(&d, NOTES, STATUS, "errors.status_words");

    refused(&d, NOTES, kept(&d, a, "id={new}&note=Number+A012345678."),
            "errors.status_words");
    refused(&d, NOTES, STATUS "&words_kept=", "errors.status_words");
    a = refused(&d, "/cases/{case}/attempts",
                kept(&d, a, "id={new}&channel=phone&outcome=party&note=Sin+papeles"),
                "errors.status_words");
    assert_has(a, sentence(d.t, "en", "case.outcome_missing")); /* all faults at once */
}

static void half_a_note_is_kept_whatever_its_words(void **state)
{
    struct desk d = desk_new(*state, "en");

    assert_status(post(&d, "/cases/{case}/draft", STATUS), 204);
}

/* Nothing is asked about what a paper says. */
static void a_demand_is_written_down_as_its_paper_says_it(void **state)
{
    struct desk d = desk_new(*state, "en");
    struct visitor *privacy = visitor_new(d.t, ROLE_PRIVACY, "en");
    const struct local_answer *a =
        site_post(d.t, privacy, "/legal", "words=A+list+of+undocumented+tenants");

    assert_status(a, 422);
    assert_has(a, "undocumented tenants");
    assert_lacks(a, sentence(d.t, "en", "errors.status_words"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            words_of_an_immigration_status_are_asked_about_once_and_then_kept),
        cmocka_unit_test(what_a_resident_sent_is_shown_to_nobody_who_goes_back),
        cmocka_unit_test(a_file_arrives_in_a_form_of_parts_and_leaves_as_a_download),
        cmocka_unit_test(a_form_of_parts_that_is_cut_off_stores_nothing),
        cmocka_unit_test(a_note_of_the_greatest_length_is_kept),
        cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
        cmocka_unit_test(a_nul_byte_ends_no_text_early),
        cmocka_unit_test(what_is_not_there_is_headed_so_and_not_as_a_fault),
        cmocka_unit_test(two_clicks_are_one),
        cmocka_unit_test(a_stale_form_is_told_who_was_faster_and_keeps_its_words),
        cmocka_unit_test(without_a_mail_server_mail_waits_and_today_says_so),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(a_home_that_was_chosen_stays_chosen_whatever_else_is_asked),
        cmocka_unit_test(an_over_long_note_comes_back_as_it_was_typed),
        cmocka_unit_test(an_unknown_code_is_refused_at_its_field),
        cmocka_unit_test(a_number_that_would_not_ring_is_refused_on_every_form),
        cmocka_unit_test(a_need_that_is_open_is_not_added_again),
        cmocka_unit_test(who_takes_a_yes_is_not_its_witness),
        cmocka_unit_test(a_next_step_is_neither_past_nor_years_away),
        cmocka_unit_test(all_faults_come_at_once_in_the_readers_language),
        cmocka_unit_test(an_id_that_is_none_is_refused),
        cmocka_unit_test(what_was_answered_for_one_word_is_not_for_another),
        cmocka_unit_test(half_a_note_is_kept_whatever_its_words),
        cmocka_unit_test(a_demand_is_written_down_as_its_paper_says_it),
        cmocka_unit_test(a_body_over_the_limit_is_413_before_it_is_read),
    };

    return world_run_ready("forms", tests, COUNT(tests)) +
           world_run_once("forms", once, COUNT(once));
}
