// paper.e2e.mjs -- a paper form typed in at the desk, by the keyboard, on one page.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';

const text = (page) => page.locator('main').innerText();
const tick = (page, name, value) => page.check(`[name=${name}][value=${value}]`, { force: true });
const faults = (page) => page.locator('.ds-errors a')
  .evaluateAll((all) => all.map((a) => a.hash.slice(1)).sort());

async function send(page) {
  await Promise.all([page.waitForNavigation(),
    page.click('form[action="/from-paper"] button:visible')]);
}

async function find(page, words) {
  await page.goto('/from-paper');
  await page.waitForFunction(() => document.activeElement.id === 'q');
  await page.keyboard.type(words);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await Promise.all([page.waitForNavigation(), page.click('main .ds-list a')]);
}

const day = (from_now) => new Date(Date.now() + from_now * 864e5).toISOString().slice(0, 10);
const yesterday = () => day(-1);

// Its check digit is zero, as that of all noughts is.
const NUMBER = '00000 00000';

// Down the page as a hand does: Tab, type, Tab.
async function arrival(page) {
  await page.focus('#unit');
  await page.keyboard.press('Tab');
  await page.fill('#day', yesterday());
  await page.fill('#time', '10:05');
  await page.focus('#inspector');
  await page.keyboard.type('Ines');
  await tick(page, 'visit', 'new');
  await tick(page, 'kind', 'routine');
  await tick(page, 'inside', 'yes');
  await tick(page, 'occupancy', 'occupied');
  await tick(page, 'present', 'occupant');
  await tick(page, 'entry', 'occupant');
  await page.fill('#units', '3');
  await page.fill('#habitable', '5');
}

async function violation(page) {
  await page.fill('#code1', '410.180');
  await page.selectOption('#place1', 'kitchen');
  await page.fill('#note1', 'The tap drips.');
  await page.selectOption('#responsible1', 'owner');
  await page.fill('#by1', day(7));
}

async function signature(page) {
  await tick(page, 'card_left', 'yes');
  await page.fill('#signed_name', 'Ines Calder');
  await page.fill('#signed_day', yesterday());
  await page.fill('#signed_time', '10:50');
  await page.check('#on_paper', { force: true });
}

async function closed(page, time) {
  await page.fill('#day', yesterday());
  await page.fill('#time', time);
  await page.selectOption('#inspector', { label: 'Ines Calder' });
  await tick(page, 'visit', 'new');
  await tick(page, 'kind', 'routine');
  await tick(page, 'inside', 'refused');
  await tick(page, 'card_left', 'yes');
  await page.fill('#next_day', day(5));
  await page.fill('#next_time', '09:30');
  await tick(page, 'help', 'none');
}

async function lower(page) {
  await tick(page, 'help', 'yes');
  await tick(page, 'choices', 'food');
  await tick(page, 'urgency', 'today');
  await page.fill('#phone', '617 555 0142');
  await tick(page, 'message_ok', 'no');
  await tick(page, 'known', 'told');
  await tick(page, 'help_lang', 'es');
  await tick(page, 'method', 'read');
}

export const tests = {
  'a paper form is entered once, and its lower part reaches the case manager alone': async (w) => {
    const page = await w.desk_as('intake');
    await page.goto('/from-paper');
    await both_sizes(w, page, 'paper-find');
    await find(page, '18 lant');
    await both_sizes(w, page, 'paper-sheet');
    await arrival(page);
    await violation(page);
    await send(page);
    same(await faults(page), ['card_left', 'help', 'on_paper', 'signed_day', 'signed_name'],
      'all that is missing, at once');
    same(await page.inputValue('#note1'), 'The tap drips.', 'what was typed is there');
    await both_sizes(w, page, 'paper-faults');
    await signature(page);
    await lower(page);
    await send(page);
    same(new URL(page.url()).search, '?entered=yes', 'it is kept');
    expect(/18-22 Lantern St[\s\S]*Visit of Ines Calder[\s\S]*Entered by/.test(await text(page)),
      'with whose visit it was and who entered it', await text(page));
    expect(!/food|0142/i.test(await text(page)), 'and no word of the lower part');
    await both_sizes(w, page, 'paper-entered');
    await find(page, '18 lant');
    for (const part of [arrival, violation, signature, lower]) await part(page);
    await send(page);
    same(new URL(page.url()).search, '?entered=before', 'typed again it is there already');

    const boss = await w.desk_as('supervisor');
    await boss.goto('/violations?q=18 lantern');
    expect(/18-22 Lantern St/.test(await text(boss)), 'the violation has its day');
    const manager = await w.desk_as('case-manager');
    await manager.goto('/cases');
    expect(/18-22 Lantern St/.test(await text(manager)), 'the case manager has the request');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'a door that stayed closed is entered once by its number, and its next try is planned': async (w) => {
    const page = await w.desk_as('intake');
    await page.goto('/from-paper');
    await page.fill('#q', NUMBER);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(/No form with this number/.test(await text(page)), 'not entered yet', await text(page));
    await find(page, '30 gull');
    const at = page.url();
    await closed(page, '11:20');
    await page.fill('#number', '00000 00001');
    await page.fill('#note1', 'A step is loose.');
    await send(page);
    same(await faults(page), ['inside', 'number'],
      'a slip in the number, and a violation behind a closed door');
    await page.fill('#number', NUMBER);
    await page.fill('#note1', '');
    await both_sizes(w, page, 'paper-closed');
    await send(page);
    same(new URL(page.url()).search, '?entered=yes', 'it is kept');
    expect(/They did not let me in/.test(await text(page)), 'and says why', await text(page));

    await page.goto(at);
    await closed(page, '15:40');
    await page.fill('#number', NUMBER);
    await send(page);
    same(await faults(page), ['number'], 'the number came in before');
    expect(/Entered already with this number[\s\S]*Entered by .*[\s\S]*No. 00000 00000/
      .test(await text(page)), 'by whom and when', await text(page));
    await both_sizes(w, page, 'paper-same');
    await page.goto(`/from-paper?q=${NUMBER.replace(' ', '')}`);
    expect(/Entered already with this number/.test(await text(page)), 'the number leads there');
    await both_sizes(w, page, 'paper-number');
    await page.goto(at);
    expect(/Ines Calder/.test(await page.locator('#visit').innerText()), 'the next try is planned');
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },

  'half a form outlives the end of a session': async (w) => {
    const page = await w.desk_as('intake');
    await find(page, '18 lant');
    await page.fill('#note1', 'The sill is rotten.');
    await page.context().clearCookies();
    await send(page);
    const who = w.account('intake');
    await page.fill('#email', who.email);
    await page.fill('#password', who.password);
    await Promise.all([page.waitForNavigation(), page.click('main form button:visible')]);
    await Promise.all([page.waitForNavigation(), page.click('main form button:visible')]);
    same(await page.inputValue('#note1'), 'The sill is rotten.', 'the words are there');
  },
};
