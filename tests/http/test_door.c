/* test_door.c -- the whole server on a socket of loopback, spoken to byte by byte: what
 * never gets past the door, and what every answer carries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "story.h"

#include "base/json.h"
#include "core/build.h"
#include "http/server.h"
#include "http/static.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#define HOST "Host: localhost\r\n"
#define HEAD_MS 300

struct door {
    struct site *t;
    struct server *server;
};

static void close_server(struct server **s)
{
    server_stop(s);
}

static struct door *door_of(struct world *w)
{
    struct site *t = site_new(w);
    struct door *d = arena_new(t->arena, struct door);
    const struct server_config c = {.listen = "127.0.0.1", .head_deadline_ms = HEAD_MS};

    d->t = t;
    assert_ok(server_start(&c, web_handler(t->web), &d->server));
    return d;
}

static int dial(const struct door *d)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                             .sin_port = htons(server_port(d->server))};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
    return fd;
}

static void say(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

        if (n <= 0)
            return; /* it hung up: the answer says why */
        bytes += n;
        len -= (size_t)n;
    }
}

/* An answer, whole: its head, and as many bytes of body as it says (none to HEAD). */
struct heard {
    int status; /* 0: hung up without a word */
    const char *head, *body;
    size_t body_len;
    bool closed; /* nothing more comes */
};

static size_t length_in(const char *head)
{
    const char *at = strcasestr(head, "\r\ncontent-length:");

    return at == NULL ? 0 : strtoul(at + 17, NULL, 10);
}

static struct heard hear(struct door *d, int fd, bool bodyless)
{
    struct build b = {.arena = d->t->arena};
    struct heard h = {0};
    char bytes[4096];
    size_t whole = SIZE_MAX;

    while (b.len < whole) {
        ssize_t n = recv(fd, bytes, sizeof bytes, 0);

        if (n <= 0) {
            h.closed = true;
            break;
        }
        build_bytes(&b, bytes, (size_t)n);
        const char *end = strstr(build_done(&b), "\r\n\r\n");
        if (end != NULL && whole == SIZE_MAX)
            whole = (size_t)(end + 4 - build_done(&b)) +
                    (bodyless ? 0 : length_in(build_done(&b)));
    }
    const char *end = strstr(build_done(&b), "\r\n\r\n");
    if (end == NULL)
        return h;
    size_t head_len = (size_t)(end + 4 - build_done(&b));
    h.head = arena_copy(d->t->arena, build_done(&b), head_len);
    h.body = build_done(&b) + head_len;
    h.body_len = b.len - head_len;
    sscanf(h.head, "HTTP/1.1 %d", &h.status);
    return h;
}

static struct heard asked(struct door *d, const char *bytes)
{
    int fd = dial(d);

    say(fd, bytes, strlen(bytes));
    struct heard h = hear(d, fd, strncmp(bytes, "HEAD", 4) == 0);
    close(fd);
    return h;
}

static const char *header(struct door *d, const struct heard *h, const char *name)
{
    char start[80];

    snprintf(start, sizeof start, "\r\n%s: ", name);
    const char *at = strcasestr(h->head, start);
    if (at == NULL)
        return "";
    at += strlen(start);
    return arena_copy(d->t->arena, at, strcspn(at, "\r"));
}

/* ---- what never gets in ---- */

static void heads_that_could_be_read_in_two_ways_are_refused(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    static const char *const bad[] = {
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST "Content-Length: +2\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST "Content-Length: 2,2\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST "Content-Length: -1\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" HOST "Content-Length : 2\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nTransfer-Encoding\x0b: chunked\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nTransfer-Encoding\xa0: chunked\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nTransfer-Encoding:\r\n chunked\r\n\r\nab",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nTransfer-Encoding: chun\r\n\tked\r\n\r\nab",
        "GET /healthz HTTP/1.1\r\n" HOST "Content-Length: 0\r\n 5\r\n\r\nabcde",
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 2\r\nX: a\rTransfer-Encoding: chunked\r\n\r\nab",
        "GET /healthz HTTP/1.1\r\n" HOST "X: a\r\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n" HOST "X: a\x1b[1m\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n\r\n",
        "GET /healthz HTTP/1.1\r\n" HOST HOST "\r\n",
        "GET /healthz HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\n" HOST "\r\n",
        "GET /a%zz HTTP/1.1\r\n" HOST "\r\n",
        "GET /a%ff HTTP/1.1\r\n" HOST "\r\n",
        "GET /healthz?a=%00 HTTP/1.1\r\n" HOST "\r\n",
        "GET healthz HTTP/1.1\r\n" HOST "\r\n",
    };

    for (size_t i = 0; i < COUNT(bad); i++) {
        struct heard h = asked(d, bad[i]);

        if (h.status != 400)
            fail_msg("%d, not 400, to:\n%s", h.status, bad[i]);
    }
    assert_int_equal(asked(d, "GET /healthz HTTP/1.1\r\n" HOST "\r\n").status, 200);
}

