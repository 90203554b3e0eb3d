// consent.e2e.mjs -- a consent is read aloud: another language and a reload keep the code and what was ticked, with script
// and without.  SPDX-License-Identifier: Apache-2.0
import { open_case, press } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const SHARED = 'Nuria'; // of data/demo/cases.csv
const code = (page) => page.locator('.ds-code').innerText();
const on = (page) => page.locator('[name=scope]:checked').count();
const form = async (page) => {
  await open_case(page, SHARED);
  await press(page, 'main a[href$="/consent"]');
};

export const tests = {
  'another language and a reload keep the code and the ticks': async (w) => {
    const page = await w.desk_as('case-manager');
    await form(page);
    const [first, before] = [await code(page), await on(page)];
    await page.locator('label:has([name=scope]:not(:checked))').first().click();
    await page.locator('label:has([name=method][value=signed])').click();
    await page.locator('label[for=aloud-pt]').click();
    const read = await page.locator('.ds-aloud').innerText();
    expect(/Você pode parar/.test(read) && !/You can stop|Usted puede/.test(read), 'it is read in Portuguese alone', read);
    same([await code(page), await on(page)], [first, before + 1], 'nothing is lost by another language');
    await both_sizes(w, page, 'consent');
    await page.reload();
    same([await code(page), await on(page)], [first, before + 1], 'nor by a reload');
    same(await page.locator('[name=lang]:checked').getAttribute('id'), 'aloud-pt', 'the language too');
    expect(await page.isChecked('[name=method][value=signed]'), 'and how');
    await press(page, 'main form:has([name=scope]) button.ds-wide');
    same(await page.evaluate(() => sessionStorage.length), 0, 'what was sent is kept nowhere');
    await form(page);
    expect(await code(page) !== first, 'the next one has its own');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'without script another language keeps them as well, and a reload the code': async (w) => {
    const page = await w.desk_as('case-manager', { javaScriptEnabled: false });
    await form(page);
    const [first, before] = [await code(page), await on(page)];
    await page.locator('label:has([name=scope]:not(:checked))').first().click();
    await page.locator('label[for=aloud-ht]').click();
    same([await code(page), await on(page)], [first, before + 1], 'nothing is lost');
    await page.reload();
    same(await code(page), first, 'the code stays');
  },
};
