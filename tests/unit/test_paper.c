/* Letters, the paper form and cards: what is written in them, how many pages they take,
 * and what a child that dies or never ends costs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "base/helper.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/data.h"
#include "domain/letter.h"
#include "domain/library.h"
#include "domain/order_read.h"
#include "domain/paper.h"
#include "wire/letter.h"
#include "worker/worker.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct zone_change eastern_from = {0, -5 * 3600};
static const struct zone eastern = {&eastern_from, 1};

static struct arena memory;
static struct helper *helper;

/* A signed visit with n violations. */
static struct inspection_file *file_of(int n)
{
    static const char *const places[] = {"kitchen", "bathroom", "stairs", "bedroom"};
    struct field *list = arena_array(&memory, struct field, (size_t)n * 9 + 20);
    struct inspection_file *f = arena_new(&memory, struct inspection_file);
    size_t len = 0;
    const struct field head[] = {{"city", "Harborview"},
                                 {"department", "Inspectional Services"},
                                 {"phone", "617-555-0100"},
                                 {"address", "12 Erie St"},
                                 {"unit", "2R"},
                                 {"inspector", "Ana Lima"},
                                 {"day", "2026-11-24"},
                                 {"minute", "845"},
                                 {"occupancy", "occupied"},
                                 {"present", "occupant"},
                                 {"library", "105-cmr-410:2023-05-12"},
                                 {"signed_day", "2026-11-24"},
                                 {"signed_minute", "885"}};

    memcpy(list, head, sizeof head);
    len = COUNT(head);
    for (int i = 0; i < n; i++) {
        bool bad = i % 3 == 0;
        list[len++] = (struct field){"finding", "1"};
        list[len++] = (struct field){"code", bad ? "410.180" : "410.260"};
        list[len++] =
            (struct field){"title", bad ? "Temperature Requirements" : "Means of Egress"};
        list[len++] = (struct field){"place", places[i % 4]};
        list[len++] = (struct field){
            "note",
            "59 degrees at 10 in the morning, measured at the middle of the room; "
            "the radiator stays cold, and the valve cannot be turned by hand."};
        list[len++] = (struct field){"correct_by", bad ? "2026-11-25" : "2026-12-23"};
        list[len++] = (struct field){"responsible", i % 5 == 4 ? "occupant" : "owner"};
        list[len++] = (struct field){"endangering", bad ? "1" : "0"};
        list[len++] = (struct field){"room", i == 3 ? "2" : ""};
    }
    *f = (struct inspection_file){
        .address = "12 Erie St",
        .unit = "2R",
        .signed_at = INT64_C(1795550000000),
        .started_at = INT64_C(1795548000000),
        .order_text = order_compose(&(struct fields){list, len}, &memory),
        .order_sha = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
    return f;
}

static struct letter letter_of(const struct inspection_file *f, enum lang lang)
{
    return (struct letter){.file = f,
                           .city = "Harborview",
                           .department = "Inspectional Services",
                           .office_phone = "617-555-0100",
                           .appeal_days = 7,
                           .zone = &eastern,
                           .lang = lang,
                           .practice = true,
                           .arena = &memory};
}

/* Where somebody wants to look at them. */
static void keep(const char *name, struct bytes pdf)
{
    const char *folder = getenv("DOORSTEP_PICTURES");
    char path[400];

    if (folder == NULL)
        return;
    snprintf(path, sizeof path, "%s/%s.pdf", folder, name);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fwrite(pdf.p, 1, pdf.len, out);
    fclose(out);
}

static struct bytes print(const char *name, struct bytes paper)
{
    struct bytes pdf;

