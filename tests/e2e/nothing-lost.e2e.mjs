// nothing-lost.e2e.mjs -- reloads at every field, a browser that is killed, a session that
// ends, a phone that two people share, a clock that is days off: nothing is lost, nothing
// is sent by half, nobody sees another's.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { Phone, go } from './phone.mjs';
import { World, eventually } from './world.mjs';
import { expect, same } from './expect.mjs';
import * as steps from './inspect.mjs';

const KILLS = 4;

async function signed_in(w) {
  const phone = new Phone(await w.phone());
  await phone.sign_in(w.account('inspector'));
  await phone.page.waitForSelector('#place .ds-card--lead:visible');
  return phone;
}

async function unlock(phone, password) {
  await phone.page.waitForSelector('#place [data-behaviour="unlock"]');
  await phone.type('password', password);
  await phone.tap('#place form button:not([type])');
}

const screen = (phone, name) => phone.page.waitForSelector(`#place [data-behaviour="${name}"]`);

// What the form holds, by name: texts, and the values that are chosen.
const held = (phone) => phone.page.evaluate(() => {
  const out = {};
  for (const el of document.querySelectorAll('#place input[name], #place select[name], #place textarea[name]')) {
    if (['search', 'photo', 'addendum'].includes(el.name)) continue;
    if (el.type === 'radio' || el.type === 'checkbox') {
      out[el.name] ??= [];
      if (el.checked) out[el.name].push(el.value);
    } else out[el.name] = el.value;
  }
  return out;
});

// After each of these the page is loaded anew, and the form is as it was.
async function through_reloads(w, phone, name, actions) {
  for (const [what, act] of actions) {
    await act();
    await phone.page.waitForTimeout(120); // the write that a tap starts; a killed one is another test
    const before = await held(phone);
    await phone.page.reload();
    await unlock(phone, w.account('inspector').password);
    await screen(phone, name);
    same(await held(phone), before, `after a reload behind "${what}"`);
  }
}

const more = async (phone) => phone.page.evaluate(() => { document.querySelector('#place details').open = true; });

// Every field of each form, in the order in which a hand meets them.
const FIELDS = {
  visit: (phone) => [
    ['occupancy', () => phone.choose('occupancy', 'occupied')],
    ['present', () => phone.choose('present', 'occupant')],
  ],
  finding: (phone) => [
    ['section', () => phone.act('choose')],
    ['place', () => phone.page.selectOption('[name="place"]', 'hall')],
    ['note', () => phone.type('note', 'It chirps.')],
    ['responsible', () => phone.choose('responsible', 'occupant')],
    ['endangering', () => phone.tap('label:has([name="endangering"])')],
    ['room', async () => { await more(phone); await phone.type('room', '2'); }],
    ['nspire', async () => { await more(phone); await phone.page.selectOption('[name="nspire"]', 'Smoke Alarm'); }],
    ['severity', async () => { await more(phone); await phone.choose('severity', 'severe'); }],
    ['variance', async () => { await more(phone); await phone.type('variance', 'V-7'); }],
  ],
  facts: (phone) => [
    ['scope', () => phone.choose('scope', 'limited')],
    ['told', () => phone.choose('told_right', 'yes')],
    ['year', () => phone.type('year_built', '1910')],
    ['child', () => phone.choose('child', 'unknown')],
    ['lead', () => phone.choose('lead', 'ordered')],
    ['specialist', () => phone.page.selectOption('[name="specialist"]', 'fire')],
    ['why', () => phone.type('why', 'No way out.')],
    ['unsafe', () => phone.tap('label:has([name="unsafe"])')],
  ],
  card: (phone) => [
    ['card left', () => phone.choose('left', 'yes')],
    ['card not left', () => phone.choose('left', 'no')],
    ['why not', () => phone.tap('label:has(input[name="reason"]):visible')],
  ],
  closed: (phone) => [
    ['why closed', () => phone.choose('reason', 'no-answer')],
    ['card', () => phone.choose('card_left', 'yes')],
    ['not again', () => phone.choose('come', 'no')],
    ['again', () => phone.choose('come', 'yes')],
    ['day', () => phone.page.locator('[name="again_day"]').evaluate((el) => {
      const day = new Date(el.min);
      day.setUTCDate(day.getUTCDate() + 6);
      el.value = day.toISOString().slice(0, 10);
      el.dispatchEvent(new Event('change', { bubbles: true }));
    })],
    ['time', () => phone.page.fill('[name="again_time"]', '10:30').then(() => phone.page.locator('[name="again_time"]').blur())],
  ],
  ask: (phone) => [
    ['choice', () => phone.choose('choices', 'food')],
    ['known', () => phone.choose('known', 'seen')],
    ['heat', () => phone.choose('choices', 'heat')],
    ['payer', () => phone.choose('heat_payer', 'occupant')],
    ['today', () => phone.choose('urgency', 'today')],
    ['phone', () => phone.type('phone', '617 555 0166')],
    ['knock', () => phone.type('knock', 'after five')],
    ['message', () => phone.choose('message_ok', 'yes')],
    ['name', () => phone.type('call_name', 'Zoraida')],
  ],
};

