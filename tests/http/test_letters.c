/* test_letters.c -- an inspection at the desk: who may see it, who got its order, and
 * PDFs in which nothing of care stands, made by a child that may die.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/crypto.h"
#include "base/helper.h"
#include "domain/sheet_number.h"
#include "worker/worker.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ORDER                                                                \
    "Testville\\n\\nINSPECTION REPORT AND ORDER TO CORRECT VIOLATIONS\\n\\n" \
    "1. 410.180 Temperature Requirements\\n   Where: kitchen\\n"             \
    "   Correct by: Friday, December 25, 2026. The owner is responsible.\\n"

static const char *visit_of(struct site *t)
{
    return name_id(t->arena, 'v', 1);
}

static const char *said(struct site *t, const char *fmt, const char *a, const char *b)
{
    char text[1200];

    snprintf(text, sizeof text, fmt, a, b); /* NOLINT: the tests' own formats */
    return arena_copy(t->arena, text, strlen(text));
}

static const char *unescaped(struct site *t, const char *s)
{
    char *to = arena_copy(t->arena, s, strlen(s)), *at = to;

    for (; *s != '\0'; s++) {
        bool end = s[0] == '\\' && s[1] == 'n';
        *at++ = end ? '\n' : *s;
        s += end;
    }
    *at = '\0';
    return to;
}

/* Inspector 1's visit at property 1; signed or not. */
static void visit(struct site *t, bool signs)
{
    const char *order = unescaped(t, ORDER);
    struct sha256 sha = sha256_of(order, strlen(order));
    const char *hash = hex(t->arena, (struct bytes){sha.b, SHA256_LEN});
    struct phone *p = t->phone;

    assert_applied(phone_send_one(
        p, op_make(p, 901, "inspection.start",
                   said(t,
                        "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2B\","
                        "\"kind\":\"routine\",\"occupancy\":\"occupied\","
                        "\"present\":[\"occupant\"]",
                        visit_of(t), name_id(t->arena, 'p', 1)),
                   "")));
    if (signs)
        assert_applied(phone_send_one(
            p, op_make(p, 902, "inspection.sign",
                       said(t,
                            "\"inspection\":\"%s\",\"name\":\"A Person\",\"lang\":\"en\","
                            "\"order\":\"" ORDER "\",\"order_sha256\":\"%s\","
                            "\"units\":\"3\",\"habitable\":\"5\"",
                            visit_of(t), hash),
                       "")));
}

static const char *path_of(struct site *t, const char *rest)
{
    return said(t, "/inspections/%s%s", visit_of(t), rest);
}

static struct visitor *inspector(struct site *t, const char *email)
{
    struct visitor *v = arena_new(t->arena, struct visitor);

    v->email = email;
    v->lang = "en";
    visitor_sign_in(t, v);
    return v;
}

static const char *delivery(struct site *t, int n, const char *more)
{
    return said(t, "id=%s&%s", name_id(t->arena, 'd', n), more);
}

#define BY_HAND "day={day}&recipient=owner&how=hand"

/* `form` with {day} as the day of the test. */
static const struct local_answer *record(struct site *t, const struct visitor *who, int n,
                                         const char *form)
{
    const char *at = strstr(form, "{day}");
    char day[DAY_TEXT], text[400];

    day_format((struct day){(int32_t)((t->phone->now - INT64_C(5) * 3600000) / DAY)},
               day);
    snprintf(text, sizeof text, "%s", form);
    if (at != NULL)
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - form), form, day, at + 5);
    return site_post(t, who, path_of(t, "/deliveries"), delivery(t, n, text));
}

/* ---- who ---- */

static void only_who_may_see_an_inspection_sees_it(void **state)
{
    static const char *const paths[] = {"", "/order.pdf", "/occupant.pdf?lang=es"};
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x"), *other = inspector(t, "i2@x");
    struct visitor *far = visitor_elsewhere(t, ROLE_SUPERVISOR);

    visit(t, true);
    for (size_t i = 0; i < COUNT(paths); i++) {
        const char *path = path_of(t, paths[i]);
        assert_status(site_get(t, own, path), 200);
        assert_status(site_get(t, other, path), 404);
        assert_status(site_get(t, NULL, path), 401);
        for (enum role r = 0; r < ROLE_AGENCY; r++) {
            bool may = r == ROLE_SUPERVISOR || r == ROLE_RECORDS;
            assert_status(site_get(t, visitor_new(t, r, "en"), path), may ? 200 : 404);
        }
        assert_status(site_get(t, far, path), 401);
    }
}

static void how_many_homes_and_rooms_stands_on_the_page(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");
    const char *line = "<dt>Homes in the building</dt><dd>3</dd>"
                       "<dt>Rooms to live in</dt><dd>5</dd>";

    visit(t, false);
    assert_lacks(site_get(t, own, path_of(t, "")), "Homes in the building");
    visit(t, true);
    assert_has(site_get(t, own, path_of(t, "")), line);
}

