/* server.c -- see server.h.  The only file that knows libmicrohttpd.
 *
 * What its defaults let through is closed here and in door.c: the strict level and our
 * own look at the headers (request smuggling), a sweeper against heads that never end
 * (its timeout starts again with every byte), 413 before the body is read, addresses
 * taken raw (it would cut them at %00), and a small pool a connection.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/server.h"

#include "base/clock.h"
#include "http/lines.h"
#include "http/sweep.h"

#include <arpa/inet.h>
#include <malloc.h>
#include <microhttpd.h>
#include <netdb.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define POOL_BYTES (16 * 1024)
#define CONNECTIONS_MAX 16000
#define IDLE_S 75     /* between two requests of a connection */
#define FILES_KEPT 48 /* descriptors of stores, log and loops: 21 at rest */
#define CONNECTIONS_MIN 8
/* What GnuTLS takes by itself goes down to TLS 1.0.  Of 1.2 only what keeps a recorded
 * connection closed to whoever gets the key later, and authenticates as it encrypts. */
#define TLS_TAKEN                                                          \
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-CIPHER-ALL:+AES-256-GCM:" \
    "+CHACHA20-POLY1305:+AES-128-GCM:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:"     \
    "%SERVER_PRECEDENCE"
#define KEPT_BYTES (4 * 1024 * 1024) /* that a thread keeps between requests */

struct server {
    struct MHD_Daemon *daemon;
    const struct handler *handler;
    struct sweep *sweep;
    pthread_mutex_t lock;
    pthread_cond_t calm;
    size_t busy;
    uint16_t port;
    bool cuts_in_place; /* the library is one that lines.h knows */
};

/* One request on its way through; lives in its own arena. */
struct live {
    struct req rq; /* first: host functions get back to us through it */
    struct req_impl impl;
    struct arena arena;
    struct server *server;
    struct MHD_Connection *con;
    struct out body;
    struct rejection no;
    struct lines lines;
    const char *target; /* where the library holds it */
    size_t target_len;  /* as it came: the library cuts it at the ? */
    size_t body_max;
    bool begun;
};

