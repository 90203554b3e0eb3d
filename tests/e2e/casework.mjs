// casework.mjs -- a case manager's and an agency's hands.
// SPDX-License-Identifier: Apache-2.0
import { eventually, readable } from './world.mjs';
import { expect } from './expect.mjs';

// Loading a page that a button led to.
export async function press(page, what) {
  const button = typeof what === 'string' ? page.locator(what).first() : what;
  await Promise.all([page.waitForNavigation(), button.click()]);
}

export async function text(page) {
  return page.locator('main').innerText();
}

export async function open_case(page, name) {
  await page.goto('/cases');
  // "Bea" is not "Beatriz", who asked a moment ago.
  await press(page, page.locator('main a', { hasText: new RegExp(`^\\s*${name}(?![\\p{L}])`, 'u') }).first());
}

export async function acknowledge(page, name) {
  await page.goto('/cases');
  const card = page.locator('article.ds-card', { hasText: name }).first();
  await press(page, card.locator('form[action$="/acknowledge"] button'));
}

// From the tap on "call": outcome and save are all that is needed.
export async function log_call(page, outcome) {
  await press(page, 'a[href$="/attempts"]');
  let taps = 0;
  const tap = async (what) => { taps++; await what(); };
  await tap(() => page.check(`[name="outcome"][value="${outcome}"]`, { force: true }));
  await tap(() => press(page, 'main form:has([name="outcome"]) button:not([type=button])'));
  expect(taps <= 2, 'a contact is logged in two taps after the call', taps);
}

export async function add_need(page, need) {
  await page.locator('#need summary').last().click();
  await page.selectOption('#need-word', need);
  await page.check('[name="known_by"][value="told"]', { force: true });
  await press(page, 'form[action$="/needs"] button');
}

export async function take_consent(page) {
  await press(page, 'a[href$="/consent"]');
  const boxes = page.locator('[name="scope"]');
  expect(await boxes.count() > 0, 'the consent offers who could help');
  for (let i = 0; i < await boxes.count(); i++) await boxes.nth(i).check({ force: true });
  await page.check('[name="method"][value="signed"]', { force: true });
  await press(page, 'main form:has([name="scope"]) button.ds-wide');
}

// Sends the need whose card holds this heading to its first service.
export async function send_need(page, heading) {
  const card = page.locator('article.ds-card', { has: page.getByRole('heading', { name: heading }) });
  await press(page, card.locator('a[href*="/services"], a[href*="/needs/"]').first());
  await press(page, 'ul.ds-list a');
  expect(await page.locator('.ds-card--lead').count() === 1, 'it shows exactly what will be told');
  await press(page, 'main form button.ds-wide');
}

// The newest letter to somebody that holds a link, and the link.
export async function agency_letter(w, since) {
  const mail = await eventually('a letter to the agency', () => w.mails.slice(since)
    .find((m) => m.to.some((to) => to.includes('@agencies.')) && /\/r#/.test(readable(m))));
  const body = readable(mail);
  return { mail, body, link: body.match(/https?:\/\/\S+\/r#\S+/)[0] };
}

export async function answer_link(page, link, answer) {
  await page.goto(link);
  await page.waitForSelector('button[name="answer"]');
  await press(page, `button[name="answer"][value="${answer}"]`);
}

// The letters of the city's furnishing go out first: until none came for two seconds.
export async function letters_settle(w) {
  let seen = -1;
  while (seen !== w.mails.length) {
    seen = w.mails.length;
    await new Promise((later) => { setTimeout(later, 2000); });
  }
  return seen;
}
