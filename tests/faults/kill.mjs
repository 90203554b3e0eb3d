// kill.mjs -- kills the server at any moment, many times, while phones send to it, and
// keeps a ledger of what its signed receipts promised.  At the end every promised op must
// be answered as one that is known, and the audit chains must be sound.
//
// usage: kill.mjs DOORSTEP ROOT [KILLS]
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { webcrypto as crypto } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

globalThis.crypto ??= crypto;
const [doorstep, root, kills = '200'] = process.argv.slice(2);
const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } =
    createRequire(`${root}/package.json`)('@hpke/core');
const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm(),
});
const PHONES = 3, OPS = 5;
const dir = mkdtempSync('/dev/shm/doorstep-kill-');
const data = `${dir}/city`;
const bytes = (s) => new TextEncoder().encode(s);
const url64 = (b) => Buffer.from(b).toString('base64url');
const from64 = (s) => new Uint8Array(Buffer.from(s, 'base64url'));
const id = () => {
    const b = Buffer.concat([Buffer.alloc(6), Buffer.from(crypto.getRandomValues(new Uint8Array(10)))]);
    b.writeUIntBE(Date.now(), 0, 6);
    b[6] = 0x70 | (b[6] & 15);
    b[8] = 0x80 | (b[8] & 63);
    return b.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
};

let server, port = 0, token, agent = new http.Agent({ keepAlive: true });

function start(args) {
    server = spawn(doorstep, [...args, '--data', data, '--port', String(port)],
        { stdio: ['ignore', 'pipe', 'ignore'] });
    return server;
}

async function first_line(child) {
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error('the server said nothing');
}

function gone(child) {
    return new Promise((done) => child.exitCode !== null || child.signalCode !== null
        ? done() : child.once('exit', done));
}

function ask(method, path, body) {
    return new Promise((done, fail) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const headers = { 'Content-Type': 'application/json' };
        if (token) headers.Authorization = `Bearer ${token}`;
        const rq = http.request({ port, host: 'localhost', method, path, agent, headers }, (rs) => {
            let s = '';
            rs.on('data', (part) => s += part);
            rs.on('end', () => done({ status: rs.statusCode, body: s && JSON.parse(s) }));
            rs.on('error', fail);
        });
        rq.setTimeout(20000, () => rq.destroy(new Error('no answer in 20 s')));
        rq.on('error', fail);
        rq.end(text);
    });
}

async function ready() {
    for (let tries = 0; tries < 500; tries++) {
        const up = await new Promise((done) => http.get({ port, host: 'localhost', path: '/healthz' },
            (rs) => { rs.resume(); done(rs.statusCode === 200); }).on('error', () => done(false)));
        if (up) return;
        await new Promise((again) => setTimeout(again, 10)); // between tries, not to be right
    }
    throw new Error('the server did not come up');
}

let device, city, care_key, receipt_key, visit;
const promised = new Map(); // id -> op, as it was sent
let sent = 0;

