/* test_rights.c -- every address of routes[], asked for by every role, by nobody, by
 * whoever may no longer work here and by strangers, for cases that are theirs, somebody
 * else's and nobody's: the answer's status is what policy.c says, and no answer holds a
 * word of a resident that it must not.  tests/golden/routes.txt shows it to people
 * (DOORSTEP_GOLDEN=1 writes it anew).
 *
 * A new address needs no line anywhere unless addresses.h says so.
 * SPDX-License-Identifier: Apache-2.0 */
#include "addresses.h"
#include "fields.h"

#include "core/build.h"
#include "domain/policy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Who asks. */
enum {
    ROLE_SEATS = ROLE_AGENCY,
    AGENCY = ROLE_AGENCY,
    NOBODY,
    DISABLED,
    ELSEWHERE,
    SEATS
};

enum { DENIED_MAX = 300 }; /* bytes */

/* Whose the case is, seen from there. */
enum whose { OWN, OTHERS, FREE, WHOSE, CLOSED = WHOSE, STANDING };
static const char *const whose_words[STANDING] = {"own", "somebody else's", "nobody's",
                                                  "own, and closed to them"};

struct walk {
    struct site *t;
    struct visitor *seats[SEATS], *other;
    struct story *standing[STANDING]; /* for those who may not: nothing changes them */
    struct story *missing;            /* ids that nothing has */
    int stories;                      /* so far */
    const struct route *route;
    struct way way;
    struct build table, shown; /* for people: statuses, and fields */
    int found[SEATS][STANDING];
    const char *fields[SEATS][STANDING]; /* NULL: nothing was shown */
};

static const char *seat_name(int seat)
{
    static const char *const others[] = {"an agency's link", "nobody", "disabled",
                                         "another city's"};

    return seat < ROLE_SEATS ? role_name((enum role)seat) : others[seat - ROLE_SEATS];
}

static struct visitor *by_link(struct site *t, const struct story *st)
{
    struct visitor *v = arena_new(t->arena, struct visitor);

    snprintf(v->token, sizeof v->token, "%s", st->token);
    return v;
}

static void take_seats(struct walk *k)
{
    for (int i = 0; i < ROLE_SEATS; i++)
        k->seats[i] = visitor_new(k->t, (enum role)i, "en");
    k->other = visitor_new(k->t, ROLE_CASE_MANAGER, "en");
    k->seats[AGENCY] = by_link(k->t, k->standing[OTHERS]);
    k->seats[DISABLED] = visitor_new(k->t, ROLE_CARE_LEAD, "en");
    visitor_disable(k->t, k->seats[DISABLED]);
    k->seats[ELSEWHERE] = visitor_elsewhere(k->t, ROLE_CARE_LEAD);
}

static struct walk *walk_new(struct world *w)
{
    struct site *t = site_new(w);
    struct walk *k = arena_new(t->arena, struct walk);

    k->t = t;
    story_begin(t);
    for (int i = 0; i < WHOSE; i++)
        k->standing[i] = story_new(t, ++k->stories);
    take_seats(k);
    story_own(t, k->standing[OTHERS], k->other);
    story_own(t, k->standing[FREE], NULL);
    k->missing = story_unborn(t, 999);
    k->table.arena = k->shown.arena = t->arena;
    return k;
}

/* ---- what must come ---- */

static bool is_of_a_case(const struct route *r)
{
    return strncmp(r->path, "/cases/:id", 10) == 0;
}

static struct subject subject_of(const struct walk *k, int seat, enum whose whose)
{
    struct subject on = {.consented = true};

    on.blocked = whose == CLOSED;
    if ((whose == OWN || whose == CLOSED) && k->seats[seat] != NULL)
        on.assigned = k->seats[seat]->id;
    if (whose == OTHERS)
        on.assigned = k->other->id;
    /* A list of nothing but one's own. */
    if (k->route->act_name == ACT_MANDATED_VIEW && k->seats[seat] != NULL)
        on.author = k->seats[seat]->id;
    return on;
}

static bool may(const struct walk *k, int seat, enum whose whose)
{
    const struct actor who = {.user = k->seats[seat]->id, .roles = 1u << seat};
    const struct subject on = subject_of(k, seat, whose);

    return policy_check(&who, k->route->act_name, &on).kind == OK;
}

static int expected(const struct walk *k, int seat, enum whose whose)
{
    if ((k->route->guard & (SIGNED_IN | DEVICE)) == 0)
        return k->way.status;
    if (seat >= ROLE_SEATS)
        return 401;
    return may(k, seat, whose) ? k->way.status : 404;
}

/* ---- what comes ---- */

