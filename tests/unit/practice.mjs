// practice.mjs -- the six doors of practice without a browser: what is said of each, that
// nothing of it can be sent, and when somebody is to be reminded or asked.
// SPDX-License-Identifier: Apache-2.0
// node practice.mjs WASM ROOT
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { webcrypto } from 'node:crypto';
import test from 'node:test';

globalThis.crypto ??= webcrypto;
const [wasm, root] = process.argv.slice(2);
const js = (name) => import(`${root}/static/js/${name}.js`);
const { loadRules } = await js('rules');
const { DOORS, dueState, judge, wasThere } = await js('practice_doors');
const { MemoryVault } = await js('memory_vault');
const { Notices } = await js('notices');
const { Practice } = await js('practice');
const { isDue, quarterOf } = await js('survey');
const rules = await loadRules(readFileSync(wasm));

const door = (name) => DOORS.find((one) => one.name === name);
const request = (choices, more = {}) => ({ kind: 'help.request', data: { choices, urgency: 'routine', ...more } });
const run = ({ visit = {}, ops = [], calls = [] } = {}) => ({
    visit: { present: ['occupant'], startedAt: 1, findings: [], addenda: [], card: { left: 'yes' }, ...visit },
    ops,
    calls,
    social: (text) => Boolean(rules.socialWords(text)),
});
const bad = (name, one) => judge(door(name), one).filter(({ good }) => !good).map(({ name: check }) => check);

test('a door done well has nothing to mend', () => {
    assert.deepEqual(bad('food', run({ ops: [request(['food:told', 'rent:told'])] })), []);
    assert.deepEqual(
        bad('things', run({ visit: { findings: [{ note: 'The way out is blocked.' }] }, ops: [request(['things:seen'])] })),
        [],
    );
    assert.deepEqual(bad('owner', run({ visit: { present: ['occupant', 'owner'] } })), []);
    assert.deepEqual(bad('language', run({ ops: [{ kind: 'help.alert', data: {} }] })), []);
    assert.deepEqual(
        bad('crisis', run({ calls: ['988'], ops: [request(['talk:told'], { urgency: 'crisis' })] })),
        [],
    );
    assert.deepEqual(bad('no', run({ ops: [{ kind: 'help.no', data: {} }] })), []);
});

test('what was left out is named, and nothing else', () => {
    assert.deepEqual(bad('food', run({ ops: [request(['food:told'])] })), ['both']);
    assert.deepEqual(bad('food', run({ visit: { card: { left: 'no' } } })), ['asked', 'both', 'card']);
    assert.deepEqual(bad('things', run({ ops: [request(['repairs:told'])] })), ['found', 'things']);
    assert.deepEqual(bad('owner', run({ ops: [request(['food:told'])] })), ['owner', 'quiet']);
    assert.deepEqual(bad('language', run({ ops: [request(['talk:seen'])] })), ['alert']);
    assert.deepEqual(bad('crisis', run({ ops: [request(['talk:told'])] })), ['called', 'crisis']);
    const both = [{ kind: 'help.no', data: {} }, { kind: 'help.alert', data: {} }];
    assert.deepEqual(bad('no', run({ ops: both })), ['peace']);
});

test('a note the owner must not read is noticed wherever it was typed', () => {
    const ops = [request(['things:seen'])];
    for (const visit of [
        { findings: [{ note: 'Hoarding in the hall' }] },
        { findings: [{ note: 'Blocked.' }], addenda: [{ text: 'She got an eviction letter.' }] },
    ])
        assert.deepEqual(bad('things', run({ visit, ops })), ['neutral']);
});

test('opening a door and turning round is not practice', () => {
    assert.equal(wasThere(run({ visit: { startedAt: undefined } })), false);
    assert.equal(wasThere(run()), false);
    assert.equal(wasThere(run({ ops: [{ kind: 'inspection.start', data: {} }] })), true);
});

test('practice is due as the server says, unless it has not heard of the last one', () => {
    const told = { practice_done: '2026-01-05', practice_due: '2027-01-05' };
    assert.equal(dueState({}, '', '2026-11-26').state, 'never');
    assert.equal(dueState({ practice_done: '', practice_due: '' }, '', '2026-11-26').state, 'never');
    assert.equal(dueState(told, '2026-01-05', '2027-01-04').state, 'done');
    assert.equal(dueState(told, '', '2027-01-05').state, 'due');
    assert.deepEqual(dueState(told, '2027-01-06', '2027-01-06'), { state: 'done', done: '2027-01-06', due: '' });
});

