// receipts.e2e.mjs -- a resident's yes has a receipt in her language: printed by one tap, on her own page without what it
// was for; a stop has one too.  SPDX-License-Identifier: Apache-2.0
import { open_case, press, text } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { World } from './world.mjs';

const SHARED = 'Nuria'; // of data/demo/cases.csv

async function paper(page) {
  await page.emulateMedia({ media: 'print' });
  const seen = await page.locator('body').innerText();
  return seen;
}

export const tests = {
  'a yes and a stop have their receipts, and her page has them without a need': async (first) => {
    const w = await World.start(first.program);
    try {
      await yes_and_stop(w);
    } finally {
      await w.leave();
      await w.end();
    }
  },
};

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
