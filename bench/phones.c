/* phones.c -- see phones.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phones.h"

#include "base/clock.h"
#include "base/hpke.h"
#include "base/json.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define ANSWER_MAX (1024 * 1024)
#define PAD_TO 2048

struct phone {
    const struct plan *plan;
    int n;
    struct arena arena;
    const char **bodies;
    char *cursor; /* of the last answer */
    double *ms;   /* of each request */
    int64_t refused;
    double cpu_us; /* of its thread */
    pthread_t thread;
};

struct id bench_id(uint8_t kind, int64_t n)
{
    struct id id = {{1, 0x8f, 0, 0, 0, 0, 0x70, kind, 0x80}};

    for (int i = 0; i < 7; i++)
        id.b[15 - i] = (uint8_t)(n >> (8 * i));
    return id;
}

static void put_id(struct json_out *o, const char *name, uint8_t kind, int64_t n)
{
    char text[ID_TEXT];

    id_format(bench_id(kind, n), text);
    json_put_text(o, name, text);
}

struct making {
    struct json_out *o;
    int64_t visit; /* number over all phones */
    int op;        /* within the visit */
    size_t began;
};

static void op_begin(struct making *m, const char *kind)
{
    m->began = m->o->len;
    json_map(m->o, NULL);
    put_id(m->o, "id", 'o', m->visit * 16 + m->op);
    json_put_int(m->o, "seq", m->op);
    json_put_text(m->o, "kind", kind);
    json_put_int(m->o, "at", clock_ms() - 1000);
}

/* Padded as phones pad: all ops look alike in size. */
static void op_end(struct making *m)
{
    size_t used = m->o->len - m->began + 10;
    char *pad = arena_alloc(m->o->arena, PAD_TO + 1);

    if (used < PAD_TO)
        memset(pad, ' ', PAD_TO - used);
    json_put_text(m->o, "pad", pad);
    json_end_map(m->o);
    m->op++;
}

static void data_begin(struct making *m, const char *kind)
{
    op_begin(m, kind);
    json_map(m->o, "data");
    put_id(m->o, "inspection", 'v', m->visit);
}

static void data_end(struct making *m)
{
    json_end_map(m->o);
    op_end(m);
}

static void put_start(struct making *m)
{
    data_begin(m, "inspection.start");
    put_id(m->o, "property", 'p', m->visit % PROPERTIES);
    json_put_text(m->o, "unit", "2");
    json_put_text(m->o, "kind", "complaint");
    json_put_text(m->o, "occupancy", "occupied");
    json_list(m->o, "present");
    json_put_text(m->o, NULL, "occupant");
    json_end_list(m->o);
    data_end(m);
}

static void put_finding(struct making *m)
{
    data_begin(m, "finding.add");
    put_id(m->o, "finding", 'f', m->visit * 16 + m->op);
    json_put_text(m->o, "code", "410.180");
    json_put_text(m->o, "library", "105-cmr-410:2023-05-12");
    json_put_text(m->o, "place", "kitchen");
    json_put_text(m->o, "note", "The tap at the kitchen sink gives no hot water at all.");
    json_put_text(m->o, "endangering", "1");
    json_put_text(m->o, "responsible", "owner");
    json_put_text(m->o, "correct_by", "2026-12-01");
    data_end(m);
}

static void put_sign(struct making *m)
{
    static const char order[] = "The owner must repair what is named below.";
    struct sha256 sha = sha256_of(order, strlen(order));

    data_begin(m, "card.set");
    json_put_text(m->o, "left", "yes");
    data_end(m);
    data_begin(m, "inspection.sign");
    json_put_text(m->o, "name", "A Person");
    json_put_text(m->o, "order", order);
    json_put_text(m->o, "order_sha256", hex(m->o->arena, (struct bytes){sha.b, 32}));
    json_put_text(m->o, "lang", "en");
    data_end(m);
}

