/* helper.c -- see helper.h.  Both ways a message is its length in four bytes and then
 * itself; an answer's first byte says whether the work could be done.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/helper.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct helper {
    pthread_mutex_t lock;
    helper_work *work;
    int patience_ms;
    int fd;    /* of ours; -1: there is no child */
    pid_t pid; /* 0: none */
};

/* ---- the child ---- */

static bool read_all(int fd, void *to, size_t len)
{
    for (size_t n = 0; n < len;) {
        ssize_t got = read(fd, (char *)to + n, len - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    return true;
}

static bool write_all(int fd, const void *from, size_t len)
{
    for (size_t n = 0; n < len;) {
        ssize_t put = write(fd, (const char *)from + n, len - n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        n += (size_t)put;
    }
    return true;
}

static bool answer(int fd, bool done, struct bytes out)
{
    uint32_t len = (uint32_t)(done ? out.len : 0) + 1;
    uint8_t word = done;

    return write_all(fd, &len, sizeof len) && write_all(fd, &word, 1) &&
           (!done || write_all(fd, out.p, out.len));
}

/* Until the server closes its end, also by dying.  A question that never ends is ended by
 * the alarm even when nobody waits for it any more. */
_Noreturn static void serve(int fd, helper_work *work, unsigned patience_s)
{
    uint32_t len;
    sigset_t endings;

    /* A terminal's Ctrl-C is for the server, which then closes its end. */
    sigemptyset(&endings);
    sigaddset(&endings, SIGINT);
    sigaddset(&endings, SIGTERM);
    sigprocmask(SIG_BLOCK, &endings, NULL);
    while (read_all(fd, &len, sizeof len) && len <= HELPER_IN_MAX) {
        uint8_t *in = memory_new((size_t)len + 1);
        struct bytes out = {0};

        if (!read_all(fd, in, len))
            break;
        alarm(patience_s);
        bool done = work((struct bytes){in, len}, &out) && out.len < HELPER_OUT_MAX;
        alarm(0);
        if (!answer(fd, done, out))
            break;
        free((void *)(uintptr_t)out.p);
        free(in);
    }
    _exit(0);
}

/* The stores, the sockets and the keys of the server are none of the child's business. */
static void forget_all_but(int fd)
{
    int kept = fd;

    if (fd != 3)
        kept = dup2(fd, 3);
    if (kept == 3)
        close_range(4, ~0u, 0);
}

/* ---- the server's side ---- */

static bool begin(struct helper *h)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        unsigned patience_s = (unsigned)h->patience_ms / 1000 + 5;
        forget_all_but(ends[1]);
        serve(3, h->work, patience_s);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    h->fd = ends[0];
    h->pid = pid;
    return true;
}

static void end(struct helper *h)
{
    if (h->pid == 0)
        return;
    close(h->fd);
    kill(h->pid, SIGKILL);
    while (waitpid(h->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    h->fd = -1;
    h->pid = 0;
}

static bool ready(int fd, short what, int64_t until_us)
{
    struct pollfd p = {.fd = fd, .events = what};

    for (;;) {
        int64_t left_ms = (until_us - clock_steady_us()) / 1000;
        if (left_ms <= 0)
            return false;
        int n = poll(&p, 1, (int)left_ms);
        if (n > 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
    }
}

static bool put(const struct helper *h, const void *from, size_t len, int64_t until_us)
{
    for (size_t n = 0; n < len;) {
        if (!ready(h->fd, POLLOUT, until_us))
            return false;
        ssize_t sent =
            send(h->fd, (const char *)from + n, len - n, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (sent <= 0)
            return false;
        n += (size_t)sent;
    }
    return true;
}

static bool get(const struct helper *h, void *to, size_t len, int64_t until_us)
{
    for (size_t n = 0; n < len;) {
        if (!ready(h->fd, POLLIN, until_us))
            return false;
        ssize_t got = recv(h->fd, (char *)to + n, len - n, MSG_DONTWAIT);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got <= 0)
            return false;
        n += (size_t)got;
    }
    return true;
}

/* False: the child is of no use any more. */
static bool exchange(const struct helper *h, struct bytes in, struct arena *a,
                     struct bytes *out, bool *done)
{
    int64_t until_us = clock_steady_us() + (int64_t)h->patience_ms * 1000;
    uint32_t len = (uint32_t)in.len;
    uint8_t word;

    if (!put(h, &len, sizeof len, until_us) || !put(h, in.p, in.len, until_us) ||
        !get(h, &len, sizeof len, until_us) || len == 0 || len > HELPER_OUT_MAX ||
        !get(h, &word, 1, until_us))
        return false;
    *done = word == 1;
    out->len = len - 1;
    uint8_t *p = arena_alloc(a, out->len + 1);
    out->p = p;
    return get(h, p, out->len, until_us);
}

static struct err ask(struct helper *h, struct bytes in, struct arena *a,
                      struct bytes *out)
{
    struct bytes got = {0};
    bool done = false;

    if (h->pid == 0 && !begin(h))
        return failed(ERR_BUSY, "errors.helper");
    if (!exchange(h, in, a, &got, &done)) {
        end(h);
        begin(h); /* so that the next one need not wait for it */
        return failed(ERR_BUSY, "errors.helper");
    }
    if (!done)
        return failed(ERR_BROKEN, "errors.paper");
    *out = got;
    return ok();
}

struct err helper_ask(struct helper *h, struct bytes in, struct arena *a,
                      struct bytes *out)
{
    if (in.len > HELPER_IN_MAX)
        return failed(ERR_TOO_LARGE, "errors.too_large");
    pthread_mutex_lock(&h->lock);
    struct err e = ask(h, in, a, out);
    pthread_mutex_unlock(&h->lock);
    return e;
}

struct err helper_start(struct helper **out, helper_work *work, int patience_ms)
{
    struct helper *h = memory_new(sizeof *h);

    *h = (struct helper){.work = work, .patience_ms = patience_ms, .fd = -1};
    pthread_mutex_init(&h->lock, NULL);
    if (!begin(h)) {
        free(h);
        return failed(ERR_BROKEN, "errors.thread");
    }
    *out = h;
    return ok();
}

pid_t helper_pid(const struct helper *h)
{
    return h->pid;
}

void helper_stop(struct helper **helper)
{
    struct helper *h = *helper;

    if (h == NULL)
        return;
    *helper = NULL;
    end(h);
    pthread_mutex_destroy(&h->lock);
    free(h);
}
