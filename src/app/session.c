/* session.c -- see session.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/session.h"

#include <stdio.h>

struct err session_db(struct session *s, enum store_name name, struct db **out)
{
    if (s->db[name] == NULL) {
        if (s->stores->of[name] == NULL)
            return failed(ERR_BUSY, "error.busy");
        TRY(store_read_begin(s->stores->of[name], s->city, &s->db[name]));
    }
    *out = s->db[name];
    return ok();
}

void session_close(struct session *s)
{
    for (size_t i = 0; i < STORES; i++) {
        bool job = s->writes != NULL && s->writes == s->stores->of[i];

        if (s->db[i] != NULL && !job)
            store_read_end(&s->db[i]);
        s->db[i] = NULL;
    }
}

void session_fault(struct session *s, const char *field, const char *msg)
{
    fault_add(&s->faults, field, msg);
}

struct err session_refuse(struct session *s, const char *field, const char *msg)
{
    session_fault(s, field, msg);
    return failed(ERR_INVALID, "errors.form");
}

void session_seen(struct session *s, const char *noun, struct id id)
{
    if (s->sights == NULL)
        s->sights = arena_array(s->arena, struct sight, SIGHTS_MAX);
    require(s->sights_len < SIGHTS_MAX); /* lists are shorter: their SQL says so */
    s->sights[s->sights_len++] = (struct sight){noun, id};
}

const char *session_actor(const struct session *s)
{
    const struct actor *who = &s->actor;
    char id[ID_TEXT], text[ID_TEXT + 8];

    if (id_is_set(id_of(who->user))) {
        id_format(id_of(who->user), id);
        snprintf(text, sizeof text, "user:%s", id);
    } else if (id_is_set(who->link)) {
        id_format(who->link, id);
        snprintf(text, sizeof text, "link:%s", id);
    } else {
        snprintf(text, sizeof text, "nobody");
    }
    return arena_copy(s->arena, text, sizeof text - 1);
}
