/* proxy.c -- stands between a phone and the server and does to their connections what
 * networks do.  A connection takes the next order of standard input when it is first
 * used; without one it is only passed on.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: proxy SERVER_PORT        (its own port is the first line it says)
 *
 * Orders, one a line, each answered by "set"; SIDE is up (the request) or down:
 * - none
 * - cut SIDE N: close after N bytes
 * - reset SIDE N: the same, with a reset
 * - half SIDE N: say after N bytes that no more comes; "half" when the request is not
 *   whole, since the server then waits for the rest, and long
 * - hole SIDE N: say "held" after N bytes, pass nothing on until "go" or a hang-up
 * - slow: byte by byte, both ways
 * - twice SIDE: the request goes up twice; heard is the first answer (up), or the second
 * - portal up N: the Nth answer that is not the server's
 * - go: what is held goes on
 * - forget: the orders that no connection took
 *
 * Of each connection it says "met", and "over UP DOWN", the bytes that were passed, with
 * "missed" when it was over before byte N. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINKS_MAX = 64, ORDERS_MAX = 16, CHUNK = 16384, KEPT_MAX = 1 << 18 };
enum side { PHONE, SERVER };
enum act { NONE, CUT, RESET, HALF, HOLE, SLOW, TWICE, PORTAL, ACTS };

static const char *const words[ACTS] = {"none", "cut",  "reset", "half",
                                        "hole", "slow", "twice", "portal"};

struct fault {
    enum act act;
    enum side side; /* whose bytes are counted */
    size_t at;
};

struct link {
    bool used, silent, held, struck;
    int fd[2]; /* -1: nobody; what the other says goes nowhere */
    size_t seen[2];
    bool deaf[2]; /* what it says is dropped */
    struct fault fault;
    char *kept; /* the request, where it is needed whole */
};

static struct link links[LINKS_MAX];
static struct fault orders[ORDERS_MAX];
static int order_count, server_port;

/* What a hotel, a train and a careless middlebox say. */
#define ANSWER(status, type, more, body)                     \
    "HTTP/1.1 " status "\r\nContent-Type: " type "\r\n" more \
    "Connection: close\r\n\r\n" body
static const char *const portals[] = {
    ANSWER("200 OK", "text/html", "", "<html><form action=/login>Welcome</form></html>"),
    ANSWER("200 OK", "application/json", "", "{}"),
    ANSWER("200 OK", "application/json", "", "null"),
    ANSWER("200 OK", "application/json", "",
           "{\"results\":[],\"receipt\":{\"payload\":\"e30\""
           ",\"signature\":\"AA\"}}"),
    ANSWER("200 OK", "application/json", "Content-Length: 0\r\n", ""),
    ANSWER("302 Found", "text/html", "Location: http://127.0.0.1:1/login\r\n", "moved"),
    ANSWER("401 Unauthorized", "text/html", "", "<html>Sign in</html>"),
    ANSWER("407 Proxy Authentication Required", "text/html", "", "<html>Pay</html>"),
    ANSWER("502 Bad Gateway", "text/html", "Retry-After: soon\r\n", "<html>Sorry</html>"),
    ANSWER("511 Network Authentication Required", "text/html", "", "<html>Pay</html>"),
};

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static struct sockaddr_in local(int port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};

    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return a;
}

