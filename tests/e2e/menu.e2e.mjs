// menu.e2e.mjs -- the menu on a phone: one line for every role, by finger, keyboard and
// without script; on a desk the first pages stand beside each other.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';

const ROLES = ['inspector', 'supervisor', 'intake', 'case-manager', 'care-lead', 'provider', 'leader', 'evaluator',
  'records', 'privacy', 'admin'];
const PHONE = { width: 360, height: 740 };

const height = (page) => page.locator('.ds-bar').evaluate((bar) => bar.getBoundingClientRect().height);
const shown = (page) => page.locator('.ds-nav a').evaluateAll((all) =>
  all.filter((a) => a.checkVisibility()).map((a) => a.getAttribute('href')));

export const tests = {
  'on a phone the menu takes one line for every role, and opens to all of it once': async (w) => {
    for (const role of ROLES) {
      const page = await w.desk_as(role);
      await page.goto('/account');
      const all = new Set(await page.locator('.ds-nav a').evaluateAll((links) => links.map((a) => a.getAttribute('href'))));
      const desk = page.viewportSize();
      await w.picture(page, `menu-${role}-desk`, {});
      await page.setViewportSize(PHONE);
      expect(await height(page) <= 112, `${role}: the bar is ${await height(page)} high`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth) <= PHONE.width, `${role}: it fits`);
      await w.picture(page, `menu-${role}-phone`, {});
      if (await page.locator('.ds-nav--folds').count() > 0) {
        await page.focus('.ds-nav__sum');
        await page.keyboard.press('Enter');
        await w.picture(page, `menu-${role}-open`, {});
      }
      const open = await shown(page);
      same(open.length, all.size, `${role}: each page once`);
      same(new Set(open).size, all.size, `${role}: all of them`);
      await page.setViewportSize(desk);
    }
  },

  'on a phone the menu says where one is, and leads away by keyboard': async (w) => {
    const page = await w.desk_as('privacy');
    await page.setViewportSize(PHONE);
    await page.goto('/reads');
    same(await page.locator('.ds-nav__here').innerText(), await page.locator('.ds-nav a[aria-current]').first().textContent(),
      'it says where one is');
    await page.focus('.ds-nav__sum');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(!page.url().endsWith('/reads'), page.url());
  },
};
