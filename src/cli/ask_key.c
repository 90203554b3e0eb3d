/* ask_key.c -- see ask_key.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_key.h"

#include "base/key_entered.h"
#include "base/log.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LOOK_MS = 300 };

static void show_again(struct termios *was)
{
    if (was->c_lflag != 0)
        tcsetattr(STDIN_FILENO, TCSANOW, was);
}

/* *was: the terminal as it was; zeroed when standard input is none. */
static void hide(struct termios *was)
{
    struct termios now;

    if (tcgetattr(STDIN_FILENO, was) != 0) {
        *was = (struct termios){0};
        return;
    }
    now = *was;
    now.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

/* -1 at the end, 0 for not yet. */
static int next_char(char *out, const atomic_bool *stop)
{
    struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};

    if (stop != NULL && atomic_load(stop))
        return -1;
    if (poll(&in, 1, LOOK_MS) <= 0)
        return 0;
    return read(STDIN_FILENO, out, 1) == 1 ? 1 : -1;
}

bool ask_key_line(char line[KEY_LINE], const atomic_bool *stop)
{
    struct termios was CLEANUP(show_again) = {0};
    size_t len = 0;

    hide(&was);
    while (len < KEY_LINE - 1) {
        char c;
        int got = next_char(&c, stop);

        if (got < 0)
            return false;
        if (got > 0 && c == '\n') {
            line[len] = '\0';
            return true;
        }
        if (got > 0)
            line[len++] = c;
    }
    return false;
}

static struct err write_down(struct db *db, struct arena *a, void *ctx)
{
    const struct ask_key *k = ctx;

    (void)a;
    db_audit(db, &(struct audit){k->actor, "keys.entered", "city", NULL});
    return ok();
}

static void tell(struct ask_key *k)
{
    struct job job = {.city = k->city->code, .act = write_down, .ctx = k};
    struct err e = store_run(k->city->stores.of[STORE_CARE], &job);

    arena_free(&job.arena);
    if (e.kind != OK)
        log_warn("care.opened", log_err(e));
    puts("Care is open.");
    fflush(stdout);
}

static void *ask(void *ctx)
{
    struct ask_key *k = ctx;
    char line[KEY_LINE];

    while (ask_key_line(line, &k->stop)) {
        struct err e = care_key_enter(k->city->keys, line);

        secret_wipe(line, sizeof line);
        if (e.kind == OK) {
            tell(k);
            return NULL;
        }
        cli_refuse("that is not the care key of this city; type it again");
    }
    return NULL;
}

int ask_key_start(struct ask_key *k, struct cli *c, struct open_city *city)
{
    bool asked = strcmp(c->command->name, "serve") == 0 && /* and not `demo` */
                 cli_option(c, "care-key-ask") != NULL;

    if (!care_is_closed(city->keys))
        return asked ? cli_refuse("care.key is a file here, and nobody has to enter it: "
                                  "`doorstep keys entrust` makes it so")
                     : CLI_DONE;
    puts(asked
             ? "Care is closed until its key is entered here."
             : "Care is closed: its key is entered with --care-key-ask (docs/keys.md).");
    fflush(stdout);
    if (!asked)
        return CLI_DONE;
    k->city = city;
    memcpy(k->actor, c->actor, sizeof k->actor);
    k->started = pthread_create(&k->thread, NULL, ask, k) == 0;
    return k->started ? CLI_DONE
                      : cli_refuse("cannot start the thread that asks for the key");
}

void ask_key_stop(struct ask_key *k)
{
    if (!k->started)
        return;
    atomic_store(&k->stop, true);
    pthread_join(k->thread, NULL);
}
