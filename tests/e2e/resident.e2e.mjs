// resident.e2e.mjs -- a resident opens her request by the code of her card, and what she
// says arrives where it should.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { press, text } from './casework.mjs';
import { both_sizes } from './sizes.mjs';

const CARD = 'K7F2 Q9XM'; // Lucía's, in data/demo/cases.csv

async function open_mine(page, code = CARD) {
  await page.goto('/my');
  await page.fill('#token', code);
  await press(page, '#open-link button');
}

export const tests = {
  'a resident sees who calls and says that nobody called, without an account': async (w) => {
    const page = await w.phone();
    await page.goto('/my');
    await both_sizes(w, page, 'my-landing');
    await open_mine(page, 'K7F2 Q9XX');
    expect(/does not open/.test(await text(page)), 'a wrong code opens nothing', await text(page));
    await open_mine(page);
    await press(page, 'button[name=lang][value=en]');
    expect(/has your request|will contact you/.test(await text(page)), 'who has it', await text(page));
    for (const more of await page.locator('details').all())
      await more.evaluate((d) => { d.open = true; });
    await both_sizes(w, page, 'my-page');
    await press(page, 'form[action="/my/nobody-called"] button');
    expect(/Thank you/.test(await text(page)), 'it is said back', await text(page));
    await both_sizes(w, page, 'my-said');
    await page.reload();
    expect(/Thank you/.test(await text(page)), 'a reload asks for nothing and says nothing twice');
    await open_mine(page);
    expect(await page.locator('form[action="/my/nobody-called"]').count() === 0, 'once a day');
    await page.locator('#correct summary').click();
    await page.fill('#phone', '12');
    await page.fill('#name', 'Lucy');
    await press(page, 'form[action="/my/correct"] button');
    same([await page.inputValue('#phone'), await page.inputValue('#name'), await page.locator('#correct .usa-error-message').count()],
      ['12', 'Lucy', 1], 'a number that would not ring comes back with what was typed');
    await both_sizes(w, page, 'my-correct');
    same(await page.context().cookies(), [], 'no cookie');
    expect(!page.url().includes('K7F2'), 'the code is in no address', page.url());

    await page.locator('#complain summary').click();
    await page.fill('#complain-text', 'They came without a call.');
    await press(page, 'form[action="/my/complain"] button');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');

    const desk = await w.desk_as('case-manager');
    expect(/Says nobody called/.test(await text(desk)), 'it is on Today', await text(desk));
    await both_sizes(w, desk, 'told-today');
    await press(desk, '#told ~ ul a');
    await both_sizes(w, desk, 'told-case');
    expect(!/without a call/.test(await text(desk)), 'the complaint is not here');

    const lead = await w.desk_as('care-lead');
    await lead.goto('/complaints');
    expect(/They came without a call/.test(await text(lead)), 'but with the care-lead', await text(lead));
    await both_sizes(w, lead, 'complaints');
  },

  'a link with the code behind the # opens the page, and it works without script': async (w) => {
    const page = await w.phone();
    await page.goto(`/my#${encodeURIComponent('K7F2Q9XM')}`);
    await page.waitForSelector('#who');
    expect(!page.url().includes('K7F2'), 'the address forgets it', page.url());
    const plain = await w.phone({ javaScriptEnabled: false });
    await open_mine(plain);
    expect(await plain.locator('#who').count() === 1, 'without script');
  },
};
