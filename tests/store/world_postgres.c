/* world_postgres.c -- a PostgreSQL that lives as long as the test that needs it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "world.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[64];

/* initdb and postgres refuse root: as the user that Debian's package made. */
static void shell(const char *as_postgres, bool must)
{
    char command[1024];

    int length =
        snprintf(command, sizeof command, "%s%s",
                 getuid() == 0 ? "exec runuser -u postgres -- " : "exec ", as_postgres);
    require(length < (int)sizeof command);
    int status = system(command);
    require(!must || status == 0);
}

static void stop(void)
{
    char command[512];

    snprintf(command, sizeof command,
             PG_BIN "/pg_ctl -D %s/data -m immediate -w stop >/dev/null 2>&1", dir);
    shell(command, false);
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    if (system(command) != 0)
        fprintf(stderr, "%s is left behind\n", dir);
}

/* A process that only waits for our end, however it comes, and then cleans up. */
static void watch(void)
{
    int ends[2];

    require(pipe2(ends, O_CLOEXEC) == 0); /* or the server would hold it open too */
    pid_t pid = fork();
    require(pid >= 0);
    if (pid > 0) {
        close(ends[0]);
        return; /* ends[1] stays open until this process is gone */
    }
    char byte;
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    setsid();
    close(ends[1]);
    while (read(ends[0], &byte, 1) > 0)
        continue;
    stop();
    _exit(0);
}

static void start(void)
{
    char command[1024];

    snprintf(dir, sizeof dir, "/tmp/doorstep-pg-XXXXXX");
    require(mkdtemp(dir) != NULL);
    snprintf(command, sizeof command,
             "cd %s && chmod 711 . && mkdir -m 700 data && mkdir -m 711 socket && "
             "{ [ $(id -u) != 0 ] || chown postgres data socket; }",
             dir);
    require(system(command) == 0);
    snprintf(command, sizeof command,
             PG_BIN
             "/initdb -D %s/data -U postgres -A trust -E UTF8 --locale=C --no-sync "
             "--no-instructions >/dev/null",
             dir);
    shell(command, true);
    watch();
    /* Nothing it writes need outlive the test; the socket is its only door. */
    snprintf(command, sizeof command,
             PG_BIN "/pg_ctl -D %s/data -l %s/data/log -w start >/dev/null "
                    "-o '-c fsync=off -c synchronous_commit=off -c full_page_writes=off "
                    "-c listen_addresses= -c unix_socket_directories=%s/socket "
                    "-c max_connections=100 -c shared_buffers=32MB'",
             dir, dir, dir);
    shell(command, true);
}

const char *world_postgres(void)
{
    static char where[80];

    if (dir[0] == '\0')
        start();
    snprintf(where, sizeof where, "%s/socket", dir);
    return where;
}

void world_postgres_sql(const char *database, const char *sql)
{
    char where[256];

    snprintf(where, sizeof where, "postgresql:///%s?host=%s&user=postgres", database,
             world_postgres());
    PGconn *c = PQconnectdb(where);
    PGresult *r = PQexec(c, sql);
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        die(PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
}
