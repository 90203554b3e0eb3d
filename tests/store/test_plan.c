/* test_plan.c -- a case's goals and tasks, and what they leave on Today.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/attempt_app.h"
#include "app/better_app.h"
#include "app/casefile_app.h"
#include "app/file_app.h"
#include "app/goal_app.h"
#include "app/measure_app.h"
#include "app/need_app.h"
#include "app/note_app.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <stdio.h>
#include <string.h>

static struct id id_named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

static struct casefile_id the_case(struct phone *p)
{
    return id_to(casefile, id_named(p, 'c', 1));
}

static void be(struct phone *p, struct session *s, int user)
{
    s->actor = (struct actor){.user = id_to(user, id_named(p, 'u', user)),
                              .roles = 1u << ROLE_CASE_MANAGER};
}

enum { MANAGER = 3, COLLEAGUE = 4 };

/* An app function by one of the case managers, with what it is told. */
struct doing {
    struct phone *p;
    int user;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
    const char *fault; /* of its first fault */
};

static struct err do_it(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    d->out = NULL;
    struct err e = d->act(s, d->in, &d->out);
    d->fault = s->faults.len ? s->faults.of[0].msg : NULL;
    return e;
}

static struct err as(struct phone *p, int user, struct doing *d)
{
    d->p = p;
    d->user = user;
    return phone_run(p, STORE_CARE, do_it, d);
}

#define DO(p, what, input) as((p), MANAGER, &(struct doing){.act = (what), .in = (input)})

static struct phone *with_case(struct world *w)
{
    struct phone *p = phone_new(w);
    char data[600];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"2\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"today\",\"phone\":\"617 555 0142\",\"knock\":\"\","
             "\"message_ok\":\"no\",\"call_name\":\"Zenobia\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"card_code\":\"\"",
             name_id(p->arena, 'c', 1), name_id(p->arena, 'n', 1),
             name_id(p->arena, 'p', 1));
    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", data)));
    assert_ok(DO(p, casefile_acknowledge, &(struct case_ref){.id = the_case(p)}));
    return p;
}

static struct day today_of(struct phone *p)
{
    return (struct day){(int32_t)(p->now / (24 * 60 * 60 * 1000))};
}

static struct goal_in goal_of(struct phone *p, const char *words)
{
    return (struct goal_in){the_case(p), id_named(p, 'g', 1), words};
}

static struct task_in task_of(struct phone *p, int n, int days)
{
    return (struct task_in){.casefile = the_case(p),
                            .id = id_named(p, 't', n),
                            .due = {today_of(p).n + days},
                            .words = "Ask for the fuel form"};
}

/* ---- looking ---- */

struct looking {
    struct phone *p;
    int user;
    struct plan_page *page;
    struct tasks_due due;
};

static struct err look(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    void *out;

    be(l->p, s, l->user);
    s->arena = l->p->arena;
    TRY(plan_view(s, &(struct case_ref){.id = the_case(l->p)}, &out));
    l->page = out;
    return ok();
}

static const struct plan_page *plan_of(struct phone *p)
{
    struct looking l = {.p = p, .user = MANAGER};

    assert_ok(phone_run(p, STORE_CARE, look, &l));
    return l.page;
}

static struct err look_at_today(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    struct db *care;

    be(l->p, s, l->user);
    s->arena = l->p->arena;
    TRY(session_db(s, STORE_CARE, &care));
    return tasks_of_today(s, care, &l->due);
}

static struct tasks_due due_of(struct phone *p, int user)
{
    struct looking l = {.p = p, .user = user};

    assert_ok(phone_run(p, STORE_CARE, look_at_today, &l));
    return l.due;
}

/* ---- goals ---- */

static void a_goal_is_kept_in_their_own_words_and_once(void **state)
{
    struct phone *p = with_case(*state);
    struct goal_in in = goal_of(p, "Quiero quedarme aquí.");

    assert_ok(DO(p, goal_set, &in));
    assert_ok(DO(p, goal_set, &in)); /* the second click of two */
    const struct plan_page *page = plan_of(p);
    assert_int_equal(page->goals.len, 1);
    assert_string_equal(page->goals.of[0].words, "Quiero quedarme aquí.");
    assert_int_equal(page->goals.of[0].state, GOAL_OPEN);
}

