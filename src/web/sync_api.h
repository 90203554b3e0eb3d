/* sync_api.h -- what phones send and fetch (docs/sync.md).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WEB_SYNC_API_H
#define WEB_SYNC_API_H

#include "web/route.h"

/* POST /api/v1/sync: enforcement ops, then envelopes, then receipt and changes. */
struct err sync_api_read(struct req *rq, void **in);
struct err sync_api_enforcement(struct session *s, const void *in, void **out);
struct err sync_api_care(struct session *s, const void *in, void **out);
bool sync_api_sealed(const void *in);
struct err sync_api_show(struct req *rq, struct session *s, const void *in,
                         const void *out);

/* PUT /api/v1/photos/:sha256/:offset */
struct err photo_api_read(struct req *rq, void **in);
struct err photo_api_take(struct session *s, const void *in, void **out);
struct err photo_api_show(struct req *rq, struct session *s, const void *in,
                          const void *out);

/* GET /api/v1/findings/:id/photos/:sha256 */
struct err before_api_read(struct req *rq, void **in);
struct err before_api_show(struct req *rq, struct session *s, const void *in,
                           const void *out);

/* GET /api/v1/recordings/:sha256 */
struct err recording_api_read(struct req *rq, void **in);
struct err recording_api_show(struct req *rq, struct session *s, const void *in,
                              const void *out);

/* GET /api/v1/addresses */
struct err address_api_read(struct req *rq, void **in);
struct err address_api_show(struct req *rq, struct session *s, const void *in,
                            const void *out);

/* POST /api/v1/devices */
struct err device_api_read(struct req *rq, void **in);
struct err device_api_enrol(struct session *s, const void *in, void **out);
struct err device_api_show(struct req *rq, struct session *s, const void *in,
                           const void *out);

#endif