static int fd_of(struct MHD_Connection *con)
{
    return MHD_get_connection_info(con, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static void set_stage(struct live *l, enum sweep_stage stage)
{
    sweep_set(l->server->sweep, fd_of(l->con), stage);
}

static void count_busy(struct server *s, int by)
{
    pthread_mutex_lock(&s->lock);
    s->busy += (size_t)by;
    if (s->busy == 0)
        pthread_cond_signal(&s->calm);
    pthread_mutex_unlock(&s->lock);
}

static void host_suspend(struct req *rq)
{
    struct live *l = (struct live *)rq;

    set_stage(l, SWEEP_OURS);
    MHD_suspend_connection(l->con);
}

static void host_resume(struct req *rq)
{
    MHD_resume_connection(((struct live *)rq)->con);
}

static const struct req_host host = {host_suspend, host_resume};

static enum MHD_Result free_fixed(struct live *l, struct MHD_Response **out)
{
    struct req *rq = &l->rq;

    if (rq->fixed.p != NULL) {
        *out = MHD_create_response_from_buffer(
            rq->fixed.len, (void *)(uintptr_t)rq->fixed.p, MHD_RESPMEM_PERSISTENT);
    } else {
        *out = MHD_create_response_from_buffer(rq->out.len, rq->out.buf,
                                               MHD_RESPMEM_MUST_FREE);
        if (*out != NULL)
            rq->out = (struct out){0}; /* the response owns it now */
    }
    return *out != NULL ? MHD_YES : MHD_NO;
}

static enum MHD_Result answer(struct live *l)
{
    struct MHD_Response *r;
    enum MHD_Result queued;

    door_leave(&l->rq, l->server->handler);
    if (free_fixed(l, &r) != MHD_YES)
        return MHD_NO;
    for (size_t i = 0; i < l->impl.answer.len; i++)
        MHD_add_response_header(r, l->impl.answer.of[i].name, l->impl.answer.of[i].value);
    if (l->no.status == 400 || l->no.status == 411 || l->no.status == 413)
        MHD_add_response_header(r, "Connection", "close");
    set_stage(l, SWEEP_SENDING);
    queued = MHD_queue_response(l->con, (unsigned)l->rq.status, r);
    MHD_destroy_response(r);
    return queued;
}

static enum MHD_Result refuse(struct live *l)
{
    const struct handler *h = l->server->handler;

    h->refuse(h->ctx, &l->rq, l->no.status, l->no.msg);
    return answer(l);
}

static enum MHD_Result take_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
    struct live *l = cls;

    (void)kind;
    if (value == NULL) {
        l->lines.bad = true;
        value = "";
    }
    lines_header(&l->lines, name, value);
    pairs_add(&l->impl.headers, &l->arena, name, value);
    return MHD_YES;
}

static bool is_loopback(struct MHD_Connection *con)
{
    const struct sockaddr *a =
        MHD_get_connection_info(con, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
    static const uint8_t mapped[13] = {[10] = 0xff, [11] = 0xff, [12] = 127};

    if (a->sa_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >>
                   24 ==
               127;
    if (a->sa_family != AF_INET6)
        return false;

    const struct in6_addr *six =
        &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(six) || memcmp(six, mapped, sizeof mapped) == 0;
}

/* The head is complete, the body not yet read. */
static enum MHD_Result begin(struct live *l, const char *method, const char *version)
{
    const struct handler *h = l->server->handler;
    struct req *rq = &l->rq;

    l->begun = true;
    count_busy(l->server, +1);
    set_stage(l, SWEEP_BODY);
    lines_begin(&l->lines, method);
    lines_target(&l->lines, l->target, l->target_len);
    lines_word(&l->lines, version);
    MHD_get_connection_values(l->con, MHD_HEADER_KIND, take_header, l);
    lines_end(&l->lines);
    rq->from_loopback = is_loopback(l->con) &&
                        req_header(rq, "x-forwarded-for")[0] == '\0' &&
                        req_header(rq, "forwarded")[0] == '\0';
    if (l->no.status == 0 && l->lines.bad && l->server->cuts_in_place)
        l->no = (struct rejection){400, "errors.bad_head"};
    if (l->no.status == 0)
        l->no = door_method(rq, method);
    if (l->no.status == 0) {
        l->body_max = h->body_max(h->ctx, rq);
        l->no = door_headers(rq, l->body_max);
    }
    return l->no.status == 0 ? MHD_YES : refuse(l);
}

/* How much comes was said in the head, and found to be little enough. */
static enum MHD_Result take_body(struct live *l, const char *data, size_t *len)
{
    if (l->no.status != 0 || l->rq.body_len + *len > l->body_max)
        return MHD_NO;
    sweep_earn(l->server->sweep, fd_of(l->con), *len);
    put_bytes(&l->body, data, *len);
    l->rq.body_len += *len;
    *len = 0;
    return MHD_YES;
}

/* The library's own form. NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result on_access(void *cls, struct MHD_Connection *con, const char *url,
                                 const char *method, const char *version,
                                 const char *data, size_t *len, void **place)
{
    struct server *s = cls;
    struct live *l = *place;

    (void)con, (void)url;
    if (!l->begun)
        return begin(l, method, version);
    if (*len > 0)
        return take_body(l, data, len);
    if (l->body.buf != NULL)
        l->rq.body = l->body.buf;
    set_stage(l, SWEEP_OURS);
    return s->handler->step(s->handler->ctx, &l->rq) == STEP_WAIT ? MHD_YES : answer(l);
}

/* The request line has come: the raw address, before the library decodes and cuts it. */
static void *on_line(void *cls, const char *target, struct MHD_Connection *con)
{
    struct arena first = {0};
    struct live *l = arena_new(&first, struct live);

    l->arena = first;
    l->server = cls;
    l->con = con;
    l->impl.host = &host;
    l->rq.arena = &l->arena;
    l->rq.impl = &l->impl;
    door_open(&l->rq);
    l->target = target;
    l->target_len = strlen(target);
    l->no = door_target(&l->rq, target);
    set_stage(l, SWEEP_HEAD);
    return l;
}

static size_t leave_raw(void *cls, struct MHD_Connection *con, char *s)
{
    (void)cls, (void)con;
    return strlen(s);
}

static void on_completed(void *cls, struct MHD_Connection *con, void **place,
                         enum MHD_RequestTerminationCode code)
{
    struct server *s = cls;
    struct live *l = *place;

    (void)con, (void)code;
    *place = NULL;
    if (l == NULL)
        return;
    set_stage(l, SWEEP_IDLE);
    s->handler->closed(s->handler->ctx, &l->rq);
    out_free(&l->rq.out);
    out_free(&l->body);

    struct arena last = l->arena; /* it holds `l` itself */
    bool begun = l->begun;
    arena_free(&last);
    if (begun)
        count_busy(s, -1);
}

static void on_connection(void *cls, struct MHD_Connection *con, void **place,
                          enum MHD_ConnectionNotificationCode code)
{
    struct server *s = cls;

    (void)place;
    sweep_set(s->sweep, fd_of(con),
              code == MHD_CONNECTION_NOTIFY_STARTED ? SWEEP_HEAD : SWEEP_CLOSED);
}

static struct err resolve(const struct server_config *c, struct addrinfo **out)
{
    const struct addrinfo hints = {.ai_flags =
                                       AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE,
                                   .ai_socktype = SOCK_STREAM};
    char port[8];

    snprintf(port, sizeof port, "%u", c->port);
    if (getaddrinfo(c->listen, port, &hints, out) != 0)
        return failed(ERR_BROKEN, "errors.listen");
    return ok();
}

/* As many as there are descriptors for, less what the rest of the program needs: a store
 * that cannot open its file, or an accept() that fails for ever, is worse than a queue.
 */
static unsigned connections_max(void)
{
    struct rlimit files;

    require(getrlimit(RLIMIT_NOFILE, &files) == 0);
    files.rlim_cur = files.rlim_max < CONNECTIONS_MAX + FILES_KEPT
                         ? files.rlim_max
                         : CONNECTIONS_MAX + FILES_KEPT;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0)
        require(getrlimit(RLIMIT_NOFILE, &files) == 0);
    return files.rlim_cur < FILES_KEPT + CONNECTIONS_MIN
               ? CONNECTIONS_MIN
               : (unsigned)(files.rlim_cur - FILES_KEPT);
}

static void start_daemon(struct server *s, const struct server_config *c,
                         const struct addrinfo *at, unsigned connections)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned flags =
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;
    struct MHD_OptionItem more[5] = {{MHD_OPTION_END, 0, NULL}};
    size_t n = 0;

    if (at->ai_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    if (cores > 1)
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_THREAD_POOL_SIZE, cores, NULL};
    if (c->tls_cert != NULL) {
        flags |= MHD_USE_TLS;
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0,
                                            (void *)(uintptr_t)c->tls_cert};
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0,
                                            (void *)(uintptr_t)c->tls_key};
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0,
                                            (void *)(uintptr_t)TLS_TAKEN};
    }
    more[n] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    s->daemon = MHD_start_daemon(
        flags, c->port, NULL, NULL, on_access, s, MHD_OPTION_SOCK_ADDR, at->ai_addr,
        MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT, IDLE_S,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL_BYTES,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, 4096, MHD_OPTION_STRICT_FOR_CLIENT, 0,
        MHD_OPTION_URI_LOG_CALLBACK, on_line, s, MHD_OPTION_UNESCAPE_CALLBACK, leave_raw,
        NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed, s, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, s, MHD_OPTION_ARRAY, more, MHD_OPTION_END);
}

