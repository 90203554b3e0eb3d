// release.e2e.mjs -- a landlord asks for the whole file, and gets it: the records officer
// writes the request down, reads what goes out, makes the file and ends it.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

export const tests = {
  'a landlord asks for the whole file, and gets it': async (w) => {
    const page = await w.desk_as('records');
    await page.goto('/records');
    await both_sizes(w, page, 'records');
    await page.goto('/records/new?q=Gull');
    await both_sizes(w, page, 'records-find');
    await send(page, 'main ul a');
    await send(page, 'main form button');
    await both_sizes(w, page, 'records-new-fault');
    await page.check('[name=asker][value=owner]', { force: true });
    await page.fill('[name=reply]', 'landlord@example.org');
    await send(page, 'main form button');
    await both_sizes(w, page, 'records-request');
    await send(page, 'form[action$="/make"] button');
    await both_sizes(w, page, 'records-made');
    const pdf = await page.request.get(await page.getAttribute('a[href$=".pdf"]', 'href'));
    same(pdf.headers()['content-type'], 'application/pdf', 'it can be read');
    const csv = await (await page.request.get(await page.getAttribute('a[href$=".csv"]', 'href'))).text();
    expect(csv.includes('[withheld (c)]'), csv.slice(0, 300));
    await send(page, 'form[action$="/end"] button:visible');
    expect((await text(page)).includes('Answered'), await text(page));
  },
};