/* Who may work on a case changes it, so it is theirs alone. */
static const struct story *story_for(struct walk *k, int seat, enum whose whose)
{
    bool changes = (k->route->guard & CHANGES) && k->way.body != NULL;
    struct story *st = k->standing[whose];

    if (!is_of_a_case(k->route) && strcmp(k->route->path, "/r/answer") != 0)
        return st;
    if (changes && expected(k, seat, whose) < 400) {
        st = story_new(k->t, ++k->stories);
        story_own(k->t, st, whose == OTHERS ? k->other : NULL);
    }
    if (whose == OWN || whose == CLOSED)
        story_own(k->t, st, k->seats[seat]);
    return st;
}

static const struct local_answer *asked(struct walk *k, int seat, const struct story *st)
{
    const struct way *way = &k->way;
    bool json = strncmp(k->route->path, "/api/", 5) == 0;
    const char *form = way->body && strncmp(way->body, "\r\n--cut", 7) == 0
                           ? "multipart/form-data; boundary=cut"
                           : "application/x-www-form-urlencoded";

    return site_ask(
        k->t,
        &(struct ask){.who = k->seats[seat],
                      .method = method_names[k->route->method],
                      .path = story_fill(k->t, st, way->path),
                      .body = way->body ? story_fill(k->t, st, way->body) : NULL,
                      .more = {{"Content-Type", json ? "application/json" : form}}});
}

static void lacks(const struct walk *k, int seat, const struct local_answer *a,
                  const char *const *words, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (strstr(a->body, words[i]) != NULL ||
            strstr(local_header(a, "Location"), words[i]))
            fail_msg("%s %s tells \"%s\" to %s:\n%s", method_names[k->route->method],
                     k->route->path, words[i], seat_name(seat), a->body);
}

/* A resident's words are for those on the case; what the needs are called, also for
 * readers of the directory, of the app's own texts and of the exact reports. */
static void tells_no_secrets(const struct walk *k, int seat, const struct local_answer *a)
{
    bool on_case = seat == ROLE_CASE_MANAGER || seat == ROLE_CARE_LEAD ||
                   k->route->act_name == ACT_REFERRAL_ANSWER;
    bool words = k->route->act_name == ACT_PUBLIC ||
                 k->route->act_name == ACT_DIRECTORY_VIEW ||
                 k->route->act_name == ACT_REPORT_INTERNAL;

    /* A form that comes back to be mended says whose it is. */
    bool back = a->status == 409 || a->status == 422;

    if (!on_case || (a->status >= 400 && !back))
        lacks(k, seat, a, story_secrets, story_secrets_len);
    if (!on_case && !words)
        lacks(k, seat, a, story_need_words, story_need_words_len);
}

/* Without what differs in any two answers: the request's number and what was asked for.
 */
static const char *plain(struct walk *k, const struct local_answer *a, const char *path)
{
    const char *id = local_header(a, "X-Request-Id");
    struct build b = {.arena = k->t->arena};

    for (const char *at = a->body; *at != '\0';) {
        if (strncmp(at, id, strlen(id)) == 0)
            at += strlen(id);
        else if (strlen(path) > 1 && strncmp(at, path, strlen(path)) == 0)
            at += strlen(path);
        else
            build_char(&b, *at++);
    }
    return build_done(&b);
}

/* A thing that may not be seen is answered like one that is not there. */
static void looks_missing(struct walk *k, int seat, const struct story *st,
                          const struct local_answer *a)
{
    const struct local_answer *none = asked(k, seat, k->missing);

    if (a->status != 404)
        return;
    assert_status(none, 404);
    assert_string_equal(plain(k, a, story_fill(k->t, st, k->way.path)),
                        plain(k, none, story_fill(k->t, k->missing, k->way.path)));
    assert_int_equal(a->headers_len, none->headers_len);
}

/* What a reading shows.  A form's answer shows its own fields, or leads elsewhere. */
static const char *shown_by(struct walk *k, const struct local_answer *a,
                            struct arena *kept)
{
    const char *fields =
        k->route->method == GET && a->status == 200 ? fields_of(k->t->arena, a) : NULL;

    return fields != NULL ? arena_copy(kept, fields, strlen(fields)) : NULL;
}

/* Whoever may not is told so, and how to go on. */
static void says_little(const struct walk *k, int seat, const struct local_answer *a)
{
    bool denied = a->status == 401 || a->status == 403 || a->status == 404;

    if (denied && words_of(a) >= DENIED_MAX)
        fail_msg("%s %s says too much to %s:\n%s", method_names[k->route->method],
                 k->route->path, seat_name(seat), a->body);
}

/* Nothing that asks for a session is kept by a browser or on the way. */
static void is_kept_by_nobody(const struct walk *k, const struct local_answer *a)
{
    if ((k->route->guard & (SIGNED_IN | DEVICE)) != 0 &&
        strcmp(local_header(a, "Cache-Control"), "no-store") != 0)
        fail_msg("%s %s may be kept: %s", method_names[k->route->method], k->route->path,
                 local_header(a, "Cache-Control"));
}