    assert_ok(helper_ask(helper, paper, &memory, &pdf));
    assert_memory_equal(pdf.p, "%PDF-", 5);
    keep(name, pdf);
    return pdf;
}

/* What a command prints of the file, with single blanks. */
static const char *said(const char *command, struct bytes pdf)
{
    static char words[200000];
    char path[] = "/tmp/doorstep-paper-XXXXXX", line[200];
    int fd = mkstemp(path), c, last = ' ';
    size_t n = 0;

    assert_true(fd >= 0);
    assert_int_equal(write(fd, pdf.p, pdf.len), (ssize_t)pdf.len);
    close(fd);
    snprintf(line, sizeof line, command, path);
    FILE *p = popen(line, "r");
    assert_non_null(p);
    while ((c = fgetc(p)) != EOF && n < sizeof words - 1) {
        c = c == '\n' || c == '\f' ? ' ' : c;
        if (c != ' ' || last != ' ')
            words[n++] = (char)c;
        last = c;
    }
    words[n] = '\0';
    pclose(p);
    unlink(path);
    return words;
}

#define TEXT "pdftotext -enc UTF-8 %s -"
#define INFO "pdfinfo %s"

static int pages_of(struct bytes pdf)
{
    const char *at = strstr(said(INFO, pdf), "Pages: ");

    assert_non_null(at);
    return atoi(at + 7);
}

static const char *plain(const char *text)
{
    struct build b = {.arena = &memory};
    char last = ' ';

    for (; *text != '\0'; text++) {
        char c = *text == '\n' ? ' ' : *text;
        if (c != ' ' || last != ' ')
            build_char(&b, c);
        last = c;
    }
    return build_done(&b);
}

static void an_order_holds_every_line_that_was_signed(void **state)
{
    struct inspection_file *f = file_of(9);
    struct letter l = letter_of(f, LANG_EN);
    struct file_addendum add = {.author_name = "Ana Lima",
                                .text = "The owner came after the visit.",
                                .at = INT64_C(1795650000000)};
    struct order_reader r = {.at = f->order_text};
    struct order_line line;
    struct bytes paper;

    (void)state;
    f->addenda = &add;
    f->addenda_len = 1;
    assert_ok(letter_order(&l, &paper));
    struct bytes pdf = print("order-en", paper);
    assert_true(pages_of(pdf) >= 2);
    const char *words = said(TEXT, pdf);
    while (order_next(&r, &memory, &line)) {
        const char *want = plain(line.text);
        if (line.part != ORDER_BLANK && strstr(words, want) == NULL && strlen(want) < 60)
            fail_msg("\"%s\" is not in the PDF:\n%s", want, words);
    }
    assert_non_null(strstr(words, f->order_sha));
    assert_non_null(strstr(words, "Page 1 of"));
    assert_non_null(strstr(words, add.text));
}

static void the_occupant_reads_it_in_their_language(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANGS; lang++) {
        struct inspection_file *f = file_of(3);
        struct letter l = letter_of(f, (enum lang)lang);
        struct bytes paper;
        char name[40];

        assert_ok(letter_occupant(&l, &paper));
        snprintf(name, sizeof name, "occupant-%s", lang_name((enum lang)lang));
        struct bytes pdf = print(name, paper);
        const char *words = said(TEXT, pdf);
        assert_non_null(strstr(words, text(lang_name((enum lang)lang), "place.kitchen")));
        assert_non_null(strstr(words, "410.260 Means of Egress"));
        assert_non_null(strstr(words, data_order_words.perjury));
        snprintf(name, sizeof name, "/Lang (%s)", lang_name((enum lang)lang));
        assert_non_null(memmem(pdf.p, pdf.len, name, strlen(name)));
        assert_non_null(strstr(said(INFO, pdf), "Tagged: yes"));
    }
}

static void the_form_takes_one_page_in_every_language(void **state)
{
    (void)state;
    for (int lang = 0; lang < LANGS; lang++) {
        struct letter l = letter_of(NULL, (enum lang)lang);
        static const char numbers[][SHEET_NUMBER_TEXT] = {"4839201175", "0000000000",
                                                          "1203948576"};
        struct paper_form form = {"Rosa Diaz", {20000}, numbers, COUNT(numbers)};
        struct bytes paper;
        char name[40];

        assert_ok(letter_form(&l, &form, &paper));
        snprintf(name, sizeof name, "form-%s", lang_name((enum lang)lang));
        struct bytes pdf = print(name, paper);
        assert_int_equal(pages_of(pdf), COUNT(numbers));
        const char *words = said(TEXT, pdf);
        assert_non_null(strstr(words, "48392 01175"));
        assert_non_null(strstr(words, "12039 48576"));
        for (int i = 0; i < 2; i++) { /* how many homes and rooms */
            const char *key[] = {"form.units", "form.rooms"}, *label;

            assert_ok(letter_fill((enum lang)lang, key[i], &(struct fields){0}, &memory,
                                  &label));
            assert_non_null(strstr(words, label));
        }
        assert_non_null(
            strstr(words, text(lang_name((enum lang)lang), "no_entry.refused")));
    }
}

