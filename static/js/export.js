// export.js -- what waits on this phone as one file that only the office can open: requests
// as they would be sent, signed by this phone, and the photographs.  Nothing is forgotten
// for it; when the network is back the office answers that it has them.
// SPDX-License-Identifier: Apache-2.0
import { fromBase64url, toBase64url, utf8 } from './bytes.js';
import { seal } from './hpke.js';
import { reasonOf } from './outbox.js';

const SYNC = '/api/v1/sync';

// As many ops a request as the server takes; one without any vouches for photographs alone.
function requestsOf(ops, limits) {
    const requests = [[]];
    let room = limits.sync_bytes / 2;
    for (const op of ops) {
        room -= utf8(JSON.stringify(op)).length + 1;
        if (room < 0 || requests.at(-1).length === limits.sync_ops) {
            requests.push([]);
            room = limits.sync_bytes / 2;
        }
        requests.at(-1).push(op);
    }
    return requests;
}

async function signed(app, ops) {
    const body = { device: app.account.device, now: Date.now(), ops, cursor: '' };
    const bytes = utf8(JSON.stringify(body));
    const headers = await app.device.headers('POST', SYNC, bytes);
    return {
        body: toBase64url(bytes),
        time: headers['Doorstep-Time'],
        signature: headers['Doorstep-Signature'],
    };
}

async function photosOf(app) {
    const due = await app.vault.list('photo-due');
    const named = due.filter(({ value }) => value.named);
    return Promise.all(
        named.map(async ({ value: { sha256 } }) => ({
            sha256,
            bytes: toBase64url(await app.photos.bytes(sha256)),
        })),
    );
}

const problemsOf = ({ op, problem, earlier = [] }) => ({
    op: op.id,
    reasons: [...earlier, problem].map((one) => reasonOf({ problem: one })),
});

async function signedAll(app, ops) {
    const requests = [];
    for (const some of requestsOf(ops, app.limits)) requests.push(await signed(app, some));
    return requests;
}

// The file's text, with what was refused: the office may have put that right.  Help
// requests still to be undone, and what waits for a signature, are still the inspector's.
export async function waitingFile(app) {
    const { outbox, account } = app;
    outbox.unsent(await outbox.batch()); // seals what is due
    const ops = outbox
        .all()
        .filter((entry) => !entry.plain && entry.hold <= Date.now())
        .map(({ op }) => op);
    // What was set aside lies beside it: the office takes it only when it says so.
    const plain = {
        device: account.device,
        requests: await signedAll(app, ops),
        photos: await photosOf(app),
        aside: await signedAll(app, outbox.aside().map(({ op }) => op)),
        reasons: outbox.untaken().map(problemsOf),
    };
    const sealed = await seal(
        fromBase64url(account.care_key),
        utf8(`doorstep export 1|${account.city}`),
        utf8(account.device),
        utf8(JSON.stringify(plain)),
    );
    const file = { doorstep: 'phone 1', city: account.city, device: account.device };
    return JSON.stringify({ ...file, sealed: toBase64url(sealed) });
}

export async function saveWaiting(app) {
    const link = document.createElement('a');
    const blob = new Blob([await waitingFile(app)], { type: 'application/json' });
    link.href = URL.createObjectURL(blob);
    link.download = 'doorstep-phone.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
