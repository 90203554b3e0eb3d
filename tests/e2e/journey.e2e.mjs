// journey.e2e.mjs -- the main job in one run: a door without signal, a case manager next
// morning, an agency without an account, the inspector who hears back, the City Manager.
// SPDX-License-Identifier: Apache-2.0
import { Phone } from './phone.mjs';
import { both_sizes } from './sizes.mjs';
import { expect, same } from './expect.mjs';
import { eventually, readable } from './world.mjs';
import * as at_the_door from './inspect.mjs';
import * as desk from './casework.mjs';

const NAME = 'Ofelia';
const NUMBER = '617 555 0188';

async function at_home(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  await w.picture(phone.page, 'phone-today');
  await w.axe(phone.page, 'Today');
  return phone;
}

async function visit_without_signal(w, phone) {
  await phone.offline(true);
  await at_the_door.begin(phone);
  expect(await phone.page.locator('#place fieldset.ds-card:visible').count() > 0,
    'violations of earlier visits are shown');
  await w.picture(phone.page, 'phone-visit');
  await w.axe(phone.page, 'visit');
  await at_the_door.find_violation(phone, { search: 'heat', place: 'bedroom',
    note: '58 degrees at nine in the morning; the radiator is cold.' });
  await at_the_door.leave_card(phone);

  const before = phone.taps;
  await at_the_door.ask_for_help(phone, { lang: 'es', choices: ['food'], number: NUMBER, name: NAME });
  await w.picture(phone.page, 'phone-permission');
  await w.axe(phone.page, 'permission');
  await at_the_door.resident_says_yes(phone);
  await w.picture(phone.page, 'phone-hand-over');
  await w.axe(phone.page, 'hand over');
  await at_the_door.call_together(phone);
  await at_the_door.hand_over(phone);
  expect(phone.taps - before <= 8, 'a help request takes at most eight taps', phone.taps - before);
  same(await phone.page.locator('#place .ds-state--big').getAttribute('data-state'), 'here',
    'it is on this phone, and says so');
  await w.axe(phone.page, 'passed on');
  await phone.act('now');
  await phone.tap('a.usa-button--big:visible');
  await phone.at('visit');

  const order = await at_the_door.sign(phone, 'Ines Calder');
  expect(/58 degrees/.test(order), 'the order holds what was found');
  expect(!new RegExp(`${NAME}|help|food`, 'i').test(order), 'and nothing of the help request', order);
  await w.picture(phone.page, 'phone-signed');
  return Date.now();
}

async function network_comes_back(phone) {
  await phone.offline(false);
  await at_the_door.all_received(phone);
}

async function case_manager_works(w, since) {
  const told = await eventually('the case manager is told', () => w.mails.slice(since)
    .find((m) => m.to.includes(w.account('case-manager').email)));
  expect(!new RegExp(`${NAME}|${NUMBER}|food|St\\b|Ave\\b`).test(readable(told)),
    'the letter holds nothing of the person', readable(told));

  const page = await w.desk_as('case-manager');
  await page.goto('/cases');
  await w.picture(page, 'case-today', { fullPage: false });
  await w.axe(page, 'cases');
  await desk.acknowledge(page, NAME);
  await desk.open_case(page, NAME);
  expect(/58 degrees/.test(await desk.text(page)), "the property's violations stand beside the case");
  expect(/called you together/.test(await desk.text(page)), 'the call from the door is told with its time');
  await w.axe(page, 'case');
  await press_close_and_see_the_minimum(w, page);
  await desk.open_case(page, NAME);
  await desk.log_call(page, 'reached');
  await desk.open_case(page, NAME);
  await page.check('[name="prior"][value="no"]', { force: true });
  await desk.press(page, 'form[action$="/prior"] button');
  await desk.add_need(page, 'food');
  await desk.take_consent(page);
  await desk.open_case(page, NAME);
  await w.picture(page, 'case');
  const mails = w.mails.length;
  await desk.send_need(page, 'Food');
  return { page, mails };
}

