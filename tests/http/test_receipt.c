/* test_receipt.c -- a resident's receipt: the words of its day in the language of the
 * consent, printed or told where the household's rules allow it, and on her page without
 * what it was for.  On both engines.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "app/receipt_app.h"
#include "store/queries_registry.h"

#include <string.h>

#define RECEIPT "/cases/{case}/consent/{consent}/receipt"
#define CALLED "consent=all&proved=called-back"

struct hers {
    struct site *t;
    struct visitor *manager;
    struct story *st;
};

static struct err set_phone(struct db *db, struct arena *a, void *ctx)
{
    (void)a;
    TRY(db_exec(db, &q_setting_put,
                &(struct q_setting_put_in){"case_manager_name", "Rosa Ferreira"}));
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"case_manager_phone", ctx});
}

static struct hers hers_new(struct world *w)
{
    struct hers h = {.t = site_new(w)};

    assert_ok(world_change(w, STORE_REGISTRY, set_phone, "617 555 0111"));
    story_begin(h.t);
    h.manager = visitor_new(h.t, ROLE_CASE_MANAGER, "en");
    h.st = story_new(h.t, 1);
    story_own(h.t, h.st, h.manager);
    return h;
}

static const struct local_answer *look(struct hers *h, const char *path)
{
    return site_get(h->t, h->manager, story_fill(h->t, h->st, path));
}

static const struct local_answer *work(struct hers *h, const char *path, const char *form)
{
    return site_post(h->t, h->manager, story_fill(h->t, h->st, path),
                     story_fill(h->t, h->st, form));
}

static const char *number_of(struct hers *h)
{
    return receipt_number(h->t->arena, h->st->consent);
}

static const struct local_answer *her_page(struct hers *h)
{
    return site_post(h->t, NULL, "/my/open", "token=" STORY_CARD "0001&lang=en");
}

static void a_receipt_says_what_was_agreed_in_the_language_of_the_yes(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a = look(&h, RECEIPT);

    assert_status(a, 200);
    assert_has(a, sentence(h.t, "es", "receipt.given"));
    assert_has(a, sentence(h.t, "es", "case.consent_text_2"));
    assert_has(a, sentence(h.t, "es", "receipt.how_signed"));
    assert_has(a, "Harbor Agency");
    assert_has(a, "Salud mental");
    assert_has(a, "617 555 0111");
    assert_has(a, number_of(&h));
    assert_has(a, "lang=\"es\"");
    assert_lacks(a, sentence(h.t, "en", "receipt.given"));
    assert_has(look(&h, "/cases/{case}"), story_fill(h.t, h.st, RECEIPT));
}

static void later_it_still_says_the_words_of_its_day(void **state)
{
    struct hers h = hers_new(*state);

    assert_ok(world_change(h.t->w, STORE_REGISTRY, set_phone, "617 555 0199"));
    const struct local_answer *a = look(&h, RECEIPT);
    assert_has(a, "617 555 0111");
    assert_lacks(a, "617 555 0199");
}

static void nothing_of_it_can_be_read_in_the_store(void **state)
{
    struct hers h = hers_new(*state);

    (void)h;
    assert_null(strstr(dump_care(h.t->phone), "Salud mental"));
    assert_null(strstr(dump_care(h.t->phone), "Rosa Ferreira"));
}

static void a_stop_has_its_own_and_the_one_of_the_yes_stays(void **state)
{
    struct hers h = hers_new(*state);

    assert_status(work(&h, "/cases/{case}/sharing/stop", CALLED), 303);
    const struct local_answer *a = look(&h, RECEIPT);
    assert_has(a, sentence(h.t, "es", "receipt.withdrawn"));
    assert_has(a, sentence(h.t, "es", "receipt.how_phone"));
    assert_lacks(a, "Salud mental"); /* a stop names no need */
    assert_lacks(a, sentence(h.t, "es", "receipt.code"));
    a = look(&h, RECEIPT "?of=yes");
    assert_has(a, sentence(h.t, "es", "receipt.given"));
    assert_lacks(a, sentence(h.t, "es", "receipt.code"));
    a = look(&h, "/cases/{case}/sharing");
    assert_has(a, sentence(h.t, "en", "withdraw.receipt_first"));
    assert_has(a, sentence(h.t, "en", "withdraw.receipt_last"));
}

