/* Practice that was done and the three questions, on both engines: told twice they count
 * once, and answers are counts of nobody.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/survey_app.h"
#include "app/training_app.h"
#include "store/queries_care.h"

#include <string.h>

#define INSPECTOR (1u << ROLE_INSPECTOR)

/* A step of the app, as whom, and what came of it. */
struct step {
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    unsigned roles;
    void (*look)(struct phone *p, const void *out);
    struct phone *p;
    void *out; /* outlives the job */
};

static struct err run_step(struct session *s, void *ctx)
{
    struct step *step = ctx;

    s->actor.roles = step->roles;
    s->arena = step->p->arena;
    return step->act(s, step->in, &step->out);
}

static struct err run(struct phone *p, enum store_name store, struct step step)
{
    step.p = p;
    struct err e = phone_run(p, store, run_step, &step);

    if (e.kind == OK && step.look != NULL)
        step.look(p, step.out);
    return e;
}

static struct id id_at(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

static struct err practise(struct phone *p, int n, const char *day)
{
    struct practice_told *t = arena_new(p->arena, struct practice_told);

    *t = (struct practice_told){.id = id_to(practice, id_at(p, 'e', n)), .version = 1};
    require(day_parse(day, strlen(day), &t->day));
    return run(p, STORE_REGISTRY,
               (struct step){.act = practice_done, .in = t, .roles = INSPECTOR});
}

static struct step list(void (*look)(struct phone *p, const void *out))
{
    return (struct step){
        .act = training_list, .roles = 1u << ROLE_SUPERVISOR, .look = look};
}

static const struct trained *of_person(const struct training_page *page,
                                       struct user_id id)
{
    for (size_t i = 0; i < page->len; i++)
        if (id_same(id_of(page->of[i].id), id_of(id)))
            return &page->of[i];
    return NULL;
}

static void is_done_since_today(struct phone *p, const void *out)
{
    const struct training_page *page = out;
    const struct trained *t = of_person(page, p->user);
    char day[DAY_TEXT];

    assert_int_equal(page->len, 2); /* the inspectors; a case manager visits on her own */
    assert_non_null(t);
    assert_int_equal(t->state, PRACTICE_DONE);
    day_format(t->done, day);
    assert_string_equal(day, "2026-11-24");
    day_format(t->due, day);
    assert_string_equal(day, "2027-11-24");
}

static void practice_told_twice_is_done_once_and_never_tomorrow(void **state)
{
    struct phone *p = phone_new(*state);

    assert_ok(practise(p, 1, "2026-11-30")); /* a clock that runs ahead */
    assert_ok(practise(p, 1, "2026-11-30"));
    const char *trail = dump_trail(p, STORE_REGISTRY),
               *once = strstr(trail, "practice.done");
    assert_non_null(once);
    assert_null(strstr(once + 1, "practice.done"));
    assert_ok(run(p, STORE_REGISTRY, list(is_done_since_today)));
}

static void is_due(struct phone *p, const void *out)
{
    assert_int_equal(of_person(out, p->user)->state, PRACTICE_DUE);
}

static void is_never(struct phone *p, const void *out)
{
    assert_int_equal(of_person(out, p->user)->state, PRACTICE_NEVER);
}

static void practice_is_due_again_after_a_year(void **state)
{
    struct phone *p = phone_new(*state);
    struct step look = list(is_never);

    assert_ok(run(p, STORE_REGISTRY, look));
    assert_ok(practise(p, 1, "2026-11-24"));
    p->now += 365 * DAY_MS;
    look.look = is_due;
    assert_ok(run(p, STORE_REGISTRY, look));
}

static void somebody_elses_practice_is_refused_and_stays(void **state)
{
    struct phone *p = phone_new(*state);
    struct user_id first = p->user;

    assert_ok(practise(p, 1, "2026-11-24"));
    p->user = id_to(user, id_at(p, 'u', 2));
    assert_err(practise(p, 1, "2026-11-24"), ERR_CONFLICT);
    p->user = first;
    assert_ok(run(p, STORE_REGISTRY, list(is_done_since_today)));
}

static void only_a_supervisor_finds_the_list(void **state)
{
    struct phone *p = phone_new(*state);

    for (int r = 0; r < ROLE_AGENCY; r++)
        if (r != ROLE_SUPERVISOR)
            assert_err(run(p, STORE_REGISTRY,
                           (struct step){.act = training_list, .roles = 1u << r}),
                       ERR_NOT_FOUND);
}

/* ---- the three questions ---- */

struct telling {
    struct survey_told told;
    enum survey_wave wave;
};

static struct err answer(struct session *s, void *ctx)
{
    struct telling *t = ctx;
    void *out;

    TRY(survey_answered(s, &t->told, &out));
    t->wave = *(enum survey_wave *)out;
    return ok();
}

static struct err count(struct session *s, void *ctx)
{
    struct telling *t = ctx;
    void *out = &t->wave;

    return survey_counted(s, &t->told, &out);
}

static struct telling tell(struct phone *p, int n, int64_t sure)
{
    struct telling t = {
        .told = {.id = id_to(survey, id_at(p, 's', n)), .answer = {sure, 2, 5}}};

    assert_ok(phone_run(p, STORE_REGISTRY, answer, &t));
    assert_ok(phone_run(p, STORE_CARE, count, &t));
    return t;
}

static void shows_four(struct phone *p, const void *out)
{
    const struct survey_page *page = out;

    (void)p;
    assert_int_equal(page->len, 1);
    assert_string_equal(page->of[0].quarter, "2026-4");
    assert_int_equal(page->of[0].wave, SURVEY_FIRST);
    assert_true(survey_shown(&page->of[0]));
    assert_int_equal(page->of[0].n[SURVEY_SURE][4], 0);
    assert_int_equal(page->of[0].n[SURVEY_CARRY][4], 4);
    assert_int_equal(page->of[0].n[SURVEY_SURE][2], 3);
    assert_int_equal(page->of[0].n[SURVEY_SURE][0], 1);
}

static void shows_no_group(struct phone *p, const void *out)
{
    const struct survey_page *page = out;

    (void)p;
    for (size_t i = 0; i < page->len; i++)
        assert_false(survey_shown(&page->of[i]));
}

static struct step report(void (*look)(struct phone *p, const void *out))
{
    return (struct step){
        .act = survey_report, .roles = 1u << ROLE_EVALUATOR, .look = look};
}

static void answers_are_shown_from_four_people_on_when_the_quarter_is_over(void **state)
{
    struct phone *p = phone_new(*state);

    for (int n = 1; n <= 4; n++) {
        p->user = id_to(user, id_at(p, 'u', n));
        tell(p, n, n == 4 ? 1 : 3);
        if (n == 3) {
            p->now += 60 * DAY_MS; /* a look from the next quarter */
            assert_ok(run(p, STORE_CARE, report(shows_no_group)));
            p->now -= 60 * DAY_MS;
        }
    }
    assert_ok(run(p, STORE_CARE, report(shows_no_group)));
    p->now += 60 * DAY_MS;
    assert_ok(run(p, STORE_CARE, report(shows_four)));
}

static void an_answer_sent_again_is_counted_once(void **state)
{
    struct phone *p = phone_new(*state);

    for (int n = 1; n <= 4; n++) {
        p->user = id_to(user, id_at(p, 'u', n));
        tell(p, n, n == 4 ? 1 : 3);
        struct telling again = tell(p, n, 5); /* even if it said otherwise */
        assert_int_equal(again.wave, SURVEY_FIRST);
    }
    p->now += 60 * DAY_MS;
    assert_ok(run(p, STORE_CARE, report(shows_four)));
    struct telling next = tell(p, 9, 3);
    assert_int_equal(next.wave, SURVEY_LATER);
}

static void nothing_says_who_answered_what(void **state)
{
    struct phone *p = phone_new(*state);
    const char *care = dump_trail(p, STORE_CARE), *registry;

    registry = dump_trail(p, STORE_REGISTRY);
    tell(p, 1, 3);
    assert_string_equal(dump_trail(p, STORE_CARE), care);
    assert_string_equal(dump_trail(p, STORE_REGISTRY), registry);
    assert_string_equal(dump_survey(p), "dump_survey_count 2026-4 first carry 5 1\n"
                                        "dump_survey_count 2026-4 first sure 3 1\n"
                                        "dump_survey_count 2026-4 first time 2 1\n");
}

static struct err own(struct session *s, void *ctx)
{
    return training_own(s, ctx);
}

static void a_phone_learns_what_its_person_did(void **state)
{
    struct phone *p = phone_new(*state);
    struct training t;

    assert_ok(phone_run(p, STORE_REGISTRY, own, &t));
    assert_false(day_is_set(t.done));
    assert_null(t.answered);
    assert_ok(practise(p, 1, "2026-11-24"));
    tell(p, 1, 3);
    assert_ok(phone_run(p, STORE_REGISTRY, own, &t));
    assert_true(day_is_set(t.done) && t.due.n == t.done.n + 365);
    struct sync_answer answer;
    const char *said = phone_answer(p, "", &answer);
    assert_non_null(strstr(said, "\"practice_due\":\"2027-11-24\""));
    assert_non_null(strstr(said, "\"survey_answered\":\"2026-4\""));
}

static void none_but_evaluator_and_care_lead_see_counts(void **state)
{
    struct phone *p = phone_new(*state);

    for (int r = 0; r < ROLE_AGENCY; r++) {
        struct step step = {.act = survey_report, .roles = 1u << r};
        bool may = r == ROLE_EVALUATOR || r == ROLE_CARE_LEAD;

        assert_err(run(p, STORE_CARE, step), may ? OK : ERR_NOT_FOUND);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(practice_told_twice_is_done_once_and_never_tomorrow),
        cmocka_unit_test(practice_is_due_again_after_a_year),
        cmocka_unit_test(somebody_elses_practice_is_refused_and_stays),
        cmocka_unit_test(only_a_supervisor_finds_the_list),
        cmocka_unit_test(answers_are_shown_from_four_people_on_when_the_quarter_is_over),
        cmocka_unit_test(an_answer_sent_again_is_counted_once),
        cmocka_unit_test(nothing_says_who_answered_what),
        cmocka_unit_test(a_phone_learns_what_its_person_did),
        cmocka_unit_test(none_but_evaluator_and_care_lead_see_counts),
    };

    return world_run_ready("training", tests, COUNT(tests));
}
