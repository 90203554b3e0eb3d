// withdraw.e2e.mjs -- a resident calls to stop: the case manager takes it on the phone, and
// an agency that was told says that it stopped, on a page of one question.
// SPDX-License-Identifier: Apache-2.0
import { expect } from './expect.mjs';
import { open_case, press, text } from './casework.mjs';
import { both_sizes } from './sizes.mjs';

const SHARED = 'Nuria', STOPPED = 'Ketsia'; // of data/demo/cases.csv

export const tests = {
  'she calls to stop, and it is stopped at once': async (w) => {
    const page = await w.desk_as('case-manager');
    await open_case(page, SHARED);
    await press(page, 'a[href$="/sharing"]');
    await both_sizes(w, page, 'withdraw-phone');
    await page.locator('label:has(input[name=proved][value=called-back])').click();
    await press(page, 'form[action$="/sharing/stop"] button');
    expect(/Nothing is shared now/.test(await text(page)), 'it is stopped', await text(page));
    await both_sizes(w, page, 'withdraw-stopped');
  },
  'an agency that was silent is on Today until it was called': async (w) => {
    const page = await w.desk_as('case-manager');
    await page.goto('/cases');
    await both_sizes(w, page, 'withdraw-today');
    const row = page.locator('#stops ~ ul li', { hasText: STOPPED });
    expect(await row.count() > 0, 'it is on Today', await text(page));
    await row.first().locator('button').click();
    await page.waitForLoadState();
    expect(await page.locator('#stops ~ ul li', { hasText: STOPPED }).count() === 0, 'one tap ends it');
  },
};
