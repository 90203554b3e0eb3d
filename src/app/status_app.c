/* status_app.c -- see status_app.h: one table of checks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/status_app.h"

#include "app/casework.h"
#include "app/mail_state.h"
#include "app/monthly_app.h"
#include "base/key_ring.h"
#include "base/probe.h"
#include "core/str.h"
#include "store/city_store.h"
#include "store/queries_registry.h"
#include "store/record_store.h"
#include "store/state_store.h"

#include <string.h>
#include <sys/statvfs.h>
#include <sys/timex.h>

#define MINUTE_MS INT64_C(60000)
#define SILENT_MS (3 * DAY_MS)
#define GIGABYTE 1000000000u

#define PROOF_MS (30 * DAY_MS) /* a backup is proven at least so often */
#define MADE_MS (2 * DAY_MS)   /* and one is made every night */

/* Of a certificate; those who renew by themselves do so thirty days before. */
enum { DAYS_BAD = 7, DAYS_LOOK = 21 };
enum { DISK_BAD_TENTHS = 10, DISK_LOOK_TENTHS = 50 }; /* of a gigabyte */

/* A check tells what it found; that it could not look is a finding, too. */
struct check {
    const char *name;
    void (*look)(struct session *s, const struct check *c, struct status_line *to);
    enum store_name store;
};

static struct err state_of(struct session *s, enum store_name name,
                           struct store_state *out)
{
    struct db *db;

    TRY(session_db(s, name, &db));
    return store_state(db, name, s->arena, out);
}

static void tell(struct status_line *to, enum status_kind kind, const char *words,
                 const char *todo)
{
    to->kind = kind;
    to->words = words;
    to->todo = todo;
}

