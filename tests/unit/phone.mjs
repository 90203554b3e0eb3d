// phone.mjs -- the phone's modules without a browser: envelopes, receipts, ids, outbox.
// SPDX-License-Identifier: Apache-2.0
// node phone.mjs ROOT HPKE_TOOL WASM
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import test from 'node:test';

globalThis.crypto ??= webcrypto;
const [root, tool, wasm] = process.argv.slice(2);
const js = (name) => import(`${root}/static/js/${name}.js`);
const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import(
    `${root}/node_modules/@hpke/core/esm/mod.js`
);
const { fromBase64url, toBase64url, toHex, utf8 } = await js('bytes');
const { newId } = await js('ids');
const { seal } = await js('hpke');
const { receiptIds } = await js('receipt');
const { Outbox } = await js('outbox');
const { States } = await js('states');

const buffer = (bytes) => bytes.slice().buffer;
const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' };
const info = utf8('doorstep envelope 1|harborview');
const aad = utf8('018f0000-0000-7000-8000-00000000000b');

test('an envelope of this phone opens with another maker’s HPKE', async () => {
    const parts = { kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() };
    const suite = new CipherSuite(parts);
    const pair = await suite.kem.generateKeyPair();
    const point = new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey));
    const sealed = await seal(point, info, aad, utf8('bread'));
    const how = {
        recipientKey: pair.privateKey,
        enc: buffer(sealed.slice(0, 65)),
        info: buffer(info),
    };
    const opened = await suite.open(how, buffer(sealed.slice(65)), buffer(aad));
    assert.equal(new TextDecoder().decode(opened), 'bread');
    await assert.rejects(suite.open(how, buffer(sealed.slice(65)), buffer(utf8('another op'))));
});

test('an envelope of this phone opens in the care store’s C', { skip: !tool }, async () => {
    const pair = await crypto.subtle.generateKey({ ...ECDSA, name: 'ECDH' }, true, ['deriveBits']);
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const secret = fromBase64url((await crypto.subtle.exportKey('jwk', pair.privateKey)).d);
    const sealed = await seal(point, info, aad, utf8('bread'));
    const hexes = [secret, point, info, aad, sealed].map(toHex);
    const opened = execFileSync(tool, ['open', ...hexes], { encoding: 'utf8' });
    assert.equal(opened.trim(), toHex(utf8('bread')));
});

test('a phone comes back no sooner than it was asked to, and not with all others', async () => {
    globalThis.document ??= new EventTarget();
    globalThis.addEventListener ??= () => {};
    const { nextPause } = await js('sync');
    assert.equal(nextPause(0, 0, 0), 5_000);
    assert.equal(nextPause(5_000, 0, 0), 10_000);
    assert.equal(nextPause(0, 60_000, 0), 60_000);
    assert.equal(nextPause(0, 60_000, 1), 90_000);
    assert.equal(nextPause(300_000, 0, 1), 300_000);
    assert.equal(nextPause(0, 3_600_000, 1), 3_600_000);
    for (let i = 0; i < 100; i++) assert.ok(nextPause(0, 5_000) >= 5_000);
});

test('a server that says 503 is asked again only when it wished, and the rest waits', async (t) => {
    t.mock.method(globalThis, 'setTimeout', () => 0);
    const { Sync } = await js('sync');
    const { Api } = await js('api');
    const { PhotoSender } = await js('photo_send');
    const calls = [];
    globalThis.fetch = async (path) => {
        calls.push(path);
        return new Response('{}', { status: 503, headers: { 'Retry-After': '3600' } });
    };
    const outbox = Object.assign(new EventTarget(), { batch: async () => [], all: () => [], unsent() {} });
    const sync = new Sync({ outbox, api: new Api(), account: { device: 'd' }, changes: { cursor: '' } });
    await sync.run();
    outbox.dispatchEvent(Object.assign(new Event('change'), { detail: 'added' }));
    await sync.run();
    assert.deepEqual(calls, ['/api/v1/sync']);

    const due = ['a', 'b'].map((sha256) => ({ value: { sha256, size: 1, named: true } }));
    const vault = { list: async () => due, get: async () => new Uint8Array(1), wipe() {} };
    const sender = new PhotoSender({ vault, api: new Api(), limits: { chunk_bytes: 9 } });
    await assert.rejects(sender.send(), (error) => error.wait === 3_600_000);
    assert.deepEqual(calls.slice(1), ['/api/v1/photos/a/0']);
});

