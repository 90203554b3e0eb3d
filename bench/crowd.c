/* crowd.c -- sends pieces of photos at a rate, whatever the server answers (open loop),
 * and tells for each second what became of those sent in it.  bench/crowd.py starts it.
 * SPDX-License-Identifier: Apache-2.0
 *
 *     crowd PORT TOKEN RATE SECONDS CONNECTIONS RUN
 *
 * RUN, two digits, begins every photo's name.  A line a second: sent, 200, 503, others,
 * not sent for want of a connection, p50 and p99 in ms of those answered 200. */
#include "core/base.h"

#include "base/clock.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SECONDS_MAX = 60, BODY = 1024, ANSWER = 4096, GRACE_S = 30 };

struct second {
    int64_t sent, done, shed, other, unsent;
    double *ms;
};

struct line {
    int fd, second;
    bool asked;
    int64_t from;
    size_t have;
    char answer[ANSWER];
    struct line *next;
};

struct load {
    const char *token, *run;
    int port, rate, seconds, waiting, epoll;
    int64_t began, photo;
    struct line *idle;
    struct second of[SECONDS_MAX];
};

static void dial(struct load *l, struct line *to)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)l->port),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct epoll_event e = {.events = EPOLLIN, .data = {.ptr = to}};
    int one = 1;

    to->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(to->fd >= 0 && connect(to->fd, (struct sockaddr *)&at, sizeof at) == 0);
    setsockopt(to->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    require(epoll_ctl(l->epoll, EPOLL_CTL_ADD, to->fd, &e) == 0);
}

static void rest(struct load *l, struct line *on)
{
    on->asked = false;
    on->next = l->idle;
    l->idle = on;
}

/* Whoever says nothing for long is cut off: that is as it should be. */
static void hung_up(struct load *l, struct line *on)
{
    close(on->fd);
    dial(l, on);
    if (!on->asked)
        return;
    l->of[on->second].other++;
    l->waiting--;
    rest(l, on);
}

static void ask(struct load *l, int second)
{
    struct line *on = l->idle;
    char text[BODY + 512] = {0};

    l->photo++;
    if (on == NULL) {
        l->of[second].unsent++;
        return;
    }
    int head = snprintf(text, sizeof text,
                        "PUT /api/v1/photos/%s%062lld/0 HTTP/1.1\r\nHost: localhost\r\n"
                        "Authorization: Bearer %s\r\nDoorstep-Size: 4096\r\n"
                        "Content-Length: %d\r\n\r\n",
                        l->run, (long long)l->photo, l->token, BODY);
    l->idle = on->next;
    on->second = second;
    on->asked = true;
    on->from = clock_steady_us();
    on->have = 0;
    if (send(on->fd, text, (size_t)head + BODY, MSG_NOSIGNAL) != head + BODY) {
        l->of[second].sent++;
        l->waiting++;
        hung_up(l, on);
        return;
    }
    l->of[second].sent++;
    l->waiting++;
}

static bool is_whole(const struct line *on)
{
    const char *end = strstr(on->answer, "\r\n\r\n");
    const char *length = strcasestr(on->answer, "\r\ncontent-length:");

    return end != NULL && length != NULL &&
           on->have >= (size_t)(end + 4 - on->answer) + (size_t)atoll(length + 17);
}

static void count(struct load *l, struct line *on)
{
    struct second *s = &l->of[on->second];
    int status = atoi(on->answer + 9);

    if (status == 200)
        s->ms[s->done++] = (double)(clock_steady_us() - on->from) / 1000;
    else if (status == 503)
        s->shed++;
    else
        s->other++;
    l->waiting--;
}

static void hear(struct load *l, struct line *on)
{
    ssize_t n = recv(on->fd, on->answer + on->have, ANSWER - 1 - on->have, MSG_DONTWAIT);

    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0) {
        hung_up(l, on);
        return;
    }
    on->have += (size_t)n;
    on->answer[on->have] = '\0';
    if (!is_whole(on))
        return;
    count(l, on);
    rest(l, on);
}

static void listen_once(struct load *l)
{
    struct epoll_event of[256];
    int n = epoll_wait(l->epoll, of, 256, 1);

    for (int i = 0; i < n; i++)
        hear(l, of[i].data.ptr);
}

static void run(struct load *l)
{
    int64_t due = 0, us;

    l->began = clock_steady_us();
    while ((us = clock_steady_us() - l->began) < l->seconds * INT64_C(1000000)) {
        for (; due < us * l->rate / 1000000; due++)
            ask(l, (int)(us / 1000000));
        listen_once(l);
    }
    while (l->waiting > 0 &&
           clock_steady_us() - l->began < (l->seconds + GRACE_S) * INT64_C(1000000))
        listen_once(l);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void tell(struct second *s)
{
    if (s->done > 0)
        qsort(s->ms, (size_t)s->done, sizeof *s->ms, by_size);
    printf("%lld %lld %lld %lld %lld %.2f %.2f\n", (long long)s->sent, (long long)s->done,
           (long long)s->shed, (long long)s->other, (long long)s->unsent,
           s->done > 0 ? s->ms[s->done / 2] : 0,
           s->done > 0 ? s->ms[s->done * 99 / 100] : 0);
}

int main(int argc, char **argv)
{
    static struct load l;
    struct rlimit files;

    require(argc == 7 && getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = files.rlim_max;
    require(setrlimit(RLIMIT_NOFILE, &files) == 0);
    l = (struct load){.port = atoi(argv[1]),
                      .token = argv[2],
                      .rate = atoi(argv[3]),
                      .seconds = atoi(argv[4]),
                      .run = argv[6]};
    l.epoll = epoll_create1(EPOLL_CLOEXEC);
    require(l.epoll >= 0 && l.seconds <= SECONDS_MAX && strlen(l.run) == 2);
    for (int i = 0; i < l.seconds; i++) {
        l.of[i].ms = calloc((size_t)l.rate * 2 + 1, sizeof *l.of[i].ms);
        require(l.of[i].ms != NULL);
    }
    size_t lines = (size_t)atoi(argv[5]);
    struct line *of = calloc(lines, sizeof *of);
    require(of != NULL);
    for (size_t i = 0; i < lines; i++)
        dial(&l, &of[i]);
    for (size_t i = 0; i < lines; i++)
        rest(&l, &of[i]);
    run(&l);
    for (int i = 0; i < l.seconds; i++) {
        tell(&l.of[i]);
        free(l.of[i].ms);
    }
    printf("lost %d\n", l.waiting);
    free(of);
    return 0;
}
