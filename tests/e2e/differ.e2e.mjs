// differ.e2e.mjs -- two phones of one inspector say different things of one visit without a
// network: both answers are shown on both, and one tap chooses for both.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { World, eventually } from './world.mjs';

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
  const answered = phone.page.waitForResponse((r) => r.url().endsWith('/api/v1/sync'));
  await phone.act('now');
  await answered;
  await phone.page.waitForSelector('[data-if="none"]:visible');
}

async function differ(w) {
  const one = await open(w), two = await open(w);
  await one.act('visit');
  await one.at('visit');
  await one.page.waitForSelector('[data-do="begin"]:visible');
  const id = await one.page.evaluate(() => location.hash.split('/')[2]);
  await begin(one, id, 'occupied', 'occupant');
  await begin(two, id, 'vacant', 'nobody');
  for (const phone of [one, two, one]) await sync(phone);
  return { one, two, id };
}

async function at_the_desk(w) {
  const { one, two, id } = await differ(w);
  const desk = await w.desk_as('supervisor');
  await desk.goto(`/inspections/${id}`);
  const uses = 'form[action$="/choose"] button';
  same(await desk.locator(uses).count(), 4, 'two fields with two answers each');
  for (const size of SIZES) {
    await desk.setViewportSize(size);
    await w.axe(desk, 'answers');
    await w.picture(desk, `differ-desk-${size.width}`);
  }
  for (let left = 4; left > 0; left -= 2) {
    await Promise.all([desk.waitForURL(/#visit$/), desk.locator(uses).first().click()]);
    await desk.goto(`/inspections/${id}`);
    same(await desk.locator(uses).count(), left - 2, 'one question less');
  }
  for (const phone of [one, two]) {
    await sync(phone);
    await go(phone, `#/visit/${id}`, 'visit');
    same(await phone.page.locator('[data-do="choose"]:visible').count(), 0, 'nothing is asked');
  }
  // Said anew by who saw what the other had said: no question again.
  await two.act('change');
  await two.choose('occupancy', 'unknown');
  await two.act('begin');
  await two.page.waitForSelector('[data-do="find"]:visible');
  for (const phone of [two, one]) await sync(phone);
  await desk.goto(`/inspections/${id}`);
  same(await desk.locator(uses).count(), 0, 'what she had seen is settled with it');
}

async function on_the_phones(w) {
  const { one, two, id } = await differ(w);
  const uses = '[data-do="choose"]:visible';
  // An answer that was under way before the other phone spoke does not know of it yet.
  await eventually('what the other phone said is asked about', async () => {
    await sync(one);
    await go(one, `#/visit/${id}`, 'visit');
    return await one.page.locator(uses).count() > 0;
  });
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
  // What is new comes with the answer after the one that took what was sent.
  await eventually('nothing is asked on the other phone', async () => {
    await sync(two);
    await go(two, `#/visit/${id}`, 'visit');
    return await two.page.locator(uses).count() === 0;
  });
  const who = await two.page.locator('[data-field="who"]').textContent();
  await go(one, `#/visit/${id}`, 'visit');
  same(await one.page.locator('[data-field="who"]').textContent(), who, 'both show what was chosen');
  expect(who.length > 0, 'and say it');
}

// No other test's phone has said anything of its visits.
async function in_a_city_of_its_own(program, act) {
  const w = await World.start(program);
  try {
    await act(w);
  } catch (error) {
    await w.picture_failure(act.name);
    throw error;
  } finally {
    await w.leave();
    await w.end();
  }
}

export const tests = {
  'at the desk both answers stand side by side, and one click chooses for the phones':
    ({ program }) => in_a_city_of_its_own(program, at_the_desk),

  'what two phones said differently is shown on both, and one tap chooses':
    ({ program }) => in_a_city_of_its_own(program, on_the_phones),

};
