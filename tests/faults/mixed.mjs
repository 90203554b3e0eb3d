// mixed.mjs -- 32 clients of every kind at once, on a server built with the thread
// sanitizer: it must have nothing to report, and end in order.
// SPDX-License-Identifier: Apache-2.0
//
// usage: mixed.mjs DOORSTEP [requests=N] [engine=postgres] [planted=yes]
// requests: of each client; planted=yes: the program has a race, and this must be seen.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Cluster } from './cluster.mjs';
import { Person } from './people.mjs';
import { Camera, Phone, id, sealing } from './phones.mjs';
import { Town, gone } from './town.mjs';

const [program, ...words] = process.argv.slice(2);
const options = { requests: '12', engine: 'sqlite', planted: 'no', ...Object.fromEntries(words.map((w) => w.split('='))) };
const cluster = options.engine === 'postgres' ? new Cluster() : null;
const town = new Town(program, cluster);
const log = `${town.dir}/log`;
const PAGES = ['/', '/cases', '/directory', '/city', '/status', '/people', '/reports/evaluation', '/reports/evaluation.csv',
    '/field/en', '/api/v1/openapi.json', '/metrics', '/readyz', '/nothing'];
let refused = 0, asked = 0;

async function reader(who) {
    await who.sign_in();
    for (let i = 0; i < Number(options.requests); i++) {
        const { status } = await who.get(PAGES[(asked + i) % PAGES.length]);
        asked++;
        refused += status >= 500;
    }
}

/* Writes into a case that others write into, and comes and goes. */
async function writer(who) {
    await who.sign_in();
    const { text } = await who.get('/cases');
    const file = text.match(/href="(\/cases\/[0-9a-f]{8}-[^"/]+)"/)[1];
    for (let i = 0; i < Number(options.requests); i++) {
        if (i % 6 === 0) await who.sign_in();
        const form = await who.form(file, `${file}/notes`);
        const { status } = await who.post(`${file}/notes`, { ...form, id: id(), note: 'They called back.' });
        asked++;
        refused += status >= 500;
    }
}

async function sender(one) {
    for (let i = 0; i < Number(options.requests); i++, asked++) await one.send();
}

async function main() {
    town.stderr = openSync(log, 'a');
    // Foreign libraries that only the child for papers uses; docs/reliability.md says so.
    town.env.TSAN_OPTIONS = `exitcode=66:suppressions=${new URL('foreign.tsan', import.meta.url).pathname}`;
    const accounts = await town.found();
    await town.sign_in(accounts.find((a) => a.role === 'inspector'));
    const suite = sealing();
    const phones = Array.from({ length: 8 }, () => new Phone(town, suite, 6));
    const cameras = Array.from({ length: 4 }, () => new Camera(town));
    for (const phone of phones) await phone.enrol();
    const people = Array.from({ length: 14 }, (_, i) => new Person(town, accounts[i % accounts.length]));
    const managers = Array.from({ length: 6 }, () => new Person(town, accounts.find((a) => a.role === 'case-manager')));
    const all = [...phones.map(sender), ...cameras.map(sender), ...people.map(reader), ...managers.map(writer)];
    const backup = cluster ? null : town.run('backup', `${town.dir}/backup`, '--data', town.data);
    await Promise.all(all);
    const copied = (await backup)?.status ?? 0;
    town.agent.destroy();
    town.server.kill('SIGTERM');
    await gone(town.server);
    const reports = (readFileSync(log, 'utf8').match(/WARNING: ThreadSanitizer/g) ?? []).length;
    console.log(`# ${all.length} clients, ${asked} requests, ${refused} refused, ${reports} reports (${options.engine})`);
    if (options.planted === 'yes') {
        console.log(`${reports > 0 ? 'ok' : 'not ok'} a race is caught`);
        return reports > 0;
    }
    const good = reports === 0 && town.server.exitCode === 0 && copied === 0;
    if (!good) console.log(readFileSync(log, 'utf8').split('\n').filter((l) => !l.startsWith('{')).slice(0, 120).join('\n'));
    console.log(`${good ? 'ok' : 'not ok'} the thread sanitizer has nothing to report under mixed load (${options.engine})`);
    return good;
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the mixed load ran\n${e.stack}`);
} finally {
    if (typeof town.stderr === 'number') closeSync(town.stderr);
    town.clear();
    cluster?.clear();
}
process.exit(good ? 0 : 1);