static void a_goal_that_was_let_go_cannot_be_reached_before_it_is_opened_again(void **st)
{
    struct phone *p = with_case(*st);
    struct goal_in in = goal_of(p, "A path to the door.");
    struct goal_event_in ev = {the_case(p), in.id, 1, GOAL_DROP};

    assert_ok(DO(p, goal_set, &in));
    assert_ok(DO(p, goal_move, &ev));
    ev = (struct goal_event_in){the_case(p), in.id, 2, GOAL_REACH};
    struct err e = DO(p, goal_move, &ev);
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, "plan.goal_over");
    ev.event = GOAL_AGAIN;
    assert_ok(DO(p, goal_move, &ev));
    ev = (struct goal_event_in){the_case(p), in.id, 3, GOAL_REACH};
    assert_ok(DO(p, goal_move, &ev));
    assert_int_equal(plan_of(p)->goals.of[0].state, GOAL_REACHED);
}

static void a_screen_that_is_stale_is_told_so(void **state)
{
    struct phone *p = with_case(*state);
    struct goal_in in = goal_of(p, "A path to the door.");
    struct doing d = {.act = goal_move,
                      .in = &(struct goal_event_in){the_case(p), in.id, 7, GOAL_DROP}};

    assert_ok(DO(p, goal_set, &in));
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT);
    assert_string_equal(d.fault, "plan.changed_meanwhile");
    assert_int_equal(plan_of(p)->goals.of[0].state, GOAL_OPEN);
}

/* ---- tasks ---- */

static void a_task_stands_on_today_until_it_is_done(void **state)
{
    struct phone *p = with_case(*state);
    struct task_in soon = task_of(p, 1, 2), late = task_of(p, 2, 0),
                   far = task_of(p, 3, 40);

    assert_ok(DO(p, task_give, &soon));
    assert_ok(DO(p, task_give, &late));
    assert_ok(DO(p, task_give, &far));
    struct tasks_due due = due_of(p, MANAGER);
    assert_int_equal(due.len, 2); /* in forty days is not this week */
    assert_true(id_same(due.of[0].id, late.id));
    assert_string_equal(due.of[0].name, "Zenobia");
    assert_string_equal(due.of[0].words, "Ask for the fuel form");
    assert_int_equal(due_of(p, COLLEAGUE).len, 0);

    struct task_event_in done = {the_case(p), late.id, 1, TASK_DONE, true};
    assert_ok(DO(p, task_move, &done));
    assert_ok(DO(p, task_move, &done)); /* the second click of two */
    assert_int_equal(due_of(p, MANAGER).len, 1);
}

static void a_task_goes_only_to_somebody_who_may_see_the_case(void **state)
{
    struct phone *p = with_case(*state);
    struct task_in in = task_of(p, 1, 1);
    struct doing d = {.act = task_give, .in = &in};

    in.owner = id_to(user, id_named(p, 'u', COLLEAGUE));
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "plan.owner_missing");
    in.owner = (struct user_id){0};
    in.due.n -= 2; /* yesterday */
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "plan.due_day");
    assert_int_equal(plan_of(p)->tasks.len, 0);
}

static void a_colleague_finds_no_plan_of_a_case_that_is_not_theirs(void **state)
{
    struct phone *p = with_case(*state);
    struct goal_in in = goal_of(p, "A path to the door.");
    struct doing d = {.act = goal_set, .in = &in};

    assert_err(as(p, COLLEAGUE, &d), ERR_NOT_FOUND);
    assert_int_equal(plan_of(p)->goals.len, 0);
}

/* ---- notes ---- */

static struct err look_at_case(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    s->arena = d->p->arena;
    return casefile_view(s, &(struct case_ref){.id = the_case(d->p)}, &d->out);
}

