// household.e2e.mjs -- a household, how to reach it, and a visit to it: desk and phone.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { press, text } from './casework.mjs';
import { in_own_city } from './own_city.mjs';

async function open_visit(page) {
  await page.goto('/cases');
  await press(page, 'section[aria-labelledby="home-visits"] a');
}

export const tests = {
  'a household says how to be reached, and a visit is gone to and come back from': (w) =>
    in_own_city(w, async (own) => {
      const page = await own.desk_as('case-manager');
      expect(/Visits \(1\)/.test(await text(page)), 'the visit is on Today', await text(page));
      await both_sizes(own, page, 'household-today');
      await open_visit(page);
      await both_sizes(own, page, 'household-visit');
      await press(page, 'a[href$="/visits"]');
      await both_sizes(own, page, 'household-visits');
      await press(page, 'main a');
      await press(page, 'a[href$="/household"]');
      expect(/Aunt Tillie[\s\S]*No letters/.test(await text(page)), 'the rules stand on top');
      await both_sizes(own, page, 'household');
      await page.click('#contact summary');
      await page.fill('#from', '09:00');
      await press(page, '#contact button');
      same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)), ['#to'],
        'half a pair of hours is refused');
      await both_sizes(own, page, 'household-faults');
      await page.fill('#to', '17:00');
      await press(page, '#contact button');
      expect(/Only between[\s\S]*9:00 am and 5:00 pm/.test(await text(page)), 'hours are shown');

      await open_visit(page);
      const sheet = await page.evaluate(async () => {
        const a = await fetch(document.querySelector('a[href$="/sheet.pdf"]').href);
        return [a.status, a.headers.get('content-type')];
      });
      same(sheet, [200, 'application/pdf'], 'there is a sheet to print');
      await press(page, 'form[action$="/in"] button');
      expect(/Out again by/.test(await text(page)), 'somebody is inside');
      await both_sizes(own, page, 'household-inside');
      await press(page, 'form[action$="/out"] button');
      expect(await page.isChecked('[name=channel][value=visit]'), 'the attempt is filled in');
      await both_sizes(own, page, 'household-attempt');
      await press(page, 'button[form="no-answer"]');
      expect(/No answer · Mobile/.test(await text(page)), 'no answer is one tap', await text(page));
      same(own.pages.flatMap((p) => p.faults), [], 'no script complained');
    }),
};
