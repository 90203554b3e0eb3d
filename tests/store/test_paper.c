/* A paper form typed in at the desk, on both engines: the visit with its own time and
 * inspector, once however often, and the lower part that enforcement never learns of.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "app/entry_app.h"
#include "domain/entry.h"

#include <stdio.h>
#include <string.h>

#define HOUR INT64_C(3600000)

static struct id id_named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

/* clang-format off */
static const struct field sheet[] = {
    {"number", "00000 00000"}, {"inside", "yes"},
    {"unit", "2B"}, {"day", "2026-11-23"}, {"time", "10:05"}, {"kind", "routine"},
    {"occupancy", "occupied"}, {"present", "occupant"}, {"present", "agent"},
    {"code1", "410.180"}, {"place1", "kitchen"}, {"note1", "Drip under the sink."},
    {"responsible1", "owner"}, {"by1", "2026-12-12"}, {"card_left", "yes"},
    {"signed_name", "A Person"}, {"signed_day", "2026-11-23"}, {"signed_time", "10:50"},
    {"on_paper", "yes"}, {"help", "yes"}, {"choices", "food"}, {"choices", "repairs"},
    {"urgency", "today"}, {"phone", "978 555 0199"}, {"message_ok", "no"},
    {"known", "told"}, {"help_lang", "es"}, {"method", "read"},
    {"units", "3"}, {"habitable", "5"},
};
/* clang-format on */

/* The sheet with one control typed otherwise ("": left empty). */
static struct fields sheet_with(struct phone *p, const char *name, const char *value)
{
    struct field *list = arena_array(p->arena, struct field, COUNT(sheet) + 1);
    size_t n = COUNT(sheet);

    memcpy(list, sheet, sizeof sheet);
    for (size_t i = 0; i < COUNT(sheet); i++)
        if (strcmp(list[i].name, name) == 0)
            list[i].value = value;
    if (fields_nth(&(struct fields){sheet, n}, name, 0) == NULL)
        list[n++] = (struct field){name, value};
    return (struct fields){list, n};
}

/* Nobody was let in: what of the sheet counts then. */
/* clang-format off */
static const struct field closed_sheet[] = {
    {"inside", "refused"}, {"unit", "2B"}, {"day", "2026-11-23"}, {"time", "10:05"},
    {"kind", "complaint"}, {"card_left", "yes"}, {"next_day", "2026-12-01"},
    {"next_time", "14:30"}, {"help", "yes"}, {"choices", "food"}, {"urgency", "today"},
    {"phone", "978 555 0199"}, {"message_ok", "no"}, {"known", "told"},
    {"help_lang", "es"}, {"method", "read"},
};
/* clang-format on */

static struct paper_in typed(struct phone *p, int n, struct fields form)
{
    return (struct paper_in){.id = id_named(p, 'r', n),
                             .new_visit = id_to(inspection, id_named(p, 'v', n)),
                             .inspector = id_to(user, id_named(p, 'u', 2)),
                             .property = id_to(property, id_named(p, 'p', 2)),
                             .number =
                                 fields_get(&form, "number")[0] ? "0000000000" : NULL,
                             .form = form};
}

struct deed {
    const struct paper_in *in;
    struct paper_done *out;
    unsigned roles;
    struct faults faults;
};

static struct err enter(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out = NULL;

    s->actor.roles = d->roles;
    struct err e = paper_enter(s, d->in, &out);
    d->faults = s->faults;
    if (e.kind == OK) /* outlives the job */
        *d->out = *(struct paper_done *)out;
    return e;
}

static struct err ask(struct session *s, void *ctx)
{
    struct deed *d = ctx;
    void *out = d->out;

    s->actor.roles = d->roles;
    return paper_help(s, d->in, &out);
}

#define INTAKE (1u << ROLE_INTAKE)

/* What the page says of the house, and of a number. */
struct desk_look {
    const struct paper_in *in;
    const char *number;
    char planned[400], entered[400];
};

static struct err see(struct session *s, void *ctx)
{
    struct desk_look *v = ctx;
    const struct paper_asked asked = {
        .place = {.words = "", .line = "", .property = v->in->property},
        .number = v->number};
    char day[DAY_TEXT];
    void *out;