async function enrol(account) {
    const session = await ask('POST', '/api/v1/session', { email: account.email, password: account.password });
    token = session.body.token;
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    device = id();
    const answer = (await ask('POST', '/api/v1/devices', { id: device, label: 'kill test',
        public_key: url64(await crypto.subtle.exportKey('raw', pair.publicKey)) })).body;
    city = answer.city;
    care_key = await suite.kem.deserializePublicKey(from64(answer.care_key).buffer);
    receipt_key = await crypto.subtle.importKey('raw', from64(answer.receipt_key),
        { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    const down = (await ask('POST', '/api/v1/sync', { device, now: Date.now(), ops: [], cursor: '' })).body;
    const refs = down.changes.filter((c) => c.kind === 'reference');
    const library = refs.find((c) => c.id === 'library').data;
    visit = { ...down.changes.find((c) => c.kind === 'inspection' && c.data.state === 'planned'), library };
}

function plain_op() {
    const code = visit.library.sections[Math.floor(Math.random() * visit.library.sections.length)];
    return { kind: 'finding.add', data: { finding: id(), inspection: visit.id, code: code.code,
        library: visit.library.edition, place: 'kitchen', note: 'kill test', endangering: '0',
        responsible: 'owner', correct_by: '2026-12-30', photos: [] } };
}

async function sealed_op(op) {
    const text = JSON.stringify({ kind: 'help.request', data: { casefile: id(), inspection: visit.id,
        property: visit.data.property.id, unit: '1', address: '1 Test St', choices: ['food:told'],
        urgency: 'routine', phone: '617 555 0100', call_name: 'A', message_ok: 'no' } });
    const sealed = await suite.seal({ recipientPublicKey: care_key, info: bytes(`doorstep envelope 1|${city}`) },
        bytes(text), bytes(op.id));
    const both = Buffer.concat([Buffer.from(sealed.enc), Buffer.from(sealed.ct)]);
    return { kind: 'envelope', envelope: url64(both) };
}

async function some_ops() {
    const ops = [];
    for (let i = 0; i < OPS; i++) {
        const op = { id: id(), seq: ++sent, at: Date.now() };
        ops.push(Object.assign(op, i === 0 ? await sealed_op(op) : plain_op()));
    }
    return ops;
}

async function note_receipt(receipt, ops) {
    const payload = from64(receipt.payload);
    const genuine = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, receipt_key,
        from64(receipt.signature), payload);
    if (!genuine) throw new Error('a receipt is not signed by the server');
    const named = new Set(JSON.parse(Buffer.from(payload)).ids);
    for (const op of ops) if (named.has(op.id)) promised.set(op.id, op);
}

const send = (ops) => ask('POST', '/api/v1/sync', { device, now: Date.now(), ops, cursor: '' });

/* A phone sends until the server is gone, which may be in the middle of an answer. */
async function phone(state) {
    try {
        while (!state.over) {
            const ops = await some_ops();
            const answer = await send(ops);
            if (answer.status === 200) await note_receipt(answer.body.receipt, ops);
            if (promised.size > state.before) state.heard();
        }
    } catch (e) {
        if (!state.over) throw e;
    }
}

/* Every second life is long enough for a receipt, however slow the machine is. */
async function one_life(n) {
    const child = start(['serve']);
    await ready();
    const state = { over: false, before: promised.size };
    const heard = new Promise((done) => { state.heard = done; });
    const phones = Array.from({ length: PHONES }, () => phone(state));
    if (n % 2) await Promise.race([heard, Promise.all(phones)]);
    await new Promise((later) => setTimeout(later, 5 + Math.random() * 90)); // when the axe falls
    state.over = true;
    child.kill('SIGKILL');
    await Promise.all(phones);
    await gone(child);
    agent.destroy();
    agent = new http.Agent({ keepAlive: true });
}

/* Each promised op again: the server must know it. */
async function lost() {
    const ops = [...promised.values()];
    let unknown = 0;
    for (let i = 0; i < ops.length; i += 100) {
        const { body } = await send(ops.slice(i, i + 100));
        unknown += body.results.filter((r) => !(r.replayed && r.status !== 'refused')).length;
    }
    return unknown;
}

function audit_is_sound() {
    try {
        execFileSync(doorstep, ['audit', 'verify', '--data', data], { stdio: 'pipe' });
        return true;
    } catch (e) {
        console.log(`# ${e.stdout}${e.stderr}`);
        return false;
    }
}

async function main() {
    const demo = start(['demo', '--json']);
    const { url, accounts } = JSON.parse(await first_line(demo));
    port = Number(new URL(url).port);
    await ready();
    await enrol(accounts.find((a) => a.role === 'inspector'));
    const begun = { id: id(), seq: ++sent, at: Date.now(), kind: 'inspection.start', data: {
        inspection: visit.id, property: visit.data.property.id, unit: visit.data.unit,
        kind: visit.data.kind, occupancy: 'occupied', present: ['occupant'] } };
    const { body } = await send([begun]);
    if (body.results[0].status !== 'applied') throw new Error(JSON.stringify(body.results[0]));
    demo.kill('SIGKILL');
    await gone(demo);

    for (let n = 0; n < Number(kills); n++) await one_life(n);
    const last = start(['serve']);
    await ready();
    const missing = await lost();
    last.kill('SIGTERM');
    await gone(last);
    const sound = audit_is_sound();
    console.log(`# ${kills} kills, ${sent} ops sent, ${promised.size} promised, ${missing} unknown`);
    const enough = promised.size > Number(kills);
    console.log(`${enough ? 'ok' : 'not ok'} the phones were answered between the kills`);
    console.log(`${missing === 0 ? 'ok' : 'not ok'} no op that a receipt names is lost`);
    console.log(`${sound ? 'ok' : 'not ok'} the audit chains are sound`);
    return enough && missing === 0 && sound;
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the kill test ran\n${e.stack}`);
} finally {
    server?.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
