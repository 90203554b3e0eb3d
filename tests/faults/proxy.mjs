// proxy.mjs -- the app's own sync engine against the server, with a proxy between them
// that does what networks do: cut off at any byte, reset, half-close, hold back, swallow,
// send twice, answer in the server's place.  What the phone forgot is stored once; what
// is not stored is on the phone, and goes with the next exchange that nobody disturbs.
// SPDX-License-Identifier: Apache-2.0
//
// usage: proxy.mjs DOORSTEP PROXY ROOT [all] [part=K/N] [runs=N] [cuts=N] [seed=N] [minutes=N] [planted=yes]
// all: every byte of the core exchanges, not some; part: of N that take turns at those, the
// K-th from 0; runs: with a fault by chance each;
// cuts: connections cut while visits of twenty photographs are sent;
// minutes: how long it may go on: what it reached by then is judged and told;
// planted=yes: the engine forgets on any answer that says 200, and this must be seen.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Engine, LIMITS, surroundings } from './engine.mjs';
import { Town } from './town.mjs';

const [program, between, root, ...words] = process.argv.slice(2);
const options = { part: '0/1', runs: '150', cuts: '100', seed: '1', minutes: '0', planted: 'no',
    ...Object.fromEntries(words.filter((w) => w.includes('=')).map((w) => w.split('='))) };
const all = words.includes('all'), planted = options.planted === 'yes';
const PORTALS = 10, PHOTO = 2 * LIMITS.chunk_bytes - 100; // in two pieces
const LAST = Number(options.minutes) ? Date.now() + Number(options.minutes) * 60_000 : Infinity;
const time_is_up = () => Date.now() >= LAST;
const TOWN_RUNS = 500, HANGS_MS = 60_000; // what a phone holds grows, and each look at it

