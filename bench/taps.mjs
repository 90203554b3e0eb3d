// taps.mjs DOORSTEP -- one inspection on the phone, its taps and typed characters counted step
// by step by the browser tests' own hand; the same inspection on the printed paper form, its
// fields counted from src/wire/letter_form.c; and for both the seconds that the keystroke-level
// model gives (Card, Moran, Newell, CACM 23 (7), 1980: P 1.1 s to point, M 1.35 s to think,
// K 0.28 s a key of an average typist who is no secretary, 0.2 s of a skilled one).
// It is a model: nobody was timed.  Looking at the home, talking and walking are in neither.
// A letter written by hand counts as a key, for the model has nothing for it: kind to paper.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from '../tests/e2e/phone.mjs';
import { World } from '../tests/e2e/world.mjs';
import * as steps from '../tests/e2e/inspect.mjs';

const P = 1.1, M = 1.35, KEYS = [0.28, 0.2];
const CAMERA = 2; // the button and the shutter, which a browser test does not press
const NAME = 'Ines Calder', CODE = '410.150', PLACE = 'kitchen';

// One M before each tap on the phone and before each field on paper: the same rule for both.
const seconds = ({ aims, keys }, k) => aims * (M + P) + keys * k;

async function counted(phone, list, name, act, more = 0) {
  const { taps, typed } = phone;
  await act();
  list.push({ name, aims: phone.taps - taps + more, keys: phone.typed - typed });
}

async function violation(phone) {
  await phone.tap(`.ds-rooms a[href$=":${PLACE}"]`);
  await phone.at('room');
  await phone.tap(`[data-do="item"][data-code="${CODE}"]`);
  await phone.at('finding');
  await phone.tap(phone.page.locator('.ds-phrases button').first());
  await phone.page.setInputFiles('[name="photo"]', { name: 'door.png', mimeType: 'image/png', buffer: steps.picture() });
  await phone.page.waitForSelector('.ds-photos img');
  const note = await phone.page.inputValue('[name="note"]');
  await phone.act('save');
  await phone.at('room');
  await phone.act('done');
  await phone.at('visit');
  return note;
}

async function rooms(phone) {
  for (const room of ['exterior', 'common-area']) {
    await phone.tap(`.ds-rooms a[href$=":${room}"]`);
    await phone.at('room');
    await phone.act('done');
    await phone.at('visit');
  }
}

async function on_the_phone(phone) {
  const list = [];
  const said = {};
  const step = (...args) => counted(phone, list, ...args);
  await step('arriving', () => steps.begin(phone));
  said.address = await phone.page.locator('.ds-address').innerText();
  said.unit = (await phone.page.locator('.ds-unit').innerText()).replace(/^\D*\s/, '');
  const open = phone.page.locator('.ds-card:visible label:has(input[value="corrected"])');
  said.earlier = await open.count();
  await step('open from before', async () => {
    for (let i = 0; i < said.earlier; i++) await phone.tap(open.nth(i));
  });
  await step('two rooms looked at', () => rooms(phone));
  await step('a violation, its photo', async () => { said.note = await violation(phone); }, CAMERA);
  await step('the card', () => steps.leave_card(phone));
  await step('the facts, the signature', async () => { said.order = await steps.sign(phone, NAME); });
  await step('to the next door', () => phone.act('next'));
  return { list, said };
}

const field = (words) => ({ aims: 1, keys: words.length });
const sum = (list) => list.reduce((a, b) => ({ aims: a.aims + b.aims, keys: a.keys + b.keys }), { aims: 0, keys: 0 });
const DAY = '11/27/26', HOUR = '9:40', TICK = '';
const row = (note) => [CODE, PLACE, note, TICK, 'owner', DAY].map(field);

function on_paper(said) {
  const part = (name, list) => ({ name, ...sum(list) });
  return [
    part('arriving', [said.address, said.unit, DAY, HOUR, NAME, TICK, TICK, TICK, TICK].map(field)),
    part('open from before', Array.from({ length: said.earlier }, () => [CODE, PLACE, 'Corrected.'].map(field)).flat()),
    part('two rooms looked at', []),
    part('a violation, no photo', row(said.note)),
    part('the card', [field(TICK)]),
    part('the signature', [NAME, NAME, DAY, HOUR, DAY, HOUR].map(field)),
    part('to the next door', []),
  ];
}

function print(title, list) {
  console.log(`${title}: step, taps or fields, characters, seconds at K = ${KEYS.join(' and ')}`);
  for (const one of [...list, { name: 'all', ...sum(list) }])
    console.log(`  ${one.name} | ${one.aims} | ${one.keys} | ${KEYS.map((k) => seconds(one, k).toFixed(0)).join(' | ')}`);
}

const w = await World.start(process.argv[2]);
try {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  const { list, said } = await on_the_phone(phone);
  const paper = on_paper(said);
  print('phone', list);
  print('paper', paper);
  const ways = [['phone', sum(list)], ['paper at the door', sum(paper)],
    ['paper, and the sheet entered at /from-paper', sum([...paper, ...paper])],
    ['paper, and the order typed by hand', sum([...paper, field(said.order)])]];
  for (const [name, all] of ways)
    console.log(`${name}: ${all.aims} taps or fields, ${all.keys} characters, ${KEYS.map((k) => (seconds(all, k) / 60).toFixed(1)).join(' or ')} min`);
} finally {
  await w.end();
}
