/* visit.c -- see visit.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/visit.h"

#include "core/str.h"
#include "domain/shape.h"

bool lead_needed(const char *child, int year_built)
{
    return !str_same(child, "no") && (year_built == 0 || year_built < LEAD_YEAR);
}

static bool is(const struct fields *f, const char *name, const char *value)
{
    return str_same(fields_get(f, name), value);
}

static void must(const struct fields *f, const char *name, struct faults *out)
{
    if (is(f, name, ""))
        fault_add(out, name, "errors.required");
}

static bool occupant_is_there(const struct fields *f)
{
    const char *who;

    for (size_t i = 0; (who = fields_nth(f, "present", i)) != NULL; i++)
        if (str_same(who, "occupant"))
            return true;
    return false;
}

/* No child lives where nobody does. */
static void check_lead(const struct fields *f, struct faults *out)
{
    int64_t year = 0;

    if (is(f, "occupancy", "vacant"))
        return;
    must(f, "child", out);
    if (is(f, "child", ""))
        return;
    if (!str_number(fields_get(f, "year_built"), 2199, &year))
        year = 0;
    if (!lead_needed(fields_get(f, "child"), (int)year))
        return;
    must(f, "lead", out);
    if (is(f, "lead", "not-needed"))
        fault_add(out, "lead", "errors.lead_needed");
    if (is(f, "lead", "year-unknown") && year != 0)
        fault_add(out, "lead", "errors.year_known");
}

/* What the report's op would be refused for. */
static void check_shape(const struct fields *f, const char *name, enum shape shape,
                        struct faults *out)
{
    const char *value = fields_get(f, name);
    const char *msg = shape_fault(shape, 0, NULL, value);

    if (value[0] != '\0' && msg != NULL)
        fault_add(out, name, msg);
}

void visit_check(const struct fields *facts, struct faults *out)
{
    check_shape(facts, "year_built", SHAPE_YEAR, out);
    check_shape(facts, "units", SHAPE_COUNT, out);
    check_shape(facts, "habitable", SHAPE_COUNT, out);
    must(facts, "scope", out);
    must(facts, "entry", out);
    if (occupant_is_there(facts))
        must(facts, "told_right", out);
    check_lead(facts, out);
    if (!is(facts, "specialist", "") && !is(facts, "specialist", "none"))
        must(facts, "why", out);
}
