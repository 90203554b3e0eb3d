// single.js -- one tab writes: two at once would number the same op twice.
// SPDX-License-Identifier: Apache-2.0

// True when this tab holds the name, for as long as it lives; `lost` when another takes it.
function claim(name, how, lost) {
    return new Promise((told, failed) => {
        const held = (lock) => {
            told(Boolean(lock));
            return lock ? new Promise(() => {}) : undefined;
        };
        navigator.locks.request(name, how, held).catch((error) => {
            lost();
            failed(error);
        });
    });
}

// Where a browser has no locks, there is nothing to ask.
export async function alone(name, { ask, lost }) {
    if (!navigator.locks) return;
    if (await claim(name, { ifAvailable: true }, lost)) return;
    await ask(); // open elsewhere: the person says that it is to be here
    await claim(name, { steal: true }, lost);
}
