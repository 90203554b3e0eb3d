/* file_app.h -- files of a case.  All have the shape of a route's act (web/route.h).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_FILE_APP_H
#define APP_FILE_APP_H

#include "app/casefile_app.h"
#include "store/file_store.h"

struct files_page {
    struct casefile c;
    struct case_files files;
    struct staff staff;
};
/* in case_ref, out files_page; an AUDITED read */
struct err files_view(struct session *s, const void *in, void **out);

struct file_in {
    struct casefile_id casefile;
    struct id id; /* minted in the form, so that twice is once */
    const char *name;
    struct bytes bytes;
};
struct err file_attach(struct session *s, const void *in, void **out);

struct file_ref {
    struct casefile_id casefile;
    struct id file;
};
/* in file_ref, out case_file with its bytes; an AUDITED read */
struct err file_fetch(struct session *s, const void *in, void **out);
struct err file_take_out(struct session *s, const void *in, void **out);

#endif
