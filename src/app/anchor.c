/* anchor.c -- see anchor.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/anchor.h"

#include "core/build.h"
#include "core/str.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_WORD "doorstep-head 1 "
enum { TAIL_BYTES = 4096 };

static const char *unsigned_line(struct arena *a, const struct anchor_line *l)
{
    struct build b = {.arena = a};

    build_text(&b, HEAD_WORD);
    build_text(&b, l->city);
    build_char(&b, ' ');
    build_text(&b, store_names[l->store]);
    build_char(&b, ' ');
    build_int(&b, l->head.no);
    build_char(&b, ' ');
    build_text(&b, hex(a, (struct bytes){l->head.sha.b, sizeof l->head.sha.b}));
    build_char(&b, ' ');
    build_int(&b, l->at);
    return build_done(&b);
}

static struct bytes bytes_of(const char *s, size_t len)
{
    return (struct bytes){(const uint8_t *)s, len};
}

struct err anchor_write(struct arena *a, const struct p256 *key,
                        const struct anchor_line *line, const char **out)
{
    struct build b = {.arena = a};
    const char *said = unsigned_line(a, line);
    uint8_t signature[SIGNATURE_LEN];

    TRY(p256_sign(key, bytes_of(said, strlen(said)), signature));
    build_text(&b, said);
    build_char(&b, ' ');
    build_text(&b, hex(a, (struct bytes){signature, sizeof signature}));
    build_char(&b, '\n');
    *out = build_done(&b);
    return ok();
}

/* ---- reading ---- */

static bool take_word(const char **at, char *out, size_t cap)
{
    size_t len = strcspn(*at, " ");

    if (len == 0 || len >= cap)
        return false;
    memcpy(out, *at, len);
    out[len] = '\0';
    *at += len + ((*at)[len] == ' ');
    return true;
}

static bool store_of(const char *word, enum store_name *out)
{
    for (int i = 0; i < STORES; i++)
        if (str_same(store_names[i], word)) {
            *out = (enum store_name)i;
            return true;
        }
    return false;
}

static bool read_line(const char *line, const struct p256 *key, struct anchor_line *out,
                      char city[64])
{
    char store[24], no[24], sha[72], at[24], sign[2 * SIGNATURE_LEN + 1];
    uint8_t signature[SIGNATURE_LEN];
    const char *s = line + strlen(HEAD_WORD), *behind;

    if (!str_starts(line, HEAD_WORD) || !take_word(&s, city, 64) ||
        !take_word(&s, store, sizeof store) || !take_word(&s, no, sizeof no) ||
        !take_word(&s, sha, sizeof sha) || !take_word(&s, at, sizeof at))
        return false;
    behind = s;
    if (!take_word(&s, sign, sizeof sign) || *s != '\0' ||
        !store_of(store, &out->store) || !str_number(no, INT64_MAX, &out->head.no) ||
        !hex_read(sha, out->head.sha.b, sizeof out->head.sha.b) ||
        !hex_read(sign, signature, sizeof signature))
        return false;
    out->city = city;
    return p256_verify(key->point, bytes_of(line, (size_t)(behind - line) - 1),
                       signature);
}

static size_t lines_of(const char *text)
{
    size_t n = 1;

    for (; *text != '\0'; text++)
        n += *text == '\n';
    return n;
}

/* Each store's stand in the order of their numbers: a file that was put together from
 * pieces may not. */
static void keep(struct anchors *to, const struct anchor_line *l)
{
    struct audit_anchor *of = to->of[l->store];
    size_t i = to->len[l->store]++;

    for (; i > 0 && of[i - 1].no > l->head.no; i--)
        of[i] = of[i - 1];
    of[i] = l->head;
}

struct anchors anchors_read(struct arena *a, const struct p256 *key, const char *city,
                            const char *text)
{
    struct anchors to = {0};
    int64_t no = 1;
    size_t room = lines_of(text);

    for (int i = 0; i < STORES; i++)
        to.of[i] = arena_array(a, struct audit_anchor, room);
    for (const char *at = text; *at != '\0'; no++) {
        size_t len = strcspn(at, "\n");
        struct anchor_line line = {0};
        char of_city[64];

        if (!read_line(arena_copy(a, at, len), key, &line, of_city))
            to.wrong = to.wrong != 0 ? to.wrong : no;
        else if (str_same(of_city, city) && line.head.no > 0)
            keep(&to, &line);
        at += len + (at[len] == '\n');
    }
    return to;
}

/* ---- the round ---- */

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* The end of the file; "" when there is none yet.  *old: not written to for a while. */
static const char *tail_of(const struct session *s, const char *path, bool *old)
{
    int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC);
    char *text = arena_alloc(s->arena, TAIL_BYTES + 1);
    struct stat st;
    ssize_t n;

    *old = true;
    text[0] = '\0';
    if (fd < 0 || fstat(fd, &st) != 0)
        return text;
    *old = st.st_mtim.tv_sec + ANCHOR_MINUTES * 60 <= s->now / 1000;
    off_t from = st.st_size > TAIL_BYTES ? st.st_size - TAIL_BYTES : 0;
    n = pread(fd, text, TAIL_BYTES, from);
    text[n > 0 ? n : 0] = '\0';
    return text;
}

static bool says(const char *tail, struct arena *a, const struct anchor_line *l)
{
    struct anchor_line same = *l;
    const char *line;

    same.at = 0;
    line = unsigned_line(a, &same);
    return strstr(tail, arena_copy(a, line, strlen(line) - 1)) != NULL; /* any moment */
}

/* All heads that the file does not say yet. */
static struct err new_heads(const struct session *s, const char *tail, struct build *out)
{
    for (int i = 0; i < STORES; i++) {
        struct anchor_line l = {s->city, (enum store_name)i, {0}, s->now};
        const char *line;

        TRY(audit_head(s->stores->of[i], s->city, &l.head));
        if (l.head.no == 0 || says(tail, s->arena, &l))
            continue;
        TRY(anchor_write(s->arena, &s->keys->receipt, &l, &line));
        build_text(out, line);
    }
    return ok();
}

static struct err append(const char *path, const struct build *lines)
{
    int fd CLEANUP(close_fd) =
        open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);

    if (fd < 0 || write(fd, lines->text, lines->len) != (ssize_t)lines->len ||
        fdatasync(fd) != 0)
        return failed(ERR_BROKEN, "audit.anchor");
    return ok();
}

struct err anchor_due(struct session *s, const void *in, void **out)
{
    static bool never = false; /* nothing is left for a job */
    struct build lines = {.arena = s->arena};
    const char *tail;
    bool old;

    (void)in;
    *out = &never;
    if (s->site.anchor == NULL)
        return ok();
    tail = tail_of(s, s->site.anchor, &old);
    if (!old)
        return ok();
    TRY(new_heads(s, tail, &lines));
    return lines.len > 0 ? append(s->site.anchor, &lines) : ok();
}

struct err anchor_nothing(struct session *s, const void *in, void **out)
{
    (void)s, (void)in;
    *out = NULL;
    return ok();
}
