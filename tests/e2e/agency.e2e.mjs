// agency.e2e.mjs -- a worker of an agency that has accounts: what was sent, and the answer.
// SPDX-License-Identifier: Apache-2.0
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { open_case, press, text } from './casework.mjs';
import { World } from './world.mjs';

async function answers(own) {
  const page = await own.desk_as('provider');
  await page.goto('/');
  expect(page.url().endsWith('/agency'), 'the day begins with what was sent', page.url());
  const before = await text(page);
  expect(!/Rosa/.test(before), 'nobody is named before the agency accepts', before);
  await both_sizes(own, page, 'agency-inbox');
  await press(page, page.locator('main li a', { hasText: 'Old Wharf' }).first());
  await both_sizes(own, page, 'agency-own');
  await page.click('summary:has-text("help")');
  await press(page, 'button[value="refuse"]');
  expect(await page.locator('.usa-error-message').count() === 1, 'a no wants its reason');
  await press(page, 'button[value="accept"]');
  const name = await page.locator('dt:has-text("What to call them") + dd').innerText();
  await page.goto('/agency');
  expect((await text(page)).includes(name), 'named once it is accepted', name);
  await both_sizes(own, page, 'agency-accepted');
  return name;
}

async function ends_access(own) {
  const lead = await own.desk_as('care-lead');
  await lead.goto('/directory?need=rent');
  await press(lead, 'main li a');
  expect(/Pat Quill/.test(await text(lead)), 'the directory says who has access', await text(lead));
  await both_sizes(own, lead, 'agency-team');
  await press(lead, 'form[action$="/leave"] button');
  expect(/Nobody yet/.test(await text(lead)), 'access is ended');
}

async function fills_in(page) {
  await page.fill('#line', '12 Lantern St');
  await page.fill('#wrong', 'No heat. A mother is pregnant.');
  await page.check('[name="alleged"][value="yes"]', { force: true });
  await page.fill('#phone', '617 555 0177');
  await page.check('[name="message_ok"][value="no"]', { force: true });
  await page.fill('#safe', 'Call before noon');
  await press(page, 'main form button.usa-button--big');
}

async function asks_for_a_visit(w) {
  const page = await w.desk_as('provider');
  await press(page, 'nav a[href="/agency/inspections"]');
  expect(/not asked for an inspection/.test(await text(page)), 'nothing so far', await text(page));
  await both_sizes(w, page, 'agency-visits-none');
  await press(page, 'a[href="/agency/inspections/new"]');
  await both_sizes(w, page, 'agency-visit');
  await fills_in(page);
  expect(/Which home/.test(await text(page)), 'of several homes one is chosen', await text(page));
  await both_sizes(w, page, 'agency-visit-which');
  await page.check('[name="property"] >> nth=0', { force: true });
  await press(page, 'main form button.usa-button--big');
  same(await page.inputValue('#wrong'), 'No heat. A mother is pregnant.', 'nothing typed is lost');
  expect(/tell the owner/.test(await text(page)), 'social words are asked about', await text(page));
  await both_sizes(w, page, 'agency-visit-words');
  await page.fill('#wrong', 'No heat.');
  await press(page, 'main form button.usa-button--big');
  return page;
}

export const tests = {
  'an agency asks for an inspection, and the city learns the home alone': async (w) => {
    const page = await asks_for_a_visit(w);
    expect(/12 Lantern St/.test(await text(page)) && /Waiting for the visit/.test(await text(page)),
      'it stands in its list', await text(page));
    await both_sizes(w, page, 'agency-visits');
    const desk = await w.desk_as('intake');
    await desk.goto('/requests');
    const row = await desk.locator('main li', { hasText: 'No heat.' }).first().innerText();
    expect(/12 Lantern St/.test(row) && !/Pat Quill|0177|noon/.test(row), 'the home alone', row);
  },

  'more pages than fit the bar stand behind one word, at the keyboard too': async (w) => {
    const page = await w.desk_as('care-lead');
    await page.goto('/directory');
    await page.focus('summary.ds-nav__sum');
    await page.keyboard.press('Enter');
    await page.focus('.ds-nav__more a[href="/complaints"]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    same(await page.locator('summary[aria-current]').innerText(), 'Complaints', 'the bar says where one is');
    await both_sizes(w, page, 'menu');
  },

  'an agency with accounts reads and answers without a link, until its access ends': async (w) => {
    const own = await World.start(w.program);
    try {
      const name = await answers(own);
      const page = await own.desk_as('case-manager');
      await open_case(page, name);
      expect(/Accepted/.test(await text(page)), 'the case manager sees the answer', await text(page));
      await ends_access(own);
      const after = await own.desk_as('provider');
      await after.goto('/agency');
      expect(/belongs to no agency/.test(await text(after)), 'and nothing is left', await text(after));
      same(own.pages.flatMap((p) => p.faults), [], 'no script complained');
    } finally {
      await own.end();
    }
  },
};
