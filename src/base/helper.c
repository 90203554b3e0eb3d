/* helper.c -- see helper.h.  Three processes: the server; a keeper, forked from it before
 * it has threads, which says when it has warmed up and then does nothing but fork; and
 * the child that works, forked by the keeper, so that a new one is never forked from
 * among threads.  Both ways a message is its length in four bytes and then itself; an
 * answer's first byte says whether the work could be done.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/helper.h"

#include "base/clock.h"
#include "base/confine.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEPT = 3 }; /* the one descriptor that a child has besides the usual three */

struct helper {
    pthread_mutex_t lock;
    const struct helper_kind *kind;
    int keeper_fd; /* where it is asked for a child; -1: there is no keeper */
    pid_t keeper;
    bool is_warm; /* the keeper has said so */
    int fd;       /* where the child is asked; -1: there is none */
    pid_t pid;    /* of the child, which is the keeper's */
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
_Noreturn static void serve(int fd, const struct helper_kind *kind)
{
    uint32_t len;

    while (read_all(fd, &len, sizeof len) && len <= HELPER_IN_MAX) {
        uint8_t *in = memory_new((size_t)len + 1);
        struct bytes out = {0};

        if (!read_all(fd, in, len))
            break;
        alarm((unsigned)kind->patience_ms / 1000 + 5);
        bool done = kind->work((struct bytes){in, len}, &out) && out.len < HELPER_OUT_MAX;
        alarm(0);
        if (!answer(fd, done, out))
            break;
        free((void *)(uintptr_t)out.p);
        free(in);
    }
    _exit(0);
}

/* ---- the keeper ---- */

/* The stores, the sockets and the keys of the server are none of its business. */
static void forget_all_but(int fd)
{
    if (fd != KEPT)
        dup2(fd, KEPT);
    close_range(KEPT + 1, ~0u, 0);
}

static void hold_signals(void)
{
    sigset_t endings;

    /* A terminal's Ctrl-C is for the server, which then closes its end. */
    sigemptyset(&endings);
    sigaddset(&endings, SIGINT);
    sigaddset(&endings, SIGTERM);
    sigprocmask(SIG_BLOCK, &endings, NULL);
}

/* The child's number, and the server's end of its socket. */
static bool hand_over(int to, pid_t pid, int fd)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control = {{0}};
    struct iovec words = {&pid, sizeof pid};
    struct msghdr m = {.msg_iov = &words,
                       .msg_iovlen = 1,
                       .msg_control = control.room,
                       .msg_controllen = sizeof control.room};
    struct cmsghdr *c = CMSG_FIRSTHDR(&m);

    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(c), &fd, sizeof fd);
    return sendmsg(to, &m, MSG_NOSIGNAL) == (ssize_t)sizeof pid;
}

static bool raise_child(const struct helper_kind *kind, pid_t *child)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    *child = fork();
    if (*child == 0) {
        forget_all_but(ends[1]);
        confine_memory();
        confine(&(struct confine){.alone = true}); /* as far as this kernel can */
        serve(KEPT, kind);
    }
    close(ends[1]);
    bool given = *child > 0 && hand_over(KEPT, *child, ends[0]);
    close(ends[0]);
    return given;
}

/* Asked for a child it ends the one before, which nobody else can end or take for
 * another: until then its number is kept. */
_Noreturn static void keep(const struct helper_kind *kind)
{
    pid_t child = 0;
    uint8_t asked;

    hold_signals();
    if (kind->warm != NULL)
        kind->warm();
    write_all(KEPT, "", 1);
    while (read_all(KEPT, &asked, 1)) {
        if (child > 0) {
            kill(child, SIGKILL);
            waitpid(child, NULL, 0);
        }
        if (!raise_child(kind, &child))
            break;
    }
    if (child > 0 && kill(child, SIGKILL) == 0)
        waitpid(child, NULL, 0);
    _exit(0);
}

/* ---- the server's side ---- */

static bool begin_keeper(struct helper *h)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    h->keeper = fork();
    if (h->keeper == 0) {
        forget_all_but(ends[1]);
        keep(h->kind);
    }
    close(ends[1]);
    h->keeper_fd = ends[0];
    h->is_warm = false;
    if (h->keeper > 0)
        return true;
    close(ends[0]);
    h->keeper_fd = -1;
    return false;
}

