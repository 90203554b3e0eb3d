// monday.e2e.mjs -- Monday morning: one case manager, forty cases, and Today says what to
// do, on a desk and on a phone.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { press } from './casework.mjs';
import { World } from './world.mjs';

const listed = (page, id) => page.locator(`section[aria-labelledby="${id}"] li`);

async function count(page, anchor) {
  const chip = page.locator(`.ds-counts a[href="#${anchor}"] strong`);
  return await chip.count() ? Number(await chip.innerText()) : 0;
}

// What is pressed leaves the list, and the figure on top goes down with it.
async function work_off(page, id, button) {
  const before = await count(page, id);
  expect(before > 0, `${id}: something waits there`);
  same(await listed(page, id).count(), before, `${id}: as many rows as its figure says`);
  await press(page, listed(page, id).first().locator('button', { hasText: button }));
  same(await count(page, id), before - 1, `${id}: one less`);
}

async function find(page) {
  const rows = page.locator('section[aria-labelledby="mine"] li:visible');
  const all = await rows.count();
  expect(all >= 30, 'a case manager with a full desk', all);
  await page.fill('.ds-filter input', 'zelia grist'); // without its accent
  same(await rows.count(), 1, 'found by name and street, whatever the accents');
  await page.fill('.ds-filter input', 'nobody');
  await page.waitForSelector('text=No open case of yours');
  await page.fill('.ds-filter input', '');
  same(await rows.count(), all, 'and all are there again');
}

const PHONE = { width: 360, height: 740 };

async function monday(w, kind) {
  const page = await w.desk_as('case-manager');
  if (kind === 'phone') await page.setViewportSize(PHONE);
  await page.goto('/cases');
  await w.picture(page, `monday-${kind}`);
  await w.axe(page, `Today on a ${kind}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, 'nothing stands out of the page', wide);
  // At a desk what is to do now stands beside the rest; on a phone all is below one another.
  const [now, rest] = await page.locator('.ds-cols > div').evaluateAll(
    (all) => all.map((one) => one.getBoundingClientRect().x));
  same(rest > now, kind === 'desk', 'two columns at a desk alone');
  for (const link of await page.locator('.ds-counts a').all()) {
    const id = (await link.getAttribute('href')).slice(1);
    same(await page.locator(`h2#${id}`).count(), 1, `${id}: the row leads to a list`);
  }
  await find(page);
  await work_off(page, 'homes', 'Noted');
  await work_off(page, 'silent', 'Ask again');
  // A call is one tap from here, and Today is where it ends.
  const due = await count(page, 'due');
  await press(page, listed(page, 'due').first().locator('a.usa-button'));
  await page.check('[name="outcome"][value="reached"]', { force: true });
  await press(page, 'main form:has([name="outcome"]) button:not([type=button])');
  await page.goto('/cases');
  same(await count(page, 'due'), due - 1, 'who was reached is not due any more');
}

export const tests = {
  'on Monday morning forty cases come down to what is to be done': async ({ program }) => {
    const w = await World.start(program);
    try {
      await monday(w, 'desk');
      await monday(w, 'phone');
    } catch (error) {
      await w.picture_failure('monday');
      throw error;
    } finally {
      await w.leave();
      await w.end();
    }
  },
};
