/* breach.c -- `doorstep breach`: what somebody saw in some days, for the notice that the
 * law asks for: who, what, when, and whose data of which classes.  Reads the rows of
 * `seen` and of the audit chain; writes three files, and a row that it was asked for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/json.h"
#include "base/when.h"
#include "cli/files.h"
#include "cli/shown.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/legal.h"
#include "store/address_program_store.h"
#include "store/attempt_store.h"
#include "store/need_store.h"
#include "store/queries_care.h"
#include "store/queries_common.h"
#include "store/queries_registry.h"
#include "store/referral_store.h"
#include "store/staff_store.h"
#include "wire/csv.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FIELD_MAX = 2000 };

/* What of a case somebody saw; behind legal_class, so that those keep their names. */
enum { OF_CONTACT = LEGAL_CLASSES, OF_ADDRESS, OF_FREE_TEXT, OF_ERASED, CLASSES };
static const char *const class_names[CLASSES] = {
    [LEGAL_CARE] = "care",
    [LEGAL_SUBSTANCE_USE] = "substance-use",
    [LEGAL_VICTIM] = "victim",
    [LEGAL_MINORS] = "minors",
    [LEGAL_ADDRESS] = "address-program",
    [OF_CONTACT] = "contact",
    [OF_ADDRESS] = "address",
    [OF_FREE_TEXT] = "notes",
    [OF_ERASED] = "erased",
};

struct breach {
    struct cli *c;
    struct open_city *city;
    struct staff staff;
    struct user_id person; /* unset: everybody */
    const char *actor;     /* "user:UUID"; NULL: everybody */
    struct day from, to;
    bool names;
    const char *out;
    FILE *reads, *acts, *residents;
    struct db *walk, *care; /* rows of one are read while the other is asked */
    struct arena one;       /* of one case, or one row */
    struct id last;         /* the case that was written last */
    int64_t n_reads, n_acts, n_cases, n_of[CLASSES];
};

/* ---- what is asked for ---- */

static int read_day(const struct breach *b, const char *option, struct day *out)
{
    const char *s = cli_option(b->c, option);

    return day_parse(s, strlen(s), out)
               ? CLI_DONE
               : cli_misuse("--%s \"%s\" is not a day like 2026-07-01", option, s);
}

static int find_person(struct breach *b, struct db *registry)
{
    const char *email = cli_option(b->c, "person");
    const char *device = cli_option(b->c, "device");
    struct q_device_person_out row;
    struct id id;

    for (size_t i = 0; email != NULL && i < b->staff.len; i++)
        if (str_same(b->staff.of[i].email, email))
            b->person = b->staff.of[i].id;
    if (email != NULL && !id_is_set(id_of(b->person)))
        return cli_refuse("nobody here has the address %.80s", email);
    if (device == NULL)
        return CLI_DONE;
    if (!id_parse(device, strlen(device), &id) ||
        db_one(registry, &q_device_person,
               &(struct q_device_person_in){id_to(device, id)}, &row, &b->c->arena)
                .kind != OK)
        return cli_refuse("no phone of this city is %.80s", device);
    b->person = row.person;
    return CLI_DONE;
}

static int find_who(struct breach *b)
{
    struct db *db CLEANUP(store_read_end) = NULL;
    char text[ID_TEXT + 8] = "user:";
    struct err e =
        store_read_begin(b->city->stores.of[STORE_REGISTRY], b->city->code, &db);

    if (e.kind == OK)
        e = staff_all(db, &b->c->arena, &b->staff);
    if (e.kind != OK)
        return cli_error("cannot read who works here", e);
    int status = find_person(b, db);
    if (status == CLI_DONE && id_is_set(id_of(b->person))) {
        id_format(id_of(b->person), text + strlen(text));
        b->actor = arena_copy(&b->c->arena, text, strlen(text));
    }
    return status;
}

static int read_words(struct breach *b)
{
    int status = read_day(b, "from", &b->from);

    if (status == CLI_DONE)
        status = read_day(b, "to", &b->to);
    if (status != CLI_DONE)
        return status;
    if (b->from.n > b->to.n)
        return cli_misuse("--from is after --to");
    if (cli_option(b->c, "person") != NULL && cli_option(b->c, "device") != NULL)
        return cli_misuse("say --person or --device, not both");
    b->names = cli_option(b->c, "names") != NULL;
    b->out = cli_option(b->c, "out");
    return CLI_DONE;
}

/* ---- rows ---- */

