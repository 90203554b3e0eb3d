/* test_fetch.c -- which addresses are asked, and which never are.
 * SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include "base/fetch.h"
#include "base/near.h"

#include <arpa/inet.h>
#include <netinet/in.h>

static enum address_kind kind_of(const char *text)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

    if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
        return address_kind((const struct sockaddr *)&in);
    assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
    return address_kind((const struct sockaddr *)&in6);
}

static void an_inner_address_is_told_from_a_public_one(void **state)
{
    static const struct {
        const char *text;
        enum address_kind kind;
    } known[] = {
        {"8.8.8.8", ADDRESS_PUBLIC},
        {"172.15.255.255", ADDRESS_PUBLIC},
        {"172.32.0.1", ADDRESS_PUBLIC},
        {"2606:4700::1111", ADDRESS_PUBLIC},
        {"127.0.0.1", ADDRESS_INSIDE},
        {"127.9.9.9", ADDRESS_INSIDE},
        {"0.0.0.0", ADDRESS_INSIDE},
        {"10.1.2.3", ADDRESS_INSIDE},
        {"172.16.0.1", ADDRESS_INSIDE},
        {"172.31.255.255", ADDRESS_INSIDE},
        {"192.168.0.1", ADDRESS_INSIDE},
        {"100.64.0.1", ADDRESS_INSIDE},
        {"198.19.0.1", ADDRESS_INSIDE},
        {"::", ADDRESS_INSIDE},
        {"::1", ADDRESS_INSIDE},
        {"fd00::1", ADDRESS_INSIDE},
        {"::ffff:10.0.0.1", ADDRESS_INSIDE},
        {"::ffff:8.8.8.8", ADDRESS_PUBLIC},
        {"64:ff9b::7f00:1", ADDRESS_INSIDE},
        {"2002:0a00:0001::1", ADDRESS_INSIDE},
        {"169.254.169.254", ADDRESS_NEVER},
        {"::ffff:169.254.169.254", ADDRESS_NEVER},
        {"224.0.0.1", ADDRESS_NEVER},
        {"255.255.255.255", ADDRESS_NEVER},
        {"fe80::1", ADDRESS_NEVER},
        {"ff02::1", ADDRESS_NEVER},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(known); i++)
        if (kind_of(known[i].text) != known[i].kind)
            fail_msg("%s", known[i].text);
}

static void what_is_not_https_is_not_asked(void **state)
{
    static const char *const urls[] = {
        "http://example.gov/",           "http://127.0.0.1.example.gov/",
        "http://localhost.example.gov/", "file:///etc/passwd",
        "gopher://127.0.0.1:1/",         "http://127.0.0.1@example.gov/"};
    struct arena a CLEANUP(arena_free) = {0};
    struct fetched got;

    (void)state;
    for (size_t i = 0; i < COUNT(urls); i++) {
        struct fetch what = {.url = urls[i], .inside = true};
        struct err e = fetch(&what, &a, &got);

        assert_err(e, ERR_INVALID);
        assert_string_equal(e.msg, "errors.fetch.address");
    }
}

static void an_inner_address_is_asked_only_when_it_was_allowed(void **state)
{
    struct arena a CLEANUP(arena_free) = {0};
    struct fetch what = {.url = "https://127.0.0.1:1/"};
    struct fetched got;

    (void)state;
    assert_err(fetch(&what, &a, &got), ERR_INVALID);
    what.inside = true;
    assert_err(fetch(&what, &a, &got), ERR_BUSY); /* tried, and nobody is there */
    what.url = "https://169.254.169.254:1/";
    assert_err(fetch(&what, &a, &got), ERR_INVALID);
}

static void this_machine_is_told_by_its_whole_name(void **state)
{
    static const char *const near[] = {
        "smtp://127.0.0.1",    "smtp://localhost:25",
        "smtp://[::1]:25",     "smtps://us:p@ss@127.0.0.1:465/x",
        "http://localhost/@x", "http://127.0.0.1:8080?to=1",
    };
    static const char *const far[] = {
        "smtp://127.0.0.1.example.gov",
        "smtp://localhost@mail.example.gov:25",
        "smtp://mail.example.gov/@localhost",
        "smtp://localhost.example.gov",
        "http://mail.example.gov?@localhost",
        "http://mail.example.gov#@localhost",
        "http://mail.example.gov\\@localhost",
        "localhost",
        "",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(near); i++)
        assert_true(url_is_near(near[i]));
    for (size_t i = 0; i < COUNT(far); i++)
        assert_false(url_is_near(far[i]));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_inner_address_is_told_from_a_public_one),
        cmocka_unit_test(what_is_not_https_is_not_asked),
        cmocka_unit_test(an_inner_address_is_asked_only_when_it_was_allowed),
        cmocka_unit_test(this_machine_is_told_by_its_whole_name),
    };

    return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
