/* demo_sink.c -- see demo_sink.h.  Just enough of SMTP (RFC 5321) for our own client, one
 * letter at a time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_sink.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINE_BYTES 2048 /* RFC 5321 says 1000 */

static void close_stream(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

static void say(FILE *to, const char *line)
{
    fprintf(to, "%s\r\n", line);
    fflush(to);
}

/* The letter up to its lone dot; a doubled dot at a line's start is one. */
static void keep_letter(struct demo_sink *sink, FILE *from)
{
    char path[1100], line[LINE_BYTES];

    snprintf(path, sizeof path, "%s/%d.eml", sink->folder, ++sink->letters);
    FILE *out CLEANUP(close_stream) = fopen(path, "we");
    while (fgets(line, sizeof line, from) != NULL && strcmp(line, ".\r\n") != 0)
        if (out != NULL)
            fputs(line[0] == '.' ? line + 1 : line, out);
}

/* False when the conversation is over. */
static bool answer(struct demo_sink *sink, FILE *in, FILE *out, const char *line)
{
    bool data = strncasecmp(line, "DATA", 4) == 0;

    if (strncasecmp(line, "QUIT", 4) == 0) {
        say(out, "221 goodbye");
        return false;
    }
    if (data) {
        say(out, "354 go on, end with a dot");
        keep_letter(sink, in);
    }
    say(out, "250 ok");
    return true;
}

static void converse(struct demo_sink *sink, int fd)
{
    FILE *in CLEANUP(close_stream) = fdopen(fd, "r");
    FILE *out CLEANUP(close_stream) = fdopen(dup(fd), "w");
    char line[LINE_BYTES];

    if (in == NULL || out == NULL)
        return;
    say(out, "220 this mail goes no further");
    while (fgets(line, sizeof line, in) != NULL && answer(sink, in, out, line))
        continue;
}

static void *receive(void *ctx)
{
    struct demo_sink *sink = ctx;

    for (;;) {
        int fd = accept(sink->socket, NULL, NULL);
        if (fd >= 0)
            converse(sink, fd);
    }
    return NULL;
}

struct err demo_sink_start(struct demo_sink *sink)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;

    sink->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (sink->socket < 0 || bind(sink->socket, (struct sockaddr *)&at, sizeof at) != 0 ||
        listen(sink->socket, 8) != 0 ||
        getsockname(sink->socket, (struct sockaddr *)&at, &len) != 0)
        return failed(ERR_BROKEN, "errors.listen");
    sink->port = ntohs(at.sin_port);
    if (pthread_create(&sink->thread, NULL, receive, sink) != 0)
        return failed(ERR_BROKEN, "errors.thread");
    pthread_detach(sink->thread);
    return ok();
}
