/* log.c -- see log.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_MAX_BYTES 1024
#define CODE_MAX 80

static const char *const level_names[] = {
    [LOG_LEVEL_INFO] = "info",
    [LOG_LEVEL_WARN] = "warn",
    [LOG_LEVEL_ERROR] = "error",
};

/* The shape of our own words; sentences, names and addresses do not have it. */
static bool is_code(const char *s)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789._-:/";

    return s != NULL && s[0] != '\0' && strlen(s) <= CODE_MAX &&
           s[strspn(s, allowed)] == '\0';
}

struct line {
    char *out;
    size_t len, cap;
};

/* All of it, or nothing: half a value would be another value. */
static void add(struct line *l, const char *s)
{
    size_t n = strlen(s);

    if (l->len + n + sizeof "}\n" > l->cap)
        return;
    memcpy(l->out + l->len, s, n);
    l->len += n;
}

static void add_field(struct line *l, const struct log_field *f)
{
    char value[CODE_MAX + 3] = "\"[redacted]\"", id[ID_TEXT], piece[CODE_MAX * 2];

    require(is_code(f->key));
    if (f->kind == LOG_NUMBER)
        snprintf(value, sizeof value, "%" PRId64, f->number);
    if (f->kind == LOG_ID) {
        id_format(f->id, id);
        snprintf(value, sizeof value, "\"%s\"", id);
    }
    if (f->kind == LOG_CODE && is_code(f->code))
        snprintf(value, sizeof value, "\"%s\"", f->code);
    snprintf(piece, sizeof piece, ",\"%s\":%s", f->key, value);
    add(l, piece);
}

static void add_time(struct line *l, int64_t ms)
{
    time_t seconds = (time_t)(ms / 1000);
    struct tm tm;
    char stamp[40], piece[64];

    gmtime_r(&seconds, &tm);
    strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(piece, sizeof piece, "{\"at\":\"%s.%03dZ\"", stamp, (int)(ms % 1000));
    add(l, piece);
}

size_t log_format(char *out, size_t cap, const struct log_line *line)
{
    struct line l = {.out = out, .cap = cap};

    add_time(&l, line->at_ms);
    add_field(&l, &log_code("level", level_names[line->level]));
    add_field(&l, &log_code("event", line->event));
    for (const struct log_field *f = line->fields; f->kind != LOG_END; f++)
        add_field(&l, f);
    memcpy(out + l.len, "}\n", 2);
    return l.len + 2;
}

void log_write(enum log_level level, const char *event, const struct log_field *fields)
{
    char out[LINE_MAX_BYTES];
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    size_t len = log_format(out, sizeof out,
                            &(struct log_line){
                                .at_ms = now.tv_sec * 1000 + now.tv_nsec / 1000000,
                                .level = level,
                                .event = event,
                                .fields = fields,
                            });
    /* A log that cannot be written must not stop the work. */
    if (write(STDERR_FILENO, out, len) < 0)
        return;
}
