/* test_recordings.c -- the permission as a person speaks it: for inspectors, and only
 * while the words and the name in them are those that were recorded.
 * SPDX-License-Identifier: Apache-2.0 */
#include "site.h"

#include "app/recording_app.h"
#include "domain/library.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

static const char voice[] = "ID3 a voice";

static struct bytes voice_bytes(void)
{
    return (struct bytes){(const uint8_t *)voice, sizeof voice - 1};
}

/* As `doorstep audio add` does, for that version. */
static struct err record(struct session *s, void *ctx)
{
    struct sha256 spoken, sha = sha256_of(voice, sizeof voice - 1);
    struct db *db;

    TRY(recording_spoken(s, LANG_ES, &spoken));
    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_recording_put,
                   &(struct q_recording_put_in){.kind = RECORDING_PERMISSION,
                                                .version = ctx,
                                                .lang = "es",
                                                .spoken = {spoken.b, SHA256_LEN},
                                                .sha256 = {sha.b, SHA256_LEN},
                                                .type = "audio/mpeg",
                                                .size = sizeof voice - 1,
                                                .bytes = voice_bytes(),
                                                .added_at = s->now});
}

static void recorded(struct site *t, const char *version)
{
    char text[40];

    snprintf(text, sizeof text, "%s", version);
    assert_ok(phone_run(t->phone, STORE_REGISTRY, record, text));
}

static const char *sha_text(struct site *t)
{
    struct sha256 sha = sha256_of(voice, sizeof voice - 1);

    return hex(t->arena, (struct bytes){sha.b, SHA256_LEN});
}

static struct err name_another(struct session *s, void *ctx)
{
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return db_exec(db, &q_setting_put,
                   &(struct q_setting_put_in){"case_manager_name", ctx});
}

static bool phone_hears_of_it(struct site *t)
{
    struct sync_answer answer;
    char want[160];

    snprintf(want, sizeof want,
             "\"audio\":{\"es\":{\"sha256\":\"%s\",\"type\":\"audio/mpeg\"}}",
             sha_text(t));
    return strstr(phone_answer(t->phone, "", &answer), want) != NULL;
}

static void a_phone_hears_of_the_recording_of_its_words(void **state)
{
    struct site *t = site_new(*state);

    assert_false(phone_hears_of_it(t));
    recorded(t, permission_version);
    assert_true(phone_hears_of_it(t));
}

static void a_recording_of_an_earlier_version_is_not_played(void **state)
{
    struct site *t = site_new(*state);

    recorded(t, "door-2025-01");
    assert_false(phone_hears_of_it(t));
}

static void a_recording_that_names_somebody_else_is_not_played(void **state)
{
    struct site *t = site_new(*state);
    char other[] = "Somebody Else";

    recorded(t, permission_version);
    assert_ok(phone_run(t->phone, STORE_REGISTRY, name_another, other));
    assert_false(phone_hears_of_it(t));
}

static void a_recording_is_for_those_who_inspect(void **state)
{
    struct site *t = site_new(*state);
    char path[120];

    recorded(t, permission_version);
    snprintf(path, sizeof path, "/api/v1/recordings/%s", sha_text(t));
    const struct local_answer *a =
        site_get(t, visitor_new(t, ROLE_INSPECTOR, "en"), path);
    assert_status(a, 200);
    assert_string_equal(local_header(a, "Content-Type"), "audio/mpeg");
    assert_int_equal(a->body_len, sizeof voice - 1);
    assert_memory_equal(a->body, voice, a->body_len);
    assert_status(site_get(t, visitor_new(t, ROLE_CASE_MANAGER, "en"), path), 404);
    assert_status(site_get(t, visitor_elsewhere(t, ROLE_INSPECTOR), path), 401);
    assert_status(site_get(t, NULL, path), 401);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_hears_of_the_recording_of_its_words),
        cmocka_unit_test(a_recording_of_an_earlier_version_is_not_played),
        cmocka_unit_test(a_recording_that_names_somebody_else_is_not_played),
        cmocka_unit_test(a_recording_is_for_those_who_inspect),
    };

    return world_run_ready("recordings", tests, COUNT(tests));
}
