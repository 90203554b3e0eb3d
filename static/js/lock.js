// lock.js -- a phone that was put away for long asks for the passphrase again.
// SPDX-License-Identifier: Apache-2.0
const AWAY_MS = 30 * 60_000;

export function lockWhenLeft(lock) {
    let left = 0;
    document.addEventListener('visibilitychange', () => {
        if (document.hidden) left = Date.now();
        else if (left && Date.now() - left > AWAY_MS) lock();
    });
}