static void one_cell(struct walk *k, int seat, enum whose whose)
{
    struct arena cell = {0}, *kept = k->t->arena;
    int want = expected(k, seat, whose);

    k->t->arena = &cell;
    const struct story *st = story_for(k, seat, whose);
    const struct local_answer *a = asked(k, seat, st);
    if (want != STATUS_BY_ROLE && a->status != want)
        fail_msg("%s %s answers %s (%s) with %d, not %d:\n%s",
                 method_names[k->route->method], k->route->path, seat_name(seat),
                 whose_words[whose], a->status, want, a->body);
    tells_no_secrets(k, seat, a);
    looks_missing(k, seat, st, a);
    k->found[seat][whose] = a->status;
    k->fields[seat][whose] = shown_by(k, a, kept);
    says_little(k, seat, a);
    is_kept_by_nobody(k, a);
    if (seat < ROLE_SEATS && k->route->act_name == ACT_ACCOUNT_OWN)
        visitor_sign_in(k->t, k->seats[seat]); /* it may have been signing out */
    k->t->arena = kept;
    arena_free(&cell);
}

/* ---- the table for people ---- */

struct row {
    int whose_len;
    bool first; /* seat that is named */
};

/* What each seat got, as a number. */
typedef int cells[SEATS][STANDING];

/* "case-manager (own, nobody's)" when that seat got `what`. */
static bool put_seat(struct build *to, cells got, int seat, int what, struct row row)
{
    int n = 0;

    for (int i = 0; i < row.whose_len; i++)
        n += got[seat][i] == what;
    if (n == 0)
        return false;
    build_text(to, row.first ? "  " : ", ");
    build_text(to, seat_name(seat));
    for (int i = 0, put = 0; n < row.whose_len && i < row.whose_len; i++) {
        if (got[seat][i] != what)
            continue;
        build_text(to, put++ == 0 ? " (" : ", ");
        build_text(to, whose_words[i]);
    }
    build_text(to, n < row.whose_len ? ")" : "");
    return true;
}

static bool all_alike(cells got, int whose_len)
{
    for (int seat = 0; seat < SEATS; seat++)
        for (int i = 0; i < whose_len; i++)
            if (got[seat][i] != got[0][0])
                return false;
    return true;
}

static bool is_any(cells got, int what, int whose_len)
{
    for (int seat = 0; seat < SEATS; seat++)
        for (int i = 0; i < whose_len; i++)
            if (got[seat][i] == what)
                return true;
    return false;
}

static void put_seats(struct build *to, cells got, int what, int whose_len)
{
    struct row row = {whose_len, true};

    if (all_alike(got, whose_len) && got[0][0] == what) {
        build_text(to, "  everybody");
        return;
    }
    for (int seat = 0; seat < SEATS; seat++)
        if (put_seat(to, got, seat, what, row))
            row.first = false;
}

static void put_name(struct build *to, const struct route *r)
{
    build_text(to, method_names[r->method]);
    build_text(to, " ");
    build_text(to, r->path);
    build_text(to, "\n");
}

static void put_route(struct walk *k, int whose_len)
{
    put_name(&k->table, k->route);
    for (int status = 200; status < 600; status++) {
        if (!is_any(k->found, status, whose_len))
            continue;
        build_text(&k->table, "  ");
        build_int(&k->table, status);
        put_seats(&k->table, k->found, status, whose_len);
        build_text(&k->table, "\n");
    }
}

/* The same sets have the same number. */
static int number_sets(const struct walk *k, int whose_len, cells out,
                       const char *sets[SEATS * STANDING])
{
    int n = 0;

    for (int seat = 0; seat < SEATS; seat++)
        for (int i = 0; i < whose_len; i++) {
            const char *fields = k->fields[seat][i];
            int at = fields == NULL ? -1 : 0;

            while (at >= 0 && at < n && strcmp(sets[at], fields) != 0)
                at++;
            if (at == n)
                sets[n++] = fields;
            out[seat][i] = at;
        }
    return n;
}

static void put_fields(struct walk *k, int whose_len)
{
    const char *sets[SEATS * STANDING];
    cells got;
    int n = number_sets(k, whose_len, got, sets);

    if (n > 0)
        put_name(&k->shown, k->route);
    for (int set = 0; set < n; set++) {
        put_seats(&k->shown, got, set, whose_len);
        build_text(&k->shown, "\n    ");
        build_text(&k->shown, sets[set]);
        build_text(&k->shown, "\n");
    }
}

