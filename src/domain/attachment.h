/* attachment.h -- which files may be put on a case: told by what they are, not by what
 * they are called.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ATTACHMENT_H
#define DOMAIN_ATTACHMENT_H

#include "core/arena.h"
#include "core/err.h"

enum {
    ATTACHMENT_BYTES = 4 * 1024 * 1024,
    ATTACHMENT_MOST = 40, /* of one case */
    ATTACHMENT_NAME = 80,
};
enum attachment { ATTACHMENT_PDF, ATTACHMENT_JPEG, ATTACHMENT_PNG, ATTACHMENTS };

struct attachment_kind {
    const char *word, *media, *ending; /* "jpeg" "image/jpeg" "jpg" */
};
extern const struct attachment_kind attachment_kinds[ATTACHMENTS];
bool attachment_parse(const char *word, enum attachment *out);

/* ERR_INVALID with the sentence for whoever chose it. */
MUST_CHECK struct err attachment_check(struct bytes file, enum attachment *out);

#endif