static const char *alert_text(struct making *m)
{
    struct json_out o = {.arena = m->o->arena};

    json_map(&o, NULL);
    json_put_text(&o, "kind", "help.alert");
    json_map(&o, "data");
    put_id(&o, "casefile", 'c', m->visit);
    put_id(&o, "property", 'p', m->visit % PROPERTIES);
    json_put_text(&o, "address", "12 Erie Street");
    json_put_text(&o, "card_left", "yes");
    json_end_map(&o);
    json_end_map(&o);
    return json_done(&o);
}

static void put_envelope(struct making *m, const struct plan *plan)
{
    const char *plain = alert_text(m);
    char id[ID_TEXT], info[100];
    struct bytes sealed;

    id_format(bench_id('o', m->visit * 16 + m->op), id);
    snprintf(info, sizeof info, "doorstep envelope 1|%s", plan->city);
    struct hpke with = {HPKE_AES256,
                        {(const uint8_t *)info, strlen(info)},
                        {(const uint8_t *)id, ID_TEXT - 1}};
    require(hpke_seal(plan->keys->care_box.point, &with,
                      (struct bytes){(const uint8_t *)plain, strlen(plain)}, m->o->arena,
                      &sealed)
                .kind == OK);
    op_begin(m, "envelope");
    json_put_text(m->o, "envelope", base64url(m->o->arena, sealed));
    op_end(m);
}

/* Visits are numbered in the order of time over all phones, as the ids that phones mint
 * are.  Without its last brace, behind which the cursor comes. */
static const char *make_visit(struct phone *p, int64_t visit)
{
    struct json_out o = {.arena = &p->arena};
    struct making m = {&o, visit, 0, 0};

    json_map(&o, NULL);
    put_id(&o, "device", 'd', p->n);
    json_put_int(&o, "now", clock_ms());
    json_list(&o, "ops");
    put_start(&m);
    for (int i = 0; i < VISIT_OPS - 3; i++)
        put_finding(&m);
    put_sign(&m);
    if (p->plan->envelope_every > 0 && visit % p->plan->envelope_every == 0)
        put_envelope(&m, p->plan);
    json_end_list(&o);
    json_end_map(&o);
    char *text = (char *)(uintptr_t)json_done(&o);
    text[strlen(text) - 1] = '\0';
    return text;
}

