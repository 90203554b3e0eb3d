/* listener.c -- see listener.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static void say(int fd, const char *line)
{
    char out[512];
    int n = snprintf(out, sizeof out, "%s\r\n", line);

    if (send(fd, out, (size_t)n, MSG_NOSIGNAL) < 0)
        return;
}

/* The head and as much of the body as it promised. */
static void hear(struct listener *l, int fd)
{
    size_t len = 0;
    ssize_t n;

    while (len < sizeof l->heard - 1 &&
           (n = recv(fd, l->heard + len, sizeof l->heard - 1 - len, 0)) > 0) {
        len += (size_t)n;
        l->heard[len] = '\0';
        const char *body = strstr(l->heard, "\r\n\r\n");
        const char *promise = strcasestr(l->heard, "content-length:");
        size_t want = 0;

        if (body && promise && sscanf(promise + 15, "%zu", &want) == 1 &&
            strlen(body + 4) >= want)
            break;
    }
    char head[128];
    snprintf(head, sizeof head,
             "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n", l->answer);
    say(fd, head);
}

static void smtp(struct listener *l, int fd)
{
    char line[1024];

    say(fd, "220 here");
    for (ssize_t n; (n = recv(fd, line, sizeof line - 1, 0)) > 0;) {
        line[n] = '\0';
        if (strncasecmp(line, "QUIT", 4) == 0)
            break;
        say(fd, strncasecmp(line, "RCPT", 4) == 0 ? l->answer : "250 well");
    }
}

static void *serve(void *ctx)
{
    struct listener *l = ctx;

    for (int fd; (fd = accept(l->fd, NULL, NULL)) >= 0; close(fd)) {
        l->times++;
        if (l->smtp)
            smtp(l, fd);
        else
            hear(l, fd);
    }
    return NULL;
}

void listener_begin(struct listener *l, const char *answer, int is_smtp)
{
    struct sockaddr_in any = {.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof any;

    *l = (struct listener){.answer = answer, .smtp = is_smtp};
    l->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(l->fd, (struct sockaddr *)&any, sizeof any) == 0 && listen(l->fd, 8) == 0 &&
        getsockname(l->fd, (struct sockaddr *)&any, &len) == 0)
        l->port = ntohs(any.sin_port);
    pthread_create(&l->thread, NULL, serve, l);
}

void listener_end(struct listener *l)
{
    shutdown(l->fd, SHUT_RDWR);
    pthread_join(l->thread, NULL);
    close(l->fd);
}
