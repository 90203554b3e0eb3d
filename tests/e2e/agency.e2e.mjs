// agency.e2e.mjs -- a worker of an agency that has accounts: what was sent, and the answer.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { open_case, press, text } from './casework.mjs';
import { World } from './world.mjs';

async function answers(own) {
  const page = await own.desk_as('provider');
  await page.goto('/');
  expect(page.url().endsWith('/agency'), 'the day begins with what was sent', page.url());
  const before = await text(page);
  expect(!/Rosa/.test(before), 'nobody is named before the agency accepts', before);
  await both_sizes(own, page, 'agency-inbox');
  await press(page, page.locator('main li a', { hasText: 'Old Wharf' }).first());
  await both_sizes(own, page, 'agency-own');
  await page.click('summary:has-text("help")');
  await press(page, 'button[value="refuse"]');
  expect(await page.locator('.usa-error-message').count() === 1, 'a no wants its reason');
  await press(page, 'button[value="accept"]');
  const name = await page.locator('dt:has-text("What to call them") + dd').innerText();
  await page.goto('/agency');
  expect((await text(page)).includes(name), 'named once it is accepted', name);
  await both_sizes(own, page, 'agency-accepted');
  return name;
}

async function ends_access(own) {
  const lead = await own.desk_as('care-lead');
  await lead.goto('/directory?need=rent');
  await press(lead, 'main li a');
  expect(/Pat Quill/.test(await text(lead)), 'the directory says who has access', await text(lead));
  await both_sizes(own, lead, 'agency-team');
  await press(lead, 'form[action$="/leave"] button');
  expect(/Nobody yet/.test(await text(lead)), 'access is ended');
}

export const tests = {
  'more pages than fit the bar stand behind one word, at the keyboard too': async (w) => {
    const page = await w.desk_as('care-lead');
    await page.goto('/directory');
    await page.focus('summary.ds-nav__sum');
    await page.keyboard.press('Enter');
    await page.focus('.ds-nav__more a[href="/complaints"]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    same(await page.locator('summary[aria-current]').innerText(), 'Complaints', 'the bar says where one is');
    await both_sizes(w, page, 'menu');
  },

  'an agency with accounts reads and answers without a link, until its access ends': async (w) => {
    const own = await World.start(w.program);
    try {
      const name = await answers(own);
      const page = await own.desk_as('case-manager');
      await open_case(page, name);
      expect(/Accepted/.test(await text(page)), 'the case manager sees the answer', await text(page));
      await ends_access(own);
      const after = await own.desk_as('provider');
      await after.goto('/agency');
      expect(/belongs to no agency/.test(await text(after)), 'and nothing is left', await text(after));
      same(own.pages.flatMap((p) => p.faults), [], 'no script complained');
    } finally {
      await own.end();
    }
  },
};