static void after_a_refused_head_the_connection_is_over(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    static const char smuggled[] =
        "POST /sign-in HTTP/1.1\r\n" HOST
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        "GET /healthz HTTP/1.1\r\n" HOST "\r\n";
    int fd = dial(d);

    say(fd, smuggled, strlen(smuggled));
    assert_int_equal(hear(d, fd, false).status, 400);
    struct heard second = hear(d, fd, false);
    assert_int_equal(second.status, 0);
    assert_true(second.closed);
    close(fd);
}

static void a_head_that_never_ends_is_cut_off(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    int fd = dial(d), drops = 0;
    struct pollfd gone = {.fd = fd, .events = POLLIN};
    static const char start[] = "GET /healthz HTTP/1.1\r\n" HOST "X-Slow: ";

    say(fd, start, strlen(start));
    /* A byte now and then, for as long as it takes: the test has no deadline itself. */
    while (poll(&gone, 1, HEAD_MS / 10) == 0) {
        say(fd, "a", 1);
        drops++;
    }
    assert_int_equal(hear(d, fd, false).status, 0);
    assert_true(drops >= 2); /* it was given its time */
    close(fd);
    assert_int_equal(asked(d, "GET /healthz HTTP/1.1\r\n" HOST "\r\n").status, 200);
}

static void a_body_over_the_limit_is_refused_unread(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard h = asked(d, "POST /api/v1/session HTTP/1.1\r\n" HOST
                              "Content-Length: 99999999\r\n\r\n"); /* and no body */

    assert_int_equal(h.status, 413);
    assert_string_equal(header(d, &h, "Connection"), "close");
    assert_string_equal(header(d, &h, "Content-Type"), "application/problem+json");
}

static void a_body_of_unknown_length_is_refused_unread(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard h = asked(d, "POST /api/v1/session HTTP/1.1\r\n" HOST
                              "Transfer-Encoding: chunked\r\n\r\n2\r\n");

    assert_int_equal(h.status, 411);
    assert_string_equal(header(d, &h, "Connection"), "close");
    assert_non_null(strstr(h.body, sentence(d->t, "en", "errors.no_length")));
}

static void an_unknown_method_is_405(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;

    assert_int_equal(asked(d, "PATCH /cases HTTP/1.1\r\n" HOST "\r\n").status, 405);
    assert_int_equal(asked(d, "TRACE /cases HTTP/1.1\r\n" HOST "\r\n").status, 405);
    struct heard h = asked(d, "PUT /sign-in HTTP/1.1\r\n" HOST "\r\n");
    assert_int_equal(h.status, 405);
    assert_string_equal(header(d, &h, "Allow"), "GET, POST");
}

/* ---- what every answer carries ---- */

/* With its letters, where it is text. */
static void says_its_kind(const char *type, int status)
{
    if (status == 303)
        assert_string_equal(type, "");
    else if (strncmp(type, "text/", 5) == 0)
        assert_non_null(strstr(type, "; charset=utf-8"));
    else
        assert_string_equal(type, "application/problem+json");
}

