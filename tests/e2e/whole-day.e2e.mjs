// whole-day.e2e.mjs -- an inspector's day without a network: nine doors, and at each the signed
// order before the next; then one road to the office, and nothing is missing.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';
import { World } from './world.mjs';

const INSPECTOR = 'Ines Calder';

async function looked_at(phone, rooms) {
  for (const room of rooms) {
    await phone.tap(`.ds-rooms a[href$=":${room}"]`);
    await phone.at('room');
    await phone.act('done');
    await phone.at('visit');
  }
}

// From the room's own list: place and section are there already.
async function wrong(phone, room, code, phrase = 0) {
  await phone.tap(`.ds-rooms a[href$=":${room}"]`);
  await phone.at('room');
  await phone.tap(`[data-do="item"][data-code="${code}"]`);
  await phone.at('finding');
  await phone.page.locator('.ds-phrases button').nth(phrase).tap();
  phone.taps++;
  await phone.page.setInputFiles('[name="photo"]',
    { name: 'door.png', mimeType: 'image/png', buffer: steps.picture() });
  await phone.page.waitForSelector('.ds-photos img');
  await phone.act('save');
  await phone.at('room');
  await phone.act('done');
  await phone.at('visit');
}

// Corrected or not, one by one, with a photograph of today.
async function earlier(phone) {
  const rows = phone.page.locator('input[type=radio][value="corrected"]:visible, .ds-card:visible label:has(input[value="corrected"])');
  for (let i = 0, n = await rows.count(); i < n; i++) await phone.tap(rows.nth(i));
}

// What one inspection costs, and what its order says without anybody writing it.
const cost = { doors: 0, taps: 0, typed: 0, order: 0, violations: 0 };

async function counted(phone, act) {
  const { taps, typed } = phone;
  const order = await act();
  cost.doors++;
  cost.taps += phone.taps - taps;
  cost.typed += phone.typed - typed;
  cost.order += order.length;
  cost.violations += (order.match(/^\d+\. 410/gm) ?? []).length;
}

async function inspect(phone, { findings = [], rooms = ['exterior', 'common-area'], facts } = {}) {
  await steps.begin(phone);
  await earlier(phone);
  await looked_at(phone, rooms);
  for (const [room, code] of findings) await wrong(phone, room, code);
  await steps.leave_card(phone);
  const order = await steps.sign(phone, INSPECTOR, facts);
  for (const [, code] of findings) expect(order.includes(code), `the order names ${code}`);
  await phone.act('next');
  await phone.at('today');
  return order;
}

// The index of addresses is on the phone: a house that nobody planned.
async function another(phone, address) {
  await go(phone, '#/address', 'address');
  await phone.type('search', address);
  await phone.act('choose');
  await phone.page.waitForSelector('[data-do="open"]:visible');
  if (await phone.page.locator('select[name="known"]').isVisible())
    await phone.page.selectOption('[name="known"]', { index: 1 });
  await phone.choose('kind', 'emergency');
  await phone.act('open');
  await phone.at('visit');
  await phone.choose('occupancy', 'occupied');
  await phone.choose('present', 'occupant');
  await phone.act('begin');
}

