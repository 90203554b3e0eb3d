/* worker.h -- what the one child does: papers, from marked texts (domain/paper.h) to a
 * tagged PDF with its fonts in it, US letter; and photographs made small.  The same input
 * gives the same bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include "core/base.h"

/* For base/helper.h: false for what is no paper.  *out is for free(). */
bool worker_paper(struct bytes in, struct bytes *out);
/* A JPEG of at most LIMIT_BEFORE_PIXELS and LIMIT_BEFORE_BYTES, of pixels alone; false
 * for what is no whole JPEG, or a huge one. */
bool worker_picture(struct bytes in, struct bytes *out);

struct helper_kind;
extern const struct helper_kind worker_papers;

#endif
