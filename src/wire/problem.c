/* problem.c -- see problem.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/problem.h"

#include "base/text.h"

#include <stdio.h>

void problem_put(struct json_out *o, const char *name, const char *lang,
                 const struct problem *p)
{
    char type[120];

    snprintf(type, sizeof type, "urn:doorstep:problem:%s", p->msg);
    json_map(o, name);
    json_put_text(o, "type", type);
    json_put_text(o, "title", text(lang, p->msg));
    json_put_int(o, "status", p->status);
    if (p->faults != NULL && p->faults->len > 0) {
        json_list(o, "errors");
        for (size_t i = 0; i < p->faults->len; i++) {
            const struct fault *f = &p->faults->of[i];

            json_map(o, NULL);
            json_put_text(o, "field", f->field);
            json_put_text(o, "code", f->msg);
            json_put_text(o, "msg", text(lang, f->msg));
            json_end_map(o);
        }
        json_end_list(o);
    }
    json_end_map(o);
}
