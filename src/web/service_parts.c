/* service_parts.c -- see service_parts.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/service_parts.h"

#include "base/text.h"
#include "web/case_form.h"
#include "web/case_words.h"

const struct service_view *service_views(struct session *s, const struct services *list,
                                         const char *base)
{
    struct service_view *v = arena_array(s->arena, struct service_view, list->len + 1);

    for (size_t i = 0; i < list->len; i++) {
        const struct service *of = &list->of[i];
        const char *parts[3];
        size_t n = 0;

        if (of->phone)
            parts[n++] = of->phone;
        if (of->hours)
            parts[n++] = of->hours;
        if (of->languages)
            parts[n++] = of->languages;
        v[i] = (struct service_view){
            .url = url_of(s->arena, "%s/%s", base, page_id(s, id_of(of->id))),
            .name = of->name,
            .organization = of->organization_name,
            .capacity = text(s->lang, capacity_msgid(of->capacity)),
            .shape = shape_capacity(of->capacity),
            .detail = word_join(s, parts, n, " · "),
            .contacts_owner = of->contacts_owner,
            .refused = of->refused,
        };
    }
    return v;
}

const struct fact_view *service_facts(struct session *s, const struct service *of,
                                      size_t *len)
{
    const struct {
        const char *label, *value;
    } all[] = {
        {"case.service_phone", of->phone},
        {"case.service_hours", of->hours},
        {"case.service_languages", of->languages},
        {"case.service_eligibility", of->eligibility},
        {"case.service_application", of->application},
        {"case.service_fees", of->fees},
        {"case.service_address", of->address},
    };
    struct fact_view *facts = arena_array(s->arena, struct fact_view, COUNT(all));

    *len = 0;
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i].value && all[i].value[0])
            facts[(*len)++] =
                (struct fact_view){text(s->lang, all[i].label), all[i].value};
    return facts;
}