static void a_visit_without_a_signature_has_no_letters(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");

    visit(t, false);
    assert_status(site_get(t, own, path_of(t, "")), 200);
    assert_status(site_get(t, own, path_of(t, "/order.pdf")), 409);
    assert_status(record(t, own, 1, BY_HAND), 409);
}

/* ---- the log ---- */

static void a_delivery_is_added_once_and_corrected_by_a_later_one(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");
    char again[200];

    visit(t, true);
    assert_status(record(t, own, 1, BY_HAND), 303);
    assert_status(record(t, own, 1, BY_HAND), 303);
    const struct local_answer *page = site_get(t, own, path_of(t, ""));
    assert_int_equal(times(page->body, "Recorded by"), 1);
    assert_lacks(page, "Corrected by a later entry");

    snprintf(again, sizeof again, "day={day}&recipient=owner&how=certified&corrects=%s",
             name_id(t->arena, 'd', 1));
    assert_status(record(t, own, 2, again), 303);
    page = site_get(t, own, path_of(t, ""));
    assert_has(page, "Corrected by a later entry");
    assert_has(page, "In place of:");
    assert_status(record(t, own, 3, again), 422); /* that one stands no more */
    assert_int_equal(times(site_get(t, own, path_of(t, ""))->body, "Recorded by"), 2);
}

static void a_delivery_that_cannot_be_is_refused_in_place(void **state)
{
    static const char *const wrong[][2] = {
        {"day=&recipient=owner&how=hand", "Say on which day."},
        {"day=2001-01-01&recipient=owner&how=hand", "before the order was signed"},
        {"day=2100-01-01&recipient=owner&how=hand", "still to come"},
        {"day={day}&recipient=landlady&how=hand", "Say to whom it went."},
        {"day={day}&recipient=owner&how=", "Say how it went out."},
        {"day={day}&recipient=owner&how=hand&corrects="
         "01900000-0000-7000-8000-000000000009",
         "corrected by somebody else"},
    };
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");

    visit(t, true);
    for (size_t i = 0; i < COUNT(wrong); i++) {
        const struct local_answer *a = record(t, own, 1, wrong[i][0]);
        assert_status(a, 422);
        assert_has(a, wrong[i][1]);
    }
    assert_lacks(site_get(t, own, path_of(t, "")), "Recorded by");
    assert_status(record(t, inspector(t, "i2@x"), 1, BY_HAND), 404);
    assert_status(record(t, visitor_new(t, ROLE_INTAKE, "en"), 1, BY_HAND), 404);
    assert_status(record(t, visitor_new(t, ROLE_RECORDS, "en"), 1, BY_HAND), 303);
    assert_has(site_get(t, own, path_of(t, "")), "Recorded by");
}

/* ---- the wall ---- */

static const char *words_of(const struct local_answer *pdf)
{
    static char words[100000];
    char path[] = "/tmp/doorstep-letter-XXXXXX", line[100];
    int fd = mkstemp(path);

    assert_true(fd >= 0 && write(fd, pdf->body, pdf->body_len) == (ssize_t)pdf->body_len);
    close(fd);
    snprintf(line, sizeof line, "pdftotext -enc UTF-8 %s -; pdfinfo %s", path, path);
    FILE *p = popen(line, "r");
    assert_non_null(p);
    words[fread(words, 1, sizeof words - 1, p)] = '\0';
    assert_int_equal(pclose(p), 0);
    unlink(path);
    return words;
}

static void no_letter_of_a_home_tells_what_its_resident_asked(void **state)
{
    static const char *const letters[] = {
        "/order.pdf", "/occupant.pdf?lang=en", "/occupant.pdf?lang=es",
        "/occupant.pdf?lang=pt", "/occupant.pdf?lang=ht"};
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");

    story_begin(t);
    story_new(t, 1); /* at the same property, by the same inspector */
    visit(t, true);
    for (size_t i = 0; i < COUNT(letters); i++) {
        const struct local_answer *pdf = site_get(t, own, path_of(t, letters[i]));
        assert_status(pdf, 200);
        const char *words = words_of(pdf);
        assert_non_null(strstr(words, "410.180 Temperature Requirements"));
        for (size_t k = 0; k < story_secrets_len; k++)
            assert_null(strstr(words, story_secrets[k]));
        for (size_t k = 0; k < story_need_words_len; k++)
            assert_null(strstr(words, story_need_words[k]));
    }
    const struct local_answer *page = site_get(t, own, path_of(t, ""));
    for (size_t k = 0; k < story_secrets_len; k++)
        assert_lacks(page, story_secrets[k]);
}