static void every_answer_is_armoured(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    static const struct {
        int status;
        const char *request;
    } all[] = {
        {200, "GET /sign-in HTTP/1.1\r\n" HOST "\r\n"},
        {401, "GET /cases HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /nonesuch HTTP/1.1\r\n" HOST "\r\n"},
        {404, "GET /api/v1/nonesuch HTTP/1.1\r\n" HOST "\r\n"},
        {404, "POST /nonesuch HTTP/1.1\r\n" HOST "Content-Length: 3\r\n\r\na=b"},
        {405, "DELETE /cases HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /a%00 HTTP/1.1\r\n" HOST "\r\n"},
        {400, "GET /cases HTTP/1.1\r\n" HOST HOST "\r\n"},
        {413, "POST /sign-in HTTP/1.1\r\n" HOST "Content-Length: 9999999\r\n\r\n"},
        {303, "GET /field/ HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /field/es HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /field/sw.js HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /healthz HTTP/1.1\r\n" HOST "\r\n"},
        {200, "GET /sign-in HTTP/1.1\r\n" HOST "Origin: https://evil.example\r\n\r\n"},
        {405,
         "OPTIONS /cases HTTP/1.1\r\n" HOST
         "Origin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n\r\n"},
        {403, "POST /sign-in HTTP/1.1\r\n" HOST
              "Origin: https://evil.example\r\nContent-Length: 0\r\n\r\n"},
    };

    for (size_t i = 0; i < COUNT(all); i++) {
        struct heard h = asked(d, all[i].request);
        const char *policy = header(d, &h, "Content-Security-Policy");

        if (h.status != all[i].status)
            fail_msg("%d, not %d, to:\n%s", h.status, all[i].status, all[i].request);
        assert_string_equal(header(d, &h, "X-Content-Type-Options"), "nosniff");
        assert_string_equal(header(d, &h, "X-Frame-Options"), "DENY");
        assert_string_equal(header(d, &h, "Referrer-Policy"), "same-origin");
        assert_string_equal(header(d, &h, "Cross-Origin-Opener-Policy"), "same-origin");
        assert_string_equal(header(d, &h, "Strict-Transport-Security"),
                            "max-age=31536000");
        assert_int_equal(strlen(header(d, &h, "X-Request-Id")), 36);
        assert_non_null(strstr(policy, "default-src 'none'; script-src 'self'"));
        assert_non_null(strstr(policy, "frame-ancestors 'none'"));
        assert_non_null(strstr(policy, "form-action 'self'; base-uri 'none'"));
        assert_null(strstr(policy, "unsafe-inline"));
        assert_null(strstr(policy, "'unsafe-eval'"));
        assert_int_equal(strstr(policy, "'wasm-unsafe-eval'") != NULL,
                         strstr(all[i].request, " /field") != NULL);
        assert_true(header(d, &h, "Cache-Control")[0] != '\0');
        assert_string_equal(header(d, &h, "Access-Control-Allow-Origin"), "");
        says_its_kind(header(d, &h, "Content-Type"), h.status);
    }
}

/* The library's own refusals come before us: they are bare, and hold nothing of ours. */
static void what_the_library_refuses_says_nothing_of_the_city(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard h = asked(d, "GET /cases HTTP/1.1\r\n" HOST "Content-Length: x\r\n\r\n");

    assert_int_equal(h.status, 400);
    assert_string_equal(header(d, &h, "Connection"), "close");
    assert_string_equal(header(d, &h, "Set-Cookie"), "");
    assert_null(strstr(h.body, "Testville"));
    assert_null(strstr(h.body, "/cases"));
}

static void no_page_of_a_person_is_kept_by_a_browser(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard h = asked(d, "GET /cases HTTP/1.1\r\n" HOST "\r\n");

    assert_string_equal(header(d, &h, "Cache-Control"), "no-store");
}

/* A proxy says for whom it asks; that is not this machine. */
static void what_is_measured_is_told_to_this_machine_alone(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    static const char *const proxies[] = {"X-Forwarded-For: 192.0.2.7\r\n",
                                          "Forwarded: for=192.0.2.7\r\n"};

    for (size_t i = 0; i < COUNT(proxies); i++) {
        char ask[200];

        snprintf(ask, sizeof ask, "GET /metrics HTTP/1.1\r\n" HOST "%s\r\n", proxies[i]);
        struct heard far = asked(d, ask);
        assert_int_equal(far.status, 404);
        assert_null(strstr(far.body, "doorstep_jobs_total"));
    }
    assert_int_equal(asked(d, "GET /metrics HTTP/1.1\r\n" HOST "\r\n").status, 200);
}

static void errors_of_the_api_are_problems_in_the_senders_language(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard h = asked(d, "POST /api/v1/session HTTP/1.1\r\n" HOST
                              "Accept-Language: es\r\nContent-Length: 2\r\n\r\n{}");
    struct json problem;

    assert_int_equal(h.status, 422);
    assert_string_equal(header(d, &h, "Content-Type"), "application/problem+json");
    assert_ok(json_read(d->t->arena, h.body, h.body_len, &problem));
    assert_string_equal(json_text(&problem, "type"), "urn:doorstep:invalid");
    assert_non_null(json_text(&problem, "title"));
    assert_non_null(json_text(&problem, "detail"));
    assert_int_equal(json_int(&problem, "status", 0), 422);
    assert_string_equal(json_text(&problem, "instance"), header(d, &h, "X-Request-Id"));
    const struct json *errors = json_get(&problem, "errors");
    assert_true(errors != NULL && errors->len == 2); /* both at once */
    assert_string_equal(json_text(&errors->items[0], "field"), "email");
    assert_string_equal(json_text(&errors->items[0], "code"), "account.email.missing");
    assert_string_equal(json_text(&errors->items[0], "msg"),
                        sentence(d->t, "es", "account.email.missing"));
}

/* ---- assets ---- */

