// privacy.e2e.mjs -- the privacy officer: somebody asks about her own record, without a
// number; a demand that was written on the wrong case.
// SPDX-License-Identifier: Apache-2.0
import { expect } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

const PHONE = '617-555-0166';

// Asked at the desk, so that its number is known here.
async function asked(w) {
  const page = await w.desk_as('intake');
  await page.goto('/cases/new');
  await page.fill('#line', '18 Lantern St');
  await page.fill('#unit', '9');
  await page.check('[name=answer][value=read]', { force: true });
  await page.check('[name=lang] >> nth=0', { force: true });
  await page.check('[name=choices][value=food]', { force: true });
  await page.fill('#phone', PHONE);
  await page.check('[name=message_ok][value=no]', { force: true });
  await send(page, 'main form[action="/cases"] button.usa-button--big');
  expect(page.url().includes('done=read'), await text(page));
}

export const tests = {
  'a resident without a case number is found, and her record erased': async (w) => {
    await asked(w);
    const page = await w.desk_as('privacy');
    await page.goto('/');
    expect(page.url().endsWith('/privacy'), 'she begins with what waits', page.url());
    await both_sizes(w, page, 'privacy');
    await page.goto('/erase');
    await both_sizes(w, page, 'erase');
    await send(page, 'a[href="/erase/find"]');
    await send(page, 'main form button');
    await both_sizes(w, page, 'erase-find-fault');
    await page.fill('[name=phone]', PHONE);
    await page.check('[name=why][value=erase]', { force: true });
    await send(page, 'main form button');
    await both_sizes(w, page, 'erase-find');
    expect(!page.url().includes('555'), page.url());
    await send(page, 'main ul a');
    await both_sizes(w, page, 'erase-case');
    await page.check('[name=why][value=asked]', { force: true });
    await page.check('[name=sure]', { force: true });
    await send(page, 'main form button.usa-button--secondary');
    expect((await text(page)).includes('It is done.'), await text(page));
    await both_sizes(w, page, 'erase-done');
  },

  'a resident asks who saw her record, and it can be read to her': async (w) => {
    const manager = await w.desk_as('case-manager');
    await manager.goto('/cases');
    await manager.locator('article h3 a').first().click();
    await manager.waitForURL(/cases\/[0-9a-f]/);
    const page = await w.desk_as('privacy');
    await page.goto('/reads');
    await send(page, 'main a[href="/who-saw"]');
    await send(page, 'main form button');
    await both_sizes(w, page, 'who-saw-fault');
    await page.fill('#which', manager.url());
    await send(page, 'main form button');
    const told = await text(page);
    expect(/Case manager/.test(told) && /how to reach them/.test(told), told);
    await both_sizes(w, page, 'who-saw-case');
    expect(await page.locator('[data-print]').isVisible(), 'it can be printed');
  },

  'a demand on the wrong case is withdrawn with its reason': async (w) => {
    const manager = await w.desk_as('case-manager');
    await manager.goto('/cases');
    await manager.locator('article h3 a').first().click();
    await manager.waitForURL(/cases\/[0-9a-f]/);
    const page = await w.desk_as('privacy');
    await page.goto('/legal');
    await page.fill('#which', manager.url());
    await page.check('[name=kind][value=subpoena]', { force: true });
    await page.check('[name=class][value=care]', { force: true });
    await page.fill('#issuer', 'A court of the county');
    await page.fill('#came', '2026-01-05');
    await send(page, 'main form[action="/legal"] button.usa-button');
    expect((await text(page)).includes('A court of the county'), await text(page));
    await both_sizes(w, page, 'legal');
    await send(page, 'main ul a');
    await page.click('main summary');
    await send(page, 'form[action$="/withdraw"] button');
    await both_sizes(w, page, 'legal-withdraw-fault');
    await page.fill('#back', 'It is about the house next door');
    await send(page, 'form[action$="/withdraw"] button');
    expect((await text(page)).includes('Withdrawn by'), await text(page));
    await both_sizes(w, page, 'legal-withdrawn');
  },
};
