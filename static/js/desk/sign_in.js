// sign_in.js -- a copy of Today on this device goes with the session that ended by hand, and
// before anybody else signs in.
// SPDX-License-Identifier: Apache-2.0
import { leaveOnly, removeCopy } from '../carried.js';

const PATIENCE_MS = 3000; // a browser that does not remove keeps nobody out
const form = document.getElementById('sign-in');

if (location.hash === '#out') {
    history.replaceState(null, '', location.pathname);
    removeCopy();
}

form.addEventListener(
    'submit',
    async (event) => {
        event.preventDefault();
        const late = new Promise((done) => setTimeout(done, PATIENCE_MS));
        await Promise.race([leaveOnly(form.elements.email.value).catch(() => {}), late]);
        form.submit();
    },
    { once: true },
);