static struct heard fetch(struct door *d, const char *method, const char *name,
                          const char *more)
{
    char request[400];

    snprintf(request, sizeof request, "%s /a/%s/%s HTTP/1.1\r\n" HOST "%s\r\n", method,
             static_build, name, more);
    return asked(d, request);
}

static void assets_are_packed_and_never_change(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard packed = fetch(d, "GET", "js/app.js", "Accept-Encoding: gzip\r\n");
    struct heard plain = fetch(d, "GET", "js/app.js", "");
    unsigned char raw[65536];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.body,
                  .avail_in = (unsigned)packed.body_len,
                  .next_out = raw,
                  .avail_out = sizeof raw};

    assert_int_equal(packed.status, 200);
    assert_string_equal(header(d, &packed, "Content-Encoding"), "gzip");
    assert_string_equal(header(d, &packed, "Vary"), "Accept-Encoding");
    assert_string_equal(header(d, &packed, "Cache-Control"),
                        "public, max-age=31536000, immutable");
    assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    inflateEnd(&z);
    assert_string_equal(header(d, &plain, "Content-Encoding"), "");
    assert_int_equal(z.total_out, plain.body_len);
    assert_memory_equal(raw, plain.body, plain.body_len);
}

static void an_asset_that_is_held_is_not_sent_again(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    struct heard first = fetch(d, "GET", "js/app.js", "");
    char same[200];

    snprintf(same, sizeof same, "If-None-Match: %s\r\n", header(d, &first, "ETag"));
    struct heard again = fetch(d, "GET", "js/app.js", same);
    assert_int_equal(again.status, 304);
    assert_int_equal(again.body_len, 0);
}

static void an_asset_of_another_build_is_not_there(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;

    assert_int_equal(asked(d, "GET /a/0/js/app.js HTTP/1.1\r\n" HOST "\r\n").status, 404);
    assert_int_equal(fetch(d, "GET", "../serve.c", "").status, 404);
    assert_int_equal(fetch(d, "GET", "js/..%2Fapp.js", "").status, 404);
}

static const char *without_id(struct door *d, struct heard *h)
{
    char *head = arena_copy(d->t->arena, h->head, strlen(h->head));
    static const char *const vary[] = {"\r\nX-Request-Id: ", "\r\nDate: "};

    for (size_t i = 0; i < COUNT(vary); i++) {
        char *at = strcasestr(head, vary[i]);

        assert_non_null(at);
        memset(at + 2, '-', strcspn(at + 2, "\r"));
    }
    return head;
}

static void head_is_get_without_its_body(void **state)
{
    struct door *d = door_of(*state);
    struct server *s CLEANUP(close_server) = d->server;
    static const char *const paths[] = {"/sign-in", "/nonesuch", "/field/es", "/healthz"};

    for (size_t i = 0; i < COUNT(paths); i++) {
        char get[100], head[100], next[] = "GET /healthz HTTP/1.1\r\n" HOST "\r\n";
        int fd = dial(d);

        snprintf(get, sizeof get, "GET %s HTTP/1.1\r\n" HOST "\r\n", paths[i]);
        snprintf(head, sizeof head, "HEAD %s HTTP/1.1\r\n" HOST "\r\n", paths[i]);
        say(fd, head, strlen(head));
        struct heard bare = hear(d, fd, true), whole = asked(d, get);
        assert_int_equal(bare.body_len, 0);
        assert_string_equal(without_id(d, &bare), without_id(d, &whole));
        say(fd, next, strlen(next)); /* no byte of body was left in between */
        assert_string_equal(hear(d, fd, false).body, "ok\n");
        close(fd);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(heads_that_could_be_read_in_two_ways_are_refused),
        cmocka_unit_test(after_a_refused_head_the_connection_is_over),
        cmocka_unit_test(a_head_that_never_ends_is_cut_off),
        cmocka_unit_test(a_body_over_the_limit_is_refused_unread),
        cmocka_unit_test(a_body_of_unknown_length_is_refused_unread),
        cmocka_unit_test(an_unknown_method_is_405),
        cmocka_unit_test(every_answer_is_armoured),
        cmocka_unit_test(what_the_library_refuses_says_nothing_of_the_city),
        cmocka_unit_test(no_page_of_a_person_is_kept_by_a_browser),
        cmocka_unit_test(what_is_measured_is_told_to_this_machine_alone),
        cmocka_unit_test(errors_of_the_api_are_problems_in_the_senders_language),
        cmocka_unit_test(assets_are_packed_and_never_change),
        cmocka_unit_test(an_asset_that_is_held_is_not_sent_again),
        cmocka_unit_test(an_asset_of_another_build_is_not_there),
        cmocka_unit_test(head_is_get_without_its_body),
    };

    return world_run_once("door", tests, COUNT(tests));
}
