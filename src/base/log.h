/* log.h -- one JSON line an event, on stderr.  What may be said is short: a code, an
 * identifier or a number.  Anything else a value might hold (a name, an address, a
 * need, what somebody typed) is written as "[redacted]".
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "core/err.h"
#include "core/id.h"

enum log_level { LOG_LEVEL_INFO, LOG_LEVEL_WARN, LOG_LEVEL_ERROR };

enum log_kind { LOG_END, LOG_CODE, LOG_NUMBER, LOG_ID };

struct log_field {
    enum log_kind kind;
    const char *key;
    const char *code;
    int64_t number;
    struct id id;
};

/* A word of ours: at most 80 letters, digits and . _ - : / */
#define log_code(k, v) ((struct log_field){.kind = LOG_CODE, .key = (k), .code = (v)})
#define log_number(k, v) \
    ((struct log_field){.kind = LOG_NUMBER, .key = (k), .number = (v)})
#define log_id(k, v) ((struct log_field){.kind = LOG_ID, .key = (k), .id = (v)})
/* Both the message id and the birthplace of a failure. */
#define log_err(e) log_code("error", (e).msg), log_code("where", (e).where)

#define LOG_NOTHING ((struct log_field){.kind = LOG_END})

/* log_info("serve.ready", log_number("port", port), log_code("store", "care"));
 * log_info("serve.stopped", LOG_NOTHING); */
#define log_info(event, ...) log_at(LOG_LEVEL_INFO, event, __VA_ARGS__)
#define log_warn(event, ...) log_at(LOG_LEVEL_WARN, event, __VA_ARGS__)
#define log_error(event, ...) log_at(LOG_LEVEL_ERROR, event, __VA_ARGS__)
#define log_at(level, event, ...) \
    log_write((level), (event), (const struct log_field[]){__VA_ARGS__, LOG_NOTHING})

/* One write(2) a line, so that lines of several threads never mix. */
void log_write(enum log_level level, const char *event, const struct log_field *fields);

struct log_line {
    int64_t at_ms;
    enum log_level level;
    const char *event;
    const struct log_field *fields; /* up to LOG_NOTHING */
};
/* The line itself with its newline; what does not fit is left out.  Returns its length.
 */
size_t log_format(char *out, size_t cap, const struct log_line *line);

#endif