// The newest session of a phone, as it is told to the server.
function sessions_of(phone) {
  const known = { token: '' };
  phone.page.on('request', async (request) => {
    const { authorization = '' } = await request.allHeaders().catch(() => ({}));
    if (authorization.startsWith('Bearer ')) known.token = authorization;
  });
  return known;
}

// The session is ended at the server, as by a sign-out elsewhere; the phone learns of it
// by its next sync.
async function end_session(w, phone) {
  await phone.page.waitForFunction(() => document.documentElement.dataset.ready);
  const { email, password } = w.account('inspector');
  const headers = { 'Content-Type': 'application/json' };
  const elsewhere = await fetch(`${w.url}/api/v1/session`,
    { method: 'POST', headers, body: JSON.stringify({ email, password }) });
  const { token } = await elsewhere.json();
  const { status } = await fetch(`${w.url}/account/sessions/end`,
    { method: 'POST', redirect: 'manual', headers: { Authorization: `Bearer ${token}` } });
  expect(status < 400, 'the session is ended', status);
}

// Behind each of these the session ends, the phone goes on, and a sign-in brings news again.
async function through_sign_outs(w, phone, known, name, actions) {
  for (const [what, act] of actions) {
    await act();
    const before = await held(phone);
    await end_session(w, phone);
    const token = known.token;
    const taken = phone.page.waitForResponse((r) => r.url().endsWith('/api/v1/sync') && r.ok());
    await phone.page.evaluate(() => dispatchEvent(new Event('online')));
    expect(!('cursor' in await (await taken).json()), 'without a session there is no news');
    await screen(phone, name);
    same(await held(phone), before, `as the session ended behind "${what}"`);
    await phone.page.reload();
    await unlock(phone, w.account('inspector').password);
    await screen(phone, name);
    same(await held(phone), before, `signed in again behind "${what}"`);
    await eventually('a new session', () => known.token !== token);
  }
}

// The browser's own process, by the folder that is its alone.
function browser_of(folder) {
  return Number(execFileSync('pgrep', ['-f', '-o', `user-data-dir=${folder}`], { encoding: 'utf8' }));
}

const waits = (phone) => phone.page.locator('.ds-pending [data-field="waiting"]').innerText();