static void look_store(struct session *s, const struct check *c, struct status_line *to)
{
    struct store_state state = {0};

    if (state_of(s, c->store, &state).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    to->text = state.engine;
    to->n = state.schema;
    to->of = state.expected;
    if (state.schema == state.expected)
        tell(to, STATUS_GOOD, "status.store_answers", NULL);
    else
        tell(to, STATUS_BAD, "status.store_schema", "status.store_schema_todo");
}

static void look_disk(struct session *s, const struct check *c, struct status_line *to)
{
    struct statvfs v;

    (void)c;
    if (s->site.data == NULL || statvfs(s->site.data, &v) != 0) {
        tell(to, STATUS_LOOK, "status.disk_unknown", "status.disk_unknown_todo");
        return;
    }
    to->n = (int64_t)((uint64_t)v.f_bavail * v.f_frsize / (GIGABYTE / 10));
    if (to->n < DISK_BAD_TENTHS)
        tell(to, STATUS_BAD, "status.disk", "status.disk_todo");
    else if (to->n < DISK_LOOK_TENTHS)
        tell(to, STATUS_LOOK, "status.disk", "status.disk_todo");
    else
        tell(to, STATUS_GOOD, "status.disk", NULL);
}

/* An older one that nothing needs any more opens what a backup from before holds. */
static bool older_lies_beside(const struct keys *keys)
{
    struct care_keys care CLEANUP(care_keys_wipe);

    care_keys_now(keys, &care);
    return care.len > 1;
}

/* The files are read again as at the start, so that their owner and mode are looked at;
 * and they must still be the keys that this process seals with. */
static void look_keys(struct session *s, const struct check *c, struct status_line *to)
{
    struct keys now CLEANUP(keys_free) = {0};

    (void)c;
    keys_again(s->keys); /* a rotation is no other key */
    if (s->site.keys == NULL || keys_load(s->site.keys, false, &now).kind != OK)
        tell(to, STATUS_BAD, "status.keys_open", "status.keys_open_todo");
    else if (keys_other(s->keys, keys_prints(&now, s->arena), s->arena) != NULL)
        tell(to, STATUS_BAD, "status.keys_other", "status.keys_other_todo");
    else if (care_is_closed(s->keys) && !id_is_set(id_of(s->actor.user)))
        tell(to, STATUS_LOOK, "status.care_entered", "status.care_entered_todo");
    else if (care_is_closed(s->keys))
        tell(to, STATUS_BAD, "errors.care_closed", "status.care_closed_todo");
    else if (older_lies_beside(s->keys))
        tell(to, STATUS_LOOK, "status.keys_older", "status.keys_older_todo");
    else
        tell(to, STATUS_GOOD, "status.keys_private", NULL);
}

static struct probe probed(struct session *s)
{
    return s->site.board != NULL ? probe_board_read(s->site.board) : (struct probe){0};
}

/* A server is set and no letter is late. */
static void look_mail_server(struct session *s, int64_t last, struct status_line *to)
{
    enum probe_found mail = probed(s).mail;

    to->when = last;
    if (mail == PROBE_UNREACHED)
        tell(to, STATUS_BAD, "status.mail_silent", "status.mail_silent_todo");
    else if (mail == PROBE_REFUSED || mail == PROBE_STRANGER)
        tell(to, STATUS_BAD, "status.mail_refuses", "status.mail_refuses_todo");
    else if (last != 0)
        tell(to, STATUS_GOOD, "status.mail_sent", NULL);
    else if (mail == PROBE_WELL)
        tell(to, STATUS_GOOD, "status.mail_answers", NULL);
    else
        tell(to, STATUS_TOLD, "status.mail_unproven", NULL);
}

static void look_mail(struct session *s, const struct check *c, struct status_line *to)
{
    struct mail_state mail;

    (void)c;
    if (mail_state(s, &mail).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    to->n = mail.waiting;
    to->when = mail.oldest;
    if (mail.stalled) {
        bool server = s->site.mail && !str_same(mail.fault, "mail.no_server");

        to->fault = server ? mail.fault : NULL;
        tell(to, STATUS_BAD, server ? "status.mail_waits" : "status.mail_no_server_waits",
             s->site.mail ? "status.mail_waits_todo" : "status.mail_no_server_todo");
    } else if (!s->site.mail) {
        tell(to, STATUS_LOOK, "status.mail_no_server", "status.mail_no_server_todo");
    } else if (mail.held > 0) {
        to->n = mail.held;
        tell(to, STATUS_LOOK, "status.mail_held", "status.mail_held_todo");
    } else {
        look_mail_server(s, mail.last, to);
    }
}

/* A date that a clock wrote which ran ahead. */
static bool is_to_come(const struct session *s, int64_t at)
{
    return at > s->now + MINUTE_MS;
}

/* What was never restored is a hope, not a backup. */
static void look_backup(struct session *s, const struct check *c, struct status_line *to)
{
    enum status_kind bad = s->practice ? STATUS_LOOK : STATUS_BAD;
    int64_t made;
    struct db *db;

    (void)c;
    if (session_db(s, STORE_REGISTRY, &db).kind != OK ||
        city_marked(db, s->arena, CITY_PROVEN, &to->when).kind != OK ||
        city_marked(db, s->arena, CITY_BACKED_UP, &made).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    to->n = (s->now - to->when) / DAY_MS;
    if (to->when == 0 || is_to_come(s, to->when)) {
        tell(to, bad, "status.backup_never", "status.backup_todo");
    } else if (made != 0 && s->now - made > MADE_MS) {
        to->n = (s->now - made) / DAY_MS;
        tell(to, bad, "status.backup_late", "status.backup_late_todo");
    } else if (s->now - to->when > PROOF_MS) {
        tell(to, STATUS_LOOK, "status.backup_old", "status.backup_todo");
    } else {
        tell(to, STATUS_GOOD, "status.backup", NULL);
    }
}

/* A clock that went back writes rows that are older than those before them; one that ran
 * ahead has left rows that are still to come. */
static void look_clock(struct session *s, const struct check *c, struct status_line *to)
{
    int64_t latest = 0;

    (void)c;
    to->when = s->now;
    for (int i = 0; i < STORES; i++) {
        struct store_state state = {0};

        if (state_of(s, (enum store_name)i, &state).kind != OK ||
            is_to_come(s, state.audited_at)) {
            tell(to, STATUS_BAD, "status.clock_back", "status.clock_back_todo");
            return;
        }
        latest = state.audited_latest > latest ? state.audited_latest : latest;
    }
    if (!is_to_come(s, latest)) {
        tell(to, STATUS_GOOD, "status.clock", NULL);
        return;
    }
    to->when = latest;
    tell(to, STATUS_LOOK, "status.clock_ahead", "status.clock_ahead_todo");
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static void look_address(struct session *s, const struct check *c, struct status_line *to)
{
    (void)c;
    to->text = s->public_url;
    if (begins(s->public_url, "https://"))
        tell(to, STATUS_TOLD, "status.address", NULL);
    else if (str_same(s->public_url, "http://localhost:0")) /* nobody listens yet */
        tell(to, STATUS_TOLD, "status.address_free", NULL);
    else if (begins(s->public_url, "http://localhost"))
        tell(to, STATUS_TOLD, "status.address_local", NULL);
    else
        tell(to, STATUS_BAD, "status.address_clear", "status.address_clear_todo");
}

static void look_valid(const struct session *s, int64_t until, struct status_line *to)
{
    to->when = until;
    to->n = (until - s->now) / DAY_MS;
    if (to->n < DAYS_BAD)
        tell(to, STATUS_BAD, "status.certificate", "status.certificate_todo");
    else if (to->n < DAYS_LOOK)
        tell(to, STATUS_LOOK, "status.certificate", "status.certificate_todo");
    else
        tell(to, STATUS_GOOD, "status.certificate", NULL);
}

static void look_certificate(struct session *s, const struct check *c,
                             struct status_line *to)
{
    struct probe p = probed(s);

    (void)c;
    if (!begins(s->public_url, "https://"))
        tell(to, STATUS_TOLD, "status.certificate_none", NULL);
    else if (p.certificate == PROBE_WELL)
        look_valid(s, p.valid_until, to);
    else if (p.certificate == PROBE_REFUSED)
        tell(to, STATUS_BAD, "status.certificate_refused", "status.certificate_todo");
    else if (p.certificate == PROBE_STRANGER)
        tell(to, STATUS_BAD, "status.certificate_stranger",
             "status.certificate_stranger_todo");
    else if (p.certificate == PROBE_UNREACHED)
        tell(to, STATUS_LOOK, "status.certificate_unreached",
             "status.certificate_unreached_todo");
    else
        tell(to, STATUS_TOLD, "status.certificate_unseen", NULL);
}

/* Whether the kernel says that somebody keeps its clock right (adjtimex(2)). */
static void look_time_server(struct session *s, const struct check *c,
                             struct status_line *to)
{
    struct timex t = {0};
    int kept = adjtimex(&t);

    (void)c;
    if (kept < 0) /* a confined server may not ask */
        tell(to, STATUS_TOLD, "status.time_unknown", NULL);
    else if (kept != TIME_ERROR)
        tell(to, STATUS_GOOD, "status.time", NULL);
    else if (s->practice)
        tell(to, STATUS_TOLD, "status.time_alone", NULL);
    else
        tell(to, STATUS_LOOK, "status.time_alone", "status.time_todo");
}

/* Yes or no, and how long: never which phone, nor how many. */
static void look_phones(struct session *s, const struct check *c, struct status_line *to)
{
    struct q_device_silent_out row = {0};
    struct db *db;

    (void)c;
    if (session_db(s, STORE_REGISTRY, &db).kind != OK ||
        db_one(db, &q_device_silent, NULL, &row, s->arena).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    to->n = (s->now - row.seen_at) / DAY_MS;
    if (row.seen_at == 0)
        tell(to, STATUS_TOLD, "status.phones_none", NULL);
    else if (s->now - row.seen_at > SILENT_MS)
        tell(to, STATUS_LOOK, "status.phones_silent", "status.phones_silent_todo");
    else
        tell(to, STATUS_GOOD, "status.phones", NULL);
}

/* A night without its file is seen by nobody, unless here. */
static void look_record(struct session *s, const struct check *c, struct status_line *to)
{
    struct record_exports done;
    struct db *db;

    (void)c;
    if (s->site.record.folder == NULL) {
        tell(to, STATUS_TOLD, "status.record_off", NULL);
        return;
    }
    if (session_db(s, STORE_CARE, &db).kind != OK ||
        record_exports(db, s->arena, &done).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    to->when = done.good.at;
    to->n = done.good.cases;
    if (done.last.fault != NULL)
        tell(to, STATUS_BAD,
             done.good.at ? "status.record_failed" : "status.record_failed_never",
             "status.record_failed_todo");
    else if (done.good.at == 0)
        tell(to, STATUS_TOLD, "status.record_waits", NULL);
    else if (s->now - done.good.at > MADE_MS)
        tell(to, STATUS_BAD, "status.record_late", "status.record_failed_todo");
    else
        tell(to, STATUS_GOOD, "status.record", NULL);
}

/* A page that was due an hour ago and is not even made; one that is made is mail. */
static void look_month(struct session *s, const struct check *c, struct status_line *to)
{
    struct monthly_plan plan;

    (void)c;
    if (monthly_plan(s, &plan).kind != OK) {
        tell(to, STATUS_BAD, "status.store_away", "status.store_away_todo");
        return;
    }
    if (!plan.on) {
        tell(to, STATUS_TOLD, "status.month_off", NULL);
        return;
    }
    to->n = (int64_t)plan.to_len;
    to->when = zone_at_ms(s->zone, plan.next, plan.day.hour * 60);
    if (plan.to_len == 0)
        tell(to, STATUS_LOOK, "status.month_nobody", "status.month_nobody_todo");
    else if (plan.waits && s->now - to->when > 60 * MINUTE_MS)
        tell(to, STATUS_BAD, "status.month_late", "status.month_late_todo");
    else
        tell(to, STATUS_GOOD, "status.month", NULL);
}

static void look_practice(struct session *s, const struct check *c,
                          struct status_line *to)
{
    (void)c;
    tell(to, STATUS_TOLD, s->practice ? "status.practice" : "status.real", NULL);
}

/* clang-format off */
static const struct check checks[] = {
    {"status.name_registry",    look_store, STORE_REGISTRY},
    {"status.name_enforcement", look_store, STORE_ENFORCEMENT},
    {"status.name_care",        look_store, STORE_CARE},
    {"status.name_photos",      look_store, STORE_PHOTOS},
    {"status.name_disk",        look_disk,     0},
    {"status.name_keys",        look_keys,     0},
    {"status.name_mail",        look_mail,     0},
    {"status.name_backup",      look_backup,   0},
    {"status.name_phones",      look_phones,   0},
    {"status.name_record",      look_record,   0},
    {"status.name_month",       look_month,    0},
    {"status.name_clock",       look_clock,    0},
    {"status.name_time",        look_time_server, 0},
    {"status.name_address",     look_address,  0},
    {"status.name_certificate", look_certificate, 0},
    {"status.name_practice",    look_practice, 0},
};
/* clang-format on */
_Static_assert(COUNT(checks) <= STATUS_LINES, "a page holds every check");

struct status_line status_one(struct session *s, const char *name)
{
    struct status_line found = {.name = name};

    for (size_t i = 0; i < COUNT(checks); i++)
        if (str_same(checks[i].name, name))
            checks[i].look(s, &checks[i], &found);
    require(found.words != NULL);
    return found;
}

void status_look(struct session *s, struct status_page *p)
{
    struct status_line found[COUNT(checks)] = {0};

    *p = (struct status_page){0};
    for (size_t i = 0; i < COUNT(checks); i++) {
        found[i].name = checks[i].name;
        checks[i].look(s, &checks[i], &found[i]);
    }
    for (enum status_kind kind = 0; kind < STATUS_KINDS; kind++)
        for (size_t i = 0; i < COUNT(checks); i++)
            if (found[i].kind == kind) {
                p->of[p->len++] = found[i];
                p->count[kind]++;
            }
}

struct err status_view(struct session *s, const void *in, void **out)
{
    struct status_page *p = arena_new(s->arena, struct status_page);

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_STATUS_VIEW, NULL)));
    status_look(s, p);
    *out = p;
    return ok();
}