static const struct case_page *case_of(struct phone *p)
{
    struct doing d = {.p = p, .user = MANAGER};

    assert_ok(phone_run(p, STORE_CARE, look_at_case, &d));
    return d.out;
}

static struct note_in note_of(struct phone *p, int n, const char *words)
{
    return (struct note_in){the_case(p), id_named(p, 'f', n), words};
}

static void what_is_typed_is_kept_until_it_is_saved(void **state)
{
    struct phone *p = with_case(*state);
    struct note_in half = note_of(p, 1, "She said th"),
                   whole = note_of(p, 1, "She said the boiler is out.");

    assert_ok(DO(p, note_draft, &half));
    assert_string_equal(case_of(p)->draft.note, "She said th");
    assert_true(id_same(case_of(p)->draft.id, half.id));
    assert_ok(DO(p, note_draft, &whole));
    assert_int_equal(case_of(p)->notes.len, 0);
    assert_ok(DO(p, casefile_note, &whole));
    assert_null(case_of(p)->draft.note);
    assert_int_equal(case_of(p)->notes.len, 1);
    /* What was on its way while the note was saved brings no draft back. */
    assert_ok(DO(p, note_draft, &half));
    assert_null(case_of(p)->draft.note);
}

static void an_emptied_draft_is_gone(void **state)
{
    struct phone *p = with_case(*state);
    struct note_in half = note_of(p, 1, "She said th"), none = note_of(p, 1, NULL);

    assert_ok(DO(p, note_draft, &half));
    assert_ok(DO(p, note_draft, &none));
    assert_null(case_of(p)->draft.note);
}

static void a_correction_stands_beside_what_it_corrects(void **state)
{
    struct phone *p = with_case(*state);
    struct note_in note = note_of(p, 1, "Two children.");
    struct note_correct_in in = {
        {the_case(p), note.id}, id_named(p, 'f', 2), "Three children."};

    assert_ok(DO(p, casefile_note, &note));
    assert_ok(DO(p, note_correct, &in));
    assert_ok(DO(p, note_correct, &in)); /* the second click of two */
    const struct case_notes *all = &case_of(p)->notes;
    assert_int_equal(all->len, 2);
    assert_string_equal(note_named(all, note.id)->note, "Two children.");
    assert_string_equal(note_correction(all, note.id)->note, "Three children.");
    assert_null(note_correction(all, in.id));
}

static void of_two_corrections_at_once_the_second_is_told_so(void **state)
{
    struct phone *p = with_case(*state);
    struct note_in note = note_of(p, 1, "Two children.");
    struct note_correct_in first = {{the_case(p), note.id},
                                    id_named(p, 'f', 2),
                                    "Three children."},
                           second = {
                               {the_case(p), note.id}, id_named(p, 'f', 3), "One child."};
    struct doing d = {.act = note_correct, .in = &second};

    assert_ok(DO(p, casefile_note, &note));
    assert_ok(DO(p, note_correct, &first));
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT);
    assert_string_equal(d.fault, "note.corrected_meanwhile");
    assert_int_equal(case_of(p)->notes.len, 2);
    second.ref.note = first.id; /* on top of what stands, it is taken */
    assert_ok(as(p, MANAGER, &d));
    assert_int_equal(case_of(p)->notes.len, 3);
}

/* ---- measures ---- */

static struct measure_in hunger(struct phone *p, int n, enum measure_stage stage,
                                const char *answers)
{
    const struct instrument *of = instrument_named("hunger-vital-sign");

    return (struct measure_in){.casefile = the_case(p),
                               .id = id_named(p, 'm', n),
                               .instrument = of,
                               .stage = stage,
                               .answers = measure_read(of, answers)};
}

static void reach(struct phone *p)
{
    struct attempt_in in = {
        .casefile = the_case(p),
        .id = id_to(attempt, id_named(p, 'a', 1)),
        .channel = CHANNEL_PHONE,
        .outcome = OUTCOME_REACHED,
        .next_day = DAY_NONE,
    };

    assert_ok(DO(p, attempt_log, &in));
}

static struct err look_at_measures(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    s->arena = d->p->arena;
    return measure_view(s, &(struct case_ref){.id = the_case(d->p)}, &d->out);
}

