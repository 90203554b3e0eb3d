/* vfs.c -- see vfs.h.  SQLite's own file methods, with two of them counted.
 * SPDX-License-Identifier: Apache-2.0 */
#include "vfs.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <string.h>

static sqlite3_vfs shim;
static sqlite3_vfs *disk;
/* Of databases and of logs: they differ in locking, and write and sync alike. */
static const sqlite3_io_methods *methods[2];
static sqlite3_io_methods counted[2];
static atomic_int fault, fails_at, seen;

static bool fails(enum vfs_fault kind)
{
    return fails_at > 0 && fault == (int)kind && ++seen >= fails_at;
}

static int shim_write(sqlite3_file *f, const void *p, int len, sqlite3_int64 at)
{
    return fails(VFS_FULL) ? SQLITE_FULL : methods[0]->xWrite(f, p, len, at);
}

static int shim_sync(sqlite3_file *f, int flags)
{
    return fails(VFS_BROKEN_SYNC) ? SQLITE_IOERR_FSYNC : methods[0]->xSync(f, flags);
}

static int shim_open(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *f, int flags,
                     int *out)
{
    int rc = disk->xOpen(disk, name, f, flags, out);

    (void)v;
    if (rc != SQLITE_OK || (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0)
        return rc;
    int i = (flags & SQLITE_OPEN_WAL) != 0;
    if (methods[i] == NULL) {
        counted[i] = *f->pMethods;
        counted[i].xWrite = shim_write;
        counted[i].xSync = shim_sync;
        methods[i] = f->pMethods;
    }
    f->pMethods = &counted[i];
    return rc;
}

void vfs_install(void)
{
    disk = sqlite3_vfs_find(NULL);
    shim = *disk;
    shim.zName = "faulty";
    shim.xOpen = shim_open;
    require(sqlite3_vfs_register(&shim, 1) == SQLITE_OK);
}

void vfs_break(enum vfs_fault what, int n)
{
    seen = 0;
    fault = (int)what;
    fails_at = n;
}

int vfs_mend(void)
{
    fails_at = 0;
    return seen;
}
