// torture.mjs -- a script of requests to the whole server, each asked again and again
// while its n-th allocation or system call fails: once, or from there on.  What may come
// of it: the answer, an honest 5xx, a cut connection, or an orderly end (71, 74).  What
// may not: another answer, a signal, a leak, a server that hangs, a promise not kept.
// SPDX-License-Identifier: Apache-2.0
//
// usage: torture.mjs DOORSTEP TORTURE_LIBRARY [EACH [planted | minutes=N | part=K/N]]
// EACH: how many of a request's calls are tried in each of the two ways, or `all`: then
// each fails once, and from every eighth on all others fail as well.
// planted: the program has a fault, and this must be seen.
// minutes: how long it may go on: what it reached by then is judged and told.
// part: of N that share `all` between them, the K-th from 0.
import { closeSync, openSync, readFileSync, readSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { Person } from './people.mjs';
import { Camera, Phone, id, sealing } from './phones.mjs';
import { Town, gone, judge } from './town.mjs';

const [program, library, each = '1', how = ''] = process.argv.slice(2);
const planted = how === 'planted', minutes = Number(/^minutes=(\d+)$/.exec(how)?.[1] ?? Infinity);
const [part, parts] = (/^part=(\d+\/\d+)$/.exec(how)?.[1] ?? '0/1').split('/').map(Number);
const last = Date.now() + minutes * 60_000;
const time_is_up = () => Date.now() >= last;
const ORDERLY = [71, 74], NEVER = 0x7fffffffffffffffn, LIFE = 60;
const town = new Town(program, null);
const log = `${town.dir}/log`, orders = `${town.dir}/orders`;
let orders_fd, log_fd;
const faults = [];
const seen = { trials: 0, failed: 0, ends: 0, cut: 0, refused: 0, answered: 0 };

function arm(left, forever) {
    const b = Buffer.alloc(24);
    b.writeBigInt64LE(left, 0);
    b.writeBigInt64LE(BigInt(forever), 8);
    writeSync(orders_fd, b, 0, 24, 0);
}

/** {left, failed} as they were when it was called off. */
function call_off() {
    const b = Buffer.alloc(24);
    readSync(orders_fd, b, 0, 24, 0);
    arm(NEVER, false);
    return { left: b.readBigInt64LE(0), failed: Number(b.readBigInt64LE(16)) };
}

async function begin() {
    arm(NEVER, false);
    truncateSync(log, 0);
    town.start('serve');
    await town.ready();
}

/** How a server ended must be one of the orderly ways, and nothing may have leaked. */
async function ended(where, allowed) {
    await gone(town.server);
    const { exitCode, signalCode } = town.server, said = readFileSync(log, 'utf8');
    if (signalCode || !allowed.includes(exitCode) || /Sanitizer|runtime error/.test(said))
        faults.push(`${where}: ended with ${signalCode ?? exitCode}\n${said.split('\n').filter((l) => !l.startsWith('{"at')).join('\n').slice(0, 4000)}`);
    await town.kill();
}

/** Ends in an orderly way a server that lived through many failures. */
async function end_life(where) {
    town.agent.destroy(); // or it waits for them
    town.server.kill('SIGTERM');
    await ended(where, [0]);
    await begin();
}

const has_ended = () => town.server.exitCode !== null || town.server.signalCode !== null;

/* After the failure the server is there, or it is gone in order and comes back. */
async function well_again(where) {
    for (let tries = 0; tries < 400 && !has_ended(); tries++) {
        if (await town.answers('/healthz')) return;
        await new Promise((again) => setTimeout(again, 10));
    }
    if (!has_ended()) {
        faults.push(`${where}: the server hangs`);
        await town.kill();
    } else {
        seen.ends++;
        await ended(where, ORDERLY);
    }
    await begin();
}

async function ask(request) {
    try {
        return await request.run();
    } catch (e) {
        if (e.message === 'no answer in time') return 'hung';
        if (e.code || e.message === 'cut off') return 'cut';
        throw e;
    } finally {
        town.renew(); // a connection that was cut is not used again
    }
}

async function trial(request, n, forever) {
    const where = `${request.name}, call ${n} ${forever ? 'and all after it' : 'once'}`;
    const before = request.rows?.();
    arm(BigInt(n), forever);
    const status = await ask(request);
    const { failed } = call_off();
    seen.trials++;
    seen.failed += failed > 0;
    if (status === 'cut') seen.cut++;
    else if (status >= 500) seen.refused++;
    else seen.answered++;
    if (status !== 'cut' && status !== request.status && ![500, 503].includes(status))
        faults.push(`${where}: answered ${status}, not ${request.status}`);
    await well_again(where);
    const more = request.rows ? request.rows() - before : 0;
    if (request.rows && (status === request.status ? more !== 1 : more !== 0 && more !== 1))
        faults.push(`${where}: answered ${status}, and ${more} rows came`);
}

/* How many calls a request makes when all is well, and what it answers. */
async function look(request) {
    request.status = await ask(request);
    arm(NEVER - 1n, false);
    await ask(request);
    request.calls = Number(NEVER - 1n - call_off().left);
    if (typeof request.status !== 'number' || request.status >= 500)
        throw new Error(`${request.name} answers ${request.status} on a calm day`);
}

/* The same in every check, so that a red one can be looked at again (a Weyl sequence). */
let weyl = 0;
function chance() {
    weyl = (weyl + 0.6180339887498949) % 1;
    return weyl;
}

function calls_of(request, forever) {
    const all = Array.from({ length: request.calls }, (_, i) => i + 1);
    const every = (few) => all.filter((n) => n % few === 1 % few).filter((_, i) => i % parts === part);
    if (each === 'all') return every(forever ? 8 : 1);
    return Array.from({ length: Number(each) }, () => all[Math.floor(chance() * all.length)]);
}

async function torment(request) {
    for (const forever of [false, true]) {
        for (const n of calls_of(request, forever)) {
            if (time_is_up()) break;
            await trial(request, n, forever);
            if (seen.trials % LIFE === 0) await end_life(`before trial ${seen.trials}`);
        }
    }
    const calm = await ask(request);
    if (calm !== request.status) faults.push(`${request.name}: afterwards it answers ${calm}`);
}

/* The n-th call of a start fails: it serves, or says in a line why not. */
async function start_badly(n, forever) {
    const where = `a start, call ${n} ${forever ? 'and all after it' : 'once'}`;
    truncateSync(log, 0);
    arm(BigInt(n), forever);
    const child = town.start('serve');
    const up = (async () => { while (!has_ended() && !await town.answers('/healthz')); })();
    await Promise.race([up, gone(child), new Promise((late) => setTimeout(late, 20000))]);
    call_off();
    seen.trials++;
    const alive = !has_ended();
    if (alive) child.kill('SIGTERM');
    await ended(where, alive ? [0] : [1, ...ORDERLY]);
    if (!alive && !forever && !readFileSync(log, 'utf8').trim()) faults.push(`${where}: it ended without a word`);
}

async function torment_starts() {
    await town.kill('SIGTERM');
    town.env.ASAN_OPTIONS += ':detect_leaks=0'; // libcrypto leaves some bytes behind, once
    arm(NEVER - 1n, false);
    town.start('serve');
    await town.ready();
    const calls = Number(NEVER - 1n - call_off().left);
    await town.kill('SIGTERM');
    for (const forever of [false, true])
        for (const n of calls_of({ calls }, forever)) if (!time_is_up()) await start_badly(n, forever);
    await begin();
}

const get = (who, path) => ({ name: `GET ${path}`, run: async () => (await who.get(path)).status });

function post(who, name, page, action, fields) {
    return { name, run: async () => {
        const { status } = await who.post(action, { ...who.forms?.[page + action], ...fields() });
        return status;
    } };
}

/* The forms are read on a calm day: one with an identifier of its own gets a new one. */
async function read_form(who, page, action) {
    who.forms ??= {};
    who.forms[page + action] = await who.form(page, action);
}

/* The first path of a page that fits. */
async function link_of(who, page, pattern) {
    const found = (await who.get(page)).text.match(pattern);
    if (!found) throw new Error(`${page} has no link like ${pattern}`);
    return found[1];
}

async function script_of(accounts, phone, camera) {
    const by_role = (role) => new Person(town, accounts.find((a) => a.role === role));
    const [manager, again, lead, leader, admin] =
        ['case-manager', 'case-manager', 'care-lead', 'leader', 'admin'].map(by_role);
    const nobody = new Person(town, { email: 'nobody@harborview.example', password: 'not a password of anybody' });
    for (const who of [manager, lead, leader, admin]) await who.sign_in();
    const file = await link_of(manager, '/cases', /href="(\/cases\/[0-9a-f]{8}-[^"/]+)"/);
    const agency = await link_of(manager, '/directory', /href="(\/directory\/[^"/]+)"/);
    const someone = await link_of(admin, '/people', /href="(\/people\/[0-9a-f][^"/]+)"/);
    const sheet = await link_of(nobody, '/sign-in', /href="(\/a\/[^"]+\.css)"/);
    await read_form(manager, file, `${file}/notes`);
    await read_form(manager, file, `${file}/acknowledge`);
    await read_form(admin, '/people/new', '/people');
    await read_form(manager, '/cases', '/language');
    const json = { 'Content-Type': 'application/json' };
    const api = (name, method, path, body) => ({ name,
        run: async () => (await town.ask(method, path, typeof body === 'function' ? body() : body, { ...json })).status });
    const inspector = accounts.find((a) => a.role === 'inspector');
    const mine = JSON.stringify({ email: inspector.email, password: inspector.password });

    return [
        ...['/', '/cases', file, `${file}/attempts`, `${file}/close`, `${file}/consent`, '/directory', agency,
            '/directory?q=food', '/city', '/status', '/cases/nothing'].map((path) => get(manager, path)),
        ...['/cases', '/reports/evaluation', '/reports/evaluation.json', '/reports/evaluation.csv',
            '/city?period=year'].map((path) => get(lead, path)),
        get(leader, '/'), get(leader, '/city'),
        ...['/people', '/people/new', someone, '/status', '/city'].map((path) => get(admin, path)),
        ...['/sign-in', '/welcome', '/r', '/stop', '/cases', '/field/', '/field/en', '/field/es', '/field/pt', '/field/ht',
            '/field/sw.js', '/field/precache.js', sheet, '/a/none/none.css', '/api/v1/openapi.json', '/healthz',
            '/readyz', '/metrics', '/nothing', '/%00'].map((path) => get(nobody, path)),
        { name: 'POST /sign-in', run: async () => (await again.sign_in()).status },
        { name: 'POST /sign-in of nobody', run: async () => (await nobody.sign_in()).status },
        post(manager, 'POST a note', file, `${file}/notes`, () => ({ id: id(), note: 'They called back.' })),
        post(manager, 'POST an empty note', file, `${file}/notes`, () => ({ id: id(), note: '' })),
        post(manager, 'POST an acknowledgement', file, `${file}/acknowledge`, () => ({})),
        post(manager, 'POST without the token', file, `${file}/notes`, () => ({ csrf: 'x', note: 'No.' })),
        post(manager, 'POST a language', '/cases', '/language', () => ({ lang: 'en' })),
        post(admin, 'POST a person', '/people/new', '/people', () => ({ name: 'Somebody New',
            email: `n${id()}@harborview.example`, role: 'inspector', id: id() })),
        post(nobody, 'POST an answer without a link', 'r', '/r/answer', () => ({ token: 'x', answer: 'yes' })),
        api('POST a session', 'POST', '/api/v1/session', mine),
        api('POST a session, no JSON', 'POST', '/api/v1/session', '{"email":'),
        api('POST a device', 'POST', '/api/v1/devices', () => JSON.stringify({ id: id(), label: 'x', public_key: phone.point })),
        api('POST a sync without ops', 'POST', '/api/v1/sync', () => JSON.stringify({ device: phone.device,
            now: Date.now(), cursor: '', ops: [] })),
        api('POST a sync that is none', 'POST', '/api/v1/sync', '{"device":1}'),
        { name: 'POST a sync', run: async () => (await phone.send() ? 200 : 503) },
        { name: 'PUT a photo', run: async () => { const at = camera.chunks; await camera.send(); return camera.chunks > at ? 200 : 503; } },
    ];
}

