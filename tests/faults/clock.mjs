// clock.mjs -- the server's wall clock is moved while it serves: days, ten years, a step
// of seconds, a leap second, the nights when summer time begins and ends, the 29th of
// February.  It lives, answers, counts the city's days rightly, loses nothing and sends
// each letter once.
//
// usage: clock.mjs DOORSTEP ROOT SHIM
// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { webcrypto as crypto } from 'node:crypto';
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

globalThis.crypto ??= crypto;
const [doorstep, root, shim] = process.argv.slice(2);
const { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } =
    createRequire(`${root}/package.json`)('@hpke/core');
const suite = new CipherSuite({
    kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm(),
});
const DAY = 86_400_000, YEARS_10 = 3652 * DAY;
const dir = mkdtempSync('/dev/shm/doorstep-clock-');
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

// ---- the clock ----
const fd = openSync(`${dir}/off`, 'w+');
let off = 0;

function set(ms) {
    const b = Buffer.alloc(8);
    off = ms;
    b.writeBigInt64LE(BigInt(Math.round(ms)) * 1_000_000n);
    writeSync(fd, b, 0, 8, 0);
}
const set_to = (iso) => set(Date.parse(iso) - Date.now());
const now = () => Date.now() + off;
set(0);

// ---- a mail server that takes all and forgets nothing ----
const letters = [];
let arrived = () => {};

const post = net.createServer((socket) => {
    let text = '', reading = false;
    socket.on('error', () => {});
    socket.write('220 here\r\n');
    socket.on('data', (part) => {
        text += part;
        for (let end; (end = text.indexOf(reading ? '\r\n.\r\n' : '\r\n')) >= 0;) {
            const said = text.slice(0, end);
            text = text.slice(end + (reading ? 5 : 2));
            if (reading) {
                letters.push(/^Message-ID: (.*)$/m.exec(said)?.[1]);
                arrived();
            }
            const go_on = !reading && /^DATA/i.test(said);
            socket.write(go_on ? '354 go on\r\n' : /^QUIT/i.test(said) ? '221 bye\r\n' : '250 ok\r\n');
            reading = go_on;
        }
    });
});
await new Promise((done) => post.listen(0, '127.0.0.1', done));

// Letters come by the server's own second; more than a minute means that it sleeps.
async function letter_comes(before) {
    const until = AbortSignal.timeout(20_000);
    while (letters.length <= before && !until.aborted)
        await new Promise((done) => {
            arrived = done;
            until.addEventListener('abort', done);
        });
    return letters.length > before;
}

// ---- the server ----
const env = { ...process.env, LD_PRELOAD: shim, CLOCK_OFF: `${dir}/off`,
    ASAN_OPTIONS: 'verify_asan_link_order=0:detect_leaks=0',
    DOORSTEP_SMTP_URL: `smtp://127.0.0.1:${post.address().port}` };
let server, port = 0, token;

function start(args, more = env) {
    server = spawn(doorstep, [...args, '--data', data, '--port', String(port)],
        { stdio: ['ignore', 'pipe', 'ignore'], env: more });
    return server;
}
async function first_line(child) {
    for await (const line of createInterface({ input: child.stdout })) return line;
    throw new Error('the server said nothing');
}
const gone = (child) => new Promise((done) => child.exitCode !== null || child.signalCode !== null
    ? done() : child.once('exit', done));

function ask(method, path, body) {
    return new Promise((done, fail) => {
        const headers = { 'Content-Type': 'application/json' };
        if (token) headers.Authorization = `Bearer ${token}`;
        const rq = http.request({ port, host: 'localhost', method, path, headers }, (rs) => {
            let s = '';
            rs.on('data', (part) => s += part);
            rs.on('end', () => done({ status: rs.statusCode, body: s && JSON.parse(s) }));
            rs.on('error', fail);
        });
        rq.setTimeout(20000, () => rq.destroy(new Error('no answer in 20 s')));
        rq.on('error', fail);
        rq.end(body && JSON.stringify(body));
    });
}

// ---- a phone ----
let device, city, care_key, visit, account, seq = 0;
const promised = [];

async function sign_in() {
    token = undefined;
    token = (await ask('POST', '/api/v1/session', { email: account.email, password: account.password })).body.token;
}

async function enrol() {
    await sign_in();
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    device = id();
    const answer = (await ask('POST', '/api/v1/devices', { id: device, label: 'clock test',
        public_key: url64(await crypto.subtle.exportKey('raw', pair.publicKey)) })).body;
    city = answer.city;
    care_key = await suite.kem.deserializePublicKey(from64(answer.care_key).buffer);
    const { body } = await ask('POST', '/api/v1/sync', { device, now: now(), ops: [], cursor: '' });
    visit = body.changes.find((c) => c.kind === 'inspection' && c.data.state === 'planned');
}

async function request(at) {
    const op = { id: id(), seq: ++seq, at }, casefile = id();
    const text = JSON.stringify({ kind: 'help.request', data: { casefile, inspection: visit.id,
        property: visit.data.property.id, unit: '1', address: '1 Test St', choices: ['food:told'],
        urgency: 'crisis', phone: '617 555 0100', call_name: 'A', message_ok: 'no', consent: id(),
        text_version: 'door-1', lang: 'en', method: 'shown' } });
    const sealed = await suite.seal({ recipientPublicKey: care_key, info: bytes(`doorstep envelope 1|${city}`) },
        bytes(text), bytes(op.id));
    const both = Buffer.concat([Buffer.from(sealed.enc), Buffer.from(sealed.ct)]);
    return { casefile, op: { ...op, kind: 'envelope', envelope: url64(both) } };
}