test('the questions come once a quarter, and not within a week of "not now"', () => {
    assert.deepEqual(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf), [
        '2026-1', '2026-1', '2026-2', '2026-4',
    ]);
    assert.equal(isDue({}, null, '2026-11-26'), true);
    assert.equal(isDue({ survey_answered: null }, null, '2026-11-26'), true);
    assert.equal(isDue({ survey_answered: '2026-4' }, null, '2026-11-26'), false);
    assert.equal(isDue({ survey_answered: '2026-3' }, { answered: '2026-4' }, '2026-11-26'), false);
    assert.equal(isDue({ survey_answered: '2026-4' }, { answered: '2026-4' }, '2027-01-01'), true);
    assert.equal(isDue({}, { later: '2026-12-03' }, '2026-12-02'), false);
    assert.equal(isDue({}, { later: '2026-12-03' }, '2026-12-03'), true);
});

// A phone with a vault in memory, whose real outbox may not be touched.
function phone() {
    const vault = new MemoryVault();
    const app = {
        vault,
        rules,
        limits: rules.tables().limits,
        account: {},
        text: { t: (id) => id },
        reference: { ready: true, config: {} },
        sync: { run() {} },
        route: { hold: null, go() {}, replace() {} },
        get outbox() {
            throw new Error('practice came to the outbox that is sent');
        },
    };
    app.notices = new Notices({ vault, api: null });
    app.practice = new Practice(app);
    return app;
}

async function practise(app, n) {
    const id = await app.practice.begin(n);
    const there = await app.practice.appOf(id);
    const visit = await there.visits.begin(await there.visits.get(id), { occupancy: 'occupied', present: ['occupant'] });
    await there.requests.send(visit, { choices: ['food'], known: 'told', urgency: 'crisis', message_ok: 'no' });
    assert.equal(there.outbox.all().length, 2);
    return there;
}

test('what is done at a door of practice stays in memory, and cannot be sealed', async () => {
    const app = phone();
    const there = await practise(app, 1);
    await assert.rejects(there.outbox.batch(), /never sealed or sent/);
    for (const kind of ['op', 'visit', 'mine', 'ask', 'door-no', 'photo', 'finding-draft'])
        assert.deepEqual(await app.vault.list(kind), [], kind);
    assert.equal((await app.practice.finish(1)).length, door('food').checks.length);
    assert.deepEqual(await app.vault.list('notice'), []);
    assert.deepEqual(Object.keys((await app.vault.get('practice')).doors), ['food']);
});

test('a screen stands on practice for ids of practice alone', async () => {
    const app = phone();
    const id = await app.practice.begin(2);
    assert.equal(await app.practice.appOf('018f0000-0000-7000-8000-000000000001'), null);
    assert.equal(await app.practice.appOf(''), null);
    assert.ok((await app.practice.appOf(`${id}:kitchen`)).visits);
    await app.practice.begin(2); // the one before is gone
    assert.equal(await app.practice.appOf(id), 'over');
});

test('the sixth door is told once, in the same write that keeps it', async () => {
    const app = phone();
    for (const n of [1, 2, 3, 4, 5, 6, 6, 1]) {
        await practise(app, n);
        await app.practice.finish(n);
    }
    const told = await app.vault.list('notice');
    assert.equal(told.length, 1);
    const { path, body } = told[0].value;
    assert.equal(path, '/api/v1/practice');
    assert.deepEqual(Object.keys(body).sort(), ['day', 'id', 'version']);
    assert.equal((await app.practice.progress()).state, 'done');
});

test('when it is due again, all six doors are to do', async () => {
    const app = phone();
    for (let n = 1; n <= 6; n++) {
        await practise(app, n);
        await app.practice.finish(n);
    }
    const [{ value }] = await app.vault.list('practice');
    app.reference.config = { practice_done: value.done, practice_due: value.done };
    assert.deepEqual(await app.practice.progress().then(({ state, n }) => [state, n]), ['due', 0]);
    await practise(app, 3);
    await app.practice.finish(3);
    assert.deepEqual(await app.practice.progress().then(({ state, n }) => [state, n]), ['due', 1]);
    for (const n of [1, 2, 4, 5, 6]) {
        await practise(app, n);
        await app.practice.finish(n);
    }
    assert.equal((await app.vault.list('notice')).length, 2);
});

test('what is told is kept until the server says its id back', async () => {
    const vault = new MemoryVault();
    const answers = [
        { ok: true, status: 200, json: {} }, // a café's page
        { ok: false, status: 401, json: {} },
        { ok: true, status: 200, json: { id: 'n1' } },
    ];
    const notices = new Notices({ vault, api: { call: async () => answers.shift() } });
    await vault.put([notices.record('/api/v1/practice', { id: 'n1' })]);
    for (const left of [1, 1, 0]) {
        await notices.send();
        assert.equal((await vault.list('notice')).length, left);
    }
});