static void put_field(FILE *f, const char *field, bool last)
{
    const char *s = field != NULL ? field : "";
    char quoted[2 * FIELD_MAX + 4];

    require(strlen(s) <= FIELD_MAX); /* names, codes and ids */
    fwrite(quoted, 1, csv_quote(quoted, s), f);
    fputc(last ? '\n' : ',', f);
}

static void put_id(FILE *f, struct id id, bool last)
{
    char s[ID_TEXT];

    id_format(id, s);
    put_field(f, s, last);
}

static const struct staff_person *person_of(const struct breach *b, struct user_id who)
{
    static const struct staff_person agency = {.name = "an agency, by its link"};

    for (size_t i = 0; i < b->staff.len; i++)
        if (id_same(id_of(b->staff.of[i].id), id_of(who)))
            return &b->staff.of[i];
    return &agency;
}

/* What a reader of the case could see of it today. */
static struct err classes_of(struct breach *b, const struct casefile *c, bool *has)
{
    struct case_needs needs;
    struct case_notes notes;
    struct data_key key;
    struct arena *a = &b->one;
    struct err e = casefile_key(b->care, &b->city->keys, c->resident, a, &key);

    has[LEGAL_CARE] = true;
    has[OF_ERASED] = e.kind == ERR_NOT_FOUND;
    if (has[OF_ERASED])
        return ok();
    TRY(e);
    has[OF_CONTACT] = c->person.name != NULL || c->person.phone != NULL;
    has[OF_ADDRESS] = c->place.address != NULL || id_is_set(id_of(c->place.property));
    TRY(need_list(b->care, (struct class_keys){&b->city->keys, &key}, c->id, a, &needs));
    for (size_t i = 0; i < needs.len; i++)
        has[legal_class_of_need(needs.of[i].word)] = true;
    TRY(note_list(b->care, &key, c->id, a, &notes));
    has[OF_FREE_TEXT] = notes.len > 0;
    return address_program_has(b->care, c->id, &has[LEGAL_ADDRESS]);
}

static void put_resident(struct breach *b, const struct casefile *c, const bool *has)
{
    struct build words = {.arena = &b->one};

    for (int i = 0; i < CLASSES; i++)
        if (has[i]) {
            b->n_of[i]++;
            build_text(&words, words.len > 0 ? " " : "");
            build_text(&words, class_names[i]);
        }
    put_id(b->residents, id_of(c->id), false);
    if (b->names) {
        put_field(b->residents, c->person.name, false);
        put_field(b->residents, c->person.phone, false);
        put_field(b->residents, c->person.message_ok, false);
        put_field(b->residents, c->lang, false);
    }
    put_field(b->residents, build_done(&words), true);
}

/* The case of what was seen: itself, or that of an agency's request. */
static struct err case_of(struct breach *b, struct id subject, struct casefile *out)
{
    struct arena *a = &b->one;
    struct referral r;
    struct err e =
        casefile_load(b->care, &b->city->keys, id_to(casefile, subject), a, out);

    if (e.kind != ERR_NOT_FOUND)
        return e;
    TRY(referral_find(b->care, id_to(referral, subject), a, &r));
    return casefile_load(b->care, &b->city->keys, r.casefile, a, out);
}

static struct err put_case(struct breach *b, struct id subject)
{
    bool has[CLASSES] = {false};
    struct casefile c;

    arena_free(&b->one);
    struct err e = case_of(b, subject, &c);

    if (e.kind == ERR_NOT_FOUND)
        return ok(); /* no case: a report, or an inspection */
    TRY(e);
    TRY(classes_of(b, &c, has));
    put_resident(b, &c, has);
    b->n_cases++;
    return ok();
}

static struct err seen_row(void *ctx, const void *out)
{
    struct breach *b = ctx;
    const struct q_seen_between_out *row = out;
    const struct staff_person *who = person_of(b, row->person);
    char day[DAY_TEXT];

    day_format(row->day, day);
    put_field(b->reads, day, false);
    put_field(b->reads, who->name, false);
    put_field(b->reads, who->email, false);
    put_id(b->reads, row->subject, true);
    b->n_reads++;
    if (id_same(b->last, row->subject))
        return ok();
    b->last = row->subject;
    return put_case(b, row->subject);
}

_Static_assert(sizeof(struct q_seen_between_out) == sizeof(struct q_seen_by_person_out),
               "rows of seen differ");

static const char *actor_words(struct breach *b, const char *actor)
{
    struct id id;

    return strncmp(actor, "user:", 5) == 0 && id_parse(actor + 5, strlen(actor + 5), &id)
               ? person_of(b, id_to(user, id))->name
               : actor;
}

static struct err audit_row(void *ctx, const void *out)
{
    struct breach *b = ctx;
    const struct q_audit_all_out *row = out;
    int day = zone_day(&b->city->zone, row->at).n;

