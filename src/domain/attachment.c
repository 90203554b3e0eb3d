/* attachment.c -- see attachment.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/attachment.h"

#include "core/str.h"

#include <string.h>

const struct attachment_kind attachment_kinds[ATTACHMENTS] = {
    [ATTACHMENT_PDF] = {"pdf", "application/pdf", "pdf"},
    [ATTACHMENT_JPEG] = {"jpeg", "image/jpeg", "jpg"},
    [ATTACHMENT_PNG] = {"png", "image/png", "png"},
};

/* What such a file begins with. */
static const struct {
    enum attachment kind;
    const char *bytes;
    size_t len;
} beginnings[] = {
    {ATTACHMENT_PDF, "%PDF-", 5},
    {ATTACHMENT_JPEG, "\xff\xd8\xff", 3},
    {ATTACHMENT_PNG, "\x89PNG\r\n\x1a\n", 8},
};

bool attachment_parse(const char *word, enum attachment *out)
{
    for (size_t i = 0; i < ATTACHMENTS; i++)
        if (str_same(attachment_kinds[i].word, word)) {
            *out = (enum attachment)i;
            return true;
        }
    return false;
}

struct err attachment_check(struct bytes file, enum attachment *out)
{
    if (file.len == 0)
        return failed(ERR_INVALID, "file.missing");
    if (file.len > ATTACHMENT_BYTES)
        return failed(ERR_INVALID, "file.too_large");
    for (size_t i = 0; i < COUNT(beginnings); i++)
        if (file.len > beginnings[i].len &&
            memcmp(file.p, beginnings[i].bytes, beginnings[i].len) == 0) {
            *out = beginnings[i].kind;
            return ok();
        }
    return failed(ERR_INVALID, "file.kind");
}
