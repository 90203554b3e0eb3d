// self-referral.e2e.mjs -- help asked for away from the door: at a desk by keyboard, by the
// resident from a card, and one household that came twice.
// SPDX-License-Identifier: Apache-2.0
import { chromium } from 'playwright-core';
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

  'a card leads to a form without account, cookie or script': async (w) => {
    const page = await w.phone({ javaScriptEnabled: false, locale: 'es-US' });
    await page.goto('/help#7K3M9QXA');
    await Promise.all([page.waitForNavigation(), page.click('a[href="/help/ask"]')]);
    expect((await text(page)).includes('Nunca preguntamos por inmigración'), 'in the language of the phone');
    await Promise.all([page.waitForNavigation(), page.click('a[hreflang=en]')]);
    expect((await text(page)).includes('We never ask about immigration'), 'and in another');
    await page.check('[name=choices][value=rent]', { force: true });
    await page.check('[name=agree][value=yes]', { force: true });
    await page.check('[name=message_ok][value=no]', { force: true });
    await page.fill('#line', '26 Lantern St');
    await page.waitForTimeout(2100); // nobody fills it in faster
    await send(page, '/help/ask');
    expect((await text(page)).includes('or times to knock'), 'it says what is missing');
    await page.fill('#phone', '617-555-0177');
    await page.fill('#call_name', 'Nadia');
    await page.waitForTimeout(2100);
    await send(page, '/help/ask');
    const code = await page.locator('.ds-code').innerText();
    expect(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/.test(code), 'a code to keep', code);
    same((await page.context().cookies()).length, 0, 'no cookie');

    const manager = await w.desk_as('case-manager');
    await manager.goto('/cases');
    const card = await manager.locator('article:has-text("Nadia")').first().innerText();
    expect(/26 Lantern St/.test(card) && /The resident/.test(card), 'in the same queue', card);

    await page.goto('/stop');
    await page.fill('#code', code);
    await send(page, '/stop');
    expect(!(await text(page)).includes('no such'), 'the code stops it', await text(page));
  },

  'the form carries the code of a card, and is calm at both sizes': async (w) => {
    const page = await w.desk();
    await page.goto('/help#7K3M9QXA');
    await both_sizes(w, page, 'ask-help');
    await Promise.all([page.waitForNavigation(), page.click('a[data-card][href*="/help/ask"]')]);
    same(await page.inputValue('#card_code'), '7K3M9QXA', 'by script alone');
    await both_sizes(w, page, 'ask-self');
    await page.check('[name=agree][value=no]', { force: true });
    await send(page, '/help/ask');
    expect((await text(page)).includes('kept nothing'), 'no is an answer like yes');
    await page.goto('/help/ask?lang=ht');
    await page.check('[name=choices][value=food]', { force: true });
    await page.check('[name=agree][value=yes]', { force: true });
    await page.check('[name=message_ok][value=yes]', { force: true });
    await page.fill('#line', '30 Lantern St');
    await page.fill('#phone', '617-555-0176');
    await page.waitForTimeout(2100);
    await send(page, '/help/ask');
    await both_sizes(w, page, 'ask-self-done');
    await page.route('https://www.weather.gov/**', (r) => r.fulfill({ body: 'Sun' }));
    await page.keyboard.press('Escape');
    await page.waitForURL('https://www.weather.gov/');
    await page.goBack();
    same((await page.content()).includes('ds-code'), false, 'the code does not come back');
  },

  'the way back from a form that was sent shows nobody what was typed': async (w) => {
    // As browsers have it, and a test does not: the page before is kept whole.
    const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'],
      ignoreDefaultArgs: ['--disable-back-forward-cache'] });
    try {
      const page = await (await browser.newContext({ baseURL: w.url })).newPage();
      await page.goto('/help');
      await page.goto('/help/ask?lang=en');
      for (const [k, v] of [['choices', 'food'], ['agree', 'yes'], ['message_ok', 'yes']])
        await page.check(`[name=${k}][value=${v}]`, { force: true });
      await page.fill('#line', '34 Lantern St');
      await page.waitForTimeout(2100);
      await send(page, '/help/ask');
      await page.fill('#phone', '617-555-0175');
      await send(page, '/help/ask');
      await page.waitForSelector('.ds-code');
      for (let n = 0; n < 2; n++) { // the form that came back, and the first one
        await page.evaluate(() => history.back());
        await page.waitForFunction(() => document.querySelector('#line')?.value === ''
          && document.querySelector('#phone').value === '' && !document.querySelector('main :checked:not([value=routine])'));
        same((await page.content()).includes('34 Lantern'), false, 'nothing of it is in the page');
      }
    } finally {
      await browser.close();
    }
  },

  'one household that asked twice is joined, and parted again': async (w) => {
    const page = await w.desk_as('case-manager');
    await page.goto('/cases/new');
    for (const [name, phone] of [['Beatriz Souza', '617-555-0190'], ['Beatris Sousa', '(617) 555 0190']]) {
      await page.fill('#line', '8 Lantern St');
      for (const [k, v] of [['answer', 'read'], ['lang', 'pt'], ['choices', 'rent'], ['message_ok', 'yes']])
        await page.check(`[name=${k}][value=${v}]`, { force: true });
      await page.fill('#call_name', name);
      await page.fill('#phone', phone);
      await send(page, '/cases');
    }
    await page.goto('/cases');
    await page.locator('article h3 a:has-text("Beatris Sousa")').first().click();
    await page.waitForURL(/cases\/[0-9a-f]/);
    await both_sizes(w, page, 'same-case');
    await page.click('a[href$="/same"]');
    await page.waitForURL(/same$/);
    expect((await text(page)).includes('Same phone, same door, similar name'), 'it says why', await text(page));
    await both_sizes(w, page, 'same-found');
    await Promise.all([page.waitForNavigation(), page.click('main article button')]);
    expect((await text(page)).includes('Joined here'), 'the earlier case stays', await text(page));
    await both_sizes(w, page, 'same-joined');
    await page.goto('/cases');
    const fresh = page.locator('section[aria-labelledby=fresh]');
    same([(await fresh.innerText()).includes('Beatriz'), (await fresh.innerText()).includes('Beatris')],
      [true, false], 'one household, one line');
    await page.goBack();
    await Promise.all([page.waitForNavigation(), page.click('main article button')]);
    await page.goto('/cases');
    expect((await fresh.innerText()).includes('Beatris'), 'nothing was lost');
  },

  'an inspection asked for from a case says nothing of the case': async (w) => {
    const page = await w.desk_as('case-manager');
    await page.goto('/cases');
    await page.locator('article h3 a:has-text("Teresa")').first().click();
    await page.waitForURL(/cases\/[0-9a-f]/);
    await page.click('a[href$="/inspection"]');
    await page.waitForURL(/inspection$/);
    await both_sizes(w, page, 'inspect-ask');
    const action = new URL(page.url()).pathname;
    await send(page, action);
    expect((await text(page)).includes('Choose at least one'), 'what is broken must be said');
    await page.selectOption('#wrong-1', { index: 3 });
    const what = await page.locator('#wrong-1 option:checked').innerText();
    await page.check('[name=alleged][value=no]', { force: true });
    await send(page, action);
    expect((await text(page)).includes('Asked for from this case'), 'care sees what became of it');
    await both_sizes(w, page, 'inspect-asked');

    const desk = await w.desk_as('intake');
    await desk.goto('/requests');
    const row = await desk.locator(`main .ds-list li:has-text("${what.slice(0, 12)}")`).first().innerText();
    expect(row.includes('18-22 Lantern St, 4'), 'the city knows where and what', row);
    expect(!/Teresa|Mendes|0188|Spanish/.test(row), 'and nothing else', row);
  },
};
