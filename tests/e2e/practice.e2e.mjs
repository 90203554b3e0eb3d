// practice.e2e.mjs -- six doors on the phone, without a network and without a trace; that
// they were done is told once.  The three questions are asked once, before the first request.
// SPDX-License-Identifier: Apache-2.0
import { Phone, go } from './phone.mjs';
import { eventually } from './world.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

const LANGS = ['en', 'es', 'pt', 'ht'];

async function signed_in(w, role = 'inspector') {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account(role));
  await phone.page.waitForSelector('#place [data-if="loading"]', { state: 'hidden' });
  return phone;
}

async function unlock(phone, { password }) {
  await phone.type('password', password);
  await phone.tap('#place form button:not([type])');
}

// To the door, and who is there; it takes nothing from the real day.
async function arrive(phone, n, present = ['occupant']) {
  await go(phone, `#/practice-door/${n}`, 'practice-door');
  await phone.act('begin');
  await phone.at('visit');
  await phone.choose('occupancy', 'occupied');
  for (const who of present) await phone.choose('present', who);
  await phone.act('begin');
  await phone.page.waitForSelector('[data-do="find"]:visible');
}

async function card(phone) {
  await phone.tap('a[href^="#/card/"]:visible');
  await phone.at('card');
  await phone.choose('left', 'yes');
  await phone.act('save');
  await phone.at('visit');
}

async function to_ask(phone) {
  await phone.tap('a[href^="#/ask/"]:visible');
  await phone.at('ask');
}

async function ask(phone, choices, urgency) {
  for (const choice of choices) await phone.choose('choices', choice);
  await phone.choose('known', 'told');
  if (urgency) await phone.choose('urgency', urgency);
  await phone.type('phone', '617 555 0188');
  await phone.act('show');
  await phone.at('door');
}

async function yes(phone) {
  await phone.act('yes');
  await phone.hold('.ds-actions [data-hold]:visible');
  await phone.at('hand-over');
  await phone.act('send');
  await phone.at('passed');
  await phone.tap('.ds-actions a');
  await phone.at('visit');
}

// What went well and what did not: [["done", words], ..].
async function finish(phone) {
  await phone.tap('#practice-door a');
  await phone.at('practice-door');
  await phone.page.waitForSelector('#place [data-made="check"]');
  return phone.page.$$eval('#place [data-made="check"] [data-state]', (all) => all.map((el) => el.dataset.state));
}

async function all_good(phone, n) {
  const states = await finish(phone);
  expect(states.length > 1 && states.every((state) => state === 'done'), `door ${n}: ${states}`);
}

const doors = [
  async (phone) => {
    await arrive(phone, 1);
    await to_ask(phone);
    await ask(phone, ['food', 'rent']);
    await yes(phone);
    await card(phone);
  },
  async (phone) => {
    await arrive(phone, 2);
    await steps.find_violation(phone, { search: 'egress', place: 'hall', note: 'The way out is blocked.' });
    await to_ask(phone);
    await ask(phone, ['things']);
    await yes(phone);
    await card(phone);
  },
  async (phone) => {
    await arrive(phone, 3, ['occupant', 'owner']);
    await to_ask(phone);
    await phone.tap('a[href^="#/card/"]:visible');
    await phone.at('card');
    await phone.choose('left', 'yes');
    await phone.act('save');
  },
  async (phone) => {
    await arrive(phone, 4);
    await to_ask(phone);
    await phone.tap('form a[href^="#/alert/"]:visible');
    await phone.at('alert');
    await phone.choose('card_left', 'yes');
    await phone.act('send');
    await phone.at('passed');
    await phone.tap('.ds-actions a');
    await phone.at('visit');
    await card(phone);
  },
  async (phone) => {
    await arrive(phone, 5);
    await to_ask(phone);
    await phone.tap('#place a[href="tel:988"]:visible');
    expect(/nobody was called/.test(await phone.page.locator('#practice-door').innerText()), 'no call');
    await ask(phone, ['talk'], 'crisis');
    await yes(phone);
    await card(phone);
  },
  async (phone) => {
    await arrive(phone, 6);
    await to_ask(phone);
    await ask(phone, ['food']);
    await steps.resident_says_no(phone);
    await card(phone);
  },
];

// What stands on the server about work in homes, as its own desks show it.
async function counted(w, path, role) {
  const page = await w.desk_as(role);
  await page.goto(path);
  const words = await page.locator('main').innerText();
  return words.replace(/Arrived .* ago/g, ''); // the clock goes on
}