static void end_keeper(struct helper *h)
{
    if (h->keeper_fd < 0)
        return;
    close(h->keeper_fd); /* it ends its child and itself */
    h->keeper_fd = -1;
    for (int i = 0; i < 200; i++) {
        if (waitpid(h->keeper, NULL, WNOHANG) != 0)
            return;
        poll(NULL, 0, 10);
    }
    kill(h->keeper, SIGKILL);
    waitpid(h->keeper, NULL, 0);
}

static int64_t patience_from_now(const struct helper *h)
{
    return clock_steady_us() + (int64_t)h->kind->patience_ms * 1000;
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

enum keeper { KEEPER_GONE, KEEPER_WARMING, KEEPER_READY };

static enum keeper keeper_now(struct helper *h, int64_t until_us)
{
    uint8_t word;

    if (h->keeper_fd < 0)
        return KEEPER_GONE;
    if (!h->is_warm && !ready(h->keeper_fd, POLLIN, until_us))
        return KEEPER_WARMING;
    if (!h->is_warm)
        h->is_warm = recv(h->keeper_fd, &word, 1, 0) == 1;
    return h->is_warm ? KEEPER_READY : KEEPER_GONE;
}

/* From the keeper: a child's number and the way to it. */
static bool take_child(struct helper *h, int64_t until_us)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr align;
    } control;
    struct iovec words = {&h->pid, sizeof h->pid};
    struct msghdr m = {.msg_iov = &words,
                       .msg_iovlen = 1,
                       .msg_control = control.room,
                       .msg_controllen = sizeof control.room};

    if (send(h->keeper_fd, "", 1, MSG_NOSIGNAL) != 1 ||
        !ready(h->keeper_fd, POLLIN, until_us) ||
        recvmsg(h->keeper_fd, &m, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof h->pid)
        return false;
    const struct cmsghdr *c = CMSG_FIRSTHDR(&m);
    if (c == NULL || c->cmsg_type != SCM_RIGHTS)
        return false;
    memcpy(&h->fd, CMSG_DATA(c), sizeof h->fd);
    return true;
}

/* A keeper that somebody killed is begun anew, from among threads this once.  One that
 * still warms up is left at it: to find the fonts of a new machine may take longer than a
 * question may. */
static bool begin(struct helper *h)
{
    int64_t until_us = patience_from_now(h);
    enum keeper keeper = keeper_now(h, until_us);

    if (keeper == KEEPER_WARMING)
        return false;
    if (keeper == KEEPER_READY && take_child(h, until_us))
        return true;
    end_keeper(h);
    until_us = patience_from_now(h);
    return begin_keeper(h) && keeper_now(h, until_us) == KEEPER_READY &&
           take_child(h, until_us);
}

static void forget(struct helper *h)
{
    if (h->fd >= 0)
        close(h->fd);
    h->fd = -1;
    h->pid = 0;
}

/* One that died while nobody asked it costs no answer: its end is closed. */
static bool is_lost(const struct helper *h)
{
    struct pollfd p = {.fd = h->fd, .events = POLLIN};

    return h->fd < 0 || poll(&p, 1, 0) != 0;
}

/* False: the child is of no use any more. */
static bool exchange(const struct helper *h, struct bytes in, struct arena *a,
                     struct bytes *out, bool *done)
{
    int64_t until_us = patience_from_now(h);
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

    if (is_lost(h)) {
        forget(h);
        if (!begin(h))
            return failed(ERR_BUSY, "errors.helper");
    }
    if (!exchange(h, in, a, &got, &done)) {
        forget(h);
        (void)begin(h); /* ends the lost one, and the next question need not wait */
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

struct err helper_start(struct helper **out, const struct helper_kind *kind)
{
    struct helper *h = memory_new(sizeof *h);

    *h = (struct helper){.kind = kind, .fd = -1, .keeper_fd = -1};
    if (!begin_keeper(h)) {
        free(h);
        return failed(ERR_BROKEN, "errors.thread");
    }
    pthread_mutex_init(&h->lock, NULL);
    *out = h;
    return ok();
}

pid_t helper_pid(const struct helper *h)
{
    return h->pid;
}

pid_t helper_keeper(const struct helper *h)
{
    return h->keeper;
}

void helper_stop(struct helper **helper)
{
    struct helper *h = *helper;

    if (h == NULL)
        return;
    *helper = NULL;
    forget(h);
    end_keeper(h);
    pthread_mutex_destroy(&h->lock);
    free(h);
}
