// connect.e2e.mjs -- one need, the whole way: papers, an application and its number, a no
// and the next service, a sheet of paper; and an agency that reads without style or script.
// SPDX-License-Identifier: Apache-2.0
import { World } from './world.mjs';
import { expect, same } from './expect.mjs';
import { both_sizes } from './sizes.mjs';
import { agency_letter, letters_settle, open_case, press, text } from './casework.mjs';

// What was sent for a need, by its row on the case page.
async function open_sent(page, name, organization) {
  await open_case(page, name);
  await press(page, page.locator('#need a[href*="/referrals/"]', { hasText: organization }).last());
}

async function say(page, answer, summary) {
  if (summary) await page.locator('summary', { hasText: summary }).first().click();
  await press(page, `main button[name="answer"][value="${answer}"]`);
}

async function an_application(w, page) {
  await open_sent(page, 'Rosa', 'Warm Harbor');
  expect(/Apply from Nov 1 to Apr 30/.test(await text(page)), 'the season is told', await text(page));
  expect(await page.isChecked('[value="bill"]'), 'what is at hand is ticked');
  await page.check('[value="photo-id"]', { force: true });
  await press(page, 'form[action$="/papers"] button');
  await both_sizes(w, page, 'connect-papers');
  const list = await page.request.get(await page.getAttribute('a[href*="papers.pdf"]', 'href'));
  same([list.status(), list.headers()['content-type']], [200, 'application/pdf'],
    'the list is printed for the resident');
  await page.locator('summary', { hasText: 'The application went in' }).click();
  await page.fill('#number', 'FA-2291');
  await press(page, 'button[value="apply"]');
  expect(/FA-2291/.test(await text(page)), 'its number stands on the page');
  await say(page, 'accept');
  same(await page.locator('main h1 ~ .ds-state').innerText(), 'Approved', 'it was approved');
  await say(page, 'start');
  expect(/Paid or started/.test(await text(page)), 'and paid');
}

async function a_no_leads_on(w, page) {
  await open_sent(page, 'Imelda', 'Eviction court desk');
  expect(/They said no/.test(await text(page)), 'a no says what can be done', await text(page));
  await both_sizes(w, page, 'connect-refused');
  await press(page, 'a[href$="/services"]');
  const rows = await page.locator('main ul.ds-list li').allInnerTexts();
  expect(rows.length > 1 && /Said no before/.test(rows.at(-1)) && !/Said no before/.test(rows[0]),
    'who said no comes last', rows);
  await w.picture(page, 'connect-next', { fullPage: true });
}

async function asked_again(page) {
  await open_sent(page, 'Imelda', 'Eviction court desk');
  await page.locator('summary', { hasText: 'Ask them again' }).click();
  await page.fill('#why', 'A lawyer came back from leave.');
  await press(page, 'form[action$="/reopen"] button');
  expect(/A lawyer came back/.test(await text(page)), 'why again is kept', await text(page));
}

async function on_paper(w, page) {
  await open_sent(page, 'Bea', 'Mill Hill');
  await page.goBack();
  await press(page, page.locator('#need a[href$="/services"]').last());
  await press(page, 'main ul.ds-list a');
  await press(page, page.locator('nav a', { hasText: 'Paper or fax' }));
  expect(/Whoever holds it can read all of it/.test(await text(page)), 'each way says who sees what');
  await both_sizes(w, page, 'connect-review-paper');
  await press(page, 'main form button.ds-wide');
  const pdf = await page.request.get(await page.getAttribute('a[href$="request.pdf"]', 'href'));
  same([pdf.status(), pdf.headers()['content-type']], [200, 'application/pdf'], 'the paper is made');
  await w.keep('request.pdf', await pdf.body());
}

// Of an agency that may tell of nobody: a number a month.
async function only_counted(w, page) {
  await page.goto('/directory?need=domestic-violence');
  await press(page, 'main ul.ds-list a');
  await page.fill('#people', '7');
  await press(page, 'form[action$="/counts"] button');
  await both_sizes(w, page, 'connect-counts');
}

// As a text browser has it: no script, no style, forms alone.
async function without_style_or_script(w, link) {
  const page = await w.desk({ javaScriptEnabled: false });
  await page.route('**/*.css', (route) => route.abort());
  await page.goto('/r');
  await page.fill('#token', link);
  await press(page, 'form#open-link button');
  expect(/Kind of help/.test(await text(page)), 'it opens by paste alone', await text(page));
  await press(page, 'button[name="lang"][value="pt"]');
  expect(/Sim, podemos ajudar/.test(await text(page)), 'and in the language of who reads it');
  await w.picture(page, 'connect-agency-plain', { fullPage: true });
  await page.locator('summary', { hasText: 'lista de espera' }).click();
  await page.fill('#until', '2030-01-15');
  await press(page, 'button[value="waitlist"]');
  expect(/Obrigad/i.test(await text(page)), 'and is answered', await text(page));
  const answered = page.url();
  await page.reload();
  expect(/Obrigad/i.test(await text(page)), 'a reload shows it again', await text(page));
  await page.goBack();
  expect(/lista de espera/i.test(await text(page)), 'and the way back asks for nothing', await text(page));
  expect(!answered.includes(link.split('#')[1]), 'the secret is in no address', answered);
  return page;
}

async function waits_until(page) {
  await open_sent(page, 'Imelda', 'Eviction court desk');
  expect(/waiting list until/.test(await text(page)), 'the case manager reads until when', await text(page));
}

export const tests = {
  'a need goes the whole way: papers, a number, a no, the next one, and a waiting list': async (first) => {
    const w = await World.start(first.program);
    try {
      const page = await w.desk_as('case-manager');
      await an_application(w, page);
      await a_no_leads_on(w, page);
      const mails = await letters_settle(w);
      await asked_again(page);
      const { link, body } = await agency_letter(w, mails);
      expect(!/Imelda|rent|legal|court/i.test(body), 'the letter says nothing', body);
      await without_style_or_script(w, link);
      await waits_until(page);
      await on_paper(w, page);
      await only_counted(w, page);
      same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
    } finally {
      await w.end();
    }
  },
};
