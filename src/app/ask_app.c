/* ask_app.c -- see ask_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ask_app.h"

#include "app/casework.h"
#include "app/help_take.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/library.h"

struct err ask_look(struct session *s, const void *in, void **out)
{
    const struct ask_look *asked = in;
    struct ask_page *p = arena_new(s->arena, struct ask_page);

    TRY(hide(policy_check(&s->actor, ACT_HELP_ASK, NULL)));
    TRY(contact_case_manager(s, &p->who));
    if (asked->line[0] != '\0')
        TRY(ask_homes(s, asked->line, &p->homes, &p->homes_len));
    *out = p;
    return ok();
}

const char *ask_address(struct session *s, const struct home *h)
{
    struct build b = {.arena = s->arena};

    build_text(&b, h->number);
    if (h->number[0] != '\0')
        build_char(&b, ' ');
    build_text(&b, h->street);
    return build_done(&b);
}

/* Which of several is the asker's to say, and so is that none of them is. */
static struct err settle(struct session *s, const struct ask_form *f, struct home *home)
{
    if (f->at.line[0] == '\0' && !id_is_set(id_of(f->at.property)))
        return session_refuse(s, "line", "ask.address_missing");
    TRY(ask_home(s, &f->at, home));
    if (id_is_set(id_of(home->id)))
        return ok();
    *home = ask_home_typed(s, &f->at);
    if (!f->as_typed)
        session_fault(s, "property", "ask.address_which");
    return ok();
}

/* The fields of an op, one behind the other. */
struct told {
    struct session *s;
    struct field list[ASK_FIELDS + 10];
    size_t len;
};

static void tell(struct told *t, const char *name, const char *value)
{
    require(t->len < COUNT(t->list));
    t->list[t->len++] = (struct field){name, value};
}

static void tell_id(struct told *t, const char *name, struct id id)
{
    char *text = arena_alloc(t->s->arena, ID_TEXT);

    id_format(id, text);
    tell(t, name, text);
}

static enum op_kind kind_of(enum ask_answer answer)
{
    switch (answer) {
    case ASK_NOT_ASKED:
        return OP_HELP_ALERT;
    case ASK_NO:
        return OP_HELP_NO;
    case ASK_YES_READ:
    case ASK_YES_SHOWN:
    case ASK_ANSWERS:
        break;
    }
    return OP_HELP_REQUEST;
}

/* Without a yes nothing is kept of what was typed but the door. */
static void fill(struct told *t, const struct ask_form *f, const struct home *home)
{
    enum op_kind kind = kind_of(f->answer);

    tell_id(t, kind == OP_HELP_NO ? "no" : "casefile", f->id);
    tell_id(t, "property", id_of(home->id));
    tell(t, "address", ask_address(t->s, home));
    tell(t, "unit", home->unit);
    if (kind == OP_HELP_ALERT)
        tell(t, "card_left", "no");
    if (kind != OP_HELP_REQUEST)
        return;
    tell_id(t, "consent", f->consent);
    tell(t, "text_version", permission_version);
    tell(t, "method", f->answer == ASK_YES_READ ? "read" : "shown");
    for (size_t i = 0; i < f->told_len; i++)
        tell(t, f->told[i].name, f->told[i].value);
}

struct err ask_form_take(struct session *s, struct db *db, const struct ask_form *f,
                         struct bytes code_sha)
{
    struct told t = {.s = s};
    struct home home;

    TRY(settle(s, f, &home));
    fill(&t, f, &home);
    return help_take(s, db,
                     &(struct help_given){.kind = kind_of(f->answer),
                                          .data = {t.list, t.len},
                                          .source = f->source,
                                          .code_sha = code_sha});
}

struct err ask_take(struct session *s, const void *in, void **out)
{
    struct db *db;

    (void)out;
    TRY(hide(policy_check(&s->actor, ACT_HELP_ASK, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    return ask_form_take(s, db, in, (struct bytes){0});
}
