// plan.e2e.mjs -- a case manager's plan with a household: goals, tasks, notes, measures,
// files, closing and what comes after.  SPDX-License-Identifier: Apache-2.0
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
};
