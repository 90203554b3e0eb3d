// address.e2e.mjs -- an inspection that nobody planned, at an address looked for on the
// phone itself, without a network.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

// Signed in, with the list of addresses on the phone, and on the screen that asks.
async function at_search(w, more) {
  const phone = new Phone(await w.phone(more));
  await phone.sign_in(w.account('inspector'));
  await phone.tap('a[href="#/address"]:visible');
  await phone.at('address');
  await phone.page.waitForSelector('#place .ds-note[data-if="away"]', { state: 'hidden' });
  return phone;
}

async function take_first(phone) {
  await phone.act('choose');
  await phone.page.waitForSelector('#place h1.ds-address:visible');
}

const hits = (phone) => phone.page.locator('#place [data-made="hit"] button');

export const tests = {
  'an emergency nobody planned: a typo finds the house, offline, and it arrives': async (w) => {
    const phone = await at_search(w);
    await phone.offline(true);
    await phone.type('search', '26 lantren street');
    same(await hits(phone).locator('[data-field="address"]').allInnerTexts(), ['26 Lantern St'], 'found');
    expect(/1 address/.test(await phone.page.locator('#place [role="status"]').innerText()), 'said aloud');
    await w.picture(phone.page, 'phone-address-search');
    await take_first(phone);
    await phone.act('open');
    await phone.page.waitForSelector('#place .ds-errors');
    await phone.choose('kind', 'emergency');
    await w.picture(phone.page, 'phone-address-chosen');
    await phone.act('open');
    await phone.at('visit');
    const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
    await phone.choose('occupancy', 'occupied');
    await phone.choose('present', 'occupant');
    await phone.act('begin');
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'No alarm.' });
    await phone.page.evaluate(() => { location.hash = '#/today'; });
    await phone.at('today');
    same(await phone.page.locator('#place .ds-card--lead .ds-address').innerText(), '26 Lantern St',
      'it stands on Today');
    await w.picture(phone.page, 'phone-address-today');
    await phone.act('visit');
    await steps.leave_card(phone);
    await steps.sign(phone, 'Ines Calder');
    await phone.offline(false);
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await steps.all_received(phone);
    // The year is not in the index: it comes with the office's own record of this visit.
    await phone.page.evaluate((id) => { location.hash = `#/visit/${id}`; }, id);
    await phone.at('visit');
    await phone.page.waitForFunction(() => /2006/.test(document.querySelector('#place').innerText));
    expect(/Emergency/.test(await phone.text()), 'of the kind that was chosen');
  },

  'a house of several units asks which, also for one the register lacks': async (w) => {
    const phone = await at_search(w);
    await phone.type('search', 'lantern 12');
    await take_first(phone);
    await phone.page.waitForSelector('#place [data-made="visit"] a[href^="#/visit/"]');
    await w.picture(phone.page, 'phone-address-already');
    await phone.choose('kind', 'complaint');
    await phone.act('open');
    await phone.page.waitForSelector('#place .ds-errors');
    expect(/Choose the unit/.test(await phone.text()), 'the unit is asked for');
    await phone.page.selectOption('[name="known"]', { label: 'Another unit, or common areas' });
    await phone.type('unit', '9');
    await w.picture(phone.page, 'phone-address-unit');
    await phone.act('open');
    await phone.at('visit');
    expect(/12 Lantern St[^]*9/.test(await phone.text()), 'that unit');
    await phone.page.evaluate(() => { location.hash = '#/address'; });
    await phone.at('address');
    await phone.type('search', '12 lantern st apt 2');
    await take_first(phone);
    same(await phone.page.$eval('[name="known"]', (s) => s.selectedOptions[0].text), 'Unit 2', 'as typed');
  },

  'by keyboard alone, and what is not there is said': async (w) => {
    const phone = await at_search(w);
    same(await phone.page.evaluate(() => document.activeElement.name), 'search', 'one types at once');
    await phone.page.keyboard.type('999 nowhere at all');
    expect(/No such address/.test(await phone.page.locator('#place [role="status"]').innerText()), 'said');
    await phone.type('search', '26 Lantern');
    await phone.page.focus('[name="search"]');
    await phone.page.keyboard.press('Tab');
    await phone.page.keyboard.press('Enter');
    await phone.page.waitForSelector('#place h1.ds-address:visible');
    same(await phone.page.evaluate(() => document.activeElement.className), 'ds-address', 'focus is led on');
  },

  'the search says the same to every reader': async (w) => {
    for (const lang of ['en', 'es', 'pt', 'ht']) {
      const phone = await at_search(w);
      await phone.page.goto(`/field/${lang}`);
      await phone.page.waitForSelector('html[data-ready=yes]');
      await phone.type('password', w.account('inspector').password);
      await phone.tap('#place form button:not([type])');
      await phone.page.evaluate(() => { location.hash = '#/address'; });
      await phone.at('address');
      await phone.type('search', 'lantern');
      const low = await hits(phone).evaluateAll((all) =>
        all.filter((b) => b.getBoundingClientRect().height < 48).length);
      same(low, 0, 'targets of 48 px');
      await w.axe(phone.page, `address search (${lang})`);
      await w.picture(phone.page, `phone-address-${lang}`);
      await take_first(phone);
      await w.axe(phone.page, `address chosen (${lang})`);
    }
  },
};
