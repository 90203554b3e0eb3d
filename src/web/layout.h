/* layout.h -- the frame around every desk page.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "app/session.h"
#include "http/req.h"

/* Head, bar, menu by rights, and the error summary when the form came back.  `title` is
 * text already in the reader's language. */
void page_begin(struct req *rq, const struct session *s, const char *title);
/* The same with room for tables. */
void page_begin_wide(struct req *rq, const struct session *s, const char *title);
void page_end(struct req *rq, const struct session *s);
/* Without the choice of language, which leaves a cookie. */
void page_end_bare(struct req *rq);

/* What {{csrf}} wants. */
struct html csrf_input(const struct session *s);
/* The sentence for a field's fault, or NULL. */
const char *page_fault(const struct req *rq, const struct session *s, const char *field);
/* The address of an asset, "js/app.js", with the build's mark in it. */
struct url asset_url(struct arena *a, const char *name);

#endif
