// carried.e2e.mjs -- what was signed of a home before is shown with its day, and is said of
// today by a tap alone.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { Phone, go } from './phone.mjs';
import { begin } from './inspect.mjs';

const chosen = (phone) => phone.page.locator('#place [name="occupancy"]:checked').count();

export const tests = {
  'who lives there is carried forward with its day, and confirmed by one tap': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    await phone.act('visit');
    await phone.at('visit');
    expect(/From the visit of \w+ \d+, \d+: Occupied/.test(await phone.text()),
      'what was said, and when', await phone.text());
    same(await chosen(phone), 0, 'it is not said of today');
    await w.picture(phone.page, 'phone-carried');
    await w.axe(phone.page, 'carried forward');
    await phone.act('still');
    same(await phone.page.locator('#place [name="occupancy"]:checked').inputValue(), 'occupied',
      'one tap says it');
    await w.picture(phone.page, 'phone-carried-still');
    await phone.choose('occupancy', 'vacant');
    same(await phone.page.locator('#place [name="occupancy"]:checked').inputValue(), 'vacant',
      'and another one says otherwise');
  },

  'the homes of a house and the rooms of a home are carried forward, and confirmed by one tap': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    await begin(phone);
    const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
    await go(phone, `#/facts/${id}`, 'facts');
    const said = /From the visit of \w+ \d+, \d+: (\d) homes in the building, (\d) rooms to live in/.exec(await phone.text());
    expect(said, 'what was said, and when', await phone.text());
    const value = (name) => phone.page.inputValue(`[name="${name}"]`);
    same([await value('units'), await value('habitable')], ['', ''], 'it is not said of today');
    await phone.act('still');
    same([await value('units'), await value('habitable')], said.slice(1), 'one tap says it');
    await phone.page.locator('[name="units"]').scrollIntoViewIfNeeded();
    await w.picture(phone.page, 'phone-carried-home');
    await w.axe(phone.page, 'homes and rooms carried forward');
    await phone.type('units', '0');
    await phone.act('save');
    await phone.page.waitForSelector('#place [aria-invalid="true"][name="units"]');
    await phone.type('units', '4');
    await phone.page.waitForTimeout(120);
    await phone.act('later');
    await phone.at('visit');
    await go(phone, `#/facts/${id}`, 'facts');
    same(await value('units'), '4', 'and another number says otherwise');
  },
};