static void a_yes_to_the_same_is_given_again(void **state)
{
    struct hers h = hers_new(*state);
    struct id id;

    require(id_parse(name_id(h.t->arena, 'n', 88), ID_TEXT - 1, &id));
    h.st->consent = id_to(consent, id);
    assert_status(work(&h, "/cases/{case}/consent",
                       "id={consent}&lang=pt&method=verbal-witnessed&witness=Kim"
                       "&expires=2026-12-24&scope={need}:{organization}"),
                  303);
    const struct local_answer *a = look(&h, RECEIPT);
    assert_has(a, sentence(h.t, "pt", "receipt.renewed"));
    assert_has(a, sentence(h.t, "pt", "receipt.how_said"));
}

static void a_sealed_need_has_no_name_on_it(void **state)
{
    struct hers h = hers_new(*state);
    struct id id;

    require(id_parse(name_id(h.t->arena, 'd', 77), ID_TEXT - 1, &id));
    h.st->need = id_to(need, id);
    require(id_parse(name_id(h.t->arena, 'n', 77), ID_TEXT - 1, &id));
    h.st->consent = id_to(consent, id);
    assert_status(
        work(&h, "/cases/{case}/needs", "id={need}&need=substance-use&known_by=told"),
        303);
    assert_status(work(&h, "/cases/{case}/consent",
                       "id={consent}&lang=en&method=signed&expires=2026-12-24"
                       "&scope={need}:{organization}"),
                  303);
    const struct local_answer *a = look(&h, RECEIPT);
    assert_has(a, sentence(h.t, "en", "receipt.private_need"));
    assert_lacks(a, sentence(h.t, "en", "need.substance-use"));
}

static void her_page_counts_agencies_and_names_none(void **state)
{
    struct hers h = hers_new(*state);
    const struct local_answer *a = her_page(&h);

    assert_status(a, 200);
    assert_has(a, number_of(&h));
    assert_has(a, "Agencies: 1.");
    assert_lacks(a, "Harbor");
    assert_lacks(a, "Someone to listen");
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

static void it_is_told_by_telephone_only_where_the_household_said_so(void **state)
{
    struct hers h = hers_new(*state);
    const char *form = "rev={rev}&call_name=Ana&phone=617+555+0142&message_ok=yes";
    const char *closed = sentence(h.t, "en", "household.closed_text");
    const struct local_answer *a = look(&h, RECEIPT);

    assert_has(a, sentence(h.t, "en", "withdraw.no_message")); /* the door's no */
    assert_lacks(a, "sms:");
    assert_status(work(&h, "/cases/{case}/household/contact", form), 303);
    a = look(&h, RECEIPT);
    assert_has(a, "sms:6175550142?");
    assert_lacks(a, closed);
    h.st->rev++;
    form = "rev={rev}&call_name=Ana&phone=617+555+0142&message_ok=yes&closed=text";
    assert_status(work(&h, "/cases/{case}/household/contact", form), 303);
    a = look(&h, RECEIPT);
    assert_has(a, closed);
    assert_lacks(a, "sms:");
}

static void who_may_not_work_on_the_case_has_no_receipt_of_it(void **state)
{
    struct hers h = hers_new(*state);
    struct story *other = story_new(h.t, 2);
    struct casefile_id own = h.st->casefile;

    story_own(h.t, other, h.manager);
    h.st->casefile = other->casefile; /* one case's consent under another's address */
    assert_status(look(&h, RECEIPT), 404);
    h.st->casefile = own;
    assert_status(look(&h, RECEIPT), 200);
    story_block(h.t, h.st, h.manager);
    assert_status(look(&h, RECEIPT), 404);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_receipt_says_what_was_agreed_in_the_language_of_the_yes),
        cmocka_unit_test(later_it_still_says_the_words_of_its_day),
        cmocka_unit_test(nothing_of_it_can_be_read_in_the_store),
        cmocka_unit_test(a_stop_has_its_own_and_the_one_of_the_yes_stays),
        cmocka_unit_test(a_yes_to_the_same_is_given_again),
        cmocka_unit_test(a_sealed_need_has_no_name_on_it),
        cmocka_unit_test(her_page_counts_agencies_and_names_none),
        cmocka_unit_test(it_is_told_by_telephone_only_where_the_household_said_so),
        cmocka_unit_test(who_may_not_work_on_the_case_has_no_receipt_of_it),
    };

    return world_run_ready("receipt", tests, COUNT(tests));
}
