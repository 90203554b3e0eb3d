/* op.c -- see op.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/op.h"

#include <string.h>

#include "core/str.h"
#include "domain/limits.h"
#include "domain/shape.h"

enum { REQUIRED = 1, REPEATED = 2 };

struct op_field {
    const char *name;
    enum shape shape;
    unsigned flags;
    size_t max; /* characters of a text; how many values, of what is repeated */
    const struct codes *codes;
};

struct op_rule {
    const char *word;
    bool care;
    const struct op_field *fields;
    void (*cross)(const struct fields *data, struct faults *out); /* may be NULL */
};

/* clang-format off */
static const struct op_field inspection_start[] = {
    {"inspection", SHAPE_ID,    REQUIRED},
    {"property",   SHAPE_ID,    REQUIRED},
    {"unit",       SHAPE_LINE,  0, LIMIT_UNIT},
    {"kind",       SHAPE_CODE,  REQUIRED, 0, &inspection_kind_codes},
    {"occupancy",  SHAPE_CODE,  REQUIRED, 0, &occupancy_codes},
    {"present",    SHAPE_CODE,  REQUIRED | REPEATED, PRESENTS, &present_codes},
    {0}
};
static const struct op_field finding_add[] = {
    {"finding",     SHAPE_ID,    REQUIRED},
    {"inspection",  SHAPE_ID,    REQUIRED},
    {"code",        SHAPE_TOKEN, REQUIRED, LIMIT_SECTION},
    {"library",     SHAPE_TOKEN, REQUIRED, LIMIT_LIBRARY},
    {"place",       SHAPE_CODE,  REQUIRED, 0, &place_codes},
    {"note",        SHAPE_TEXT,  0, LIMIT_NOTE},
    {"endangering", SHAPE_FLAG,  REQUIRED},
    {"responsible", SHAPE_CODE,  REQUIRED, 0, &responsible_codes},
    {"correct_by",  SHAPE_DAY,   REQUIRED},
    {"photos",      SHAPE_PHOTO, REPEATED, LIMIT_PHOTOS},
    {"room",        SHAPE_LINE,  0, LIMIT_ROOM},
    {"nspire",      SHAPE_LINE,  0, LIMIT_NAME},
    {"severity",    SHAPE_CODE,  0, 0, &severity_codes},
    {"variance",    SHAPE_LINE,  0, LIMIT_NAME},
    {0}
};
static const struct op_field finding_state[] = {
    {"finding",    SHAPE_ID,   REQUIRED},
    {"inspection", SHAPE_ID,   REQUIRED},
    {"state",      SHAPE_CODE, REQUIRED, 0, &finding_state_codes},
    {"photos",     SHAPE_PHOTO, REPEATED, LIMIT_PHOTOS},
    {0}
};
static const struct op_field finding_withdraw[] = {
    {"finding",    SHAPE_ID, REQUIRED},
    {"inspection", SHAPE_ID, REQUIRED},
    {0}
};
static const struct op_field no_entry[] = {
    {"inspection", SHAPE_ID,   REQUIRED},
    {"property",   SHAPE_ID,   REQUIRED},
    {"unit",       SHAPE_LINE, 0, LIMIT_UNIT},
    {"kind",       SHAPE_CODE, REQUIRED, 0, &inspection_kind_codes},
    {"reason",     SHAPE_CODE, REQUIRED, 0, &no_entry_codes},
    {"card_left",  SHAPE_CODE, 0, 0, &answer_codes},
    {"again",      SHAPE_ID,   0},
    {"again_day",  SHAPE_DAY,  0},
    {"again_time", SHAPE_TIME, 0},
    {0}
};
static const struct op_field card_set[] = {
    {"inspection", SHAPE_ID,   REQUIRED},
    {"left",       SHAPE_CODE, REQUIRED, 0, &answer_codes},
    {"reason",     SHAPE_CODE, 0, 0, &card_reason_codes},
    {0}
};
static const struct op_field inspection_sign[] = {
    {"inspection",   SHAPE_ID,    REQUIRED},
    {"name",         SHAPE_LINE,  REQUIRED, LIMIT_NAME},
    {"order",        SHAPE_ORDER, REQUIRED, LIMIT_ORDER},
    {"order_sha256", SHAPE_SHA,   REQUIRED},
    {"lang",         SHAPE_LANG,  REQUIRED},
    {"scope",        SHAPE_CODE,  0, 0, &scope_codes},
    {"told_right",   SHAPE_CODE,  0, 0, &answer_codes},
    {"entry",        SHAPE_CODE,  0, 0, &entry_codes},
    {"lead",         SHAPE_CODE,  0, 0, &lead_codes},
    {"year_built",   SHAPE_YEAR,  0},
    {"units",        SHAPE_COUNT, 0},
    {"habitable",    SHAPE_COUNT, 0},
    {"specialist",   SHAPE_CODE,  0, 0, &specialist_codes},
    {"why",          SHAPE_LINE,  0, LIMIT_REASON},
    {"unsafe",       SHAPE_FLAG,  0},
    {"rooms",        SHAPE_ROOM,  REPEATED, LIMIT_ROOMS},
    {0}
};
static const struct op_field inspection_addendum[] = {
    {"addendum",   SHAPE_ID,   REQUIRED},
    {"inspection", SHAPE_ID,   REQUIRED},
    {"text",       SHAPE_TEXT, REQUIRED, LIMIT_ADDENDUM},
    {0}
};
static const struct op_field inspection_choose[] = {
    {"inspection", SHAPE_ID,   REQUIRED},
    {"field",      SHAPE_CODE, REQUIRED, 0, &said_field_codes},
    {"chosen",     SHAPE_ID,   REQUIRED},
    {"settles",    SHAPE_ID,   REQUIRED | REPEATED, LIMIT_SETTLES},
    {0}
};
static const struct op_field help_request[] = {
    {"casefile",     SHAPE_ID,     REQUIRED},
    {"inspection",   SHAPE_ID,     0},
    {"property",     SHAPE_ID,     REQUIRED},
    {"unit",         SHAPE_LINE,   0, LIMIT_UNIT},
    {"address",      SHAPE_LINE,   REQUIRED, LIMIT_ADDRESS},
    {"choices",      SHAPE_CHOICE, REQUIRED | REPEATED, CHOICES},
    {"urgency",      SHAPE_CODE,   REQUIRED, 0, &urgency_codes},
    {"phone",        SHAPE_PHONE,  0, LIMIT_PHONE},
    {"knock",        SHAPE_LINE,   0, LIMIT_KNOCK},
    {"message_ok",   SHAPE_CODE,   REQUIRED, 0, &answer_codes},
    {"call_name",    SHAPE_LINE,   0, LIMIT_CALL_NAME},
    {"consent",      SHAPE_ID,     REQUIRED},
    {"text_version", SHAPE_TOKEN,  REQUIRED, LIMIT_VERSION},
    {"lang",         SHAPE_LANG,   REQUIRED},
    {"method",       SHAPE_CODE,   REQUIRED, 0, &consent_method_codes},
    {"card_code",    SHAPE_CARD,   0},
    {"heat_payer",   SHAPE_CODE,   0, 0, &heat_payer_codes},
    {"called_at",    SHAPE_TIME,   0},
    {"asked_seconds", SHAPE_COUNT, 0},
    {0}
};
static const struct op_field help_alert[] = {
    {"casefile",   SHAPE_ID,   REQUIRED},
    {"inspection", SHAPE_ID,   0},
    {"property",   SHAPE_ID,   REQUIRED},
    {"unit",       SHAPE_LINE, 0, LIMIT_UNIT},
    {"address",    SHAPE_LINE, REQUIRED, LIMIT_ADDRESS},
    {"card_left",  SHAPE_CODE, REQUIRED, 0, &answer_codes},
    {0}
};
static const struct op_field help_no[] = {
    {"no",       SHAPE_ID,   REQUIRED},
    {"property", SHAPE_ID,   REQUIRED},
    {"unit",     SHAPE_LINE, 0, LIMIT_UNIT},
    {0}
};
/* clang-format on */