static void compare(const char *name, const char *table)
{
    char golden[400], fresh[80], diff[600];

    snprintf(golden, sizeof golden, "%s/%s.txt", GOLDEN_DIR, name);
    snprintf(fresh, sizeof fresh, "%s.have.txt", name);
    FILE *f = fopen(getenv("DOORSTEP_GOLDEN") ? golden : fresh, "w");
    assert_non_null(f);
    fputs(table, f);
    fclose(f);
    if (getenv("DOORSTEP_GOLDEN") != NULL)
        return;
    snprintf(diff, sizeof diff, "diff -u %s %s >&2", golden, fresh);
    int differs = system(diff);
    remove(fresh);
    if (differs)
        fail_msg(
            "%s says otherwise; if it is meant, run again with DOORSTEP_GOLDEN=1 and "
            "read the diff",
            golden);
}

static void every_address_answers_each_role_as_the_policy_says(void **state)
{
    struct walk *k = walk_new(*state);

    for (size_t i = 0; i < routes_len; i++) {
        int whose_len = is_of_a_case(&routes[i]) ? WHOSE : 1;

        k->route = &routes[i];
        k->way = way_to(k->t, k->route);
        for (int seat = 0; seat < SEATS; seat++)
            for (int whose = 0; whose < whose_len; whose++)
                one_cell(k, seat, (enum whose)whose);
        put_route(k, whose_len);
        put_fields(k, whose_len);
    }
    compare("routes", build_done(&k->table));
    compare("fields", build_done(&k->shown));
}

/* "Not this person": a case of their own, closed to them, is not there at any address,
 * byte for byte, whatever their role. */
static void a_case_closed_to_somebody_is_not_there_for_them(void **state)
{
    struct walk *k = walk_new(*state);
    static const int seats[] = {ROLE_CASE_MANAGER, ROLE_CARE_LEAD};
    int asked_for = 0;

    k->standing[CLOSED] = story_new(k->t, ++k->stories);
    for (size_t i = 0; i < COUNT(seats); i++)
        story_block(k->t, k->standing[CLOSED], k->seats[seats[i]]);
    for (size_t i = 0; i < routes_len; i++) {
        k->route = &routes[i];
        k->way = way_to(k->t, k->route);
        for (size_t n = 0; is_of_a_case(k->route) && n < COUNT(seats); n++) {
            one_cell(k, seats[n], CLOSED);
            assert_int_equal(k->found[seats[n]][CLOSED], 404);
            asked_for++;
        }
    }
    assert_true(asked_for > 40);
}

/* A route that forgets one of these would still answer as if all were well. */
static void every_address_asks_for_what_its_act_needs(void **state)
{
    (void)state;
    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];
        bool signed_in = r->guard & (SIGNED_IN | DEVICE);
        bool by_link =
            r->act_name == ACT_REFERRAL_ANSWER || r->act_name == ACT_STOP_CONFIRM;
        bool of_care = strncmp(act_name(r->act_name), "case.", 5) == 0 || by_link;
        const char *wrong = NULL;

        if (r->act_name == ACT_PUBLIC && signed_in)
            wrong = "asks for a session, but names no act";
        if (r->act_name != ACT_PUBLIC && !signed_in && !by_link)
            wrong = "names an act, but asks for no session";
        /* A browser that an identity provider sends back comes by GET: what it brings
         * opens once, and only in the browser that was sent there (test_idp.c). */
        bool sent_back = strcmp(r->path, "/sign-in/back/:side") == 0;
        if (r->method == GET && (r->guard & CHANGES) && !sent_back)
            wrong = "changes something by GET";
        if (r->method != GET && !(r->guard & (SAME_SITE | ORIGIN)))
            wrong = "takes forms of other sites";
        if (of_care && !(r->guard & (AUDITED | CHANGES)))
            wrong = "shows care without a trace";
        if (wrong != NULL)
            fail_msg("%s %s %s", method_names[r->method], r->path, wrong);
    }
}

static void today_lists_no_case_of_somebody_else(void **state)
{
    struct site *t = site_new(*state);
    struct visitor *mine = visitor_new(t, ROLE_CASE_MANAGER, "en");
    struct visitor *other = visitor_new(t, ROLE_CASE_MANAGER, "en");

    story_begin(t);
    story_own(t, story_new(t, 1), other);
    assert_has(site_get(t, other, "/cases"), STORY_NAME);
    assert_lacks(site_get(t, mine, "/cases"), STORY_NAME);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_answers_each_role_as_the_policy_says),
        cmocka_unit_test(a_case_closed_to_somebody_is_not_there_for_them),
        cmocka_unit_test(today_lists_no_case_of_somebody_else),
    };
    static const struct CMUnitTest once[] = {
        cmocka_unit_test(every_address_asks_for_what_its_act_needs),
    };

    return world_run_ready("rights", tests, COUNT(tests)) +
           world_run_once("rights", once, COUNT(once));
}
