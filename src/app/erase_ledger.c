/* erase_ledger.c -- see erase_ledger.h.  "doorstep-erased 1 " and, in base64url, nonce,
 * resident, instant, why and tag.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/erase_ledger.h"

#include "core/build.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "doorstep-erased 1 "
enum {
    MARK_LEN = sizeof MARK - 1,
    ROW_BYTES = 16 + 8 + 1,
    SEALED_BYTES = CIPHER_NONCE_LEN + ROW_BYTES + CIPHER_TAG_LEN,
    TEXT_BYTES = (SEALED_BYTES * 4 + 2) / 3,
};
_Static_assert(MARK_LEN + TEXT_BYTES + 1 == LEDGER_LINE_BYTES, "lines are of one length");

static struct err unusable(void)
{
    return failed(ERR_BROKEN, "erase.ledger");
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static struct sha256 key_of(const struct keys *keys)
{
    static const char about[] = "doorstep erasure ledger 1";

    return hmac_sha256((struct bytes){keys->backup, sizeof keys->backup},
                       (struct bytes){(const uint8_t *)about, sizeof about - 1});
}

static struct bytes aad_of(const struct erased_ledger *l)
{
    return (struct bytes){(const uint8_t *)l->city, strlen(l->city)};
}

static const char *line_of(const struct erased_ledger *l, const struct erasure *e,
                           struct arena *a)
{
    struct sha256 key = key_of(l->keys);
    uint8_t row[ROW_BYTES], sealed[SEALED_BYTES];
    struct build b = {.arena = a};

    memcpy(row, id_of(e->resident).b, 16);
    for (int i = 0; i < 8; i++)
        row[16 + i] = (uint8_t)((uint64_t)e->at >> (56 - 8 * i));
    row[24] = (uint8_t)e->why;
    cipher_seal(key.b, aad_of(l), (struct bytes){row, sizeof row}, sealed);
    build_text(&b, MARK);
    build_text(&b, base64url(a, (struct bytes){sealed, sizeof sealed}));
    build_char(&b, '\n');
    return build_done(&b);
}

static bool read_line(const struct erased_ledger *l, const char *line, struct arena *a,
                      struct erasure *out)
{
    struct sha256 key = key_of(l->keys);
    struct bytes sealed, row;
    struct id id;
    uint64_t at = 0;

    if (memcmp(line, MARK, MARK_LEN) != 0 || line[LEDGER_LINE_BYTES - 1] != '\n' ||
        !base64url_read(a, line + MARK_LEN, TEXT_BYTES, &sealed) ||
        cipher_open(key.b, aad_of(l), sealed, a, &row).kind != OK ||
        row.len != ROW_BYTES || row.p[24] >= ERASE_WHYS)
        return false;
    memcpy(id.b, row.p, 16);
    for (int i = 0; i < 8; i++)
        at = at << 8 | row.p[16 + i];
    *out = (struct erasure){.resident = id_to(resident, id),
                            .at = (int64_t)at,
                            .why = (enum erase_why)row.p[24]};
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct erasure *x = a, *y = b;

    return memcmp(x->resident.b, y->resident.b, sizeof x->resident.b);
}

void erasures_sort(struct erasures *e)
{
    qsort(e->of, e->len, sizeof *e->of, by_id);
}

struct err erased_parse(const struct erased_ledger *l, struct bytes text, struct arena *a,
                        struct erasures *out, int64_t *line)
{
    size_t len = text.len / LEDGER_LINE_BYTES;

    *line = 0;
    *out = (struct erasures){arena_array(a, struct erasure, len + 1), 0};
    for (size_t i = 0; i < len; i++) {
        const char *at = (const char *)text.p + i * LEDGER_LINE_BYTES;

        if (!read_line(l, at, a, &out->of[i])) {
            *line = (int64_t)i + 1;
            return unusable();
        }
        out->len++;
    }
    erasures_sort(out);
    return ok();
}

static struct err read_all(int fd, struct arena *a, struct bytes *out)
{
    struct stat st;
    size_t len = 0;

    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > LEDGER_BYTES_MAX)
        return unusable();
    uint8_t *text = arena_alloc(a, (size_t)st.st_size + 1);
    while (len < (size_t)st.st_size) {
        ssize_t n = pread(fd, text + len, (size_t)st.st_size - len, (off_t)len);
        if (n <= 0)
            return unusable();
        len += (size_t)n;
    }
    *out = (struct bytes){text, len};
    return ok();
}

struct err erased_read(const struct erased_ledger *l, struct arena *a,
                       struct erasures *out, int64_t *line)
{
    int fd CLEANUP(close_fd) = open(l->path, O_RDONLY | O_CLOEXEC);
    struct bytes text;

    *line = 0;
    *out = (struct erasures){0};
    if (fd < 0)
        return errno == ENOENT ? ok() : unusable();
    TRY(read_all(fd, a, &text));
    return erased_parse(l, text, a, out, line);
}

int64_t erased_lines(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? st.st_size / LEDGER_LINE_BYTES : 0;
}

/* A new name is on the disk when its folder is. */
static bool settle_name(const char *path, struct arena *a)
{
    const char *slash = strrchr(path, '/');
    const char *dir =
        slash == NULL ? "." : arena_copy(a, path, (size_t)(slash - path) + 1);
    int fd CLEANUP(close_fd) = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    return fd >= 0 && fsync(fd) == 0;
}

/* Behind the last whole line: a half one is of a writer that was cut off. */
static bool put(int fd, const struct build *lines)
{
    struct stat st;

    if (flock(fd, LOCK_EX) != 0 || fstat(fd, &st) != 0)
        return false;
    off_t whole = st.st_size - st.st_size % LEDGER_LINE_BYTES;
    return ftruncate(fd, whole) == 0 &&
           pwrite(fd, lines->text, lines->len, whole) == (ssize_t)lines->len &&
           fsync(fd) == 0;
}

struct err erased_add(const struct erased_ledger *l, const struct erasures *more,
                      struct arena *a)
{
    int fd CLEANUP(close_fd) = open(l->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct build lines = {.arena = a};

    for (size_t i = 0; i < more->len; i++)
        build_text(&lines, line_of(l, &more->of[i], a));
    if (fd < 0 || !settle_name(l->path, a) || (lines.len > 0 && !put(fd, &lines)))
        return unusable();
    return ok();
}

bool erased_has(const struct erasures *in, struct resident_id id)
{
    const struct erasure key = {.resident = id};

    return in->len > 0 && bsearch(&key, in->of, in->len, sizeof *in->of, by_id) != NULL;
}
