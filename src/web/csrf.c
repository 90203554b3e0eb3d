/* csrf.c -- one of the few places that make struct html: the hidden inputs of forms.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/layout.h"
#include "web/views_parts.h"

struct html csrf_input(const struct session *s)
{
    struct out o = {0};
    struct html h = {""};

    if (s->csrf[0] == '\0')
        return h;
    view_parts_csrf(&o,
                    &(struct view_parts_csrf){.token = s->csrf, .kept = s->words_kept});
    h.s = arena_copy(s->arena, o.buf, o.len);
    out_free(&o);
    return h;
}
