/* vfs.h -- a disk that is full, or breaks, at the write we say.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FAULTS_VFS_H
#define TESTS_FAULTS_VFS_H

#include "core/base.h"

enum vfs_fault { VFS_FULL, VFS_BROKEN_SYNC };

/* Becomes the default disk of every SQLite connection opened afterwards. */
void vfs_install(void);
/* From now on the n-th write (or sync, for VFS_BROKEN_SYNC) to a database or its log
 * fails, and all after it, until vfs_mend. */
void vfs_break(enum vfs_fault fault, int n);
/* Writes (or syncs) seen since vfs_break; more than n means that it did fail. */
int vfs_mend(void);

#endif
