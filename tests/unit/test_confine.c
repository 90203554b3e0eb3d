/* test_confine.c -- what a confined process can no longer do, tried in a child of its
 * own. SPDX-License-Identifier: Apache-2.0 */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char home[64], elsewhere[64];

/* Without it files are not confined, and the program says so. */
static bool kernel_has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0,
                   LANDLOCK_CREATE_RULESET_VERSION) >= 2;
}

/* What errno `tried` leaves in a child that is confined to `home`; 0: it could. */
static int after(bool alone, bool (*tried)(void))
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        struct confine c = {.alone = alone};

        if (!alone)
            c.write[0] = home;
        confine_memory();
        confine(&c);
        errno = 0;
        _exit(tried() ? 0 : errno != 0 ? errno : 255);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool make(const char *folder)
{
    char path[128];
    int fd;

    snprintf(path, sizeof path, "%s/new", folder);
    fd = open(path, O_WRONLY | O_CREAT, 0600);
    if (fd < 0)
        return false;
    close(fd);
    return unlink(path) == 0;
}

static bool move_at_home(void)
{
    char from[128], folder[128], to[160];
    bool moved;

    snprintf(from, sizeof from, "%s/file", home);
    snprintf(folder, sizeof folder, "%s/folder", home);
    snprintf(to, sizeof to, "%s/file", folder);
    if (mkdir(folder, 0700) != 0 || close(open(from, O_WRONLY | O_CREAT, 0600)) != 0)
        return false;
    moved = rename(from, to) == 0;
    unlink(to);
    return moved && rmdir(folder) == 0;
}

static bool make_at_home(void)
{
    return make(home);
}

static bool make_elsewhere(void)
{
    return make(elsewhere);
}

static bool read_elsewhere(void)
{
    char path[128];

    snprintf(path, sizeof path, "%s/secret", elsewhere);
    return open(path, O_RDONLY) >= 0;
}

static bool read_the_system(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool run_a_shell(void)
{
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)"exit 0", NULL};

    execve("/bin/sh", argv, NULL);
    return false;
}

static void *run_from_a_thread(void *to)
{
    run_a_shell();
    *(int *)to = errno;
    return NULL;
}

static bool run_a_shell_from_a_thread(void)
{
    pthread_t thread;
    int why = 0;

    pthread_create(&thread, NULL, run_from_a_thread, &why);
    pthread_join(thread, NULL);
    errno = why;
    return false;
}

static bool mount_something(void)
{
    return mount("none", home, "tmpfs", 0, NULL) == 0;
}

static bool make_a_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool leave_no_core(void)
{
    struct rlimit limit;

    return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0;
}

static void nothing_is_executed_by_it_nor_by_its_threads(void **state)
{
    (void)state;
    assert_int_equal(after(false, run_a_shell), EPERM);
    assert_int_equal(after(false, run_a_shell_from_a_thread), EPERM);
}

static void nothing_is_mounted(void **state)
{
    (void)state;
    assert_int_equal(after(false, mount_something), EPERM);
}

static void it_leaves_no_core(void **state)
{
    (void)state;
    assert_int_equal(after(false, leave_no_core), 0);
}

static void it_writes_where_it_may_and_nowhere_else(void **state)
{
    (void)state;
    if (!kernel_has_landlock()) {
        print_message("[  SKIPPED ] this kernel has no Landlock\n");
        skip();
    }
    assert_int_equal(after(false, make_at_home), 0);
    assert_int_equal(after(false, move_at_home), 0);
    assert_int_equal(after(false, make_elsewhere), EACCES);
}

static void it_reads_the_system_and_nobody_elses_files(void **state)
{
    (void)state;
    if (!kernel_has_landlock()) {
        print_message("[  SKIPPED ] this kernel has no Landlock\n");
        skip();
    }
    assert_int_equal(after(false, read_the_system), 0);
    assert_int_equal(after(false, read_elsewhere), EACCES);
}

static void what_works_alone_speaks_to_nobody(void **state)
{
    (void)state;
    assert_int_equal(after(false, make_a_socket), 0);
    assert_int_equal(after(true, make_a_socket), EPERM);
    if (kernel_has_landlock())
        assert_int_equal(after(true, make_at_home), EACCES);
}

static int set_up(void **state)
{
    char path[128];
    FILE *f;

    (void)state;
    snprintf(home, sizeof home, "/var/tmp/doorstep-confine-XXXXXX");
    snprintf(elsewhere, sizeof elsewhere, "/var/tmp/doorstep-confine-XXXXXX");
    if (mkdtemp(home) == NULL || mkdtemp(elsewhere) == NULL)
        return -1;
    snprintf(path, sizeof path, "%s/secret", elsewhere);
    f = fopen(path, "w");
    return f != NULL ? fclose(f) : -1;
}

static int tear_down(void **state)
{
    char path[128];

    (void)state;
    snprintf(path, sizeof path, "%s/secret", elsewhere);
    return unlink(path) | rmdir(elsewhere) | rmdir(home);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_executed_by_it_nor_by_its_threads),
        cmocka_unit_test(nothing_is_mounted),
        cmocka_unit_test(it_leaves_no_core),
        cmocka_unit_test(it_writes_where_it_may_and_nowhere_else),
        cmocka_unit_test(it_reads_the_system_and_nobody_elses_files),
        cmocka_unit_test(what_works_alone_speaks_to_nobody),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