static const struct measures *measures_of(struct phone *p)
{
    struct doing d = {.p = p, .user = MANAGER};

    assert_ok(phone_run(p, STORE_CARE, look_at_measures, &d));
    return &((struct measure_page *)d.out)->measures;
}

static void a_measure_is_kept_with_its_score_and_shows_the_change(void **state)
{
    struct phone *p = with_case(*state);
    struct measure_in first = hunger(p, 1, STAGE_BASELINE, "worried=often;ran-out=never"),
                      then = hunger(p, 2, STAGE_FOLLOW_UP, "worried=never;ran-out=never");

    reach(p);
    assert_ok(DO(p, measure_take, &first));
    assert_ok(DO(p, measure_take, &first)); /* the second click of two */
    p->now += 1000;
    assert_ok(DO(p, measure_take, &then));
    const struct measures *all = measures_of(p);
    struct measure_span span = measure_span(all, first.instrument);
    assert_int_equal(all->len, 2);
    assert_int_equal(span.start->score, 1);
    assert_int_equal(span.now->score, 0);
    assert_int_equal(span.start->answers.of[0], 0);
}

static void a_change_needs_a_beginning_and_a_beginning_a_contact(void **state)
{
    struct phone *p = with_case(*state);
    struct measure_in in = hunger(p, 1, STAGE_DISCHARGE, "worried=never");
    struct doing d = {.act = measure_take, .in = &in};

    struct err e = as(p, MANAGER, &d);
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, "measure.after_contact");
    reach(p);
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "measure.baseline_first");
    in = hunger(p, 1, STAGE_BASELINE, "");
    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "measure.nothing");
    assert_int_equal(measures_of(p)->len, 0);
}

static struct err count_measures(struct session *s, void *ctx)
{
    struct evaluation *e = ctx;
    struct report_period all = {day_make(2000, 1, 1), day_make(2100, 1, 1), s->now};
    struct db *care;

    TRY(session_db(s, STORE_CARE, &care));
    return report_measures(care, &all, e);
}

static void the_evaluation_counts_a_household_once(void **state)
{
    static struct evaluation e;
    struct phone *p = with_case(*state);
    struct measure_in in[] = {
        hunger(p, 1, STAGE_BASELINE, "worried=often;ran-out=never"),
        hunger(p, 2, STAGE_FOLLOW_UP, "worried=often;ran-out=often"),
        hunger(p, 3, STAGE_DISCHARGE, "worried=never;ran-out=never"),
    };

    reach(p);
    for (size_t i = 0; i < COUNT(in); i++) {
        p->now += 1000;
        assert_ok(DO(p, measure_take, &in[i]));
    }
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_measures, &e));
    size_t at = (size_t)(in[0].instrument - instruments);
    assert_int_equal(e.measure[at].started, 1);
    assert_int_equal(e.measure[at].change[CHANGE_LESS], 1);
    assert_int_equal(e.measure[at].known, 1);
}

/* ---- files ---- */

#define PDF "%PDF-1.4 of Zenobia"

static struct file_in file_of(struct phone *p, int n, const char *bytes)
{
    return (struct file_in){the_case(p),
                            id_named(p, 'l', n),
                            "Letter of the court",
                            {(const uint8_t *)bytes, strlen(bytes)}};
}

static struct err fetch(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    s->arena = d->p->arena;
    return file_fetch(s, d->in, &d->out);
}

