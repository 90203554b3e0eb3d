/* sink.c -- see sink.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "sink.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LETTER_MAX = 256 * 1024 };

static void keep(struct sink *s, const char *to, const char *letter)
{
    pthread_mutex_lock(&s->lock);
    require(s->len < SINK_MAX);
    snprintf(s->to[s->len], sizeof s->to[0], "%s", to);
    s->letter[s->len++] = strdup(letter);
    pthread_mutex_unlock(&s->lock);
}

static enum sink_mood mood_of(struct sink *s)
{
    pthread_mutex_lock(&s->lock);
    enum sink_mood mood = s->mood;
    pthread_mutex_unlock(&s->lock);
    return mood;
}

/* Up to the lone dot. */
static void read_letter(FILE *in, char *letter)
{
    char line[4096];
    size_t len = 0;

    letter[0] = '\0';
    while (fgets(line, sizeof line, in) != NULL && strcmp(line, ".\r\n") != 0) {
        size_t n = strlen(line);

        require(len + n < LETTER_MAX);
        memcpy(letter + len, line, n + 1);
        len += n;
    }
}

static void say(FILE *out, const char *line)
{
    fputs(line, out);
    fflush(out);
}

/* Whether the talk goes on. */
static bool answer(struct sink *s, FILE *in, FILE *out, const char *line, char to[128])
{
    static char letter[LETTER_MAX];

    if (strncmp(line, "RCPT TO:<", 9) == 0)
        snprintf(to, 128, "%.*s", (int)strcspn(line + 9, ">"), line + 9);
    if (strncmp(line, "DATA", 4) == 0) {
        say(out, "354 go on\r\n");
        read_letter(in, letter);
        enum sink_mood mood = mood_of(s);
        if (mood != SINK_LATER)
            keep(s, to, letter);
        if (mood == SINK_DIES)
            return false;
        say(out, mood == SINK_LATER ? "451 later\r\n" : "250 taken\r\n");
        return true;
    }
    say(out, strncmp(line, "QUIT", 4) == 0 ? "221 bye\r\n" : "250 ok\r\n");
    return strncmp(line, "QUIT", 4) != 0;
}

static void talk(struct sink *s, int fd)
{
    FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
    char line[1024], to[128] = "";

    require(in != NULL && out != NULL);
    say(out, "220 sink\r\n");
    while (fgets(line, sizeof line, in) != NULL && answer(s, in, out, line, to))
        continue;
    fclose(in);
    fclose(out);
}

static void *work(void *ctx)
{
    struct sink *s = ctx;

    for (int fd; (fd = accept(s->fd, NULL, NULL)) >= 0;)
        talk(s, fd);
    return NULL;
}

void sink_open(struct sink *s)
{
    struct sockaddr_in at = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof at;

    *s = (struct sink){.fd = socket(AF_INET, SOCK_STREAM, 0)};
    pthread_mutex_init(&s->lock, NULL);
    require(bind(s->fd, (struct sockaddr *)&at, sizeof at) == 0 &&
            listen(s->fd, 8) == 0 &&
            getsockname(s->fd, (struct sockaddr *)&at, &len) == 0);
    snprintf(s->url, sizeof s->url, "smtp://127.0.0.1:%d", ntohs(at.sin_port));
    require(pthread_create(&s->thread, NULL, work, s) == 0);
}

void sink_mood(struct sink *s, enum sink_mood mood)
{
    pthread_mutex_lock(&s->lock);
    s->mood = mood;
    pthread_mutex_unlock(&s->lock);
}

void sink_close(struct sink *s)
{
    shutdown(s->fd, SHUT_RDWR);
    pthread_join(s->thread, NULL);
    close(s->fd);
    for (size_t i = 0; i < s->len; i++)
        free(s->letter[i]);
}