const char *fields_nth(const struct fields *f, const char *name, size_t n)
{
    for (size_t i = 0; i < f->len; i++)
        if (str_same(f->list[i].name, name) && n-- == 0)
            return f->list[i].value;
    return NULL;
}

const char *fields_get(const struct fields *f, const char *name)
{
    const char *value = fields_nth(f, name, 0);

    return value == NULL ? "" : value;
}

static bool has(const struct fields *f, const char *name, const char *value)
{
    for (size_t i = 0; i < f->len; i++)
        if (str_same(f->list[i].name, name) && str_same(f->list[i].value, value))
            return true;
    return false;
}

static bool is_blank(const char *s)
{
    while (str_is_space(*s))
        s++;
    return *s == '\0';
}

static bool given(const struct fields *f, const char *name)
{
    return !is_blank(fields_get(f, name));
}

static void start_cross(const struct fields *data, struct faults *out)
{
    if (has(data, "present", "nobody") && fields_nth(data, "present", 1) != NULL)
        fault_add(out, "present", "errors.nobody_and_somebody");
    if (has(data, "occupancy", "vacant") && has(data, "present", "occupant"))
        fault_add(out, "present", "errors.vacant_with_occupant");
}

static void finding_cross(const struct fields *data, struct faults *out)
{
    if (given(data, "nspire") != given(data, "severity"))
        fault_add(out, given(data, "nspire") ? "severity" : "nspire", "errors.required");
}