test('a stranger who answers 200 in the server’s place is no network, whatever he says', async () => {
    const { Api, NoNetwork } = await js('api');
    for (const said of ['<html>Welcome</html>', '', 'null', '[]', '7', '"ok"', 'true', '{"a":']) {
        globalThis.fetch = async () => new Response(said, { status: 200 });
        await assert.rejects(new Api().call('POST', '/api/v1/sync', {}), NoNetwork);
    }
});

test('a phone that is asked for a newer word signs it, and asks once more, not for ever', async () => {
    const { Api } = await js('api');
    const { Device } = await js('device');
    const device = await Device.of({ deviceKeys: (make) => make() });
    const key = buffer(fromBase64url(await device.publicKey()));
    const heard = [];
    globalThis.fetch = async (path, { method, headers, body = new Uint8Array() }) => {
        heard.push({ path, method, headers, body });
        const more = { 'Doorstep-Nonce': `word-${heard.length}` };
        return new Response('{}', { status: heard.length === 2 ? 200 : 401, headers: more });
    };
    const api = new Api(device);
    api.token = 'token';
    assert.equal((await api.call('POST', '/api/v1/sync', { now: 1 })).status, 200);
    assert.deepEqual(heard.map(({ headers }) => headers['Doorstep-Nonce']), [undefined, 'word-1']);
    const { method, path, headers, body } = heard[1];
    const sha = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', body)));
    const said = [method, path, headers['Doorstep-Time'], sha, 'word-1'].join('\n');
    const point = await crypto.subtle.importKey('raw', key, ECDSA, true, ['verify']);
    const signature = buffer(fromBase64url(headers['Doorstep-Signature']));
    assert.ok(await crypto.subtle.verify({ ...ECDSA, hash: 'SHA-256' }, point, signature, utf8(said)));

    assert.equal((await api.fetchBytes('/api/v1/addresses', '')).status, 401);
    assert.deepEqual(heard.slice(2).map((one) => one.headers['Doorstep-Nonce']), ['word-2', 'word-3']);
    assert.ok(heard.slice(2).every((one) => one.headers.Authorization === 'Bearer token'));
});

test('ids sort in the order they were made and none comes twice', () => {
    const made = Array.from({ length: 5000 }, () => newId());
    assert.deepEqual(made, [...made].sort());
    assert.equal(new Set(made).size, made.length);
    assert.match(made[0], /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

const account = { city: 'harborview', device: 'phone-1' };
const keys = await crypto.subtle.generateKey(ECDSA, true, ['sign', 'verify']);
account.receipt_key = toBase64url(
    new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey)),
);

async function receiptOf(said, key = keys.privateKey) {
    const payload = utf8(JSON.stringify(said));
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, payload);
    return { payload: toBase64url(payload), signature: toBase64url(new Uint8Array(signature)) };
}

test('a receipt counts only when it is signed, and for this city and phone', async () => {
    const said = { city: 'harborview', device: 'phone-1', ids: ['a'], at: 1 };
    assert.deepEqual(await receiptIds(await receiptOf(said), account), ['a']);
    assert.deepEqual(
        await receiptIds(await receiptOf({ ...said, city: 'elsewhere' }), account),
        [],
    );
    assert.deepEqual(
        await receiptIds(await receiptOf({ ...said, device: 'phone-2' }), account),
        [],
    );
    const other = await crypto.subtle.generateKey(ECDSA, true, ['sign']);
    assert.deepEqual(await receiptIds(await receiptOf(said, other.privateKey), account), []);
    assert.deepEqual(await receiptIds(null, account), []);
});

// A vault of plain memory that keeps what a disk would.
class Memory {
    rows = new Map();
    async put(records, gone = []) {
        records.forEach(({ id, kind, value }) =>
            this.rows.set(id, { id, kind, value: JSON.stringify(value) }),
        );
        gone.forEach((id) => this.rows.delete(id));
    }
    async get(id) {
        return this.rows.has(id) ? JSON.parse(this.rows.get(id).value) : null;
    }
    async list(kind) {
        const rows = [...this.rows.values()].filter((row) => row.kind === kind);
        return rows.map(({ id, value }) => ({ id, kind, value: JSON.parse(value) }));
    }
}

const limits = { pad_bytes: 1024, sync_ops: 200, sync_bytes: 1024 * 1024 };
let seals = 0;
const outboxOn = (vault) =>
    new Outbox({ vault, limits, seal: async () => `sealed ${(seals += 1)}` }).load();
const note = { kind: 'finding.add', data: { note: 'x' } };
const help = { kind: 'help.request', data: { phone: '617 555 0199' }, care: true };