// The phone's clock, and the day by the city's calendar that the request then has.
async function ask_for_help(phone_now = now()) {
    const made = await request(phone_now - 60_000);
    let answer = await ask('POST', '/api/v1/sync', { device, now: phone_now, ops: [made.op], cursor: '' });
    if (answer.status === 401) { // the session is over by that clock
        await sign_in();
        answer = await ask('POST', '/api/v1/sync', { device, now: phone_now, ops: [made.op], cursor: '' });
    }
    if (answer.body.results?.[0].status !== 'applied' || !answer.body.receipt)
        throw new Error(`not taken at ${new Date(now()).toISOString()}: ${JSON.stringify(answer.body)}`);
    promised.push(made.op);
    return answer.body.changes.find((c) => c.kind === 'request' && c.id === made.casefile)?.data;
}

async function lost() {
    const { body } = await ask('POST', '/api/v1/sync', { device, now: now(), ops: promised, cursor: '' });
    return body.results.filter((r) => !r.replayed).length;
}

// ---- what is claimed ----
let good = true;
function claim(holds, what) {
    console.log(`${holds ? 'ok' : 'not ok'} ${what}`);
    good &&= holds;
}

// By New York's calendar; a leap second is a clock that tells one second twice.
const nights = [
    ['2027-03-14T04:30:00Z', '2027-03-13', 'before summer time begins'],
    ['2027-03-14T06:59:59Z', '2027-03-14', 'in the last second of winter time'],
    ['2027-03-14T07:00:01Z', '2027-03-14', 'in the first of summer time'],
    ['2027-03-15T03:30:00Z', '2027-03-14', 'at the end of that day'],
    ['2027-11-07T05:30:00Z', '2027-11-07', 'at half past one in summer time'],
    ['2027-11-07T06:30:00Z', '2027-11-07', 'at half past one once more'],
    ['2027-11-08T04:30:00Z', '2027-11-07', 'at the end of a day of 25 hours'],
    ['2028-02-29T12:00:00Z', '2028-02-29', 'on a leap day'],
    ['2028-03-01T04:59:00Z', '2028-02-29', 'at its end'],
    ['2026-12-31T23:59:59Z', '2026-12-31', 'before a leap second'],
    ['2026-12-31T23:59:59Z', '2026-12-31', 'in the leap second'],
    ['2036-07-01T03:30:00Z', '2036-06-30', 'in a summer ten years from now'],
];

async function days_are_the_citys() {
    for (const [at, day, what] of nights) {
        set_to(at);
        const said = await ask_for_help();
        claim(said?.day === day, `a request ${what} is of ${day}${said?.day === day ? '' : `, not ${said?.day}`}`);
    }
    set(0);
}

async function a_session_is_there_again(what) {
    const { status } = await ask('POST', '/api/v1/sync', { device, now: now(), ops: [], cursor: '' });
    claim(status === 200, `a session is there again after ${what}`);
}

async function mail_goes_on() {
    const jumps = [[DAY, 'a day ahead'], [-DAY, 'a day back'], [YEARS_10, 'ten years ahead'],
        [-YEARS_10, 'ten years back'], [-2000, 'two seconds back']];
    for (const [by, what] of jumps) {
        set(0);
        await sign_in();
        const mine = token;
        set(by);
        let before = letters.length;
        await ask_for_help();
        claim(await letter_comes(before), `a letter goes out ${what}`);
        set(0);
        token = mine;
        await a_session_is_there_again(what);
        before = letters.length;
        await ask_for_help();
        claim(await letter_comes(before), `and one after the clock was mended`);
    }
}

async function main() {
    const demo = start(['demo', '--json'], { ...process.env, DOORSTEP_SMTP_URL: '' });
    const { url, accounts } = JSON.parse(await first_line(demo));
    account = accounts.find((a) => a.role === 'inspector');
    port = Number(new URL(url).port);
    demo.kill('SIGTERM');
    await gone(demo);
    const serve = start(['serve']);
    await first_line(serve);
    await enrol();
    await days_are_the_citys();
    await sign_in();
    for (const days of [3, -3]) {
        const said = await ask_for_help(now() + days * DAY);
        claim(said !== undefined, `a phone ${Math.abs(days)} days ${days > 0 ? 'ahead' : 'behind'} is taken`);
    }
    await mail_goes_on();
    claim(await lost() === 0, `no op that a receipt names is lost: ${promised.length}`);
    claim(serve.exitCode === null, 'the server lives');
    serve.kill('SIGTERM');
    await gone(serve);
    claim(serve.exitCode === 0, 'and ends when it is told to');
    claim(new Set(letters).size === letters.length, `each letter went out once: ${letters.length}`);
    const { status, stdout } = spawnSync(doorstep, ['audit', 'verify', '--data', data], { encoding: 'utf8' });
    claim(status === 0, 'the audit chains are sound');
    if (status !== 0) console.log(`# ${stdout}`);
    const doctor = spawnSync(doorstep, ['doctor', '--data', data], { encoding: 'utf8' });
    claim(/the clock was ahead/.test(doctor.stdout), 'and doctor says that the clock was ahead');
}

try {
    await main();
} catch (e) {
    good = false;
    console.log(`not ok the clock test ran\n${e.stack}`);
} finally {
    server?.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
}
process.exit(good ? 0 : 1);