async function press_close_and_see_the_minimum(w, page) {
  await desk.press(page, 'a[href$="/close"]');
  expect(await page.locator('[name="reason"][value="unable-to-reach"]').isDisabled(),
    '"unable to reach" waits for the minimum of attempts');
  await w.axe(page, 'close');
}

async function agency_answers(w, mails) {
  const { body, link } = await desk.agency_letter(w, mails);
  expect(!new RegExp(`${NAME}|${NUMBER}|Lantern`).test(body), 'the letter holds no personal data', body);
  const page = await w.desk();
  for (let i = 0; i < 3; i++) { // a mail scanner fetches every link, three times
    await page.request.get(link.split('#')[0]);
    await page.request.head(link.split('#')[0]);
  }
  await page.goto(link);
  await page.waitForSelector('button[name="answer"]');
  expect(!(await desk.text(page)).includes(NAME), 'the name comes only after yes');
  await w.picture(page, 'agency');
  await w.axe(page, 'agency');
  await desk.press(page, 'button[name="answer"][value="accept"]');
  expect((await desk.text(page)).includes(NAME), 'the name comes after yes');
  await desk.press(page, 'button[name="answer"][value="start"]');
}

async function case_is_closed(w, page) {
  await page.goto('/cases');
  expect((await desk.text(page)).includes(NAME), 'the answer stands on Today');
  await desk.open_case(page, NAME);
  await desk.press(page, 'a[href$="/close"]');
  await page.check('[name="reason"][value="connected-all"]', { force: true });
  await page.check('[name="thanks"]', { force: true }); // she wants the inspector to hear it
  await both_sizes(w, page, 'close-thanks');
  await desk.press(page, 'main form button.usa-button--big');
}

async function inspector_hears(w, phone) {
  await phone.page.evaluate(() => { location.hash = '#/waiting'; });
  await phone.at('waiting');
  await phone.act('now');
  await phone.page.evaluate(() => { location.hash = '#/mine'; });
  await phone.at('mine');
  // Other requests of the same inspector may be closed already; of hers both come together.
  await eventually('the request is closed, with one fixed sentence of hers', async () =>
    /closed/i.test(await phone.text()) && /they say thank you/i.test(await phone.text()));
  expect(!new RegExp(`${NAME}|food`, 'i').test(await phone.text()), 'and no more than that');
  await phone.page.waitForSelector('[data-field="team_words"]:has-text("Last quarter your team asked"):visible');
  await w.picture(phone.page, 'phone-mine');
  await w.axe(phone.page, 'my requests');
}

async function city_manager_reads(w) {
  const page = await w.desk_as('leader');
  await page.goto('/city');
  const seen = await desk.text(page);
  expect(/inspection/i.test(seen) && /help card/i.test(seen), 'inspections and cards are counted', seen);
  expect(await page.locator('svg').count() > 0 && await page.locator('table').count() > 0,
    'a chart and its table');
  expect(!seen.includes('%'), 'no percentage under twenty', seen);
  await w.picture(page, 'city', { fullPage: true });
  await w.axe(page, 'city');
  const pdf = await page.pdf({ format: 'Letter' });
  same(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length, 1, 'it prints on one page');
}

export const tests = {
  'a help request goes from a stairwell without signal to the City Manager': async (w) => {
    const mails = await desk.letters_settle(w);
    const phone = await at_home(w);
    await visit_without_signal(w, phone);
    same(w.mails.length, mails, 'nothing left the phone');
    await network_comes_back(phone);
    const { page, mails: sent } = await case_manager_works(w, mails);
    await agency_answers(w, sent);
    await case_is_closed(w, page);
    await inspector_hears(w, phone);
    await city_manager_reads(w);
    same(w.pages.flatMap((p) => p.faults), [], 'no script complained');
  },
};