test('an op stays until a receipt names it, whatever the answer says', async () => {
    const outbox = await outboxOn(new Memory());
    const [first, second] = await outbox.add([note, note]);
    const batch = await outbox.batch();
    await outbox.settle(
        batch,
        batch.map(({ op }) => ({ id: op.id, status: 'applied' })),
        [first],
    );
    assert.deepEqual(
        outbox.all().map(({ op }) => op.id),
        [second],
    );
});

test('ops survive a restart, in order, and go on counting', async () => {
    const vault = new Memory();
    const before = await outboxOn(vault);
    const ids = await before.add([note, help, note]);
    const after = await outboxOn(vault);
    assert.deepEqual(
        after.all().map(({ op }) => op.id),
        ids,
    );
    await after.add([note]);
    assert.deepEqual(
        after.all().map(({ op }) => op.seq),
        [1, 2, 3, 4],
    );
});

test('what is sent again is the same bytes, sealed once and unreadable here', async () => {
    const vault = new Memory();
    const outbox = await outboxOn(vault);
    await outbox.add([help]);
    const once = JSON.stringify((await outbox.batch())[0].op);
    outbox.unsent(outbox.all());
    const again = JSON.stringify((await (await outboxOn(vault)).batch())[0].op);
    assert.equal(again, once);
    assert.ok(!once.includes('help'));
    assert.ok(!JSON.stringify([...vault.rows.values()]).includes('617 555'));
});

test('an op in undo time waits, holds nobody up, and leaves no trace when undone', async () => {
    const vault = new Memory();
    const outbox = await outboxOn(vault);
    const [held] = await outbox.add([{ ...help, hold: 600_000 }, note]);
    assert.deepEqual(
        (await outbox.batch()).map(({ op }) => op.kind),
        ['finding.add'],
    );
    assert.equal(await outbox.undo(held), true);
    assert.equal(vault.rows.has(held), false);
    const [late] = await outbox.add([help]);
    await outbox.batch();
    assert.equal(await outbox.undo(late), false);
});

test('a refused op stays with its reason and blocks nothing', async () => {
    const outbox = await outboxOn(new Memory());
    const [bad, good] = await outbox.add([note, note]);
    const batch = await outbox.batch();
    const problem = { title: 'Not yours' };
    await outbox.settle(
        batch,
        [
            { id: bad, status: 'refused', problem },
            { id: good, status: 'applied' },
        ],
        [good],
    );
    assert.deepEqual((await outbox.batch()).length, 0);
    assert.equal(outbox.get(bad).problem.title, 'Not yours');
});

const refusal = (word) => ({ title: word, type: `urn:doorstep:problem:${word}` });

async function refused(outbox) {
    const [bad] = await outbox.add([note]);
    const problem = refusal('op.not_yours');
    await outbox.settle(await outbox.batch(), [{ id: bad, status: 'refused', problem }], []);
    return bad;
}

test('what is set aside is kept, is not sent, and can be taken back as it was', async () => {
    const vault = new Memory();
    const bad = await refused(await outboxOn(vault));
    const outbox = await outboxOn(vault);
    await outbox.setAside(bad);
    assert.deepEqual([outbox.all(), outbox.stuck()], [[], []]);
    assert.deepEqual(new States(outbox).of([bad]), 'aside');
    const after = await outboxOn(vault);
    assert.deepEqual(after.aside().map(({ op }) => op.data), [note.data]);
    assert.equal((await after.batch()).length, 0);
    await after.takeBack(bad);
    const [entry] = (await outboxOn(vault)).stuck();
    assert.deepEqual([entry.op.id, entry.state, entry.problem.title], [bad, 'refused', 'op.not_yours']);
});

test('a parked op that is taken back is asked about again', async () => {
    const outbox = await outboxOn(new Memory());
    const [parked] = await outbox.add([note]);
    const results = [{ id: parked, status: 'parked', problem: refusal('op.waits') }];
    await outbox.settle(await outbox.batch(), results, [parked]);
    await outbox.setAside(parked);
    await outbox.takeBack(parked);
    assert.deepEqual((await outbox.batch()).map(({ op }) => op.id), [parked]);
});

test('the newest reason of a parked op is shown, and the earlier ones are kept', async () => {
    const vault = new Memory();
    const [parked] = await (await outboxOn(vault)).add([note]);
    for (const word of ['op.waits', 'op.waits', 'op.signed', 'op.signed']) {
        const outbox = await outboxOn(vault); // each start asks again
        const results = [{ id: parked, status: 'parked', problem: refusal(word) }];
        await outbox.settle(await outbox.batch(), results, [parked]);
    }
    const { problem, earlier } = (await outboxOn(vault)).get(parked);
    assert.equal(problem.title, 'op.signed');
    assert.deepEqual(earlier.map(({ title }) => title), ['op.waits']);
});