    s->actor.roles = INTAKE;
    TRY(paper_look(s, &asked, &out));
    const struct paper_page *p = out;
    v->planned[0] = v->entered[0] = '\0';
    for (size_t i = 0; i < p->planned_len; i++) {
        const struct paper_visit *r = &p->planned[i];

        day_format(r->day, day);
        snprintf(v->planned + strlen(v->planned), sizeof v->planned - strlen(v->planned),
                 "%s %s %s %s %s;", day, r->time != NULL ? r->time : "-", r->kind,
                 r->unit, r->inspector != NULL ? r->inspector : "nobody");
    }
    for (size_t i = 0; i < p->entered.len; i++) {
        const struct paper_line *l = &p->entered.of[i];

        snprintf(v->entered + strlen(v->entered), sizeof v->entered - strlen(v->entered),
                 "%s %s %s %s;", l->at.street, l->at.unit,
                 l->typed_by != NULL ? l->typed_by : "nobody",
                 l->typed_at == s->now ? "now" : "then");
    }
    return ok();
}

static const struct desk_look *seen(struct phone *p, const struct paper_in *in,
                                    const char *number)
{
    static struct desk_look v;

    v = (struct desk_look){.in = in, .number = number};
    assert_ok(phone_run(p, STORE_ENFORCEMENT, see, &v));
    return &v;
}

static struct err both(struct phone *p, struct deed *d, const struct paper_in *in)
{
    static struct paper_done done;

    *d = (struct deed){.in = in, .out = &done, .roles = INTAKE};
    TRY(phone_run(p, STORE_ENFORCEMENT, enter, d));
    return paper_asks(in) ? phone_run(p, STORE_CARE, ask, d) : ok();
}

static void a_sheet_is_the_visit_of_whoever_signed_it_at_its_own_time(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in in = typed(p, 1, (struct fields){sheet, COUNT(sheet)});
    struct deed d;

    assert_ok(both(p, &d, &in));
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, "Drip under the sink."));
    assert_non_null(strstr(rows, "occupant;agent"));
    assert_non_null(strstr(rows, name_id(p->arena, 'u', 2)));
    assert_non_null(strstr(rows, "2026-12-12")); /* and the next visit on that day */
    assert_non_null(strstr(rows, "Inspected: Monday, November 23, 2026"));
    assert_non_null(strstr(rows, "Homes in the building: 3"));
    assert_non_null(strstr(rows, "Habitable rooms of the unit: 5"));
    const char *trail = dump_trail(p, STORE_ENFORCEMENT);
    assert_non_null(strstr(trail, "paper.enter"));
    assert_null(strstr(trail, "user:018f0000-0075-7000-8000-000000000002"));
}

static void the_lower_part_is_known_to_care_alone(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in in = typed(p, 1, (struct fields){sheet, COUNT(sheet)});
    struct deed d;

    assert_ok(both(p, &d, &in));
    const char *with = dump_enforcement(p), *trail = dump_trail(p, STORE_ENFORCEMENT);
    assert_null(strstr(with, "0199"));
    assert_null(strstr(with, "food"));
    assert_null(strstr(trail, "help"));
    const char *care = dump_care(p);
    assert_non_null(strstr(care, "food"));
    assert_non_null(strstr(care, "repairs"));
    assert_non_null(strstr(dump_trail(p, STORE_CARE), "help.request"));
}

static void the_same_sheet_typed_twice_is_one(void **state)
{
    struct phone *p = phone_new(*state);
    struct fields form = {sheet, COUNT(sheet)};
    struct paper_in first = typed(p, 1, form), second = typed(p, 2, form);
    struct deed d;

    assert_ok(both(p, &d, &first));
    const char *visits = dump_enforcement(p), *cases = dump_care(p);
    assert_ok(both(p, &d, &first)); /* a second click */
    assert_true(d.out->was_there);
    assert_ok(both(p, &d, &second)); /* by somebody else, on a page of their own */
    assert_true(d.out->was_there);
    assert_string_equal(dump_enforcement(p), visits);
    assert_string_equal(dump_care(p), cases);
}

static void a_planned_visit_is_made_and_not_made_twice(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in in = typed(p, 1, (struct fields){sheet, COUNT(sheet)});
    struct deed d;

    in.property = id_to(property, id_named(p, 'p', 1));
    in.visit = id_to(inspection, id_named(p, 'v', 50)); /* inspector 1's */
    assert_err(both(p, &d, &in), ERR_INVALID);
    assert_non_null(fault_of(&d.faults, "visit"));
    in.inspector = id_to(user, id_named(p, 'u', 1));
    assert_ok(both(p, &d, &in));
    assert_null(strstr(dump_enforcement(p), name_id(p->arena, 'v', 1)));
    struct paper_in other = typed(p, 2, sheet_with(p, "time", "10:15"));
    other.property = in.property;
    other.visit = in.visit;
    other.number = NULL;
    other.inspector = in.inspector;
    assert_err(both(p, &d, &other), ERR_INVALID);
    assert_non_null(fault_of(&d.faults, "visit"));
}