static void an_occupant_reads_titles_in_their_language(void **state)
{
    static const struct {
        const char *path, *title;
    } letters[] = {
        {"/occupant.pdf?lang=es", "410.180 Requisitos de temperatura"},
        {"/occupant.pdf?lang=pt", "410.180 Exigências de temperatura"},
        {"/occupant.pdf?lang=ht", "410.180 Egzijans tanperati"},
    };
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");

    visit(t, true);
    for (size_t i = 0; i < COUNT(letters); i++) {
        const char *words = words_of(site_get(t, own, path_of(t, letters[i].path)));

        assert_non_null(strstr(words, letters[i].title));
        assert_non_null(
            strstr(words, "1. 410.180 Temperature Requirements")); /* signed */
    }
}

/* ---- the child ---- */

static void *kill_soon(void *arg)
{
    usleep(300000);
    kill(*(pid_t *)arg, SIGKILL);
    return NULL;
}

static void a_killed_child_costs_one_pdf(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");
    pid_t child;
    pthread_t killer;

    visit(t, true);
    assert_status(site_get(t, own, path_of(t, "/order.pdf")), 200);
    child = helper_pid(site_papers);
    kill(child, SIGSTOP); /* so that it dies in the middle */
    assert_int_equal(pthread_create(&killer, NULL, kill_soon, &child), 0);
    const struct local_answer *a = site_get(t, own, path_of(t, "/order.pdf"));
    pthread_join(killer, NULL);
    assert_status(a, 503);
    assert_string_equal(local_header(a, "Retry-After"), "5");
    assert_has(a, "The PDF could not be made just now.");
    assert_status(site_get(t, own, path_of(t, "/order.pdf")), 200);
    kill(helper_pid(site_papers), SIGKILL); /* while nobody asks */
    usleep(100000);
    assert_status(site_get(t, own, path_of(t, "/order.pdf")), 200);
}

static void what_cannot_be_printed_is_refused(void **state)
{
    static const char *const paths[] = {
        "/cards.pdf", "/cards.pdf?lang=es&count=0", "/cards.pdf?lang=es&count=401",
        "/cards.pdf?lang=fr&count=8", "/cards.pdf?lang=es&count=-8"};
    struct site *t = site_new(*state);
    struct visitor *admin = visitor_new(t, ROLE_ADMIN, "en");

    for (size_t i = 0; i < COUNT(paths); i++)
        assert_status(site_get(t, admin, paths[i]), 422);
    struct visitor *own = inspector(t, "i1@x");
    assert_status(site_get(t, own, "/paper-form?lang=xx"), 422);
    assert_status(site_get(t, own, "/paper-form?count=51"), 422);
    assert_status(site_get(t, own, "/paper-form?count=0"), 422);
}

static void without_a_language_the_form_is_in_the_reader_s(void **state)
{
    struct site *t = site_new(*state);
    const struct local_answer *form =
        site_get(t, visitor_new(t, ROLE_INTAKE, "ht"), "/paper-form");

    assert_status(form, 200);
    assert_non_null(strstr(words_of(form), "Enspeksyon sou papye"));
}

static void each_printed_form_has_a_number_of_its_own(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *own = inspector(t, "i1@x");
    const char *at = words_of(site_get(t, own, "/paper-form?count=3"));
    char number[3][SHEET_NUMBER_SHOWN], read[SHEET_NUMBER_TEXT];

    for (int i = 0; i < 3; i++) {
        at = strstr(at, "paper, no. ");
        assert_non_null(at);
        at += strlen("paper, no. ");
        snprintf(number[i], sizeof number[i], "%.11s", at);
        assert_true(sheet_number_read(number[i], read));
        for (int other = 0; other < i; other++)
            assert_string_not_equal(number[i], number[other]);
    }
    assert_null(strstr(at, "paper, no. "));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_who_may_see_an_inspection_sees_it),
        cmocka_unit_test(how_many_homes_and_rooms_stands_on_the_page),
        cmocka_unit_test(a_visit_without_a_signature_has_no_letters),
        cmocka_unit_test(a_delivery_is_added_once_and_corrected_by_a_later_one),
        cmocka_unit_test(a_delivery_that_cannot_be_is_refused_in_place),
        cmocka_unit_test(no_letter_of_a_home_tells_what_its_resident_asked),
        cmocka_unit_test(an_occupant_reads_titles_in_their_language),
        cmocka_unit_test(a_killed_child_costs_one_pdf),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(what_cannot_be_printed_is_refused),
        cmocka_unit_test(without_a_language_the_form_is_in_the_reader_s),
        cmocka_unit_test(each_printed_form_has_a_number_of_its_own),
    };

    return world_run_ready("letters", tests, COUNT(tests)) +
           world_run_once("letters", once, COUNT(once));
}