/* A specialist is called for a reason (105 CMR 410.610). */
static void sign_cross(const struct fields *data, struct faults *out)
{
    if (given(data, "specialist") && !has(data, "specialist", "none") &&
        !given(data, "why"))
        fault_add(out, "why", "errors.required");
}

static void no_entry_cross(const struct fields *data, struct faults *out)
{
    if (given(data, "again") && !given(data, "again_day"))
        fault_add(out, "again_day", "errors.required");
    if (has(data, "reason", "another-day") && !given(data, "again"))
        fault_add(out, "again_day", "errors.required");
}

static void finding_state_cross(const struct fields *data, struct faults *out)
{
    if (has(data, "state", "closed")) /* by the desk only */
        fault_add(out, "state", "errors.unknown_code");
}

static void card_cross(const struct fields *data, struct faults *out)
{
    bool reason = given(data, "reason");

    if (has(data, "left", "no") && !reason)
        fault_add(out, "reason", "errors.required");
    if (has(data, "left", "yes") && reason)
        fault_add(out, "reason", "errors.not_needed");
}

/* A choice does not settle what it keeps. */
static void choose_cross(const struct fields *data, struct faults *out)
{
    if (given(data, "chosen") && has(data, "settles", fields_get(data, "chosen")))
        fault_add(out, "settles", "errors.twice");
}

static bool has_choice(const struct fields *data, enum choice want, enum known_by *by)
{
    enum choice choice;
    const char *word;

    for (size_t i = 0; (word = fields_nth(data, "choices", i)) != NULL; i++)
        if (choice_split(word, &choice, by) && choice == want)
            return true;
    return false;
}

static void choices_cross(const struct fields *data, struct faults *out)
{
    bool seen[CHOICES] = {false};
    enum choice choice;
    enum known_by by;
    const char *word;

    for (size_t i = 0; (word = fields_nth(data, "choices", i)) != NULL; i++) {
        if (!choice_split(word, &choice, &by))
            continue;
        if (seen[choice])
            fault_add(out, "choices", "errors.twice");
        seen[choice] = true;
    }
}

static void request_cross(const struct fields *data, struct faults *out)
{
    enum known_by by;

    choices_cross(data, out);
    if (!given(data, "phone") && !given(data, "knock"))
        fault_add(out, "phone", "errors.reach");
    /* At the door permission is shown or read; the rest is the case manager's. */
    if (given(data, "method") && !has(data, "method", "shown") &&
        !has(data, "method", "read"))
        fault_add(out, "method", "errors.unknown_code");
    if (has_choice(data, CHOICE_HEAT, &by) && !given(data, "heat_payer"))
        fault_add(out, "heat_payer", "errors.required");
}