static int call_server(void)
{
    struct sockaddr_in a = local(server_port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

    if (fd < 0)
        fail("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (struct sockaddr *)&a, sizeof a)) {
        close(fd);
        return -1;
    }
    return fd;
}

static struct link *new_link(int phone, int server)
{
    for (int i = 0; i < LINKS_MAX; i++)
        if (!links[i].used) {
            links[i] = (struct link){.used = true, .fd = {phone, server}};
            return &links[i];
        }
    fail("too many connections");
    return NULL;
}

static bool counts(const struct link *l, enum side side)
{
    return l->fault.act >= CUT && l->fault.act <= HOLE && l->fault.side == side &&
           !l->struck;
}

static void end(struct link *l, bool reset)
{
    struct linger hard = {1, 0};

    for (int side = PHONE; side <= SERVER; side++) {
        if (l->fd[side] < 0)
            continue;
        if (reset)
            setsockopt(l->fd[side], SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        else
            shutdown(l->fd[side], SHUT_WR); /* before what is unread makes it a reset */
        close(l->fd[side]);
    }
    if (l->fd[PHONE] >= 0 && !l->silent)
        printf("over %zu %zu%s\n", l->seen[PHONE], l->seen[SERVER],
               counts(l, PHONE) || counts(l, SERVER) ? " missed" : "");
    free(l->kept);
    l->used = false;
}

/* Whoever hung up is found by the next read. */
static void give(int fd, const char *bytes, size_t n)
{
    while (fd >= 0 && n > 0) {
        ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);

        if (sent < 0)
            return;
        bytes += sent;
        n -= (size_t)sent;
    }
}

/* How long the whole request is, or 0 when its head is not here yet. */
static size_t request_length(const char *text)
{
    const char *body = strstr(text, "\r\n\r\n"), *at = text;

    while (body && (at = strchr(at, '\n')) != NULL && ++at < body)
        if (strncasecmp(at, "content-length:", 15) == 0)
            return (size_t)(body + 4 - text) + strtoul(at + 15, NULL, 10);
    return body ? (size_t)(body + 4 - text) : 0;
}

static void send_twice(struct link *l)
{
    int again = call_server();
    int heard = l->fault.side == PHONE ? l->fd[SERVER] : again;

    if (again < 0)
        fail("connect");
    give(again, l->kept, l->seen[PHONE]);
    new_link(-1, heard == again ? l->fd[SERVER] : again);
    l->fd[SERVER] = heard;
}

static void keep(struct link *l, const char *bytes, size_t n)
{
    if (!l->kept && !(l->kept = calloc(1, KEPT_MAX)))
        fail("calloc");
    if (l->seen[PHONE] >= KEPT_MAX)
        fail("too long");
    memcpy(l->kept + l->seen[PHONE] - n, bytes, n);
}

static bool is_whole(const struct link *l)
{
    size_t length = l->kept ? request_length(l->kept) : 0;

    return length > 0 && l->seen[PHONE] >= length;
}

/* True when the connection is over. */
static bool answer(struct link *l)
{
    const char *text = portals[l->fault.at % (sizeof portals / sizeof *portals)];

    l->struck = true;
    if (l->fault.act == TWICE) {
        send_twice(l);
        return false;
    }
    give(l->fd[PHONE], text, strlen(text));
    end(l, false);
    return true;
}

static void strike(struct link *l)
{
    enum side from = l->fault.side;

    l->struck = true;
    if (l->fault.act == CUT || l->fault.act == RESET) {
        end(l, l->fault.act == RESET);
    } else if (l->fault.act == HALF) {
        shutdown(l->fd[1 - from], SHUT_WR);
        l->deaf[from] = true;
        if (from == PHONE && !is_whole(l))
            printf("half\n");
    } else {
        l->held = true;
        printf("held\n");
    }
}

static void pass(struct link *l, enum side from)
{
    char bytes[CHUNK];
    size_t room = l->fault.act == SLOW ? 1 : sizeof bytes;
    ssize_t n;

    if (counts(l, from) && l->fault.at - l->seen[from] < room)
        room = l->fault.at - l->seen[from];
    n = recv(l->fd[from], bytes, room, 0);
    if (n <= 0) {
        end(l, false);
        return;
    }
    l->seen[from] += (size_t)n;
    if (!l->deaf[from])
        give(l->fd[1 - from], bytes, (size_t)n);
    if (from == PHONE)
        keep(l, bytes, (size_t)n);
    if (l->fault.act >= TWICE && !l->struck && is_whole(l) && answer(l))
        return;
    if (counts(l, from) && l->seen[from] == l->fault.at)
        strike(l);
}

/* The first words: clients also open connections that they never use, and those must not
 * take an order. */
static void greet(struct link *l)
{
    char first;

    if (recv(l->fd[PHONE], &first, 1, MSG_PEEK) != 1) {
        end(l, false);
        return;
    }
    l->silent = false;
    printf("met\n");
    if (order_count) {
        l->fault = orders[0];
        memmove(orders, orders + 1, (size_t)--order_count * sizeof *orders);
    }
    if (l->fault.act != PORTAL && (l->fd[SERVER] = call_server()) < 0)
        end(l, true);
    else if (l->fault.at == 0 && (counts(l, PHONE) || counts(l, SERVER)))
        strike(l);
}

static void meet(int listener)
{
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC), on = 1;

    if (fd < 0)
        return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    new_link(fd, -1)->silent = true;
}

