// plan.e2e.mjs -- a case manager's plan with a household: goals, tasks, notes, measures,
// files, closing and what comes after.  SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { open_case, press, text } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const to_plan = (page) => press(page, 'a[href$="/plan"]');

export const tests = {
  'a goal in their own words, and a task that stands on Today until it is done': async (w) => {
    const page = await w.desk_as('case-manager');
    expect(/Ask for the fuel form together/.test(await text(page)), 'a late task stands on Today', await text(page));
    await both_sizes(w, page, 'plan-today');
    await open_case(page, 'Rosa');
    await both_sizes(w, page, 'plan-case');
    await to_plan(page);
    await page.click('summary:has-text("Add a goal")');
    await page.fill('#words', 'Que mis hijos duerman sin abrigo.');
    await press(page, 'form[action$="/goals"] button');
    await page.click('summary:has-text("Add a task")');
    await press(page, 'form[action$="/tasks"] button');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)), ['#what'],
      'a task without words is asked for again');
    await page.fill('#what', 'Bring the meter number');
    await page.fill('#due', await page.evaluate(() => new Date().toLocaleDateString('en-CA')));
    await press(page, 'form[action$="/tasks"] button');
    await both_sizes(w, page, 'plan-show');
    expect(/duerman sin abrigo[\s\S]*Bring the meter number/.test(await text(page)), 'both stand there');
    await page.goto('/cases');
    const row = page.locator('section:has(#tasks) li', { hasText: 'Bring the meter number' });
    await press(page, row.locator('button'));
    expect(!/Bring the meter number/.test(await text(page)), 'done, it is gone from Today');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a half-written note survives the end of the session, and a wrong one is corrected': async (w) => {
    const page = await w.desk_as('case-manager');
    await open_case(page, 'Imelda');
    const half = 'The owner shut off the';
    await page.locator('#note').pressSequentially(half);
    await page.waitForSelector('[data-said=kept]:visible');
    await both_sizes(w, page, 'plan-note-kept');
    await press(page, 'form[action="/sign-out"] button');
    const again = await w.desk_as('case-manager');
    await open_case(again, 'Imelda');
    same(await again.inputValue('#note'), half, 'what was typed is there after signing in again');
    expect(/You began this note/.test(await text(again)), 'and said to be unfinished');
    await again.fill('#note', `${half} gas on Monday.`);
    await press(again, '#note-form button');
    same(await again.inputValue('#note'), '', 'saved, the box is empty');
    const entry = again.locator('.ds-log li', { hasText: 'gas on Monday' });
    await press(again, entry.locator('a'));
    await again.fill('#note', `${half} gas on Tuesday.`);
    await both_sizes(w, again, 'plan-correct');
    await press(again, 'main form button.usa-button--big');
    same(await again.locator('.ds-log del').innerText(), `${half} gas on Monday.`, 'the first words are struck through');
    expect(/Correction of the note[\s\S]*gas on Tuesday/.test(await again.locator('.ds-log').innerText()),
      'beside the correction');
    await both_sizes(w, again, 'plan-corrected');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a file is kept on the case, downloaded as it was, and taken out': async (w) => {
    const page = await w.desk_as('case-manager');
    await open_case(page, 'Imelda');
    await press(page, 'a[href$="/files"]');
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');
    await page.fill('#name', 'Letter of the court');
    await page.setInputFiles('#file', { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<p>hi') });
    await press(page, 'form[enctype] button');
    expect(/no PDF and no picture/.test(await text(page)), 'a web page is no such file');
    same(await page.inputValue('#name'), 'Letter of the court', 'what was typed is there');
    await page.setInputFiles('#file', { name: 'x.pdf', mimeType: 'application/pdf', buffer: pdf });
    await press(page, 'form[enctype] button');
    await both_sizes(w, page, 'plan-files');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("Letter of the court")')]);
    same(download.suggestedFilename(), 'file.pdf', 'its name on the disk tells nothing');
    same(readFileSync(await download.path()), pdf, 'it is the same file');
    await press(page, 'form[action$="/remove"] button');
    expect(/Taken out/.test(await text(page)), 'taken out, that it was there stays');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a household is measured at the start and later, and the change is plain': async (w) => {
    const page = await w.desk_as('case-manager');
    await open_case(page, 'Walt');
    await press(page, 'a[href$="/measures"]');
    expect(/Less since the start \(7, now 5\)/.test(await text(page)), 'the change stands there', await text(page));
    await both_sizes(w, page, 'plan-measures');
    const hunger = page.locator('section.ds-card', { hasText: 'Hunger Vital Sign' });
    await hunger.locator('summary').click();
    same(await hunger.locator('[name=stage][value=follow-up]').isDisabled(), true, 'a later time waits for a start');
    await press(page, hunger.locator('form button'));
    expect(/Choose at least one answer/.test(await text(page)), 'nothing chosen is asked for again');
    await page.check('[name=item_worried][value=sometimes]', { force: true });
    await page.check('[name=item_ran-out][value=never]', { force: true });
    await both_sizes(w, page, 'plan-measure-form');
    await press(page, page.locator('#hunger-vital-sign button'));
    expect(/At the start · today\s+At risk that food runs out/.test(await text(page)), 'the score is said in words', await text(page));
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'closing warns of an open hazard, a month later somebody asks, and a case opens again': async (w) => {
    const page = await w.desk_as('case-manager');
    await open_case(page, 'Bea');
    expect(/may not be lived in/.test(await text(page)), 'a condemned home is told', await text(page));
    await both_sizes(w, page, 'plan-condemned');
    await press(page, 'button[value=homelessness]');
    expect(!/may not be lived in/.test(await text(page)), 'taken up, it is not told again');
    expect(/Staying housed/.test(await text(page)), 'it is a need now');
    await press(page, 'a[href$="/close"]');
    expect(/A hazard is still open here[\s\S]*410\.900/.test(await text(page)), 'closing warns');
    await both_sizes(w, page, 'plan-close');

    await open_case(page, 'Walt');
    await press(page, 'a[href$="/better"]');
    await both_sizes(w, page, 'plan-better');
    await press(page, 'main form[action$="/better"] button');
    expect(/Choose what they said/.test(await text(page)), 'nothing chosen is asked for again');
    await page.check('[name=feeling][value=better]', { force: true });
    await press(page, 'main form[action$="/better"] button');
    expect(/Is it better\? Better/.test(await text(page)), 'it stands in the log', await text(page));

    await press(page, 'a[href$="/close"]');
    await page.check('[name=reason][value=connected-some]', { force: true });
    await press(page, 'main form button.usa-button--big');
    await page.click('summary:has-text("Open the case again")');
    await both_sizes(w, page, 'plan-closed');
    await press(page, 'form[action$="/reopen"] button');
    expect(/Write why/.test(await text(page)), 'without a why it stays closed');
    await page.fill('#reopen_note', 'The hall is full again.');
    await press(page, 'form[action$="/reopen"] button');
    expect(/The hall is full again/.test(await text(page)) && await page.locator('a[href$="/attempts"]').count() > 0,
      'it is open, with the note');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },
};
