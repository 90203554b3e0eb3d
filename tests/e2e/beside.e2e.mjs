// beside.e2e.mjs -- a city whose inspections are in another system: its day on the phone, the
// link from there, the request from inside it, and the way back.
// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

const BUDGET = 8;

function doorstep(w, ...words) {
  const ran = spawnSync(w.program, [...words, '--data', path.join(w.dir, 'city')], { encoding: 'utf8' });
  expect(ran.status === 0, `doorstep ${words.join(' ')}`, ran.stdout + ran.stderr);
}

// The other system's export of today: two doors, one of them inspected already.
function import_day(w) {
  const now = new Date();
  const at = (minutes) => new Date(now.getTime() + minutes * 60_000).toISOString();
  const { email } = w.account('inspector');
  const rows = [
    ['BLD-26-001', email, at(30), '', '8 Lantern St', '', 'routine', '', 'https://permits.harborview.example/BLD-26-001'],
    ['BLD-26-002', email, at(-90), at(-60), '14 Gull St', '1', 'routine', 'failed', 'https://permits.harborview.example/BLD-26-002'],
  ];
  const file = path.join(w.dir, 'day.csv');
  writeFileSync(file, ['external_id,inspector_email,scheduled_at,inspected_at,address,unit,kind,result,record_url',
    ...rows.map((row) => row.join(','))].join('\n') + '\n');
  doorstep(w, 'import', 'inspections', file);
}

export const tests = {
  'beside another system the phone has its day, the card and help in eight taps, and leads back': async (w) => {
    doorstep(w, 'city', 'set', 'inspections', 'beside');
    import_day(w);
    try {
      const phone = new Phone(await w.phone());
      await phone.page.goto('/go#r=BLD-26-001');
      await phone.page.waitForSelector('html[data-ready=yes]');
      const { email, password } = w.account('inspector');
      await phone.type('email', email);
      await phone.type('password', password);
      await phone.tap('#place form button:not([type])');
      await phone.at('today');
      await phone.page.waitForSelector('#place .ds-card--lead:visible');
      await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await phone.offline(true);

      // From the other system's app, while the network is away.
      await phone.page.evaluate(() => { location.hash = '#r=BLD-26-001'; });
      await phone.page.waitForSelector('#place [data-behaviour="beside"]');
      expect((await phone.text()).includes('8 Lantern St'), 'the visit that was named');
      expect(!/Sign the report|Add finding/.test(await phone.text()), 'nothing of an inspection of ours');
      await w.axe(phone.page, 'beside');
      await phone.choose('occupancy', 'occupied');
      await phone.choose('present', 'occupant');
      await phone.act('begin');
      await phone.page.waitForSelector('a[href^="#/ask/"]:visible');
      await w.picture(phone.page, 'beside-visit');
      await phone.page.setViewportSize({ width: 820, height: 1180 });
      await w.picture(phone.page, 'beside-tablet');
      await phone.page.setViewportSize({ width: 390, height: 844 });
      const before = phone.taps;
      await phone.tap('a[href^="#/ask/"]:visible');
      await phone.at('ask');
      await phone.choose('choices', 'food');
      await phone.type('phone', '617 555 0122');
      await phone.act('show');
      await phone.at('door');
      await phone.act('yes');
      await phone.hold('[data-hold]');
      await phone.at('hand-over');
      await phone.act('send');
      await phone.at('passed');
      expect(phone.taps - before <= BUDGET, `${phone.taps - before} taps`);
      await phone.act('now'); // ends the ten minutes in which it can be taken back
      await phone.tap('.ds-actions a[href^="#/visit/"]');
      await phone.page.waitForSelector('#place [data-behaviour="beside"]');
      const link = phone.page.locator('[data-to="record_to"]');
      same(await link.getAttribute('href'), 'https://permits.harborview.example/BLD-26-001', 'the way back');
      same(await link.getAttribute('rel'), 'noopener noreferrer', 'and nothing goes with it');

      await phone.page.evaluate(() => { location.hash = '#/today'; });
      await phone.at('today');
      expect((await phone.text()).includes('14 Gull St'), 'what was inspected there stands among the done');
      await phone.page.evaluate(() => { location.hash = '#r=NO-SUCH'; });
      await phone.page.waitForSelector('text=NO-SUCH');
      await w.axe(phone.page, 'an unknown visit');
      await phone.page.evaluate(() => { location.hash = '#/mine'; });
      await phone.at('mine');
      await phone.offline(false);
      await steps.all_received(phone);
      same(phone.page.faults, [], 'no fault in the page');
    } finally {
      doorstep(w, 'city', 'set', 'inspections', 'own');
    }
  },
};
