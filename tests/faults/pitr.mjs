// pitr.mjs -- PostgreSQL on its bad day, as docs/bad-day.md has it: a base backup is
// taken while phones send, WAL is archived, the cluster is lost, and another one is
// brought back to a chosen moment.  What was promised before that moment is there.
// SPDX-License-Identifier: Apache-2.0
//
// usage: pitr.mjs DOORSTEP
import { Cluster } from './cluster.mjs';
import { Phone, sealing } from './phones.mjs';
import { Town, judge } from './town.mjs';

const [program] = process.argv.slice(2);
const cluster = new Cluster({ archive: true });
const town = new Town(program, cluster);

async function send(phone, times) {
    for (let i = 0; i < times; i++) while (!await phone.send());
}

/* How many of the ops are in the stores. */
function there(batches) {
    const known = new Set(['enforcement', 'care'].flatMap((store) =>
        town.rows(store, 'select id from op').map(([id]) => id)));
    return batches.flatMap((text) => JSON.parse(text)).filter((op) => known.has(op.id)).length;
}

async function main() {
    const inspector = (await town.found()).find((a) => a.role === 'inspector');
    await town.sign_in(inspector);
    const phone = new Phone(town, sealing(), 8);
    await phone.enrol();
    await send(phone, 5);
    const sending = send(phone, 20);
    await cluster.base_backup();
    await sending;
    const kept = phone.promised.slice();
    const moment = cluster.now();
    await send(phone, 10);
    const later = phone.promised.slice(kept.length);
    const cursor = phone.cursor;
    cluster.end_archiving();
    await town.kill();
    cluster.kill();

    cluster.come_back(moment);
    const [early, late] = [there(kept), there(later)];
    const proof = await town.run('restored', '--data', town.data);
    town.start('serve');
    await town.ready();
    const ended = (await phone.sync('[]')).status === 401;
    delete town.token;
    await town.sign_in(inspector);
    const { body } = await phone.sync('[]');
    const anew = cursor !== '' && body.changes.some((c) => c.kind === 'inspection');
    const unknown = await phone.unknown();
    await town.kill('SIGTERM');
    const audit = await town.run('audit', 'verify', '--data', town.data);

    const [promised, lost] = [kept.length * 8, later.length * 8];
    console.log(`# ${promised} ops promised before the moment, ${early} there; ${lost} after it, ${late} there`);
    return judge([
        [early === promised, 'what was promised before the moment came back'],
        [late === 0, 'what was promised after it did not, as the page says'],
        [proof.status === 0 && proof.said.match(/whole/g).length === 4, `all four stores prove whole\n# ${proof.said.replaceAll('\n', '\n# ')}`],
        [ended, 'sessions of before are over'],
        [anew, 'a phone takes everything anew'],
        [unknown === lost, 'what came later is taken when it is sent again'],
        [audit.status === 0, 'the audit chains are sound'],
    ]);
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the recovery ran\n${e.stack}`);
} finally {
    town.clear();
    cluster.clear();
}
process.exit(good ? 0 : 1);