static void each_wrong_control_is_named_and_nothing_is_kept(void **state)
{
    static const struct {
        const char *control, *value, *fault;
    } wrong[] = {
        {"day", "", "day"},
        {"time", "25:00", "time"},
        {"day", "2026-11-30", "day"}, /* is to come */
        {"signed_time", "09:00", "signed_time"},
        {"code1", "410.999", "code1"},
        {"note1", "", "note1"},
        {"place1", "moon", "place1"},
        {"by1", "", "by1"},
        {"note2", "Rotten sill.", "code2"},
        {"note1", "The tenant was evicted.", "social_ok"},
        {"card_left", "", "card_left"},
        {"on_paper", "", "on_paper"},
        {"phone", "", "phone"},
        {"choices", "gold", "choices"},
        {"known", "", "known"},
        {"help", "", "help"},
        {"method", "", "method"},
        {"inside", "", "inside"},
        {"inside", "refused", "inside"}, /* and yet violations */
        {"number", "00000 00001", "number"},
        {"next_day", "2026-11-23", "next_day"}, /* the visit's own */
        {"next_day", "2027-11-23", "next_day"},
        {"next_time", "10:00", "next_day"},
    };
    struct phone *p = phone_new(*state);
    const char *before = dump_enforcement(p);
    struct deed d;

    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct paper_in in = typed(p, 1, sheet_with(p, wrong[i].control, wrong[i].value));

        assert_err(both(p, &d, &in), ERR_INVALID);
        if (fault_of(&d.faults, wrong[i].fault) == NULL)
            fail_msg("%s = \"%s\" is no fault of %s", wrong[i].control, wrong[i].value,
                     wrong[i].fault);
    }
    assert_string_equal(dump_enforcement(p), before);
}

static void only_intake_may_type_it_in(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in in = typed(p, 1, (struct fields){sheet, COUNT(sheet)});
    static struct paper_done done;
    struct deed d = {.in = &in, .out = &done, .roles = ~(INTAKE)};

    assert_err(phone_run(p, STORE_ENFORCEMENT, enter, &d), ERR_NOT_FOUND);
    assert_err(phone_run(p, STORE_CARE, ask, &d), ERR_NOT_FOUND);
}

static void a_closed_door_is_told_and_tried_again_as_the_phone_would(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in in = typed(p, 1, (struct fields){closed_sheet, COUNT(closed_sheet)});
    struct deed d;

    assert_ok(both(p, &d, &in));
    const char *rows = dump_enforcement(p);
    assert_non_null(strstr(rows, "refused"));
    assert_non_null(strstr(rows, "2026-11-23"));
    assert_null(strstr(rows, "Inspected:")); /* nothing was signed */
    assert_null(strstr(rows, "0199"));
    assert_string_equal(seen(p, &in, "")->planned,
                        "2026-12-01 14:30 complaint 2B A Person;");
    assert_non_null(strstr(dump_trail(p, STORE_ENFORCEMENT), "inspection.no-entry"));
    assert_non_null(strstr(dump_care(p), "food")); /* refused, and asks for help */
}

static void a_closed_door_typed_twice_is_one(void **state)
{
    struct phone *p = phone_new(*state);
    struct fields form = {closed_sheet, COUNT(closed_sheet)};
    struct paper_in first = typed(p, 1, form), second = typed(p, 2, form);
    struct deed d;

    assert_ok(both(p, &d, &first));
    const char *visits = dump_enforcement(p), *cases = dump_care(p);
    assert_ok(both(p, &d, &second));
    assert_true(d.out->was_there);
    assert_string_equal(dump_enforcement(p), visits);
    assert_string_equal(dump_care(p), cases);
}