export const tests = {
  'six doors without a network leave nothing to send, and are told once': async (w) => {
    const before = await counted(w, '/cases', 'case-manager');
    const phone = await signed_in(w);
    expect(/Practice\s+Not done yet/.test(await phone.text()), 'Today reminds');
    const sent = [];
    phone.page.on('request', (request) => request.method() === 'POST'
      && sent.push([new URL(request.url()).pathname, request.postData() ?? '']));
    await phone.offline(true);
    await go(phone, '#/practice', 'practice');
    await w.picture(phone.page, 'practice-list', { fullPage: true });
    for (const [n, door] of doors.entries()) {
      await door(phone);
      expect(await phone.page.isVisible('#practice-door'), 'the screen says PRACTICE');
      if (n === 0) await w.picture(phone.page, 'practice-visit');
      await all_good(phone, n + 1);
      await w.picture(phone.page, `practice-door-${n + 1}-after`, { fullPage: true });
      await go(phone, '#/waiting', 'waiting');
      same(await phone.page.locator('#place [data-made="op"]').count(), 0, `door ${n + 1}: nothing waits`);
      expect(!await phone.page.isVisible('#practice-door'), 'a real screen does not say PRACTICE');
    }
    await go(phone, '#/mine', 'mine');
    const mine = await phone.page.locator('#place [data-made="request"]').count();
    await phone.offline(false);
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    await eventually('practice is told', () => sent.some(([path]) => path === '/api/v1/practice'));
    await go(phone, '#/practice', 'practice');
    await phone.page.waitForSelector('#place [data-if="complete"]:visible');
    const training = await eventually('the supervisor sees it', async () => {
      const text = await counted(w, '/training', 'supervisor');
      return text.includes('Done\t') && text;
    });
    expect(!/violation|request|food/i.test(training), 'nothing of how it went');
    await phone.page.reload();
    await unlock(phone, w.account('inspector'));
    await go(phone, '#/today', 'today');
    await phone.page.waitForFunction(() => /Practice\s+Done/.test(document.body.innerText));
    same(sent.filter(([path]) => path === '/api/v1/practice').length, 1, 'once');
    for (const [path, body] of sent.filter(([path]) => path === '/api/v1/sync'))
      same(JSON.parse(body).ops.length, 0, `${path} carries nothing`);
    await go(phone, '#/mine', 'mine');
    same(await phone.page.locator('#place [data-made="request"]').count(), mine, 'no request of it');
    same(await counted(w, '/cases', 'case-manager'), before, 'nothing reached the case manager');
  },

  'a door done otherwise is said plainly': async (w) => {
    const phone = await signed_in(w);
    await arrive(phone, 1);
    same(await finish(phone), ['draft', 'draft', 'done', 'draft'], 'asked, both, neutral, card');
    await w.picture(phone.page, 'practice-otherwise', { fullPage: true });
    await phone.act('begin');
    await phone.at('visit');
    expect(await phone.page.isVisible('[name="occupancy"][value="occupied"] + span'), 'it begins anew');
  },

  'practice left in the middle is gone on with, and a reload ends only the open door': async (w) => {
    const phone = await signed_in(w);
    await arrive(phone, 3, ['owner']);
    const door = await phone.page.evaluate(() => location.hash);
    await go(phone, '#/today', 'today');
    await go(phone, '#/practice-door/3', 'practice-door');
    await phone.page.evaluate((h) => { location.hash = h; }, door);
    await phone.at('visit');
    expect(await phone.page.isVisible('[data-do="find"]:visible'), 'as it was left');
    await phone.page.reload();
    await unlock(phone, w.account('inspector'));
    await phone.at('practice');
    expect(!await phone.page.isVisible('#practice-door'), 'no door is open');
    same(phone.page.faults, [], 'no script complained');
  },

  'a real visit beside a door of practice stays real': async (w) => {
    const phone = await signed_in(w);
    await arrive(phone, 1);
    await go(phone, '#/today', 'today');
    // The next door, or one done by another test: either is real.
    await phone.tap('#place [data-do="visit"]:visible, #place a[href^="#/visit/"]:visible');
    await phone.at('visit');
    expect(!await phone.page.isVisible('#practice-door'), 'not marked');
    expect(!/Example Street/.test(await phone.text()), 'a real address');
  },

  'the three questions are asked before the first request, once, and may be put off': async (w) => {
    const phone = await signed_in(w, 'supervisor');
    await phone.page.waitForSelector('#place [data-if="survey"]:visible');
    await phone.act('notNow');
    await phone.page.waitForSelector('#place [data-if="survey"]', { state: 'hidden' });
    await go(phone, '#/survey', 'survey');
    await phone.act('send');
    same(await phone.page.locator('#place .usa-error-message').count(), 3, 'each question');
    for (const [name, step] of [['sure', 2], ['time', 4], ['carry', 5]]) await phone.choose(name, String(step));
    await w.picture(phone.page, 'survey', { fullPage: true });
    const heard = phone.page.waitForResponse('**/api/v1/survey');
    await phone.act('send');
    await phone.at('today');
    same((await heard).status(), 200, 'told');
    expect(!await phone.page.isVisible('#place [data-if="survey"]'), 'not asked again');
    const other = await signed_in(w, 'supervisor');
    expect(!await other.page.isVisible('#place [data-if="survey"]'), 'nor on another phone');
    const lead = await counted(w, '/reports/survey', 'care-lead');
    expect(/nothing to show yet/.test(lead), 'one answer shows nothing');
  },

  'axe finds nothing in practice and survey, in any language': async (w) => {
    const phone = await signed_in(w);
    for (const lang of LANGS) {
      await phone.page.goto(`/field/${lang}#/practice`);
      await phone.page.reload();
      await unlock(phone, w.account('inspector'));
      await phone.at('practice');
      await w.axe(phone.page, `${lang} practice`);
      for (let n = 1; n <= 6; n++) {
        await go(phone, `#/practice-door/${n}`, 'practice-door');
        await w.axe(phone.page, `${lang} door ${n}`);
        if (n === 5) await w.picture(phone.page, `practice-door-${lang}`, { fullPage: true });
      }
      await arrive(phone, 1);
      await w.axe(phone.page, `${lang} visit of practice`);
      await finish(phone);
      await w.axe(phone.page, `${lang} after a door`);
      await go(phone, '#/survey', 'survey');
      await w.axe(phone.page, `${lang} survey`);
      await w.picture(phone.page, `survey-${lang}`, { fullPage: true });
      await go(phone, '#/today', 'today');
      await w.picture(phone.page, `today-${lang}`, { fullPage: true });
    }
  },

  'axe finds nothing at the desk': async (w) => {
    const page = await w.desk_as('supervisor');
    await page.goto('/training');
    await w.axe(page, 'training');
    await w.picture(page, 'training');
    const lead = await w.desk_as('care-lead');
    await lead.goto('/reports/survey');
    await w.axe(lead, 'survey counts');
    await w.picture(lead, 'survey-counts');
  },
};
