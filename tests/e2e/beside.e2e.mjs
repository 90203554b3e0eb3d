// beside.e2e.mjs -- a city that keeps its inspections in another system: its link opens the
// visit, help is asked for without signal, and the way back leads to its own record.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { World } from './world.mjs';
import { expect, same } from './expect.mjs';
import * as at_the_door from './inspect.mjs';

const FIRST = 'HV-0001';
const RECORD = `https://permits.harborview.example/inspections/${FIRST}`;
const TABLET = { viewport: { width: 820, height: 1180 } };

// A city of its own: the others of this run keep their own inspections.
const beside = (test) => async (w) => {
  const world = await World.start(w.program, '--inspections', 'beside');
  try {
    await test(world);
  } catch (error) {
    await world.picture_failure('beside');
    throw error;
  } finally {
    await world.end();
  }
};

async function on_today(w, more) {
  const phone = new Phone(await w.phone(more));
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

async function at_card(phone) {
  await phone.page.waitForSelector('#place [data-behaviour="beside"]');
}

async function unlock(w, phone) {
  await phone.type('password', w.account('inspector').password);
  await phone.tap('#place form button:not([type])');
}

export const tests = {
  'beside another system, its link opens the visit and help is asked for without signal': beside(async (w) => {
    const phone = await on_today(w);
    await w.picture(phone.page, 'beside-today');
    await w.axe(phone.page, 'Today beside');
    const asked = [];
    phone.page.on('request', (r) => asked.push(r.url()));
    await phone.page.goto(`/go#r=${FIRST}`);
    await unlock(w, phone);
    await at_card(phone);
    expect(asked.every((url) => !url.includes(FIRST)), 'no server hears which visit was opened', asked);
    expect((await phone.text()).includes('12 Lantern St'), 'it is the visit of that number');
    await w.picture(phone.page, 'beside-visit');
    await w.axe(phone.page, 'visit card');

    await phone.offline(true);
    await phone.act('ask');
    expect(await phone.page.locator('#place [role="alert"]').isVisible(), 'who is there is asked before help is');
    await phone.choose('occupancy', 'occupied');
    await phone.choose('present', 'occupant');
    const before = phone.taps;
    await phone.act('ask');
    await phone.at('ask');
    for (const [name, value] of [['choices', 'food'], ['known', 'told']]) await phone.choose(name, value);
    await phone.type('phone', '617 555 0199');
    await phone.act('show');
    await phone.at('door');
    await phone.tap('[data-do="speak"][data-lang="es"]');
    await at_the_door.resident_says_yes(phone);
    await at_the_door.hand_over(phone);
    expect(phone.taps - before <= 8, 'a help request takes at most eight taps', phone.taps - before);
    await phone.act('now');
    await phone.tap('a.usa-button--big:visible');
    await at_card(phone);
    await phone.tap('a[href^="#/card/"]:visible');
    await phone.at('card');
    await phone.choose('left', 'yes');
    await phone.act('save');
    await at_card(phone);
    await w.picture(phone.page, 'beside-begun');
    await w.axe(phone.page, 'visit card, begun');

    await phone.tap('a[href="#/mine"]:visible');
    await phone.at('mine');
    expect((await phone.states()).includes('here'), 'it stands among my requests');
    await phone.page.goBack();
    await at_card(phone);
    const back = phone.page.locator('a[target="_blank"]:visible');
    same(await back.getAttribute('href'), RECORD, 'the way back is the record of the other system');
    expect(/noopener/.test(await back.getAttribute('rel')), 'and it may not reach this page');
    await phone.act('done');
    await phone.at('today');
    await phone.page.waitForSelector('#place [data-made="done"]');
    expect(!(await phone.page.locator('#place .ds-card--lead').innerText()).includes('12 Lantern St'), 'the next door comes first');
    await phone.offline(false);
    await at_the_door.all_received(phone);
  }),

  'beside another system, nothing is found or signed, the owner in the room is seen, and a number that is not here is said': beside(async (w) => {
    const phone = await on_today(w, TABLET);
    await phone.act('visit');
    await at_card(phone);
    const [, , id] = (await phone.page.evaluate(() => location.hash)).split('/');
    for (const name of ['finding', 'sign', 'unit', 'room', 'facts', 'add-room']) {
      await phone.page.evaluate((to) => { location.hash = to; }, `#/${name}/${id}`);
      await at_card(phone);
      expect(await phone.page.locator('[data-do="find"], [data-do="sign"]').count() === 0, `${name} shows the card`);
    }
    await phone.choose('occupancy', 'occupied');
    await phone.choose('present', 'occupant');
    await phone.choose('present', 'owner');
    await w.picture(phone.page, 'beside-visit-tablet');
    await phone.act('ask');
    await phone.at('ask');
    expect(await phone.page.locator('[data-do="show"]').isHidden(), 'not now: leave a card');

    await phone.page.evaluate(() => { location.hash = '#r=HV-9999'; });
    await phone.at('today');
    await phone.page.waitForSelector('text=HV-9999');
    await w.picture(phone.page, 'beside-unknown-tablet');
    await w.axe(phone.page, 'Today with an unknown number');
    await phone.offline(true);
    await phone.page.goto('about:blank'); // the link starts the app anew
    await phone.page.goto('/field/#r=HV-0002');
    await phone.page.waitForSelector('html[data-ready=yes]');
    await unlock(w, phone);
    await at_card(phone);
    expect((await phone.text()).includes('8 Gull St'), 'the phone knows the number without a network');
    await phone.tap('a[href^="#/no-entry/"]:visible');
    await phone.at('no-entry');
    expect(await phone.page.locator('[data-group="come"]').isHidden(), 'the other system plans the next visit');
    await phone.choose('reason', 'no-answer');
    await phone.choose('card_left', 'yes');
    await phone.act('save');
    await at_card(phone);
    await w.picture(phone.page, 'beside-no-entry-tablet');
    await w.axe(phone.page, 'not let in');
  }),
};