static void a_card_s_code_can_be_read_by_a_machine(void **state)
{
    static const char codes[9][9] = {"7K3M9QXA", "00000001", "ZZZZZZZZ",
                                     "12345678", "ABCDEFGH", "JKMNPQRS",
                                     "TVWXYZ01", "98765432", "A1B2C3D4"};
    struct letter l = letter_of(NULL, LANG_ES);
    struct card_batch batch = {.name = "Rosa Diaz",
                               .phone = "617-555-0155",
                               .url = "https://doorstep.example.gov/help",
                               .codes = codes,
                               .len = COUNT(codes),
                               .today = {20000}};

    (void)state;
    struct bytes pdf = print("cards-es", letter_cards(&l, &batch));
    assert_int_equal(pages_of(pdf), 2);
    assert_non_null(strstr(said(TEXT, pdf), "7K3M 9QXA"));
    const char *read = said("cd $(mktemp -d) && pdftoppm -r 150 -png %s p && "
                            "zbarimg -q --nodbus p-*.png; rm -r \"$PWD\"",
                            pdf);
    for (size_t i = 0; i < COUNT(codes); i++) {
        char want[160];
        snprintf(want, sizeof want, "https://doorstep.example.gov/help#%s", codes[i]);
        if (strstr(read, want) == NULL)
            fail_msg("%s was not read: %s", want, read);
    }
}

static void the_same_order_gives_the_same_bytes(void **state)
{
    struct inspection_file *f = file_of(4);
    struct letter l = letter_of(f, LANG_HT);
    struct bytes paper, one, two;

    (void)state;
    assert_ok(letter_occupant(&l, &paper));
    assert_ok(helper_ask(helper, paper, &memory, &one));
    sleep(1);
    assert_ok(helper_ask(helper, paper, &memory, &two));
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.p, two.p, one.len);
}

static void a_long_order_goes_on_over_pages_and_loses_nothing(void **state)
{
    struct inspection_file *f = file_of(120);
    struct letter l = letter_of(f, LANG_EN);
    struct bytes paper;
    size_t found = 0;

    (void)state;
    assert_ok(letter_order(&l, &paper));
    struct bytes pdf = print("order-long", paper);
    assert_true(pages_of(pdf) > 15);
    for (const char *at = said(TEXT, pdf); (at = strstr(at, "59 degrees")) != NULL; at++)
        found++;
    assert_int_equal(found, 120);
}

static void every_sentence_of_a_letter_asks_for_the_public_record_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < letter_texts_len; i++)
        for (int lang = 0; lang < LANGS; lang++)
            if (letter_check(letter_texts[i].of[lang]).kind != OK)
                fail_msg("%s", letter_texts[i].of[lang]);
    assert_ok(letter_check("From {address}, {unit}: {day}."));
    static const char *const refused[] = {"{resident}",  "{need}",     "{call_name}",
                                          "Dear {name}", "{address",   "address}",
                                          "{}",          "{phone}",    "{address }",
                                          "{{address}}", "{casefile}", "{day}{note}"};
    for (size_t i = 0; i < COUNT(refused); i++)
        assert_err(letter_check(refused[i]), ERR_INVALID);
}

static void an_order_is_read_back_as_it_was_composed(void **state)
{
    struct order_item items[ORDER_ITEMS];
    struct inspection_file *f = file_of(5);
    char day[DAY_TEXT];

    (void)state;
    assert_int_equal(order_items(f->order_text, &memory, items), 5);
    assert_string_equal(items[0].section, "410.180 Temperature Requirements");
    assert_string_equal(items[1].place, "bathroom");
    assert_string_equal(items[3].place, "bedroom");
    assert_string_equal(items[3].room, "2");
    day_format(items[0].correct_by, day);
    assert_string_equal(day, "2026-11-25");
    assert_true(items[0].endangering && !items[1].endangering);
    assert_true(items[4].occupant && !items[3].occupant);
}

/* ---- the child ---- */

static bool odd_work(struct bytes in, struct bytes *out)
{
    if (in.len > 0 && in.p[0] == 'd')
        _exit(3);
    if (in.len > 0 && in.p[0] == 'h')
        poll(NULL, 0, -1);
    if (in.len > 0 && in.p[0] == 'n')
        return false;
    uint8_t *p = memory_new(in.len + 1);
    memcpy(p, in.p, in.len);
    *out = (struct bytes){p, in.len};
    return true;
}