async function every_field_signed_out(w) {
  const page = await w.phone();
  const phone = new Phone(page);
  const known = sessions_of(phone);
  await phone.sign_in(w.account('inspector'));
  await page.waitForSelector('#place .ds-card--lead:visible');
  await eventually('a session', () => known.token);
  const desk = await w.desk_as('case-manager');
  const cases = async () => {
    await desk.goto('/cases');
    return desk.locator('main a[href^="/cases/"]', { hasText: 'Zoraida' }).count();
  };
  await phone.act('visit');
  await phone.at('visit');
  const visit = await page.evaluate(() => location.hash);
  const id = visit.split('/')[2];
  await through_sign_outs(w, phone, known, 'visit', FIELDS.visit(phone));
  await phone.act('begin');
  await page.waitForSelector('[data-do="find"]:visible');
  await go(phone, `#/finding/${id}`, 'finding');
  await phone.type('search', 'smoke');
  await through_sign_outs(w, phone, known, 'finding', FIELDS.finding(phone));
  await phone.act('save');
  await phone.at('visit');
  await go(phone, `#/card/${id}`, 'card');
  await through_sign_outs(w, phone, known, 'card', FIELDS.card(phone));
  await phone.act('save');
  await page.waitForFunction(() => !location.hash.startsWith('#/card'));
  await go(phone, `#/facts/${id}`, 'facts');
  await through_sign_outs(w, phone, known, 'facts', FIELDS.facts(phone));
  await go(phone, `#/ask/${id}`, 'ask');
  await through_sign_outs(w, phone, known, 'ask', FIELDS.ask(phone));
  same(await cases(), 0, 'nothing is sent by half');
  await phone.act('show');
  await phone.at('door');
  await through_sign_outs(w, phone, known, 'door', [['the permission', async () => {}]]);
  same(await cases(), 0, 'what was shown and not answered is not sent');
  await through_sign_outs(w, phone, known, 'door', [['the yes', () => phone.act('yes')]]);
  expect(await page.locator('.ds-door__two').isHidden(), 'who has answered is not asked a second time');
  same(await cases(), 0, 'a yes alone is not sent');
  await phone.hold('.ds-actions [data-hold]:visible');
  await phone.at('hand-over');
  await steps.hand_over(phone);
  await end_session(w, phone); // and once more while it is on its way
  await phone.act('now');
  await go(phone, '#/today', 'today');
  await page.waitForSelector('[data-if="ended"]:visible'); // it is said
  await go(phone, visit, 'visit');
  await steps.sign(phone, 'Ines Calder');
  await steps.all_received(phone);
  await eventually('the request', async () => (await cases()) > 0);
  same(await cases(), 1, 'one request arrived');
  const office = await w.desk_as('supervisor');
  await office.goto(`/inspections/${id}`);
  expect(/It chirps\./.test(await office.locator('main').innerText()), 'and the violation');
  await closed_door(w, phone, known, office);
  same(page.faults, [], 'no fault in the page');
}

// A door that stayed closed, at the next visit of the day.
async function closed_door(w, phone, known, office) {
  const { page } = phone;
  await page.reload(); // signed in again
  await unlock(phone, w.account('inspector').password);
  await go(phone, '#/today', 'today');
  await page.waitForSelector('#place [data-do="visit"]:visible');
  await phone.act('visit');
  await phone.at('visit');
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  // What the office has of it is what another phone of the same person is sent.
  const told = async () => {
    const other = new Phone(await w.phone());
    await other.sign_in(w.account('inspector'));
    await other.page.waitForSelector('#place .ds-card--lead:visible');
    const [doors] = (await other.text()).split('Coming days'); // the next visit is one of these
    await other.page.context().close();
    return !doors.includes(address);
  };
  const address = await page.locator('.ds-address').innerText();
  const planned = async (day) => { // again, at an hour that nothing else has
    await office.goto(`/inspections?week=${day}`);
    return (await office.locator('main').innerText()).split('10:30').length - 1;
  };
  await go(phone, `#/no-entry/${id}`, 'no-entry');
  await through_sign_outs(w, phone, known, 'no-entry', FIELDS.closed(phone));
  const day = await page.inputValue('[name="again_day"]');
  same([await told(), await planned(day)], [false, 0], 'nothing of a closed door is sent by half');
  await end_session(w, phone); // and once more while it is on its way
  await phone.act('save');
  await phone.at('visit');
  await steps.all_received(phone);
  await go(phone, `#/visit/${id}`, 'visit');
  expect(/Nobody came to the door/.test(await phone.text()), 'why, as it was said');
  expect(/10:30/.test(await phone.text()), 'and when again', await phone.text());
  same([await told(), await planned(day)], [true, 1], 'one visit went, and one came for it');
}

