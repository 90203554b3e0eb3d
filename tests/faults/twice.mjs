// twice.mjs -- the same form sent by fifty at once, over and over: one row each time, and
// every sender is answered as if hers had been the only one.
// SPDX-License-Identifier: Apache-2.0
//
// usage: twice.mjs DOORSTEP [rounds=N] [engine=postgres]
// rounds: of each form; 1,000 were asked for, a check takes few.
import { Cluster } from './cluster.mjs';
import { Person } from './people.mjs';
import { Town, judge } from './town.mjs';

const AT_ONCE = 50;
const [program, ...words] = process.argv.slice(2);
const options = { rounds: '3', engine: 'sqlite', ...Object.fromEntries(words.map((w) => w.split('='))) };
const cluster = options.engine === 'postgres' ? new Cluster() : null;
const town = new Town(program, cluster);

const SOON = new Date(Date.now() + 3 * 86400e3).toISOString().slice(0, 10);
const YESTERDAY = new Date(Date.now() - 86400e3).toISOString().slice(0, 10);

// A need that is open is not added again: each case takes another one every turn, and none
// when these are used up.
const NEEDS = ['language', 'childcare', 'disability', 'elder'];

/** [table, page below the case, where the form goes, what a person fills in (in which turn),
 * which rows count] */
const FORMS = [
    ['case_note', '', '/notes', { note: 'They called back.' }],
    ['attempt', '/attempts', '/attempts', { outcome: 'no-answer', channel: 'phone', next_day: SOON }],
    ['home_visit', '/visits', '/visits', { day: SOON, time: '14:30' }],
    ['household_person', '/household', '/household/people', { name: 'A cousin', relation: 'other' }],
    ['household_home', '/household', '/household/move', { address: '8 Lantern St', day: YESTERDAY }, 'from_day is not null'],
    ['case_goal', '/plan', '/goals', { words: 'A warm kitchen' }],
    ['case_task', '/plan', '/tasks', { what: 'Call the school', due: SOON }],
    ['case_measure', '/measures', '/measures', { item_kitchen: '3' }],
    ['case_need', '', '/needs', (turn) => ({ need: NEEDS[turn], known_by: 'told' })],
];

async function sent_by_fifty(who, form, turn) {
    const [table, page, action, filled_in, which = '1 = 1'] = form;
    const typed = typeof filled_in === 'function' ? filled_in(turn) : filled_in;
    const rows_now = () => town.count('care', `select count(*) from ${table} where ${which}`);
    const before = rows_now();
    const hidden = await who.filled(`${who.file}${page}`, `${who.file}${action}`);
    const body = { ...hidden, ...typed };
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => who.post(`${who.file}${action}`, body)));
    const rows = rows_now() - before;
    const said = [...new Set(answers.map((a) => a.status))];
    return { rows, said, words: answers[0].text.match(/usa-error-message[^>]*>([^<]*)/)?.[1] };
}

async function judged(who, form) {
    const seen = new Set();
    const most = typeof form[3] === 'function' ? NEEDS.length * who.files.length : Infinity;
    for (let i = 0; i < Math.min(most, Number(options.rounds)); i++) {
        who.file = who.files[i % who.files.length];
        const { rows, said, words: why } = await sent_by_fifty(who, form, Math.floor(i / who.files.length));
        seen.add(`${rows} row, answered ${said.sort().join(' and ')}${why ? `: ${why}` : ''}`);
    }
    console.log(`# ${form[0]}: ${[...seen].join('; ')}`);
    return [seen.size === 1 && seen.has('1 row, answered 303'), `${form[0]}: fifty at once are one row and one answer`];
}

async function main() {
    const accounts = await town.found();
    const who = new Person(town, accounts.find((a) => a.role === 'case-manager'));
    await who.sign_in();
    // Nobody goes to a household that took back what it had said yes to.
    who.files = town.rows('care', `select id from casefile where state = 'assessed' and not exists (select 1 from consent
                                   where consent.casefile = casefile.id and withdrawn_at is not null) order by id`)
        .map(([id]) => `/cases/${id.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`);
    const verdicts = [];
    for (const form of FORMS) verdicts.push(await judged(who, form));
    return judge(verdicts);
}

let good = false;
try {
    good = await main();
} catch (e) {
    console.log(`not ok the forms were sent\n${e.stack}`);
} finally {
    town.clear();
    cluster?.clear();
}
process.exit(good ? 0 : 1);