static void a_file_comes_back_as_it_was_and_is_sealed_where_it_lies(void **state)
{
    struct world *w = *state;
    struct phone *p = with_case(w);
    struct file_in in = file_of(p, 1, PDF);
    struct file_ref ref = {the_case(p), in.id};
    struct doing d = {.p = p, .user = MANAGER, .in = &ref};

    assert_ok(DO(p, file_attach, &in));
    assert_ok(DO(p, file_attach, &in)); /* the second click of two */
    assert_ok(phone_run(p, STORE_CARE, fetch, &d));
    const struct case_file *f = d.out;
    assert_int_equal(f->bytes.len, strlen(PDF));
    assert_memory_equal(f->bytes.p, PDF, f->bytes.len);
    assert_int_equal(f->type, ATTACHMENT_PDF);

    struct q_file_get_in raw = {.id = in.id, .casefile = in.casefile};
    struct q_file_get_out row;
    struct db *care = world_read(w, STORE_CARE);
    assert_ok(db_one(care, &q_file_get, &raw, &row, p->arena));
    store_read_end(&care);
    assert_null(memmem(row.bytes.p, row.bytes.len, "Zenobia", 7));
    d.user = COLLEAGUE;
    assert_err(phone_run(p, STORE_CARE, fetch, &d), ERR_NOT_FOUND);
}

static void a_file_is_told_by_what_it_is_and_taken_out_for_good(void **state)
{
    struct phone *p = with_case(*state);
    struct file_in page = file_of(p, 1, "<html>hello</html>"), pdf = file_of(p, 2, PDF);
    struct file_ref ref = {the_case(p), pdf.id};
    struct doing d = {.act = file_attach, .in = &page};
    struct doing look = {.p = p, .user = MANAGER, .in = &ref};

    assert_err(as(p, MANAGER, &d), ERR_INVALID);
    assert_string_equal(d.fault, "file.kind");
    assert_ok(DO(p, file_attach, &pdf));
    assert_ok(DO(p, file_take_out, &ref));
    assert_ok(DO(p, file_take_out, &ref)); /* the second click of two */
    assert_err(phone_run(p, STORE_CARE, fetch, &look), ERR_NOT_FOUND);
}

/* ---- closing, and after ---- */

static void start_food(struct phone *p)
{
    struct need_in need = {the_case(p), id_to(need, id_named(p, 'e', 1)), "food",
                           KNOWN_BY_TOLD};
    struct need_started_in started = {the_case(p), need.id};

    reach(p);
    assert_ok(DO(p, need_found, &need));
    assert_ok(DO(p, need_started, &started));
}

static struct err close_it(struct phone *p, enum close_reason reason)
{
    struct close_in in = {.ref = {the_case(p), case_of(p)->c.rev},
                          .note_id = id_named(p, 'f', 9),
                          .reason = reason};

    return DO(p, casefile_close, &in);
}

static void a_month_after_help_began_its_manager_is_to_ask(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONNECTED_ALL));
    assert_int_equal(due_of(p, MANAGER).len, 0);
    p->now += 30 * (int64_t)24 * 60 * 60 * 1000;
    struct tasks_due due = due_of(p, MANAGER);
    assert_int_equal(due.len, 1); /* though the case is closed */
    assert_int_equal(due.of[0].kind, TASK_BETTER);
    assert_int_equal(due.of[0].due_day.n, today_of(p).n);

    struct better_in later = {
        the_case(p), id_named(p, 'i', 1), FEELING_NO_ANSWER, {today_of(p).n + 3}};
    assert_ok(DO(p, better_record, &later));
    assert_int_equal(due_of(p, MANAGER).of[0].due_day.n, today_of(p).n + 3);
    assert_int_equal(case_of(p)->feelings.len, 0);
    struct better_in better = {the_case(p), id_named(p, 'i', 2), FEELING_BETTER,
                               DAY_NONE};
    assert_ok(DO(p, better_record, &better));
    assert_ok(DO(p, better_record, &better)); /* the second click of two */
    assert_int_equal(due_of(p, MANAGER).len, 0);
    assert_int_equal(case_of(p)->feelings.len, 1);
}

static void nobody_asks_who_took_their_yes_back(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONSENT_WITHDRAWN));
    p->now += 30 * (int64_t)24 * 60 * 60 * 1000;
    assert_int_equal(due_of(p, MANAGER).len, 0);
}

static void before_help_began_there_is_nothing_to_ask(void **state)
{
    struct phone *p = with_case(*state);
    struct better_in in = {the_case(p), id_named(p, 'i', 1), FEELING_BETTER, DAY_NONE};

    struct err e = DO(p, better_record, &in);
    assert_err(e, ERR_CONFLICT);
    assert_string_equal(e.msg, "better.not_connected");
}

