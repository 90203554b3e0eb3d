/* photo.c -- a chunk of a photograph: the first line is the address, the second what
 * Doorstep-Size says, the rest its bytes.  The server opens no picture; what it believes
 * of one is a hash, a size and a place.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "app/photo_app.h"
#include "base/crypto.h"
#include "domain/limits.h"
#include "http/door.h"
#include "http/router.h"
#include "web/sync_api.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char *next_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');

    *at = end == NULL ? line + strlen(line) : end + 1;
    if (end != NULL)
        *end = '\0';
    return line;
}

/* A chunk that is taken says in one way only which one it is. */
static void look_at(struct req *rq, const struct photo_chunk *chunk)
{
    char text[32];

    require(chunk->start >= 0 && chunk->start <= LIMIT_PHOTO_BYTES);
    require(chunk->size >= 0 && chunk->size <= LIMIT_PHOTO_BYTES);
    require(chunk->bytes.len == rq->body_len);
    require(strcmp(hex(rq->arena, (struct bytes){chunk->sha256, SHA256_LEN}),
                   rq->param[0]) == 0);
    snprintf(text, sizeof text, "%" PRId64, chunk->start);
    require(strcmp(text, rq->param[1]) == 0);
    snprintf(text, sizeof text, "%" PRId64, chunk->size);
    require(strcmp(text, req_header(rq, "doorstep-size")) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct req_impl impl = {0};
    struct req rq = {.arena = &a, .impl = &impl};
    char *from = arena_copy(&a, (const char *)data, size), *at = from;
    const char *target = next_line(&at);
    void *chunk;

    door_open(&rq);
    pairs_add(&impl.headers, &a, "Doorstep-Size", next_line(&at));
    rq.body = at;
    rq.body_len = size - (size_t)(at - from);
    if (door_target(&rq, target).status != 0 ||
        !path_fits(&rq, "/api/v1/photos/:sha256/:offset"))
        return 0;
    if (photo_api_read(&rq, &chunk).kind == OK && rq.faults.len == 0)
        look_at(&rq, chunk);
    return 0;
}
