// rights.e2e.mjs -- the pages that keep whoever reads honest: what was looked at, an emergency, a demand of a
// court, an erasure, what is due, a secret address; at both sizes and by keyboard.
// SPDX-License-Identifier: Apache-2.0
import { open_case, press, text } from './casework.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { in_own_city } from './own_city.mjs';

const ERASED = 'Edson', DEMANDED = 'Osvaldo', SECRET = 'Amparo'; // of data/demo/cases.csv
const COURT_ORDER = ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown'];
const REASON = 'Her sister called: she does not answer and the heat is off.';

async function address_of(own, name) {
  const page = await own.desk_as('case-manager');
  await open_case(page, name);
  return new URL(page.url()).pathname;
}

async function tab_to(page, selector) {
  for (let n = 0; n < 80; n++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never came to ${selector}`);
}

// Down the form by Tab alone; {selector: what is typed there, or the keys that are pressed}.
async function by_keyboard(page, fields, button) {
  for (const [selector, words] of Object.entries(fields)) {
    await tab_to(page, selector);
    if (typeof words === 'string') await page.keyboard.type(words);
    else for (const key of words) await page.keyboard.press(key);
  }
  await tab_to(page, button);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

// Every hint and every fault is said together with its field.
const unsaid = (page) => page.locator('main :is(.usa-hint, .usa-error-message)').evaluateAll((all) => all
  .filter((words) => !words.closest('label, legend') && !document.querySelector(`[aria-describedby~="${words.id || 'none'}"]`))
  .map((words) => words.textContent));

// What the care-lead took on is a colleague's.
async function someone_elses(lead, manager) {
  await lead.goto('/cases');
  const card = lead.locator('article.ds-card:has(form[action$="/acknowledge"])').first();
  const path = await card.locator('h3 a').evaluate((a) => a.pathname);
  await press(lead, card.locator('form[action$="/acknowledge"] button'));
  same((await manager.goto(path)).status(), 404, 'it is closed to others');
  return path;
}

export const tests = {
  'an emergency opens one case of a colleague, and the owner and the privacy officer see it': (w) => in_own_city(w, async (own) => {
    const lead = await own.desk_as('care-lead');
    const page = await own.desk_as('case-manager');
    const path = await someone_elses(lead, page);
    await page.goto('/glass');
    await both_sizes(own, page, 'glass');
    await press(page, 'main form button');
    await both_sizes(own, page, 'glass-faults');
    same(await unsaid(page), [], 'faults are said with their fields');
    await page.goto('/glass');
    await by_keyboard(page, { '#which': path.split('/').pop(), '[name=cause]': ['Space'], '#reason': REASON }, 'main form button');
    await both_sizes(own, page, 'glass-read');
    same(await page.locator('main form, main textarea').count(), 0, 'nothing can be changed there');
    await lead.goto('/glass');
    const privacy = await own.desk_as('privacy');
    await privacy.goto('/glass');
    expect((await text(privacy)).includes(REASON), 'the privacy officer reads why', await text(privacy));
    await both_sizes(own, privacy, 'glass-review');
    await press(privacy, 'button[value=right]');
    await both_sizes(own, privacy, 'glass-review-fault');
    same(await unsaid(privacy), [], 'faults are said with their fields');
    await privacy.fill('#found', 'She was in hospital, and nobody else was there.');
    await press(privacy, 'button[value=right]');
    expect((await text(privacy)).includes('She was in hospital'), 'what was found is kept', await text(privacy));
    await lead.fill('main textarea[name=found]', 'Her sister had a key, it could have waited.');
    await press(lead, 'button[value=wrong]');
    same(await lead.inputValue('#found'), 'Her sister had a key, it could have waited.', 'who is second keeps her words');
    expect(/has already written what was found/.test(await text(lead)), 'and hears who was first', await text(lead));
    await both_sizes(own, lead, 'glass-second');
    await press(privacy, 'main a[href^="/who-saw/"]');
    expect(/In an emergency/.test(await text(privacy)), 'it is told who saw it', await text(privacy));
    expect(/Do not tell the household yet/.test(await text(privacy)), 'and that it is not said yet');
    await both_sizes(own, privacy, 'who-saw');
    await privacy.emulateMedia({ media: 'print' });
    expect(!/In an emergency|Do not tell/.test(await text(privacy)), 'it is not printed', await text(privacy));
    await own.picture(privacy, 'who-saw-print', { fullPage: true });
    await privacy.emulateMedia({ media: null });
    await privacy.goto('/reads');
    await both_sizes(own, privacy, 'reads');
  }),

  'a demand is written down by one, decided by another, and what is withheld stands beside why': (w) => in_own_city(w, async (own) => {
    const lead = await own.desk_as('care-lead');
    const path = await address_of(own, DEMANDED);
    await lead.goto('/legal');
    await both_sizes(own, lead, 'legal');
    await press(lead, 'main section form button');
    await both_sizes(own, lead, 'legal-faults');
    same(await unsaid(lead), [], 'faults are said with their fields');
    await lead.goto('/legal');
    await lead.fill('#came', await lead.evaluate(() => new Date().toLocaleDateString('en-CA')));
    await lead.evaluate(() => document.activeElement.blur());
    await by_keyboard(lead, { '#which': path.split('/').pop(), '[name=kind]': COURT_ORDER, '[name=class]': ['Space'], '#issuer': 'Harborview District Court',
      '#number': '24-CV-118' }, 'main section form button');
    await both_sizes(own, lead, 'legal-asked');
    const privacy = await own.desk_as('privacy');
    await privacy.goto('/legal');
    await both_sizes(own, privacy, 'legal-list');
    await press(privacy, 'main .ds-list a');
    await both_sizes(own, privacy, 'legal-show');
    await press(privacy, 'button[value=give]');
    await both_sizes(own, privacy, 'legal-decide-faults');
    same(await unsaid(privacy), [], 'faults are said with their fields');
    await privacy.fill('#counsel', 'Ada Vance, City Solicitor');
    await privacy.fill('#counsel_day', await privacy.evaluate(() => new Date().toLocaleDateString('en-CA')));
    await press(privacy, 'button[value=give]');
    await both_sizes(own, privacy, 'legal-given');
  }),

  'what is erased is said before, and is gone after': (w) => in_own_city(w, async (own) => {
    const lead = await own.desk_as('care-lead');
    const path = await address_of(own, ERASED);
    const page = await own.desk_as('privacy');
    await page.goto('/erase');
    await both_sizes(own, page, 'erase');
    await by_keyboard(page, { '#case': path.split('/').pop() }, 'main form button');
    await both_sizes(own, page, 'erase-show');
    await press(page, 'main form:has(#sure) button');
    await both_sizes(own, page, 'erase-faults');
    same(await unsaid(page), [], 'faults are said with their fields');
    await page.check('[name=why] >> nth=0', { force: true });
    await page.check('#sure', { force: true });
    await press(page, 'main form:has(#sure) button');
    await both_sizes(own, page, 'erase-done');
    await lead.goto('/cases');
    expect(!(await text(lead)).includes(ERASED), 'her name is nowhere');
    await page.goto('/retention');
    await both_sizes(own, page, 'retention');
  }),

  'a secret address stands on one page alone': (w) => in_own_city(w, async (own) => {
    const path = await address_of(own, SECRET);
    const page = await own.desk_as('case-manager');
    await page.goto(`${path}/address`);
    await both_sizes(own, page, 'address');
    await press(page, `main form[action$="/address"] button`);
    await both_sizes(own, page, 'address-faults');
    same(await unsaid(page), [], 'faults are said with their fields');
    await page.goto(`${path}/address`);
    await by_keyboard(page, { '[name=substitute]': 'P.O. Box 9120, Boston' }, 'main form[action$="/address"] button');
    await page.goto(path);
    expect(/P\.O\. Box 9120/.test(await text(page)) && !/14 Gull St/.test(await text(page)), 'the case has the substitute alone', await text(page));
    await both_sizes(own, page, 'address-case');
    await page.goto(`${path}/address`);
    expect(/14 Gull St/.test(await text(page)), 'and one page the home');
    await both_sizes(own, page, 'address-kept');
  }),
};