static struct err count_feelings(struct session *s, void *ctx)
{
    struct evaluation *e = ctx;
    struct report_period all = {day_make(2000, 1, 1), day_make(2100, 1, 1), s->now};
    struct db *care;

    TRY(session_db(s, STORE_CARE, &care));
    return report_feelings(care, &all, e);
}

static void the_last_answer_of_a_household_counts(void **state)
{
    static struct evaluation e;
    struct phone *p = with_case(*state);
    struct better_in worse = {the_case(p), id_named(p, 'i', 1), FEELING_WORSE, DAY_NONE},
                     better = {the_case(p), id_named(p, 'i', 2), FEELING_BETTER,
                               DAY_NONE};

    start_food(p);
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_feelings, &e));
    assert_int_equal(e.connected_here, 1);
    assert_int_equal(e.feeling_known, 0);
    assert_ok(DO(p, better_record, &worse));
    p->now += 1000;
    assert_ok(DO(p, better_record, &better));
    e = (struct evaluation){0};
    assert_ok(phone_run(p, STORE_CARE, count_feelings, &e));
    assert_int_equal(e.feeling[FEELING_BETTER], 1);
    assert_int_equal(e.feeling[FEELING_WORSE], 0);
}

static void a_closed_case_is_opened_again_with_a_note(void **state)
{
    struct phone *p = with_case(*state);

    start_food(p);
    assert_ok(close_it(p, CLOSE_CONNECTED_ALL));
    struct reopen_in in = {{the_case(p), 1}, id_named(p, 'f', 5), "The food ran out."};
    struct doing d = {.act = casefile_reopen, .in = &in};
    assert_err(as(p, MANAGER, &d), ERR_CONFLICT); /* a stale screen */
    in.ref.rev = case_of(p)->c.rev;
    assert_ok(as(p, MANAGER, &d));
    assert_ok(as(p, MANAGER, &d)); /* the second click of two */
    const struct case_page *page = case_of(p);
    assert_int_equal(page->c.state, CASE_ACKNOWLEDGED);
    assert_int_equal(page->c.closed_at, 0);
    assert_null(page->c.close_reason);
    assert_int_equal(page->notes.len, 1);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_is_kept_in_their_own_words_and_once),
        cmocka_unit_test(
            a_goal_that_was_let_go_cannot_be_reached_before_it_is_opened_again),
        cmocka_unit_test(a_screen_that_is_stale_is_told_so),
        cmocka_unit_test(a_task_stands_on_today_until_it_is_done),
        cmocka_unit_test(a_task_goes_only_to_somebody_who_may_see_the_case),
        cmocka_unit_test(what_is_typed_is_kept_until_it_is_saved),
        cmocka_unit_test(an_emptied_draft_is_gone),
        cmocka_unit_test(a_correction_stands_beside_what_it_corrects),
        cmocka_unit_test(of_two_corrections_at_once_the_second_is_told_so),
        cmocka_unit_test(a_measure_is_kept_with_its_score_and_shows_the_change),
        cmocka_unit_test(a_change_needs_a_beginning_and_a_beginning_a_contact),
        cmocka_unit_test(the_evaluation_counts_a_household_once),
        cmocka_unit_test(a_file_comes_back_as_it_was_and_is_sealed_where_it_lies),
        cmocka_unit_test(a_file_is_told_by_what_it_is_and_taken_out_for_good),
        cmocka_unit_test(a_month_after_help_began_its_manager_is_to_ask),
        cmocka_unit_test(nobody_asks_who_took_their_yes_back),
        cmocka_unit_test(before_help_began_there_is_nothing_to_ask),
        cmocka_unit_test(the_last_answer_of_a_household_counts),
        cmocka_unit_test(a_closed_case_is_opened_again_with_a_note),
        cmocka_unit_test(a_colleague_finds_no_plan_of_a_case_that_is_not_theirs),
    };

    return world_run_ready("plan", tests, COUNT(tests));
}
