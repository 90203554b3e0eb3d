// carried.e2e.mjs -- what was signed of a home before is shown with its day, and is said of
// today by a tap alone.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { Phone } from './phone.mjs';

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
};
