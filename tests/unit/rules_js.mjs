// rules_js.mjs WASM ROOT -- static/js/rules.js as the screens use it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const [wasm, root] = process.argv.slice(2);
const { loadRules } = await import(pathToFileURL(`${root}/static/js/rules.js`));
const { Reference } = await import(pathToFileURL(`${root}/static/js/reference.js`));
const fresh = () => loadRules(readFileSync(wasm));
const boston = { changes: [[0, -18000], [1772953200000, -14400], [1793512800000, -18000]] };
const noon = Date.UTC(2026, 10, 24, 17); // Tuesday 24 November 2026, 12:00 in Boston

test('the tables hold the words and the limits', async () => {
    const { choice, limits, msgids } = (await fresh()).tables();
    assert.deepEqual(choice, ['food', 'heat', 'rent', 'health', 'repairs', 'things', 'papers', 'talk', 'private']);
    assert.equal(limits.undo_ms, 600000);
    assert.equal(msgids['need.food'], 'need.food');
});

test('a phone that was told nothing keeps UTC and office hours', async () => {
    const rules = await fresh();
    assert.equal(rules.day(noon), '2026-11-24');
    assert.equal(rules.minuteOfDay(noon), 17 * 60);
    assert.equal(rules.providerOpen(noon), false);
});

test('what the city told rules days and promises', async () => {
    const rules = await fresh();
    assert.deepEqual(rules.setReference({ config: { provider_hours: 'mo-fr 08:00-12:30' }, zone: boston, holidays: { days: ['2026-11-25'] } }), []);
    assert.equal(rules.minuteOfDay(noon), 12 * 60);
    assert.equal(rules.providerOpen(noon), true);
    assert.equal(rules.promisedDay(noon, 'today'), '2026-11-26'); // the 25th is its holiday, Thanksgiving is not
    assert.equal(rules.businessAdd('2026-11-24', 1), '2026-11-26');
});

test('a reference with a fault changes nothing and says which', async () => {
    const rules = await fresh();
    rules.setReference({ zone: boston });
    const faults = rules.setReference({ config: { provider_hours: 'always' }, zone: { changes: [[0, 0]] } });
    assert.deepEqual(faults, [{ field: 'hours', msg: 'errors.bad_hours' }]);
    assert.equal(rules.minuteOfDay(noon), 12 * 60);
});

test('an op is checked before it is kept', async () => {
    const rules = await fresh();
    const id = '018f0000-0000-7000-8000-000000000001';
    assert.deepEqual(rules.check('help.no', { no: id, property: id, unit: '2R' }), []);
    assert.deepEqual(rules.check('help.no', { no: id, unit: 'x'.repeat(21) }), [
        { field: 'property', msg: 'errors.required' },
        { field: 'unit', msg: 'errors.too_long' },
    ]);
    assert.deepEqual(rules.check('card.set', { inspection: id, left: 'no', reason: undefined }), [{ field: 'reason', msg: 'errors.required' }]);
    assert.deepEqual(rules.check('help.no', { no: id, property: id, unit: 'a\0b' }), []); // a NUL ends nothing
});

test('days go forward and back', async () => {
    const rules = await fresh();
    assert.equal(rules.dayAdd('2026-12-31', 1), '2027-01-01');
    assert.equal(rules.dayAdd('2026-01-03', -7), '2025-12-27');
    assert.equal(rules.correctBy({ endangering: '1', at: noon }), '2026-11-25');
    assert.equal(rules.correctBy({ endangering: false, at: noon }), '2026-12-23');
});

test('the order is composed from a visit, and does not change while it is read', async () => {
    const rules = await fresh();
    rules.setReference({ zone: boston });
    const library = { edition: '105-cmr-410:2023-05-12', sections: [{ code: '410.180', title: 'Temperature Requirements' }] };
    const visit = { startedAt: noon, property: { address: '1-11 Erie St' }, unit: '2R', present: ['occupant'], facts: { units: '3', habitable: '5' }, findings: [{ id: 'a', code: '410.180', place: 'bedroom', note: 'Cold.', endangering: true, responsible: 'owner', correct_by: '2026-11-25', photos: [] }] };
    const parts = { visit, open: [{ id: 'b', code: '410.100', title: 'Kitchen Facilities' }], reference: { config: { city_name: 'Harborview' }, library }, name: 'Ana Lima', at: noon };
    const order = rules.orderText(parts);
    assert.match(order, /^Harborview\n/);
    assert.match(order, /Homes in the building: 3\nHabitable rooms of the unit: 5\n/);
    assert.match(order, /1\. 410\.180 Temperature Requirements\n   Where: bedroom\n   What: Cold\.\n/);
    assert.match(order, /EARLIER VISITS\n\n2\. 410\.100 Kitchen Facilities/);
    assert.match(order, /Date and time: Tuesday, November 24, 2026, 12:00 pm\n$/);
    assert.equal(rules.orderText(parts), order);
});

test('a section is found by number, title and word', async () => {
    const rules = await fresh();
    const library = { sections: [
        { code: '410.180', title: 'Temperature Requirements', phrases: ['The room is cold.'], words: ['heat'] },
        { code: '410.160', title: 'Heating Systems', phrases: ['The boiler does not start.'], words: [] },
    ] };
    const codes = (query) => rules.searchCode(query, library).map(({ code }) => code);
    assert.deepEqual(codes('heat'), ['410.160', '410.180']);
    assert.deepEqual(codes('410.18'), ['410.180']);
    assert.deepEqual(codes('room cold'), ['410.180']);
    assert.deepEqual(codes('zebra'), []);
    assert.deepEqual(codes(''), ['410.180', '410.160']);
});

test('a section is found in the reader\'s language, and in English', async () => {
    const rules = await fresh();
    const library = { sections: [
        { code: '410.150', title: 'Hot Water', titles: { es: 'Agua caliente', pt: null } },
        { code: '410.180', title: 'Temperature Requirements', titles: { es: 'Requisitos de temperatura' } },
        { code: '9.1', title: 'Snow' },
    ] };
    const codes = (query, lang) => rules.searchCode(query, library, lang).map(({ code }) => code);
    assert.deepEqual(codes('água', 'es'), ['410.150']);
    assert.deepEqual(codes('hot', 'es'), ['410.150']);
    assert.deepEqual(codes('agua', 'en'), []);
    assert.deepEqual(codes('hot', 'pt'), ['410.150']);
    assert.deepEqual(codes('snow', 'ht'), ['9.1']);
});

test('a violation is called by the title of its own edition', async () => {
    const sections = [{ code: '410.180', title: 'Temperature Requirements', titles: { es: 'Requisitos de temperatura' } }];
    const vault = { list: async () => [{ value: { id: 'library', edition: 'now', sections } }] };
    const reference = await new Reference(vault, { setReference() {} }).load();
    const potable = { code: '410.180', title: 'Potable Water', titles: { es: 'Agua potable' } };
    assert.equal(reference.title({ code: '410.180' }, 'es'), 'Requisitos de temperatura');
    assert.equal(reference.title({ code: '410.180', title: 'Temperature Requirements' }, 'es'), 'Requisitos de temperatura');
    assert.equal(reference.title(potable, 'es'), 'Agua potable');
    assert.equal(reference.title(potable, 'ht'), 'Potable Water');
    assert.equal(reference.title({ code: '9.9' }, 'es'), '9.9');
});