static struct err ask(struct helper *h, const char *what)
{
    struct bytes out;
    struct err e =
        helper_ask(h, (struct bytes){(const uint8_t *)what, strlen(what)}, &memory, &out);

    if (e.kind == OK) {
        assert_int_equal(out.len, strlen(what));
        assert_memory_equal(out.p, what, out.len);
    }
    return e;
}

static void a_child_that_dies_or_hangs_costs_one_answer(void **state)
{
    static const struct helper_kind odd = {.work = odd_work, .patience_ms = 300};
    static const char *const bad[] = {"die", "hang"};
    struct helper *h;

    (void)state;
    assert_ok(helper_start(&h, &odd));
    for (size_t i = 0; i < COUNT(bad); i++) {
        assert_ok(ask(h, "echo"));
        assert_err(ask(h, bad[i]), ERR_BUSY);
        assert_ok(ask(h, "again"));
    }
    assert_err(ask(h, "no"), ERR_BROKEN);
    kill(helper_pid(h), SIGKILL);
    usleep(100000);
    assert_ok(ask(h, "killed while nobody asked"));
    kill(helper_keeper(h), SIGKILL);
    assert_ok(ask(h, "its keeper is gone"));
    assert_err(ask(h, "die"), ERR_BUSY);
    assert_ok(ask(h, "a new keeper"));
    helper_stop(&h);
}

static _Atomic int *fonts_found; /* shared with the child */

static void warm_until_told(void)
{
    pid_t who_tells = getppid();

    while (*fonts_found == 0 && getppid() == who_tells)
        usleep(1000);
}

static void who_asks_while_it_warms_up_is_told_and_it_goes_on(void **state)
{
    static const struct helper_kind slow = {
        .warm = warm_until_told, .work = odd_work, .patience_ms = 300};
    struct helper *h;
    struct err e;

    (void)state;
    fonts_found = mmap(NULL, sizeof *fonts_found, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(fonts_found != MAP_FAILED);
    assert_ok(helper_start(&h, &slow));
    pid_t keeper = helper_keeper(h);
    assert_err(ask(h, "too early"), ERR_BUSY);
    assert_err(ask(h, "still"), ERR_BUSY);
    assert_int_equal(helper_keeper(h), keeper);
    *fonts_found = 1;
    do
        e = ask(h, "again");
    while (e.kind == ERR_BUSY);
    assert_ok(e);
    assert_int_equal(helper_keeper(h), keeper);
    helper_stop(&h);
    munmap(fonts_found, sizeof *fonts_found);
}

static void what_is_no_paper_or_too_much_is_refused(void **state)
{
    static uint8_t much[HELPER_IN_MAX + 1];
    static const char *const none[] = {"", "A", "\x01xx", "[no\x7f", "I\xff\xfe"};
    struct bytes out;

    (void)state;
    for (size_t i = 0; i < COUNT(none); i++)
        assert_err(
            helper_ask(helper,
                       (struct bytes){(const uint8_t *)none[i], strlen(none[i]) + 1},
                       &memory, &out),
            ERR_BROKEN);
    assert_err(helper_ask(helper, (struct bytes){much, sizeof much}, &memory, &out),
               ERR_TOO_LARGE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_order_holds_every_line_that_was_signed),
        cmocka_unit_test(the_occupant_reads_it_in_their_language),
        cmocka_unit_test(the_form_takes_one_page_in_every_language),
        cmocka_unit_test(a_card_s_code_can_be_read_by_a_machine),
        cmocka_unit_test(the_same_order_gives_the_same_bytes),
        cmocka_unit_test(a_long_order_goes_on_over_pages_and_loses_nothing),
        cmocka_unit_test(every_sentence_of_a_letter_asks_for_the_public_record_alone),
        cmocka_unit_test(an_order_is_read_back_as_it_was_composed),
        cmocka_unit_test(a_child_that_dies_or_hangs_costs_one_answer),
        cmocka_unit_test(who_asks_while_it_warms_up_is_told_and_it_goes_on),
        cmocka_unit_test(what_is_no_paper_or_too_much_is_refused),
    };

    struct helper_kind patient = worker_papers;
    patient.patience_ms = 600000; /* the product's would time the test */
    assert_ok(helper_start(&helper, &patient));
    int bad = cmocka_run_group_tests_name("paper", tests, NULL, NULL);
    helper_stop(&helper);
    arena_free(&memory);
    return bad;
}
