// record.e2e.mjs -- a case and the provider's own system of record: out by one click.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { open_case, press, text } from './casework.mjs';
import { in_own_city } from './own_city.mjs';

// What a file's button gives, its type and its name.
function file(page, kind, notes = '') {
  return page.evaluate(async ([ending, more]) => {
    const a = await fetch(`${location.pathname}.${ending}${more}`);
    return [a.status, a.headers.get('content-type').split(';')[0],
      a.headers.get('content-disposition'), (await a.text()).slice(0, 100_000)];
  }, [kind, notes]);
}

async function send(page, csv) {
  await page.setInputFiles('#file',
    { name: 'outcomes.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await press(page, 'form[enctype] button');
}

export const tests = {
  'a case goes to the own system of record by one click, and its notes only when ticked': (w) =>
    in_own_city(w, async (own) => {
      const page = await own.desk_as('case-manager');
      await open_case(page, 'Rosa');
      await press(page, 'a[href$="/number"]');
      await page.fill('#number', '24-7001');
      await press(page, 'form[action$="/number"] button');
      await page.fill('#note', 'Rang twice, spoke with the aunt.');
      await press(page, '#note-form button');
      await press(page, 'a[href$="/export"]');
      await both_sizes(own, page, 'record-export');
      const summary = await page.inputValue('#link');
      expect(/Own case number: 24-7001/.test(summary), 'the number stands in the summary', summary);
      expect(!/Rang twice/.test(summary), 'notes stay here');

      const [status, type, name, csv] = await file(page, 'csv');
      same([status, type, name], [200, 'text/csv', 'attachment; filename="case.csv"'], 'CSV');
      expect(csv.includes('case,1,number,24-7001,24-7001'), 'a line of it', csv);
      const json = await file(page, 'json');
      same(JSON.parse(json[3]).case[0].number, '24-7001', 'JSON');
      const pdf = await file(page, 'pdf', '?notes=yes');
      same(pdf.slice(0, 3), [200, 'application/pdf', 'inline; filename="case.pdf"'], 'PDF');
      expect(!pdf[3].includes('24-7001'), 'what the PDF says of itself tells of nobody');

      await page.check('[name=notes]', { force: true });
      await press(page, 'main form button:not([formaction]):not([type=button])');
      expect(/Rang twice/.test(await page.inputValue('#link')), 'ticked notes go along');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('#copy');
      await page.waitForSelector('#copied:not([hidden])');
      same(await page.evaluate(() => navigator.clipboard.readText()),
        await page.inputValue('#link'), 'the button copies all of it');
      const [answer] = await Promise.all([page.waitForEvent('download'),
        page.click('button[formaction$=".csv"]')]);
      same(answer.suggestedFilename(), 'case.csv', 'one click is a file');

      await page.goto('/cases');
      await press(page, 'a[href="/cases/outcomes"]');
      await both_sizes(own, page, 'record-outcomes');
      await send(page, 'name,day\nRosa,1\n');
      expect(/must name the columns/.test(await text(page)), 'another file is refused whole');
      const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
      const lines = `number,outcome,date,note\n24-7001,reached,${day},"Came, and\nspoke."\n`
        + `24-9999,reached,${day},\n24-7001,reached,2199-01-01,\n`;
      await send(page, lines);
      expect(/New: 1. Here already: 0. Refused: 2/.test(await text(page)), 'it says what it would do',
        await text(page));
      await both_sizes(own, page, 'record-preview');
      await press(page, 'form[action$="/take"] button');
      expect(/Taken: 1. Here already: 0. Refused: 2/.test(await text(page)), 'and does that');
      await both_sizes(own, page, 'record-taken');
      await send(page, lines);
      expect(/New: 0. Here already: 1/.test(await text(page)), 'a second time changes nothing');
      await open_case(page, 'Rosa');
      expect(/From your own system: Came, and\s+spoke\./.test(await text(page)), 'the history tells');
      await page.goto('/cases');
      expect(!(await text(page)).includes('24-7001'), 'Today tells no numbers');
      same(own.pages.flatMap((p) => p.faults), [], 'no script complained');
    }),
};
