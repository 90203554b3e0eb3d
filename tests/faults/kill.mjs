// kill.mjs -- kills the server at any moment, many times, while phones send to it, photos
// arrive and backups are made, and keeps a ledger of what was promised.  At the end every
// promised op must be known and stored once, every photo whole, every backup that said it
// was done restorable, and the audit chains sound.
// SPDX-License-Identifier: Apache-2.0
//
// usage: kill.mjs DOORSTEP [kills=N] [ops=N] [life=MS] [backups=N] [engine=postgres]
//        [planted=yes]
// ops: in each request; life: how long a server may live at most, once it is ready;
// backups: one in so many lives; engine=postgres: that server is killed too; planted=yes:
// the program acknowledges before it commits, and this must be seen.
import { rmSync } from 'node:fs';
import { Cluster } from './cluster.mjs';
import { Camera, Phone, sealing } from './phones.mjs';
import { Town } from './town.mjs';

const [program, ...words] = process.argv.slice(2);
const options = { kills: '200', ops: '5', life: '90', backups: '0', engine: 'sqlite', planted: 'no',
    ...Object.fromEntries(words.map((w) => w.split('='))) };
const kills = Number(options.kills), planted = options.planted === 'yes';
const cluster = options.engine === 'postgres' ? new Cluster() : null;
const town = new Town(program, cluster);
const suite = sealing();
const phones = Array.from({ length: 3 }, () => new Phone(town, suite, Number(options.ops)));
const camera = new Camera(town);
const later = (ms) => new Promise((done) => setTimeout(done, ms));
const told = () => phones.reduce((sum, p) => sum + p.told, 0);
const some_time = () => later(5 + Math.random() * Number(options.life)); // when the axe falls

/* Sends until the server is gone, which may be in the middle of an answer. */
async function keep_sending(sender, state) {
    try {
        while (!state.over) {
            const done = await sender.send();
            if (done) state.heard();
            if (done === false) await later(20);
        }
    } catch (e) {
        if (!state.over) throw e;
    }
}

function a_promise(state) {
    return new Promise((done) => { state.heard = done; });
}

/* What can be restored must hold what was promised before it was begun; one that was cut
 * off may have been whole by then, or it is refused. */
async function is_good(dir, ids, finished) {
    const to = `${dir}-back`;
    const { status, said } = await town.run('restore', dir, '--data', to, '--keys', `${town.data}/keys`);
    if (status !== 0) {
        if (finished) console.log(`# ${said}`);
        return !finished;
    }
    const there = new Set(['enforcement', 'care'].flatMap((store) =>
        town.rows(store, 'select id from op', `sqlite:${to}/${store}.db`).map((row) => row[0])));
    return ids.every((id) => there.has(id.replaceAll('-', '')));
}

const backups = { made: 0, cut: 0, bad: 0 };

/* Half of them are killed with the server. */
async function back_up(n, state) {
    const dir = `${town.dir}/backup-${n}`;
    const ids = phones.flatMap((p) => p.promised.slice(-50)).flatMap((ops) => JSON.parse(ops).map((op) => op.id));
    const result = town.run('backup', dir, '--data', town.data);
    state.axe = () => Math.random() < 0.5 && town.running.kill('SIGKILL');
    const { status } = await result;
    if (status === 0) backups.made++;
    else backups.cut++;
    backups.bad += !await is_good(dir, ids, status === 0);
    rmSync(`${dir}-back`, { recursive: true, force: true });
}

/* Every second life is long enough for a receipt, however slow the machine is. */
async function one_life(n) {
    const state = { over: false, axe() {}, heard() {} };
    town.start('serve');
    await town.ready();
    const heard = a_promise(state);
    const all = [...phones, camera].map((sender) => keep_sending(sender, state));
    const together = Promise.all(all);
    if (Number(options.backups) && n % Number(options.backups) === 0) all.push(back_up(n, state));
    if (n % 2) await Promise.race([heard, together]);
    await some_time();
    if (cluster && n % 3 === 0) {
        cluster.kill();
        await later(20); // some requests meet no database
        cluster.start();
        await Promise.race([a_promise(state), together]);
        await some_time();
    }
    state.over = true;
    state.axe();
    await town.kill();
    await Promise.all(all);
}

/* The last life: nothing is killed any more. */
async function settle() {
    town.start('serve');
    await town.ready();
    for (const phone of phones) while (phone.pending) await phone.send();
    do await camera.send(); while (!camera.photos.at(-1).complete);
}

const rows = () => ({
    findings: town.count('enforcement', 'select count(*) from finding'),
    told: town.count('enforcement', "select count(*) from audit where act = 'finding.add'"),
    ops: town.count('enforcement', 'select count(*) from op') + town.count('care', 'select count(*) from op'),
    cases: town.count('care', 'select count(*) from casefile'),
});

/* Promised ops and no others, each once: the phones never give one up. */
function doubled(before, after) {
    const sum = (what) => phones.reduce((total, p) => total + p[what], 0);
    const off = { findings: after.findings - before.findings - sum('findings'),
        told: after.told - before.told - sum('findings'), ops: after.ops - before.ops - told(),
        cases: after.cases - before.cases - sum('requests') };
    console.log(`# rows more than there were promises: ${JSON.stringify(off)}`);
    return Object.values(off).some((n) => n !== 0);
}

function say(good, what) {
    console.log(`${good ? 'ok' : 'not ok'} ${what} (${options.engine})`);
    return good;
}

async function main() {
    const accounts = await town.found();
    await town.sign_in(accounts.find((a) => a.role === 'inspector'));
    for (const phone of phones) await phone.enrol();
    await town.kill();
    const before = rows();
    if (planted) town.env.PLANTED = '1';

    for (let n = 0; n < kills; n++) await one_life(n);
    await settle();
    let missing = 0;
    for (const sender of [...phones, camera]) missing += await sender.unknown();
    await town.kill('SIGTERM');
    const audit = await town.run('audit', 'verify', '--data', town.data);
    const whole = camera.photos.filter((p) => p.complete).length;
    console.log(`# ${kills} kills, ${told()} ops and ${whole} photos in ${camera.chunks} chunks promised, ` +
        `${missing} unknown` + (Number(options.backups) ? `; ${backups.made} backups made, ${backups.cut} cut off` : ''));
    if (planted) return say(missing > 0, 'a server that acknowledges before it commits is caught');
    return [
        say(told() > kills && whole > 0, 'the phones were answered between the kills'),
        say(missing === 0, 'nothing that was promised is lost'),
        say(!doubled(before, rows()), 'nothing is stored twice'),
        say(audit.status === 0, `the audit chains are sound${audit.status ? `\n${audit.said}` : ''}`),
        !Number(options.backups) || say(backups.made > 0 && backups.bad === 0,
            'what says that it is a backup can be restored, and nothing else'),
    ].every(Boolean);
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the kill test ran\n${e.stack}`);
} finally {
    town.clear();
    cluster?.clear();
}
process.exit(good ? 0 : 1);
