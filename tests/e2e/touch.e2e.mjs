// touch.e2e.mjs -- what a thumb in a glove must hit: every control of the phone's screens,
// at phone and at tablet size, and all of it by keyboard alone.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { expect, same } from './expect.mjs';

const SMALLEST = 48;
const SIZES = [{ width: 390, height: 844 }, { width: 820, height: 1180 }];

// What is too small: a tile's input is hit by its label, a file's by its button.
const too_small = (page) => page.evaluate((smallest) => {
  const all = document.querySelectorAll('#place a[href], #place button, #place input, #place select, #place textarea, #place summary');
  const bad = [];
  for (const el of all) {
    if (!el.checkVisibility({ checkVisibilityCSS: true, checkOpacity: false })) continue;
    const target = el.closest('label') ?? el;
    const { width, height } = target.getBoundingClientRect();
    if (width === 0 || el.closest('p, pre, .ds-errors') && el.tagName === 'A' && !el.matches('.usa-button, .ds-link')) continue;
    if (height < smallest - 0.5 || width < smallest - 0.5)
      bad.push(`${el.tagName.toLowerCase()} ${el.name ?? ''} "${(el.textContent || '').trim().slice(0, 30)}" ${Math.round(width)}x${Math.round(height)}`);
  }
  return bad;
}, SMALLEST);

async function look(w, phone, where) {
  for (const size of SIZES) {
    await phone.page.setViewportSize(size);
    same(await too_small(phone.page), [], `${where} at ${size.width}`);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} does not run over at ${size.width}`);
  }
  await w.picture(phone.page, `tablet-${where}`);
}

export const tests = {
  'every control is as large as a thumb, on a phone and on a tablet': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.page.goto('/field/en');
    await phone.page.waitForSelector('html[data-ready=yes]');
    await look(w, phone, 'sign-in');
    await phone.sign_in(w.account('inspector'));
    await phone.page.waitForSelector('#place .ds-card--lead:visible');
    await look(w, phone, 'today');
    await phone.act('visit');
    await phone.at('visit');
    if (await phone.page.locator('[data-do="begin"]:visible').count()) {
      await look(w, phone, 'arriving');
      await phone.choose('occupancy', 'occupied');
      await phone.choose('present', 'occupant');
      await phone.act('begin');
    }
    await phone.page.waitForSelector('[data-do="find"]:visible');
    const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
    await look(w, phone, 'visit');
    for (const [hash, name] of [[`#/room/${id}:kitchen`, 'room'], [`#/add-room/${id}`, 'add-room'], [`#/facts/${id}`, 'facts'],
      [`#/card/${id}`, 'card'], [`#/ask/${id}`, 'ask'], [`#/unit/${id}`, 'unit'], [`#/no-entry/${id}`, 'no-entry'],
      ['#/address', 'address'], ['#/phone', 'phone'], ['#/waiting', 'waiting'], ['#/mine', 'mine'], [`#/sign/${id}`, 'sign']]) {
      await go(phone, hash, name);
      await look(w, phone, name);
    }
    await go(phone, `#/finding/${id}`, 'finding');
    await phone.type('search', 'heat');
    await look(w, phone, 'search');
    await phone.act('choose');
    await phone.page.evaluate(() => { document.querySelector('#place details').open = true; });
    await phone.page.selectOption('[name="nspire"]', 'HVAC');
    await look(w, phone, 'finding');
  },

  'a visit is begun, a violation found and the report signed by keyboard alone': async (w) => {
    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    const { page } = phone;
    await page.waitForSelector('#place .ds-card--lead:visible');
    // Tab until the focus stands on it; a control that no Tab reaches fails here.
    const reach = async (selector) => {
      for (let i = 0; i < 120; i++) {
        if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no Tab reaches ${selector}`);
    };
    const press = async (selector, key = 'Enter') => { await reach(selector); await page.keyboard.press(key); };
    await press('[data-do="visit"]');
    await phone.at('visit');
    if (await page.locator('[data-do="begin"]:visible').count()) {
      await press('input[name="occupancy"]', 'Space');
      await press('input[name="present"][value="occupant"]', 'Space');
      await press('[data-do="begin"]');
    }
    await page.waitForSelector('[data-do="find"]:visible');
    await press('[data-do="find"]');
    await phone.at('finding');
    await page.keyboard.type('smoke');
    await press('[data-do="choose"]');
    await reach('select[name="place"]');
    await page.keyboard.type('Hall');
    await press('[data-do="phrase"]');
    await press('[data-do="save"]');
    await phone.at('visit');
    await press('[data-do="sign"]');
    await page.waitForFunction(() => /^#\/(facts|sign)\//.test(location.hash));
    if ((await page.evaluate(() => location.hash)).startsWith('#/facts')) {
      await phone.at('facts');
      await press('input[name="scope"]', 'Space');
      if (await page.locator('[data-group="told_right"]').isVisible()) await press('input[name="told_right"]', 'Space');
      if (!(await page.locator('input[name="entry"]:checked').count())) await press('input[name="entry"]', 'Space');
      await press('input[name="child"]', 'ArrowRight');
      if (await page.locator('[data-group="lead"]').isVisible()) await press('input[name="lead"]', 'ArrowUp');
      await press('[data-do="save"]');
      await phone.at('sign');
    }
    await reach('input[name="name"]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Ines Calder');
    await press('[data-do="sign"]');
    await phone.at('visit');
    await page.waitForSelector('text=Signed');
    same(page.faults, [], 'no fault in the page');
  },
};
