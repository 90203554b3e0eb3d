// release.e2e.mjs -- a landlord asks for the whole file, and gets it: the records officer
// writes the request down, reads what goes out, makes the file and ends it.
// And the schedule: what is held, and what was destroyed.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

// Violations of years ago, from another system.
function furnish(w) {
  const [file, map] = ['old.csv', 'old.map'].map((name) => path.join(w.dir, name));
  writeFileSync(map, 'library = "105-cmr-410:before-2023"\n');
  writeFileSync(file, ['case,id,observed,state,code,note,number,street,unit,place,region,postcode',
    'old-1,old-1a,2009-03-04,closed,410.500,Loose plaster,12,Lantern Wharf,,Harborview,MA,00000',
    'old-2,old-2a,2010-05-04,closed,410.482,No alarm,14,Lantern Wharf,,Harborview,MA,00000'].join('\n'));
  execFileSync(w.program, ['import', 'violations', file, '--map', map, '--data', path.join(w.dir, 'city')]);
}

export const tests = {
  'what is due by the schedule is destroyed by a yes, and what is held is not': async (w) => {
    furnish(w);
    const page = await w.desk_as('records');
    await page.goto('/records');
    await send(page, 'a[href="/records/schedule"]');
    await page.goto('/records/new?q=14+Lantern');
    await send(page, 'main ul a');
    await page.click('main summary');
    await send(page, 'form[action$="/holds"] button');
    await both_sizes(w, page, 'records-hold-fault');
    await page.fill('[name=reason]', 'A lawsuit about the stairs');
    await send(page, 'form[action$="/holds"] button');
    expect((await text(page)).includes('record of its building: 1'), await text(page));
    await page.click('.ds-card:has([value=violation]) summary');
    await send(page, 'form:has([value=violation]) button');
    await both_sizes(w, page, 'records-schedule-fault');
    await page.fill('form:has([value=violation]) [name=permission]', 'Supervisor of Records, No. 14');
    await page.check('form:has([value=violation]) [name=sure]', { force: true });
    await send(page, 'form:has([value=violation]) button');
    await both_sizes(w, page, 'records-schedule');
    expect((await text(page)).includes('Violations and orders: 1, the oldest of'), await text(page));
    await page.click('article summary');
    await page.fill('article [name=reason]', 'It was settled');
    await send(page, 'article form button');
    expect(!(await text(page)).includes('A lawsuit'), await text(page));
    await page.click('.ds-card:has([value=violation]) summary'); // due now
  },

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
    await both_sizes(w, page, 'records-answered');
    await page.click('summary:has-text("Open it again")');
    await send(page, 'form[action$="/reopen"] button');
    await both_sizes(w, page, 'records-reopen-fault');
    await page.fill('#again', 'It went to the wrong address');
    await send(page, 'form[action$="/reopen"] button');
    await page.click('summary:has-text("Deny the request")');
    await send(page, 'form[action$="/deny"] button');
    await both_sizes(w, page, 'records-deny-fault');
    await page.check('[name=exempt][value=n]', { force: true });
    await page.fill('#deny', 'It would show where the alarm of the house is.');
    await send(page, 'form[action$="/deny"] button');
    expect(/Denied[\s\S]*Opened again[\s\S]*Answered/.test(await text(page)), await text(page));
    await both_sizes(w, page, 'records-denied');
    await send(page, 'main a[href$="/denial"]');
    await both_sizes(w, page, 'records-letter');
  },
};
