/* confine.c -- see confine.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The leak checker of a build with sanitizers stops the other threads by ptrace. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WATCHED 1
#else
#define WATCHED 0
#endif

#define FILES_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FILES_WRITE                                                               \
    (FILES_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | \
     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |               \
     LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |                 \
     LANDLOCK_ACCESS_FS_REFER)
#define FILES_ALL                                                              \
    (FILES_WRITE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | \
     LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |            \
     LANDLOCK_ACCESS_FS_MAKE_SYM)
/* Of a file, not of a folder. */
#define FILE_ONLY (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

/* Libraries, time zones, names of hosts, fonts. */
static const char *const system_read[] = {
    "/etc", "/usr", "/lib", "/lib64", "/proc", "/sys", "/run", "/var/cache/fontconfig",
};
static const char *const system_write[] = {"/dev"};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static bool allow(int rules, const char *path, uint64_t what)
{
    int fd CLEANUP(close_fd) = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {.allowed_access = what, .parent_fd = fd};
    struct stat st;

    if (fd < 0 || fstat(fd, &st) != 0)
        return true; /* not there: nothing to allow */
    if (!S_ISDIR(st.st_mode))
        rule.allowed_access &= FILE_ONLY;
    return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) ==
           0;
}

static bool allow_all(int rules, const char *const *paths, size_t len, uint64_t what)
{
    for (size_t i = 0; i < len; i++)
        if (paths[i] != NULL && !allow(rules, paths[i], what))
            return false;
    return true;
}

/* The second edition of Landlock lets a file move from one folder to another; with the
 * first no imported file could be put aside. */
enum { LANDLOCK_NEEDED = 2 };

static bool has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0,
                   LANDLOCK_CREATE_RULESET_VERSION) >= LANDLOCK_NEEDED;
}

static bool confine_files(const struct confine *c)
{
    if (!has_landlock())
        return false;
    struct landlock_ruleset_attr all = {.handled_access_fs = FILES_ALL};
    int rules CLEANUP(close_fd) =
        (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

    return rules >= 0 && allow_all(rules, system_read, COUNT(system_read), FILES_READ) &&
           (c->alone || allow_all(rules, system_write, COUNT(system_write),
                                  FILES_READ | LANDLOCK_ACCESS_FS_WRITE_FILE)) &&
           allow_all(rules, c->read, COUNT(c->read), FILES_READ) &&
           allow_all(rules, c->write, COUNT(c->write), FILES_WRITE) &&
           syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

/* Nothing here runs programs, mounts, loads code into the kernel, sets clocks or looks
 * into other processes. */
static const char *const never[] = {
    "execve",
    "execveat",
    "process_vm_readv",
    "process_vm_writev",
    "kcmp",
    "pidfd_getfd",
    "mount",
    "umount2",
    "pivot_root",
    "chroot",
    "move_mount",
    "open_tree",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "mount_setattr",
    "unshare",
    "setns",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "bpf",
    "perf_event_open",
    "keyctl",
    "add_key",
    "request_key",
    "userfaultfd",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "reboot",
    "swapon",
    "swapoff",
    "acct",
    "settimeofday",
    "clock_settime",
    "adjtimex",
    "clock_adjtime",
    "sethostname",
    "setdomainname",
    "iopl",
    "ioperm",
    "modify_ldt",
    "quotactl",
    "mknod",
    "mknodat",
    "open_by_handle_at",
    "name_to_handle_at",
    "syslog",
    "vhangup",
    "setuid",
    "setgid",
    "setresuid",
    "setresgid",
    "setreuid",
    "setregid",
    "setgroups",
    "capset",
};
/* Nor does what works on papers and pictures speak to anybody. */
static const char *const never_alone[] = {
    "socket",  "socketpair", "connect",  "bind", "listen", "accept",
    "accept4", "sendmsg",    "sendmmsg", "fork", "vfork",
};

static bool refuse(scmp_filter_ctx filter, const char *const *names, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        int call = seccomp_syscall_resolve_name(names[i]);

        if (call != __NR_SCMP_ERROR &&
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) != 0)
            return false;
    }
    return true;
}

static bool confine_calls(bool alone)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    static const char *const watch[] = {"ptrace"};
    bool done = filter != NULL && refuse(filter, never, COUNT(never)) &&
                (WATCHED || refuse(filter, watch, COUNT(watch))) &&
                (!alone || refuse(filter, never_alone, COUNT(never_alone))) &&
                seccomp_load(filter) == 0;

    seccomp_release(filter);
    return done;
}

struct confined confine(const struct confine *c)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return (struct confined){false, false};
    bool files = confine_files(c);
    return (struct confined){files, confine_calls(c->alone)};
}

void confine_memory(void)
{
    struct rlimit none = {0, 0};

    setrlimit(RLIMIT_CORE, &none);
    if (!WATCHED)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
