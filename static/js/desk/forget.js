// forget.js -- a form that came back stands in the browser's history, and in the session that it
// saves on the disk, as all that was sent: from now on as the address where it was asked for.
// SPDX-License-Identifier: Apache-2.0
const { referrer } = document;

history.replaceState(null, '', referrer.startsWith(`${location.origin}/`) ? referrer : '/');
