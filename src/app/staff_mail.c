/* staff_mail.c -- see staff_mail.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/staff_mail.h"

#include "app/calendar.h"
#include "app/mail_app.h"
#include "base/json.h"
#include "store/block_store.h"

static struct err is_left_out(struct db *db, const struct staff_person *to,
                              const struct staff_mail *m, bool *out)
{
    *out = id_is_set(id_of(m->but)) && id_same(id_of(to->id), id_of(m->but));
    if (*out || !id_is_set(id_of(m->about)) || !id_is_set(id_of(to->id)))
        return ok();
    return block_stands(db, m->about, to->id, out);
}

static const char *args_of(struct session *s, const struct staff_mail *m)
{
    struct json_out o = {.arena = s->arena};

    json_map(&o, NULL);
    if (m->path != NULL)
        json_put_text(&o, "path", m->path);
    json_end_map(&o);
    return json_done(&o);
}

struct err staff_mail_to(struct session *s, struct db *db, const struct staff_person *to,
                         const struct staff_mail *m, int64_t *told)
{
    bool left_out;

    TRY(is_left_out(db, to, m, &left_out));
    if (left_out)
        return ok();
    if (told != NULL)
        ++*told;
    return mail_put(s, db,
                    &(struct mail){.event = m->event,
                                   .recipient = to->email,
                                   .template = m->template,
                                   .lang = to->lang ? to->lang : "en",
                                   .args = args_of(s, m)});
}

struct err staff_mail_role(struct session *s, struct db *db, enum role role,
                           const struct staff_mail *m, int64_t *told)
{
    struct db *registry;
    struct staff staff;

    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_with_role(registry, role_name(role), s->arena, &staff));
    for (size_t i = 0; i < staff.len; i++)
        TRY(staff_mail_to(s, db, &staff.of[i], m, told));
    return ok();
}

struct err staff_mail_on_call(struct session *s, struct db *db,
                              const struct staff_mail *m, int64_t *told)
{
    struct staff_person on_call = {.lang = "en"};

    TRY(setting_get(s, "on_call_email", "", &on_call.email));
    return on_call.email[0] != '\0' ? staff_mail_to(s, db, &on_call, m, told) : ok();
}
