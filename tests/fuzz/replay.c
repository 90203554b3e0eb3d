/* replay.c -- a fuzz target without its fuzzer: every file of the corpus, and of each
 * file the same mutations in every run, under the sanitizers.
 *
 *     replay_TARGET TARGET CORPUS MUTATIONS [must-fail]
 *
 * The inputs run in a child, so that the one which ends it can be named; it is kept as
 * fault-TARGET in the current folder.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES_MAX = 400, INPUT_MAX = 256 * 1024, SECONDS = 20 };

struct input {
    char name[64];
    uint8_t *bytes;
    size_t len;
};

/* Where the child is; seen by the parent when it has died. */
struct progress {
    size_t inputs;
    char file[64];
    int mutation; /* 0: the file as it is */
    size_t len;
    uint8_t bytes[INPUT_MAX];
};

struct corpus {
    struct input of[FILES_MAX];
    size_t len;
    int mutations; /* of each */
};

/* xorshift64*: the same numbers everywhere. */
static size_t below(uint64_t *state, size_t n)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (size_t)((*state * 0x2545f4914f6cdd1d) >> 33) % n;
}

static int is_file(const struct dirent *e)
{
    return e->d_name[0] != '.';
}

static void read_input(const char *folder, const char *name, struct input *to)
{
    char path[4096];
    static uint8_t bytes[INPUT_MAX];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rbe");
    require(f != NULL);
    to->len = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    snprintf(to->name, sizeof to->name, "%s", name);
    to->bytes = malloc(to->len + 1);
    require(to->bytes != NULL);
    memcpy(to->bytes, bytes, to->len);
}

static void read_corpus(const char *folder, struct corpus *to)
{
    struct dirent **names;
    int n = scandir(folder, &names, is_file, alphasort);

    require(n > 0 && n <= FILES_MAX);
    for (int i = 0; i < n; i++) {
        read_input(folder, names[i]->d_name, &to->of[to->len++]);
        free(names[i]);
    }
    free(names);
}

/* Room for `n` bytes at `at`. */
static bool widen(struct progress *p, size_t at, size_t n)
{
    if (p->len + n > INPUT_MAX)
        return false;
    memmove(p->bytes + at + n, p->bytes + at, p->len - at);
    p->len += n;
    return true;
}

static void put_word(struct progress *p, uint64_t *seed, size_t at)
{
    static const char *const words[] = {"\"",
                                        "\\u",
                                        "\\ud800",
                                        "\\udc00",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        ";",
                                        "=",
                                        "&",
                                        "%",
                                        "%00",
                                        "+",
                                        "\r\n",
                                        "\n",
                                        " ",
                                        "\t",
                                        "-",
                                        "0",
                                        "9",
                                        ".0",
                                        "e5",
                                        "null",
                                        "\xef\xbb\xbf",
                                        "\xc0\x80",
                                        "\xed\xa0\x80",
                                        "\xf4\x90\x80\x80",
                                        "9223372036854775807"};
    const char *word = words[below(seed, COUNT(words))];

    if (widen(p, at, strlen(word)))
        memcpy(p->bytes + at, word, strlen(word));
}

static void splice(struct progress *p, uint64_t *seed, size_t at,
                   const struct input *other)
{
    size_t from = below(seed, other->len + 1);
    size_t n = below(seed, other->len - from + 1);

    if (widen(p, at, n))
        memcpy(p->bytes + at, other->bytes + from, n);
}

static void cut(struct progress *p, uint64_t *seed, size_t at)
{
    size_t most = p->len - at < 64 ? p->len - at : 64;
    size_t n = below(seed, most + 1);

    memmove(p->bytes + at, p->bytes + at + n, p->len - at - n);
    p->len -= n;
}

static void repeat(struct progress *p, uint64_t *seed, size_t at)
{
    size_t n = below(seed, p->len - at < 64 ? p->len - at + 1 : 65);

    if (widen(p, at, n))
        memcpy(p->bytes + at, p->bytes + at + n, n);
}

