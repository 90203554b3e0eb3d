/* resp.c -- the answer's status and headers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/impl.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void resp_header(struct req *rq, const char *name, const char *value)
{
    struct pairs *to = &rq->impl->answer;

    require(strpbrk(value, "\r\n") == NULL);
    for (size_t i = 0; i < to->len; i++) {
        if (strcasecmp(to->of[i].name, name) == 0 &&
            strcasecmp(name, "Set-Cookie") != 0) {
            to->of[i].value = value;
            return;
        }
    }
    pairs_add(to, rq->arena, name, value);
}

void resp_see_other(struct req *rq, const char *fmt, ...)
{
    char path[2048];
    va_list ap;

    va_start(ap, fmt);
    int len = vsnprintf(path, sizeof path, fmt, ap);
    va_end(ap);
    require(len > 0 && (size_t)len < sizeof path);
    /* Only our own pages: neither another host nor a new header. */
    require(path[0] == '/' && path[1] != '/' && strpbrk(path, "\\\r\n ") == NULL);
    resp_reset(rq);
    rq->status = 303;
    resp_header(rq, "Location", arena_copy(rq->arena, path, (size_t)len));
}

void resp_reset(struct req *rq)
{
    rq->out.len = 0;
    rq->fixed = (struct bytes){0};
    rq->content_type = NULL;
}