static int dial(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons(port),
                             .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;

    require(fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return fd;
}

/* In one call, as far as the socket takes it. */
static void send_all(int fd, struct iovec *parts, int len)
{
    while (len > 0) {
        ssize_t n = writev(fd, parts, len);

        require(n > 0);
        for (; len > 0 && (size_t)n >= parts->iov_len; parts++, len--)
            n -= (ssize_t)parts->iov_len;
        if (len > 0) {
            parts->iov_base = (char *)parts->iov_base + n;
            parts->iov_len -= (size_t)n;
        }
    }
}

/* One answer with a Content-Length; the body is NUL-terminated in buf. */
static int read_answer(int fd, char *buf, const char **body)
{
    size_t have = 0, want = SIZE_MAX;

    while (have < want) {
        ssize_t n = read(fd, buf + have, ANSWER_MAX - 1 - have);

        require(n > 0);
        have += (size_t)n;
        buf[have] = '\0';
        char *end = want == SIZE_MAX ? strstr(buf, "\r\n\r\n") : NULL;
        char *length = end != NULL ? strcasestr(buf, "\r\ncontent-length:") : NULL;
        if (length != NULL) {
            *body = end + 4;
            want = (size_t)(end + 4 - buf) + (size_t)atoll(length + 17);
        }
        require(want == SIZE_MAX || want < ANSWER_MAX);
    }
    return atoi(buf + 9);
}

static void keep_cursor(struct phone *p, const char *body)
{
    const char *at = strstr(body, "\"cursor\":\"");

    if (at == NULL)
        return;
    free(p->cursor);
    p->cursor = strndup(at + 10, strcspn(at + 10, "\""));
}

static void count_refused(struct phone *p, const char *body)
{
    for (const char *at = body; (at = strstr(at, "\"status\":\"refused\"")); at++)
        p->refused++;
}

static void send_visit(struct phone *p, int fd, const char *body, char *buf)
{
    char head[300], tail[400];
    const char *answer = NULL;
    int tail_len = snprintf(tail, sizeof tail, ",\"cursor\":\"%s\"}", p->cursor);
    int head_len =
        snprintf(head, sizeof head,
                 "POST /api/v1/sync HTTP/1.1\r\nHost: localhost\r\n"
                 "Authorization: Bearer %s\r\nContent-Type: application/json\r\n"
                 "Content-Length: %zu\r\n\r\n",
                 p->plan->token[p->n], strlen(body) + (size_t)tail_len);

    send_all(fd,
             (struct iovec[]){{head, (size_t)head_len},
                              {(void *)(uintptr_t)body, strlen(body)},
                              {tail, (size_t)tail_len}},
             3);
    int status = read_answer(fd, buf, &answer);
    if (status != 200) {
        fprintf(stderr, "status %d: %.400s\n", status, answer);
        exit(1);
    }
    count_refused(p, answer);
    keep_cursor(p, answer);
}

static void *live(void *arg)
{
    struct phone *p = arg;
    char *buf = malloc(ANSWER_MAX);
    int fd = dial(p->plan->port);

    require(buf != NULL);
    for (int i = 0; i < p->plan->visits; i++) {
        int64_t from = clock_steady_us();

        send_visit(p, fd, p->bodies[i], buf);
        p->ms[i] = (double)(clock_steady_us() - from) / 1000;
    }
    close(fd);
    free(buf);
    p->cpu_us = cpu_us(RUSAGE_THREAD);
    return NULL;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void sum_up(const struct plan *plan, double *ms, struct outcome *out)
{
    size_t len = (size_t)out->requests;

    qsort(ms, len, sizeof *ms, by_size);
    out->p50_ms = ms[len / 2];
    out->p99_ms = ms[len * 99 / 100];
    out->max_ms = ms[len - 1];
    out->ops = out->requests * VISIT_OPS;
    for (int64_t v = 0; plan->envelope_every > 0 && v < out->requests; v++)
        out->ops += v % plan->envelope_every == 0;
}

/* A time that other programs on the machine lengthen less than the clock's. */
double cpu_us(int whose)
{
    struct rusage u;

    require(getrusage(whose, &u) == 0);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

void phones_run(const struct plan *plan, struct outcome *out)
{
    struct phone *phones = calloc((size_t)plan->phones, sizeof *phones);
    double *ms = calloc((size_t)(plan->phones * plan->visits), sizeof *ms);

    require(phones != NULL && ms != NULL);
    *out = (struct outcome){.requests = (int64_t)plan->phones * plan->visits};
    for (int n = 0; n < plan->phones; n++) {
        struct phone *p = &phones[n];

        *p = (struct phone){.plan = plan, .n = n, .cursor = strdup("")};
        p->ms = ms + (size_t)(n * plan->visits);
        p->bodies = arena_array(&p->arena, const char *, (size_t)plan->visits);
        for (int i = 0; i < plan->visits; i++)
            p->bodies[i] = make_visit(p, (int64_t)i * plan->phones + n);
    }
    double cpu = cpu_us(RUSAGE_SELF);
    int64_t from = clock_steady_us();
    for (int n = 0; n < plan->phones; n++)
        require(pthread_create(&phones[n].thread, NULL, live, &phones[n]) == 0);
    for (int n = 0; n < plan->phones; n++)
        pthread_join(phones[n].thread, NULL);
    out->seconds = (double)(clock_steady_us() - from) / 1e6;
    out->cpu_us = cpu_us(RUSAGE_SELF) - cpu;
    for (int n = 0; n < plan->phones; n++) {
        out->refused += phones[n].refused;
        out->phones_cpu_us += phones[n].cpu_us;
        arena_free(&phones[n].arena);
        free(phones[n].cursor);
    }
    sum_up(plan, ms, out);
    free(ms);
    free(phones);
}