/* clang-format off */
static const struct op_rule ops[OP_KINDS] = {
    [OP_INSPECTION_START]    = {"inspection.start", false, inspection_start, start_cross},
    [OP_FINDING_ADD]         = {"finding.add", false, finding_add, finding_cross},
    [OP_FINDING_STATE]       = {"finding.state", false, finding_state, finding_state_cross},
    [OP_CARD_SET]            = {"card.set", false, card_set, card_cross},
    [OP_INSPECTION_SIGN]     = {"inspection.sign", false, inspection_sign, sign_cross},
    [OP_INSPECTION_ADDENDUM] = {"inspection.addendum", false, inspection_addendum, NULL},
    [OP_FINDING_WITHDRAW]    = {"finding.withdraw", false, finding_withdraw, NULL},
    [OP_NO_ENTRY]            = {"inspection.no-entry", false, no_entry, no_entry_cross},
    [OP_INSPECTION_CHOOSE]   = {"inspection.choose", false, inspection_choose, choose_cross},
    [OP_HELP_REQUEST]        = {"help.request", true, help_request, request_cross},
    [OP_HELP_ALERT]          = {"help.alert", true, help_alert, NULL},
    [OP_HELP_NO]             = {"help.no", true, help_no, NULL},
};
/* clang-format on */

const char *op_kind_name(enum op_kind k)
{
    require(k < OP_KINDS);
    return ops[k].word;
}

bool op_kind_parse(const char *word, enum op_kind *out)
{
    for (int i = 0; i < OP_KINDS; i++)
        if (str_same(ops[i].word, word)) {
            *out = (enum op_kind)i;
            return true;
        }
    return false;
}

bool op_is_care(enum op_kind k)
{
    require(k < OP_KINDS);
    return ops[k].care;
}

static void check_field(const struct op_field *rule, const struct fields *data,
                        struct faults *out)
{
    bool repeated = (rule->flags & REPEATED) != 0;
    const char *value = fields_nth(data, rule->name, 0);

    if (value == NULL || is_blank(value)) {
        if ((rule->flags & REQUIRED) != 0 || (repeated && value != NULL))
            fault_add(out, rule->name, "errors.required");
        return;
    }
    for (size_t i = 0; (value = fields_nth(data, rule->name, i)) != NULL; i++) {
        const char *msg =
            shape_fault(rule->shape, repeated ? 0 : rule->max, rule->codes, value);
        if (i >= (repeated ? rule->max : 1))
            msg = "errors.too_many";
        if (msg != NULL) {
            fault_add(out, rule->name, msg);
            return;
        }
    }
}

void op_check(const char *kind, const struct fields *data, struct faults *out)
{
    enum op_kind k;

    if (!op_kind_parse(kind, &k)) {
        fault_add(out, "kind", "errors.unknown_kind");
        return;
    }
    for (const struct op_field *f = ops[k].fields; f->name != NULL; f++)
        check_field(f, data, out);
    if (ops[k].cross != NULL)
        ops[k].cross(data, out);
}

/* Copies what stands before the mark; false when there is none, or it is too long. */
static bool cut(const char **s, char mark, char *out, size_t size)
{
    const char *end = strchr(*s, mark);

    if (end == NULL || (size_t)(end - *s) >= size)
        return false;
    memcpy(out, *s, (size_t)(end - *s));
    out[end - *s] = '\0';
    *s = end + 1;
    return true;
}

bool choice_split(const char *word, enum choice *choice, enum known_by *by)
{
    char name[16];
    enum choice c;
    enum known_by b;

    if (!cut(&word, ':', name, sizeof name) || !choice_parse(name, &c) ||
        !known_by_parse(word, &b) || b == KNOWN_BY_INFERRED)
        return false;
    *choice = c;
    *by = b;
    return true;
}

bool photo_name_split(const char *word, struct photo_name *out)
{
    struct photo_name name;
    char size[16];

    if (!cut(&word, ':', name.sha256, sizeof name.sha256) ||
        !cut(&word, ':', size, sizeof size) ||
        shape_fault(SHAPE_SHA, 0, NULL, name.sha256) != NULL ||
        !str_number(size, LIMIT_PHOTO_BYTES, &name.size) || name.size == 0 ||
        !str_number(word, INT64_MAX / 1024, &name.taken_ms))
        return false;
    for (char *c = name.sha256; *c != '\0'; c++)
        *c = str_lower(*c);
    *out = name;
    return true;
}

bool room_split(const char *word, enum place *place, const char **label)
{
    char name[16];

    if (strchr(word, ':') == NULL) {
        *label = "";
        return place_parse(word, place);
    }
    if (!cut(&word, ':', name, sizeof name) || !place_parse(name, place))
        return false;
    *label = word;
    return true;
}
