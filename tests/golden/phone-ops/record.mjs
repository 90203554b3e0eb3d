// record.mjs -- records what this release's phone app says to /api/v1/sync, through its own
// modules, so that a later server can be asked whether it still understands: every kind of
// op, in the clear and sealed, as phones send them that were offline for a while.
//
// usage: node tests/golden/phone-ops/record.mjs RELEASE      (once a release, never again)
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';

import { fromBase64url, toBase64url, utf8 } from '../../../static/js/bytes.js';
import { seal } from '../../../static/js/hpke.js';
import { Outbox } from '../../../static/js/outbox.js';
import { Requests } from '../../../static/js/requests.js';
import { Visits } from '../../../static/js/visits.js';

const release = process.argv[2];
const dir = new URL(`${release}/`, import.meta.url);
if (!/^\d+$/.test(release ?? '')) throw new Error('usage: record.mjs RELEASE');
if (existsSync(dir)) throw new Error('a release is recorded once');

// The city of tests/http: its houses, its inspector's phone, its clock.
const name = (kind, n) => `018f0000-00${kind}-7000-8000-${String(n).padStart(12, '0')}`;
const HOUSE = { id: name('70', 1), address: '12 Erie Street' };
const DEVICE = name('64', 1), PLANNED = name('76', 50), CITY = 'testville';
const LIMITS = { pad_bytes: 1024, sync_ops: 200, sync_bytes: 1024 * 1024, undo_ms: 600_000, no_days: 90 };
const SENT = 1795500000000;
let now = SENT - 3 * 3600_000; // the visit was three hours before the network came back
Date.now = () => (now += 1000);

const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
const hex = (bytes) => Buffer.from(bytes).toString('hex');

class Vault {
    records = new Map();
    async get(id) { return this.records.get(id)?.value; }
    async list(kind) { return [...this.records.values()].filter((one) => one.kind === kind); }
    async put(records, gone = []) {
        gone.forEach((id) => this.records.delete(id));
        records.forEach((one) => this.records.set(one.id, structuredClone(one)));
    }
}

// As app.js does it.
async function sealed(id, plain) {
    const pad = ' '.repeat(LIMITS.pad_bytes - (utf8(JSON.stringify(plain)).length % LIMITS.pad_bytes));
    const text = utf8(JSON.stringify({ ...plain, pad }));
    return toBase64url(await seal(point, utf8(`doorstep envelope 1|${CITY}`), utf8(id), text));
}

const vault = new Vault();
const app = {
    vault, limits: LIMITS, states: { of: () => 'here' },
    photos: { named: () => [] },
    rules: { day: () => '2026-11-24', promisedDay: () => '2026-11-25', dayAdd: () => '2027-02-22' },
};
app.outbox = await new Outbox({ vault, limits: LIMITS, seal: sealed }).load();
app.visits = new Visits(app);
app.requests = new Requests(app);

const files = [];
async function send() {
    const batch = await app.outbox.batch(now + LIMITS.undo_ms + 1);
    const ops = batch.map((entry) => entry.op);
    files.push(JSON.stringify({ device: DEVICE, now: SENT, ops, cursor: '' }));
    await app.outbox.settle(batch, batch.map(({ op }) => ({ id: op.id, status: 'applied' })),
        batch.map(({ op }) => op.id));
}

const finding = (n, more) => ({
    finding: name('66', n), code: '410.180', library: '105-cmr-410:2023-05-12', place: 'kitchen',
    note: '', endangering: false, responsible: 'owner', photos: [], correct_by: '2026-12-24', ...more,
});
const photo = { sha256: createHash('sha256').update('a picture').digest('hex'), size: 1234, taken: 1795489000000 };

// A whole visit to a planned door, nothing sent before its end.
await vault.put([{ id: `inspection/${PLANNED}`, kind: 'inspection', value: {
    id: PLANNED, property: HOUSE, unit: '2B', kind: 'routine', planned_day: '2026-11-24' } }]);
let visit = await app.visits.begin(await app.visits.get(PLANNED), { occupancy: 'occupied', present: ['occupant', 'other'] });
visit = await app.visits.find(visit, finding(1, { note: 'No hot water: “cold” since Día 3.', endangering: true, photos: [photo] }));
visit = await app.visits.find(visit, finding(2, { place: 'bathroom', responsible: 'occupant' }));
visit = await app.visits.card(visit, { left: 'yes' });
const order = 'Order to correct.\nRestore hot water within 24 hours.';
visit = await app.visits.sign(visit, { name: 'I. Spector', order, lang: 'en',
    order_sha256: hex(createHash('sha256').update(order).digest()) });
visit = await app.visits.addendum(visit, 'The owner telephoned afterwards.');
await send();

// The residents' answers, sealed: a yes, an alert, a no.
const ask = { ...(await app.requests.draft(visit)), choices: ['food', 'heat'], urgency: 'today', heat_payer: 'occupant',
    phone: '617 555 0142', call_name: 'Zenobia', knock: 'after dusk', message_ok: 'yes',
    answer: { consent: name('6e', 1), text_version: 'door-1', lang: 'es', method: 'shown' } };
await app.requests.send(visit, ask);
await app.requests.alert({ ...visit, unit: '3' }, 'yes');
await app.requests.refused({ ...visit, unit: '4' });
await send();

// A door that was not on the plan: an earlier violation is done, no card was left.
const { id } = await app.visits.another({ property: HOUSE, history: [] }, '2B', 'reinspection');
let next = await app.visits.begin(await app.visits.get(id), { occupancy: 'unknown', present: ['nobody'] });
next = await app.visits.mark(next, name('66', 2), 'corrected');
next = await app.visits.card(next, { left: 'no', reason: 'vacant' });
await send();

mkdirSync(dir);
writeFileSync(new URL('care-key.txt', dir), `${hex(fromBase64url(d))} ${hex(point)}\n`);
files.forEach((text, i) => writeFileSync(new URL(`${i + 1}.json`, dir), `${text}\n`));
console.log(`${files.length} requests of release ${release}`);
