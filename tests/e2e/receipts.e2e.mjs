// receipts.e2e.mjs -- a resident's yes has a receipt in her language: printed by one tap, on her own page without what it
// was for; a stop has one too.  SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { open_case, press, take_consent, text } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { World } from './world.mjs';

const SHARED = 'Nuria'; // of data/demo/cases.csv

async function paper(page) {
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('body').innerText();
  return seen;
}

async function in_a_city_of_its_own(first, act) {
  const w = await World.start(first.program);
  try {
    await act(w);
  } finally {
    await w.leave();
    await w.end();
  }
}

export const tests = {
  'a yes and a stop have their receipts, and her page has them without a need': (first) =>
    in_a_city_of_its_own(first, yes_and_stop),
  'a consent drawn by chance is called back by the care-lead, and a no stops the sharing': (first) =>
    in_a_city_of_its_own(first, called_back),
};

async function called_back(w) {
  execFileSync(w.program, ['city', 'set', 'callback_percent', '100', '--data', path.join(w.dir, 'city')]);
  const manager = await w.desk_as('case-manager');
  await open_case(manager, SHARED);
  await take_consent(manager);
  await manager.goto('/callbacks');
  expect(!/Nuria/.test(await manager.locator('body').innerText()), 'who took it sees no list');

  const page = await w.desk_as('care-lead');
  await page.goto('/callbacks');
  await both_sizes(w, page, 'callbacks');
  await press(page, page.locator('main li a', { hasText: SHARED }).last());
  await both_sizes(w, page, 'callback');
  await press(page, 'form:has([name=said_yes]) button.ds-wide');
  expect(/Choose yes or no/.test(await text(page)), 'each is asked', await text(page));
  for (const [name, value] of [['said_yes', 'no'], ['knows_whom', 'no'], ['knows_stop', 'yes']])
    await page.locator(`label:has(input[name=${name}][value=${value}])`).click();
  await press(page, 'form:has([name=said_yes]) button.ds-wide');
  expect(/Said no: sharing was stopped/.test(await text(page)), 'it is stopped', await text(page));
  await both_sizes(w, page, 'callbacks-denied');
  await page.goto('/reports/sharing');
  await both_sizes(w, page, 'report-sharing');
  expect(/Called back/.test(await text(page)) && !/Nuria/.test(await text(page)), 'counted, and nobody named');
  same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
}

async function yes_and_stop(w) {
  const page = await w.desk_as('case-manager');
  await open_case(page, SHARED);
  await press(page, 'a[href$="/receipt"]');
  const receipt = page.locator('.ds-receipt');
  same(await receipt.getAttribute('lang'), 'es', 'it speaks the language of the yes');
  expect(/Usted dijo que sí/.test(await receipt.innerText()), 'in its words', await text(page));
  const code = await receipt.locator('.ds-code').innerText();
  await both_sizes(w, page, 'receipt-yes');
  const seen = await paper(page);
  expect(/Usted dijo que sí/.test(seen), 'the receipt is on the paper', seen);
  expect(!/Text it|Ask first|Today|Receipt\n/.test(seen), 'and the desk is not', seen);
  await w.picture(page, 'receipt-paper', { fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  const printed = await page.evaluate(() => new Promise((done) => {
    window.print = () => done(true);
    document.querySelector('[data-print]').click();
  }));
  expect(printed, 'one tap prints it');

  const her = await w.phone();
  await her.goto('/my');
  await her.fill('#token', code);
  await press(her, '#open-link button');
  await her.locator('#receipts summary').click();
  const mine = await her.locator('#receipts').innerText();
  expect(/Agenc/.test(mine) && /\d/.test(mine), 'her page counts the agencies', mine);
  await both_sizes(w, her, 'receipt-my');

  await open_case(page, SHARED);
  await press(page, 'a[href$="/sharing"]');
  await page.locator('label:has(input[name=proved][value=called-back])').click();
  await press(page, 'form[action$="/sharing/stop"] button');
  await both_sizes(w, page, 'receipt-sharing');
  await press(page, '#receipts ~ ul a >> nth=0');
  expect(/Usted paró|You stopped/.test(await receipt.innerText()), 'the stop has its own', await text(page));
  await both_sizes(w, page, 'receipt-stop');
  same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
}
