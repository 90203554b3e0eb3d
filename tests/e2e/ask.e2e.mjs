// ask.e2e.mjs -- help asked for away from the door: at a desk by keyboard, by the resident
// from a card, and one household that came twice.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, form) {
  await Promise.all([page.waitForNavigation(), page.click(`main form[action="${form}"] button.usa-button--big`)]);
}

async function tab_to(page, selector) {
  for (let n = 0; n < 60; n++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never came to ${selector}`);
}

// By the keyboard alone; arrows choose within a group.
async function by_keyboard(page, phone) {
  await page.waitForFunction(() => document.activeElement.id === 'line');
  await page.keyboard.type('18 Lantern St');
  await tab_to(page, '#unit');
  await page.keyboard.type('4');
  await tab_to(page, '[name=answer]');
  await page.keyboard.press('Space');
  await tab_to(page, '[name=lang]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await tab_to(page, '[name=choices][value=food]');
  await page.keyboard.press('Space');
  await tab_to(page, '#call_name');
  await page.keyboard.type('Teresa');
  await tab_to(page, '#phone');
  await page.keyboard.type(phone);
  await tab_to(page, '[name=message_ok]');
  await page.keyboard.press('Space');
  await tab_to(page, 'main form[action="/cases"] button.usa-button--big');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

export const tests = {
  'a call taker asks for help by the keyboard alone, and may not read the case': async (w) => {
    const page = await w.desk_as('intake');
    await page.goto('/cases/new');
    await both_sizes(w, page, 'ask-desk');
    await send(page, '/cases');
    await both_sizes(w, page, 'ask-desk-faults');
    await page.goto('/cases/new');
    await by_keyboard(page, '617-555-0188');
    same(new URL(page.url()).search, '?done=read', 'nothing of the caller is in the address');
    expect((await text(page)).includes('has it now'), 'it is taken');
    same((await page.goto('/cases')).status(), 404, 'a call taker has no Today');

    const manager = await w.desk_as('case-manager');
    await manager.goto('/cases');
    const card = manager.locator('article:has-text("Teresa")').first();
    const said = await card.innerText();
    expect(/18-22 Lantern St, unit 4/.test(said) && /311/.test(said) && /Spanish/.test(said), 'in the same queue', said);
    await card.locator('h3 a').click();
    await manager.waitForURL(/cases\/[0-9a-f]/);
    expect((await text(manager)).includes('311'), 'the case says where it came from');
  },

  'without a yes only the door is kept': async (w) => {
    const page = await w.desk_as('case-manager');
    await page.goto('/cases/new');
    await page.fill('#line', 'lantern');
    await page.check('[name=answer][value=unasked]', { force: true });
    await page.fill('#phone', '617-555-0199');
    await send(page, '/cases');
    expect((await text(page)).includes('Which home?'), 'several homes are shown');
    await both_sizes(w, page, 'ask-desk-homes');
    await page.check('[name=property] >> nth=1', { force: true });
    await send(page, '/cases');
    expect((await text(page)).includes('stop by'), await text(page));
    await page.goto('/cases');
    same((await page.content()).includes('555-0199'), false, 'no number is kept');
  },
};