async function nine_doors(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  await w.picture(phone.page, 'guide-today');
  await phone.offline(true);
  const planned = await phone.page.locator('section:has([data-made="later"]) [data-made="later"]').count() + 1;
  let doors = 0;

  // The first door: something wrong in two rooms, a child, an old house.
  await steps.begin(phone);
  await w.picture(phone.page, 'day-visit', { fullPage: true });
  await earlier(phone);
  await phone.tap('.ds-rooms a[href$=":bathroom"]');
  await phone.at('room');
  await w.axe(phone.page, 'room');
  await w.picture(phone.page, 'guide-room');
  await phone.act('done');
  await phone.at('visit');
  await wrong(phone, 'kitchen', '410.150');
  await wrong(phone, 'bedroom', '410.180');
  await w.picture(phone.page, 'day-found', { fullPage: true });
  await phone.page.evaluate(() => document.querySelector('.ds-rooms').scrollIntoView({ block: 'start' }));
  await phone.page.evaluate(() => scrollBy(0, -140));
  await w.picture(phone.page, 'guide-rooms');
  await phone.page.evaluate(() => scrollTo(0, 0));
  await steps.leave_card(phone);
  await phone.act('sign');
  await phone.at('facts');
  await w.axe(phone.page, 'facts');
  await phone.type('year_built', '3020'); // what the office would refuse is said here
  await phone.act('save');
  await phone.page.waitForSelector('.ds-errors:has-text("such as 1925")');
  await phone.type('year_built', '1920');
  await phone.choose('child', 'yes');
  await w.picture(phone.page, 'day-facts', { fullPage: true });
  await phone.page.evaluate(() => scrollTo(0, 0));
  await w.picture(phone.page, 'guide-facts');
  await phone.act('save');
  await phone.page.waitForSelector('.ds-errors');
  await w.picture(phone.page, 'day-facts-faults');
  await steps.answer_facts(phone, { child: 'yes', lead: 'ordered' });
  await phone.at('sign');
  const order = await phone.page.locator('.ds-order').innerText();
  expect(order.includes('Lead (105 CMR 460.000): a lead determination is ordered'), 'lead stands in the order');
  expect(order.includes('Seen: kitchen, bathroom, bedroom'), 'the rooms stand in the order');
  expect(!/child/i.test(order), 'of a child the order says nothing');
  await w.picture(phone.page, 'guide-sign');
  await phone.type('name', INSPECTOR);
  await phone.act('sign');
  await phone.at('visit');
  await phone.page.waitForSelector('[data-do="next"]:visible');
  await w.picture(phone.page, 'day-signed', { fullPage: true });
  await phone.act('next');
  await phone.at('today');
  doors++;

  // A door that stays closed.
  await phone.act('visit');
  await phone.at('visit');
  const closed = await phone.page.locator('.ds-address').innerText();
  await phone.tap('a[href^="#/no-entry/"]');
  await phone.at('no-entry');
  await w.axe(phone.page, 'no entry');
  await phone.act('save');
  await phone.page.waitForSelector('.ds-errors');
  await phone.choose('reason', 'no-answer');
  await phone.choose('card_left', 'yes');
  await w.picture(phone.page, 'guide-no-entry');
  await phone.act('save');
  await phone.at('visit');
  await w.picture(phone.page, 'day-not-made');
  await phone.act('next');
  await phone.at('today');
  expect((await phone.text()).includes('Nobody came to the door'), 'the closed door stands among the done');

  // The rest of the plan, then houses that nobody planned.
  const findings = [['kitchen', '410.100']];
  for (; doors < Math.min(planned - 1, 9); doors++) await counted(phone, () => inspect(phone, { findings }));
  for (const address of ['8 Lantern', '14 Gull', '12 Lantern', '5 Spindle', '30 Bobbin', '16 Foghorn', '23 Breakwater', '11 Gristmill', '20 Mooring', '32', '24', '15']) {
    if (doors >= 9) break;
    await go(phone, '#/address', 'address');
    await phone.type('search', address);
    if (!(await phone.page.locator('[data-do="choose"]:visible').count())) continue;
    await another(phone, address);
    await looked_at(phone, ['exterior']);
    await steps.leave_card(phone);
    await steps.sign(phone, INSPECTOR);
    await phone.act('next');
    await phone.at('today');
    doors++;
  }
  same(doors, 9, 'doors with a signed order');
  await w.picture(phone.page, 'day-evening', { fullPage: true });
  const mean = (n) => (n / cost.doors).toFixed(1);
  console.log(`# nine doors: ${phone.taps} taps; ${cost.doors} of them counted: a door has ${mean(cost.taps)} taps and ${mean(cost.typed)} typed characters, its order ${mean(cost.order)} characters and ${mean(cost.violations)} violations`);

  await phone.offline(false);
  await steps.all_received(phone);
  expect((await phone.text()).includes(closed), 'the closed door is planned again or done');
  const states = await phone.states();
  expect(!states.includes('attention') || !(await phone.text()).includes('Not sent'), 'nothing is stuck');
}

export const tests = {
  'a violation is mended and taken back before signing, and the order follows': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    await steps.begin(phone);
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'Wrong word.' });
    await steps.find_violation(phone, { search: 'egress', place: 'stairs', note: 'Blocked.' });
    await phone.act('mend');
    await phone.at('finding');
    same(await phone.page.inputValue('[name="note"]'), 'Wrong word.', 'the note as it was');
    await phone.type('note', 'It does not sound.');
    await w.picture(phone.page, 'day-mend', { fullPage: true });
    await phone.act('save');
    await phone.at('visit');
    await phone.act('mend');
    await phone.at('finding');
    await phone.act('withdraw');
    await phone.act('gone');
    await phone.at('visit');
    const order = await steps.sign(phone, INSPECTOR);
    expect(order.includes('It does not sound.'), 'the mended words stand in the order');
    expect(!order.includes('Wrong word') && !order.includes('Blocked'), 'what was taken back does not');
    await steps.all_received(phone);
  },

  'done is said only when the office made the same of it': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    const digests = [];
    let lie = false;
    await phone.page.route('**/api/v1/sync', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      for (const { kind, data } of body.changes ?? [])
        if (kind === 'inspection' && data.digest) {
          digests.push(data.digest);
          if (lie) data.digest = data.digest.replace(/^./, (c) => (c === '0' ? '1' : '0'));
        }
      await route.fulfill({ response: answer, json: body });
    });
    await steps.begin(phone);
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'No battery.' });
    await steps.sign(phone, INSPECTOR);
    await phone.page.waitForSelector('#place h1 ~ [data-state="received"]:visible');
    expect(digests.length > 0, 'the office told its digest');
    const visit = await phone.page.evaluate(() => location.hash);
    await steps.all_received(phone);
    lie = true;
    await go(phone, visit, 'visit');
    await phone.type('addendum', 'A number A012345678');
    const warned = phone.page.locator('.ds-warn:visible', { hasText: 'immigration status' });
    await warned.waitFor();
    await phone.type('addendum', 'Also the lock.');
    await warned.waitFor({ state: 'hidden' });
    await phone.page.evaluate(() => { location.hash = '#/today'; });
    await phone.at('today');
    await go(phone, visit, 'visit');
    same(await phone.page.inputValue('[name="addendum"]'), 'Also the lock.', 'half an addendum is kept');
    await phone.act('addendum');
    await phone.page.waitForSelector('text=The office has something else');
    await phone.page.waitForSelector('text=Nothing is deleted here');
    await w.axe(phone.page, 'a visit that differs');
  },

  'nine doors in a day without a network, the signed order finished at each': async (w) => {
    // Other tests leave too few doors: a day of its own.
    const own = await World.start(w.program);
    try {
      await nine_doors(own);
    } catch (error) {
      await own.picture_failure('nine doors');
      throw error;
    } finally {
      await own.leave();
      await own.end();
    }
  },
};
