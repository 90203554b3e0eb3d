/* test_disk.c -- a full disk under the web layer: who looks at care without a trace sees
 * nothing of it, and who sends something keeps it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "core/build.h"
#include "faults/vfs.h"

#include <string.h>

struct desk {
    struct site *t;
    struct visitor *me;
    struct story *st;
};

static struct desk desk_new(struct world *w)
{
    struct desk d = {.t = site_new(w)};

    story_begin(d.t);
    d.me = visitor_new(d.t, ROLE_CASE_MANAGER, "en");
    d.st = story_new(d.t, 1);
    story_own(d.t, d.st, d.me);
    return d;
}

static const char *path(const struct desk *d, const char *pattern)
{
    return story_fill(d->t, d->st, pattern);
}

static void assert_no_secret(const struct local_answer *a)
{
    for (size_t i = 0; i < story_secrets_len; i++)
        assert_lacks(a, story_secrets[i]);
    for (size_t i = 0; i < story_need_words_len; i++)
        assert_lacks(a, story_need_words[i]);
}

static void no_byte_of_care_leaves_before_its_trace_is_kept(void **state)
{
    struct desk d = desk_new(*state);
    static const char *const pages[] = {
        "/cases",
        "/cases/{case}",
        "/cases/{case}/attempts",
        "/cases/{case}/close",
        "/cases/{case}/consent?id={new}",
        "/cases/{case}/needs/{need}/services",
        "/cases/{case}/needs/{need}/services/{service}",
    };

    for (size_t i = 0; i < COUNT(pages); i++) {
        vfs_break(VFS_FULL, 1);
        const struct local_answer *a = site_get(d.t, d.me, path(&d, pages[i]));
        vfs_mend();
        assert_status(a, 503);
        assert_no_secret(a);
        assert_string_equal(local_header(a, "Retry-After"), "5");
        assert_status(site_get(d.t, d.me, path(&d, pages[i])), 200);
    }
}

static void an_agencys_look_needs_its_trace_too(void **state)
{
    struct desk d = desk_new(*state);

    assert_status(site_follow(d.t, "/r/answer", path(&d, "token={token}&answer=accept")),
                  200);
    vfs_break(VFS_FULL, 1);
    const struct local_answer *a = site_follow(d.t, "/r/open", path(&d, "token={token}"));
    vfs_mend();
    assert_status(a, 503);
    assert_no_secret(a);
    assert_has(site_follow(d.t, "/r/open", path(&d, "token={token}")), STORY_NAME);
}

/* Without a trace the form cannot be shown filled in either: nothing of care is in the
 * answer, and the browser still holds what was typed. */
static void a_form_on_a_full_disk_is_503_and_not_half_stored(void **state)
{
    struct desk d = desk_new(*state);
    const char *before = site_changes(d.t);

    vfs_break(VFS_FULL, 1);
    const struct local_answer *a = site_post(d.t, d.me, path(&d, "/cases/{case}/notes"),
                                             path(&d, "id={new}&note=Once"));
    vfs_mend();
    assert_status(a, 503);
    assert_no_secret(a);
    assert_string_equal(site_changes(d.t), before);
}

static void an_op_on_a_full_disk_is_503_without_a_receipt(void **state)
{
    struct desk d = desk_new(*state);
    struct visitor inspector = {.email = "i1@x", .lang = "en"};
    const char *op = op_make(d.t->phone, 99, "inspection.start",
                             path(&d, "\"inspection\":\"{new}\",\"property\":\""
                                      "018f0000-0070-7000-8000-000000000001\",\"unit\":"
                                      "\"2\",\"kind\":\"complaint\",\"occupancy\":"
                                      "\"vacant\",\"present\":[\"nobody\"]"),
                             "");
    struct build body = {.arena = d.t->arena};

    build_text(&body,
               path(&d, "{\"device\":\"{device}\",\"now\":1795500000000,\"ops\":["));
    build_text(&body, op);
    build_text(&body, "]}");
    visitor_sign_in(d.t, &inspector);
    vfs_break(VFS_FULL, 1);
    const struct local_answer *a =
        site_post_json(d.t, &inspector, "/api/v1/sync", build_done(&body));
    vfs_mend();
    assert_status(a, 503);
    assert_lacks(a, "receipt");
    assert_string_equal(local_header(a, "Content-Type"), "application/problem+json");
    a = site_post_json(d.t, &inspector, "/api/v1/sync", build_done(&body));
    assert_has(a, "\"applied\"");
    assert_lacks(a, "replayed");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_byte_of_care_leaves_before_its_trace_is_kept),
        cmocka_unit_test(an_agencys_look_needs_its_trace_too),
        cmocka_unit_test(a_form_on_a_full_disk_is_503_and_not_half_stored),
        cmocka_unit_test(an_op_on_a_full_disk_is_503_without_a_receipt),
    };

    vfs_install();
    return world_run_once("disk", tests, COUNT(tests));
}
