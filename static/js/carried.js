// carried.js -- the copy of Today on this device: there is one at most; whose it is and until
// when stands beside it, as a salted hash and two times.  Whoever else signs in here, by
// whichever page, removes it.
// SPDX-License-Identifier: Apache-2.0
import { concat, random, sha256, toHex, utf8 } from './bytes.js';
import { openDb, readMeta, removeDb, write } from './vault_db.js';
import { Vault } from './vault.js';

export const COPY = 'copy of today';
const GONE = new BroadcastChannel(COPY);

export const onGone = (tell) => GONE.addEventListener('message', tell);

async function hashOf(salt, email) {
    return toHex(await sha256(concat(salt, utf8(email.trim().toLowerCase()))));
}

export async function readMark(key = 'mark') {
    const db = await openDb(await Vault.nameOf(COPY));
    const mark = await readMeta(db, key);
    db.close();
    return mark;
}

export async function writeMark(mark, key = 'mark') {
    const db = await openDb(await Vault.nameOf(COPY));
    await write(db, 'meta', (meta) => meta.put(mark, key));
    db.close();
}

export async function whose(email) {
    const salt = random(16);
    return { salt, hash: await hashOf(salt, email) };
}

// Open pages of ours hear of it and show nothing more.
export async function removeCopy() {
    GONE.postMessage('gone');
    await removeDb(await Vault.nameOf(COPY));
}

export async function leaveOnly(email) {
    const mark = await readMark();
    if (mark && mark.hash === (await hashOf(mark.salt, email))) return;
    await removeCopy();
}
