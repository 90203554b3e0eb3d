// hub.e2e.mjs -- a household before the Hub: asked by itself, sheet without a name, four filters, whom it was named to,
// and stopped by the resident.  SPDX-License-Identifier: Apache-2.0
import { open_case, press, text } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes, cut_words } from './sizes.mjs';

const to_hub = async (page, name) => {
  await open_case(page, name);
  await press(page, 'main a[href$="/hub"]');
};
const decide = (page, answer) => press(page, `form[action$="/decide"] button[value="${answer}"]`);

export const tests = {
  'a household comes before the Hub: the sheet, the yes, then the table': async (w) => {
    const page = await w.desk_as('case-manager');
    await to_hub(page, 'Nuria');
    await both_sizes(w, page, 'hub-none');
    await page.setViewportSize({ width: 390, height: 844 });
    same(await cut_words(page), [], 'no word of a tag is cut');
    await page.setViewportSize({ width: 1280, height: 900 });
    await press(page, 'form[action$="/hub"] button.usa-button');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)), ['#age', '#risk'],
      'an empty sheet is asked for again');
    await page.check('[name=age][value="25-39"]', { force: true });
    await page.check('[name=risk][value=losing-home]', { force: true });
    await page.check('[name=risk][value=alcohol]', { force: true });
    await press(page, 'form[action$="/hub"] button.usa-button');
    expect(/Filter 1/.test(await text(page)) && /Without that, nothing leaves/.test(await text(page)), 'nothing leaves yet');
    same(await page.locator('button[value=yes]').count(), 0, 'there is no way to the table without a yes');
    await both_sizes(w, page, 'hub-filter-1');

    await press(page, 'a[href$="/hub/ask"]');
    same(await page.locator('[name=answer]:checked').inputValue(), 'no', 'no is what stands');
    expect(/La policía la dirige/.test(await text(page)), 'the police are named, in their language', await text(page));
    await both_sizes(w, page, 'hub-ask');
    await page.check('[name=answer][value=yes]', { force: true });
    await press(page, 'main form button.ds-wide');
    expect(/How did they agree|Choose how/.test(await text(page)), 'how they agreed is asked for');
    same(await page.locator('[name=answer]:checked').inputValue(), 'yes', 'the yes stands as it was said');
    await page.check('[name=method][value=signed]', { force: true });
    await press(page, 'main form button.ds-wide');
    expect(/a second time/.test(await text(page)), 'a private risk waits for a second yes');
    await both_sizes(w, page, 'hub-second');
    await press(page, 'button[value=in-person]');
    await decide(page, 'yes');
    expect(/Filter 1: passed/.test(await text(page)), 'it is at the table');
    await press(page, 'a[href$="/sheet"]');
    const sheet = await text(page);
    expect(/25 to 39/.test(sheet) && /Alcohol/.test(sheet) && /42 CFR/.test(sheet), 'what the table hears', sheet);
    expect(!/Nuria|Spindle|555-0170/.test(await page.content()), 'and nothing of whose it is');
    await both_sizes(w, page, 'hub-sheet');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a name is told behind the third filter alone, and it ends with an outcome': async (w) => {
    const page = await w.desk_as('case-manager');
    await to_hub(page, 'June');
    expect(/which agencies, no name/.test(await text(page)), 'it is at the third filter');
    same(await page.locator('form[action$="/reveal"]').count(), 0, 'nobody can be named yet');
    await both_sizes(w, page, 'hub-filter-3');
    await decide(page, 'yes');
    expect(/Write which agency leads/.test(await text(page)), 'who leads is asked for');
    await page.fill('#lead', 'Quayside Tenants\u2019 Table');
    await decide(page, 'yes');
    await page.click('summary:has-text("Write down who was told")');
    await page.fill('#agency', 'Harborview Police');
    await page.check('[name=police]', { force: true });
    await press(page, 'form[action$="/reveal"] button');
    expect(/Tick what was told/.test(await text(page)), 'what was told is asked for');
    same(await page.inputValue('#agency'), 'Harborview Police', 'what was typed is there');
    await page.check('[name=told][value=name]', { force: true });
    await press(page, 'form[action$="/reveal"] button');
    expect(/Harborview Police\s+police\s+Name/.test(await text(page)), 'it is written down', await text(page));
    await both_sizes(w, page, 'hub-filter-4');
    await decide(page, 'yes');
    await page.check('[name=outcome][value=lowered]', { force: true });
    await press(page, 'form[action$="/close"] button');
    expect(/The risk is lower/.test(await text(page)) && /Begin anew/.test(await text(page)), 'it is over');
    await both_sizes(w, page, 'hub-closed');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'the resident stops it: the agencies that know are to be told': async (w) => {
    const page = await w.desk_as('case-manager');
    await to_hub(page, 'Kay');
    await both_sizes(w, page, 'hub-together');
    const kay = page.url().replace(/\/hub$/, '');
    await page.click('summary:has-text("The resident takes it back")');
    const code = await page.locator('.ds-code').first().innerText();
    const hers = await w.desk();
    await hers.goto('/my');
    await hers.fill('[name=token]', code);
    await press(hers, 'main form button:not([type=button])');
    await hers.click('#saw summary');
    expect(/The police, at the Hub/.test(await text(hers)), 'she reads that the police were told', await text(hers));
    expect(!/Quayside/.test(await hers.content()), 'and no name of an agency');
    await both_sizes(w, hers, 'hub-hers');
    await hers.click('#stop summary');
    await press(hers, 'form[action="/my/stop"] button');

    await page.goto(kay);
    expect(/Tell the agencies today/.test(await text(page)), 'the case says so');
    await both_sizes(w, page, 'hub-case');
    await press(page, 'main a[href$="/hub"]');
    await both_sizes(w, page, 'hub-stopped');
    await press(page, 'form[action$="/told-stop"] button');
    expect(/were told to stop/.test(await text(page)), 'it was done');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },
};
