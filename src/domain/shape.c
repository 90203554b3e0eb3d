/* shape.c -- see shape.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/shape.h"

#include <string.h>

#include "core/day.h"
#include "core/id.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/op.h"

/* Texts on forms and orders: no control characters (C0, DEL, C1), no marks that turn
 * the direction of what stands around them. */
static bool is_clean(const char *s, bool lines)
{
    for (size_t n; *s != '\0'; s += n) {
        uint32_t p = utf8_next(s, &n);
        bool line_end = p == '\n' || p == '\t';
        if ((p < 0x20 && !(lines && line_end)) || (p >= 0x7f && p < 0xa0))
            return false;
        if ((p >= 0x202a && p <= 0x202e) || (p >= 0x2066 && p <= 0x2069) || p == 0x2028 ||
            p == 0x2029 || p == 0xfeff)
            return false;
    }
    return true;
}

static const char *text_fault(const char *s, size_t len, size_t max, bool lines)
{
    if (len > max)
        return "errors.too_long";
    return is_clean(s, lines) ? NULL : "errors.bad_letters";
}

static bool is_id(const char *s)
{
    struct id id;

    return id_parse(s, strlen(s), &id) && id_is_set(id);
}

static bool is_day(const char *s)
{
    struct day d;

    return day_parse(s, strlen(s), &d);
}

static bool is_flag(const char *s)
{
    return str_same(s, "0") || str_same(s, "1");
}

static bool is_sha(const char *s)
{
    return strlen(s) == 64 && str_only(s, "0123456789abcdefABCDEF");
}

/* RFC 5646 in the forms we meet: language, and perhaps script or region. */
static bool is_lang(const char *s)
{
    size_t n = 0;

    while (s[n] >= 'a' && s[n] <= 'z')
        n++;
    if (n < 2 || n > 3)
        return false;
    if (s[n] == '\0')
        return true;
    s += n + 1;
    if (s[-1] != '-' || strlen(s) < 2 || strlen(s) > 8)
        return false;
    for (; *s != '\0'; s++)
        if (!str_is_letter(*s) && !str_is_digit(*s))
            return false;
    return true;
}

static bool is_token(const char *s)
{
    for (; *s != '\0'; s++)
        if (!str_is_letter(*s) && !str_is_digit(*s) && strchr(".:_-", *s) == NULL)
            return false;
    return true;
}

/* With its area code: what misses a digit rings nowhere. */
enum { PHONE_DIGITS = 10 };

static bool is_phone(const char *s)
{
    int digits = 0;

    for (const char *p = s; *p != '\0'; p++)
        digits += str_is_digit(*p);
    return digits >= PHONE_DIGITS && str_only(s, "0123456789+()-. x#");
}

bool card_code_clean(const char *typed, char out[9])
{
    /* Crockford's letters: none that can be taken for another. */
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    size_t n = 0;

    for (; *typed != '\0'; typed++) {
        char c = *typed;
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (c == 'O')
            c = '0';
        if (c == 'I' || c == 'L')
            c = '1';
        if (n == LIMIT_CARD_CODE || strchr(letters, c) == NULL)
            return false;
        out[n++] = c;
    }
    out[n] = '\0';
    return n == LIMIT_CARD_CODE;
}

static bool is_choice(const char *s)
{
    enum choice choice;
    enum known_by by;

    return choice_split(s, &choice, &by);
}

static bool is_photo(const char *s)
{
    struct photo_name name;

    return photo_name_split(s, &name);
}

static bool is_card(const char *s)
{
    char clean[9];

    return card_code_clean(s, clean);
}

static bool is_room(const char *s)
{
    enum place place;
    const char *label;

    return room_split(s, &place, &label) &&
           text_fault(label, utf8_len(label), LIMIT_ROOM, false) == NULL;
}

static bool is_time(const char *s)
{
    for (size_t i = 0; i < 5; i++)
        if (i == 2 ? s[i] != ':' : !str_is_digit(s[i]))
            return false;
    return s[5] == '\0' && (s[0] - '0') * 10 + s[1] - '0' < 24 && s[3] < '6';
}

static bool is_year(const char *s)
{
    int64_t year;

    return strlen(s) == 4 && str_number(s, 2199, &year) && year >= 1600;
}

static bool is_count(const char *s)
{
    int64_t n;

    return str_number(s, 999, &n) && n >= 1;
}

/* Shapes that need neither a length nor a list. */
static const struct {
    bool (*is)(const char *s);
    const char *msg;
} simple[SHAPES] = {
    [SHAPE_ID] = {is_id, "errors.bad_id"},
    [SHAPE_DAY] = {is_day, "errors.bad_day"},
    [SHAPE_FLAG] = {is_flag, "errors.unknown_code"},
    [SHAPE_SHA] = {is_sha, "errors.bad_hash"},
    [SHAPE_PHOTO] = {is_photo, "errors.bad_photo"},
    [SHAPE_CHOICE] = {is_choice, "errors.unknown_code"},
    [SHAPE_LANG] = {is_lang, "errors.bad_lang"},
    [SHAPE_TOKEN] = {is_token, "errors.bad_letters"},
    [SHAPE_PHONE] = {is_phone, "errors.bad_phone"},
    [SHAPE_CARD] = {is_card, "errors.bad_card_code"},
    [SHAPE_ROOM] = {is_room, "errors.unknown_code"},
    [SHAPE_TIME] = {is_time, "errors.bad_time"},
    [SHAPE_YEAR] = {is_year, "errors.bad_year"},
    [SHAPE_COUNT] = {is_count, "errors.bad_count"},
};

const char *shape_fault(enum shape shape, size_t max, const struct codes *codes,
                        const char *value)
{
    size_t bytes = strlen(value);

    if (!utf8_valid(value, bytes))
        return "errors.not_utf8";
    if (shape == SHAPE_ORDER)
        return text_fault(value, bytes, max, true);
    if (shape == SHAPE_LINE || shape == SHAPE_TEXT)
        return text_fault(value, utf8_len(value), max, shape == SHAPE_TEXT);
    if (max > 0 && bytes > max)
        return "errors.too_long";
    if (shape == SHAPE_CODE)
        return codes_find(codes, value) >= 0 ? NULL : "errors.unknown_code";
    return simple[shape].is(value) ? NULL : simple[shape].msg;
}