static void a_planned_visit_with_a_closed_door_is_over_and_has_one_sheet(void **state)
{
    struct phone *p = phone_new(*state);
    struct fields form = {closed_sheet, COUNT(closed_sheet)};
    struct paper_in in = typed(p, 1, form);
    struct paper_in later = typed(p, 2, sheet_with(p, "time", "10:35"));
    struct deed d;

    in.property = later.property = id_to(property, id_named(p, 'p', 1));
    in.visit = later.visit = id_to(inspection, id_named(p, 'v', 50));
    in.inspector = later.inspector = id_to(user, id_named(p, 'u', 1));
    assert_ok(both(p, &d, &in));
    assert_null(strstr(dump_enforcement(p), name_id(p->arena, 'v', 1)));
    /* Let in half an hour later. */
    assert_err(both(p, &d, &later), ERR_INVALID);
    assert_non_null(fault_of(&d.faults, "visit"));
    later.visit = (struct inspection_id){{0}};
    assert_ok(both(p, &d, &later));
}

static void a_number_comes_in_once_and_leads_to_who_entered_it(void **state)
{
    struct phone *p = phone_new(*state);
    struct paper_in first = typed(p, 1, (struct fields){sheet, COUNT(sheet)});
    struct paper_in other = typed(p, 2, sheet_with(p, "time", "10:15"));
    struct deed d;

    assert_string_equal(seen(p, &first, first.number)->entered, "");
    assert_ok(both(p, &d, &first));
    const char *rows = dump_enforcement(p);
    assert_err(both(p, &d, &other), ERR_INVALID);
    assert_non_null(fault_of(&d.faults, "number"));
    assert_string_equal(dump_enforcement(p), rows);
    assert_non_null(strstr(seen(p, &first, first.number)->entered, " 2B "));
    assert_non_null(strstr(seen(p, &first, first.number)->entered, " now;"));
    entry_add(&other.form, p->arena, "number_copy", "yes"); /* from the copier */
    assert_ok(both(p, &d, &other));
    assert_false(d.out->was_there);
}

static void the_next_visit_is_on_the_day_of_the_sheet_and_a_rule_leaves_it(void **state)
{
    struct phone *p = phone_new(*state);
    struct fields form = sheet_with(p, "next_day", "2026-12-08");
    struct paper_in in = typed(p, 1, form),
                    other = typed(p, 2, sheet_with(p, "time", "10:40"));
    struct deed d;

    entry_add(&in.form, p->arena, "next_time", "09:30");
    assert_ok(both(p, &d, &in));
    assert_string_equal(seen(p, &in, "")->planned,
                        "2026-12-08 09:30 reinspection 2B A Person;");
    /* Another sheet of the house makes the rule look again. */
    entry_add(&other.form, p->arena, "number_copy", "yes");
    assert_ok(both(p, &d, &other));
    assert_non_null(
        strstr(seen(p, &in, "")->planned, "2026-12-08 09:30 reinspection 2B A Person;"));
}

static void without_violations_the_next_visit_is_planned_all_the_same(void **state)
{
    static const char *const rows[] = {"code1", "place1", "note1", "responsible1", "by1"};
    struct phone *p = phone_new(*state);
    struct fields form = sheet_with(p, "next_day", "2026-12-08");
    struct paper_in in = typed(p, 1, form);
    struct deed d;

    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t n = 0; n < form.len; n++)
            if (strcmp(form.list[n].name, rows[i]) == 0)
                ((struct field *)(uintptr_t)form.list)[n].value = "";
    assert_ok(both(p, &d, &in));
    assert_string_equal(seen(p, &in, "")->planned,
                        "2026-12-08 - reinspection 2B A Person;");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sheet_is_the_visit_of_whoever_signed_it_at_its_own_time),
        cmocka_unit_test(the_lower_part_is_known_to_care_alone),
        cmocka_unit_test(the_same_sheet_typed_twice_is_one),
        cmocka_unit_test(a_planned_visit_is_made_and_not_made_twice),
        cmocka_unit_test(each_wrong_control_is_named_and_nothing_is_kept),
        cmocka_unit_test(only_intake_may_type_it_in),
        cmocka_unit_test(a_closed_door_is_told_and_tried_again_as_the_phone_would),
        cmocka_unit_test(a_closed_door_typed_twice_is_one),
        cmocka_unit_test(a_planned_visit_with_a_closed_door_is_over_and_has_one_sheet),
        cmocka_unit_test(a_number_comes_in_once_and_leads_to_who_entered_it),
        cmocka_unit_test(the_next_visit_is_on_the_day_of_the_sheet_and_a_rule_leaves_it),
        cmocka_unit_test(without_violations_the_next_visit_is_planned_all_the_same),
    };

    return world_run_ready("paper", tests, COUNT(tests));
}
