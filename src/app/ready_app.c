/* ready_app.c -- see ready_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ready_app.h"

#include "app/casework.h"
#include "base/crypto.h"
#include "base/key_ring.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/library.h"
#include "store/queries_enforcement.h"
#include "store/queries_registry.h"

#include <string.h>

#define NAME_LONGEST 80
#define NAME_SHORTEST 3 /* "x" is nobody */
#define FIRST_YEAR 2000

/* clang-format off */
static const struct {
    const char *word;
    bool every_lang;
} texts[LEGAL_TEXTS] = {
    [LEGAL_AGREEMENT]  = {"agreement",  false},
    [LEGAL_PERMISSION] = {"permission", true},
    [LEGAL_CONSENT]    = {"consent",    true},
    [LEGAL_CARD]       = {"card",       true},
};
static const char *const consent_parts[] = {
    "case.consent_text_title", "case.consent_text_1", "case.consent_text_2",
    "case.consent_text_3",     "case.consent_text_4", "case.consent_text_5",
};
/* Without one of these nobody inspects, answers, leads, or is called when it goes wrong. */
static const enum role needed[] = {ROLE_INSPECTOR, ROLE_CASE_MANAGER, ROLE_CARE_LEAD,
                                   ROLE_PRIVACY};
/* clang-format on */

const char *legal_text_name(enum legal_text t)
{
    return texts[t].word;
}

bool legal_text_parse(const char *word, enum legal_text *out)
{
    for (enum legal_text t = 0; t < LEGAL_TEXTS; t++)
        if (str_same(texts[t].word, word)) {
            *out = t;
            return true;
        }
    return false;
}

static const char *two(struct arena *a, const char *first, const char *second)
{
    struct build b = {.arena = a};

    build_text(&b, first);
    build_text(&b, second);
    return build_done(&b);
}

static const char *consent_words(struct arena *a, const char *lang)
{
    struct build b = {.arena = a};

    for (size_t i = 0; i < COUNT(consent_parts); i++) {
        build_text(&b, i > 0 ? "\n\n" : "");
        build_text(&b, text(lang, consent_parts[i]));
    }
    return build_done(&b);
}

const char *legal_words(struct arena *a, enum legal_text t, const char *lang)
{
    enum lang l;

    if (!lang_parse(lang, &l) || (!texts[t].every_lang && !str_same(lang, "en")))
        return NULL;
    switch (t) {
    case LEGAL_AGREEMENT:
        return agreement_text;
    case LEGAL_PERMISSION:
        return permission_texts[l];
    case LEGAL_CONSENT:
        return consent_words(a, lang);
    case LEGAL_CARD:
        return card_texts[l];
    case LEGAL_TEXTS:
        break;
    }
    return NULL;
}

static struct sha256 print_of(struct arena *a, enum legal_text t, const char *lang)
{
    const char *words = legal_words(a, t, lang);

    return sha256_of(words, strlen(words));
}

/* ---- the lines ---- */

static void look_line(struct arena *a, const struct q_legal_list_out *row,
                      struct legal_line *l)
{
    struct sha256 now = print_of(a, l->text, l->lang);

    l->name = row->name;
    l->day = row->day;
    l->state =
        row->words.len == SHA256_LEN && memcmp(row->words.p, now.b, SHA256_LEN) == 0
            ? LEGAL_NAMED
            : LEGAL_CHANGED;
}

static void find_line(struct arena *a, const struct q_legal_list_out *rows, size_t len,
                      struct legal_line *l)
{
    for (size_t i = 0; i < len; i++)
        if (str_same(rows[i].line, texts[l->text].word) &&
            str_same(rows[i].lang, l->lang))
            look_line(a, &rows[i], l);
}

struct err legal_lines(struct db *registry, struct arena *a, struct ready_page *to)
{
    struct q_legal_list_out *rows;
    size_t len;

    TRY(db_many(registry, &q_legal_list, NULL, &rows, &len, a));
    for (enum legal_text t = 0; t < LEGAL_TEXTS; t++)
        for (size_t i = 0; i < TEXT_LANGS; i++) {
            if (legal_words(a, t, text_langs[i]) == NULL)
                continue;
            require(to->legal_len < LEGAL_LINES);
            struct legal_line *l = &to->legal[to->legal_len++];
            *l = (struct legal_line){t, text_langs[i], LEGAL_MISSING, "", DAY_NONE};
            find_line(a, rows, len, l);
            to->missing += l->state == LEGAL_MISSING;
        }
    return ok();
}

/* ---- what is in place ---- */

static struct status_line *add(struct ready_page *p, const char *name)
{
    struct status_line *l = &p->of[p->len++];

    require(p->len <= COUNT(p->of));
    *l = (struct status_line){.name = name};
    return l;
}

static void tell(struct status_line *l, bool good, const char *yes, const char *no,
                 const char *todo)
{
    l->kind = good ? STATUS_GOOD : STATUS_BAD;
    l->words = good ? yes : no;
    l->todo = good ? NULL : todo;
}

static struct err look_addresses(struct session *s, struct ready_page *p)
{
    struct status_line *l = add(p, "ready.name_addresses");
    struct q_ready_addresses_out row;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_one(db, &q_ready_addresses, NULL, &row, s->arena));
    l->n = row.n;
    tell(l, row.n > 0, "ready.addresses", "ready.addresses_none", "ready.addresses_todo");
    return ok();
}

static bool is_held(const struct q_ready_roles_out *rows, size_t len, enum role r)
{
    for (size_t i = 0; i < len; i++)
        if (str_same(rows[i].role, role_name(r)))
            return true;
    return false;
}

/* Which roles nobody holds yet who has signed in with a password of her own. */
static struct err look_people(struct session *s, struct db *db, struct ready_page *p)
{
    struct status_line *l = add(p, "ready.name_people");
    struct build missing = {.arena = s->arena};
    struct q_ready_roles_out *rows;
    size_t len;

