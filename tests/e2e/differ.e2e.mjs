// differ.e2e.mjs -- two phones of one inspector say different things of one visit without a
// network: both answers are shown on both, and one tap chooses for both.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';

const SIZES = [{ width: 390, height: 844 }, { width: 1280, height: 900 }];

async function open(w) {
  const phone = new Phone(await w.phone());
  await phone.page.goto('/field/en');
  await phone.page.waitForSelector('html[data-ready=yes]');
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

async function begin(phone, id, occupancy, present) {
  await phone.page.context().setOffline(true);
  await go(phone, `#/visit/${id}`, 'visit');
  await phone.choose('occupancy', occupancy);
  await phone.choose('present', present);
  await phone.act('begin');
  await phone.page.waitForSelector('[data-do="find"]:visible');
}

async function sync(phone) {
  await phone.page.context().setOffline(false);
  await go(phone, '#/waiting', 'waiting');
  await phone.act('now');
  await phone.page.waitForSelector('[data-if="none"]:visible');
}

export const tests = {
  'what two phones said differently is shown on both, and one tap chooses': async (w) => {
    const one = await open(w), two = await open(w);
    await one.act('visit');
    await one.at('visit');
    await one.page.waitForSelector('[data-do="begin"]:visible');
    const id = await one.page.evaluate(() => location.hash.split('/')[2]);
    await begin(one, id, 'occupied', 'occupant');
    await begin(two, id, 'vacant', 'nobody');
    for (const phone of [one, two, one]) await sync(phone);
    await go(one, `#/visit/${id}`, 'visit');
    const uses = '[data-do="choose"]:visible';
    await one.page.waitForSelector(uses);
    same(await one.page.locator(uses).count(), 4, 'two fields with two answers each');
    for (const size of SIZES) {
      await one.page.setViewportSize(size);
      await w.picture(one.page, `differ-${size.width}`);
    }
    for (let left = 2; left > 0; left--) {
      await one.page.locator(uses).first().click();
      await one.page.locator(uses).nth(2 * left - 2).waitFor({ state: 'detached' });
    }
    await sync(one);
    await sync(two);
    await go(two, `#/visit/${id}`, 'visit');
    same(await two.page.locator(uses).count(), 0, 'nothing is asked on the other phone');
    const who = await two.page.locator('[data-field="who"]').textContent();
    await go(one, `#/visit/${id}`, 'visit');
    same(await one.page.locator('[data-field="who"]').textContent(), who, 'both show what was chosen');
    expect(who.length > 0, 'and say it');
  },
};
