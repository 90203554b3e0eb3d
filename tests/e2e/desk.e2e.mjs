// desk.e2e.mjs -- the supervisor's and the intake desk: a request becomes a visit, goes to
// its zone's inspector, is moved, and the phone follows.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes, cut_words } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();

async function send(page, form) {
  await Promise.all([page.waitForNavigation(), page.click(`${form} button:visible`)]);
}

async function tab_to(page, selector) {
  for (let n = 0; n < 40; n++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never came to ${selector}`);
}

// By the keyboard alone: find the address, say what is wrong, save.
async function take(page, { words, wrong, alleged }) {
  await page.goto('/requests/new');
  await page.waitForFunction(() => document.activeElement.id === 'q'); // from the start
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await tab_to(page, 'main .ds-list a');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await tab_to(page, '#wrong');
  await page.keyboard.type(wrong);
  await tab_to(page, '[name=alleged]');
  await page.keyboard.press('Space');
  if (!alleged) await page.keyboard.press('ArrowRight');
  await tab_to(page, '[name=came]');
  await page.keyboard.press('Space');
  await tab_to(page, 'main form[action="/requests"] button');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

async function plan(page, address, { day, time = '' }) {
  await page.goto('/requests');
  await Promise.all([page.waitForNavigation(),
    page.click(`main .ds-list a:has-text("${address}")`)]);
  const today = await page.getAttribute('#day', 'min');
  await page.fill('#day', day ?? today);
  await page.fill('#time', time);
  await both_sizes(w_of(page), page, 'desk-visit');
  await send(page, 'form[action$="/plan"]');
  return today;
}

const worlds = new WeakMap();
const w_of = (page) => worlds.get(page);

async function desk(w, role) {
  const page = await w.desk_as(role);
  worlds.set(page, w);
  return page;
}

const synced = (phone) => phone.page.evaluate(() => dispatchEvent(new Event('online')));
// Among the doors of the day; what is coming stands below them.
const today_has = (phone, address, there) => phone.page.waitForFunction(
  ([a, t]) => [...document.querySelectorAll('#place *')].some((e) => e.childElementCount === 0
    && !e.closest('[data-if="coming"]') && e.textContent.includes(a)) === t, [address, there]);

export const tests = {
  'the evaluation is read at both sizes, no word of it cut': async (w) => {
    const page = await w.desk_as('care-lead');
    await page.goto('/reports/evaluation');
    same(await cut_words(page), [], 'on a desk');
    await both_sizes(w, page, 'evaluation');
    await w.picture(page, 'evaluation-top');
    await page.setViewportSize({ width: 390, height: 844 });
    same(await cut_words(page), [], 'on a phone');
    await page.locator('main tbody tr').nth(4).scrollIntoViewIfNeeded();
    await w.picture(page, 'evaluation-top-phone');
  },

  'a request becomes a visit, and the phone follows where it is moved': async (w) => {
    const intake = await desk(w, 'intake');
    same(new URL(intake.url()).pathname, '/requests', 'the day of intake begins at requests');
    await both_sizes(w, intake, 'desk-requests');
    await intake.goto('/requests/new?q=lantern');
    await both_sizes(w, intake, 'desk-find');
    await take(intake, { words: '18 lant', wrong: 'The cellar door is broken.' });
    same(new URL(intake.url()).pathname, '/requests', 'it is kept');
    const row = intake.locator('main .ds-list li:has-text("18-22 Lantern St")');
    expect(/cellar door[\s\S]*By phone[\s\S]*Ines Calder/.test(await row.innerText()),
      'with its zone’s inspector', await row.innerText());
    same(await row.locator('a').count(), 0, 'intake does not move visits');

    const phone = new Phone(await w.phone());
    await phone.sign_in(w.account('inspector'));
    await today_has(phone, '18-22 Lantern St', false);
    const boss = await desk(w, 'supervisor');
    same(new URL(boss.url()).pathname, '/desk', 'the supervisor begins at the desk');
    await plan(boss, '18-22 Lantern St', { time: '23:30' });
    expect(/18-22 Lantern St/.test(await text(boss)), 'the calendar shows it');
    await synced(phone);
    await today_has(phone, '18-22 Lantern St', true);
    await w.picture(phone.page, 'desk-today-phone', { fullPage: true });

    const week = new Date(Date.now() + 7 * 864e5).toISOString().slice(0, 10);
    await plan(boss, '18-22 Lantern St', { day: week });
    await synced(phone);
    await today_has(phone, '18-22 Lantern St', false);
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a request that is not whole says all that is missing and loses nothing': async (w) => {
    const page = await desk(w, 'intake');
    await page.goto('/requests/new?line=4+Nowhere+Ln');
    await page.fill('#wrong', 'The tenant was evicted before.');
    await send(page, 'form[action="/requests"]');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)).then((a) => a.sort()),
      ['#alleged', '#came'], 'what the form itself lacks');
    await page.check('[name=alleged][value=no]', { force: true });
    await page.check('[name=came][value=written]', { force: true });
    await send(page, 'form[action="/requests"]');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)).then((a) => a.sort()),
      ['#postcode', '#social_ok'], 'then what is doubtful');
    same(await page.inputValue('#wrong'), 'The tenant was evicted before.', 'the words are there');
    await both_sizes(w, page, 'desk-request-faults');
    await page.fill('#wrong', 'The stairs are rotten.');
    await page.fill('#postcode', '00000');
    await send(page, 'form[action="/requests"]');
    expect(/4 Nowhere Ln[\s\S]*stairs are rotten/.test(await text(page)), 'an address of no register is taken');
  },

  'a supervisor sees what is late, draws a zone and shares out a day': async (w) => {
    const page = await desk(w, 'supervisor');
    await both_sizes(w, page, 'desk');
    expect(/Visits without an inspector/.test(await text(page)), 'what is nobody’s stands there');
    await page.goto('/zones');
    await both_sizes(w, page, 'desk-zones');
    await page.goto('/zones/new');
    await page.fill('#name', 'The hill');
    await page.check('[name=area][value="neighbourhood:Mill Hill"]', { force: true });
    await page.locator('label:has-text("Jo Whitcomb") input').check({ force: true });
    await both_sizes(w, page, 'desk-zone');
    await send(page, 'form[action="/zones"]');
    expect(/The hill[\s\S]*Mill Hill/.test(await text(page)), 'the zone is there');
    await page.goto('/desk');
    expect(!/Rats in the cellar|Bobbin Ct[\s\S]*Nobody yet/.test(
      await page.locator('main').innerText().then((t) => t.split('Help cards')[0])
        .then((t) => (t.includes('Visits without') ? t : ''))), 'and the queue went to it');

    await page.goto('/inspections');
    await both_sizes(w, page, 'desk-week');
    await page.goto('/rebalance');
    await send(page, 'form[action="/rebalance"][method=get]');
    same(await page.locator('.ds-errors a').evaluateAll((all) => all.map((a) => a.hash)),
      ['#from', '#to', '#n'], 'what was left empty is named');
    await page.selectOption('#from', { label: 'Ines Calder' });
    await page.selectOption('#to', { label: 'Jo Whitcomb' });
    await page.fill('#n', '2');
    await send(page, 'form[action="/rebalance"][method=get]');
    const shown = await page.locator('section .ds-list li').count();
    same(shown, 2, 'two are proposed');
    await both_sizes(w, page, 'desk-rebalance');
    await send(page, 'form[action="/rebalance"][method=post]');
    same(new URL(page.url()).pathname, '/inspections', 'and are moved once confirmed');
  },

  'more time is asked for at the desk and given by the supervisor': async (w) => {
    const intake = await desk(w, 'intake');
    await intake.goto('/violations');
    await both_sizes(w, intake, 'desk-violations');
    await intake.click('main section:has(#waiting) .ds-list a');
    const at = intake.url();
    same(await intake.locator('text=Move the correct-by day').count(), 0, 'intake moves no day');
    const boss = await desk(w, 'supervisor');
    await boss.goto(at);
    await both_sizes(w, boss, 'desk-violation');
    await send(boss, 'form:has([value=grant])');
    expect(/How the day moved[\s\S]*More time was asked for[\s\S]*Sol Marsh/.test(await text(boss)),
      'the day moved, with who and why', await text(boss));
    expect(/First day set/.test(await text(boss)), 'and the first one stays in view');
    await boss.click('details:has-text("Move the correct-by day") summary');
    await send(boss, 'form[action$="/extend"]');
    expect(/Choose a day/.test(await text(boss)) && /Choose why/.test(await text(boss)),
      'a day without a reason is asked for again');
    await both_sizes(w, boss, 'desk-violation-faults');
  },
};
