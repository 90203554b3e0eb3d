// mark.js -- a second place that remembers how far this phone has counted and whether
// something waited: a vault that knows less was cleared, and the person must be told.
// SPDX-License-Identifier: Apache-2.0
export function watchMark(outbox, { email }) {
    const key = `doorstep.mark.${email}`;
    const known = JSON.parse(localStorage.getItem(key) ?? '{"last":0,"waiting":0}');
    const keep = () => {
        const now = { last: outbox.last, waiting: outbox.all().length + outbox.aside().length };
        localStorage.setItem(key, JSON.stringify(now));
    };
    outbox.addEventListener('change', keep);
    return known.waiting > 0 && known.last > outbox.last; // true: something was lost
}