    if (day < b->from.n || day > b->to.n ||
        (b->actor != NULL && !str_same(row->actor, b->actor)))
        return ok();
    arena_free(&b->one);
    put_field(b->acts, when_utc(&b->one, row->at), false);
    put_field(b->acts, actor_words(b, row->actor), false);
    put_field(b->acts, row->act, false);
    put_field(b->acts, row->subject, false);
    put_field(b->acts, row->detail, true);
    b->n_acts++;
    return ok();
}

/* ---- the packet ---- */

static struct err collect(struct breach *b)
{
    struct q_seen_between_in all = {b->from, b->to};
    struct q_seen_by_person_in one = {b->person, b->from, b->to};

    if (b->actor == NULL)
        TRY(db_each(b->walk, &q_seen_between, &all, seen_row, b));
    else
        TRY(db_each(b->walk, &q_seen_by_person, &one, seen_row, b));
    return db_each(b->walk, &q_audit_all, NULL, audit_row, b);
}

static FILE *begin(struct breach *b, const char *name, const char *head)
{
    FILE *f = fopen(file_in(&b->c->arena, b->out, name), "wx");

    if (f != NULL)
        fprintf(f, "%s\n", head);
    return f;
}

static int write_files(struct breach *b)
{
    struct db *care CLEANUP(store_read_end) = NULL;
    struct db *cases CLEANUP(store_read_end) = NULL;
    FILE *reads CLEANUP(close_stream) = begin(b, "reads.csv", "day,person,email,record");
    FILE *acts CLEANUP(close_stream) =
        begin(b, "acts.csv", "at,person,act,record,detail");
    FILE *residents CLEANUP(close_stream) =
        begin(b, "residents.csv",
              b->names ? "case,name,phone,message_ok,language,classes" : "case,classes");

    if (reads == NULL || acts == NULL || residents == NULL)
        return cli_refuse("cannot write into %s", b->out);
    b->reads = reads, b->acts = acts, b->residents = residents;
    struct err e = store_read_begin(b->city->stores.of[STORE_CARE], b->city->code, &care);
    if (e.kind == OK)
        e = store_read_begin(b->city->stores.of[STORE_CARE], b->city->code, &cases);
    b->walk = care, b->care = cases;
    if (e.kind == OK)
        e = collect(b);
    if (e.kind != OK)
        return cli_error("the packet is not whole", e);
    return file_settle(reads) && file_settle(acts) && file_settle(residents)
               ? CLI_DONE
               : cli_refuse("the disk did not take it");
}

static void tell(struct breach *b)
{
    struct json_out o = {.arena = &b->c->arena};

    if (!b->c->json) {
        printf("%" PRId64 " cases, seen %" PRId64 " times; %" PRId64 " acts\n",
               b->n_cases, b->n_reads, b->n_acts);
        for (int i = 0; i < CLASSES; i++)
            if (b->n_of[i] > 0)
                printf("%-16s %" PRId64 "\n", class_names[i], b->n_of[i]);
        return;
    }
    json_map(&o, NULL);
    json_put_int(&o, "cases", b->n_cases);
    json_put_int(&o, "reads", b->n_reads);
    json_put_int(&o, "acts", b->n_acts);
    json_map(&o, "classes");
    for (int i = 0; i < CLASSES; i++)
        json_put_int(&o, class_names[i], b->n_of[i]);
    json_end_map(&o);
    json_end_map(&o);
    shown_json(&o);
}

/* That it was asked for, of whom, is itself a row. */
static struct err write_down(struct db *db, struct arena *a, void *ctx)
{
    const struct breach *b = ctx;

    (void)a;
    db_audit(db, &(struct audit){b->c->actor, "breach",
                                 b->actor != NULL ? b->actor : "everybody",
                                 b->names ? "names" : NULL});
    return ok();
}

static void breach_end(struct breach *b)
{
    arena_free(&b->one);
}

int cli_breach(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct breach b CLEANUP(breach_end) = {.c = c, .city = &city};
    int status = read_words(&b);

    if (status == CLI_DONE)
        status = city_open(c, &city);
    if (status == CLI_DONE)
        status = find_who(&b);
    if (status != CLI_DONE)
        return status;
    const char *wrong = folder_make(b.out);
    if (wrong != NULL)
        return cli_refuse("cannot make %s: %s", b.out, wrong);
    status = stores_change(c, b.city->stores.of[STORE_CARE], write_down, &b);
    if (status == CLI_DONE)
        status = write_files(&b);
    if (status == CLI_DONE)
        tell(&b);
    return status;
}