export const tests = {
  'a reload at every field of a violation, of the facts and of a request loses nothing': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await steps.begin(phone);
    const id = await phone.page.evaluate(() => location.hash.split('/')[2]);
    await go(phone, `#/finding/${id}`, 'finding');
    await phone.type('search', 'smoke');
    await through_reloads(w, phone, 'finding', FIELDS.finding(phone));
    await phone.act('save');
    await phone.at('visit');
    await go(phone, `#/facts/${id}`, 'facts');
    await through_reloads(w, phone, 'facts', FIELDS.facts(phone));
    await go(phone, `#/ask/${id}`, 'ask');
    await through_reloads(w, phone, 'ask', FIELDS.ask(phone));
    // The resident's screen, and what comes behind it.
    await phone.act('show');
    await phone.at('door');
    await phone.page.reload();
    await unlock(phone, w.account('inspector').password);
    await screen(phone, 'door');
    await phone.act('yes');
    await phone.hold('.ds-actions [data-hold]:visible');
    await phone.at('hand-over');
    await steps.call_together(phone);
    await phone.page.waitForSelector('text=Called together at');
    await phone.page.reload();
    await unlock(phone, w.account('inspector').password);
    await screen(phone, 'hand-over');
    await phone.page.waitForSelector('text=Called together at');
    expect((await phone.text()).includes('617 555 0166'), 'the request is whole behind a reload');
    await phone.act('send');
    await phone.at('passed');
    await go(phone, '#/today', 'today');
    const before = await waits(phone);
    await phone.page.reload();
    await unlock(phone, w.account('inspector').password);
    await screen(phone, 'today');
    same((await waits(phone)).replace(/,.*/, ''), before.replace(/,.*/, ''), 'as much waits as before');
  },

  'a browser killed at any moment opens again with all that was recorded': async (w) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'doorstep-killed-'));
    const open = () => chromium.launchPersistentContext(folder, { executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--no-first-run'], baseURL: w.url,
      viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { email, password } = w.account('inspector');
    let context = await open();
    try {
      let phone = new Phone(context.pages()[0]);
      await phone.sign_in({ email, password });
      await phone.page.waitForSelector('#place .ds-card--lead:visible');
      for (let i = 0; i < KILLS; i++) {
        await context.setOffline(true);
        await go(phone, '#/today', 'today');
        await phone.act('visit');
        await phone.at('visit');
        if (await phone.page.locator('[data-do="begin"]:visible').count()) {
          await phone.choose('occupancy', 'occupied');
          await phone.choose('present', 'occupant');
          await phone.act('begin');
          await phone.page.waitForSelector('[data-do="find"]:visible');
        }
        await phone.act('find');
        await phone.at('finding');
        await phone.type('search', 'smoke');
        await phone.act('choose');
        await phone.page.selectOption('[name="place"]', 'hall');
        await phone.type('note', `Seen before kill ${i}.`);
        await phone.act('save');
        await phone.at('visit'); // shown: it was on the disk
        const visit = await phone.page.evaluate(() => location.hash);
        process.kill(browser_of(folder), 'SIGKILL');
        await context.close().catch(() => {});
        context = await open();
        await context.setOffline(true);
        phone = new Phone(context.pages()[0]);
        await phone.page.goto(`/field/${visit}`);
        await unlock(phone, password);
        await screen(phone, 'visit');
        const text = await phone.text();
        for (let k = 0; k <= i; k++) expect(text.includes(`Seen before kill ${k}.`), `finding ${k} after kill ${i}`);
      }
      await context.setOffline(false);
      await steps.all_received(phone);
    } finally {
      await context.close().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    }
  },

  'a phone that two people share shows the second nothing of the first, and keeps the first’s': async (w) => {
    const phone = await signed_in(w);
    await phone.offline(true);
    await steps.begin(phone);
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'Only for the first pair of eyes.' });
    const address = await phone.page.locator('.ds-address').innerText();
    await phone.offline(false);
    await phone.page.route('**/api/v1/sync', (route) => route.abort()); // the first one's waits
    await go(phone, '#/today', 'today');
    await phone.act('lock');
    await screen(phone, 'unlock');
    await phone.act('other');
    await screen(phone, 'sign-in');
    await phone.page.unroute('**/api/v1/sync');
    const second = w.account('supervisor');
    await phone.type('email', second.email);
    await phone.type('password', second.password);
    await phone.tap('#place form button:not([type])');
    await screen(phone, 'today');
    await phone.page.waitForTimeout(500); // a sync of the second
    for (const hash of ['#/today', '#/waiting', '#/mine']) {
      await go(phone, hash, hash.slice(2));
      expect(!(await phone.text()).includes(address), `${hash} shows the first one's door`);
    }
    await phone.page.reload();
    await screen(phone, 'unlock');
    await phone.act('other');
    const { email, password } = w.account('inspector');
    await phone.type('email', email);
    await phone.type('password', password);
    await phone.tap('#place form button:not([type])');
    await screen(phone, 'today');
    await steps.all_received(phone);
    await phone.act('visit');
    await phone.at('visit');
    expect((await phone.text()).includes('Only for the first pair of eyes.'), 'the first one’s violation is there');
  },

  'a clock three days off, either way, neither stops nor doubles anything': async (w) => {
    for (const days of [3, -3]) {
      const page = await w.phone();
      await page.addInitScript((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
      }, days * 86_400_000);
      const phone = new Phone(page);
      await phone.sign_in(w.account('inspector'));
      await page.waitForSelector('[href="#/address"]');
      await go(phone, '#/address', 'address');
      await phone.type('search', days > 0 ? '14 Gull' : '8 Lantern');
      await phone.act('choose');
      await page.waitForSelector('[data-do="open"]:visible');
      if (await page.locator('select[name="known"]').isVisible()) await page.selectOption('[name="known"]', { index: 1 });
      await phone.choose('kind', 'emergency');
      await phone.act('open');
      await phone.at('visit');
      await phone.choose('occupancy', 'occupied');
      await phone.choose('present', 'occupant');
      await phone.act('begin');
      await steps.sign(phone, 'Ines Calder');
      await steps.all_received(phone);
      same(page.faults, [], 'no fault in the page');
      await page.context().close();
    }
  },

  'a session that ends in the middle loses nothing: uploads go on, and a sign-in brings news again': async (w) => {
    const phone = await signed_in(w);
    await steps.begin(phone);
    await phone.page.route('**/api/v1/sync', async (route) => {
      const headers = await route.request().allHeaders();
      if (headers.authorization) await route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"title":"Signed out"}' });
      else await route.continue();
    });
    await steps.find_violation(phone, { search: 'smoke', place: 'hall', note: 'After the session.' });
    await steps.leave_card(phone);
    await steps.all_received(phone);
    expect((await phone.text()).includes('sign in') || (await phone.page.locator('.ds-warn:visible').count()) > 0, 'it is said that news waits for a sign-in');
  },

  'a session that ends at every field of a visit and of a request loses nothing and sends nothing twice': async ({ program }) => {
    const w = await World.start(program); // it leaves a request behind
    try {
      await every_field_signed_out(w);
    } catch (error) {
      await w.picture_failure('signed-out');
      throw error;
    } finally {
      await w.end();
    }
  },
};
