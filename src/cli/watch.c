/* watch.c -- `doorstep watch inspections DIR`: takes the files that another system puts
 * into a folder, one after another.  A file counts when it was renamed to NAME.csv; then
 * it is imported by this program's own command, and moved to done/ or refused/ with the
 * report beside it.  Killed in the middle it begins the file again: an import changes
 * nothing the second time. SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include "cli/files.h"
#include "core/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAUSE_S 5
#define SETTLED_S 2 /* unchanged for so long */
#define FILES_MAX 1000

static volatile sig_atomic_t stopping;

static void stop(int signal)
{
    (void)signal;
    stopping = 1;
}

/* One look at the folder; what it needs lives as long. */
struct look {
    struct cli *c;
    const char *folder;
    struct arena arena;
};

static const char *in(struct look *l, const char *folder, const char *name,
                      const char *end)
{
    return cli_words(&l->arena, "%s/%s%s", folder, name, end);
}

/* Somebody who copies a file in, rather than renaming it, is still writing. */
static bool is_ready(struct look *l, const char *name)
{
    size_t len = strlen(name);
    struct stat st;

    return name[0] != '.' && len > 4 && str_same(name + len - 4, ".csv") &&
           stat(in(l, l->folder, name, ""), &st) == 0 && S_ISREG(st.st_mode) &&
           time(NULL) - st.st_mtime >= SETTLED_S;
}

/* In the order of their names, which other systems number. */
static size_t ready_files(struct look *l, const char **names)
{
    struct dirent **found;
    size_t n = 0;
    int len = scandir(l->folder, &found, NULL, alphasort);

    for (int i = 0; i < len; i++) {
        if (n < FILES_MAX && is_ready(l, found[i]->d_name))
            names[n++] =
                arena_copy(&l->arena, found[i]->d_name, strlen(found[i]->d_name));
        free(found[i]);
    }
    if (len >= 0)
        free(found);
    return n;
}

/* In the child: what the command says goes into the report. */
static void run_import(struct cli *c, const char *file, const char *report)
{
    const char *map = cli_option(c, "map");
    const char *data = settings_get(&c->settings, SETTING_DATA);
    const char *words[] = {"doorstep", "import", "inspections",        file,
                           "--data",   data,     map ? "--map" : NULL, map,
                           NULL};
    int to = open(report, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    if (to < 0 || dup2(to, STDOUT_FILENO) < 0 || dup2(to, STDERR_FILENO) < 0)
        _exit(CLI_USAGE);
    execv("/proc/self/exe", (char *const *)(uintptr_t)words);
    _exit(CLI_USAGE);
}

/* The exit status of the import; or -1 when it could not be run to its end. */
static int import(struct cli *c, const char *file, const char *report)
{
    int status;
    pid_t child = fork();

    if (child == 0)
        run_import(c, file, report);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}

/* The report first, then the file: whoever finds the file finds its report. */
static void take(struct look *l, const char *name)
{
    const char *file = in(l, l->folder, name, "");
    const char *report = in(l, l->folder, name, ".report");
    int status = import(l->c, file, report);
    const char *to = in(l, l->folder, status == CLI_DONE ? "done" : "refused", "");

    if (status < 0)
        return; /* again at the next look */
    if (rename(report, in(l, to, name, ".txt")) != 0 ||
        rename(file, in(l, to, name, "")) != 0 || !folder_settle(to))
        fprintf(stderr, "doorstep: cannot move %s to %s: %s\n", name, to,
                strerror(errno));
    printf("%s: %s\n", name, status == CLI_DONE ? "done" : "refused, see its report");
    fflush(stdout);
}

static size_t look(struct cli *c, const char *folder)
{
    struct look l = {.c = c, .folder = folder};
    const char **names = arena_array(&l.arena, const char *, FILES_MAX);
    size_t n = ready_files(&l, names);

    for (size_t i = 0; i < n && !stopping; i++)
        take(&l, names[i]);
    arena_free(&l.arena);
    return n;
}

static bool make_folder(struct cli *c, const char *folder, const char *name)
{
    return mkdir(cli_words(&c->arena, "%s/%s", folder, name), 0700) == 0 ||
           errno == EEXIST;
}

int cli_watch_inspections(struct cli *c)
{
    const char *folder = c->operand[0];
    struct sigaction end = {.sa_handler = stop};

    if (!make_folder(c, folder, "done") || !make_folder(c, folder, "refused"))
        return cli_refuse("cannot make %s/done and %s/refused: %s", folder, folder,
                          strerror(errno));
    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGINT, &end, NULL);
    while (!stopping)
        if (look(c, folder) == 0 && !stopping)
            sleep(PAUSE_S);
    return CLI_DONE;
}
