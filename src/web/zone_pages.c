/* zone_pages.c -- zones: the list, and the one form that makes and changes them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "app/zone_app.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_desk.h"

static const char *names_of(struct session *s, const struct zone_page *p, struct id zone)
{
    const char **names = arena_array(s->arena, const char *, p->members_len + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->members_len; i++) {
        const char *name = staff_name(&p->inspectors, p->members[i].inspector);

        if (id_same(p->members[i].zone, zone) && name != NULL)
            names[n++] = name;
    }
    return n > 0 ? word_join(s, names, n, ", ") : text(s->lang, "zone.no_inspector");
}

static const char *areas_of(struct session *s, const struct zone_page *p, struct id zone)
{
    const char **names = arena_array(s->arena, const char *, p->areas_len + 1);
    size_t n = 0;

    for (size_t i = 0; i < p->areas_len; i++)
        if (id_same(p->areas[i].zone, zone))
            names[n++] = p->areas[i].name;
    return n > 0 ? word_join(s, names, n, ", ") : text(s->lang, "zone.no_area");
}

/* Neighbourhoods without a zone; a city that goes by postcodes has none to tell of. */
static const char *uncovered(struct session *s, const struct zone_page *p)
{
    const char **names = arena_array(s->arena, const char *, p->areas_len + 1);
    bool by_postcode = false;
    size_t n = 0;

    for (size_t i = 0; i < p->areas_len; i++) {
        bool is_postcode = str_same(p->areas[i].kind, "postcode");

        by_postcode |= is_postcode && id_is_set(p->areas[i].zone);
        if (!is_postcode && !id_is_set(p->areas[i].zone))
            names[n++] = p->areas[i].name;
    }
    if (n == 0 || by_postcode)
        return NULL;
    return text_fill(s->arena, s->lang, "zone.uncovered", "areas",
                     word_join(s, names, n, ", "), NULL);
}

SHOW(zones_show)
{
    const struct zone_page *p = out;
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, p->zones_len + 1);
    struct view_desk_zones v = {rows, p->zones_len, uncovered(s, p)};

    (void)in;
    for (size_t i = 0; i < p->zones_len; i++)
        rows[i] = (struct desk_row_view){
            .url = url_of(s->arena, "/zones/%s", page_id(s, p->zones[i].id)),
            .title = p->zones[i].name,
            .detail = areas_of(s, p, p->zones[i].id),
            .who = names_of(s, p, p->zones[i].id)};
    page_begin(rq, s, text(s->lang, "desk.zones"));
    view_desk_zones(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- the form ---- */

READ(zone_read)
{
    struct zone_form *f = arena_new(rq->arena, struct zone_form);

    TRY(param_id(rq, 0, &f->id));
    *in = f;
    return ok();
}

static void read_form(struct req *rq, struct zone_form *f)
{
    const char **areas = arena_array(rq->arena, const char *, ZONE_AREAS_MAX);
    const char **people = arena_array(rq->arena, const char *, ZONE_AREAS_MAX);

    f->rev = form_int(rq, "rev");
    f->name = req_form(rq, "name");
    f->areas_len = req_form_all(rq, "area", areas, ZONE_AREAS_MAX);
    f->inspectors_len = req_form_all(rq, "inspector", people, ZONE_AREAS_MAX);
    f->areas = areas;
    f->inspectors = people;
}

READ(zone_form_read)
{
    struct zone_form *f = arena_new(rq->arena, struct zone_form);

    TRY(param_id(rq, 0, &f->id));
    read_form(rq, f);
    *in = f;
    return form_check(rq);
}

READ(zone_new_read)
{
    struct zone_form *f = arena_new(rq->arena, struct zone_form);

    f->is_new = true;
    f->id = form_id(rq, "id");
    read_form(rq, f);
    *in = f;
    return form_check(rq);
}

static const char *area_value(struct session *s, const struct zone_area *a)
{
    struct build b = {.arena = s->arena};

    build_text(&b, a->kind);
    build_char(&b, ':');
    build_text(&b, a->name);
    return build_done(&b);
}

static const char *zone_name(const struct zone_page *p, struct id zone)
{
    for (size_t i = 0; i < p->zones_len; i++)
        if (id_same(p->zones[i].id, zone))
            return p->zones[i].name;
    return NULL;
}

/* Whose it is now, if it is another zone's. */
static const char *area_why(struct session *s, const struct zone_page *p,
                            const struct zone_area *a)
{
    const char *other = id_same(a->zone, p->one.id) ? NULL : zone_name(p, a->zone);

    return other != NULL
               ? text_fill(s->arena, s->lang, "zone.now_in", "zone", other, NULL)
               : desk_count(s, "zone.homes", a->homes);
}

static struct options_view area_options(struct req *rq, struct session *s,
                                        const struct zone_page *p, const char *kind)
{
    struct options_view o = {arena_array(s->arena, struct option_view, p->areas_len + 1),
                             0};

    for (size_t i = 0; i < p->areas_len; i++) {
        const struct zone_area *a = &p->areas[i];
        const char *value = area_value(s, a);
        bool own = id_is_set(p->one.id) && id_same(a->zone, p->one.id);

        if (str_same(a->kind, kind))
            o.of[o.len++] =
                (struct option_view){.value = value,
                                     .label = a->name,
                                     .why = area_why(s, p, a),
                                     .on = is_back(rq) ? ticked(rq, "area", value) : own};
    }
    return o;
}

static bool is_member(const struct zone_page *p, struct user_id who)
{
    for (size_t i = 0; i < p->members_len; i++)
        if (id_same(p->members[i].zone, p->one.id) &&
            id_same(id_of(p->members[i].inspector), id_of(who)))
            return true;
    return false;
}

static struct options_view member_options(struct req *rq, struct session *s,
                                          const struct zone_page *p)
{
    struct options_view o = desk_people(s, &p->inspectors, NULL, NULL);

    for (size_t i = 0; i < o.len; i++)
        o.of[i].on = is_back(rq) ? ticked(rq, "inspector", o.of[i].value)
                                 : is_member(p, p->inspectors.of[i].id);
    return o;
}

SHOW(zone_show)
{
    const struct zone_page *p = out;
    bool is_new = !id_is_set(p->one.id);
    struct view_desk_zone v = {
        .csrf = csrf_input(s),
        .title = is_new ? text(s->lang, "zone.add") : p->one.name,
        .id = shown(rq, "id", is_new ? minted(s) : page_id(s, p->one.id)),
        .name = shown(rq, "name", is_new ? "" : p->one.name),
        .action = is_new ? (struct url){"/zones"}
                         : url_of(s->arena, "/zones/%s", page_id(s, p->one.id)),
        .rev = p->one.rev,
        .name_fault = fault_text(rq, s, "name"),
        .area_fault = fault_text(rq, s, "area"),
        .inspector_fault = fault_text(rq, s, "inspector"),
    };

    (void)in;
    SET_OPTIONS(v, neighbourhoods, area_options(rq, s, p, "neighbourhood"));
    SET_OPTIONS(v, postcodes, area_options(rq, s, p, "postcode"));
    SET_OPTIONS(v, inspectors, member_options(rq, s, p));
    page_begin(rq, s, v.title);
    view_desk_zone(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_zones)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/zones");
    return ok();
}
