/* case_form.c -- see case_form.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_form.h"

#include "base/crypto.h"
#include "base/text.h"
#include "core/day.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/shape.h"

#include <string.h>

enum { TICKED_MAX = 128 };

struct err param_id(const struct req *rq, size_t n, struct id *out)
{
    const char *s = rq->param[n];

    return s && id_parse(s, strlen(s), out) ? ok()
                                            : failed(ERR_NOT_FOUND, "error.not_found");
}

struct id form_id(struct req *rq, const char *name)
{
    const char *s = req_form(rq, name);
    struct id id = {0};

    if (!id_parse(s, strlen(s), &id))
        req_fault(rq, "", "errors.form");
    return id;
}

int form_code(struct req *rq, const char *name, const struct codes *list, const char *msg)
{
    int at = codes_find(list, req_form(rq, name));

    if (at < 0)
        req_fault(rq, name, msg);
    return at < 0 ? 0 : at;
}

const char *form_text(struct req *rq, const char *name, size_t max)
{
    const char *s = req_form(rq, name);

    if (utf8_len(s) > max)
        req_fault(rq, name, "case.too_long");
    return s[0] ? s : NULL;
}

const char *form_phone(struct req *rq, const char *name)
{
    const char *s = form_text(rq, name, LIMIT_PHONE);
    const char *fault = s ? shape_fault(SHAPE_PHONE, 0, NULL, s) : NULL;

    if (fault)
        req_fault(rq, name, fault);
    return s;
}

struct day form_day(struct req *rq, const char *name)
{
    const char *s = req_form(rq, name);
    struct day day = DAY_NONE;

    if (s[0] && !day_parse(s, strlen(s), &day))
        req_fault(rq, name, "case.no_such_day");
    return day;
}

int64_t form_int(struct req *rq, const char *name)
{
    int64_t n;

    return str_number(req_form(rq, name), INT64_MAX, &n) ? n : 0;
}

struct err form_check(const struct req *rq)
{
    return rq->faults.len ? failed(ERR_INVALID, "errors.form") : ok();
}

bool is_back(const struct req *rq)
{
    return rq->method == POST;
}

const char *shown(struct req *rq, const char *name, const char *fresh)
{
    return is_back(rq) ? req_form(rq, name) : fresh;
}

bool ticked(struct req *rq, const char *name, const char *value)
{
    const char *values[TICKED_MAX];
    size_t len = req_form_all(rq, name, values, TICKED_MAX);

    for (size_t i = 0; i < len; i++)
        if (str_same(values[i], value))
            return true;
    return false;
}

struct options_view options_of(struct session *s, const struct codes *list,
                               const char *chosen)
{
    struct options_view o = {arena_array(s->arena, struct option_view, list->len),
                             list->len};

    for (size_t i = 0; i < list->len; i++)
        o.of[i] = (struct option_view){.value = list->list[i].word,
                                       .label = text(s->lang, list->list[i].msgid),
                                       .on = str_same(list->list[i].word, chosen)};
    return o;
}

const char *fault_text(struct req *rq, const struct session *s, const char *field)
{
    const char *msg = req_fault_of(rq, field);

    if (!msg)
        msg = fault_of(&s->faults, field);
    return msg ? text(s->lang, msg) : NULL;
}

const char *page_id(struct session *s, struct id id)
{
    char *out = arena_alloc(s->arena, ID_TEXT);

    id_format(id, out);
    return out;
}

const char *minted(struct session *s)
{
    return page_id(s, id_mint(s->now));
}