test('what another op mends is kept as history and never sent again', async () => {
    const vault = new Memory();
    const outbox = await outboxOn(vault);
    const [bad] = await outbox.add([note]);
    await outbox.settle(await outbox.batch(), [{ id: bad, status: 'refused' }], []);
    const [good] = await outbox.add([{ ...note, mends: bad }]);
    const after = await outboxOn(vault);
    assert.deepEqual((await after.batch()).map(({ op }) => [op.id, op.mends]), [[good, bad]]);
    assert.deepEqual(after.history().map(({ op }) => op.id), [bad]);
    await after.settle([after.get(good)], [{ id: good, status: 'applied' }], [good]);
    assert.deepEqual((await outboxOn(vault)).history().map(({ op }) => op.data), [note.data]);
});

test('a parked op is asked about again when another was received, and at the next start', async () => {
    const vault = new Memory();
    const outbox = await outboxOn(vault);
    const [parked] = await outbox.add([note]);
    const settle = async (box, status) => {
        const batch = await box.batch();
        const ids = batch.map(({ op }) => op.id);
        const results = ids.map((id) => ({ id, status: id === parked ? status : 'applied' }));
        await box.settle(batch, results, ids);
        return ids;
    };
    await settle(outbox, 'parked');
    assert.deepEqual(await settle(outbox, 'parked'), []);
    await outbox.add([note]);
    await settle(outbox, 'parked');
    assert.deepEqual(await settle(outbox, 'parked'), [parked]);
    assert.deepEqual(await settle(outbox, 'parked'), []);
    assert.deepEqual(await settle(await outboxOn(vault), 'applied'), [parked]);
    assert.deepEqual((await outboxOn(vault)).all(), []);
});

test('a unit spelt two ways is one unit to the phone, by the server’s own rule', { skip: !wasm }, async () => {
    const { loadRules } = await js('rules');
    const { Visits } = await js('visits');
    const { readFileSync } = await import('node:fs');
    const rules = await loadRules(readFileSync(wasm));
    const found = (unit) => ({ id: 'f', value: { id: 'f', property: 'p', inspection: 'before', unit } });
    const open = async (at, of) =>
        (await new Visits({ rules }).open({ id: 'v', property: { id: 'p' }, unit: at }, [found(of)])).length === 1;
    const table = [
        ['2B', 'Apt. 2-B', true],
        ['apt 2b', '#2 B', true],
        ['Unit 2', '2', true],
        ['2', '2B', false],
        ['2', '3', false],
        ['', '3', true], // the whole house
        ['3', '', true],
    ];
    for (const [one, other, same] of table) assert.equal(await open(one, other), same, `${one} ~ ${other}`);
});

test('every op has the same size, whatever it says', async () => {
    const outbox = await outboxOn(new Memory());
    await outbox.add([note, help, { kind: 'card.set', data: { left: 'yes' } }]);
    const sizes = new Set((await outbox.batch()).map(({ op }) => JSON.stringify(op).length));
    assert.equal(sizes.size, 1);
    assert.equal([...sizes][0] % limits.pad_bytes, 0);
});

test('a photograph is forgotten only when a receipt that verifies names it', async () => {
    const { PhotoSender } = await js('photo_send');
    const { Api } = await js('api');
    const said = { city: 'harborview', device: 'phone-1', photo: 'aa', at: 1 };
    const table = [
        [undefined, false],
        [await receiptOf({ ...said, photo: 'bb' }), false],
        [await receiptOf({ ...said, device: 'phone-2' }), false],
        [{ ...(await receiptOf(said)), signature: 'AAAA' }, false],
        [await receiptOf(said), true],
    ];
    for (const [receipt, gone] of table) {
        const wiped = [];
        const due = [{ value: { sha256: 'aa', size: 1, named: true } }];
        const vault = { list: async () => due, get: async () => new Uint8Array(1), wipe: async (ids) => wiped.push(...ids) };
        globalThis.fetch = async () => new Response(JSON.stringify({ have: 1, complete: true, receipt }));
        await new PhotoSender({ vault, api: new Api(), limits: { chunk_bytes: 9 }, account }).send();
        assert.deepEqual(wiped, gone ? ['photo-due/aa'] : []);
    }
});
