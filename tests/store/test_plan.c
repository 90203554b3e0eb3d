/* test_plan.c -- a case's goals and tasks, and what they leave on Today; its notes and
 * files.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/file_app.h"
#include "app/note_app.h"
#include "core/str.h"
#include "store/queries_care.h"

#include <string.h>

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
    struct plan_page *page;
};

static struct err look(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    void *out;

    be(l->p, s, MANAGER);
    s->arena = l->p->arena;
    TRY(plan_view(s, &(struct case_ref){.id = the_case(l->p)}, &out));
    l->page = out;
    return ok();
}

static const struct plan_page *plan_of(struct phone *p)
{
    struct looking l = {.p = p};

    assert_ok(phone_run(p, STORE_CARE, look, &l));
    return l.page;
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
/* ---- notes ---- */

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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_is_kept_in_their_own_words_and_once),
        cmocka_unit_test(
            a_goal_that_was_let_go_cannot_be_reached_before_it_is_opened_again),
        cmocka_unit_test(a_screen_that_is_stale_is_told_so),
        cmocka_unit_test(a_task_stands_on_today_until_it_is_done),
        cmocka_unit_test(a_task_goes_only_to_somebody_who_may_see_the_case),
        cmocka_unit_test(a_colleague_finds_no_plan_of_a_case_that_is_not_theirs),
        cmocka_unit_test(what_is_typed_is_kept_until_it_is_saved),
        cmocka_unit_test(an_emptied_draft_is_gone),
        cmocka_unit_test(a_correction_stands_beside_what_it_corrects),
        cmocka_unit_test(of_two_corrections_at_once_the_second_is_told_so),
        cmocka_unit_test(a_file_comes_back_as_it_was_and_is_sealed_where_it_lies),
        cmocka_unit_test(a_file_is_told_by_what_it_is_and_taken_out_for_good),
    };

    return world_run_ready("plan", tests, COUNT(tests));
}
