/* test_rights_words.c -- the rights once more, made from the words of
 * tests/golden/rights.txt alone and compared with policy.c over every subject there can
 * be. SPDX-License-Identifier: Apache-2.0 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "domain/policy.h"

static const struct user_id me = {{1}}, other = {{2}}, nobody = {{0}};
static const struct id my_link = {{3}}, other_link = {{4}};

/* ---- what each word means ---- */

static bool always(const struct subject *s)
{
    (void)s;
    return true;
}

static bool own(const struct subject *s)
{
    return s->author.b[0] == me.b[0];
}

static bool somebody_elses(const struct subject *s)
{
    return s->author.b[0] == other.b[0];
}

static bool assigned(const struct subject *s)
{
    return s->assigned.b[0] == me.b[0];
}

static bool own_or_assigned(const struct subject *s)
{
    return own(s) || assigned(s);
}

static bool assigned_or_nobodys(const struct subject *s)
{
    return s->assigned.b[0] != other.b[0];
}

static bool own_assigned_or_nobodys(const struct subject *s)
{
    return own(s) || assigned_or_nobodys(s);
}

static bool within_its_hour(const struct subject *s)
{
    return own(s) && s->glass;
}

static bool consented(const struct subject *s)
{
    return s->consented;
}

static bool not_blocked(const struct subject *s)
{
    return !s->blocked;
}

static bool its_agencys(const struct subject *s)
{
    return s->member;
}

static bool its_link(const struct subject *s)
{
    return s->link.b[0] == my_link.b[0];
}

static const struct phrase {
    const char *words;
    bool (*holds)(const struct subject *s);
} phrases[] = {
    {"always", always},
    {"own", own},
    {"somebody else's", somebody_elses},
    {"assigned", assigned},
    {"own or assigned", own_or_assigned},
    {"assigned or nobody's", assigned_or_nobodys},
    {"own, assigned or nobody's", own_assigned_or_nobodys},
    {"own, within its hour", within_its_hour},
    {"consented", consented},
    {"not blocked", not_blocked},
    {"its agency's", its_agencys},
    {"its link", its_link},
};

static bool phrase_holds(const char *words, size_t len, const struct subject *s)
{
    for (size_t i = 0; i < COUNT(phrases); i++)
        if (strlen(phrases[i].words) == len && memcmp(phrases[i].words, words, len) == 0)
            return phrases[i].holds(s);
    fail_msg("no meaning for \"%.*s\"", (int)len, words);
    return false;
}

/* "consented; not blocked": all of them; "never" is none. */
static bool words_hold(const char *words, const struct subject *s)
{
    if (strcmp(words, "never") == 0)
        return false;
    for (;;) {
        size_t len = strcspn(words, ";");

        if (!phrase_holds(words, len, s))
            return false;
        if (words[len] == '\0')
            return true;
        words += len + 2;
    }
}

/* ---- the file, and every subject ---- */

struct line {
    char role[40], act[40], words[100];
};

static bool next_line(FILE *f, struct line *out)
{
    return fscanf(f, "%39s %39s %99[^\n]", out->role, out->act, out->words) == 3;
}

static enum act act_of(const char *name)
{
    for (int act = 0; act < ACTS; act++)
        if (strcmp(act_name((enum act)act), name) == 0)
            return (enum act)act;
    fail_msg("no act \"%s\"", name);
    return ACT_PUBLIC;
}

enum { SUBJECTS = 3 * 3 * 2 * 16 };

static struct subject subject_no(int n)
{
    static const struct user_id *const who[] = {&me, &other, &nobody};

    return (struct subject){.author = *who[n % 3],
                            .assigned = *who[n / 3 % 3],
                            .link = n / 9 % 2 ? my_link : other_link,
                            .consented = n / 18 % 2,
                            .blocked = n / 36 % 2,
                            .member = n / 72 % 2,
                            .glass = n / 144 % 2};
}

static void every_right_is_what_its_words_say_for_every_subject(void **state)
{
    FILE *f = fopen(GOLDEN_DIR "/rights.txt", "r");
    struct line line;
    int lines = 0;

    (void)state;
    assert_non_null(f);
    for (; next_line(f, &line); lines++) {
        enum role role;
        assert_true(role_parse(line.role, &role));
        enum act act = act_of(line.act);
        struct actor who = {.user = me, .link = my_link, .roles = 1u << role};

        if (act == ACT_PUBLIC || act == ACT_ACCOUNT_OWN)
            continue; /* of everybody, and of whoever is signed in: not of a role */
        for (int n = 0; n < SUBJECTS; n++) {
            struct subject on = subject_no(n);
            bool may = policy_check(&who, act, &on).kind == OK;

            if (may != words_hold(line.words, &on))
                fail_msg("%s %s: \"%s\", and subject %d is %s", line.role, line.act,
                         line.words, n, may ? "let in" : "kept out");
        }
    }
    fclose(f);
    assert_int_equal(lines, ROLES * ACTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_right_is_what_its_words_say_for_every_subject),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
