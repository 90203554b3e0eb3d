/* Settings: file < environment < flags (cli/settings.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/settings.h"

static struct arena arena;
static char path[] = "/tmp/doorstep-settings-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

static int drop_file(void **state)
{
    (void)state;
    arena_free(&arena);
    return unlink(path);
}

static void write_file(const char *text)
{
    FILE *f = fopen(path, "w");

    fputs(text, f);
    fclose(f);
}

static void a_flag_beats_the_environment_which_beats_the_file(void **state)
{
    struct settings s = {.arena = &arena};
    (void)state;

    write_file("# ours\nport = 1\nlisten = 127.0.0.2\nlang = es\n");
    setenv("DOORSTEP_PORT", "2", 1);
    setenv("DOORSTEP_LISTEN", "127.0.0.3", 1);
    assert_int_equal(settings_set(&s, SETTING_PORT, "3", FROM_FLAG).kind, OK);
    assert_int_equal(settings_environment(&s).kind, OK);
    assert_int_equal(settings_file(&s, path, false).kind, OK);
    assert_int_equal(settings_finish(&s).kind, OK);
    unsetenv("DOORSTEP_PORT");
    unsetenv("DOORSTEP_LISTEN");
    assert_int_equal(settings_int(&s, SETTING_PORT), 3);
    assert_string_equal(settings_get(&s, SETTING_LISTEN), "127.0.0.3");
    assert_string_equal(settings_get(&s, SETTING_LANG), "es");
    assert_string_equal(settings_get(&s, SETTING_PUBLIC_URL), "http://localhost:3");
}

static void a_wrong_line_is_named_with_its_way_out(void **state)
{
    static const struct {
        const char *file, *fault;
    } table[] = {
        {"lang = en\nport = 99999\n",
         "line 2: port must be a number from 0 to 65535, not \"99999\""},
        {"colour = blue\n",
         "line 1: no setting is called \"colour\"; `doorstep settings` lists all"},
        {"port 80\n", "line 1: write name = value"},
        {"\n\nlang = de\n", "line 3: lang must be one of en es pt ht, not \"de\""},
        {"sms.url = http://localhost.example.org/send\n",
         "line 1: sms.url must be like https://gateway.example/messages, not "
         "\"http://localhost.example.org/send\""},
        {"stores.care = mysql:x\n",
         "line 1: stores.care must be sqlite:PATH or postgresql://..., not \"...\""},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++) {
        struct settings s = {.arena = &arena};
        char want[256];
        write_file(table[i].file);
        assert_int_equal(settings_file(&s, path, false).kind, ERR_INVALID);
        snprintf(want, sizeof want, "%s %s", path, table[i].fault);
        assert_string_equal(s.fault, want);
    }
}

static void a_password_never_travels_in_clear(void **state)
{
    struct settings s = {.arena = &arena};
    (void)state;

    assert_int_equal(settings_set(&s, SETTING_LISTEN, "0.0.0.0", FROM_FLAG).kind, OK);
    assert_int_equal(settings_finish(&s).kind, ERR_INVALID);
    assert_non_null(strstr(s.fault, "tls.cert"));
    assert_int_equal(settings_set(&s, SETTING_TLS_CERT, "c", FROM_FLAG).kind, OK);
    assert_int_equal(settings_finish(&s).kind, ERR_INVALID);
    assert_int_equal(settings_set(&s, SETTING_TLS_KEY, "k", FROM_FLAG).kind, OK);
    assert_int_equal(settings_finish(&s).kind, OK);
}

static void what_is_no_address_of_a_machine_is_not_listened_on(void **state)
{
    static const char *const wrong[] = {"127.0.0.1:8080", "localhost",
                                        "127.0.0.1.example", "", " "};
    static const char *const right[] = {"127.0.0.1", "::1"};
    (void)state;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct settings s = {.arena = &arena};
        assert_int_equal(settings_set(&s, SETTING_LISTEN, wrong[i], FROM_FLAG).kind, OK);
        assert_int_equal(settings_finish(&s).kind, ERR_INVALID);
        assert_non_null(strstr(s.fault, "the port is a setting of its own"));
    }
    for (size_t i = 0; i < COUNT(right); i++) {
        struct settings s = {.arena = &arena};
        assert_int_equal(settings_set(&s, SETTING_LISTEN, right[i], FROM_FLAG).kind, OK);
        assert_int_equal(settings_finish(&s).kind, OK);
    }
}

static void every_setting_has_a_flag_and_a_variable(void **state)
{
    char flag[64], variable[64];
    (void)state;

    for (int i = 0; i < SETTINGS; i++) {
        setting_flag((enum setting_id)i, flag);
        assert_int_equal(settings_by_flag(flag + 2), i);
        assert_non_null(settings_table[i].help);
    }
    setting_environment(SETTING_TLS_CERT, variable);
    assert_string_equal(variable, "DOORSTEP_TLS_CERT");
    setting_flag(SETTING_SUPPRESS_MAX, flag);
    assert_string_equal(flag, "--report-suppress-max");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flag_beats_the_environment_which_beats_the_file),
        cmocka_unit_test(a_wrong_line_is_named_with_its_way_out),
        cmocka_unit_test(a_password_never_travels_in_clear),
        cmocka_unit_test(what_is_no_address_of_a_machine_is_not_listened_on),
        cmocka_unit_test(every_setting_has_a_flag_and_a_variable),
    };
    return cmocka_run_group_tests_name("settings", tests, make_file, drop_file);
}