static void obey(const char *line)
{
    char word[16] = "", side[8] = "";
    struct fault f = {NONE, PHONE, 0};

    sscanf(line, "%15s %7s %zu", word, side, &f.at);
    f.side = strcmp(side, "down") == 0 ? SERVER : PHONE;
    if (strcmp(word, "go") == 0) {
        for (int i = 0; i < LINKS_MAX; i++)
            links[i].held = false;
        return;
    }
    if (strcmp(word, "forget") == 0) {
        order_count = 0;
        return;
    }
    while (f.act < ACTS && strcmp(word, words[f.act]) != 0)
        f.act++;
    if (f.act == ACTS || order_count == ORDERS_MAX) {
        fprintf(stderr, "proxy: cannot take the order %s", line);
        exit(2);
    }
    orders[order_count++] = f;
}

/* Orders come before connections: whoever read "set" knows that his is the next. */
static void listen_to_orders(void)
{
    static char text[4096];
    static size_t had;
    ssize_t n = read(STDIN_FILENO, text + had, sizeof text - had - 1);
    char *line = text, *stop;

    if (n <= 0)
        exit(0);
    had += (size_t)n;
    text[had] = '\0';
    while ((stop = strchr(line, '\n')) != NULL) {
        *stop = '\0';
        obey(line);
        printf("set\n");
        line = stop + 1;
    }
    had = strlen(line);
    memmove(text, line, had + 1);
}

/* While all is held, only that somebody hangs up is of interest. */
static short wish(const struct link *l, enum side side)
{
    return l->held ? (side == PHONE ? POLLRDHUP : 0) : POLLIN;
}

static void turn(int listener)
{
    struct pollfd p[2 + 2 * LINKS_MAX] = {{STDIN_FILENO, POLLIN, 0},
                                          {listener, POLLIN, 0}};

    for (int i = 0; i < 2 * LINKS_MAX; i++) {
        struct link *l = &links[i / 2];

        p[2 + i] = (struct pollfd){l->used ? l->fd[i % 2] : -1, wish(l, i % 2), 0};
    }
    if (poll(p, 2 + 2 * LINKS_MAX, -1) < 0)
        fail("poll");
    for (int i = 0; i < 2 * LINKS_MAX; i++) {
        struct link *l = &links[i / 2];

        if (!p[2 + i].revents || !l->used || l->fd[i % 2] != p[2 + i].fd)
            continue;
        if (l->silent)
            greet(l);
        else if (l->held)
            end(l, false);
        else
            pass(l, i % 2);
    }
    if (p[0].revents)
        listen_to_orders();
    if (p[1].revents)
        meet(listener);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct sockaddr_in a = local(0);
    socklen_t size = sizeof a;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    server_port = argc > 1 ? atoi(argv[1]) : 0;
    if (fd < 0 || bind(fd, (struct sockaddr *)&a, size) || listen(fd, 64) ||
        getsockname(fd, (struct sockaddr *)&a, &size))
        fail("listen");
    printf("%d\n", ntohs(a.sin_port));
    fflush(stdout);
    for (;;)
        turn(fd);
}