    TRY(db_many(db, &q_ready_roles, NULL, &rows, &len, s->arena));
    for (size_t i = 0; i < COUNT(needed); i++)
        if (!is_held(rows, len, needed[i])) {
            build_text(&missing, l->n++ > 0 ? ", " : "");
            build_text(&missing,
                       text(s->lang, two(s->arena, "role.", role_name(needed[i]))));
        }
    l->text = build_done(&missing);
    tell(l, l->n == 0, "ready.people", "ready.people_missing", "ready.people_todo");
    return ok();
}

static struct err look_practice(struct session *s, struct db *db, struct ready_page *p)
{
    struct status_line *l = add(p, "ready.name_practice");
    struct q_ready_practice_out row;

    TRY(db_one(db, &q_ready_practice, NULL, &row, s->arena));
    l->n = row.done;
    l->of = row.people;
    tell(l, row.people > 0 && row.done == row.people, "ready.practice",
         "ready.practice_due", "ready.practice_todo");
    if (l->kind == STATUS_BAD && row.people > 0)
        l->kind = STATUS_LOOK; /* reminded, never blocked */
    return ok();
}

/* Who holds the key can read, whatever the pages show: that is said, never green. */
static void say_custody(const struct session *s, struct ready_page *p)
{
    struct status_line *l = add(p, "ready.name_custody");

    l->kind = STATUS_TOLD;
    l->words = care_is_entrusted(s->keys) ? "ready.custody_entered" : "ready.custody";
}

struct err ready_view(struct session *s, const void *in, void **out)
{
    static const char *const also[] = {"status.name_mail", "status.name_backup",
                                       "status.name_address", "status.name_keys"};
    struct ready_page *p = arena_new(s->arena, struct ready_page);
    struct db *db;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_READY_MANAGE, NULL)));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(look_addresses(s, p));
    TRY(look_people(s, db, p));
    TRY(look_practice(s, db, p));
    for (size_t i = 0; i < COUNT(also); i++)
        *add(p, also[i]) = status_one(s, also[i]);
    say_custody(s, p);
    TRY(legal_lines(db, s->arena, p));
    *out = p;
    return ok();
}

/* ---- one text ---- */

static struct err begin(struct session *s, const struct legal_form *f, struct db **db,
                        enum legal_text *t)
{
    TRY(hide(policy_check(&s->actor, ACT_READY_MANAGE, NULL)));
    if (!legal_text_parse(f->word, t))
        return failed(ERR_NOT_FOUND, "error.not_found");
    return session_db(s, STORE_REGISTRY, db);
}

struct err legal_view(struct session *s, const void *in, void **out)
{
    struct legal_page *p = arena_new(s->arena, struct legal_page);
    struct ready_page all = {0};
    struct db *db;

    TRY(begin(s, in, &db, &p->text));
    TRY(legal_lines(db, s->arena, &all));
    for (size_t i = 0; i < all.legal_len; i++)
        if (all.legal[i].text == p->text)
            p->lines[p->len++] = all.legal[i];
    p->today = zone_day(s->zone, s->now);
    *out = p;
    return ok();
}

static const char *field(struct session *s, const char *name, const char *lang)
{
    return two(s->arena, two(s->arena, name, "."), lang);
}

static void check(struct session *s, const struct legal_form *f)
{
    if (utf8_len(f->name) < NAME_SHORTEST)
        session_fault(s, field(s, "name", f->lang), "ready.name_missing");
    else if (utf8_len(f->name) > NAME_LONGEST)
        session_fault(s, field(s, "name", f->lang), "ready.name_long");
    if (!day_is_set(f->day) || f->day.n < day_make(FIRST_YEAR, 1, 1).n)
        session_fault(s, field(s, "day", f->lang), "ready.day_missing");
    else if (f->day.n > zone_day(s->zone, s->now).n)
        session_fault(s, field(s, "day", f->lang), "ready.day_ahead");
}

static struct err put(struct db *db, struct arena *a, const struct legal_form *f,
                      const char *by, int64_t now)
{
    enum legal_text t;

    require(legal_text_parse(f->word, &t));
    struct sha256 print = print_of(a, t, f->lang);
    return db_exec(
        db, &q_legal_put,
        &(struct q_legal_put_in){
            f->word, f->lang, f->name, f->day, {print.b, SHA256_LEN}, by, now});
}

struct err legal_approve(struct session *s, const void *in, void **out)
{
    const struct legal_form *f = in;
    bool taken_back = f->name[0] == '\0' && !day_is_set(f->day) && s->faults.len == 0;
    enum legal_text t;
    struct db *db;

    (void)out;
    TRY(begin(s, f, &db, &t));
    if (legal_words(s->arena, t, f->lang) == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    if (!taken_back)
        check(s, f);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = taken_back ? "legal.take_back" : "legal.approve",
                                 .subject = field(s, texts[t].word, f->lang)});
    if (taken_back)
        return db_exec(db, &q_legal_drop,
                       &(struct q_legal_drop_in){texts[t].word, f->lang});
    return put(db, s->arena, f, session_actor(s), s->now);
}

struct err legal_approve_texts(struct db *registry, struct arena *a,
                               const struct legal_form *as, int64_t now)
{
    for (enum legal_text t = LEGAL_PERMISSION; t < LEGAL_TEXTS; t++)
        for (size_t i = 0; i < TEXT_LANGS; i++) {
            struct legal_form one = *as;

            one.word = texts[t].word;
            one.lang = text_langs[i];
            if (legal_words(a, t, one.lang) != NULL)
                TRY(put(registry, a, &one, "demonstration", now));
        }
    return ok();
}
