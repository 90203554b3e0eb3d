// away.mjs DOORSTEP [DAYS [PHOTOS [MINUTES]]] -- a phone that is away from every network for thirty days
// and comes back with five hundred photographs: each day it is started anew without a network
// and opened by its passphrase, and a visit is found by its address, begun, photographed and
// signed.  After MINUTES of it, or all days, the network is back, and what the office has is
// counted in its stores.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { Phone, go } from '../tests/e2e/phone.mjs';
import * as steps from '../tests/e2e/inspect.mjs';
import { World } from '../tests/e2e/world.mjs';

const [program, days = '30', photos = '500', minutes = '600'] = process.argv.slice(2);
const DAYS = Number(days), PHOTOS = Number(photos), DAY_MS = 86_400_000;
const WIDE = 1024, HIGH = 768, GRAIN = 4, PATIENCE_MS = 3_600_000;
const LAST = Date.now() + Number(minutes) * 60_000;

// Grey grains by chance, so that no two are the same and none is small.
function picture() {
  const rows = Buffer.alloc(HIGH * (WIDE + 1)), grains = randomBytes((WIDE / GRAIN) * (HIGH / GRAIN));
  for (let y = 0; y < HIGH; y++)
    for (let x = 0; x < WIDE; x++)
      rows[y * (WIDE + 1) + 1 + x] = grains[Math.floor(y / GRAIN) * (WIDE / GRAIN) + Math.floor(x / GRAIN)];
  return steps.png(WIDE, HIGH, deflateSync(rows, { level: 1 }));
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const seconds = (ms) => (ms / 1000).toFixed(1);

async function timed(list, act) {
  const began = performance.now();
  await act();
  list.push(performance.now() - began);
}

// The day of the phone, told before anything of it runs.
const set_day = (page, day) => page.evaluate((ms) => localStorage.setItem('ahead', String(ms)), (day - DAYS) * DAY_MS);

async function open_again(phone, { password }) {
  await phone.page.reload();
  await phone.page.waitForSelector('html[data-ready=yes]');
  await phone.type('password', password);
  await phone.tap('#place form button:not([type])');
  await phone.at('today');
}

async function visit(phone, address) {
  await go(phone, '#/address', 'address');
  await phone.type('search', address);
  await phone.act('choose');
  await phone.page.waitForSelector('[data-do="open"]:visible');
  if (await phone.page.locator('select[name="known"]').isVisible()) await phone.page.selectOption('[name="known"]', { index: 1 });
  await phone.choose('kind', 'emergency');
  await phone.act('open');
  await phone.at('visit');
  await phone.choose('occupancy', 'occupied');
  await phone.choose('present', 'occupant');
  await phone.act('begin');
  await phone.page.waitForSelector('[data-do="find"]:visible');
}

async function find(phone, search, n, times) {
  await phone.act('find');
  await phone.at('finding');
  await phone.type('search', search);
  await phone.act('choose');
  await phone.page.selectOption('[name="place"]', 'hall');
  await phone.type('note', 'It is broken.');
  const files = Array.from({ length: n }, (_, i) => ({ name: `${i}.png`, mimeType: 'image/png', buffer: picture() }));
  await timed(times, async () => {
    await phone.page.setInputFiles('[name="photo"]', files);
    await phone.page.waitForFunction((all) => document.querySelectorAll('#place .ds-photos img').length === all, n);
  });
  await phone.act('save');
  await phone.at('visit');
}

const houses = () => [...new Set(readFileSync(new URL('../data/demo/addresses.csv', import.meta.url), 'utf8')
  .trim().split('\n').slice(1).map((row) => row.split(',').slice(2, 4).join(' ')))];

const rows_of = (w, store, sql) => Number(execFileSync('python3',
  ['-c', 'import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])', `${w.dir}/city/${store}.db`, sql]));

async function away(phone, account, times) {
  const { page } = phone, all = houses();
  let day = 1, taken = 0;
  for (; day <= DAYS && Date.now() < LAST; day++) {
    await go(phone, '#/today', 'today');
    await set_day(page, day);
    await timed(times.open, () => open_again(phone, account));
    await visit(phone, all[(day - 1) % all.length]);
    const here = Math.floor((PHOTOS * day) / DAYS) - Math.floor((PHOTOS * (day - 1)) / DAYS);
    for (const [search, n] of [['smoke', Math.ceil(here / 2)], ['egress', Math.floor(here / 2)]])
      if (n) await find(phone, search, n, times.photo);
    await steps.sign(phone, 'Ines Calder');
    taken += here;
    if (day % 5 === 0) console.log(`# day ${day}`);
  }
  return { lived: day - 1, taken };
}

async function main(w) {
  const page = await w.phone(), phone = new Phone(page), account = w.account('inspector');
  const times = { open: [], photo: [], back: [] };
  page.setDefaultTimeout(PATIENCE_MS);
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + Number(localStorage.getItem('ahead') ?? 0);
  });
  await page.goto('/field/');
  await set_day(page, 0);
  await phone.sign_in(account);
  await page.waitForSelector('[href="#/address"]');
  await go(phone, '#/address', 'address');
  await page.waitForSelector('#place .ds-note[data-if="away"]', { state: 'hidden' });
  const before = rows_of(w, 'enforcement', 'select count(*) from finding');
  await phone.offline(true);
  const { lived, taken } = await away(phone, account, times);
  await go(phone, '#/today', 'today');
  await open_again(phone, account);
  await go(phone, '#/waiting', 'waiting');
  const { usage } = await page.evaluate(() => navigator.storage.estimate());
  const waits = await page.locator('#place [data-made="op"]').count();
  console.log(`# after ${lived} days: ${waits} ops and ${await page.locator('#place [data-field="photos"]').innerText()}, ${(usage / 2 ** 20).toFixed(0)} MiB in the browser's store`);
  await timed(times.back, async () => {
    await phone.offline(false);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await steps.all_received(phone);
  });
  const photo = rows_of(w, 'photos', 'select count(*) from photo where complete_at is not null');
  const bytes = rows_of(w, 'photos', 'select sum(size) from photo');
  const found = rows_of(w, 'enforcement', 'select count(*) from finding') - before;
  console.log(`# started and opened without a network: median ${seconds(median(times.open))} s, first ${seconds(times.open[0])} s, last ${seconds(times.open.at(-1))} s`);
  console.log(`# a photograph kept: ${Math.round(times.photo.reduce((a, b) => a + b, 0) / taken)} ms; ${Math.round(bytes / photo / 1024)} KiB each`);
  console.log(`# all received ${seconds(times.back[0])} s after the network came back: ${photo} photographs whole and ${found} violations in the office's stores`);
  for (const fault of page.faults) console.log(`# ${fault}`);
  said = `${lived} days and ${taken} photographs`;
  return page.faults.length === 0 && photo === taken && found === 2 * lived;
}

let said = 'no days';
const w = await World.start(program);
let good = false;
try {
  good = await main(w);
} catch (error) {
  console.log(error.stack);
  await w.picture_failure('away');
} finally {
  await w.end();
}
console.log(`${good ? 'ok' : 'not ok'} ${said} without a network: nothing is lost`);
process.exit(good ? 0 : 1);