static void change_byte(struct progress *p, uint64_t *seed, size_t at)
{
    static const uint8_t odd[] = {0, 1, ' ', '"', '0', '9', 'A', 'z', 0x7f, 0x80, 0xff};
    size_t how = below(seed, 4);

    if (at == p->len)
        return;
    if (how == 0)
        p->bytes[at] ^= (uint8_t)(1u << below(seed, 8));
    else if (how == 1)
        p->bytes[at] = odd[below(seed, COUNT(odd))];
    else
        p->bytes[at] = (uint8_t)(p->bytes[at] + (how == 2 ? 1 : 0xff));
}

static void mutate(struct progress *p, uint64_t *seed, const struct corpus *c)
{
    for (size_t steps = 1 + below(seed, 4); steps > 0; steps--) {
        size_t at = below(seed, p->len + 1), how = below(seed, 8);

        if (how < 3)
            change_byte(p, seed, at);
        else if (how < 5)
            put_word(p, seed, at);
        else if (how == 5)
            cut(p, seed, at);
        else if (how == 6)
            repeat(p, seed, at);
        else
            splice(p, seed, at, &c->of[below(seed, c->len)]);
    }
}

/* In memory of exactly its length, so that one byte too far is seen. */
static void try(const struct progress *p)
{
    uint8_t *exact = malloc(p->len);

    require(exact != NULL || p->len == 0);
    memcpy(exact, p->bytes, p->len);
    alarm(SECONDS);
    LLVMFuzzerTestOneInput(exact, p->len);
    free(exact);
}

static void run(const struct corpus *c, struct progress *p)
{
    uint64_t seed = 20261126;

    for (size_t i = 0; i < c->len; i++) {
        const struct input *in = &c->of[i];

        memcpy(p->file, in->name, sizeof p->file);
        for (p->mutation = 0; p->mutation <= c->mutations; p->mutation++, p->inputs++) {
            memcpy(p->bytes, in->bytes, in->len);
            p->len = in->len;
            if (p->mutation > 0)
                mutate(p, &seed, c);
            try(p);
        }
    }
}

/* What the child ended with: 0 when every input passed. */
static int run_apart(const struct corpus *c, struct progress *p, bool quiet)
{
    int status;
    pid_t child = fork();

    require(child >= 0);
    if (child == 0) {
        if (quiet)
            require(freopen("/dev/null", "w", stderr) != NULL);
        run(c, p);
        exit(0);
    }
    require(waitpid(child, &status, 0) == child);
    return status;
}

static void keep(const char *target, const struct progress *p)
{
    char path[100];
    FILE *f;

    snprintf(path, sizeof path, "fault-%s", target);
    f = fopen(path, "wbe");
    if (f == NULL)
        return;
    fwrite(p->bytes, 1, p->len, f);
    fclose(f);
}

int main(int argc, char **argv)
{
    static struct corpus c;
    struct progress *p =
        mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bool planted = argc == 5 && strcmp(argv[4], "must-fail") == 0;

    require(p != MAP_FAILED && (argc == 4 || planted));
    read_corpus(argv[2], &c);
    c.mutations = atoi(argv[3]);

    bool failed = run_apart(&c, p, planted) != 0;
    for (size_t i = 0; i < c.len; i++)
        free(c.of[i].bytes);
    printf("%s - fuzz %s: ", failed == planted ? "ok" : "not ok", argv[1]);
    if (!failed)
        printf("%zu inputs%s\n", p->inputs,
               planted ? ", and the planted fault unseen" : "");
    else
        printf("%s fault found by %s, mutation %d\n", planted ? "the planted" : "a",
               p->file, p->mutation);
    if (failed && !planted)
        keep(argv[1], p);
    return failed == planted ? EXIT_SUCCESS : EXIT_FAILURE;
}
