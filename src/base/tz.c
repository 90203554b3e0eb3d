/* tz.c -- see tz.h; the file format is RFC 8536.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/tz.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX_BYTES (64u * 1024)
#define HEAD_BYTES 44
/* Between 1901 and 2099 the calendar, weekdays and all, repeats every 28 years. */
#define CYCLE_S (INT64_C(10227) * 86400)
#define UNTIL_S INT64_C(4102444800)                  /* 2100-01-01 */
#define CYCLE_FROM_S (INT64_C(2145916800) - CYCLE_S) /* 28 years before 2038-01-01 */

struct tzif {
    const uint8_t *times, *kinds, *types;
    size_t times_len, types_len;
};

static uint32_t u32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t i64(const uint8_t *p)
{
    return (int64_t)((uint64_t)u32(p) << 32 | u32(p + 4));
}

/* Length of a block's data with times of `wide` bytes; the counts are at h + 20. */
static size_t block_bytes(const uint8_t *h, size_t wide)
{
    return u32(h + 32) * (wide + 1) + (size_t)u32(h + 36) * 6 + u32(h + 40) +
           u32(h + 28) * (wide + 4) + u32(h + 24) + u32(h + 20);
}

static bool parse(const uint8_t *p, size_t len, struct tzif *out)
{
    if (len < HEAD_BYTES || memcmp(p, "TZif", 4) != 0 || p[4] < '2')
        return false;
    size_t skip = HEAD_BYTES + block_bytes(p, 4);
    if (skip > len || len - skip < HEAD_BYTES)
        return false;
    p += skip;
    len -= skip;
    if (block_bytes(p, 8) > len - HEAD_BYTES || u32(p + 36) == 0)
        return false;
    *out = (struct tzif){.times_len = u32(p + 32), .types_len = u32(p + 36)};
    out->times = p + HEAD_BYTES;
    out->kinds = out->times + out->times_len * 8;
    out->types = out->kinds + out->times_len;
    return true;
}

static int32_t offset_of(const struct tzif *z, size_t kind)
{
    return kind < z->types_len ? (int32_t)u32(z->types + kind * 6) : 0;
}

static void fill(const struct tzif *z, struct arena *a, struct zone *out)
{
    size_t cap = 1 + z->times_len * 4, n = 0;
    struct zone_change *c = arena_array(a, struct zone_change, cap);

    c[n++] = (struct zone_change){INT64_MIN, offset_of(z, 0)};
    for (size_t i = 0; i < z->times_len; i++)
        c[n++] =
            (struct zone_change){i64(z->times + i * 8) * 1000, offset_of(z, z->kinds[i])};
    for (int round = 1; round <= 3; round++) {
        for (size_t i = 0; i < z->times_len; i++) {
            int64_t from = i64(z->times + i * 8), at = from + round * CYCLE_S;
            if (from >= CYCLE_FROM_S && at < UNTIL_S && at * 1000 > c[n - 1].from_ms)
                c[n++] = (struct zone_change){at * 1000, offset_of(z, z->kinds[i])};
        }
    }
    *out = (struct zone){.changes = c, .len = n};
}

static bool is_name(const char *name)
{
    size_t len = strlen(name);
    const char *allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                          "0123456789_+-/";

    return len > 0 && len <= 64 && name[0] != '/' && strspn(name, allowed) == len;
}

static void close_fd(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

struct err zone_load(const char *name, struct arena *a, struct zone *out)
{
    char path[128];
    struct tzif z;

    if (!is_name(name))
        return failed(ERR_INVALID, "zone.unknown");
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return failed(ERR_INVALID, "zone.unknown");
    uint8_t *bytes = arena_alloc(a, FILE_MAX_BYTES);
    ssize_t got = read(fd, bytes, FILE_MAX_BYTES);
    if (got < 0) /* a directory: "America" */
        return failed(ERR_INVALID, "zone.unknown");
    if (!parse(bytes, (size_t)got, &z))
        return failed(ERR_BROKEN, "zone.unreadable");
    fill(&z, a, out);
    return ok();
}