function say_caught() {
    console.log(`ok a program that is careless about memory is caught (${faults[0].split('\n')[0]})`);
    return true;
}

/* Requests whose acknowledgement is a row. */
const ROWS = {
    'POST a note': ['care', 'case_note'], 'POST a person': ['registry', 'person'],
    'POST a device': ['registry', 'device'],
};

async function main() {
    writeFileSync(log, '');
    writeFileSync(orders, Buffer.alloc(24));
    [orders_fd, log_fd] = [openSync(orders, 'r+'), openSync(log, 'a')];
    const accounts = await town.found();
    await town.sign_in(accounts.find((a) => a.role === 'inspector'));
    await town.kill('SIGTERM');
    Object.assign(town.env, { LD_PRELOAD: library, TORTURE: orders,
        ASAN_OPTIONS: 'verify_asan_link_order=0:exitcode=99:allocator_may_return_null=1' });
    town.stderr = log_fd;
    town.patience = 10000;
    await begin();
    const phone = new Phone(town, sealing(), 4), camera = new Camera(town);
    await phone.enrol();
    const script = await script_of(accounts, phone, camera);
    for (const request of script) {
        if (ROWS[request.name]) {
            const [store, table] = ROWS[request.name];
            request.rows = () => town.count(store, `select count(*) from ${table}`);
        }
        await look(request);
    }
    const calls = script.reduce((sum, r) => sum + r.calls, 0);
    let whole = 0;
    for (const request of script) {
        await torment(request);
        if (planted && faults.length) return say_caught();
        if (time_is_up()) break;
        whole++;
    }
    if (whole < script.length) console.log(`# the time was up at ${script[whole].name}, after ${whole} requests`);
    await end_life('the end');
    await torment_starts();
    while (phone.pending) await phone.send();
    const lost = await phone.unknown() + await camera.unknown();
    await town.kill('SIGTERM');
    delete town.env.LD_PRELOAD;
    const audit = await town.run('audit', 'verify', '--data', town.data);

    console.log(`# ${script.length} requests with ${calls} calls, ${seen.trials} failures tried: ${JSON.stringify(seen)}; ` +
        `${phone.told} ops promised, ${lost} lost`);
    for (const fault of faults.slice(0, 8)) console.log(`# ${fault}`);
    if (audit.status) console.log(`# ${audit.said}`);
    if (planted) {
        console.log('not ok a program that is careless about memory is caught');
        return false;
    }
    return judge([
        [seen.failed > seen.trials / 2, 'the failures happened'],
        [faults.length === 0, `no failure of memory or the system makes a wrong answer, a crash or a leak`],
        [lost === 0, 'what was promised amid failures is kept'],
        [audit.status === 0, 'the audit chains are sound after failures'],
    ]);
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the torture ran\n${e.stack}\n${faults.slice(0, 3).join('\n')}`);
} finally {
    if (log_fd) closeSync(log_fd);
    town.clear();
}
process.exit(good ? 0 : 1);