// ---- chance that can be had again ----
let dice = Number(options.seed);
function chance() {
    dice = (dice + 0x6d2b79f5) | 0;
    let t = Math.imul(dice ^ (dice >>> 15), 1 | dice);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
const below = (n) => Math.floor(chance() * n);
const one_of = (list) => list[below(list.length)];

// ---- the proxy ----
class Proxy {
    #asked = [];
    #open = 0;
    #quiet = () => {};
    passed = []; // [up, down] of each connection that is over
    missed = false; // one was over before its fault
    held = () => {};

    async open(port) {
        this.child = spawn(between, [String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
        const lines = createInterface({ input: this.child.stdout });
        return new Promise((done) => {
            this.#asked.push(done);
            lines.on('line', (line) => this.#hear(line));
        });
    }

    #hear(line) {
        const [word, up, down, missed] = line.split(' ');
        if (word === 'held') this.held();
        else if (word === 'half') page.give_up();
        else if (word === 'met') this.#open++;
        else if (word === 'over') this.#end(Number(up), Number(down), Boolean(missed));
        else this.#asked.shift()(line); // "set", or its port
    }

    #end(up, down, missed) {
        this.passed.push([up, down]);
        this.missed ||= missed;
        if (--this.#open === 0) this.#quiet();
    }

    /** All connections are over; orders that none of them took are forgotten. */
    async quiet() {
        await this.order('forget');
        if (this.#open) await new Promise((done) => { this.#quiet = done; });
    }

    order(words) {
        return new Promise((done) => {
            this.#asked.push(done);
            this.child.stdin.write(`${words}\n`);
        });
    }
}

const wrong = []; // what must not be
const total = { exchanges: 0, ops: 0, photos: 0, towns: 0 };
let town, proxy, phone, page, before, runs_here = 0;

function complain(what, how) {
    wrong.push(`${what} (${how})`);
    if (wrong.length <= 20) console.log(`# ${what} (${how})`);
}

// ---- one exchange ----
/* The network is silent: the person works on, and either it comes back or her phone gives up. */
async function when_held(patient) {
    await phone.work(1, 0);
    if (patient) await proxy.order('go');
    else page.give_up();
}

async function exchange(faults, patient = false) {
    page.patience = [];
    await proxy.quiet();
    Object.assign(proxy, { passed: [], missed: false });
    let held = null;
    proxy.held = () => { held = when_held(patient); };
    for (const fault of faults) await proxy.order(fault);
    const how = faults.join(', ') + (patient ? ', go' : '');
    const hangs = page.later(() => { throw new Error(`an exchange hangs: ${how}`); }, HANGS_MS);
    await phone.exchange();
    await proxy.order('forget');
    if (held) await held.then(() => phone.exchange()); // it may have been held at its last byte
    await proxy.quiet();
    clearTimeout(hangs);
    for (const what of await phone.look(how)) complain(what, how);
    total.exchanges++;
}

/* All that waits goes now, whether the app was opened again or not. */
async function clean(how) {
    if (chance() < 0.5) await phone.start();
    await exchange(['none']);
    if (phone.waiting.size) complain(`${phone.waiting.size} ops did not go`, how);
    if (phone.photos.size) complain(`${phone.photos.size} photos did not go`, how);
}

// ---- what the stores hold ----
function check_stores() {
    const ids = ['enforcement', 'care'].flatMap((store) => town.rows(store, 'select id from op')).flat();
    const stored = new Map();
    for (const id of ids) stored.set(id, (stored.get(id) ?? 0) + 1);
    let lost = 0;
    for (const [id, how] of phone.told) {
        if (stored.get(id.replaceAll('-', '')) === 1) continue;
        lost++;
        if (!planted) complain('an op was forgotten and is not stored once', how);
    }
    return lost;
}

function check_photos() {
    const sums = new Map();
    for (const [sha, bytes] of town.rows('photos', `select c.sha256, c.bytes from photo_chunk c
        join photo p on p.sha256 = c.sha256 where p.complete_at is not null order by c.sha256, c.start`)) {
        if (!sums.has(sha)) sums.set(sha, createHash('sha256'));
        sums.get(sha).update(Buffer.from(bytes, 'hex'));
    }
    for (const [sha, how] of phone.kept)
        if (sums.get(sha)?.digest('hex') !== sha) complain('a photo was forgotten and is not whole', how);
}

/* Each op did once what it says. */
const rows = () => ({
    findings: town.count('enforcement', 'select count(*) from finding'),
    acts: town.count('enforcement', "select count(*) from audit where act = 'finding.add'"),
    requests: town.count('care', 'select count(*) from casefile'),
    ops: town.count('enforcement', 'select count(*) from op') + town.count('care', 'select count(*) from op'),
});

function doubled() {
    const after = rows(), { findings, requests, told } = phone;
    const made = { findings, acts: findings, requests, ops: told.length };
    const off = Object.keys(made).filter((what) => after[what] - before[what] !== made[what]);
    for (const what of off) complain(`${after[what] - before[what]} ${what} for ${made[what]}`, 'at the end');
}

// ---- one town after the other ----
async function open_town() {
    town = new Town(program, null);
    proxy = new Proxy();
    const accounts = await town.found();
    await town.sign_in(accounts.find((a) => a.role === 'inspector'));
    page = surroundings(`http://localhost:${await proxy.open(town.port)}`);
    phone = await Engine.of(town, planted ? careless() : `${root}/static/js`);
    await phone.enrol();
    before = rows();
    runs_here = 0;
    total.towns++;
}

function close_town() {
    proxy?.child?.kill();
    town?.clear();
}

/* What was promised is stored by now. */
async function judge_town() {
    await clean('at the end');
    await town.kill();
    check_stores();
    check_photos();
    doubled();
    total.ops += phone.told.length;
    total.photos += phone.kept.length;
    close_town();
}

async function run_is_over() {
    if (++runs_here < TOWN_RUNS) return;
    await judge_town();
    await open_town();
}

// ---- the core exchanges ----
const CORES = [
    { name: 'sync with ops', skip: 0, make: () => phone.work(1, 1, true) },
    { name: 'sync without', skip: 0, make: async () => {} },
    { name: 'photo chunk', skip: 1, make: () => phone.photograph(PHOTO) },
];
const calm = (core) => Array(core.skip).fill('none');

/* True when the fault came before the end of its connection. */
async function one_run(core, fault, patient) {
    await phone.start();
    await core.make();
    await exchange([...calm(core), fault], patient);
    const { missed } = proxy;
    await clean(fault);
    await run_is_over();
    return !missed;
}

async function measure(core) {
    await phone.start();
    await core.make();
    await exchange([...calm(core), 'none']);
    const [up, down] = proxy.passed[core.skip];
    Object.assign(core, { up, down });
}

/* Both ends, and some between. */
function some_bytes(length) {
    return [0, 1, length - 1, length, ...Array.from({ length: 3 }, () => below(length))];
}

async function every_byte(core, act, side) {
    let n = 0;
    while (!time_is_up() && await one_run(core, `${act} ${side} ${n}`)) n++;
    if (time_is_up()) console.log(`# ${core.name}: the time was up at ${act} ${side} ${n}`);
    return n;
}

const [PART, PARTS] = options.part.split('/').map(Number);
const SIDES = ['cut', 'reset', 'half', 'hole'].flatMap((act) => [[act, 'up'], [act, 'down']]);

async function at_bytes(core) {
    let runs = 0;
    for (const [i, [act, side]] of SIDES.entries())
        if (i % PARTS === PART)
            if (all) runs += await every_byte(core, act, side);
            else for (const n of some_bytes(core[side])) runs += await one_run(core, `${act} ${side} ${n}`);
    console.log(`# ${core.name}: ${core.up} bytes and ${core.down}, ${runs} runs with a fault at a byte`);
}

async function other_faults(core) {
    const portals = Array.from({ length: PORTALS }, (_, n) => `portal up ${n}`);
    for (const fault of ['slow', 'twice up', 'twice down', ...portals]) await one_run(core, fault);
    for (const side of ['up', 'down'])
        for (const n of some_bytes(core[side])) await one_run(core, `hole ${side} ${n}`, true);
}

// ---- by chance ----
function some_fault() {
    const side = one_of(['up', 'down']), { up, down } = one_of(CORES);
    const at = below((side === 'up' ? up : down) + 20);
    return one_of([`cut ${side} ${at}`, `reset ${side} ${at}`, `half ${side} ${at}`, `hole ${side} ${at}`,
        `twice ${side}`, `portal up ${below(PORTALS)}`, chance() < 0.1 ? 'slow' : 'none']);
}

/* Some work, one to three disturbed connections; what is left over waits for a later run. */
async function by_chance(runs) {
    let i = 0;
    for (; i < runs && !time_is_up(); i++) {
        await phone.start();
        if (chance() < 0.8) await phone.work(below(3), below(2));
        if (chance() < 0.2) await phone.photograph(1 + below(3 * LIMITS.chunk_bytes));
        await exchange(Array.from({ length: 1 + below(3) }, some_fault), chance() < 0.5);
        if (chance() < 0.5) await clean('by chance');
        await run_is_over();
    }
    console.log(`# ${i} runs by chance, seed ${options.seed}`);
}

// ---- a visit of twenty photographs on a bad day ----
const PHOTOS = 20, AT_ONCE = 3; // the phone gives up at the first that fails

/* Every connection is cut somewhere, now and then behind its end; until all has gone. */
async function big_visit(cuts) {
    await phone.start();
    await phone.work(2, 1);
    for (let i = 0; i < PHOTOS; i++) await phone.photograph(PHOTO);
    while (phone.waiting.size + phone.photos.size > 0 && cuts.left > 0) {
        const faults = Array.from({ length: AT_ONCE }, () => `cut up ${below(Math.floor(CORES[2].up * 1.25))}`);
        await exchange(faults);
        cuts.left -= proxy.passed.length;
        if (chance() < 0.1) await phone.start(); // the app was closed and opened again
    }
    await clean('after a bad day');
}

async function bad_days(left) {
    const cuts = { left };
    let visits = 0;
    for (; cuts.left > 0 && !time_is_up(); visits++) await big_visit(cuts);
    console.log(`# ${visits} visits of ${PHOTOS} photographs, ${left - cuts.left} connections that were to be cut`);
}

// ---- the planted fault ----
/* The engine's modules with a careless word in two of them. */
function careless() {
    const dir = `${town.dir}/js`;
    cpSync(`${root}/static/js`, dir, { recursive: true });
    writeFileSync(`${dir}/package.json`, '{"type":"module"}');
    for (const [file, was, is] of [
        ['api.js', 'JSON.parse(await answer.text())',
            "answer.headers.get('Content-Type') === 'text/html' ? {} : JSON.parse(await answer.text())"],
        ['sync.js', 'await receiptIds(answer.receipt, account)', 'ops.map((op) => op.id)']]) {
        const text = readFileSync(`${dir}/${file}`, 'utf8');
        if (!text.includes(was)) throw new Error(`${file} has no ${was}`);
        writeFileSync(`${dir}/${file}`, text.replace(was, is));
    }
    return dir;
}

async function all_of_it() {
    for (const core of CORES) await measure(core);
    for (const core of CORES) {
        await at_bytes(core);
        await other_faults(core);
    }
    await by_chance(Number(options.runs));
    await bad_days(Number(options.cuts));
}

async function main() {
    await open_town();
    if (planted) {
        await one_run(CORES[0], 'portal up 0');
        return say(check_stores() > 0, 'an engine that forgets on any 200 is caught');
    }
    await all_of_it();
    await judge_town();
    console.log(`# ${total.exchanges} exchanges, ${total.ops} ops and ${total.photos} photos in`
        + ` ${total.towns} towns, ${wrong.length} wrong`);
    return say(wrong.length === 0 && total.ops > 0,
        'whatever the network does, what a phone forgets is stored once and the rest is on it');
}

function say(good, what) {
    console.log(`${good ? 'ok' : 'not ok'} ${what}`);
    return good;
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the proxy test ran\n${e.stack}\n${e.cause?.stack ?? ''}`);
} finally {
    close_town();
}
process.exit(good ? 0 : 1);