/* The library cannot go on: the system failed it, or one of us is wrong. */
static void on_panic(void *cls, const char *file, unsigned line, const char *why)
{
    (void)cls, (void)file, (void)line;
    halt(HALT_SYSTEM, why != NULL ? why : "the HTTP library cannot go on");
}

struct err server_start(const struct server_config *c, const struct handler *h,
                        struct server **out)
{
    unsigned connections = connections_max();
    struct addrinfo *at;
    struct sweep *sweep;

    TRY(resolve(c, &at));
    /* Else each request's arena goes back to the kernel and comes again page by page. */
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    TRY(sweep_start(c->head_deadline_ms == 0 ? 10000 : c->head_deadline_ms,
                    (int)(connections - connections / 8), &sweep));

    struct server *s = memory_new(sizeof *s);

    s->sweep = sweep;
    s->handler = h;
    s->cuts_in_place = strcmp(MHD_get_version(), "0.9.75") == 0; /* Debian 12's */
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->calm, NULL);
    MHD_set_panic_func(on_panic, NULL);
    start_daemon(s, c, at, connections);
    freeaddrinfo(at);
    if (s->daemon == NULL) {
        sweep_stop(&s->sweep);
        free(s);
        return failed(ERR_BROKEN, "errors.listen");
    }
    s->port = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    *out = s;
    return ok();
}

uint16_t server_port(const struct server *s)
{
    return s->port;
}

size_t server_busy(struct server *s)
{
    pthread_mutex_lock(&s->lock);
    size_t n = s->busy;
    pthread_mutex_unlock(&s->lock);
    return n;
}

/* Stopping with a suspended connection would abort the process, so every request that
 * came in is answered first. */
void server_stop(struct server **server)
{
    struct server *s = *server;

    if (s == NULL)
        return;
    *server = NULL;

    int listening = MHD_quiesce_daemon(s->daemon);
    pthread_mutex_lock(&s->lock);
    while (s->busy > 0)
        pthread_cond_wait(&s->calm, &s->lock);
    pthread_mutex_unlock(&s->lock);
    MHD_stop_daemon(s->daemon);
    if (listening >= 0)
        close(listening);
    sweep_stop(&s->sweep);
    pthread_cond_destroy(&s->calm);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
