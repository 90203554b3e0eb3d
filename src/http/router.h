/* router.h -- does this address fit this pattern?
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/req.h"

/* True when rq->path fits "/cases/:id/notes", and then rq->param holds the decoded words.
 */
bool path_fits(struct req *rq, const char *pattern);

#endif
